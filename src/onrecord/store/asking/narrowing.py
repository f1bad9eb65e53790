"""Whole records out of a store, but only those that can matter to a question: for what is reckoned over records.

Each function may give a record too many, never one too few; what is asked of the records decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.store.asking.names import as_list, names_with
from onrecord.store.packing import shown, unpacked

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store.store import Store

#: How many records are fetched at once.
_AT_ONCE = 100
#: A whole day; the coarser ones have an index of their own.
_FULL = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def records_naming(store: Store, name: str) -> Iterator[Record]:
    """The newest versions of all records with an actor whose name holds all words of `name`, in the order added.

    Of each record only what tells of actors is read: actors and statements.
    """
    yield from _records(
        store.db,
        "SELECT actors.report FROM json_each(?) AS each CROSS JOIN actors ON actors.name = each.value COLLATE NOCASE",
        [as_list(names_with(store.db, name))],
        ("actors", "statements"),
    )


def records_of_ties(store: Store, *codes: str) -> Iterator[Record]:
    """The newest versions of all records with a tie between all these codes, in the order added.

    Of each record only ties and statements are read.
    """
    wheres = ["id IN (SELECT tie FROM tie_parties WHERE code = ?)"] * len(codes)
    yield from _records(store.db, _reports("ties", wheres), codes, ("ties", "statements"))


def records_of_events(
    store: Store,
    *codes: str | None,
    kind: str | None = None,
    status: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Record]:
    """The newest versions of all records with an event of these codes, type, status and days, in the order added.

    Of each record only events and statements are read.
    """
    given: list[tuple[str, str | None]] = [
        *(("id IN (SELECT event FROM event_parties WHERE code = ?)", code) for code in codes),
        ("type = ?", kind),
        ("status = ?", status),
    ]
    wheres = [where for where, value in given if value is not None]
    values = [value for _, value in given if value is not None]
    if since is not None or until is not None:
        wheres.append(
            "rowid IN (SELECT rowid FROM events WHERE day BETWEEN ? AND ?"
            f" UNION ALL SELECT rowid FROM events WHERE day NOT {_FULL})"
        )
        values += [(since or date.min).isoformat(), (until or date.max).isoformat()]
    yield from _records(store.db, _reports("events", wheres), values, ("events", "statements"))


def _reports(table: str, wheres: Sequence[str]) -> str:
    return f"SELECT report FROM {table} WHERE {' AND '.join([*wheres, 'superseded = 0'])}"


def _records(db: sqlite3.Connection, reports: str, values: Sequence[str], only: tuple[str, ...]) -> Iterator[Record]:
    """The newest versions among the reports that a query names, without holding the query open in between."""
    rows = [
        row
        for (row,) in db.execute(
            f"SELECT rowid FROM reports WHERE id IN ({reports}) AND superseded_by IS NULL ORDER BY rowid",
            tuple(map(shown, values)),
        )
    ]
    for start in range(0, len(rows), _AT_ONCE):
        held = db.execute(
            "SELECT records.json, reports.text FROM reports JOIN records ON records.report = reports.id"
            " WHERE reports.rowid IN (SELECT value FROM json_each(?)) ORDER BY reports.rowid",
            (str(rows[start : start + _AT_ONCE]),),
        ).fetchall()
        for data, text in held:
            yield unpacked(data, text, only)
