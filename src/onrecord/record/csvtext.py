"""Rows as CSV in UTF-8, for a program that reads one row after the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from onrecord.record.visible import writable

Cell = str | float | bool | None


def csv_line(cells: Sequence[Cell]) -> str:
    """One row without its line feed; None is an empty cell, and each lone surrogate is U+FFFD.

    >>> csv_line(["a, b", None, 1, "\\ud800"])
    '"a, b",,1,\ufffd'
    """
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return writable(stream.getvalue())
