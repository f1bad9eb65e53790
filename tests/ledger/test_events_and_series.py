"""Events and monthly series over hand-made records."""

from __future__ import annotations

import pytest
from tests.record_making import event, report

from onrecord.errors import QueryError
from onrecord.ledger import events_of, series, wanted
from onrecord.record import Record


def done(
    text: str, kind: str, actor: str, recipient: str, day: str | None, *, status: str = "actual",
    published: str | None = "2024-03-09", mode: str | None = None,
) -> Record:  # fmt: skip
    return report(text, day=published, events=(event(text, kind, actor, recipient, status, day, mode),))


RECORDS = [
    done("sanctions", "SANCTION", "EUR", "BLR", "2024-03-01"),
    done("threat", "THREATEN", "BLR", "EUR LTU", None),
    done("plan", "AID", "EUR", "UKR", "2024-05", status="planned"),
    done("undated", "CONSULT", "EUR BLR", "", None, published=None),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["sanctions", "threat", "plan", "undated"]),
        ({"actor": "EUR"}, ["sanctions", "plan", "undated"]),
        ({"actor": "European Union", "recipient": "Belarus"}, ["sanctions"]),
        ({"type": "threaten"}, ["threat"]),
        ({"status": "planned"}, ["plan"]),
        ({"since": "2024-03-02"}, ["threat", "plan"]),
        ({"until": "2024-03-08"}, ["sanctions"]),
        ({"since": "2024-05"}, ["plan"]),
        ({"until": "2023"}, []),
        ({"since": "2024-05-20", "until": "2024-05-20"}, ["plan"]),
    ],
)
def test_events_are_found_by_what_is_asked(asked: dict[str, str], found: list[str]) -> None:
    assert [told.words[0][2] for told in events_of(RECORDS, wanted(**asked))] == found  # type: ignore[arg-type]


def test_the_day_of_the_report_stands_in_and_says_so() -> None:
    days = [(told.day, told.day_basis) for told in events_of(RECORDS)]
    assert days == [("2024-03-01", "event"), ("2024-03-09", "published"), ("2024-05", "event"), (None, None)]


def test_a_name_nobody_has_is_an_error() -> None:
    with pytest.raises(QueryError, match="Atlantis"):
        wanted(actor="Atlantis")


def test_a_series_counts_what_was_done_each_way_and_month() -> None:
    months = series(
        [
            done("one", "SANCTION", "EUR", "BLR", "2024-03-01", mode="withdraw"),
            done("one retold", "SANCTION", "EUR", "BLR", "2024-03-01", mode="withdraw"),
            done("two", "ACCUSE", "EUR", "BLR", "2024-03-07"),
            done("three", "ACCUSE", "BLR", "EUR", None),
            done("later", "AID", "EUR", "BLR", "2024-04"),
            done("only planned", "AID", "EUR", "BLR", "2024-04-02", status="planned"),
            done("others", "AID", "EUR", "UKR", "2024-04-02"),
        ],
        "EUR",
        "Belarus",
    )
    assert [(month.month, month.actor, month.events, month.reports, month.types) for month in months] == [
        ("2024-03", "BLR", 1, 1, (("ACCUSE", 1),)),
        ("2024-03", "EUR", 2, 3, (("ACCUSE", 1), ("SANCTION", 1))),
        ("2024-04", "EUR", 1, 1, (("AID", 1),)),
    ]
    assert months[1].quads == (("verbal conflict", 1), ("material conflict", 1))
    assert months[1].intensity_sum == pytest.approx(months[1].intensity_mean * 2)


def test_conflict_is_below_zero_and_cooperation_above_it() -> None:
    """A minus that was lost in print (ACCUSE) would show here."""
    from onrecord.ledger.series import quad_of, score_of
    from onrecord.tables import load_yaml

    for name in load_yaml("ontology/types.yaml"):
        assert (score_of(name) < 0) == quad_of(name).endswith("conflict"), name


def test_a_series_does_not_depend_on_the_order_of_records() -> None:
    records = [done(str(n), "ACCUSE", "EUR", "BLR", f"2024-03-0{n % 3 + 1}") for n in range(6)]
    assert series(records, "EUR", "BLR") == series(records[::-1], "EUR", "BLR")
