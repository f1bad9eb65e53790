"""The ledger of ties over hand-made records: changes, two clocks, origins, contradictions, and any order of reports."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.record_making import report, statement, tie, told

from onrecord.errors import QueryError
from onrecord.ledger import Change, History, ties_of
from onrecord.record import Record

TALKS = "AAA BBB", "dialogue"


def lines(history: History) -> list[tuple[str, str | None, str | None, int]]:
    return [(change.state, change.since, change.reported, change.origins) for change in history.changes]


def one(*records: Record, **asked: str) -> History:
    (history,) = ties_of(records, "AAA", "BBB", **asked)
    return history


def test_a_history_is_told_in_order_of_days_and_not_of_reports() -> None:
    history = one(
        told("resumed", *TALKS, "active", day="2024-09-02", since="2024-09-01"),
        told("broken off", *TALKS, "suspended", day="2024-09-02", since="2024-03"),
        told("begun", *TALKS, "active", day="2023-01-05"),
    )
    assert lines(history) == [
        ("active", None, "2023-01-05", 1),
        ("suspended", "2024-03", "2024-09-02", 1),
        ("active", "2024-09-01", "2024-09-02", 1),
    ]
    assert history.standing == ("c3",)
    assert history.between == ("AAA", "BBB")


def test_reports_of_one_change_are_one_change() -> None:
    history = one(
        told("in March", *TALKS, "suspended", day="2024-03-20", since="2024-03-19", outlet="One"),
        told("last month", *TALKS, "suspended", day="2024-04-10", since="2024-03", outlet="Two"),
        told("still", *TALKS, "suspended", day="2024-05-01", outlet="Three"),
    )
    assert lines(history) == [("suspended", "2024-03-19", "2024-03-20", 3)]
    assert history.changes[0].last_reported == "2024-05-01"
    assert [account.outlet for account in history.changes[0].accounts] == ["One", "Two", "Three"]


def test_an_account_without_a_day_does_not_reach_over_another_state() -> None:
    history = one(
        told("off", *TALKS, "suspended", day="2024-01-10"),
        told("on", *TALKS, "active", day="2024-06-10"),
        told("off again", *TALKS, "suspended", day="2024-12-10"),
    )
    assert [state for state, *_ in lines(history)] == ["suspended", "active", "suspended"]


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2023-12-31", []),
        ("2024-01-01", ["suspended"]),
        ("2024-05-31", ["suspended"]),
        ("2024-06-01", ["suspended", "active"]),
    ],
)
def test_as_of_asks_for_the_day_of_the_change(as_of: str, states: list[str]) -> None:
    records = [
        told("off", *TALKS, "suspended", day="2025-02-01", since="2024-01-01"),
        told("on", *TALKS, "active", day="2024-06-02", since="2024-06"),
    ]
    found = ties_of(records, "AAA", "BBB", as_of=as_of)
    assert [change.state for history in found for change in history.changes] == states


@pytest.mark.parametrize(
    ("known_by", "states"), [("2024-06-01", []), ("2024-06-02", ["active"]), ("2025-02-01", ["suspended", "active"])]
)
def test_known_by_asks_for_the_day_of_the_report(known_by: str, states: list[str]) -> None:
    records = [
        told("off", *TALKS, "suspended", day="2025-02-01", since="2024-01-01"),
        told("on", *TALKS, "active", day="2024-06-02", since="2024-06"),
        told("never dated", *TALKS, "ended", day=None),
    ]
    found = ties_of(records, "AAA", "BBB", known_by=known_by)
    assert [change.state for history in found for change in history.changes] == states


def test_a_decided_end_is_not_there_before_its_day() -> None:
    record = told("will leave", "AAA BBB", "treaty", "ended", day="2024-01-10", since="2025-01-01")
    assert ties_of([record], "AAA", "BBB", as_of="2024-12-31") == ()
    assert lines(one(record, as_of="2025-01-01")) == [("ended", "2025-01-01", "2024-01-10", 1)]


def test_copies_of_an_agency_are_one_origin() -> None:
    history = one(
        told("agency", *TALKS, "suspended", day="2024-03-01", outlet="AFP", agency="AFP"),
        told("daily one", *TALKS, "suspended", day="2024-03-01", outlet="Morning Post", agency="AFP"),
        told("daily two", *TALKS, "suspended", day="2024-03-02", outlet="Evening Post", agency="AFP"),
        told("own reporting", *TALKS, "suspended", day="2024-03-02", outlet="Courier"),
        told("spelt otherwise", *TALKS, "suspended", day="2024-03-02", outlet="Echo", agency="Agence France-Presse"),
    )
    (change,) = history.changes
    assert len(change.accounts) == 5
    assert {account.origin for account in change.accounts} == {"AFP", "Courier"}
    assert change.origins == 2


def test_who_says_so_is_told_with_office_and_the_interview_is_the_origin() -> None:
    words = "They have suspended the talks"
    records = [
        report(
            f"{words}, said in {outlet}",
            tie(f"{words}, said in {outlet}", *TALKS, "suspended", voice="s1"),
            day="2024-03-01",
            outlet=outlet,
            statements=(
                statement(f"{words}, said in {outlet}", "Ivo Brenk", "minister", "AAA", ("TV One", "television")),
            ),
        )
        for outlet in ("Aegis", "Courier")
    ]
    (change,) = one(*records).changes
    voice = change.accounts[0].voice
    assert (voice.kind, voice.name, voice.role, voice.code) == ("speaker", "Ivo Brenk", "minister", "AAA")
    assert change.origins == 1


def against(history: History) -> dict[str, tuple[str, ...]]:
    by_name: dict[str, Change] = {change.id: change for change in history.changes}
    return {change.state: tuple(by_name[name].state for name in change.against) for change in history.changes}


def test_contradicting_reports_stand_side_by_side() -> None:
    history = one(
        told("they talk", *TALKS, "active", day="2024-03-01", outlet="One"),
        told("they do not", *TALKS, "suspended", day="2024-03-02", outlet="Two"),
    )
    assert against(history) == {"active": ("suspended",), "suspended": ("active",)}
    assert set(history.standing) == {"c1", "c2"}


def test_a_denial_stands_against_what_is_denied_whenever_it_comes() -> None:
    history = one(
        told("they talk", *TALKS, "proposed", day="2024-03-01", outlet="One"),
        told("no talks", *TALKS, "denied", day="2024-04-20", outlet="Two"),
    )
    assert against(history) == {"proposed": ("denied",), "denied": ("proposed",)}


def test_a_change_months_later_is_no_contradiction() -> None:
    history = one(
        told("they talk", *TALKS, "active", day="2024-03-01", outlet="One"),
        told("broken off", *TALKS, "suspended", day="2024-08-02", outlet="Two"),
    )
    assert against(history) == {"active": (), "suspended": ()}


def test_one_report_that_tells_a_course_of_things_does_not_contradict_itself() -> None:
    text = "Off in April, on in August"
    record = report(
        text,
        tie(text, *TALKS, "ended", since="2006"),
        tie(text, *TALKS, "active", since="2006-08"),
        day="2008-02-19",
    )
    assert against(one(record)) == {"ended": (), "active": ()}


def test_two_days_for_one_change_stand_against_each_other() -> None:
    history = one(
        told("in April", *TALKS, "suspended", day="2024-06-01", since="2024-04", outlet="One"),
        told("in May", *TALKS, "suspended", day="2024-06-01", since="2024-05", outlet="Two"),
    )
    assert [change.against for change in history.changes] == [("c2",), ("c1",)]


def test_all_ties_of_one_actor_and_names_for_codes() -> None:
    records = [
        told("one", "BLR NATO", "dialogue", "suspended", day="2024-03-01"),
        told("two", "BLR SCO", "membership", "applied", day="2024-03-01"),
        told("three", "RUS UKR", "dialogue", "suspended", day="2024-03-01"),
        told("four", "EGY ETH BLR", "treaty", "active", day="2024-03-01"),
    ]
    assert [(history.between, history.kind) for history in ties_of(records, "belarus")] == [
        (("BLR", "EGY"), "treaty"), (("BLR", "ETH"), "treaty"), (("BLR", "NATO"), "dialogue"),
        (("BLR", "SCO"), "membership"),
    ]  # fmt: skip
    assert ties_of(records, "Belarus", "Shanghai Cooperation Organisation") == ties_of(records, "BLR", "SCO")
    with pytest.raises(QueryError, match="Atlantis"):
        ties_of(records, "Atlantis")
    with pytest.raises(QueryError, match="yesterday"):
        ties_of(records, "BLR", as_of="yesterday")


def test_any_order_of_reports_gives_the_same_ledger() -> None:
    records = [
        told("a", *TALKS, "active", day="2024-03-01", outlet="One"),
        told("b", *TALKS, "suspended", day="2024-03-01", since="2024-02", outlet="Two"),
        told("c", *TALKS, "suspended", day="2024-03-02", outlet="Three"),
        told("d", *TALKS, "suspended", day="2024-03-02", since="2024-02-20", outlet="Four"),
        told("e", *TALKS, "denied", day=None, outlet="Five"),
    ]
    first = ties_of(records, "AAA")
    assert all(ties_of(order, "AAA") == first for order in permutations(records))


_DAYS = some.sampled_from([None, "2024-01-01", "2024-01-03", "2024-02", "2024", "2024-06-01", "PAST_REF"])
_RECORDS = some.lists(
    some.builds(
        lambda number, sides, state, day, since, outlet: told(
            f"report {number}", sides, "dialogue", state, day=day if day and len(day) == 10 else None, since=since,
            outlet=outlet,
        ),
        some.integers(0, 50),
        some.sampled_from(["AAA BBB", "BBB AAA", "AAA CCC", "AAA BBB CCC"]),
        some.sampled_from(["active", "suspended", "ended", "denied", "proposed"]),
        _DAYS,
        _DAYS,
        some.sampled_from([None, "One", "Two"]),
    ),
    max_size=8,
)  # fmt: skip


@given(_RECORDS, some.randoms(use_true_random=False))
def test_no_order_changes_the_ledger_and_nothing_told_is_lost(records: list[Record], chance: Random) -> None:
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert ties_of(records, "AAA") == ties_of(shuffled, "AAA")
    accounts = {
        (account.report, change.state, account.since, account.published, account.outlet, history.between)
        for history in ties_of(records, "AAA")
        for change in history.changes
        for account in change.accounts
    }
    wanted = {
        (
            record.report.id,
            each.state,
            each.since,
            record.report.published,
            record.report.outlet,
            tuple(sorted(("AAA", other))),
        )
        for record in records
        for each in record.ties
        for other in each.between
        if other != "AAA"
    }
    assert accounts == wanted
