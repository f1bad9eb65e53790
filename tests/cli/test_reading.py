"""The command over the example reports, reading for real with the shipped pipeline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.record import Record
from onrecord.record.verify import verify

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
ARGUMENTS = ["read", *map(str, EXAMPLES), "--as-of", "2026-11-23", "--jsonl"]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    """The records of all examples, as the command prints them."""
    import io
    import sys

    stream, kept = io.StringIO(), sys.stdout
    sys.stdout = stream
    try:
        assert main(ARGUMENTS) == 0
    finally:
        sys.stdout = kept
    return stream.getvalue().splitlines()


@pytest.fixture(scope="module")
def records(lines: list[str]) -> list[Record]:
    return [Record.from_dict(json.loads(line)) for line in lines]


def test_there_are_examples_of_many_habits() -> None:
    assert len(EXAMPLES) >= 8
    for path in EXAMPLES:
        words = path.read_text(encoding="utf-8").split()
        assert 150 <= len(words) <= 350, path.name
        assert " ".join(words).endswith("Persons and events are fictitious.]"), path.name


def test_every_example_becomes_a_record_that_holds(lines: list[str]) -> None:
    assert len(lines) == len(EXAMPLES)
    assert [(path.name, str(failure)) for path, line in zip(EXAMPLES, lines, strict=True)
            for failure in verify(json.loads(line))] == []  # fmt: skip


def test_every_example_holds_statements_and_an_outlet_where_it_names_one(records: list[Record]) -> None:
    poor = [path.name for path, record in zip(EXAMPLES, records, strict=True) if len(record.statements) < 6]
    assert poor == []
    unnamed = {path.name for path, record in zip(EXAMPLES, records, strict=True) if record.report.outlet is None}
    assert unnamed <= {"newspaper-envoy.txt", "un-news-camp.txt"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_mark_of_an_invented_report_is_furniture(path: Path, records: list[Record]) -> None:
    record = records[EXAMPLES.index(path)]
    start = record.report.text.index("[Invented report")
    assert [span.text for span in record.own_voice if span.end > start] == []
    assert [statement.id for statement in record.statements if statement.content[-1].end > start] == []
    assert any(span.start <= start for span in record.report.furniture if span.end > start)


@pytest.mark.slow
def test_two_processes_print_the_same_bytes(lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ARGUMENTS, "--processes", "2"]) == 0
    assert capsys.readouterr().out.splitlines() == lines
