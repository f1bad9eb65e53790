"""Wording that takes a side, and figures, as short tables below the ties."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from onrecord.record import Figure, Record
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import whose

_WORDS = 40


def terms_table(record: Record) -> Table:
    """One row for each wording and user of it: the words, what they refer to, who uses them."""
    used = [(term.text, term.refers_to, whose(term.used_by, record)) for term in record.terms]
    return _table(("loaded wording", "refers to", "used by"), dict.fromkeys(used))


def figures_table(record: Record) -> Table:
    """One row for each figure: the words, the number or its bounds, the unit, who vouches for it."""
    rows = [
        (shortened(one.text, _WORDS), _number(one), one.unit or "–", whose(one.voice, record)) for one in record.figures
    ]
    return _table(("figure", "value", "unit", "vouched for by"), rows)


def _number(figure: Figure) -> str:
    """The number, a range ("20 to 30") or a bound ("from 12", "to 500")."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if figure.value is None:
        return "–"
    bound = "from " if low is not None else "to " if high is not None else ""
    return f"{bound}{figure.value:,}"


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for head in heads:
        table.add_column(head)
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    return table
