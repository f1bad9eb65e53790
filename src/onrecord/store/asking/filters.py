"""What may be asked of statements, events, ties and reports, and the conditions in SQL that it becomes.

Whatever is None is left open. Words of closed vocabularies are checked; names and outlets are looked up first, so that
capitals and accents do not matter and every condition can use an index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypedDict

from onrecord.errors import QueryError
from onrecord.record.vocabulary import FORCES, KINDS, MODALITIES, PARTS, STATUSES, TIE_KINDS, TIE_STATES, VENUES
from onrecord.store.asking.days import after, first_of
from onrecord.store.asking.names import as_list, is_code, names_with, outlets_named
from onrecord.store.packing import shown


class StatementFilters(TypedDict, total=False):
    """Filters of statements. `speaker` is a name or a part of it, a code, or a speaker's id; joint speakers count.

    `addressee` and `about` are codes or names. `since` and `until` are days, months or years, both included, of when it
    was said, or else published.
    """

    speaker: str | None
    code: str | None
    sector: str | None
    named: bool | None
    kind: str | None
    part: str | None
    force: str | None
    modality: str | None
    since: str | None
    until: str | None
    outlet: str | None
    addressee: str | None
    about: str | None
    venue: str | None
    report: str | None


class EventFilters(TypedDict, total=False):
    """Filters of events: codes of actor and recipient (`party`: on either side), PLOVER's terms, days, outlet.

    `voice` is the code of whoever vouches for it, or "outlet".
    """

    actor: str | None
    recipient: str | None
    party: str | None
    type: str | None
    mode: str | None
    context: str | None
    status: str | None
    voice: str | None
    since: str | None
    until: str | None
    outlet: str | None
    report: str | None


class TieFilters(TypedDict, total=False):
    """Filters of ties: codes of one or two that are tied (`between`, `other`), of who did it, kind, state, days."""

    between: str | None
    other: str | None
    by: str | None
    kind: str | None
    state: str | None
    since: str | None
    until: str | None
    outlet: str | None
    report: str | None


class ReportFilters(TypedDict, total=False):
    """Filters of reports; `superseded` true gives older versions as well."""

    outlet: str | None
    since: str | None
    until: str | None
    country: str | None
    agency: str | None
    language: str | None
    url: str | None
    superseded: bool | None


class Where:
    """Conditions in SQL with their values."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.values: list[Any] = []

    def add(self, part: str, *values: Any) -> None:
        """One more condition that must hold."""
        self.parts.append(part)
        self.values += [shown(value) if isinstance(value, str) else value for value in values]

    def among(self, column: str, values: Sequence[str]) -> None:
        """A column that has one of these values."""
        if len(values) == 1:
            self.add(f"{column} = ?", values[0])
        else:
            self.add(f"{column} IN (SELECT value FROM json_each(?))", as_list(values))

    @property
    def sql(self) -> str:
        """All conditions as one."""
        return " AND ".join(self.parts) or "1"


Add = Callable[[sqlite3.Connection, Where, Any], None]


def _equal(column: str, allowed: Sequence[str] | None = None) -> Add:
    """A filter by the value of a column, which may be one of a closed vocabulary."""

    def add(db: sqlite3.Connection, where: Where, value: Any) -> None:
        if allowed is not None and value not in allowed:
            name = column.partition(".")[2].removesuffix("_kind")
            raise QueryError(f"{value!r} is no {name}", remedy=f"Use one of: {', '.join(allowed)}.")
        where.add(f"{column} = ?", value)

    return add


def _since(column: str) -> Add:
    return lambda db, where, value: where.add(f"{column} >= ?", first_of(value))


def _until(column: str) -> Add:
    return lambda db, where, value: where.add(f"{column} < ?", after(value))


def _outlet(column: str) -> Add:
    return lambda db, where, value: where.among(column, outlets_named(db, value))


def _belonging(condition: str) -> Add:
    """A filter by a table that hangs on the items: a condition that names their ids."""
    return lambda db, where, value: where.add(condition, value)


def _addressee(db: sqlite3.Connection, where: Where, value: Any) -> None:
    found = db.execute("SELECT EXISTS (SELECT 1 FROM statements WHERE addressee_code = ?)", (shown(value),)).fetchone()
    if found[0]:
        where.add("s.addressee_code = ?", value)
    else:
        where.among("s.addressee_name", names_with(db, value))


def _voice(db: sqlite3.Connection, where: Where, value: Any) -> None:
    if value == "outlet":
        where.add("e.voice IS NULL")
    else:
        where.add("e.voice IN (SELECT id FROM statements WHERE code = ?)", value)


