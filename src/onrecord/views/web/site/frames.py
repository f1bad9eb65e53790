"""What all charts share: the frame in the page's colours, the data behind it, what a click does, the JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Any

from bokeh.embed import json_item
from bokeh.models import ColumnDataSource, HoverTool, OpenURL, TapTool
from bokeh.models.annotations import Legend, LegendItem
from bokeh.models.renderers import GlyphRenderer
from bokeh.plotting import figure

from onrecord.views.web.site.palette import VARIABLES, colour

FONT = "system-ui"
#: How the states of ties are drawn: colour, hatch of a band, dash of a line.
STYLES: Mapping[str, tuple[str, str | None, str]] = {
    "good": ("good", None, "solid"),
    "fair": ("fair", "/", "dashed"),
    "poor": ("poor", ".", "dotdash"),
    "bad": ("bad", "x", "dotted"),
    "plain": ("c1", None, "solid"),
}


def framed(height: int, **more: Any) -> Any:
    """An empty chart in the colours of the page, as wide as its place."""
    plot = figure(height=height, sizing_mode="stretch_width", toolbar_location=None, tools="", **more)
    plot.background_fill_color = plot.border_fill_color = None
    plot.outline_line_color = colour("rule")
    plot.grid.grid_line_color = colour("rule")
    for axis in plot.axis:
        axis.axis_line_color = axis.major_tick_line_color = colour("muted")
        axis.minor_tick_line_color = None
        axis.major_label_text_color = colour("muted")
        axis.major_label_text_font = FONT
        axis.major_label_text_font_size = "12px"
    return plot


def sourced(data: dict[str, list[Any]]) -> ColumnDataSource:
    """The data behind a glyph, column by column."""
    return ColumnDataSource(data)


def told_and_leading(plot: Any, told: str) -> None:
    """Tell of a glyph when one points at it, and lead to its address on a click."""
    plot.add_tools(
        HoverTool(tooltips=told, point_policy="follow_mouse"), TapTool(callback=OpenURL(url="@url", same_tab=True))
    )


def add_legend(plot: Any, items: list[LegendItem]) -> None:
    """Say above a chart what its glyphs mean."""
    legend = Legend(
        items=items, orientation="horizontal", border_line_color=None, background_fill_color=None,
        label_text_color=colour("ink"), label_text_font=FONT, label_text_font_size="12px", margin=4,
        nrows="auto",
    )  # fmt: skip
    plot.add_layout(legend, "above")


def thinned(plot: Any, periods: Sequence[str]) -> None:
    """Name no more periods below the bars than have room on a phone."""
    step = -(-len(periods) // 8)
    shown = {period: period if not number % step else "" for number, period in enumerate(periods)}
    plot.xaxis.major_label_overrides = shown
    plot.xaxis.major_tick_line_color = None


def at(day: Day) -> float:
    """A day as Bokeh counts time: milliseconds since 1970."""
    return (day - Day(1970, 1, 1)).days * 86_400_000.0


def packed(plot: Any) -> str:
    """The chart and the variables behind its colours, as JSON that may stand in a page."""
    for drawn in plot.select({"type": GlyphRenderer}):
        drawn.nonselection_glyph = None  # a click leads away; nothing fades before
    text = json.dumps({"item": json_item(plot), "colours": VARIABLES}, ensure_ascii=True, allow_nan=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
