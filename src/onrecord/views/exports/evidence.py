"""What every export says of where a fact stands: the report's address, the passage around it, its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote

from onrecord.record import Record, Report, Span

#: Between the pieces of a discontinuous span where a format has one text for it.
GAP = " … "


def address_of(report: Report) -> str:
    """An IRI for the report: its address where it has one, else a URN made of its id."""
    return report.url or f"urn:onrecord:{_quoted(report.id)}"


def address_in(record: Record, part: str) -> str:
    """An IRI for a part of the record, such as a statement by its id."""
    return f"urn:onrecord:{_quoted(record.report.id)}:{part}"


def _quoted(name: str) -> str:
    """A name as a URN holds it; a lone surrogate, which has no UTF-8, becomes a question mark."""
    return quote(name, safe="", errors="replace")


def words_of(spans: Iterable[Span]) -> str:
    """The words of a span that may be discontinuous, its pieces parted by an ellipsis."""
    return GAP.join(span.text for span in spans)


def passage(text: str, spans: Sequence[Span]) -> Span | None:
    """The whole lines of `text` that hold all of `spans`, as a span; None where there are no spans.

    >>> passage("One.\\nTwo and three.\\nFour.", [Span(9, 12, "and")])
    Span(start=5, end=19, text='Two and three.')
    """
    if not spans:
        return None
    start = text.rfind("\n", 0, min(span.start for span in spans)) + 1
    last = max(span.end for span in spans)
    end = text.find("\n", last)
    return Span.trimmed(text, start, len(text) if end < 0 else end)
