"""How the sides of a report stand to each other, as a short table below the events."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from onrecord.record import Record
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import day, sides, vouched, words

_WORDS = 52


def ties_table(record: Record) -> Table:
    """One row for each tie: between whom, what, in which state, by whom, since when, and whose word it is."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for name in ("tie between", "kind", "state", "by", "since", "vouched for by", "words"):
        table.add_column(name)
    for tie in record.ties:
        cells = (
            sides(tie), tie.kind, tie.state, ", ".join(tie.by) or "–", day(tie.since), vouched(tie, record),
            shortened(words(tie.evidence), _WORDS),
        )  # fmt: skip
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table
