"""Statements of a store as lines of a list: searched by words, or all of one speaker, code, or pair of codes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.asking.fulltext import match_of
from onrecord.store.asking.names import code_called


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement as a line of a list; `start` and `stop` are code points of the report's text."""

    id: str
    report: str
    number: str
    day: str | None
    speaker: str | None
    speaker_name: str | None
    role: str | None
    code: str | None
    cue: str
    content: str
    kind: str
    force: str
    addressee: str | None
    outlet: str | None
    chain: str | None
    title: str | None
    confidence: float
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which statements are wanted; None leaves a field open. Days are ISO; the last is included.

    `code` and `to` are codes, or names of states and organisations. `since` and `until` say when the statement was
    made, the others when the report of it was published.
    """

    words: str | None = None
    speaker: str | None = None
    name: str | None = None
    code: str | None = None
    to: str | None = None
    kind: str | None = None
    force: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None


_COLUMNS = (
    "s.id, s.report, s.number, s.day, s.speaker, s.speaker_name, s.role, s.code, s.cue, s.content, s.kind, s.force,"
    " coalesce(s.addressee_code, s.addressee_name), s.outlet, s.chain, r.title, s.confidence, s.start, s.stop"
)
_FIELDS = {
    "speaker": "s.speaker = ?", "name": "s.speaker_name = ? COLLATE NOCASE", "code": "s.code = ?",
    "to": "s.addressee_code = ?", "kind": "s.kind = ?", "force": "s.force = ?", "outlet": "s.outlet = ?",
    "since": "s.day >= ?", "until": "s.day <= ?", "published_since": "s.published >= ?",
    "published_until": "s.published <= ?",
}  # fmt: skip


def statements(db: sqlite3.Connection, wanted: Wanted, limit: int = 50, offset: int = 0) -> list[StatementLine]:
    """The statements that are wanted: the newest first, or, searched by words, those added last.

    Of a word that stands in very many statements, as many are looked at as are needed for `limit`. Raises QueryError
    for words that cannot be understood.
    """
    wheres, values = ["s.superseded = 0"], list[object]()
    order, source = "s.day DESC, s.id", "statements s"
    if wanted.words:
        source, order = "statements_fts f CROSS JOIN statements s ON s.rowid = f.rowid", "f.rowid DESC"
        wheres.append("statements_fts MATCH ?")
        values.append(match_of(wanted.words))
    for field, where in _FIELDS.items():
        if (value := getattr(wanted, field)) is not None:
            wheres.append(where)
            values.append(_code(db, where, value) if field in ("code", "to") else value)
    found = db.execute(
        f"SELECT {_COLUMNS} FROM {source} JOIN reports r ON r.id = s.report WHERE {' AND '.join(wheres)}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, limit, offset),
    )
    return [StatementLine(*row) for row in found]


def _code(db: sqlite3.Connection, where: str, asked: str) -> str:
    """A code as the store has it, else the code of the state or organisation that is called so."""
    (held,) = db.execute(f"SELECT EXISTS (SELECT 1 FROM statements s WHERE {where})", (asked,)).fetchone()
    return asked if held else code_called(asked) or asked
