"""Several reports in one file: where each of them stands."""

from __future__ import annotations

from onrecord.layout.lines import Line, lines_of
from onrecord.record import Span


def reports_in(text: str) -> tuple[Span, ...]:
    """The stretch of each report of a file, in order; one span for a single report, none for a blank text."""
    lines: list[Line] = lines_of(text)
    return (Span.of(text, lines[0].start, lines[-1].end),) if lines else ()
