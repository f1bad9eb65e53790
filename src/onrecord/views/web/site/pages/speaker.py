"""A speaker, or a state or organisation: roles over time, statements over time, to whom, and through which outlets."""

from __future__ import annotations

import sqlite3
from datetime import date as Day
from datetime import timedelta
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.errors import StoreError
from onrecord.store.query_dyads import events_of, partners
from onrecord.store.query_speaker import RoleLine, by_month, namesakes, roles, shares, speaker_by_id, speakers_of
from onrecord.store.query_statements import Wanted, statements
from onrecord.views.web.site.charts import Band, Bar, bands, bars
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.names import name_of_code
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.periods import begun, ends, every_period
from onrecord.views.wording import day

_STATEMENTS, _SHARES, _ROWS = 25, 12, 12


def _of_speaker(db: sqlite3.Connection, identity: str) -> dict[str, Any] | None:
    """All that the page of a speaker shows, asked in one go; None where there is no such speaker."""
    found = speaker_by_id(db, identity)
    if found is None:
        return None
    return {
        "found": found,
        "roles": roles(db, identity),
        "months": by_month(db, "speaker", identity),
        "statements": statements(db, Wanted(speaker=identity), _STATEMENTS),
        "others": namesakes(db, found),
        "addressees": shares(db, "speaker", identity, "addressee_code", _SHARES),
        "outlets": shares(db, "speaker", identity, "outlet", _SHARES),
    }


def _of_actor(db: sqlite3.Connection, code: str) -> dict[str, Any]:
    """All that the page of a state or organisation shows, asked in one go."""
    return {
        "speakers": speakers_of(db, code, _SHARES),
        "partners": partners(db, code, _SHARES),
        "events": events_of(db, code, _STATEMENTS),
        "months": by_month(db, "code", code),
        "statements": statements(db, Wanted(code=code), _STATEMENTS),
        "outlets": shares(db, "code", code, "outlet", _SHARES),
    }


async def speaker(site: Site, request: Any) -> Response:
    """The page of one named speaker."""
    identity = request.url_vars["speaker"]
    known = await site.ask(_of_speaker, identity)
    if known is None:
        raise StoreError(f"No speaker {identity} is in this store", remedy="Look among those on the home page.")
    links, found, held, months = Links(site), known["found"], known["roles"], known["months"]
    drawn = role_bands(held, links)
    return await site.page(
        request,
        "speaker.html",
        title=found.name,
        **known,
        role_chart=Markup(_roles_chart(held, drawn)),
        month_chart=Markup(months_chart(months, links, name=found.name, code=found.code)),
        charts=bool(months),
        all_of_it=links.search(name=found.name, code=found.code),
        ends=ends,
        links=links,
    )


async def actor(site: Site, request: Any) -> Response:
    """The page of a state or organisation: who speaks for it, with whom it deals, and what it did."""
    code = tilde_decode(request.url_vars["code"])
    known = await site.ask(_of_actor, code)
    if not (known["speakers"] or known["partners"] or known["statements"]):
        raise StoreError(f"Nothing is on record of {code}", remedy="Codes are as in ISO 3166-1 alpha-3, such as PRY.")
    links, months = Links(site), known["months"]
    return await site.page(
        request,
        "actor.html",
        title=name_of_code(code),
        code=code,
        **known,
        month_chart=Markup(months_chart(months, links, code=code)),
        charts=bool(months),
        all_of_it=links.search(code=code),
        ends=ends,
        links=links,
    )


def months_chart(months: list[tuple[str, int]], links: Links, **of: str | None) -> str:
    """Statements by month as bars, the empty months between them too; nothing where there is none."""
    if not months:
        return ""
    numbers = dict(months)
    periods = every_period(months[0][0], months[-1][0])
    addresses = [links.search(**of, since=ends(period)[0], until=ends(period)[1]) for period in periods]
    series = [Bar("", [numbers.get(period, 0) for period in periods], addresses)]
    return bars(periods, series, "statements", 180)


def role_bands(held: list[RoleLine], links: Links) -> list[Band]:
    """Each role as a band from the first to the last day on which it was reported."""
    drawn = []
    for line in held[:_ROWS]:
        first, last = begun(line.first_day), begun(line.last_day)
        if first is None or last is None:
            continue
        name = role_name(line)
        told = f"{name}: {day(line.first_day)} to {day(line.last_day)}, in {line.statements} statements"
        drawn.append(Band(name, first, last + timedelta(days=1), "", "plain", told, links.at(line)))
    return drawn


def role_name(line: RoleLine) -> str:
    """A role on one line: what, where, and for whom.

    >>> role_name(RoleLine("minister", "ministry", "PRY", None, None, 1, "r", 0, 1))
    'minister, ministry (PRY)'
    """
    known = ", ".join(part for part in (line.role, line.organisation) if part)
    return f"{known} ({line.code})" if line.code else known


def _roles_chart(held: list[RoleLine], drawn: list[Band]) -> str:
    if len(drawn) < 2:
        return ""
    rows = list(dict.fromkeys(band.row for band in drawn))
    until = max(begun(line.last_day) or Day.min for line in held)
    return bands(rows, drawn, until)
