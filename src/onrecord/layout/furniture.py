"""Furniture: the phrases around a report that are neither a statement nor the outlet's own voice.

The patterns are data (`lexicon/furniture.yaml`). A line or paragraph is furniture only when the whole of it matches,
and many patterns count only before the body or in the last paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.layout.agencies import agency_in, agency_named
from onrecord.tables import load_yaml

_TABLE = "lexicon/furniture.yaml"
_LONGEST = 900
_WORDED = re.compile(r"\w")
_BARE_CREDIT = re.compile(r"[/(\[–—|-]*\s?([^()\[\]/|]{2,40}?)\s?[/)\]|.–—-]*")
_FIRST = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern of furniture: what kind it is and where it may stand (head, tail or any)."""

    kind: str
    where: str
    pattern: re.Pattern[str]


@cache
def _phrases() -> tuple[Phrase, ...]:
    return tuple(
        Phrase(
            row["kind"],
            row["where"],
            re.compile(row["pattern"], re.DOTALL if row.get("exact") else re.DOTALL | re.IGNORECASE),
        )
        for row in load_yaml(_TABLE)["lines"]
    )


@cache
def _compiled(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.DOTALL) for pattern in load_yaml(_TABLE)[name])


def furniture_kind(words: str, *, head: bool = False, tail: bool = False) -> str | None:
    """What kind of furniture these words are: mark, slug, note, rights, credit, caption, promo, contact or None.

    `head` and `tail` say that the words stand before the body or in the last paragraphs, where more is furniture.

    >>> furniture_kind("(Reporting by Ann Lee; Editing by Bo Ek)"), furniture_kind("He left on Monday.")
    ('credit', None)
    """
    if len(words) > _LONGEST:
        return None
    if not _WORDED.search(words):
        return None if any(mark in words for mark in '"“”«»') else "mark"
    credit = _BARE_CREDIT.fullmatch(words)
    if credit and agency_named(credit[1]):
        return "credit"
    for phrase in _phrases():
        if (phrase.where == "any" or (head and phrase.where == "head") or (tail and phrase.where == "tail")) and (
            phrase.pattern.fullmatch(words)
        ):
            return phrase.kind
    return None


def prefix_end(text: str, start: int, end: int) -> int:
    """Where a headline begins, past prefixes such as "UPDATE 2-", "(LEAD)" or "BREAKING:".

    >>> prefix_end("UPDATE 2-Envoy recalled", 0, 23)
    9
    """
    for _ in range(4):
        found = (pattern.match(text, start, min(end, start + 80)) for pattern in _compiled("prefixes"))
        match = next((match for match in found if match and start < match.end() < end), None)
        if match is None:
            break
        start = match.end()
    return start


def lead_end(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph begin, past a note such as "(Adds quotes)" before them."""
    for pattern in _compiled("leads"):
        match = pattern.match(text, start, min(end, start + 400))
        if match and match.end() < end:
            return match.end()
    return start


def tail_start(text: str, start: int, end: int) -> int:
    """Where the words of a paragraph end and a closing credit or mark begins, `end` where there is none.

    >>> tail_start("He left. (Reporting by Ann Lee)", 0, 31)
    8
    """
    for _ in range(4):
        begin = max(start + 1, end - 600)
        found = (pattern.search(text, begin, end) for pattern in _compiled("tails"))
        match = next((match for match in found if match), None)
        if match is None:
            break
        end = match.start()
    return end


def credited_agency(words: str) -> str | None:
    """The agency that a line of furniture names alone or in brackets, if it is nothing else."""
    match = _BARE_CREDIT.fullmatch(words)
    return agency_in(match[1]) if match else None
