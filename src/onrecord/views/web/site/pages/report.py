"""One report with its record: the text as published, and everything read out of it beside it."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.record import Record
from onrecord.record.visible import shortened
from onrecord.store import Store
from onrecord.store.query_reports import Around, around
from onrecord.views.web.page import lit
from onrecord.views.web.report import report_section
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.readings import whys
from onrecord.views.web.ways import Ways

_PLACE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_PLACES = 40


def _seen(db: sqlite3.Connection, identity: str, path: str) -> tuple[Record, Around]:
    """A record, and what the store knows of its report beside it."""
    return Store(db, path).record(identity), around(db, identity)


async def report(site: Site, request: Any) -> Response:
    """The page of a report; `?at=120-180` points out characters, `?why=1` says why each statement was read so."""
    identity = request.url_vars["report"]
    record, beside = await site.ask(_seen, identity, str(site.path))
    links = Links(site)
    ways = ways_of(links, record, request.args.get("at") or "")
    told = None
    if request.args.get("why"):
        why, same = await whys(record)
        ways = replace(ways, why=why)
        told = (
            None if same else "This version of onrecord reads the report differently; the reasons are of its reading."
        )
    else:
        ways = replace(ways, ask_why=f"{links.report(identity)}?why=1")
    style = lit([record])
    return await site.page(
        request,
        "report.html",
        title=shortened(record.report.headline.text if record.report.headline else record.report.text, 90) or "Report",
        section=Markup(report_section(record, 1, 1, ways)),
        style=Markup(style),
        links=links,
        beside=beside,
        told=told,
        rows=site.to(f"/{site.database}/reports/{identity}"),
    )


def ways_of(links: Links, record: Record, at: str) -> Ways:
    """Where the parts of a record lead, with the places in its text that an address asks for."""
    length = len(record.report.text)
    places = [(int(start), int(stop)) for start, stop in _PLACE.findall(at)[:_PLACES]]
    asked = tuple((start, stop) for start, stop in places if start < stop <= length)
    return Ways(speaker=links.speaking, code=links.actor, pair=links.pair, asked=asked)
