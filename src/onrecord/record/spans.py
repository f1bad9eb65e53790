"""Spans: the characters that a fact was read from.

Offsets are Unicode code points into `report.text`, end exclusive, and `text[span.start:span.end] == span.text` always.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import RecordError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text, with the words themselves.

    >>> Span.of("Minsk is open.", 0, 5)
    Span(start=0, end=5, text='Minsk')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut `text[start:end]`; raises RecordError when the offsets do not lie in the text or hold nothing."""
        if not 0 <= start < end <= len(text):
            raise RecordError(f"span {start}:{end} does not lie in a text of {len(text)} characters")
        return cls(start, end, text[start:end])

    @classmethod
    def trimmed(cls, text: str, start: int, end: int, strip: str = " \t\r\n\u00a0") -> Span | None:
        """Cut `text[start:end]` without the characters of `strip` at either side; None when nothing is left.

        >>> Span.trimmed("a , b", 1, 4, " ,") is None
        True
        """
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        return cls.of(text, start, end) if start < end else None

    def overlaps(self, other: Span) -> bool:
        """True when both hold at least one character in common."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that touch, overlap, or are parted by white space alone.

    >>> text = "one two three"
    >>> [span.text for span in merged(text, [Span.of(text, 4, 7), Span.of(text, 0, 3)])]
    ['one two']
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip()):
            out[-1] = Span.of(text, out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
