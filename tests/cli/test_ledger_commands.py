"""The commands over many records, run as a person runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.record_making import event, report, told, written

from onrecord.cli import main

RECORDS = [
    told("Aaland broke off talks", "BLR NATO", "dialogue", "suspended", day="2024-03-01", by="NATO", outlet="One"),
    told("They talk", "BLR NATO", "dialogue", "active", day="2024-03-02", outlet="Two"),
    report(
        "Sanctions were imposed",
        day="2024-03-05",
        events=(event("Sanctions", "SANCTION", "EUR", "BLR", "actual", None),),
    ),
]


@pytest.fixture
def records(tmp_path: Path) -> str:
    return written(tmp_path / "records.jsonl", RECORDS)


def test_a_table_holds_what_utf_8_cannot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Sanctions \ud800 were imposed"
    odd = report(text, day=None, events=(event(text, "SANCTION", "EUR", "BLR"),))
    assert main(["events", written(tmp_path / "odd.jsonl", [odd]), "--csv"]) == 0
    assert "Sanctions \ufffd were imposed" in capsys.readouterr().out


def test_ties_of_two_for_a_person(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "Belarus", "NATO", records]) == 0
    shown = capsys.readouterr().out
    assert "BLR – NATO: dialogue" in shown
    assert "*c1" in shown
    assert "suspended by NATO" in shown
    assert "told otherwise: c2" in shown
    assert "“Aaland broke off talks”" in shown


def test_ties_of_one_as_json_and_csv(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "BLR", records, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [change["state"] for change in data["ties"][0]["changes"]] == ["suspended", "active"]
    assert main(["ties", "BLR", records, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["state"], row["by"], row["outlet"], row["against"]) for row in rows] == [
        ("suspended", "NATO", "One", "c2"), ("active", "", "Two", "c1"),
    ]  # fmt: skip
    assert rows[0]["words"] == "Aaland broke off talks"


def test_the_two_clocks(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ties", "BLR", "NATO", records, "--known-by", "2024-03-01", "--csv"]) == 0
    assert "active" not in capsys.readouterr().out
    assert main(["ties", "BLR", "NATO", records, "--as-of", "2023-12-31"]) == 1
    assert "no tie between BLR and NATO is told in 3 records" in capsys.readouterr().err


def test_events_as_asked(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", records, "--actor", "European Union", "--type", "sanction"]) == 0
    assert "5 Mar 2024 (of the report)  SANCTION  EUR → BLR  actual" in capsys.readouterr().out
    assert main(["events", records, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["recipient"] == ["BLR"]
    assert main(["events", records, "--csv"]) == 0
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["words"] == "Sanctions"
    assert main(["events", records, "--until", "2024-03-04"]) == 1
    assert "no such event" in capsys.readouterr().err


def test_series_as_json_csv_and_table(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["series", "EUR", "BLR", records, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["types"] == [["SANCTION", 1]]
    assert main(["series", "EUR", "BLR", records, "--csv"]) == 0
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["types"] == "SANCTION 1"
    assert main(["series", "BLR", "EUR", records]) == 0
    assert "2024-03" in capsys.readouterr().out
    assert main(["series", "BLR", "PER", records]) == 1
    assert "no event between BLR and PER" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["ties", "Atlantis", "{}"], 2, "no state or organisation is called 'Atlantis'"),
        (["ties", "BLR", "{}", "--as-of", "soon"], 2, "'--as-of': 'soon' is not a day"),
        (["ties", "BLR", "{}", "--json", "--csv"], 2, "exclude each other"),
        (["ties", "BLR", "missing.jsonl"], 1, "missing.jsonl"),
        (["events", "{}", "--status", "done"], 2, "'done' is none of actual"),
        (["events", "{}", "--type", "SANCTIONS"], 1, "PLOVER has no type 'SANCTIONS'; its types are AGREE, CONSULT"),
        (["events", "{}", "--since", "1st May"], 2, "since '1st May' is no day, month or year"),
    ],
)
def test_what_is_wrong_is_said(
    arguments: list[str], status: int, words: str, records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([argument.replace("{}", records) for argument in arguments]) == status
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["who", "Aro"], ["ties", "BLR"], ["events"], ["series", "BLR", "PER"], ["search"], ["verify"]]
)
def test_what_holds_no_records_is_told_in_one_line(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("MINSK, May 6.", encoding="utf-8")
    assert main([*command, str(notes)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"onrecord: {notes} holds no records: line 1 is not JSON")
    assert err.endswith("Give what onrecord read --jsonl or onrecord add has written.\n")
    assert err.count("\n") == 1
