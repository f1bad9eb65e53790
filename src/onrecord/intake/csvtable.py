"""Tables with delimiters: each row is a report."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import IntakeError
from onrecord.intake.columns import delimiter_of, item_of, roles_for, said_of
from onrecord.intake.item import KEPT, Bad, Item
from onrecord.intake.lines import Line, lines_in, text_of, utf8_of
from onrecord.intake.stream import MEGABYTE, Stream, too_large


def read_csv(stream: Stream) -> Iterator[Item | Bad]:
    """The report of each row, by the header above; a row that is broken is a Bad, and the next is read.

    A quotation mark that is never closed spoils its own row alone. Raises IntakeError where no column is known to hold
    the text.
    """
    limit = int(stream.options.max_mb * MEGABYTE)
    csv.field_size_limit(max(csv.field_size_limit(), limit))  # of the process; Python's own is 131,072
    lines = _Again(lines_in(utf8_of(stream), stream.options.max_mb))
    header_line = next((line for line in lines if line.data.strip()), None)
    if header_line is None:
        raise IntakeError("is empty", remedy="Give a table with a header.")
    text = text_of(header_line.data, "header").removeprefix("\ufeff")
    delimiter = delimiter_of(text)
    header = [name.strip() for name in next(csv.reader([text], delimiter=delimiter))]
    roles = roles_for(header, stream.options)
    if said := said_of(roles, stream.options):
        stream.tell(f"{stream.place}: {said}")
    rows = 0
    for row in _rows(lines, delimiter, limit):
        rows += 1
        try:
            if isinstance(row.cells, IntakeError):
                raise row.cells
            if len(row.cells) != len(header):
                raise IntakeError(f"has {len(row.cells)} columns where the header has {len(header)}")
            yield item_of(dict(zip(header, row.cells, strict=True)), roles, stream.at(row.number), "csv")
        except IntakeError as error:
            yield stream.bad(row.number, error, row.start)
    if rows == 0:
        raise IntakeError("is a table without rows")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells or what is wrong with it, the number of its first line, and how it begins."""

    number: int
    cells: list[str] | IntakeError
    start: bytes


class _Again:
    """Lines of which some can be given back, to be read anew."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._back: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self._back.popleft() if self._back else next(self._lines)

    def give_back(self, lines: list[Line]) -> None:
        self._back.extendleft(reversed(lines))


def _rows(lines: _Again, delimiter: str, limit: int) -> Iterator[_Row]:
    for line in lines:
        if line.too_long:
            yield _Row(line.number, too_large(limit / MEGABYTE), line.data)
        elif line.data.strip():
            yield _row(line, lines, delimiter, limit)


def _row(line: Line, lines: _Again, delimiter: str, limit: int) -> _Row:
    """The row that begins with a line; where it is broken, the lines after its first are given back."""
    more: list[Line] = []
    size, marks = len(line.data), line.data.count(b'"')
    problem: IntakeError | None = None
    while marks % 2 and problem is None:
        after = next(lines, None)
        if after is None or after.too_long or size + len(after.data) > limit:
            more += [after] if after is not None else []
            problem = IntakeError("has a quotation mark that is never closed", remedy="Close it.")
            break
        more.append(after)
        size += len(after.data)
        marks += after.data.count(b'"')
    if problem is None:
        try:
            texts = [text_of(one.data, "line") for one in (line, *more)]
            (cells,) = csv.reader(texts, delimiter=delimiter, strict=True)
            return _Row(line.number, cells, line.data[:KEPT])
        except (csv.Error, ValueError) as error:
            problem = IntakeError(f"is not CSV: {error}", remedy="Quote cells that hold delimiters or marks.")
        except IntakeError as error:
            problem = error
            more = []
    lines.give_back(more)
    return _Row(line.number, problem, line.data[:KEPT])
