"""Contexts of an event: what its words are about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord import tables
from onrecord.language.nodes import Node


def contexts_of(tokens: Iterable[Node], given: Iterable[str]) -> tuple[str, ...]:
    """The contexts that a frame gives and those that the words of the clause name, in order of the table."""
    words = _words()
    found = set(given)
    for token in tokens:
        found.update(words.get(token.lower_, ()) or words.get(token.lemma_.lower(), ()))
    return tuple(name for name in _names() if name in found)


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {row["key"]: tuple(row["contexts"].split()) for row in tables.load_csv("ontology/contexts.csv")}


@cache
def _names() -> tuple[str, ...]:
    return tuple(row["key"] for row in tables.load_csv("ontology/context_names.csv"))
