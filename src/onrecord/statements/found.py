"""What a frame finds, and two questions that all frames ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.language.columns import words_of
from onrecord.language.syntax import subject


@dataclass(slots=True)
class Found:
    """Where a frame found the content: token stretches, the construction's name, and who is addressed."""

    stretches: list[tuple[int, int]]
    rule: str
    addressee: Token | None = None
    confidence: float = 0.9
    frame: str | None = None
    decided: Callable[[], str] | None = None  # what the counts and weights made of it, in words
    source: tuple[Token, ...] = ()  # read from position, where the parse lost it


def opens_with_to(token: Token) -> bool:
    """An infinitive with "to"."""
    words, index = words_of(token.doc), token.i
    return any(
        words.lower[child] == "to" and child < index and words.dep[child] in ("mark", "aux")
        for child in words.below[index]
    )


def is_gerund(token: Token) -> bool:
    """An -ing form with neither subject, auxiliary nor conjunction of its own."""
    return (
        token.tag_ == "VBG"
        and subject(token) is None
        and not any(child.dep_ in ("aux", "mark") for child in token.children)
    )
