"""The news agencies of the table, by the names that datelines and credits give them."""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import load_csv

_TABLE = "lexicon/agencies.csv"
_WORDS = re.compile(r"[^\W_](?:[\w.&/'’-]*\w)?(?:[ \u00a0][^\W\d_](?:[\w.&'’-]*\w)?){0,5}")
_SPLIT = re.compile(r"\s*(?:[/,;|]|\s[-–—]\s|\sand\s)\s*")


@cache
def _names() -> dict[str, str]:
    """Written form -> short name."""
    return {row["key"]: row["name"] for row in load_csv(_TABLE)}


@cache
def _folded() -> dict[str, str]:
    """Written form in small letters -> short name; the first row wins."""
    names: dict[str, str] = {}
    for key, name in _names().items():
        names.setdefault(key.casefold(), name)
    return names


def agency_named(words: str) -> str | None:
    """The agency whose name these words are, case as written (or all in capitals).

    >>> agency_named("Associated Press"), agency_named("the press")
    ('AP', None)
    """
    found = _names().get(words)
    if found is None and len(words) > 4 and words.isupper():
        found = _folded().get(words.casefold())
    return found


def agency_in(words: str) -> str | None:
    """The first agency named in what stands between brackets: "Reuters/AFP", "AP Online", "tass".

    >>> agency_in("Reuters/AFP"), agency_in("laughs")
    ('Reuters', None)
    """
    words = " ".join(words.split())
    for part in [words, *_SPLIT.split(words)]:
        found = agency_named(part) or _folded().get(part.casefold())
        if found:
            return found
    first = words.split(" ", 1)[0]
    return agency_named(first) if len(words) <= 40 else None


def agency_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The agency named by the words that begin at `start`, longest name first, and where its name ends.

    >>> agency_at("Kyodo - Japan will", 0, 18)
    ('Kyodo', 5)
    """
    match = _WORDS.match(text, start, end)
    if not match:
        return None
    words = match.group()
    while words:
        found = agency_named(words)
        if found:
            return found, start + len(words)
        words = words.rpartition(" ")[0]
    return None


def agency_within(text: str) -> str | None:
    """The first agency named anywhere in a short text, by its exact name.

    >>> agency_within("Copyright 2020 The Associated Press. All rights reserved.")
    'AP'
    """
    for match in re.finditer(r"[^\W\d_]+(?:[.&/'’-]\w+)*", text[:600]):
        found = agency_at(text, match.start(), min(len(text), match.start() + 60))
        if found:
            return found[0]
    return None
