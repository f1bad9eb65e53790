"""Events, ties, reports and speakers of a store, the newest first, each with the words that it rests on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Unpack

from onrecord.store.asking.filters import (
    EventFilters,
    ReportFilters,
    TieFilters,
    Where,
    event_conditions,
    report_conditions,
    tie_conditions,
)
from onrecord.store.asking.model import Done, Evidence, Found, Source, Tied, Voice, Who
from onrecord.store.asking.names import is_code, names_with

if TYPE_CHECKING:
    from onrecord.store.store import Store

_ALL = -1
_EVIDENCE = "r.id, r.outlet, r.published, r.url, r.source"
_VOICE = "v.id, v.speaker_name, v.code"
_EVENTS = (
    "SELECT e.id, e.day, e.type, e.mode, e.status, e.actors, e.recipients, e.contexts, e.date, e.place, r.title,"
    f" e.confidence, {_VOICE}, {_EVIDENCE}, e.start, e.stop, coalesce(e.words, '')"
    " FROM events e JOIN reports r ON r.id = e.report LEFT JOIN statements v ON v.id = e.voice"
)
_TIES = (
    f"SELECT t.id, t.day, t.kind, t.state, t.between_codes, t.by_codes, t.since, r.title, {_VOICE}, {_EVIDENCE},"
    " t.start, t.stop, coalesce(t.words, '')"
    " FROM ties t JOIN reports r ON r.id = t.report LEFT JOIN statements v ON v.id = t.voice"
)
_REPORTS = (
    "SELECT r.id, r.title, r.outlet, r.published, r.published_basis, r.url, r.source, r.place, r.country, r.agency,"
    " r.words, r.statements, r.events, r.ties, r.superseded_by FROM reports r"
)
_SPEAKERS = (
    "SELECT p.id, p.name, p.code, p.sector, p.statements, p.first_day, p.last_day,"
    f" {_EVIDENCE}, s.start, s.stop, s.content FROM speakers p"
    " LEFT JOIN statements s ON s.rowid = (SELECT rowid FROM statements WHERE speaker = p.id AND superseded = 0"
    " ORDER BY day DESC LIMIT 1) LEFT JOIN reports r ON r.id = s.report"
)


def events(store: Store, *, limit: int | None = 50, offset: int = 0, **filters: Unpack[EventFilters]) -> Found[Done]:
    """The events that pass the filters, the newest first; `limit` None gives all. Raises QueryError.

    >>> from onrecord.store import open_store
    >>> events(open_store(":memory:"), actor="RUS", type="SANCTION", since="2022")
    ()
    """
    where = event_conditions(store.db, filters)
    rows = _asked(store, f"{_EVENTS} WHERE {where.sql} ORDER BY e.day DESC, e.rowid DESC", where, limit, offset)
    return Found(Done, map(_done, rows))


def ties(store: Store, *, limit: int | None = 50, offset: int = 0, **filters: Unpack[TieFilters]) -> Found[Tied]:
    """The reports of ties that pass the filters, the newest first; `limit` None gives all. Raises QueryError.

    What they say together, as a history with contradictions side by side, is reckoned by `onrecord.ledger.ties_of`.

    >>> from onrecord.store import open_store
    >>> ties(open_store(":memory:"), between="BLR", other="NATO", kind="dialogue")
    ()
    """
    where = tie_conditions(store.db, filters)
    rows = _asked(store, f"{_TIES} WHERE {where.sql} ORDER BY t.day DESC, t.rowid DESC", where, limit, offset)
    return Found(Tied, map(_tied, rows))


def reports(
    store: Store, *, limit: int | None = 50, offset: int = 0, **filters: Unpack[ReportFilters]
) -> Found[Source]:
    """The reports that pass the filters, the newest first; `limit` None gives all. Raises QueryError.

    >>> from onrecord.store import open_store
    >>> reports(open_store(":memory:"), outlet="Reuters", since="2024-05")
    ()
    """
    where = report_conditions(store.db, filters)
    rows = _asked(store, f"{_REPORTS} WHERE {where.sql} ORDER BY r.published DESC, r.rowid DESC", where, limit, offset)
    return Found(Source, (Source(*row) for row in rows))


def speakers(
    store: Store, name: str | None = None, *, code: str | None = None, limit: int | None = 50, offset: int = 0
) -> Found[Who]:
    """Who speaks in a store under a name, those with most statements first; one row for each name and code.

    `name` is a name or a part of it (capitals and accents do not matter), or a code. Each has the words of the newest
    statement. `limit` None gives all.

    >>> from onrecord.store import open_store
    >>> speakers(open_store(":memory:"), "sorrentz")
    ()
    """
    where = Where()
    if name is not None and is_code(store.db, name):
        where.add("p.code = ?", name)
    elif name is not None:
        where.among("p.name", names_with(store.db, name))
    if code is not None:
        where.add("p.code = ?", code)
    where.add("p.statements > 0")
    asked = f"{_SPEAKERS} WHERE {where.sql} ORDER BY p.statements DESC, p.name, p.id"
    return Found(Who, map(_who, _asked(store, asked, where, limit, offset)))


def _asked(store: Store, question: str, where: Where, limit: int | None, offset: int) -> list[tuple[Any, ...]]:
    values = (*where.values, _ALL if limit is None else limit, offset)
    return store.db.execute(f"{question} LIMIT ? OFFSET ?", values).fetchall()


def _done(row: tuple[Any, ...]) -> Done:
    identity, day, kind, mode, status, actors, recipients, contexts, date, place, title, confidence, *rest = row
    return Done(
        identity, day, kind, mode, status, _codes(actors), _codes(recipients),
        tuple(json.loads(contexts)) if contexts else (), date, place, _voice(rest), title, confidence,
        Evidence(*rest[3:]),
    )  # fmt: skip


def _tied(row: tuple[Any, ...]) -> Tied:
    identity, day, kind, state, between, by, since, title, *rest = row
    return Tied(
        identity, day, kind, state, _codes(between), _codes(by), since, _voice(rest), title, Evidence(*rest[3:])
    )


def _who(row: tuple[Any, ...]) -> Who:
    identity, name, code, sector, statements, first, last, *evidence = row
    newest = None if evidence[0] is None else Evidence(*evidence)
    return Who(identity, name, code, sector, statements, first, last, newest)


def _voice(row: list[Any]) -> Voice | None:
    return None if row[0] is None else Voice(*row[:3])


def _codes(codes: str | None) -> tuple[str, ...]:
    return tuple(codes.split(" ")) if codes else ()
