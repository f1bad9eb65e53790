"""Whole records out of a store, but only those that can matter to a question: for what is reckoned over records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.store.asking.names import as_list, names_with
from onrecord.store.packing import shown, unpacked

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store.store import Store

#: How many records are fetched at once.
_AT_ONCE = 100


def records_naming(store: Store, name: str) -> Iterator[Record]:
    """The newest versions of all records with an actor whose name holds all words of `name`, in the order added."""
    yield from _records(
        store.db,
        "SELECT actors.report FROM json_each(?) AS each CROSS JOIN actors ON actors.name = each.value COLLATE NOCASE",
        as_list(names_with(store.db, name)),
    )


def records_of_events(store: Store, *codes: str) -> Iterator[Record]:
    """The newest versions of all records with events in which each of these codes takes part, in the order added."""
    yield from _of_all(store.db, "SELECT events.report FROM event_parties p JOIN events ON events.id = p.event", codes)


def records_of_ties(store: Store, *codes: str) -> Iterator[Record]:
    """The newest versions of all records with ties in which each of these codes takes part, in the order added."""
    yield from _of_all(store.db, "SELECT ties.report FROM tie_parties p JOIN ties ON ties.id = p.tie", codes)


def _of_all(db: sqlite3.Connection, reports: str, codes: tuple[str, ...]) -> Iterator[Record]:
    each = [f"{reports} WHERE p.code = ?"] * len(codes) or [reports]
    yield from _records(db, " INTERSECT ".join(each), *map(shown, codes))


def _records(db: sqlite3.Connection, reports: str, *values: str) -> Iterator[Record]:
    """The newest versions among the reports that a query names, without holding the query open in between."""
    rows = [
        row
        for (row,) in db.execute(
            f"SELECT rowid FROM reports WHERE id IN ({reports}) AND superseded_by IS NULL ORDER BY rowid", values
        )
    ]
    for start in range(0, len(rows), _AT_ONCE):
        held = db.execute(
            "SELECT records.json, reports.text FROM reports JOIN records ON records.report = reports.id"
            " WHERE reports.rowid IN (SELECT value FROM json_each(?)) ORDER BY reports.rowid",
            (str(rows[start : start + _AT_ONCE]),),
        ).fetchall()
        for data, text in held:
            yield unpacked(data, text)
