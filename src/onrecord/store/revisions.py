"""Versions of one report: what was said added, removed or kept between two of them."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict

from onrecord.store.counts import count

_WORDS = re.compile(r"\w+")
_Key = tuple[str, str, str, str]


def supersede(db: sqlite3.Connection, older: str, newer: str, url: str | None) -> None:
    """Let a newer version take a report's place, inside a transaction: the older stays, counts no more, is compared."""
    count(db, older, -1)
    db.execute("UPDATE reports SET superseded_by = ? WHERE id = ?", (newer, older))
    mark_superseded(db, older)
    db.execute(
        "INSERT INTO revisions (older, newer, url, added, removed, kept) VALUES (?, ?, ?, 0, 0, 0)", (older, newer, url)
    )
    _compare(db, older, newer)


def mark_superseded(db: sqlite3.Connection, report: str) -> None:
    """Mark all that a report holds as superseded."""
    for table in ("statements", "events", "ties"):
        db.execute(f"UPDATE {table} SET superseded = 1 WHERE report = ?", (report,))


def compare_again(db: sqlite3.Connection, report: str) -> None:
    """Compare a report that has been read anew with its other versions."""
    pairs = db.execute("SELECT older, newer FROM revisions WHERE older = ? OR newer = ?", (report, report)).fetchall()
    for older, newer in pairs:
        db.execute("DELETE FROM revised_statements WHERE older = ?", (older,))
        _compare(db, older, newer)


def _compare(db: sqlite3.Connection, older: str, newer: str) -> None:
    """Write which statements of two versions are the same: by speaker, force, part and the words of the content."""
    before = _statements(db, older)
    rows: list[tuple[str, str, str | None]] = []
    for statement, key in _statements_in_order(db, newer):
        same = before[key].pop(0) if before.get(key) else None
        rows.append(("kept" if same else "added", statement, same))
    rows += [("removed", statement, None) for left in before.values() for statement in left]
    db.executemany(
        "INSERT INTO revised_statements (older, number, change, statement, older_statement) VALUES (?, ?, ?, ?, ?)",
        [(older, number, *row) for number, row in enumerate(rows, start=1)],
    )
    numbers = [sum(row[0] == change for row in rows) for change in ("added", "removed", "kept")]
    db.execute("UPDATE revisions SET added = ?, removed = ?, kept = ? WHERE older = ?", (*numbers, older))


def _statements(db: sqlite3.Connection, report: str) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = defaultdict(list)
    for statement, key in _statements_in_order(db, report):
        found[key].append(statement)
    return found


def _statements_in_order(db: sqlite3.Connection, report: str) -> list[tuple[str, _Key]]:
    rows = db.execute(
        "SELECT id, speaker_name, force, part, content FROM statements WHERE report = ? ORDER BY start, id", (report,)
    )
    return [(row[0], (_plain(row[1] or ""), row[2], row[3], _plain(row[4]))) for row in rows]


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
