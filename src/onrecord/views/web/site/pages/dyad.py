"""Two states or organisations: events between them by intensity, the states of their ties over time, contradictions."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date as Day
from datetime import timedelta
from itertools import pairwise
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.errors import StoreError
from onrecord.record.visible import shortened
from onrecord.store.query_dyads import EventLine, TieLine, events_between, ties_between
from onrecord.store.query_statements import StatementLine, Wanted, statements
from onrecord.views.web.site.against import MOST, Contradiction, contradictions
from onrecord.views.web.site.charts import Band, Point
from onrecord.views.web.site.charts import dyad as dyad_chart
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.names import name_of_code
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.periods import begun, parsed
from onrecord.views.web.site.tiestates import height_of, is_done, style_of
from onrecord.views.wording import day

_SHOWN, _SAID = 60, 12


async def dyad(site: Site, request: Any) -> Response:
    """The page of two codes; `?until=` a day shows what was on record by then."""
    first, second = (tilde_decode(request.url_vars[name]) for name in ("first", "second"))
    asked = (request.args.get("until") or "").strip()
    until = asked if parsed(asked) else None
    events, reported, said, against = await site.ask(_of_two, str(site.path), first, second, until)
    if not (events or reported or said or until):
        raise StoreError(f"Nothing is on record between {first} and {second}", remedy="Look at the map of ties.")
    links = Links(site)
    told = bool(events or reported)
    return await site.page(
        request,
        "dyad.html",
        title=f"{name_of_code(first)} and {name_of_code(second)}",
        first=first,
        second=second,
        asked=asked,
        until=until,
        events=events[:_SHOWN],
        all_events=len(events),
        ties=reported[-_SHOWN:],
        standing=latest(reported),
        contradictions=against,
        few=len(reported) <= MOST,
        said=said,
        chart=Markup(_chart((first, second), events, reported, until, links)) if told else None,
        charts=told,
        style_of=style_of,
        links=links,
    )


def _of_two(
    db: sqlite3.Connection, path: str, first: str, second: str, until: str | None
) -> tuple[list[EventLine], list[TieLine], list[StatementLine], list[Contradiction]]:
    """All that the page of two shows, asked in one go: events, ties, what they say to each other, contradictions."""
    reported = ties_between(db, first, second, until)
    against = contradictions(db, path, first, second, until) if len(reported) <= MOST else []
    return events_between(db, first, second, until), reported, _said(db, first, second, until), against


def _said(db: sqlite3.Connection, first: str, second: str, until: str | None) -> list[StatementLine]:
    """What the two say to each other, newest first."""
    found = [
        line
        for one, other in ((first, second), (second, first))
        for line in statements(db, Wanted(code=one, to=other, until=until), _SAID)
    ]
    return sorted(found, key=lambda line: line.day or "", reverse=True)[:_SAID]


def latest(reported: list[TieLine]) -> list[TieLine]:
    """The last report of each kind of tie."""
    return list({line.kind: line for line in reported}.values())


def _by_kind(reported: list[TieLine]) -> dict[str, list[TieLine]]:
    kinds: defaultdict[str, list[TieLine]] = defaultdict(list)
    for line in reported:
        kinds[line.kind].append(line)
    return kinds


def _chart(
    sides: tuple[str, str], events: list[EventLine], reported: list[TieLine], until: str | None, links: Links
) -> str:
    told: list[EventLine | TieLine] = [*events, *reported]
    days = [found for line in told if (found := begun(line.day))]
    end = parsed(until) or max(days, default=Day.today())
    points = _points(sides, events, links)
    drawn = tie_bands(reported, end, links)
    return dyad_chart(points, list(dict.fromkeys(band.row for band in drawn)), drawn, end)


def _points(sides: tuple[str, str], events: list[EventLine], links: Links) -> list[Point]:
    """Each event as a point; those of one day and height beside each other."""
    stacked: defaultdict[tuple[Day, float, str], int] = defaultdict(int)
    points = []
    for event in reversed(events):
        when, height = begun(event.day), height_of(event.type, event.mode)
        if when is None or not height:
            continue
        side = side_of(sides, event)
        place = stacked[when, height, side]
        stacked[when, height, side] += 1
        level = height + {"first": 0.4, "second": -0.4, "both": 0.0}[side] + (place % 4) * 0.6
        mode = f", {event.mode}" if event.mode else ""
        told = f"{event.actors} {event.type.lower()}{mode}, {event.status}"
        words = shortened(event.words, 90)
        points.append(Point(when, level, side, is_done(event.status), told, words, links.at(event)))
    return points


def side_of(sides: tuple[str, str], event: EventLine) -> str:
    """Which of the two acts: first, second, or both."""
    acting = event.actors.split()
    acts = [code in acting for code in sides]
    return "both" if all(acts) or not any(acts) else "first" if acts[0] else "second"


def tie_bands(reported: list[TieLine], end: Day, links: Links) -> list[Band]:
    """Each state of each kind of tie as a band up to the next report of another state."""
    drawn = []
    for kind, lines in _by_kind(reported).items():
        dated = [(when, line) for line in lines if (when := begun(line.day)) and line.state != "denied"]
        changes = [
            pair for number, pair in enumerate(dated) if not number or pair[1].state != dated[number - 1][1].state
        ]
        if not changes:
            continue
        stops = [*(later for _, (later, _) in pairwise(changes)), end + timedelta(days=1)]
        for (when, line), stop in zip(changes, stops, strict=True):
            told = f"{kind}: {line.state} since {day(line.day)}, says {line.voice or line.outlet or 'the report'}"
            drawn.append(Band(kind, when, stop, line.state, style_of(kind, line.state), told, links.at(line)))
    return drawn
