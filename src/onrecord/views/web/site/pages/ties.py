"""The map of ties: which states and organisations are tied at a day, by which ties, in which states."""

from __future__ import annotations

from collections import Counter
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.record.vocabulary import TIE_KINDS, TIE_STATES
from onrecord.store.query_dyads import Standing, TiesWanted, standings
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.mapchart import Edge, Node, network
from onrecord.views.web.site.names import name_of_code
from onrecord.views.web.site.network import placed
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.periods import parsed
from onrecord.views.web.site.tiestates import style_of
from onrecord.views.wording import day

#: Actors and ties that a map can show and still be read.
MOST, _EDGES = 200, 500
_ROWS = 150


async def ties(site: Site, request: Any) -> Response:
    """The map and the list of ties; `?until=`, `?kind=`, `?state=` and `?actor=` narrow it."""
    asked = {name: (request.args.get(name) or "").strip()[:80] for name in ("until", "kind", "state", "actor")}
    until = asked["until"] if parsed(asked["until"]) else None
    wanted = TiesWanted(until, asked["kind"], asked["state"], asked["actor"].upper())
    found, more = await site.ask(standings, wanted, _EDGES)
    shown, left_out = readable(found)
    links = Links(site)
    chart = await site.kept(("map", *asked.values()), lambda: _map(shown, links, until)) if shown else None
    return await site.page(
        request,
        "ties.html",
        title="Map of ties",
        asked=asked,
        until=until,
        kinds=TIE_KINDS,
        states=TIE_STATES,
        more=more,
        found=shown[:_ROWS],
        number=len(shown),
        actors=len({code for standing in shown for code in standing.between.split()}),
        left_out=left_out,
        chart=Markup(chart) if chart else None,
        charts=bool(shown),
        style_of=style_of,
        links=links,
    )


def readable(found: list[Standing]) -> tuple[list[Standing], int]:
    """The ties among the actors with the most of them, as many as a map can show; and how many actors are left out."""
    tied: Counter[str] = Counter(code for standing in found for code in standing.between.split())
    if len(tied) <= MOST:
        return found, 0
    kept = {code for code, _ in sorted(tied.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]}
    return [standing for standing in found if set(standing.between.split()) <= kept], len(tied) - MOST


def _map(shown: list[Standing], links: Links, until: str | None) -> str:
    pairs = [(first, second) for first, second in (standing.between.split() for standing in shown)]
    tied: Counter[str] = Counter(code for pair in pairs for code in pair)
    nodes = [
        Node(code, *place, tied[code], name_of_code(code), links.actor(code)) for code, place in placed(pairs).items()
    ]
    edges = [
        Edge(
            *pair,
            style_of(standing.kind, standing.state),
            f"{' and '.join(map(name_of_code, pair))}: {standing.kind} {standing.state}, {day(standing.day)}",
            links.dyad(*pair, until=until),
        )
        for pair, standing in zip(pairs, shown, strict=True)
    ]
    return network(nodes, edges)
