"""Exact extents: from token indexes to the characters of a content."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.language import Reading
from onrecord.language.nodes import Node
from onrecord.statements.draft import Range
from onrecord.statements.quoting import Period

_TRAILING = " \t\r\n,;:"
_LEADING = frozenset({",", ":", "—", "–", "-", "--", ";"})
_COMPLEMENTIZERS = frozenset({"that"})


def content_range(reading: Reading, period: Period, low: int, high: int, *, cue: Node | None = None) -> Range | None:
    """Characters of the content that stands in the tokens low..high of a period.

    A leading "that" and comma go, and so does the "But" that joins the sentence to the one before; a quotation that is
    cut is completed, marks around the whole go, and so do the comma before the cue and the full stop outside the marks.
    None when no word is left.
    """
    words, begin, text = period.tree.words, period.segment.start, reading.text
    low, high = max(low, period.first), min(high, period.last)
    while low <= high and (
        words.text[low] in _LEADING
        or (low == period.first and words.tag[low] == "CC")
        or (words.lower[low] in _COMPLEMENTIZERS and _is_that(period.tree[low]))
    ):
        low += 1
    while low <= high and (
        words.blank[high] or words.text[high] in _TRAILING or words.tag[high] in ("WP", "WDT", "WP$", "CC")
    ):
        high -= 1
    if low > high:
        return None
    start, end = begin + words.idx[low], begin + words.idx[high] + len(words.text[high])
    for quote in period.quotes:
        if cue is not None and quote.first <= cue.i <= quote.last:
            continue  # a saying told inside a quotation ends where its clause ends
        if quote.mark.inner_start <= end - 1 < quote.mark.end and start < quote.mark.start:
            end = quote.mark.inner_end  # mixed: up to the closing mark
        elif quote.mark.start <= end - 1 < quote.mark.end:
            end = quote.mark.inner_end
        if quote.mark.start <= start < quote.mark.inner_end and (end > quote.mark.end):
            start = quote.mark.start  # the opening mark of a part stays inside
        elif quote.mark.start == start and quote.mark.inner_end <= end <= quote.mark.end:
            start, end = quote.mark.inner_start, quote.mark.inner_end  # nothing but the quotation
    return _stripped(text, start, end, period)


def _is_that(token: Node) -> bool:
    """A "that" which is the conjunction before a clause."""
    if token.tag_ == "IN" or token.dep_ == "mark" or token.i + 2 >= len(token.tree):
        return token.tag_ == "IN" or token.dep_ == "mark"
    after, second = token.nbor(1), token.nbor(2)
    named = after.tag_ == "NN" and second.tag_ == "NNP"
    named = named or (after.tag_ == "VBZ" and second.lower_ == "of")  # "that reports of X are false"
    return named or after.tag_ in ("NNS", "NNPS", "NNP", "PRP", "PRP$", "DT", "EX")  # no determiner before these


def _stripped(text: str, start: int, end: int, period: Period) -> Range | None:
    quoted_end = {quote.mark.inner_end for quote in period.quotes}
    while end > start and (
        text[end - 1] in _TRAILING or (text[end - 1] == "." and _drops_stop(text, start, end, quoted_end))
    ):
        end -= 1
    while start < end and text[start] in _TRAILING:
        start += 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None


def _drops_stop(text: str, start: int, end: int, quoted_end: set[int]) -> bool:
    """A full stop goes unless it stands inside the marks or belongs to an abbreviation such as "U.S."."""
    if end in quoted_end:
        return False
    last = text[start : end - 1].rsplit(None, 1)[-1] if text[start : end - 1].strip() else ""
    return "." not in last and not text[end:].lstrip(" \t").startswith(tuple("abcdefghijklmnopqrstuvwxyz"))


def quotation_range(reading: Reading, period: Period, number: int) -> Range | None:
    """Characters between the marks of the period's quotation `number`, without the comma before the cue."""
    mark = period.quotes[number].mark
    text, start, end = reading.text, mark.inner_start, mark.inner_end
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    while start < end and text[start] in " \t\r\n":
        start += 1
    return (start, end) if start < end else None


def joined(ranges: Iterable[Range | None]) -> list[Range]:
    """Sorted ranges without empty and double ones; overlapping ranges become one."""
    out: list[Range] = []
    for found in sorted(item for item in ranges if item):
        if out and found[0] < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], found[1]))
        else:
            out.append(found)
    return out
