"""Rows as CSV for other programs: a header, UTF-8, plain line feeds, lists joined by semicolons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.cli.streams import put, speak_utf8
from onrecord.record.csvtext import Cell, csv_line


def put_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write a table to standard output, row by row."""
    speak_utf8()
    put(csv_line(header))
    for row in rows:
        put(csv_line(row))


def joined(values: Iterable[str]) -> str:
    """A list in one cell."""
    return ";".join(values)
