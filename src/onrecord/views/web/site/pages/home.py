"""The first page: what is in the store, the newest reports, who and which pairs are busiest, and the way to search."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.store.query_home import (
    Totals,
    busiest_dyads,
    busiest_speakers,
    newest_reports,
    reports_over_time,
    totals,
)
from onrecord.views.web.site.charts import Bar, bars
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.periods import LETTERS, begun, ends, every_period, grain_for

_OUTLETS = 6
_REST = "others"
_NEWEST, _BUSIEST = 10, 10


@dataclass(frozen=True, slots=True)
class Grid:
    """Reports by period and outlet: the table under the chart, and what the chart is made of."""

    periods: list[str]
    outlets: list[str]
    numbers: dict[tuple[str, str], int]

    def shown(self) -> list[str]:
        """The last 120 periods in which anything was published: the rows of the table."""
        return [period for period in self.periods if any(self.number(period, outlet) for outlet in self.outlets)][-120:]

    def number(self, period: str, outlet: str) -> int:
        """How many reports an outlet published in a period."""
        return self.numbers.get((period, outlet), 0)


async def home(site: Site, request: Any) -> Response:
    """The home page; `?by=day`, `month` or `year` sets how finely time is shown."""
    held, grain, grid = await counted(site, request.args.get("by"))
    links = Links(site)
    return await site.page(
        request,
        "home.html",
        title="What is on record",
        held=held,
        grain=grain,
        grid=grid,
        ends=ends,
        chart=Markup(_chart(grid, links)) if grid.periods else None,
        charts=bool(grid.periods),
        newest=await site.ask(newest_reports, _NEWEST),
        speakers=await site.ask(busiest_speakers, _BUSIEST),
        dyads=await site.ask(busiest_dyads, _BUSIEST),
        links=links,
    )


async def counted(site: Site, by: str | None = None) -> tuple[Totals, str, Grid]:
    """What the store holds, how finely time is shown, and the reports by that and outlet."""
    held = await site.ask(totals)
    grain = by if by in LETTERS else grain_for(held.first_day, held.last_day)
    return held, grain, gridded(await site.ask(reports_over_time, LETTERS[grain]))


def gridded(counts: list[tuple[str, str, int]]) -> Grid:
    """Counts by period and outlet as a grid; the smaller outlets are put together.

    >>> gridded([("2024", "AFP", 2), ("2025", "", 1)]).number("2025", "unknown")
    1
    """
    every: Counter[str] = Counter()
    for _, outlet, number in counts:
        every[outlet or "unknown"] += number
    named = [outlet for outlet, _ in every.most_common(_OUTLETS)]
    numbers: Counter[tuple[str, str]] = Counter()
    for period, outlet, number in counts:
        name = outlet or "unknown"
        numbers[period, name if name in named else _REST] += number
    rest = [_REST] if len(every) > _OUTLETS else []
    known = sorted(filter(begun, {period for period, _, _ in counts}))
    return Grid(every_period(known[0], known[-1]) if known else [], named + rest, dict(numbers))


def _chart(grid: Grid, links: Links) -> str:
    series = [
        Bar(
            outlet,
            [grid.number(period, outlet) for period in grid.periods],
            [address(links, period, outlet) for period in grid.periods],
        )
        for outlet in grid.outlets
    ]
    return bars(grid.periods, series, "reports")


def address(links: Links, period: str, outlet: str | None = None) -> str:
    """What an outlet, or any of them, carried in a period: the statements of these reports."""
    since, until = ends(period)
    named = outlet if outlet not in (_REST, "unknown") else None
    return links.search(outlet=named, published=f"{since}..{until}")
