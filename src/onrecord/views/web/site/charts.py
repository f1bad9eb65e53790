"""Charts as JSON for the page's script: bars over time, bands over time, events by intensity.

They are drawn by Bokeh, whose script lies in its package. Every glyph has an address, to which a click leads; what is
told when one points at it is escaped by Bokeh. Each chart stands above a table that says the same without a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from typing import Any

from bokeh.core.properties import value
from bokeh.layouts import column
from bokeh.models import DatetimeTickFormatter, FactorRange, FixedTicker, Range1d
from bokeh.models.annotations import LegendItem
from bokeh.models.annotations import Span as Line

from onrecord.views.web.site.frames import (
    FONT,
    STYLES,
    add_legend,
    at,
    framed,
    packed,
    sourced,
    thinned,
    told_and_leading,
)
from onrecord.views.web.site.palette import colour

_PALETTE = ("c1", "c2", "c3", "c4", "c5", "c6", "c7")
#: No meaning by colour alone: each colour has a hatch of its own.
_HATCHES = (None, "/", ".", "\\", "-", "x", "o")


@dataclass(frozen=True, slots=True)
class Bar:
    """The bars of one series: how many in each period, and where a click leads."""

    name: str
    numbers: Sequence[int]
    links: Sequence[str]


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time on a row: from a day up to (not including) another, with what it says and how it is drawn."""

    row: str
    start: Day
    end: Day
    label: str
    style: str
    told: str
    link: str


@dataclass(frozen=True, slots=True)
class Point:
    """An event at a day, at a height, told by its words; `side` says who acts: first, second or both."""

    day: Day
    height: float
    side: str
    sure: bool
    told: str
    words: str
    link: str


def bars(periods: Sequence[str], series: Sequence[Bar], unit: str, height: int = 230) -> str:
    """Stacked bars over periods, one colour and hatch for each series."""
    plot = framed(height, x_range=FactorRange(factors=list(periods)))
    floor = [0] * len(periods)
    legend = []
    for number, each in enumerate(series):
        top = [below + more for below, more in zip(floor, each.numbers, strict=True)]
        data: dict[str, list[Any]] = {
            "x": list(periods), "bottom": list(floor), "top": top, "name": [each.name] * len(periods),
            "number": list(each.numbers), "url": list(each.links),
        }  # fmt: skip
        tint = colour(_PALETTE[number % len(_PALETTE)])
        drawn = plot.vbar(
            x="x", bottom="bottom", top="top", width=0.86, source=sourced(data), fill_color=tint, line_color=None,
            hatch_pattern=_HATCHES[number % len(_HATCHES)], hatch_color=colour("card"), hatch_weight=1.2,
            hatch_scale=7,
        )  # fmt: skip
        legend.append(LegendItem(label=each.name, renderers=[drawn]))
        floor = top
    if len(series) > 1:
        add_legend(plot, legend)
    plot.xgrid.visible = False
    plot.y_range.start = 0
    plot.yaxis.ticker.desired_num_ticks = 4
    plot.yaxis.ticker.min_interval = 1
    thinned(plot, periods)
    told_and_leading(plot, f"<b>@x</b> @name: @number {unit}")
    return packed(plot)


def bands(rows: Sequence[str], drawn: Sequence[Band], until: Day) -> str:
    """Rows of bands over time."""
    return packed(_bands_figure(rows, drawn, None, until))


def dyad(
    sides: tuple[str, str], points: Sequence[Point], rows: Sequence[str], drawn: Sequence[Band], until: Day
) -> str:
    """Events between two by intensity, above the states of their ties over the same time."""
    days = [*(point.day for point in points), *(band.start for band in drawn)]
    start = min(days, default=until - timedelta(days=30))
    margin = max((until - start) / 40, timedelta(days=3))
    shared = Range1d(start=at(start - margin), end=at(until + margin))
    parts: list[Any] = []
    if points:
        parts.append(_events_figure(sides, points, shared))
    if drawn:
        parts.append(_bands_figure(rows, drawn, shared, until))
    return packed(column(*parts, sizing_mode="stretch_width"))


