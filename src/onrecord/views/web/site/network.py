"""Where the actors of the map of ties stand: laid out by networkx so that those tied stand near each other."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import networkx

_ROUNDS = 45
_EVEN = 0.7


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
    across = _spread({str(code): float(x) for code, (x, _) in places.items()})
    upward = _spread({str(code): float(y) for code, (_, y) in places.items()})
    return {code: (round(across[code], 4), round(upward[code], 4)) for code in across}


def _spread(at: dict[str, float]) -> dict[str, float]:
    """Places along one side, moved most of the way to even distances, so that the middle of a large map can be read."""
    ordered = sorted(at, key=lambda code: (at[code], code))
    even = {code: 2 * rank / max(len(ordered) - 1, 1) - 1 for rank, code in enumerate(ordered)}
    return {code: (1 - _EVEN) * place + _EVEN * even[code] for code, place in at.items()}
