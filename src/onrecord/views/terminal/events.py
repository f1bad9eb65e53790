"""What happened, as a short table below the statements."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from onrecord.record import Record
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import day, deed, parties, vouched, words

_WORDS = 44


def events_table(record: Record) -> Table:
    """One row for each event: what, by whom, to whom, how it stands, when, and whose word it is."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for name in ("event", "by", "to", "status", "when", "vouched for by", "words"):
        table.add_column(name)
    for event in record.events:
        cells = (
            deed(event), parties(event.actor), parties(event.recipient), event.status, day(event.date),
            vouched(event, record), shortened(words(event.trigger), _WORDS),
        )  # fmt: skip
        table.add_row(*(Text(visible(cell)) for cell in cells))
    return table