#: The heights at which events stand, from the hardest to the kindest.
LEVELS = {-2: "material conflict", -1: "verbal conflict", 1: "verbal cooperation", 2: "material cooperation"}
_MARKERS = {"first": ("circle", "c1"), "second": ("square", "c2"), "both": ("diamond", "c3")}


def _events_figure(sides: tuple[str, str], points: Sequence[Point], shared: Range1d) -> Any:
    plot = framed(250, x_range=shared, x_axis_type="datetime", y_range=Range1d(start=-2.75, end=2.75))
    plot.yaxis.ticker = FixedTicker(ticks=list(LEVELS))
    plot.yaxis.major_label_overrides = {level: name.replace(" ", "\n") for level, name in LEVELS.items()}
    plot.add_layout(Line(location=0, dimension="width", line_color=colour("muted"), line_width=1))
    labels = {"first": f"{sides[0]} acts", "second": f"{sides[1]} acts", "both": "both act"}
    legend = []
    for side, (marker, tint) in _MARKERS.items():
        for sure in (True, False):
            found = [point for point in points if point.side == side and point.sure == sure]
            if not found:
                continue
            drawn = plot.scatter(
                x="x", y="y", source=sourced(_of_points(found)), marker=marker, size=13, line_color=colour(tint),
                line_width=2, fill_color=colour(tint) if sure else colour("card"),
            )  # fmt: skip
            note = "" if sure else " (not, or not yet, done)"
            legend.append(LegendItem(label=labels[side] + note, renderers=[drawn]))
    add_legend(plot, legend)
    plot.xaxis.formatter = DatetimeTickFormatter(days="%-d %b", months="%b %Y", years="%Y")
    told_and_leading(plot, "<b>@when</b> @told<br>“@words”")
    return plot


def _of_points(points: Sequence[Point]) -> dict[str, list[Any]]:
    return {
        "x": [at(point.day) for point in points], "y": [point.height for point in points],
        "when": [point.day.isoformat() for point in points], "told": [point.told for point in points],
        "words": [point.words for point in points], "url": [point.link for point in points],
    }  # fmt: skip


def _bands_figure(rows: Sequence[str], drawn: Sequence[Band], shared: Range1d | None, until: Day) -> Any:
    spread: dict[str, Any] = {"x_range": shared} if shared is not None else {}
    plot = framed(70 + 34 * len(rows), x_axis_type="datetime", y_range=FactorRange(factors=list(rows)[::-1]), **spread)
    for style, (tint, hatch, _) in STYLES.items():
        found = [band for band in drawn if band.style == style]
        if not found:
            continue
        data: dict[str, list[Any]] = {
            "row": [band.row for band in found], "left": [at(band.start) for band in found],
            "right": [at(max(band.end, band.start + timedelta(days=1))) for band in found],
            "label": [band.label for band in found], "told": [band.told for band in found],
            "url": [band.link for band in found],
        }  # fmt: skip
        plot.hbar(
            y="row", left="left", right="right", height=0.68, source=sourced(data), fill_color=colour(tint),
            fill_alpha=0.3, line_color=colour(tint), line_width=1.5, hatch_pattern=hatch, hatch_color=colour(tint),
            hatch_alpha=0.35, hatch_scale=9,
        )  # fmt: skip
        plot.text(
            x="left", y="row", text="label", source=sourced(data), text_font=value(FONT), text_font_size="12px",
            x_offset=5, text_baseline="middle", text_color=colour("ink"),
        )  # fmt: skip
    plot.ygrid.visible = False
    plot.xaxis.formatter = DatetimeTickFormatter(days="%-d %b", months="%b %Y", years="%Y")
    if shared is None:
        plot.x_range.end = at(until + timedelta(days=10))
    told_and_leading(plot, "@told")
    return plot
