"""Writing one record into a store: new, replaced where it was read differently before, or unchanged."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from onrecord.errors import StoreError
from onrecord.record import Record
from onrecord.record.jsontext import to_json
from onrecord.store.counts import count
from onrecord.store.packing import packed, shown
from onrecord.store.revisions import compare_again, mark_superseded
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

    `given` holds plain values: date, outlet, url, metadata (days as ISO strings) and actors and frames
    (hashes of the user's tables); None leaves what the store has of it.
    """

    source: str | None = None
    format: str | None = None
    changed: str | None = None
    given: Mapping[str, str | None] | None = None


def told_of(record: Record) -> dict[str, str | None]:
    """What was known beside the text of a record that was read elsewhere, as far as the record says it."""
    report = record.report
    told = {"outlet": report.outlet, "url": report.url}
    if report.published_basis in ("given", "metadata"):
        told["date" if report.published_basis == "given" else "metadata"] = report.published
    return {name: shown(value) if value else None for name, value in told.items()}


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def put_record(db: sqlite3.Connection, record: Record, origin: Origin) -> str:
    """Write a record inside a transaction: "added", "replaced" (it had been read differently) or "unchanged".

    Raises StoreError where another text has the same id.
    """
    data, twin = packed(record)
    report = twin.report
    held = db.execute(
        "SELECT sha256, json, given FROM reports JOIN records ON records.report = reports.id WHERE id = ?", (report.id,)
    ).fetchone()
    if held is not None and held[0] != report.sha256:
        raise StoreError(
            f"report {report.id} is in the store with another text", remedy="Give one of the two another id."
        )
    given = held[2] if held is not None and origin.given is None else _json(origin.given or {})
    if held is not None and held[1:] == (data, given):
        return "unchanged"
    row = report_row(twin)
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
    _fill(db, rows_of(twin))
    (superseded,) = db.execute("SELECT superseded_by FROM reports WHERE id = ?", (report.id,)).fetchone()
    if superseded is None:
        count(db, report.id, 1)
    else:
        mark_superseded(db, report.id)
    if held is None:
        return "added"
    compare_again(db, report.id)
    return "replaced"


def _json(given: Mapping[str, str | None]) -> str:
    return to_json({name: value for name, value in sorted(given.items()) if value is not None})


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
