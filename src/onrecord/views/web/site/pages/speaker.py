"""A speaker, or a state or organisation: roles over time, statements over time, to whom, and through which outlets."""

from __future__ import annotations

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


async def speaker(site: Site, request: Any) -> Response:
    """The page of one named speaker."""
    identity = request.url_vars["speaker"]
    found = await site.ask(speaker_by_id, identity)
    if found is None:
        raise StoreError(f"No speaker {identity} is in this store", remedy="Look among those on the home page.")
    links = Links(site)
    held = await site.ask(roles, identity)
    months = await site.ask(by_month, "speaker", identity)
    drawn = role_bands(held, links)
    return await site.page(
        request,
        "speaker.html",
        title=found.name,
        found=found,
        roles=held,
        role_chart=Markup(_roles_chart(held, drawn)),
        months=months,
        month_chart=Markup(months_chart(months, links, name=found.name, code=found.code)),
        charts=bool(months),
        statements=await site.ask(statements, Wanted(speaker=identity), _STATEMENTS),
        others=await site.ask(namesakes, found),
        addressees=await site.ask(shares, "speaker", identity, "addressee_code", _SHARES),
        outlets=await site.ask(shares, "speaker", identity, "outlet", _SHARES),
        all_of_it=links.search(name=found.name, code=found.code),
        ends=ends,
        links=links,
    )


async def actor(site: Site, request: Any) -> Response:
    """The page of a state or organisation: who speaks for it, with whom it deals, and what it did."""
    code = tilde_decode(request.url_vars["code"])
    speakers = await site.ask(speakers_of, code, _SHARES)
    with_whom = await site.ask(partners, code, _SHARES)
    found = await site.ask(statements, Wanted(code=code), _STATEMENTS)
    if not (speakers or with_whom or found):
        raise StoreError(f"Nothing is on record of {code}", remedy="Codes are as in ISO 3166-1 alpha-3, such as PRY.")
    links = Links(site)
    months = await site.ask(by_month, "code", code)
    return await site.page(
        request,
        "actor.html",
        title=name_of_code(code),
        code=code,
        speakers=speakers,
        partners=with_whom,
        events=await site.ask(events_of, code, _STATEMENTS),
        months=months,
        month_chart=Markup(months_chart(months, links, code=code)),
        charts=bool(months),
        statements=found,
        outlets=await site.ask(shares, "code", code, "outlet", _SHARES),
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
