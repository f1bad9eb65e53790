"""Rows as CSV for other programs: a header, UTF-8, plain line feeds, lists joined by semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from onrecord.cli.streams import put, speak_utf8

Cell = str | int | float | None


def put_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table to standard output, row by row."""
    speak_utf8()
    put(_line(header))
    for row in rows:
        put(_line(row))


def _line(cells: Sequence[Cell]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return stream.getvalue()


def joined(values: Iterable[str]) -> str:
    """A list in one cell."""
    return ";".join(values)
