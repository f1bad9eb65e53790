"""What a store holds, in numbers: its size, its reports by day or month, its newest reports, who and which pairs are
busiest. Every function reads from an open connection and counts newest versions only."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a store holds; the days are those of publication, None where none is known."""

    reports: int
    statements: int
    events: int
    ties: int
    speakers: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report as a line of a list."""

    id: str
    title: str
    outlet: str | None
    published: str | None
    statements: int
    events: int
    ties: int


@dataclass(frozen=True, slots=True)
class SpeakerLine:
    """One speaker as a line of a list."""

    id: str
    name: str
    code: str | None
    statements: int
    first_day: str | None
    last_day: str | None


@dataclass(frozen=True, slots=True)
class DyadLine:
    """How much passes between two codes, in both directions together; `first` comes before `second` in the alphabet."""

    first: str
    second: str
    statements: int
    events: int


def totals(db: sqlite3.Connection) -> Totals:
    """Count what the store holds."""

    def number(select: str) -> int:
        return int(db.execute(select).fetchone()[0] or 0)

    first, last = db.execute("SELECT min(published), max(published) FROM reports WHERE published > ''").fetchone()
    dated = db.execute("SELECT sum(reports), sum(statements), sum(events) FROM months").fetchone()
    reports, statements, events = (int(each or 0) for each in dated)
    return Totals(
        reports + number("SELECT count(*) FROM reports WHERE published IS NULL AND superseded_by IS NULL"),
        statements + number("SELECT count(*) FROM statements WHERE day IS NULL AND superseded = 0"),
        events + number("SELECT count(*) FROM events WHERE day IS NULL AND superseded = 0"),
        number("SELECT count(*) FROM ties WHERE superseded = 0"),
        number("SELECT count(*) FROM speakers WHERE statements > 0"),
        first,
        last,
    )


def reports_over_time(db: sqlite3.Connection, letters: int) -> list[tuple[str, str, int]]:
    """Count reports by outlet and by day (`letters` 10), month (7) or year (4): (period, outlet, number), in order."""
    found = db.execute(
        "SELECT substr(published, 1, ?), coalesce(outlet, ''), count(*) FROM reports"
        " WHERE published > '' AND superseded_by IS NULL GROUP BY 1, 2 ORDER BY 1, 2",
        (letters,),
    )
    return [(str(period), str(outlet), int(number)) for period, outlet, number in found]


_LINE = "id, coalesce(title, ''), outlet, published, statements, events, ties"


def newest_reports(db: sqlite3.Connection, limit: int) -> list[ReportLine]:
    """The reports published last."""
    found = db.execute(
        f"SELECT {_LINE} FROM reports WHERE superseded_by IS NULL ORDER BY published DESC LIMIT ?", (limit,)
    )
    return [ReportLine(*row) for row in found]


def busiest_speakers(db: sqlite3.Connection, limit: int) -> list[SpeakerLine]:
    """The named speakers with the most statements."""
    found = db.execute(
        "SELECT id, name, code, statements, first_day, last_day FROM speakers WHERE statements > 0"
        " ORDER BY statements DESC, name LIMIT ?",
        (limit,),
    )
    return [SpeakerLine(*row) for row in found]


def busiest_dyads(db: sqlite3.Connection, limit: int) -> list[DyadLine]:
    """The pairs of codes between which the most passes: what is said to, and done towards, each other."""
    found = db.execute(
        "SELECT first, second, statements, events FROM pairs ORDER BY statements + events DESC, first, second LIMIT ?",
        (limit,),
    )
    return [DyadLine(*row) for row in found]
