"""What passes between two states or organisations, and the ties of all, each with where it stands in its report."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event as a line of a list; `voice` is who vouches for it, `start` and `stop` where its words stand."""

    id: str
    report: str
    number: str
    day: str | None
    type: str
    mode: str | None
    status: str
    actors: str
    recipients: str
    words: str
    voice: str | None
    outlet: str | None
    title: str | None
    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class TieLine:
    """One report of a tie; `between` and `by` are codes parted by spaces, `voice` is who vouches for it."""

    id: str
    report: str
    number: str
    day: str | None
    kind: str
    state: str
    between: str
    by: str
    words: str
    voice: str | None
    outlet: str | None
    title: str | None
    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The state in which the tie of some parties was last reported, and where."""

    between: str
    kind: str
    state: str
    day: str
    report: str
    start: int | None
    stop: int | None


_EVENT = (
    "e.id, e.report, e.number, e.day, e.type, e.mode, e.status, coalesce(e.actors, ''), coalesce(e.recipients, ''),"
    " coalesce(e.words, ''), s.speaker_name, e.outlet, r.title, e.start, e.stop"
)
_TIE = (
    "t.id, t.report, t.number, t.day, t.kind, t.state, coalesce(t.between_codes, ''), coalesce(t.by_codes, ''),"
    " coalesce(t.words, ''), s.speaker_name, t.outlet, r.title, t.start, t.stop"
)
_EVENT_JOINS = "JOIN reports r ON r.id = e.report LEFT JOIN statements s ON s.id = e.voice"
_LATEST = "9999-12-31"


#: Of a code in more events than this, the newest events of all are looked through for its own.
_MANY = 2000
#: Reports of ties that are looked through for the states in which ties stand.
_LOOKED_THROUGH = 20_000


def events_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 300
) -> list[EventLine]:
    """The events in which both codes take part, on whichever side, up to a day; the newest `limit`, newest first."""
    rare, common = _rarer_first(db, "event_parties", first, second)
    found = db.execute(
        f"SELECT {_EVENT} FROM (SELECT e.rowid AS place FROM"
        " (SELECT DISTINCT event FROM event_parties WHERE code = ?) one CROSS JOIN events e ON e.id = one.event"
        " WHERE EXISTS (SELECT 1 FROM event_parties WHERE event = one.event AND code = ?)"
        " AND e.superseded = 0 AND coalesce(e.day, '') <= ? ORDER BY e.day DESC, e.id LIMIT ?) found"
        f" CROSS JOIN events e ON e.rowid = found.place {_EVENT_JOINS} ORDER BY e.day DESC, e.id",
        (rare, common, until or _LATEST, limit),
    )
    return [EventLine(*row) for row in found]


def events_of(db: sqlite3.Connection, code: str, limit: int) -> list[EventLine]:
    """The newest events in which a code takes part."""
    number = _number(db, "event_parties", code)
    theirs = (
        "e.id IN (SELECT event FROM event_parties WHERE code = ?)"
        if number < _MANY
        else "EXISTS (SELECT 1 FROM event_parties WHERE event = e.id AND code = ?)"
    )
    found = db.execute(
        f"SELECT {_EVENT} FROM events e {_EVENT_JOINS} WHERE e.superseded = 0 AND {theirs}"
        f" ORDER BY {'e.day DESC, e.id' if number < _MANY else 'e.day DESC'} LIMIT ?",
        (code, limit),
    )
    return [EventLine(*row) for row in found]


def ties_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 300
) -> list[TieLine]:
    """The newest `limit` reports of a tie between two codes up to a day, oldest first."""
    rare, common = _rarer_first(db, "tie_parties", first, second)
    found = db.execute(
        f"SELECT {_TIE} FROM (SELECT t.rowid AS place FROM"
        " (SELECT tie FROM tie_parties WHERE code = ? AND role = 'between') one CROSS JOIN ties t ON t.id = one.tie"
        " WHERE EXISTS (SELECT 1 FROM tie_parties WHERE tie = one.tie AND code = ? AND role = 'between')"
        " AND t.superseded = 0 AND coalesce(t.day, '') <= ? ORDER BY t.day DESC, t.id LIMIT ?) found"
        " CROSS JOIN ties t ON t.rowid = found.place JOIN reports r ON r.id = t.report"
        " LEFT JOIN statements s ON s.id = t.voice ORDER BY t.day, t.id",
        (rare, common, until or _LATEST, limit),
    )
    return [TieLine(*row) for row in found]


@dataclass(frozen=True, slots=True)
class TiesWanted:
    """Which ties are wanted; an empty word leaves a field open. `state` is the one in which a tie was last reported."""

    until: str | None = None
    kind: str = ""
    state: str = ""
    actor: str = ""


def standings(db: sqlite3.Connection, wanted: TiesWanted, limit: int = 500) -> tuple[list[Standing], bool]:
    """For each tie of two the state last reported up to a day: those reported last, and whether there may be more.

    The parties of each are in the order of the alphabet. At most 20,000 reports of ties are looked through.
    """
    wheres, values = ["superseded = 0", "day <= ?"], [wanted.until or _LATEST]
    if wanted.kind:
        wheres.append("kind = ?")
        values.append(wanted.kind)
    if wanted.actor:
        rare = _number(db, "tie_parties", wanted.actor) < _MANY
        theirs = "id IN (SELECT tie FROM" if rare else "EXISTS (SELECT 1 FROM"
        wheres.append(
            f"{theirs} tie_parties WHERE {'' if rare else 'tie = ties.id AND '}code = ? AND role = 'between')"
        )
        values.append(wanted.actor)
    reported = db.execute(
        "SELECT between_codes, kind, state, day, report, start, stop FROM ties"
        f" WHERE {' AND '.join(wheres)} ORDER BY day DESC, rowid DESC LIMIT {_LOOKED_THROUGH}",
        values,
    )
    seen: set[tuple[str, str]] = set()
    found: list[Standing] = []
    looked = 0
    for between, *rest in reported:
        looked += 1
        codes = sorted((between or "").split())
        standing = Standing(" ".join(codes), *rest)
        key = (standing.between, standing.kind)
        if len(codes) == 2 and key not in seen and wanted.state in ("", standing.state):
            if len(found) == limit:
                return _in_order(found), True
            found.append(standing)
        seen.add(key)
    return _in_order(found), looked == _LOOKED_THROUGH


def _in_order(found: list[Standing]) -> list[Standing]:
    return sorted(found, key=lambda standing: (standing.between, standing.kind))


def partners(db: sqlite3.Connection, code: str, limit: int) -> list[tuple[str, int, int]]:
    """With whom a code has most to do: (other code, statements, events), both directions together."""
    found = db.execute(
        "SELECT second, statements, events FROM pairs WHERE first = :code"
        " UNION ALL SELECT first, statements, events FROM pairs WHERE second = :code",
        {"code": code},
    )
    every = [(str(other), int(said), int(done)) for other, said, done in found]
    return sorted(every, key=lambda line: (-line[1] - line[2], line[0]))[:limit]


def _rarer_first(db: sqlite3.Connection, table: str, first: str, second: str) -> tuple[str, str]:
    """Two codes, the one with fewer rows in a table of parties first."""
    return (first, second) if _number(db, table, first) <= _number(db, table, second) else (second, first)


def _number(db: sqlite3.Connection, table: str, code: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table} WHERE code = ?", (code,)).fetchone()[0])
