"""The map of ties as a chart: actors as circles, ties as lines between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bokeh.core.properties import value
from bokeh.models import HoverTool, OpenURL, PanTool, Range1d, ResetTool, TapTool, WheelZoomTool

from onrecord.views.web.site.frames import FONT, HEIGHT, STYLES, Skeleton, columned, framed, holes
from onrecord.views.web.site.palette import colour

#: How far lines between the same two actors bow apart, and of how many pieces such a bow is made.
_BOW, _PIECES = 0.055, 8
#: Room that a code takes, in the map's measure, on a screen of usual width.
_LABEL = (0.085, 0.06)


@dataclass(frozen=True, slots=True)
class Node:
    """An actor on the map, with its place, how many ties it has, and its name."""

    code: str
    x: float
    y: float
    ties: int
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie on the map between two nodes, drawn by its style."""

    first: str
    second: str
    style: str
    told: str
    link: str


_NODE = ("x", "y", "code", "name", "ties", "size", "url")
_EDGE = ("xs", "ys", "told", "url")


def network(nodes: Sequence[Node], edges: Sequence[Edge]) -> str:
    """Actors joined by ties; the most tied have their codes beside them."""
    shown = sorted(nodes, key=lambda node: (-node.ties, node.code))
    rows = [(n.x, n.y, n.code, n.name, n.ties, 9 + 2.4 * n.ties**0.5, n.link) for n in shown]
    data: dict[str, Any] = {"height": min(700, 300 + 9 * len(nodes))}
    data |= columned("nodes", _NODE, rows) | columned("named", _NODE, _labelled(rows))
    bowed = list(_lines(edges, {node.code: node for node in nodes}))
    for style in STYLES:
        lines = [
            ([x for x, _ in line], [y for _, y in line], edge.told, edge.link)
            for edge, line in bowed
            if edge.style == style
        ]
        data |= columned(style, _EDGE, lines)
    return _network().filled(data)


def _labelled(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The actors whose codes have room, the most tied first; the others tell theirs when one points at them."""
    shown: list[tuple[Any, ...]] = []
    for row in rows:
        if all(abs(row[0] - other[0]) > _LABEL[0] or abs(row[1] - other[1]) > _LABEL[1] for other in shown):
            shown.append(row)
    return shown


@cache
def _network() -> Skeleton:
    """The map without actors."""
    sides = {"x_range": Range1d(start=-1.25, end=1.25), "y_range": Range1d(start=-1.2, end=1.2)}
    plot = framed(HEIGHT, **sides)
    plot.xaxis.visible = plot.yaxis.visible = plot.grid.visible = False
    plot.outline_line_color = None
    lines = [
        plot.multi_line(
            xs="xs", ys="ys", source=holes(style, _EDGE), line_color=colour(tint), line_dash=dash, line_width=2.4,
            line_alpha=0.85, hover_line_color=colour("ink"), hover_line_alpha=1,
        )
        for style, (tint, _, dash) in STYLES.items()
    ]  # fmt: skip
    circles = plot.scatter(
        x="x", y="y", size="size", source=holes("nodes", _NODE), fill_color=colour("card"), line_color=colour("ink"),
        line_width=1.8,
    )  # fmt: skip
    plot.text(
        x="x", y="y", text="code", source=holes("named", _NODE), text_font=value(FONT), text_font_size="13px",
        text_font_style="bold", text_color=colour("ink"), text_align="center", text_baseline="bottom", y_offset=-9,
        background_fill_color=colour("paper"), background_fill_alpha=0.7,
    )  # fmt: skip
    plot.add_tools(
        PanTool(), WheelZoomTool(), ResetTool(), TapTool(callback=OpenURL(url="@url", same_tab=True)),
        HoverTool(renderers=[circles], tooltips="<b>@name</b> (@code): @ties in the map"),
        HoverTool(renderers=lines, tooltips="@told", line_policy="interp"),
    )  # fmt: skip
    plot.toolbar_location = "above"
    plot.toolbar.logo = None
    return Skeleton(plot)


def warmed() -> None:
    """Put the map together before a page asks for it."""
    _network()


def _lines(edges: Sequence[Edge], place: Mapping[str, Node]) -> Iterator[tuple[Edge, list[tuple[float, float]]]]:
    """Each tie with the points of its line; ties between the same two actors bow apart."""
    beside = Counter((edge.first, edge.second) for edge in edges)
    seen: Counter[tuple[str, str]] = Counter()
    for edge in edges:
        pair = (edge.first, edge.second)
        one, other = place[edge.first], place[edge.second]
        bow = (seen[pair] - (beside[pair] - 1) / 2) * _BOW
        seen[pair] += 1
        yield edge, _bowed(one, other, bow)


def _bowed(one: Node, other: Node, bow: float) -> list[tuple[float, float]]:
    if not bow:
        return [(one.x, one.y), (other.x, other.y)]
    across, along = other.y - one.y, other.x - one.x
    length = (across**2 + along**2) ** 0.5 or 1.0
    points = []
    for piece in range(_PIECES + 1):
        part = piece / _PIECES
        out = 4 * part * (1 - part) * bow
        points.append((
            round(one.x + along * part - across / length * out, 4),
            round(one.y + across * part + along / length * out, 4),
        ))  # fmt: skip
    return points
