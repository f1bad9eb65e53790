"""Charts as JSON for the page's script: bars over time, bands over time, events by intensity.

They are drawn by Bokeh, whose script lies in its package. Every glyph has an address, to which a click leads; what is
told when one points at it is escaped by Bokeh. Each chart stands above a table that says the same without a script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from functools import cache
from typing import Any

from bokeh.core.properties import value
from bokeh.layouts import column
from bokeh.models import DatetimeTickFormatter, FactorRange, FixedTicker, NoOverlap, Range1d
from bokeh.models.annotations import Span as Line

from onrecord.views.web.site.frames import (
    END,
    FONT,
    HEIGHT,
    START,
    STYLES,
    WIDTH,
    Skeleton,
    at,
    columned,
    framed,
    hole,
    holes,
    told_and_leading,
)
from onrecord.views.web.site.palette import colour

#: No meaning by colour alone: each series has a hatch of its own, which the legend on the page (.s1 to .s7) has too.
_SERIES = (("c1", None), ("c2", "/"), ("c3", "."), ("c4", "\\"), ("c5", "-"), ("c6", "x"), ("c7", "o"))
MOST = len(_SERIES)
#: How much of its period's place a bar takes, and the least number of periods for which a chart is wide.
_BROAD, _PERIODS = 0.84, 12
_BAR = ("x", "bottom", "top", "name", "number", "url")
_BAND = ("row", "left", "right", "label", "told", "url")
_POINT = ("x", "y", "when", "told", "words", "url")
#: The heights at which events stand by PLOVER's score, and what the axis calls them.
LEVELS = {-10: "conflict\n−10", -5: "−5", 0: "0", 5: "5", 10: "cooperation\n10"}
#: How far, on the scale of the scores, points of one day stand from each other.
_STEP = 2.0
_MARKERS = {"first": ("circle", "c1"), "second": ("square", "c2"), "both": ("diamond", "c3")}


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
    done: bool
    told: str
    words: str
    link: str


def bars(periods: Sequence[str], series: Sequence[Bar], unit: str, height: int = 230) -> str:
    """Stacked bars over periods, one colour and hatch for each series; at most MOST series.

    Where there are few periods, a bar takes no more than a twelfth of the chart.
    """
    data: dict[str, Any] = {"periods": list(periods), "height": height}
    data["width"] = min(_BROAD, len(periods) / _PERIODS)
    floor = [0] * len(periods)
    for number, each in enumerate(series):
        top = [below + more for below, more in zip(floor, each.numbers, strict=True)]
        told = [f"{count:,} {unit}" for count in each.numbers]
        names = [each.name] * len(periods)
        rows = list(zip(periods, floor, top, names, told, each.links, strict=True))
        data |= columned(f"bar{number}", _BAR, rows)
        floor = top
    return _bars(len(series)).filled(data)


def bands(rows: Sequence[str], drawn: Sequence[Band], until: Day) -> str:
    """Rows of bands over time."""
    start = min((band.start for band in drawn), default=until)
    return _timeline(False, True).filled(_of_bands(rows, drawn) | _spread(start, until))


def dyad(points: Sequence[Point], rows: Sequence[str], drawn: Sequence[Band], until: Day) -> str:
    """Events between two by intensity, above the states of their ties over the same time."""
    days = [*(point.day for point in points), *(band.start for band in drawn)]
    stacked = _stacked(points)
    data = _of_bands(rows, drawn) | _spread(min(days, default=until - timedelta(days=30)), until)
    for side in _MARKERS:
        for done in (True, False):
            found = [point for point in stacked if point.side == side and point.done == done]
            told = [(at(p.day), p.height, p.day.isoformat(), p.told, p.words, p.link) for p in found]
            data |= columned(f"{side}{done}", _POINT, told)
    return _timeline(bool(points), bool(drawn)).filled(data)


def _stacked(points: Sequence[Point]) -> list[Point]:
    """The points, those of one day that would lie on each other moved towards the middle: each leads elsewhere."""
    taken: dict[Day, list[float]] = {}
    out = []
    for point in points:
        height, beside = point.height, taken.setdefault(point.day, [])
        while any(abs(height - other) < _STEP for other in beside):
            height += _STEP / 2 if point.height <= 0 else -_STEP / 2
        beside.append(height)
        out.append(replace(point, height=height))
    return out


def _spread(start: Day, until: Day) -> dict[str, float]:
    """The stretch of time that is shown, with a margin on both sides."""
    margin = max((until - start) / 24, timedelta(days=3))
    return {"start": at(start - margin), "end": at(until + margin)}


def _of_bands(rows: Sequence[str], drawn: Sequence[Band]) -> dict[str, Any]:
    data: dict[str, Any] = {"rows": list(rows)[::-1], "height": 70 + 34 * len(rows)}
    for style in STYLES:
        told = [
            (
                band.row,
                at(band.start),
                at(max(band.end, band.start + timedelta(days=1))),
                band.label,
                band.told,
                band.link,
            )
            for band in drawn
            if band.style == style
        ]
        data |= columned(style, _BAND, told)
    return data


@cache
def _bars(number: int) -> Skeleton:
    """Bars of so many series."""
    plot = framed(HEIGHT, x_range=FactorRange(factors=hole("periods")))
    for place, (tint, hatch) in enumerate(_SERIES[:number]):
        plot.vbar(
            x="x", bottom="bottom", top="top", width=WIDTH, source=holes(f"bar{place}", _BAR), fill_color=colour(tint),
            line_color=None, hatch_pattern=hatch, hatch_color=colour("card"), hatch_weight=1.4, hatch_scale=10,
            hatch_alpha=0.75,
        )  # fmt: skip
    plot.xgrid.visible = False
    plot.y_range.start = 0
    plot.yaxis.ticker.desired_num_ticks = 4
    plot.yaxis.ticker.min_interval = 1
    plot.xaxis.major_tick_line_color = None
    plot.xaxis.major_label_policy = NoOverlap(min_distance=12)
    told_and_leading(plot, "<b>@x</b> @name @number")
    return Skeleton(plot)


@cache
def _timeline(with_points: bool, with_bands: bool) -> Skeleton:
    """Events, bands, or both over the same time."""
    shared = Range1d(start=START, end=END)
    parts = [_events_figure(shared)] if with_points else []
    if with_bands:
        parts.append(_bands_figure(shared))
    return Skeleton(column(*parts, sizing_mode="stretch_width"))


def _events_figure(shared: Range1d) -> Any:
    plot = framed(250, x_range=shared, x_axis_type="datetime", y_range=Range1d(start=-11.5, end=11.5))
    plot.yaxis.ticker = FixedTicker(ticks=list(LEVELS))
    plot.yaxis.major_label_overrides = dict(LEVELS)
    plot.add_layout(Line(location=0, dimension="width", line_color=colour("muted"), line_width=1))
    for side, (marker, tint) in _MARKERS.items():
        for done in (True, False):
            plot.scatter(
                x="x", y="y", source=holes(f"{side}{done}", _POINT), marker=marker, size=13, line_color=colour(tint),
                line_width=2, fill_color=colour(tint if done else "card"),
            )  # fmt: skip
    plot.xaxis.formatter = _dates()
    plot.xaxis.major_label_policy = NoOverlap(min_distance=12)
    told_and_leading(plot, "<b>@when</b> @told<br>“@words”")
    return plot


def _bands_figure(shared: Range1d) -> Any:
    plot = framed(HEIGHT, x_axis_type="datetime", x_range=shared, y_range=FactorRange(factors=hole("rows")))
    for style, (tint, hatch, _) in STYLES.items():
        source = holes(style, _BAND)
        plot.hbar(
            y="row", left="left", right="right", height=0.68, source=source, fill_color=colour(tint), fill_alpha=0.3,
            line_color=colour(tint), line_width=1.5, hatch_pattern=hatch, hatch_color=colour(tint), hatch_alpha=0.35,
            hatch_scale=9,
        )  # fmt: skip
        plot.text(
            x="left", y="row", text="label", source=source, text_font=value(FONT), text_font_size="12px", x_offset=5,
            text_baseline="middle", text_color=colour("ink"),
        )  # fmt: skip
    plot.ygrid.visible = False
    plot.xaxis.formatter = _dates()
    plot.xaxis.major_label_policy = NoOverlap(min_distance=12)
    told_and_leading(plot, "@told")
    return plot


def _dates() -> DatetimeTickFormatter:
    return DatetimeTickFormatter(days="%-d %b", months="%b %Y", years="%Y")


def warmed() -> None:
    """Put the usual charts together before a page asks for them."""
    for number in (1, MOST):
        _bars(number)
    _timeline(True, True)
    _timeline(False, True)
