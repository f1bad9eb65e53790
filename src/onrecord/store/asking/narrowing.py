"""Whole records out of a store, but only those that can matter to a question: for what is reckoned over records.

Each function may give a record too many, never one too few; what is asked of the records decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.record.naming import name_words
from onrecord.store.asking.names import as_list, names_with
from onrecord.store.packing import shown, unpacked

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store.store import Store

#: How many records are fetched at once.
_AT_ONCE = 100
#: A whole day; the coarser ones have an index of their own.
_FULL = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"


def records_naming(store: Store, name: str) -> Iterator[Record]:
    """The newest versions of all records with an actor whose name holds all words of `name`, in the order added.

    Of each record only actors are read, and statements of those that are called so.
    """
    asked = set(name_words(name))

    def thinned(held: dict[str, Any]) -> dict[str, Any]:
        meant = {actor["id"] for actor in held["actors"] if asked <= set(name_words(actor["name"] or ""))}
        return _only(held, "actors", lambda statement: not meant.isdisjoint(_speakers(statement)))

    yield from _records(
        store.db,
        "SELECT actors.report FROM json_each(?) AS each CROSS JOIN actors ON actors.name = each.value COLLATE NOCASE",
        [as_list(names_with(store.db, name))],
        thinned,
    )


def records_of_ties(store: Store, *codes: str) -> Iterator[Record]:
    """The newest versions of all records with a tie between all these codes, in the order added.

    Of each record only ties are read, and statements that vouch for one.
    """
    wheres = ["id IN (SELECT tie FROM tie_parties WHERE code = ?)"] * len(codes)
    yield from _records(store.db, _reports("ties", wheres), codes, _vouched("ties"))


def records_of_events(
    store: Store,
    *codes: str | None,
    kind: str | None = None,
    status: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Record]:
    """The newest versions of all records with an event of these codes, type, status and days, in the order added.

    Of each record only events are read, and statements that vouch for one.
    """
    given: list[tuple[str, str | None]] = [
        *(("id IN (SELECT event FROM event_parties WHERE code = ?)", code) for code in codes),
        ("type = ?", kind),
        ("status = ?", status),
    ]
    wheres = [where for where, value in given if value is not None]
    values = [value for _, value in given if value is not None]
    if since is not None or until is not None:
        wheres.append(
            "rowid IN (SELECT rowid FROM events WHERE day BETWEEN ? AND ?"
            f" UNION ALL SELECT rowid FROM events WHERE day NOT {_FULL})"
        )
        values += [(since or date.min).isoformat(), (until or date.max).isoformat()]
    yield from _records(store.db, _reports("events", wheres), values, _vouched("events"))


def _reports(table: str, wheres: Sequence[str]) -> str:
    return f"SELECT report FROM {table} WHERE {' AND '.join([*wheres, 'superseded = 0'])}"


Thinned = Callable[[dict[str, Any]], dict[str, Any]]


def _vouched(part: str) -> Thinned:
    """Leave of a record's JSON one part, and the statements that vouch for something in it."""

    def thinned(held: dict[str, Any]) -> dict[str, Any]:
        voices = {item["voice"] for item in held[part]}
        return _only(held, part, lambda statement: statement["id"] in voices)

    return thinned


def _only(held: dict[str, Any], part: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    whole = {name: value for name, value in held.items() if not isinstance(value, list)}
    return {**whole, part: held[part], "statements": [each for each in held["statements"] if wanted(each)]}


def _speakers(statement: dict[str, Any]) -> set[str | None]:
    """The actors that make a statement."""
    return {speaker["actor"] for speaker in (statement["speaker"], *statement["co_speakers"])}


def _records(db: sqlite3.Connection, reports: str, values: Sequence[str], thinned: Thinned) -> Iterator[Record]:
    """The newest versions among the reports that a query names, without holding the query open in between."""
    rows = [
        row
        for (row,) in db.execute(
            f"SELECT rowid FROM reports WHERE id IN ({reports}) AND superseded_by IS NULL ORDER BY rowid",
            tuple(map(shown, values)),
        )
    ]
    for start in range(0, len(rows), _AT_ONCE):
        held = db.execute(
            "SELECT records.json, reports.text FROM reports JOIN records ON records.report = reports.id"
            " WHERE reports.rowid IN (SELECT value FROM json_each(?)) ORDER BY reports.rowid",
            (str(rows[start : start + _AT_ONCE]),),
        ).fetchall()
        for data, text in held:
            yield unpacked(data, text, thinned)
