"""What a frame finds, and two questions that all frames ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.language.nodes import Node, subject

_OPENING = frozenset({"mark", "aux"})


@dataclass(slots=True)
class Found:
    """Where a frame found the content: token stretches, the construction's name, and who is addressed."""

    stretches: list[tuple[int, int]]
    rule: str
    addressee: Node | None = None
    confidence: float = 0.9
    frame: str | None = None
    decided: Callable[[], str] | None = None  # what the counts and weights made of it, in words
    source: tuple[Node, ...] = ()  # read from position, where the parse lost it


def opens_with_to(token: Node) -> bool:
    """An infinitive with "to"."""
    return "to" in [child.lower_ for child in token.children if child.dep_ in _OPENING and child.i < token.i]


def is_gerund(token: Node) -> bool:
    """An -ing form with neither subject, auxiliary nor conjunction of its own."""
    return (
        token.tag_ == "VBG"
        and subject(token) is None
        and not any(child.dep_ in ("aux", "mark") for child in token.children)
    )
