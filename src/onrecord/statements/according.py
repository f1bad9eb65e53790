"""Attribution by preposition: "according to X", "in the words of X", "in X's view", "per X"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from onrecord import tables
from onrecord.language import Reading, behind_aside
from onrecord.statements.columns import columns
from onrecord.statements.draft import Draft
from onrecord.statements.extents import content_range, joined
from onrecord.statements.quoting import Period
from onrecord.statements.sources import trimmed

_STOPS = frozenset({",", ".", ";", ":", "?", "!"})
_BREAKERS = frozenset({"who", "which", "whose"})


@cache
def _prepositions() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """(words, force) of each cue by its first word."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in tables.load_csv("lexicon/cue_prepositions.csv"):
        words = tuple(row["key"].split())
        by_first.setdefault(words[0], []).append((words, row["force"]))
    return by_first


def read_according(reading: Reading, period: Period) -> Iterator[Draft]:
    """Statements whose cue is a preposition; the content is the clause around its phrase."""
    doc = period.segment.doc
    index, first_words, table = period.first, _prepositions(), columns(period.segment.doc)
    while index <= period.last:
        found = _match(doc[index], period) if table.lower[index] in first_words else None
        if found is None or period.in_quote(index):
            index += 1
            continue
        words, force = found
        noun_end = _source_end(period, index + len(words))
        source = trimmed(period, index + len(words), noun_end)
        content = _around(reading, period, index, noun_end)
        if source and content:
            cue = tuple(doc[index : index + len(words)])
            yield Draft(period.segment, " ".join(words), cue, " ".join(words), force, content, source, confidence=0.87)
        index = noun_end + 1


def _match(token: Token, period: Period) -> tuple[tuple[str, ...], str] | None:
    for words, force in _prepositions().get(token.lower_, ()):
        stretch = token.doc[token.i : token.i + len(words)]
        if token.i + len(words) <= period.last and tuple(other.lower_ for other in stretch) == words:
            return words, force
    return None


def _source_end(period: Period, start: int) -> int:
    """Last token of the source: up to the comma or stop that ends its noun phrase, appositions with it."""
    doc = period.segment.doc
    head = _noun_head(period, start)
    if head is None:
        return start
    end = start
    for index in range(start, period.last + 1):
        token = doc[index]
        if token.text in _STOPS and not _continues_name(period, index, head):
            break
        if token.lower_ in _BREAKERS or (index > start and period.in_quote(index)):
            break
        end = index
    return end


def _noun_head(period: Period, start: int) -> Token | None:
    """The highest token of the phrase that begins at `start`."""
    doc = period.segment.doc
    if start > period.last:
        return None
    token = doc[start]
    while token.head != token and token.head.i >= start and token.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        token = token.head
    return token


def _continues_name(period: Period, index: int, head: Token) -> bool:
    """A comma inside the source: before an apposition of its head, when the phrase stands at the period's end."""
    doc = period.segment.doc
    if doc[index].text != "," or index + 1 > period.last:
        return False
    following = doc[index + 1]
    anchor = following
    while anchor.head != anchor and anchor.head.i > index:
        anchor = anchor.head
    return anchor.dep_ == "appos" and head.i <= anchor.head.i < index


def _around(reading: Reading, period: Period, low: int, high: int) -> list[tuple[int, int]]:
    """The content: the period without the phrase low..high."""
    doc = period.segment.doc
    parts = []
    if low > period.first:
        parts.append(content_range(reading, period, period.first, low - 1))
    after = _behind_relative_clause(period, high + 1)
    while after <= period.last and doc[after].text in (",", "—", "-"):
        after += 1
    if after <= period.last and any(token.is_alpha for token in doc[after : period.last + 1]):
        parts.append(content_range(reading, period, after, period.last))
    return joined(parts)


def _behind_relative_clause(period: Period, index: int) -> int:
    """The token behind a relative clause that hangs on the source ("according to X, who asked not to be named, Y")."""
    doc = period.segment.doc
    index = min(behind_aside(doc, index), period.last + 1)
    if index + 1 > period.last or doc[index].text != "," or doc[index + 1].lower_ not in _BREAKERS:
        return index
    end = max(int(doc[index + 1].head.right_edge.i), index + 1)
    while end <= period.last and doc[end].text != ",":
        end += 1
    return min(end, period.last)