_STATEMENT: Mapping[str, Add] = {
    "kind": _equal("s.kind", KINDS), "part": _equal("s.part", PARTS), "force": _equal("s.force", FORCES),
    "modality": _equal("s.modality", MODALITIES), "venue": _equal("s.venue_kind", VENUES),
    "report": _equal("s.report"), "since": _since("s.day"), "until": _until("s.day"), "outlet": _outlet("s.outlet"),
    "about": _belonging("s.id IN (SELECT statement FROM topics WHERE topic = ?)"), "addressee": _addressee,
}  # fmt: skip
_EVENT: Mapping[str, Add] = {
    "actor": _belonging("e.id IN (SELECT event FROM event_parties WHERE code = ? AND side = 'actor')"),
    "recipient": _belonging("e.id IN (SELECT event FROM event_parties WHERE code = ? AND side = 'recipient')"),
    "party": _belonging("e.id IN (SELECT event FROM event_parties WHERE code = ?)"),
    "type": _equal("e.type"), "mode": _equal("e.mode"), "status": _equal("e.status", STATUSES), "voice": _voice,
    "context": _belonging("e.id IN (SELECT event FROM event_contexts WHERE context = ?)"),
    "since": _since("e.day"), "until": _until("e.day"), "outlet": _outlet("e.outlet"), "report": _equal("e.report"),
}  # fmt: skip
_TIE: Mapping[str, Add] = {
    "between": _belonging("t.id IN (SELECT tie FROM tie_parties WHERE code = ? AND role = 'between')"),
    "other": _belonging("t.id IN (SELECT tie FROM tie_parties WHERE code = ? AND role = 'between')"),
    "by": _belonging("t.id IN (SELECT tie FROM tie_parties WHERE code = ? AND role = 'by')"),
    "kind": _equal("t.kind", TIE_KINDS), "state": _equal("t.state", TIE_STATES), "since": _since("t.day"),
    "until": _until("t.day"), "outlet": _outlet("t.outlet"), "report": _equal("t.report"),
}  # fmt: skip
_REPORT: Mapping[str, Add] = {
    "outlet": _outlet("r.outlet"), "since": _since("r.published"), "until": _until("r.published"),
    "country": _equal("r.country"), "agency": _equal("r.agency"), "language": _equal("r.language"),
    "url": _equal("r.url"),
}  # fmt: skip
#: Filters that all have to hold of one and the same speaker, by themselves or as one of several.
_SPEAKER = ("speaker", "code", "sector", "named")


def _conditions(db: sqlite3.Connection, known: Mapping[str, Add], filters: Mapping[str, Any]) -> Where:
    where = Where()
    for name, value in filters.items():
        if name not in known:
            raise QueryError(f"there is no filter {name!r}", remedy=f"Use {', '.join(sorted(known))}.")
        if value is not None:
            known[name](db, where, value)
    return where


def statement_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> tuple[Where, Where, Where]:
    """Conditions of statements (`s`); of their speaker (`s`); the same of a joint speaker (`c`)."""
    rest = {name: value for name, value in filters.items() if name not in _SPEAKER}
    where = _conditions(db, _STATEMENT, rest)
    where.add("s.superseded = 0")
    speaking = {name: filters[name] for name in _SPEAKER if filters.get(name) is not None}
    first, joint = Where(), Where()
    if (asked := speaking.get("speaker")) is not None:
        known = db.execute("SELECT EXISTS (SELECT 1 FROM speakers WHERE id = ?)", (shown(asked),)).fetchone()
        names = [] if known[0] or is_code(db, asked) else names_with(db, asked)
        for side, side_where in (("s", first), ("c", joint)):
            if known[0]:
                side_where.add(f"{side}.speaker = ?", asked)
            elif is_code(db, asked):
                side_where.add(f"{side}.code = ?", asked)
            else:
                side_where.among(f"{side}.speaker_name", names)
    for name in ("code", "sector", "named"):
        if name in speaking:
            first.add(f"s.{name} = ?", speaking[name])
            joint.add(f"c.{name} = ?", speaking[name])
    return where, first, joint


def event_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> Where:
    """Conditions of events (`e`)."""
    where = _conditions(db, _EVENT, filters)
    where.add("e.superseded = 0")
    return where


def tie_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> Where:
    """Conditions of ties (`t`)."""
    where = _conditions(db, _TIE, filters)
    where.add("t.superseded = 0")
    return where


def report_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> Where:
    """Conditions of reports (`r`)."""
    rest = {name: value for name, value in filters.items() if name != "superseded"}
    where = _conditions(db, _REPORT, rest)
    if not filters.get("superseded"):
        where.add("r.superseded_by IS NULL")
    return where
