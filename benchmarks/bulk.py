"""Many records into a fresh store at once: the rows first, then indexes, full text and counts over all of them."""

from __future__ import annotations

import itertools
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from onrecord.record import Record
from onrecord.store.opening import transaction
from onrecord.store.packing import packed
from onrecord.store.rows import COLUMNS, Row, report_row, rows_of

_BATCH = 200
_ADDED = "2026-12-01T00:00:00Z"
#: The tables of counts, reckoned for the whole store; `onrecord.store.counts` keeps them report by report.
_COUNTS = (
    "INSERT INTO months SELECT month, sum(r), sum(s), sum(e) FROM ("
    " SELECT substr(published, 1, 7) AS month, 1 AS r, 0 AS s, 0 AS e FROM reports"
    " UNION ALL SELECT substr(day, 1, 7), 0, 1, 0 FROM statements"
    " UNION ALL SELECT substr(day, 1, 7), 0, 0, 1 FROM events) WHERE month IS NOT NULL GROUP BY month",
    "INSERT INTO dyads SELECT source, target, month, sum(s), sum(e) FROM ("
    " SELECT code AS source, addressee_code AS target, coalesce(substr(day, 1, 7), '') AS month, 1 AS s, 0 AS e"
    " FROM statements WHERE code IS NOT NULL AND addressee_code IS NOT NULL"
    " UNION ALL SELECT a.code, r.code, coalesce(substr(events.day, 1, 7), ''), 0, 1 FROM events"
    " JOIN event_parties a ON a.event = events.id AND a.side = 'actor'"
    " JOIN event_parties r ON r.event = events.id AND r.side = 'recipient') GROUP BY 1, 2, 3",
    "UPDATE speakers SET (statements, first_day, last_day) ="
    " (SELECT count(*), min(day), max(day) FROM statements WHERE speaker = speakers.id)",
)


def write_in_bulk(db: sqlite3.Connection, records: Iterable[Record]) -> None:
    """Write records into an empty store, each with another text and without co-speakers."""
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA journal_mode = OFF")  # what is broken off is made again
    db.execute("PRAGMA synchronous = OFF")
    with transaction(db):
        later = _put_off(db)
        for batch in _batches(records):
            _write(db, batch)
        for table in ("statements_fts", "reports_fts", "names_fts"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        for statement in later:
            db.execute(statement)
        for count in _COUNTS:
            db.execute(count)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("ANALYZE")
    db.execute("PRAGMA journal_mode = WAL")


def _put_off(db: sqlite3.Connection) -> list[str]:
    """Drop the indexes, and the triggers that keep full text; the statements that make them again."""
    found = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
        " AND (type = 'index' OR type = 'trigger' AND name LIKE '%_fts_%')"
    ).fetchall()
    for kind, name, _ in found:
        db.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _batches(records: Iterable[Record]) -> Iterable[list[Record]]:
    waiting = iter(records)
    while batch := list(itertools.islice(waiting, _BATCH)):
        yield batch


def _write(db: sqlite3.Connection, records: list[Record]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        data, shown = packed(record)
        row = report_row(shown) | {"added_at": _ADDED}
        columns = tuple(row)
        rows["reports"].append(tuple(row.values()))
        rows["records"].append((record.report.id, data, "{}"))
        for table, made in rows_of(shown).items():
            rows[table] += made
    for table, names in {"reports": columns, "records": ("report", "json", "given"), **COLUMNS}.items():
        marks = ", ".join("?" * len(names))
        db.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(names)}) VALUES ({marks})", rows[table])
