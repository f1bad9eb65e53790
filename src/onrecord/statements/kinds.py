"""Direct, indirect or mixed: which of the content stands in quotation marks, and what the outlet inserted there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from onrecord.language import Reading
from onrecord.layout import Quotation
from onrecord.record import Span
from onrecord.statements.draft import Draft, Range
from onrecord.statements.released import RULE

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def quoted_in(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """The parts of the content between outermost quotation marks that do not also hold the cue."""
    cue = draft.anchor if draft.cue else -1
    out: list[Span] = []
    for start, end in draft.content:
        for mark in _marks_over(reading, start, end):
            if mark.start <= cue < mark.end or any(
                span.start <= mark.start and mark.end <= span.end + 1 for span in out
            ):
                continue
            span = Span.trimmed(reading.text, max(start, mark.inner_start), min(end, mark.inner_end))
            if span is not None:
                out.append(span)
    return tuple(sorted(set(out)))


def _marks_over(reading: Reading, start: int, end: int) -> Iterator[Quotation]:
    """The quotations that share a character with start:end; none of them reaches over its paragraph."""
    marks = reading.layout.quotations
    segment = reading.at(start)
    low = bisect_left(marks, segment.start if segment is not None else start, key=lambda mark: mark.start)
    for number in range(low, len(marks)):
        if marks[number].start >= end:
            return
        if marks[number].end > start:
            yield marks[number]


def kind_of(reading: Reading, draft: Draft, quoted: Sequence[Span]) -> str:
    """direct when every word of the content is `quoted`, indirect when none is, mixed otherwise.

    The turn of a transcript and a text given whole have the words as they fell, marks or none, so they are direct.
    """
    if draft.rule in ("turn", RULE):
        return "direct"
    if not quoted:
        return "indirect"
    words = [word.span() for start, end in draft.content for word in _WORD.finditer(reading.text, start, end)]
    inside = {_holds(quoted, word) for word in words}
    if True not in inside:
        return "indirect"
    return "mixed" if False in inside else "direct"


def _holds(spans: Sequence[Span], word: Range) -> bool:
    """True when the word lies in one of the sorted spans."""
    number = bisect_right(spans, word[0], key=lambda span: span.start) - 1
    return number >= 0 and word[1] <= spans[number].end


def inserted_in(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """The outlet's own insertions inside the content."""
    return tuple(
        span
        for span in reading.layout.insertions
        if any(start <= span.start and span.end <= end for start, end in draft.content)
    )
