"""`onrecord search` as a person runs it: what stands where, what a program gets, and what is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.record_making import written
from tests.store.asking.sayings import Saying, report

from onrecord.cli import main
from onrecord.store import Origin, open_store

RECORDS = (
    report(
        Saying("the dialogue on gas was broken off by them", "Dmitry Ryabikhin", "BLR", kind="direct",
               to=(None, "NATO"), said_on="2022-12-26"),
        Saying("dialogues need two", "Ola Brandt", "OST"),
        outlet="TASS", published="2022-12-27",
    ),
    report(Saying("no gas is left", "Ola Brandt", "OST", force="deny"), title="Other", published="2024-05-03"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "news.db"
    with open_store(path) as opened:
        for number, record in enumerate(RECORDS):
            opened.put(record, Origin(source=f"wire/{number}.txt"))
    return str(path)


def test_what_a_person_sees(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", store, "dialogue", "--speaker", "BLR", "--since", "2022", "--kind", "direct"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "26 Dec 2022  Dmitry Ryabikhin [BLR]  direct, assert  to NATO",
        "    TASS · wire/0.txt:7  “the ⟦dialogue⟧ on gas was broken off by them”",
    ]
    assert captured.err == ""


@pytest.mark.parametrize(
    "asked", [["--speaker", "Belarus"], ["--code", "belarus"], ["--to", "nato"], ["--speaker", "blr"]]
)
def test_a_state_is_found_by_its_code_and_by_its_name(
    store: str, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", store, *asked]) == 0
    assert capsys.readouterr().out.startswith("26 Dec 2022  Dmitry Ryabikhin [BLR]")
    assert main(["search", store, "--speaker", "Peru"]) == 1


def test_what_a_program_gets(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", store, "gas", "--json"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert {first["speaker"], second["speaker"]} == {"Ola Brandt", "Dmitry Ryabikhin"}
    evidence = next(each["evidence"] for each in (first, second) if each["code"] == "BLR")
    assert evidence == {
        "report": RECORDS[0].report.id, "outlet": "TASS", "published": "2022-12-27", "url": RECORDS[0].report.url,
        "source": "wire/0.txt", "start": 7, "end": 49, "words": "the dialogue on gas was broken off by them",
    }  # fmt: skip
    assert main(["search", store, "gas", "--csv", "--force", "deny"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["speaker"], row["day"], row["evidence_source"], row["evidence_words"]) == (
        "Ola Brandt", "2024-05-03", "wire/1.txt", "no gas is left",
    )  # fmt: skip


def test_counts(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", store, "--count", "code"]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [["2", "OST"], ["1", "BLR"]]
    assert main(["search", store, "gas", "--count", "year", "--csv"]) == 0
    assert capsys.readouterr().out == "year,statements\n2022,1\n2024,1\n"
    assert main(["search", store, "--count", "kind", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0]) == {"value": "indirect", "count": 2}


def test_what_is_left_out_is_told(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", store, "--limit", "2"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 4
    assert captured.err == "onrecord: shown are 1 to 2 of 3; --limit 0 shows all\n"
    assert main(["search", store, "--limit", "2", "--offset", "2"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["search", store, "--limit", "0"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_records_are_searched_as_a_store_is(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for source in (store, written(tmp_path / "records.jsonl", RECORDS)):
        assert main(["search", source, "gas NOT dialogue", "--csv"]) == 0
        (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
        answers.append({name: value for name, value in row.items() if name != "evidence_source"})
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        (["sanctions"], 1, "nothing in {store} is as asked"),
        (['"gas'], 2, "opens a quotation mark and does not close it"),
        (["gas", "--kind", "drect"], 2, "'drect' is no kind. Use one of: direct, indirect, mixed."),
        (["gas", "--since", "last May"], 2, "Write it as 2022, 2022-05 or 2022-05-03."),
        (["gas", "--count", "colour"], 2, "cannot be counted by 'colour'"),
        (["gas", "--json", "--csv"], 2, "exclude each other"),
    ],
)
def test_what_cannot_be_answered_is_told(
    store: str, asked: list[str], status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", store, *asked]) == status
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told.format(store=store) in captured.err
    assert len(captured.err.splitlines()) == 1


def test_long_words_are_shown_around_what_was_searched_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "news.db"
    with open_store(path) as opened:
        opened.put(report(Saying("before " * 60 + "dialogue " + "after " * 60 + "end")))
    assert main(["search", str(path), "dialogue"]) == 0
    line = capsys.readouterr().out.splitlines()[1]
    assert "“…before" in line
    assert "before ⟦dialogue⟧ after" in line
    assert line.endswith("after…”")


def test_no_such_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(tmp_path / "none.db"), "gas"]) == 1
    assert "none.db" in capsys.readouterr().err
