"""Direct, indirect or mixed: which of the content stands in quotation marks, and what the outlet inserted there."""

from __future__ import annotations

import re

from onrecord.language import Reading
from onrecord.record import Span
from onrecord.statements.draft import Draft, Range

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def quoted_in(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """The parts of the content between quotation marks that do not also hold the cue."""
    cue = draft.anchor if draft.cue else -1
    out: list[Span] = []
    for mark in reading.layout.quotations:
        if mark.start <= cue < mark.end or any(span.start <= mark.start and mark.end <= span.end + 1 for span in out):
            continue
        for start, end in draft.content:
            low, high = max(start, mark.inner_start), min(end, mark.inner_end)
            span = Span.trimmed(reading.text, low, high) if low < high else None
            if span is not None:
                out.append(span)
    return tuple(sorted(set(out)))


def kind_of(reading: Reading, draft: Draft) -> str:
    """direct when every word of the content is quoted, indirect when none is, mixed otherwise."""
    quoted = [(span.start, span.end) for span in quoted_in(reading, draft)]
    words = [
        (start + word.start(), start + word.end())
        for start, end in draft.content
        for word in _WORD.finditer(reading.text[start:end])
    ]
    inside = sum(_holds(quoted, word) for word in words)
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"


def _holds(ranges: list[Range], word: Range) -> bool:
    return any(start <= word[0] and word[1] <= end for start, end in ranges)


def inserted_in(reading: Reading, draft: Draft) -> tuple[Span, ...]:
    """The outlet's own insertions inside the content."""
    return tuple(
        span
        for span in reading.layout.insertions
        if any(start <= span.start and span.end <= end for start, end in draft.content)
    )
