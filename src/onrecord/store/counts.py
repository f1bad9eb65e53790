"""The counts that make pages quick: of speakers, months and pairs of codes. Only newest versions count.

`count(db, report, 1)` adds what a report holds, `count(db, report, -1)` takes it away again, both inside the writer's
transaction.
"""

from __future__ import annotations

import sqlite3

_MONTHS = (
    "SELECT substr(published, 1, 7), 1, 0, 0 FROM reports WHERE id = :report AND published IS NOT NULL",
    "SELECT substr(day, 1, 7), 0, count(*), 0 FROM statements WHERE report = :report AND day IS NOT NULL GROUP BY 1",
    "SELECT substr(day, 1, 7), 0, 0, count(*) FROM events WHERE report = :report AND day IS NOT NULL GROUP BY 1",
)
_DYADS = (
    "SELECT code, addressee_code, coalesce(substr(day, 1, 7), ''), count(*), 0 FROM statements"
    " WHERE report = :report AND code IS NOT NULL AND addressee_code IS NOT NULL GROUP BY 1, 2, 3",
    "SELECT a.code, r.code, coalesce(substr(events.day, 1, 7), ''), 0, count(DISTINCT events.id) FROM events"
    " JOIN event_parties a ON a.event = events.id AND a.side = 'actor' AND a.code IS NOT NULL"
    " JOIN event_parties r ON r.event = events.id AND r.side = 'recipient' AND r.code IS NOT NULL"
    " WHERE events.report = :report GROUP BY 1, 2, 3",
)
_SPEAKERS = (
    "SELECT speaker, count(DISTINCT id), min(day), max(day) FROM ("
    "SELECT speaker, id, day FROM statements WHERE report = :report"
    " UNION ALL SELECT co.speaker, s.id, s.day FROM co_speakers co JOIN statements s ON s.id = co.statement"
    " WHERE s.report = :report) WHERE speaker IS NOT NULL GROUP BY speaker"
)
_ADD_MONTH = (
    "INSERT INTO months (month, reports, statements, events) VALUES (?, ?, ?, ?) ON CONFLICT (month) DO UPDATE"
    " SET reports = reports + excluded.reports, statements = statements + excluded.statements,"
    " events = events + excluded.events"
)
_DROP_MONTH = "DELETE FROM months WHERE month = ? AND reports = 0 AND statements = 0 AND events = 0"
_ADD_DYAD = (
    "INSERT INTO dyads (source, target, month, statements, events) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (source, target, month)"
    " DO UPDATE SET statements = statements + excluded.statements, events = events + excluded.events"
)
_DROP_DYAD = "DELETE FROM dyads WHERE source = ? AND target = ? AND month = ? AND statements = 0 AND events = 0"


def count(db: sqlite3.Connection, report: str, sign: int) -> None:
    """Add what a report holds to the counts, or take it away (`sign` -1) before it goes."""
    key = {"report": report}
    for select in _MONTHS:
        for month, *numbers in db.execute(select, key).fetchall():
            db.execute(_ADD_MONTH, (month, *(sign * number for number in numbers)))
            if sign < 0:
                db.execute(_DROP_MONTH, (month,))
    for select in _DYADS:
        for source, target, month, *numbers in db.execute(select, key).fetchall():
            db.execute(_ADD_DYAD, (source, target, month, *(sign * number for number in numbers)))
            if sign < 0:
                db.execute(_DROP_DYAD, (source, target, month))
    _count_speakers(db, key, sign)


def _count_speakers(db: sqlite3.Connection, key: dict[str, str], sign: int) -> None:
    for speaker, number, first, last in db.execute(_SPEAKERS, key).fetchall():
        if sign > 0:
            db.execute(
                "UPDATE speakers SET statements = statements + ?,"
                " first_day = min(coalesce(first_day, ?), coalesce(?, first_day)),"
                " last_day = max(coalesce(last_day, ?), coalesce(?, last_day)) WHERE id = ?",
                (number, first, first, last, last, speaker),
            )
        else:
            first, last = _days_without(db, speaker, key["report"])
            db.execute(
                "UPDATE speakers SET statements = statements - ?, first_day = ?, last_day = ? WHERE id = ?",
                (number, first, last, speaker),
            )


def _days_without(db: sqlite3.Connection, speaker: str, report: str) -> tuple[str | None, str | None]:
    """First and last day of a speaker in all newest versions but one report."""
    found: tuple[str | None, str | None] = db.execute(
        "SELECT min(day), max(day) FROM ("
        "SELECT day FROM statements WHERE speaker = :speaker AND superseded = 0 AND report != :report"
        " UNION ALL SELECT s.day FROM co_speakers co JOIN statements s ON s.id = co.statement"
        " WHERE co.speaker = :speaker AND s.superseded = 0 AND s.report != :report)",
        {"speaker": speaker, "report": report},
    ).fetchone()
    return found
