"""The ledger of ties: how two sides stood to each other over time, as many reports tell it, and who says so.

    for history in ties_of(records, "BLR", "NATO", as_of="2023-01-01"):
        for change in history.changes: ...

Two clocks run in it: the day on which a tie changed (`as_of`), and the day on which that was reported (`known_by`).
Nothing is averaged: what reports tell differently stands side by side, with those who tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.ledger.asked import code_asked
from onrecord.ledger.days import day_asked, period
from onrecord.ledger.origins import Voice, origin_of, voice_of
from onrecord.record import Record, Tie
from onrecord.tables import load_yaml

#: What a report tells without a day is held to be of its own day, give or take so much.
_GRACE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Account:
    """What one report tells of a change: the words (`start` and `end` are offsets into its text), and who says so.

    `origin` is the agency or outlet that brought it first, as far as the report tells; a copy has that of its model.
    """

    report: str
    outlet: str | None
    published: str | None
    url: str | None
    voice: Voice
    origin: str
    by: tuple[str, ...]
    since: str | None
    words: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One state of one tie as it was told, with every account of it.

    `since` is the day that reports give, None where none gives one; `reported` and `last_reported` are the first and
    last day of the reports. `origins` counts those that are independent. `against` are the ids of changes that tell
    something else of the same time.
    """

    id: str
    kind: str
    state: str
    by: tuple[str, ...]
    since: str | None
    reported: str | None
    last_reported: str | None
    origins: int
    against: tuple[str, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The changes of one kind of tie between two sides in order of their days; `standing` are the ids of the last."""

    between: tuple[str, str]
    kind: str
    changes: tuple[Change, ...]
    standing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A tie of one report between two sides."""

    sides: tuple[str, str]
    kind: str
    state: str
    account: Account

    @property
    def day(self) -> date:
        """The day by which it is put in order: since when, else the day of the report, else the end of time."""
        days = period(self.account.since) or period(self.account.published)
        return days[0] if days else date.max


def ties_of(
    records: Iterable[Record],
    a: str,
    b: str | None = None,
    *,
    as_of: str | date | None = None,
    known_by: str | date | None = None,
) -> tuple[History, ...]:
    """The history of every tie between `a` and `b`, or of all ties of `a` where `b` is None.

    Both are codes or names. `as_of` leaves out changes of after that day, `known_by` reports of after that day and
    those without a day. Records are read once, as a stream; their order makes no difference. Raises QueryError for a
    name that is not known and for a day that is none.
    """
    first, second = code_asked(a), code_asked(b) if b is not None else None
    newest, known = day_asked(as_of, "as_of"), day_asked(known_by, "known_by")
    told: dict[tuple[tuple[str, str], str], set[_Told]] = {}
    for record in records:
        if known is not None and not _published_by(record, known):
            continue
        for each in _told(record, first, second):
            if newest is None or each.day <= newest:
                told.setdefault((each.sides, each.kind), set()).add(each)
    return tuple(_history(sides, kind, all_told) for (sides, kind), all_told in sorted(told.items()))


def _published_by(record: Record, known: date) -> bool:
    days = period(record.report.published)
    return days is not None and days[0] <= known


def _told(record: Record, first: str, second: str | None) -> Iterator[_Told]:
    """The ties of a record between the two sides, or between the first and each other side."""
    for tie in record.ties:
        if first not in tie.between:
            continue
        for other in tie.between:
            if other != first and second in (None, other):
                yield _Told(_pair(first, other), tie.kind, tie.state, _account(record, tie))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _account(record: Record, tie: Tie) -> Account:
    report = record.report
    voice = voice_of(record, tie.voice)
    return Account(
        report.id, report.outlet, report.published, report.url, voice, origin_of(record, tie.voice), tie.by, tie.since,
        tuple((span.start, span.end, span.text) for span in tie.evidence),
    )  # fmt: skip


def _history(sides: tuple[str, str], kind: str, all_told: set[_Told]) -> History:
    ordered = sorted(all_told, key=_order)
    groups = _groups(ordered)
    names = [f"c{number}" for number in range(1, len(groups) + 1)]
    against = _against(groups, names)
    changes = tuple(_change(name, group, tuple(against[name])) for name, group in zip(names, groups, strict=True))
    return History(sides, kind, changes, _standing(changes))


def _order(told: _Told) -> tuple[Any, ...]:
    account = told.account
    return (
        told.day, account.published or "9", account.report, told.state, account.since or "", account.words, account.by,
        account.voice.kind, account.voice.name or "",
    )  # fmt: skip


def _groups(ordered: list[_Told]) -> list[list[_Told]]:
    """Accounts of one change together: the same state since the same day; one without a day joins the last one before.

    An account without a day joins only where no other state has been told in between.
    """
    groups: list[list[_Told]] = []
    for told in ordered:
        found = _joins(told, groups)
        if found is None:
            groups.append([told])
        else:
            found.append(told)
    return groups


def _joins(told: _Told, groups: list[list[_Told]]) -> list[_Told] | None:
    same = [group for group in groups if group[0].state == told.state]
    if told.account.since is not None:
        return next((group for group in same if _one_day(group, told)), None)
    return same[-1] if same and groups[-1] is same[-1] else None


def _one_day(group: list[_Told], told: _Told) -> bool:
    """Whether the days of an account and of a change overlap ("2022" and "February 2022")."""
    own, days = period(_since(group)), period(told.account.since)
    return own is not None and days is not None and own[0] <= days[1] and days[0] <= own[1]


def _since(group: list[_Told]) -> str | None:
    """The finest day that the accounts give."""
    given = [(days, told.account.since) for told in group if (days := period(told.account.since))]
    return min(given, key=lambda each: (each[0][1] - each[0][0], each[1] or ""))[1] if given else None


def _against(groups: list[list[_Told]], names: list[str]) -> dict[str, list[str]]:
    """For each change the names of those that other reports tell against it."""
    rules = load_yaml("ontology/ties.yaml")["against"]
    out: dict[str, list[str]] = {name: [] for name in names}
    for number, group in enumerate(groups):
        for other, others in enumerate(groups):
            if number == other or not _other_reports(group, others):
                continue
            states = group[0].state, others[0].state
            clash = states[1] in rules[states[0]] or states[0] in rules[states[1]]
            other_day = states[0] == states[1] and abs(number - other) == 1 and _since(group) and _since(others)
            if other_day or (clash and ("denied" in states or _same_time(group, others))):
                out[names[number]].append(names[other])
    return out


def _other_reports(group: list[_Told], others: list[_Told]) -> bool:
    """Whether different reports tell the two: what one report tells of two states is a course of things."""
    return not {told.account.report for told in group} & {told.account.report for told in others}


def _same_time(group: list[_Told], others: list[_Told]) -> bool:
    """Whether two changes are told of days that overlap."""
    return any(
        low <= high_other and low_other <= high
        for low, high in map(_days, group)
        for low_other, high_other in map(_days, others)
    )


def _days(told: _Told) -> tuple[date, date]:
    days = period(told.account.since)
    if days is not None:
        return days
    reported = period(told.account.published)
    return (reported[0] - _GRACE, reported[1] + _GRACE) if reported else (date.min, date.min)


def _change(name: str, group: list[_Told], against: tuple[str, ...]) -> Change:
    accounts = tuple(
        sorted(
            (told.account for told in group),
            key=lambda account: (account.published or "9", account.report, account.words),
        )
    )
    days = [account.published for account in accounts if account.published]
    return Change(
        name, group[0].kind, group[0].state, tuple(sorted({code for account in accounts for code in account.by})),
        _since(group), min(days, default=None), max(days, default=None),
        len({account.origin for account in accounts}), against, accounts,
    )  # fmt: skip


def _standing(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """The ids of the last change and of all that is told against it."""
    real = [change for change in changes if change.state not in ("denied", "proposed", "applied", "refused")] or changes
    last = [change for change in changes if change is real[-1]]
    return tuple(dict.fromkeys(name for change in last for name in (change.id, *change.against)))
