"""Commands over a store answer as over the files of records that went into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.record import Record
from onrecord.record.jsontext import to_json
from onrecord.store import open_store

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"


@pytest.fixture
def both(tmp_path: Path) -> tuple[str, str]:
    """A file of records and a store with the same records."""
    record = Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))
    lines, store = tmp_path / "records.jsonl", tmp_path / "news.db"
    lines.write_text(to_json(record.to_dict()) + "\n", encoding="utf-8")
    with open_store(store) as opened:
        opened.put(record)
    return str(lines), str(store)


def test_who_answers_the_same(both: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    record = Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))
    name = next(actor.name for actor in record.actors if actor.kind == "person" and actor.name)
    answers = []
    for source in both:
        assert main(["who", name.upper(), source, "--json"]) == 0
        answers.append(capsys.readouterr().out)
    assert answers[0] == answers[1]
    assert name in answers[0]


def test_nobody_of_that_name_in_a_store_is_told(both: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "Nemo", both[1]]) == 1
    assert capsys.readouterr().err == f"onrecord: nobody is called 'Nemo' in {both[1]}\n"


def test_a_database_that_is_no_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    path = tmp_path / "mine.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    assert main(["who", "Nemo", str(path)]) == 1
    assert "is no store of onrecord" in capsys.readouterr().err
