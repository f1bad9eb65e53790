"""What may be asked of statements, events, ties and reports, and the conditions in SQL that it becomes.

Whatever is None is left open. Words of closed vocabularies are checked; names and outlets are looked up first, so that
capitals and accents do not matter and every condition can use an index.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from onrecord.errors import QueryError
from onrecord.record.vocabulary import FORCES, KINDS, MODALITIES, PARTS, STATUSES, TIE_KINDS, TIE_STATES, VENUES
from onrecord.store.asking.days import after, first_of
from onrecord.store.asking.names import as_list, code_called, is_code, names_with, outlets_named
from onrecord.store.asking.planning import TABLES, Condition, Leg, leg
from onrecord.store.packing import shown


class StatementFilters(TypedDict, total=False):
    """Filters of statements. `speaker` is a name or a part of it, a code, or a speaker's id; joint speakers count.

    The name of a state or organisation finds, as a speaker, whoever speaks for it. `code`, `addressee` and `about` are
    codes or names. `since` and `until` are days, months or years, both included, of when it
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


Make = Callable[[sqlite3.Connection, Any], Condition]


def _equal(column: str, *, index: str | None = None, allowed: Sequence[str] | None = None) -> Make:
    """A filter by the value of a column with an index, perhaps one of a closed vocabulary."""
    alias, _, name = column.partition(".")
    index = index or f"{TABLES.get(alias, 'reports')}_{name}"

    def make(db: sqlite3.Connection, value: Any) -> Condition:
        if allowed is not None and value not in allowed:
            raise QueryError(
                f"{value!r} is no {name.removesuffix('_kind')}", remedy=f"Use one of: {', '.join(allowed)}."
            )
        return Condition(f"{column} = ?", (_held(value),), index)

    return make


def _among(column: str, values: Sequence[str], index: str | None = None) -> Condition:
    """A column that has one of several values, which have been looked up."""
    alias, _, name = column.partition(".")
    if len(values) == 1:
        return Condition(f"{column} = ?", (values[0],), index or f"{TABLES[alias]}_{name}")
    keys = f"SELECT x.rowid AS key FROM json_each(?) AS each CROSS JOIN {TABLES[alias]} x ON x.{name} = each.value"
    return Condition(f"{column} IN (SELECT value FROM json_each(?))", (as_list(values),), keys=keys, by_rowid=True)


def _belonging(alias: str, table: str, column: str, condition: str) -> Make:
    """A filter by a table that hangs on the items."""
    keys = f"SELECT {column} AS key FROM {table} WHERE {condition}"
    return lambda db, value: Condition(f"{alias}.id IN ({keys})", (_held(value),), keys=keys)


def _since(column: str) -> Make:
    return lambda db, value: Condition(f"{column} >= ?", (first_of(value),))


def _until(column: str) -> Make:
    return lambda db, value: Condition(f"{column} < ?", (after(value),))


def _outlet(alias: str) -> Make:
    return lambda db, value: _among(f"{alias}.outlet", outlets_named(db, value))


def _addressee(db: sqlite3.Connection, value: Any) -> Condition:
    found = db.execute("SELECT EXISTS (SELECT 1 FROM statements WHERE addressee_code = ?)", (_held(value),)).fetchone()
    if found[0]:
        return Condition("s.addressee_code = ?", (_held(value),), "statements_addressee")
    return _called(db, value, "addressee_name", "addressee_code")


def _called(db: sqlite3.Connection, name: str, names: str, codes: str) -> Condition:
    """By a name or a part of it; the name of a state or organisation also finds by its code."""
    found, code = names_with(db, name), code_called(name)
    if code is None:
        return _among(f"s.{names}", found)
    return Condition(
        f"(s.{names} IN (SELECT value FROM json_each(?)) OR s.{codes} = ?)", (as_list(found), code), by_rowid=True,
        keys=f"SELECT x.rowid AS key FROM json_each(?) AS each CROSS JOIN statements x ON x.{names} = each.value"
        f" UNION SELECT rowid FROM statements WHERE {codes} = ?",
    )  # fmt: skip


def _about(db: sqlite3.Connection, value: Any) -> Condition:
    """By the code or the words that the record has; the name of a state or organisation also finds its code."""
    asked = as_list([_held(value), code] if (code := code_called(value)) else [_held(value)])
    keys = "SELECT statement AS key FROM topics WHERE topic IN (SELECT value FROM json_each(?))"
    return Condition(f"s.id IN ({keys})", (asked,), keys=keys)


def _voice(db: sqlite3.Connection, value: Any) -> Condition:
    if value == "outlet":
        return Condition("e.voice IS NULL", ())
    keys = "SELECT x.rowid AS key FROM statements v CROSS JOIN events x ON x.voice = v.id WHERE v.code = ?"
    check = "EXISTS (SELECT 1 FROM statements v WHERE v.id = e.voice AND v.code = ?)"
    return Condition(check, (_held(value),), keys=keys, by_rowid=True)


def _held(value: Any) -> Any:
    return shown(value) if isinstance(value, str) else value


