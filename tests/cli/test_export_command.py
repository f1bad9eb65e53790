"""`onrecord export` as a person runs it: over records and stores, to a file, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.record_making import event, report, statement, written

from onrecord.cli import main
from onrecord.store import open_store

TEXT = "Sanctions were imposed, he said"
RECORDS = [
    report(
        f"{TEXT} {number}",
        day=day,
        statements=(statement(f"{TEXT} {number}", "Ola Brandt", "envoy", "BLR"),),
        events=(event(f"{TEXT} {number}", "SANCTION", "EUR", "BLR", status, None),),
    )
    for number, (day, status) in enumerate([("2022-05-03", "actual"), ("2024-01-01", "planned"), (None, "actual")])
]


@pytest.fixture
def records(tmp_path: Path) -> str:
    return written(tmp_path / "records.jsonl", RECORDS)


def test_a_store_gives_what_its_records_give(records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = str(tmp_path / "news.db")
    with open_store(name) as store:
        store.put_all(iter(RECORDS))
    assert main(["export", records, "--to", "w3c"]) == 0
    of_file = capsys.readouterr().out
    assert main(["export", name, "--to", "w3c"]) == 0
    assert capsys.readouterr().out == of_file
    assert of_file.count("\n") == 3


def test_days_choose_and_what_is_left_out_is_told(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", records, "--to", "plover", "--since", "2022"]) == 0
    out, err = capsys.readouterr()
    assert [json.loads(line)["date"] for line in out.splitlines()] == ["2022-05-03"]
    assert "1 report without a day left out" in err
    assert "1 event not told as done left out" in err
    assert main(["export", records, "--to", "plover", "--all-events", "--until", "2024", "--since", "2023"]) == 0
    assert json.loads(capsys.readouterr().out)["onrecord"]["status"] == "planned"
    assert main(["export", records, "--to", "plover", "--until", "2001"]) == 1
    assert "nothing to hand on as plover" in capsys.readouterr().err


def test_a_file_is_written_whole(records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = tmp_path / "out.csv"
    assert main(["export", records, "--to", "csv", "-o", str(goal)]) == 0
    assert goal.read_text(encoding="utf-8").startswith("report,outlet,published")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.csv", "records.jsonl"]
    assert main(["export", records, "--to", "csv", "-o", str(tmp_path / "none" / "out.csv")]) == 1
    assert "cannot be written: No such file or directory. Name another file." in capsys.readouterr().err


def test_brat_is_a_folder_of_pairs(records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    goal = tmp_path / "new" / "standoff"
    assert main(["export", records, "--to", "brat", "-o", str(goal)]) == 0
    assert sorted(path.name for path in goal.iterdir()) == sorted(
        f"{record.report.id}.{end}" for record in RECORDS for end in ("ann", "txt")
    )
    assert main(["export", records, "--to", "brat", "-o", records + "/x"]) == 1
    assert "cannot be written: Not a directory. Name another folder." in capsys.readouterr().err


def test_a_bad_input_is_told_and_the_others_go_out(
    records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("MINSK, May 6.", encoding="utf-8")
    assert main(["export", str(notes), records, "--to", "w3c"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 3
    assert err.startswith(f"onrecord: {notes} holds no records")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "xml"], "--to 'xml' is no format; the formats are plover, csv"),
        (["--to", "brat"], "name a folder with --output"),
        (["--to", "polecat", "--all-events"], "--all-events is for formats that say how an event stands: plover"),
        (["--to", "w3c", "--spreadsheet"], "--spreadsheet is for --to csv"),
        (["--to", "csv", "--all-events"], "--all-events is for formats that say how an event stands: plover"),
        (["--to", "csv", "-o", "{}"], "is one of the inputs; name another file"),
        (["--to", "csv", "--since", "May"], "'May' is no day, month or year"),
    ],
)
def test_what_cannot_be_asked_is_said(
    arguments: list[str], words: str, records: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(records).read_bytes()
    assert main(["export", records, *(argument.replace("{}", records) for argument in arguments)]) == 2
    assert words in capsys.readouterr().err
    assert Path(records).read_bytes() == before
