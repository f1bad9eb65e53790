"""The map of ties as a chart: actors as circles, ties as lines between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bokeh.core.properties import value
from bokeh.models import HoverTool, OpenURL, PanTool, ResetTool, TapTool, WheelZoomTool

from onrecord.views.web.site.frames import FONT, STYLES, framed, packed, sourced
from onrecord.views.web.site.palette import colour


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the map, with its place and how many ties it has."""

    code: str
    x: float
    y: float
    ties: int
    link: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie on the map between two nodes, drawn by its style."""

    first: str
    second: str
    style: str
    told: str
    link: str


def network(nodes: Sequence[Node], edges: Sequence[Edge], labelled: int = 60, height: int = 640) -> str:
    """Actors joined by ties; the most tied have their names beside them."""
    plot = framed(height)
    plot.xaxis.visible = plot.yaxis.visible = plot.grid.visible = False
    plot.outline_line_color = None
    place = {node.code: node for node in nodes}
    tips = [_edges(plot, style, [edge for edge in edges if edge.style == style], place) for style in STYLES]
    shown = sorted(nodes, key=lambda node: (-node.ties, node.code))
    data: dict[str, list[Any]] = {
        "x": [node.x for node in shown], "y": [node.y for node in shown], "code": [node.code for node in shown],
        "ties": [node.ties for node in shown], "size": [9 + 2.4 * node.ties**0.5 for node in shown],
        "url": [node.link for node in shown],
    }  # fmt: skip
    circles = plot.scatter(
        x="x", y="y", size="size", source=sourced(data), fill_color=colour("card"), line_color=colour("ink"),
        line_width=1.6,
    )  # fmt: skip
    named = {name: values[:labelled] for name, values in data.items()}
    plot.text(
        x="x", y="y", text="code", source=sourced(named), text_font=value(FONT), text_font_size="12px",
        text_font_style="bold", text_color=colour("ink"), text_align="center", text_baseline="bottom", y_offset=-8,
        text_outline_color=colour("paper"),
    )  # fmt: skip
    plot.add_tools(
        PanTool(), WheelZoomTool(), ResetTool(), TapTool(callback=OpenURL(url="@url", same_tab=True)),
        HoverTool(renderers=[circles], tooltips="<b>@code</b> @ties ties"),
        HoverTool(renderers=[tip for tip in tips if tip], tooltips="@told", line_policy="interp"),
    )  # fmt: skip
    plot.toolbar_location = "above"
    plot.toolbar.logo = None
    return packed(plot)


def _edges(plot: Any, style: str, edges: Sequence[Edge], place: Mapping[str, Node]) -> Any:
    if not edges:
        return None
    tint, _, dash = STYLES[style]
    ends = [(place[edge.first], place[edge.second]) for edge in edges]
    data: dict[str, list[Any]] = {
        "xs": [[one.x, other.x] for one, other in ends], "ys": [[one.y, other.y] for one, other in ends],
        "told": [edge.told for edge in edges], "url": [edge.link for edge in edges],
    }  # fmt: skip
    return plot.multi_line(
        xs="xs", ys="ys", source=sourced(data), line_color=colour(tint), line_dash=dash, line_width=2.2,
        line_alpha=0.75, hover_line_color=colour("ink"), hover_line_alpha=1,
    )  # fmt: skip
