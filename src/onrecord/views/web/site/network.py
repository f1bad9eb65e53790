"""Where the actors of the map of ties stand: laid out by networkx so that those tied stand near each other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import networkx

_ROUNDS = 45


def placed(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[float, float]]:
    """A place for each of the codes in pairs, between -1 and 1; the same pairs give the same places."""
    return _placed(frozenset(tuple(sorted(pair)) for pair in pairs))


def warmed() -> None:
    """Load what lays out a map before a page asks for one."""
    placed([("a", "b")])


@lru_cache(maxsize=64)
def _placed(pairs: frozenset[tuple[str, ...]]) -> dict[str, tuple[float, float]]:
    graph = networkx.Graph()
    graph.add_edges_from(sorted(pairs))
    if not graph:
        return {}
    apart = 2.4 / max(len(graph), 1) ** 0.5
    places = networkx.spring_layout(graph, k=apart, seed=7, iterations=_ROUNDS)
    return {str(code): (round(float(x), 4), round(float(y), 4)) for code, (x, y) in places.items()}
