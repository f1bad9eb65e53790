"""Events, ties, reports and speakers of a store, the newest first, each with the words that it rests on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Unpack

from onrecord.store.asking.filters import (
    EventFilters,
    ReportFilters,
    TieFilters,
    event_conditions,
    report_conditions,
    tie_conditions,
)
from onrecord.store.asking.model import Done, Evidence, Found, Source, Tied, Voice, Who
from onrecord.store.asking.names import as_list, is_code, names_with
from onrecord.store.asking.planning import TABLES, Condition, leg
from onrecord.store.packing import shown

if TYPE_CHECKING:
    from onrecord.store.store import Store

_ALL = -1
_EVIDENCE = "r.id, r.outlet, r.published, r.url, r.source"
_VOICE = "v.id, v.speaker_name, v.code"
_EVENTS = (
    "SELECT e.id, e.day, e.type, e.mode, e.status, e.actors, e.recipients, e.contexts, e.date, e.place, r.title,"
    f" e.confidence, {_VOICE}, {_EVIDENCE}, e.start, e.stop, coalesce(e.words, '')"
)
_TIES = (
    f"SELECT t.id, t.day, t.kind, t.state, t.between_codes, t.by_codes, t.since, r.title, {_VOICE}, {_EVIDENCE},"
    " t.start, t.stop, coalesce(t.words, '')"
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
    return Found(Done, map(_done, _newest(store, "e", _EVENTS, event_conditions(store.db, filters), limit, offset)))


def ties(store: Store, *, limit: int | None = 50, offset: int = 0, **filters: Unpack[TieFilters]) -> Found[Tied]:
    """The reports of ties that pass the filters, the newest first; `limit` None gives all. Raises QueryError.

    What they say together, as a history with contradictions side by side, is reckoned by `onrecord.ledger.ties_of`.

    >>> from onrecord.store import open_store
    >>> ties(open_store(":memory:"), between="BLR", other="NATO", kind="dialogue")
    ()
    """
    return Found(Tied, map(_tied, _newest(store, "t", _TIES, tie_conditions(store.db, filters), limit, offset)))


def reports(
    store: Store, *, limit: int | None = 50, offset: int = 0, **filters: Unpack[ReportFilters]
) -> Found[Source]:
    """The reports that pass the filters, the newest first; `limit` None gives all. Raises QueryError.

    >>> from onrecord.store import open_store
    >>> reports(open_store(":memory:"), outlet="Reuters", since="2024-05")
    ()
    """
    conditions = report_conditions(store.db, filters)
    rows = _asked(store, _REPORTS, conditions, "r.published DESC, r.rowid DESC", limit, offset)
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
    conditions = [Condition("p.statements > 0", ())]
    if name is not None and is_code(store.db, name):
        conditions.append(Condition("p.code = ?", (shown(name),)))
    elif name is not None:
        named = as_list(names_with(store.db, name))
        conditions.append(
            Condition(
                "p.id IN (SELECT speakers.id FROM json_each(?) CROSS JOIN speakers ON name = value COLLATE NOCASE)",
                (named,),
            )
        )
    if code is not None:
        conditions.append(Condition("p.code = ?", (shown(code),)))
    rows = _asked(store, _SPEAKERS, conditions, "p.statements DESC, p.name, p.code, p.id", limit, offset)
    return Found(Who, map(_who, rows))


def _newest(
    store: Store, alias: str, columns: str, conditions: Sequence[Condition], limit: int | None, offset: int
) -> list[tuple[Any, ...]]:
    """Rows of events or ties: first which, then all that is known of them."""
    found = leg(store.db, alias, conditions)
    most = _ALL if limit is None else limit
    rows = store.db.execute(
        f"SELECT {alias}.rowid {found.sql} ORDER BY {alias}.day DESC, {alias}.rowid DESC LIMIT ? OFFSET ?",
        (*found.values, most, offset),
    )
    return store.db.execute(
        f"{columns} FROM json_each(?) AS hit CROSS JOIN {TABLES[alias]} {alias} ON {alias}.rowid = hit.value"
        f" JOIN reports r ON r.id = {alias}.report LEFT JOIN statements v ON v.id = {alias}.voice ORDER BY hit.key",
        (str([row for (row,) in rows]),),
    ).fetchall()


def _asked(
    store: Store, question: str, conditions: Sequence[Condition], order: str, limit: int | None, offset: int
) -> list[tuple[Any, ...]]:
    where = " AND ".join(condition.check for condition in conditions) or "1"
    values = [value for condition in conditions for value in condition.values]
    return store.db.execute(
        f"{question} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, _ALL if limit is None else limit, offset),
    ).fetchall()


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
