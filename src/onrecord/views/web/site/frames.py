"""What all charts share: the frame in the page's colours, what a click does, and how data come into a drawn chart.

Bokeh takes a third of a second to put a chart together. So each kind of chart is put together once, with holes where
the data go, and only the holes are filled for a page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Any

from bokeh.embed import json_item
from bokeh.models import ColumnDataSource, HoverTool, OpenURL, TapTool
from bokeh.models.renderers import GlyphRenderer
from bokeh.plotting import figure

from onrecord.views.web.site.palette import VARIABLES, colour

FONT = "system-ui"

#: How the states of ties are drawn: colour, hatch of a band, dash of a line. No meaning by colour alone.
STYLES: Mapping[str, tuple[str, str | None, str]] = {
    "good": ("good", None, "solid"),
    "fair": ("fair", "/", "dashed"),
    "poor": ("poor", ".", "dotdash"),
    "bad": ("bad", "x", "dotted"),
    "plain": ("c1", None, "solid"),
}

#: Numbers that stand for holes which no text can fill; no chart of ours has them.
START, END, WIDTH, HEIGHT = 1_111_111.25, 2_222_222.25, 4_444_444.25, 333_331
_NUMBERS = {str(START): "start", str(END): "end", str(WIDTH): "width", str(HEIGHT): "height"}
_HOLES = re.compile(rf'\["@@([\w.]+)@@"\]|"@@([\w.]+)@@"|\b({"|".join(map(re.escape, _NUMBERS))})\b')


class Skeleton:
    """A chart with holes, as JSON."""

    def __init__(self, plot: Any) -> None:
        for drawn in plot.select({"type": GlyphRenderer}):
            drawn.nonselection_glyph = None  # a click leads away; nothing fades before
        made = {"item": json_item(plot), "colours": VARIABLES}
        self._text = json.dumps(made, separators=(",", ":"), allow_nan=False)

    def filled(self, data: Mapping[str, Any]) -> str:
        """The chart with its data, as JSON that may stand in a page; a hole without data is filled with nothing."""

        def fill(hole: re.Match[str]) -> str:
            name = hole[1] or hole[2] or _NUMBERS[hole[3]]
            return json.dumps(data.get(name, []), separators=(",", ":"), allow_nan=False)

        span = json.dumps([data.get("start"), data.get("end")])
        return f'{_HOLES.sub(fill, self._text)[:-1]},"span":{span}}}'.replace("<", "\\u003c").replace("&", "\\u0026")


def hole(name: str) -> list[str]:
    """What stands for a list of data in a skeleton."""
    return [f"@@{name}@@"]


def holes(prefix: str, columns: Sequence[str]) -> ColumnDataSource:
    """The data behind a glyph, with a hole for each column."""
    return ColumnDataSource({column: hole(f"{prefix}.{column}") for column in columns})


def columned(prefix: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """What fills the holes of a glyph: rows, turned into columns."""
    return {f"{prefix}.{column}": [row[number] for row in rows] for number, column in enumerate(columns)}


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


def told_and_leading(plot: Any, told: str) -> None:
    """Tell of a glyph when one points at it, and lead to its address on a click."""
    plot.add_tools(
        HoverTool(tooltips=told, point_policy="follow_mouse"), TapTool(callback=OpenURL(url="@url", same_tab=True))
    )


def at(day: Day) -> float:
    """A day as Bokeh counts time: milliseconds since 1970."""
    return (day - Day(1970, 1, 1)).days * 86_400_000.0
