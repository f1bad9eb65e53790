"""The formats of lines by their names, each with its header and with the part of the record that it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.record import Record
from onrecord.views.exports import plover, polecat, quotations, selectors, statements


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `lines` gives those of one record, `header` the line before all of them, where there is one.

    `events` is true where it holds events; `status` where it can say that one was planned or denied.
    """

    lines: Callable[[Record], Iterator[str]]
    header: Callable[[], str] | None = None
    events: bool = False
    status: bool = False


FORMATS = {
    "plover": Format(plover.lines, events=True, status=True),
    "csv": Format(statements.rows, statements.header),
    "w3c": Format(selectors.lines),
    "polecat": Format(polecat.rows, polecat.header, events=True),
    "schema.org": Format(quotations.lines),
}
#: As csv, for a spreadsheet.
SAFE_CSV = Format(statements.safe_rows, statements.header)
