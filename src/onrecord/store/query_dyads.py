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


_LATEST = "9999-12-31"
#: Of a code in more items than this, the newest of all are looked through for its own.
_MANY = 2000
#: Reports of ties that are looked through for the states in which ties stand.
_LOOKED_THROUGH = 20_000


@dataclass(frozen=True, slots=True)
class _Items:
    """Events or ties (`i` in SQL), as the table of their parties leads to them."""

    table: str
    columns: str  # those that the two do not share
    parties: str
    item: str  # the column of `parties` that names one of them
    role: str = ""  # which of its rows count

    def lines(self, source: str) -> str:
        """The query for lines of a list: all columns of the items that `source` gives as `i`, with their reports."""
        return (
            f"SELECT i.id, i.report, i.number, i.day, {self.columns}, coalesce(i.words, ''), s.speaker_name, i.outlet,"
            f" r.title, i.start, i.stop FROM {source} JOIN reports r ON r.id = i.report"
            " LEFT JOIN statements s ON s.id = i.voice"
        )

    def between(
        self, db: sqlite3.Connection, first: str, second: str, until: str | None, limit: int, order: str
    ) -> sqlite3.Cursor:
        """The newest `limit` lines of both codes up to a day, found from the code with fewer items."""
        rare, common = sorted((first, second), key=lambda code: self.number(db, code))
        newest = (
            f"SELECT i.rowid AS place FROM (SELECT DISTINCT {self.item} AS id FROM {self.parties}"
            f" WHERE code = ?{self.role}) one CROSS JOIN {self.table} i ON i.id = one.id"
            f" WHERE EXISTS (SELECT 1 FROM {self.parties} WHERE {self.item} = one.id AND code = ?{self.role})"
            " AND i.superseded = 0 AND coalesce(i.day, '') <= ? ORDER BY i.day DESC, i.id LIMIT ?"
        )
        lines = self.lines(f"({newest}) found CROSS JOIN {self.table} i ON i.rowid = found.place")
        return db.execute(f"{lines} ORDER BY {order}", (rare, common, until or _LATEST, limit))

    def of(self, db: sqlite3.Connection, code: str) -> tuple[str, bool]:
        """The condition, with the code as its value, that an item is of a code, and whether few are."""
        few = self.number(db, code) < _MANY
        rows = f"SELECT {self.item if few else 1} FROM {self.parties} WHERE code = ?{self.role}"
        return (f"i.id IN ({rows})" if few else f"EXISTS ({rows} AND {self.item} = i.id)"), few

    def number(self, db: sqlite3.Connection, code: str) -> int:
        """How many rows of parties a code has."""
        return int(db.execute(f"SELECT count(*) FROM {self.parties} WHERE code = ?", (code,)).fetchone()[0])


_EVENTS = _Items(
    "events", "i.type, i.mode, i.status, coalesce(i.actors, ''), coalesce(i.recipients, '')", "event_parties", "event"
)
_TIES = _Items(
    "ties", "i.kind, i.state, coalesce(i.between_codes, ''), coalesce(i.by_codes, '')", "tie_parties", "tie",
    " AND role = 'between'",
)  # fmt: skip


def events_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 300
) -> list[EventLine]:
    """The events in which both codes take part, on whichever side, up to a day; the newest `limit`, newest first."""
    return [EventLine(*row) for row in _EVENTS.between(db, first, second, until, limit, "i.day DESC, i.id")]


def events_of(db: sqlite3.Connection, code: str, limit: int) -> list[EventLine]:
    """The newest events in which a code takes part."""
    theirs, few = _EVENTS.of(db, code)
    found = db.execute(
        f"{_EVENTS.lines('events i')} WHERE i.superseded = 0 AND {theirs}"
        f" ORDER BY {'i.day DESC, i.id' if few else 'i.day DESC'} LIMIT ?",
        (code, limit),
    )
    return [EventLine(*row) for row in found]


def ties_between(
    db: sqlite3.Connection, first: str, second: str, until: str | None = None, limit: int = 300
) -> list[TieLine]:
    """The newest `limit` reports of a tie between two codes up to a day, oldest first."""
    return [TieLine(*row) for row in _TIES.between(db, first, second, until, limit, "i.day, i.id")]


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
    wheres, values = ["i.superseded = 0", "i.day <= ?"], [wanted.until or _LATEST]
    if wanted.kind:
        wheres.append("i.kind = ?")
        values.append(wanted.kind)
    if wanted.actor:
        wheres.append(_TIES.of(db, wanted.actor)[0])
        values.append(wanted.actor)
    reported = db.execute(
        "SELECT i.between_codes, i.kind, i.state, i.day, i.report, i.start, i.stop FROM ties i"
        f" WHERE {' AND '.join(wheres)} ORDER BY i.day DESC, i.rowid DESC LIMIT {_LOOKED_THROUGH}",
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
