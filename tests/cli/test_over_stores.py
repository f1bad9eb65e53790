"""Commands over a store answer as over the files of records that went into it."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.record_making import event, report, statement, tie, told, written

from onrecord.cli import main
from onrecord.record import Record
from onrecord.store import open_store

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"
#: Days of events, coarse ones and ranges among them, and none.
DAYS = ("2024-03-01", "2024-03", "2024", "2024-W10", "2019/2024", "PAST_REF", "FUTURE_REF", None)


def _events(day: str | None, number: int) -> Record:
    """A report with two events."""
    text = f"Deeds of {day}, told in report {number}"
    deeds = (
        event(text, ("SANCTION", "AID")[number % 2], "EUR", "BLR UKR", ("actual", "planned")[number % 3 == 0], day),
        replace(event(text, "CONSULT", "BLR", "NATO", "actual", day), id="e2"),
    )
    return report(text, day="2024-03-09" if number % 2 else None, events=deeds[: 1 + number % 2])


RECORDS = (
    Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8"))),
    told("They talk no more", "BLR NATO", "dialogue", "suspended", day="2024-03-01", by="NATO", outlet="One"),
    told("They talk", "BLR NATO", "dialogue", "active", day="2024-03-02", outlet="Two"),
    told("Three in one", "BLR NATO UKR", "treaty", "active", day="2024-03-03", outlet="Two"),
    told("Two others", "RUS UKR", "trade", "ended", day="2024-03-03"),
    report(
        "It was said on air",
        tie("It was said on air", "BLR NATO", "dialogue", "suspended", voice="s1"),
        day="2024-03-04",
        statements=(statement("It was said on air", "Ola Brandt", "envoy", "BLR", ("STV", "television")),),
        events=(replace(event("It was said on air", "AID", "EUR", "BLR", "actual", "2024-03-04"), voice="s1"),),
    ),
    *(_events(day, number) for number, day in enumerate(DAYS)),
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A file of records and a store with the same records."""
    folder = tmp_path_factory.mktemp("both")
    store = folder / "news.db"
    with open_store(store) as opened:
        opened.put_all(RECORDS)
    return written(folder / "records.jsonl", RECORDS), str(store)


def _answers(asked: Sequence[str], both: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> list[tuple[int, str]]:
    answers = []
    for source in both:
        status = main([source if word == "HERE" else word for word in asked])
        answers.append((status, capsys.readouterr().out))
    return answers


_EVENTS = [
    ["events", "HERE", "--json", *options]
    for options in (
        [], ["--actor", "EUR"], ["--actor", "EUR", "--recipient", "BLR"], ["--type", "sanction"],
        ["--status", "planned"], ["--recipient", "UKR", "--type", "AID", "--status", "actual"],
    )
]  # fmt: skip
_DAYS = [
    ["events", "HERE", "--json", *itertools.chain(*bounds)]
    for bounds in itertools.product(
        ([], ["--since", "2024-03-02"], ["--since", "2024-03-10"]), ([], ["--until", "2020-01-01"])
    )
]
_TIES = [
    ["ties", *sides, "HERE", "--json"] for sides in (["BLR"], ["Belarus", "NATO"], ["NATO", "UKR"], ["RUS", "NATO"])
]
_REST = [
    ["ties", "BLR", "NATO", "HERE", "--as-of", "2024-03-01", "--csv"],
    ["series", "EUR", "BLR", "HERE", "--json"],
    ["series", "NATO", "BLR", "HERE", "--csv"],
    ["series", "NATO", "UKR", "HERE", "--json"],
    ["who", "NOVAK", "HERE", "--json"],
    ["who", "a", "HERE", "--json"],
]


@pytest.mark.parametrize("asked", [*_EVENTS, *_DAYS, *_TIES, *_REST], ids=" ".join)
def test_a_store_answers_as_its_records_do(
    asked: list[str], both: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    of_records, of_store = _answers(asked, both, capsys)
    assert of_store == of_records


def test_what_is_compared_is_not_nothing(both: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [status for status, _ in _answers(_EVENTS[0], both, capsys)] == [0, 0]
    person = next(actor.name for actor in RECORDS[0].actors if actor.kind == "person" and actor.name)
    for status, out in _answers(["who", person.upper(), "HERE", "--json"], both, capsys):
        assert status == 0
        assert person in out


def test_nobody_of_that_name_in_a_store_is_told(both: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "Nemo", both[1]]) == 1
    assert capsys.readouterr().err == f"onrecord: nobody is called 'Nemo' in {both[1]}\n"


def test_a_database_that_is_no_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    assert main(["who", "Nemo", str(path)]) == 1
    assert "is no store of onrecord" in capsys.readouterr().err
