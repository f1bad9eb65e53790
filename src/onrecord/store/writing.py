"""Writing one record into a store: new, replaced where it was read differently before, or unchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from onrecord.errors import StoreError
from onrecord.record import Record
from onrecord.record.jsontext import to_json
from onrecord.store.counts import count
from onrecord.store.packing import packed
from onrecord.store.rows import COLUMNS, Row, report_row, rows_of

#: Tables whose rows belong to one report, children before parents; the others hang on these.
_OF_REPORT = (
    "spans", "notices", "own_voice", "figures", "terms", "dates", "actors", "ties", "events", "statements",
)  # fmt: skip
_HANGING = (
    ("tie_parties", "tie", "ties"), ("event_parties", "event", "events"), ("hops", "statement", "statements"),
    ("co_speakers", "statement", "statements"),
)  # fmt: skip
#: What to do with a row that is there already; where nothing is said, it may not be.
_KNOWN = {
    "speakers": " ON CONFLICT (id) DO UPDATE SET sector = coalesce(sector, excluded.sector)",
    "names": " ON CONFLICT (name) DO NOTHING",
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record came from, and what was known beside the text when it was read (so that it can be read anew).

    `given` holds plain values: date, outlet, url, metadata (days as ISO strings) and actors (hash of the user's table).
    """

    source: str | None = None
    format: str | None = None
    changed: str | None = None
    given: Mapping[str, str | None] = field(default_factory=dict)


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def put_record(db: sqlite3.Connection, record: Record, origin: Origin) -> str:
    """Write a record inside a transaction: "added", "replaced" (it had been read differently) or "unchanged".

    Raises StoreError where another text has the same id.
    """
    data, shown = packed(record)
    given = to_json({name: value for name, value in sorted(origin.given.items()) if value is not None})
    report = shown.report
    held = db.execute(
        "SELECT sha256, json, given FROM reports JOIN records ON records.report = reports.id WHERE id = ?", (report.id,)
    ).fetchone()
    if held is not None and held[0] != report.sha256:
        raise StoreError(
            f"report {report.id} is in the store with another text", remedy="Give one of the two another id."
        )
    if held is not None and held[1:] == (data, given):
        return "unchanged"
    row = report_row(shown)
    if held is None:
        row |= {"source": origin.source, "format": origin.format, "changed": origin.changed, "added_at": now()}
        db.execute(_insert("reports", tuple(row)), tuple(row.values()))
        db.execute("INSERT INTO records (report, json, given) VALUES (?, ?, ?)", (report.id, data, given))
    else:
        _clear(db, report.id)
        names = ", ".join(f"{name} = ?" for name in row if name != "id")
        values = [value for name, value in row.items() if name != "id"]
        db.execute(f"UPDATE reports SET {names} WHERE id = ?", (*values, report.id))
        db.execute("UPDATE records SET json = ?, given = ? WHERE report = ?", (data, given, report.id))
    _fill(db, rows_of(shown))
    (superseded,) = db.execute("SELECT superseded_by FROM reports WHERE id = ?", (report.id,)).fetchone()
    if superseded is None:
        count(db, report.id, 1)
    else:
        mark_superseded(db, report.id)
    return "added" if held is None else "replaced"


def supersede(db: sqlite3.Connection, older: str, newer: str) -> None:
    """Let a newer version take a report's place: it stays in the store and counts no more."""
    count(db, older, -1)
    db.execute("UPDATE reports SET superseded_by = ? WHERE id = ?", (newer, older))
    mark_superseded(db, older)


def mark_superseded(db: sqlite3.Connection, report: str) -> None:
    """Mark all that a report holds as superseded."""
    for table in ("statements", "events", "ties"):
        db.execute(f"UPDATE {table} SET superseded = 1 WHERE report = ?", (report,))


def _clear(db: sqlite3.Connection, report: str) -> None:
    """Take away all that was read out of a report; the report itself, notes and corrections stay."""
    (superseded,) = db.execute("SELECT superseded_by FROM reports WHERE id = ?", (report,)).fetchone()
    if superseded is None:
        count(db, report, -1)
    for table, column, parent in _HANGING:
        db.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM {parent} WHERE report = ?)", (report,))
    for table in _OF_REPORT:
        db.execute(f"DELETE FROM {table} WHERE report = ?", (report,))


def _fill(db: sqlite3.Connection, rows: Mapping[str, Sequence[Row]]) -> None:
    for table, columns in COLUMNS.items():
        if rows[table]:
            db.executemany(_insert(table, columns), rows[table])


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}){_KNOWN.get(table, '')}"


def one(value: Any) -> Any:
    """The only column of a row, or None where there is no row."""
    return None if value is None else value[0]