_STATEMENT: Mapping[str, Make] = {
    "kind": _equal("s.kind", allowed=KINDS), "part": _equal("s.part", allowed=PARTS),
    "force": _equal("s.force", allowed=FORCES), "modality": _equal("s.modality", allowed=MODALITIES),
    "venue": _equal("s.venue_kind", allowed=VENUES), "report": _equal("s.report"), "since": _since("s.day"),
    "until": _until("s.day"), "outlet": _outlet("s"), "addressee": _addressee,
    "about": _about,
}  # fmt: skip
_EVENT: Mapping[str, Make] = {
    "actor": _belonging("e", "event_parties", "event", "code = ? AND side = 'actor'"),
    "recipient": _belonging("e", "event_parties", "event", "code = ? AND side = 'recipient'"),
    "party": _belonging("e", "event_parties", "event", "code = ?"), "type": _equal("e.type"), "mode": _equal("e.mode"),
    "status": _equal("e.status", allowed=STATUSES), "voice": _voice,
    "context": _belonging("e", "event_contexts", "event", "context = ?"), "since": _since("e.day"),
    "until": _until("e.day"), "outlet": _outlet("e"), "report": _equal("e.report"),
}  # fmt: skip
_TIE: Mapping[str, Make] = {
    "between": _belonging("t", "tie_parties", "tie", "code = ? AND role = 'between'"),
    "other": _belonging("t", "tie_parties", "tie", "code = ? AND role = 'between'"),
    "by": _belonging("t", "tie_parties", "tie", "code = ? AND role = 'by'"),
    "kind": _equal("t.kind", allowed=TIE_KINDS), "state": _equal("t.state", allowed=TIE_STATES),
    "since": _since("t.day"), "until": _until("t.day"), "outlet": _outlet("t"), "report": _equal("t.report"),
}  # fmt: skip
_REPORT: Mapping[str, Make] = {
    "outlet": lambda db, value: Condition(
        "r.outlet IN (SELECT value FROM json_each(?))", (as_list(outlets_named(db, value)),)
    ),
    "since": _since("r.published"), "until": _until("r.published"), "country": _equal("r.country"),
    "agency": _equal("r.agency"), "language": _equal("r.language"), "url": _equal("r.url"),
}  # fmt: skip
#: Filters that all have to hold of one and the same speaker, by themselves or as one of several.
_SPEAKER = ("speaker", "code", "sector", "named")


def _conditions(db: sqlite3.Connection, known: Mapping[str, Make], filters: Mapping[str, Any]) -> list[Condition]:
    made = []
    for name, value in filters.items():
        if name not in known:
            raise QueryError(f"there is no filter {name!r}", remedy=f"Use {', '.join(sorted(known))}.")
        if value is not None:
            made.append(known[name](db, value))
    return made


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions of statements: of each; of its speaker; and the same of a joint speaker."""

    each: list[Condition]
    speaker: list[Condition]
    joint: Condition | None

    def whole(self) -> list[Condition]:
        """All as conditions to be checked row by row: the speaker's hold of the speaker or of a joint one."""
        if self.joint is None:
            return self.each
        own = " AND ".join(condition.check for condition in self.speaker)
        values = (*(value for condition in self.speaker for value in condition.values), *self.joint.values)
        return [*self.each, Condition(f"({own} OR {self.joint.check})", values)]

    def legs(self, db: sqlite3.Connection, *, otherwise: str | None = None) -> list[Leg]:
        """The statements whose own speaker is meant, and those where only a joint speaker is."""
        first = leg(db, "s", [*self.each, *self.speaker], otherwise=otherwise)
        if self.joint is None:
            return [first]
        own = " AND ".join(condition.check for condition in self.speaker)
        others = Condition(
            f"NOT coalesce({own}, 0)", tuple(value for condition in self.speaker for value in condition.values)
        )
        return [first, leg(db, "s", [*self.each, self.joint, others])]


def statement_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> Asked:
    """What is asked of statements (`s`); raises QueryError."""
    each = _conditions(db, _STATEMENT, {name: value for name, value in filters.items() if name not in _SPEAKER})
    speaker = []
    if (asked := filters.get("speaker")) is not None:
        speaker.append(_speaker(db, asked))
    if (asked := filters.get("code")) is not None:
        code = asked if is_code(db, asked) else code_called(asked) or asked
        speaker.append(Condition("s.code = ?", (_held(code),), "statements_code"))
    speaker += [
        Condition(f"s.{name} = ?", (_held(filters[name]),), f"statements_{name}")
        for name in ("sector", "named")
        if filters.get(name) is not None
    ]
    if not speaker:
        return Asked(each, [], None)
    joint = re.sub(r"\bs\.", "c.", " AND ".join(condition.check for condition in speaker))
    keys = f"SELECT c.statement AS key FROM co_speakers c WHERE {joint}"
    values = tuple(value for condition in speaker for value in condition.values)
    return Asked(each, speaker, Condition(f"s.id IN ({keys})", values, keys=keys))


def _speaker(db: sqlite3.Connection, asked: str) -> Condition:
    """By a speaker's id, else by a code that somebody speaks for, else by a name: of the speaker, or of a state."""
    known = db.execute("SELECT EXISTS (SELECT 1 FROM speakers WHERE id = ?)", (_held(asked),)).fetchone()
    if known[0]:
        return Condition("s.speaker = ?", (_held(asked),), "statements_speaker")
    if is_code(db, asked):
        return Condition("s.code = ?", (_held(asked),), "statements_code")
    return _called(db, asked, "speaker_name", "code")


def event_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> list[Condition]:
    """What is asked of events (`e`); raises QueryError."""
    return _conditions(db, _EVENT, filters)


def tie_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> list[Condition]:
    """What is asked of ties (`t`); raises QueryError."""
    return _conditions(db, _TIE, filters)


def report_conditions(db: sqlite3.Connection, filters: Mapping[str, Any]) -> list[Condition]:
    """What is asked of reports (`r`); raises QueryError."""
    made = _conditions(db, _REPORT, {name: value for name, value in filters.items() if name != "superseded"})
    return made if filters.get("superseded") else [*made, Condition("r.superseded_by IS NULL", ())]
