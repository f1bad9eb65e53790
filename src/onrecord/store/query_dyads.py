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
_LATEST = "9999-12-31"


def events_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 2000
) -> list[EventLine]:
    """The events in which both codes take part, on whichever side, up to a day; the newest `limit`, newest first."""
    found = db.execute(
        f"SELECT {_EVENT} FROM (SELECT event FROM event_parties WHERE code = ? INTERSECT"
        " SELECT event FROM event_parties WHERE code = ?) both CROSS JOIN events e ON e.id = both.event"
        " JOIN reports r ON r.id = e.report LEFT JOIN statements s ON s.id = e.voice"
        " WHERE e.superseded = 0 AND coalesce(e.day, '') <= ? ORDER BY e.day DESC, e.id LIMIT ?",
        (first, second, until or _LATEST, limit),
    )
    return [EventLine(*row) for row in found]


def events_of(db: sqlite3.Connection, code: str, limit: int) -> list[EventLine]:
    """The newest events in which a code takes part."""
    found = db.execute(
        f"SELECT {_EVENT} FROM events e JOIN reports r ON r.id = e.report LEFT JOIN statements s ON s.id = e.voice"
        " WHERE e.superseded = 0 AND e.id IN (SELECT event FROM event_parties WHERE code = ?)"
        " ORDER BY e.day DESC, e.id LIMIT ?",
        (code, limit),
    )
    return [EventLine(*row) for row in found]


def ties_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 2000
) -> list[TieLine]:
    """Every report of a tie between two codes up to a day, oldest first."""
    found = db.execute(
        f"SELECT {_TIE} FROM (SELECT tie FROM tie_parties WHERE code = ? AND role = 'between' INTERSECT"
        " SELECT tie FROM tie_parties WHERE code = ? AND role = 'between') both CROSS JOIN ties t ON t.id = both.tie"
        " JOIN reports r ON r.id = t.report LEFT JOIN statements s ON s.id = t.voice"
        " WHERE t.superseded = 0 AND coalesce(t.day, '') <= ? ORDER BY t.day, t.id LIMIT ?",
        (first, second, until or _LATEST, limit),
    )
    return [TieLine(*row) for row in found]


def standings(db: sqlite3.Connection, until: str | None = None) -> list[Standing]:
    """For each tie of the store the state last reported up to a day, in order of parties and kind.

    The parties of each are in the order of the alphabet, whoever did something.
    """
    found = db.execute(
        "SELECT between_codes, kind, state, max(day), report, start, stop FROM ties"
        " WHERE superseded = 0 AND between_codes > '' AND day <= ? GROUP BY between_codes, kind",
        (until or _LATEST,),
    )
    last: dict[tuple[str, str], Standing] = {}
    for between, *rest in found:
        standing = Standing(" ".join(sorted(between.split())), *rest)
        known = last.get((standing.between, standing.kind))
        if known is None or known.day < standing.day:
            last[standing.between, standing.kind] = standing
    return [last[key] for key in sorted(last)]


def partners(db: sqlite3.Connection, code: str, limit: int) -> list[tuple[str, int, int]]:
    """With whom a code has most to do: (other code, statements, events), both directions together."""
    found = db.execute(
        "SELECT other, sum(said), sum(done) FROM ("
        "SELECT target AS other, statements AS said, events AS done FROM dyads WHERE source = :code"
        " UNION ALL SELECT source, statements, events FROM dyads WHERE target = :code)"
        " WHERE other != :code GROUP BY other ORDER BY sum(said) + sum(done) DESC, other LIMIT :limit",
        {"code": code, "limit": limit},
    )
    return [(str(other), int(said), int(done)) for other, said, done in found]
