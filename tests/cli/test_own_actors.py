"""`--actors`: the user's own table in the command and in the library, on one process and on several."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main

TEXT = "OSLO, May 3, 2024 (AP) - The Free Harbour League rejected the plan on Friday, saying the quay was theirs.\n"
HEAD = "# desk\nkey,kind,code,sector,medium,variants,source\n"


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.csv"
    path.write_text(HEAD + "Free Harbour League,group,SWE,OPP,,FHL,desk\n", encoding="utf-8")
    return path


def codes(line: str) -> list[tuple[str, str | None, str | None]]:
    return [(actor["name"], actor["code"], actor["sector"]) for actor in json.loads(line)["actors"]]


def test_own_actors_are_read(report: str, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["read", report, "--as-of", "2024-06-01", "--jsonl"]
    assert main(arguments) == 0
    assert ("Free Harbour League", "SWE", "OPP") not in codes(capsys.readouterr().out)
    assert main([*arguments, "--actors", str(own)]) == 0
    assert ("Free Harbour League", "SWE", "OPP") in codes(capsys.readouterr().out)


def test_the_library_reads_them_too(own: Path) -> None:
    record = onrecord.read(TEXT, as_of="2024-06-01", actors=own)
    assert record.statements[0].speaker.code == "SWE"
    assert onrecord.read(TEXT, as_of="2024-06-01").statements[0].speaker.code != "SWE"
    (same,) = onrecord.read_many([{"text": TEXT}], as_of="2024-06-01", actors=str(own))
    assert same == record


@pytest.mark.slow
def test_processes_know_them_and_give_the_same_bytes(
    report: str, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["read", *[report] * 9, "--as-of", "2024-06-01", "--jsonl", "--actors", str(own)]
    assert main(arguments) == 0
    alone = capsys.readouterr().out
    assert main([*arguments, "--processes", "2"]) == 0
    assert capsys.readouterr().out == alone
    assert alone.count('"SWE"') >= 9


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (HEAD + "A Front,group,NOR,REB,,,desk\nB Front,band,NOR,REB,,,desk\n", "my.csv, line 4 has the kind 'band'"),
        (HEAD + "A Front,group,NOR\n", "my.csv, line 3 has 3 columns"),
        ("key,kind\nA,group\n", "my.csv, line 1 is not a comment"),
        ("# desk\nname,code\nA,NOR\n", "has the columns name, code"),
        (None, "my.csv cannot be read"),
    ],
)
def test_a_bad_table_is_one_line_and_status_1(
    report: str, tmp_path: Path, table: str | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "my.csv"
    if table is not None:
        path.write_text(table, encoding="utf-8")
    assert main(["read", report, "--actors", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert err.count("\n") == 1
