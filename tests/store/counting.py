"""What a store's counts and full text should be, reckoned from nothing, and the rows of every table."""

from __future__ import annotations

import sqlite3
from typing import Any

#: Columns that hold the moment of writing, which no two runs share.
MOMENTS = {"added_at", "met_at", "at", "applied_at"}

_MONTHS = """
SELECT month, sum(r), sum(s), sum(e) FROM (
    SELECT substr(published, 1, 7) AS month, 1 AS r, 0 AS s, 0 AS e FROM reports WHERE superseded_by IS NULL
    UNION ALL SELECT substr(day, 1, 7), 0, 1, 0 FROM statements WHERE superseded = 0
    UNION ALL SELECT substr(day, 1, 7), 0, 0, 1 FROM events WHERE superseded = 0
) WHERE month IS NOT NULL GROUP BY month ORDER BY month"""
_DYADS = """
SELECT source, target, month, sum(s), sum(e) FROM (
    SELECT code AS source, addressee_code AS target, coalesce(substr(day, 1, 7), '') AS month, 1 AS s, 0 AS e
    FROM statements WHERE superseded = 0 AND code IS NOT NULL AND addressee_code IS NOT NULL
    UNION ALL SELECT a, r, coalesce(substr(day, 1, 7), ''), 0, 1 FROM (
        SELECT DISTINCT events.id, events.day AS day, actor.code AS a, recipient.code AS r FROM events
        JOIN event_parties actor ON actor.event = events.id AND actor.side = 'actor'
        JOIN event_parties recipient ON recipient.event = events.id AND recipient.side = 'recipient'
        WHERE events.superseded = 0 AND actor.code IS NOT NULL AND recipient.code IS NOT NULL)
) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""
_SPEAKERS = """
SELECT speaker, count(*), min(day), max(day) FROM (
    SELECT speaker, id, day FROM statements WHERE superseded = 0
    UNION SELECT co.speaker, s.id, s.day FROM co_speakers co JOIN statements s ON s.id = co.statement
    WHERE s.superseded = 0
) WHERE speaker IS NOT NULL GROUP BY speaker ORDER BY speaker"""


#: What `pairs` must hold: the sums of `dyads`.
_PAIRS = (
    "SELECT min(source, target), max(source, target), sum(statements), sum(events) FROM dyads WHERE source != target"
    " GROUP BY 1, 2 ORDER BY 1, 2"
)


def check_store(db: sqlite3.Connection) -> None:
    """Assert that foreign keys, full text and counts of a store hold."""
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for table in ("statements_fts", "reports_fts"):
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    assert db.execute("SELECT * FROM months ORDER BY month").fetchall() == db.execute(_MONTHS).fetchall()
    assert db.execute("SELECT * FROM dyads ORDER BY 1, 2, 3").fetchall() == db.execute(_DYADS).fetchall()
    assert db.execute("SELECT * FROM pairs ORDER BY 1, 2").fetchall() == db.execute(_PAIRS).fetchall()
    counted = "SELECT id, statements, first_day, last_day FROM speakers WHERE statements > 0 ORDER BY id"
    assert db.execute(counted).fetchall() == db.execute(_SPEAKERS).fetchall()


def dump(db: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables in order, but for the columns that hold the moment of writing."""
    tables = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%' ORDER BY name"
    ).fetchall()
    held = {}
    for (table,) in tables:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] not in MOMENTS]
        rows = db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
        held[table] = sorted(rows, key=repr)
    return held
