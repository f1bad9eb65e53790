"""From which end to begin: with the condition that the fewest rows pass, by its index, and the newest first.

SQLite would decide so by itself only where it has counted before. Here it is counted, up to a bound, for the values
that are asked for, and the index is named: a question never goes through a whole table, and one whose index is missing
is an error, not a slow answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Rows that are counted for a condition at most; keys that are gathered and sorted rather than met on the way.
_COUNTED, _GATHERED = 100_000, 50_000
TABLES = {"s": "statements", "e": "events", "t": "ties"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition on a row `s`, `e` or `t`: `check` in SQL, with its values.

    `index` is the index on (column, superseded, day) that finds the rows of an equality in order of days. `keys`
    selects, as `key`, the rowids (`by_rowid`) or ids of the rows that pass, with the same values.
    """

    check: str
    values: tuple[Any, ...]
    index: str | None = None
    keys: str | None = None
    by_rowid: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """The part of a question from FROM to WHERE, and its values."""

    sql: str
    values: tuple[Any, ...]


def leg(db: sqlite3.Connection, alias: str, conditions: Sequence[Condition], *, otherwise: str | None = None) -> Leg:
    """The rows of the newest versions that pass all conditions, found from the end where they are fewest.

    Where no condition has an index, they are met by the index `otherwise`; without it, in order of days.
    """
    counted = [(_rows(db, alias, each), number) for number, each in enumerate(conditions) if each.index or each.keys]
    fewest, number = min(counted, default=(0, -1))
    first = conditions[number] if number >= 0 else None
    if first is not None and first.keys and fewest >= _GATHERED:
        first = None
    rest = [each for each in conditions if each is not first]
    table, live = TABLES[alias], f"{alias}.superseded = 0"
    values = tuple(value for each in rest for value in each.values)
    if first is None:
        begin, wheres = f"FROM {table} {alias} INDEXED BY {otherwise or f'{table}_superseded'}", [live]
    elif first.index:
        begin, wheres = f"FROM {table} {alias} INDEXED BY {first.index}", [first.check, live]
        values = (*first.values, *values)
    else:
        key = f"{alias}.{'rowid' if first.by_rowid else 'id'}"
        begin = f"FROM (SELECT DISTINCT key FROM ({first.keys})) AS k CROSS JOIN {table} {alias} ON {key} = k.key"
        wheres = [live]
        values = (*first.values, *values)
    return Leg(f"{begin} WHERE {' AND '.join([*wheres, *(each.check for each in rest)])}", values)


def _rows(db: sqlite3.Connection, alias: str, condition: Condition) -> int:
    """How many rows pass a condition, counted up to a bound."""
    rows = condition.keys or (
        f"SELECT 1 FROM {TABLES[alias]} {alias} INDEXED BY {condition.index}"
        f" WHERE {condition.check} AND {alias}.superseded = 0"
    )
    (number,) = db.execute(f"SELECT count(*) FROM ({rows} LIMIT {_COUNTED})", condition.values).fetchone()
    return int(number)
