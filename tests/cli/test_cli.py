"""The command line: what goes to which stream, what exit status follows, and that bad input stays one clear line.

Here the reading itself is handed in, so that no language pipeline is needed; `test_reading.py` reads for real.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import types
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.errors import ModelError
from onrecord.intake import IntakeOptions
from onrecord.record import Record
from onrecord.record.verify import digest, verify

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"
HARBOUR = Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Hand in a reading; gives the list of what each reading was called with."""
    calls: list[dict[str, Any]] = []

    def given_of(date: str | None, as_of: str | None, **options: str | None) -> dict[str, Any]:
        if options["model"] == "none":
            raise ModelError("there is no pipeline none", remedy="Install it.")
        calls.append({"date": date, "as_of": as_of, **options})
        return calls[-1]

    def read_jobs(jobs: Iterable[tuple[str, Any]], processes: int) -> Iterator[Record]:
        calls[-1]["processes"] = processes
        for text, _ in jobs:
            report = HARBOUR.report
            if text == report.text:
                yield HARBOUR
            else:
                bare = replace(report, text=text, sha256=digest(text), headline=None, dateline=None)
                yield replace(HARBOUR, report=bare, statements=(), actors=(), dates=(), own_voice=(), notices=())

    compose, many = types.ModuleType("onrecord.compose"), types.ModuleType("onrecord.many")
    vars(compose)["given_of"] = given_of
    vars(many)["read_jobs"] = read_jobs
    monkeypatch.setitem(sys.modules, "onrecord.compose", compose)
    monkeypatch.setitem(sys.modules, "onrecord.many", many)
    return calls


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "harbour.txt"
    path.write_text(HARBOUR.report.text, encoding="utf-8")
    return str(path)


Streams = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("given")
def test_the_terminal_is_the_default(report: str, capsys: Streams) -> None:
    assert main(["read", report]) == 0
    out, err = capsys.readouterr()
    assert "⟦3 We were asked⟧" in out
    assert "Ilka Sorrentz" in out
    assert "\x1b" not in out
    assert err == ""


@pytest.mark.usefixtures("given")
def test_json_is_one_object_for_each_report(report: str, capsys: Streams) -> None:
    assert main(["read", report, report, "--json"]) == 0
    out = capsys.readouterr().out
    first, end = json.JSONDecoder().raw_decode(out)
    assert first == HARBOUR.to_dict()
    assert json.loads(out[end:]) == first
    assert out.startswith('{\n  "schema": "onrecord/1",\n')


@pytest.mark.usefixtures("given")
def test_json_lines_are_one_line_for_each_report(report: str, capsys: Streams) -> None:
    assert main(["read", report, report, "--jsonl"]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [HARBOUR.to_dict()] * 2
    assert lines[-1] == ""


@pytest.mark.usefixtures("given")
def test_html_is_written_to_a_file(report: str, tmp_path: Path, capsys: Streams) -> None:
    out = tmp_path / "out.html"
    assert main(["read", report, "--html", str(out)]) == 0
    assert out.read_bytes().startswith(b"<!doctype html>\n")
    assert capsys.readouterr() == ("", "")


def test_options_reach_the_reading(report: str, given: list[dict[str, Any]], capsys: Streams) -> None:
    options = ["--date", "2025-05-06", "--as-of", "2026-01-01", "--outlet", "Aegis", "--url", "u", "--model", "m"]
    assert main(["read", report, "--jsonl", "--processes", "3", "--actors", "a.csv", *options]) == 0
    assert given == [
        {"date": "2025-05-06", "as_of": "2026-01-01", "outlet": "Aegis", "url": "u", "model": "m",
         "actors": Path("a.csv"), "frames": None, "processes": 3}
    ]  # fmt: skip
    capsys.readouterr()


@pytest.mark.usefixtures("given")
def test_bad_files_are_told_and_the_others_read(report: str, tmp_path: Path, capsys: Streams) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01")
    (tmp_path / "old.txt").write_bytes(b"\x93Yes\x94")
    names = [str(tmp_path / name) for name in ("none.txt", "empty.txt", "binary.txt", "old.txt")]
    (tmp_path / "folder").mkdir()
    assert main(["read", names[0], names[1], str(tmp_path / "folder"), report, names[2], names[3], "--jsonl"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    lines = err.rstrip("\n").split("\n")
    assert [line.split(": ")[0] for line in lines] == ["onrecord"] * 5
    for line, words in zip(
        lines, ("does not exist", "is empty", "holds no file", "is binary", "--encoding"), strict=True
    ):
        assert words in line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["read", "--jsno", "x"], "onrecord read: No such option: --jsno"),
        (["read", "x", "--json", "--jsonl"], "exclude each other"),
        (["read", "x", "--date", "6 May"], "'6 May' is not a day; write it as 2026-11-23"),
        (["read", "x", "--encoding", "klingon"], "'klingon' is not an encoding"),
        (["read", "x", "--processes", "0"], "--processes"),
        (
            ["read", "x", "--html", "no/such/folder/out.html"],
            "the folder of --html no/such/folder/out.html does not exist",
        ),
        (["verify"], "onrecord verify: Missing argument"),
        (["reed"], "onrecord: No such command 'reed'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str], told: str, capsys: Streams) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err
    assert err.count("\n") == 1
    assert "--help" in err


def test_a_missing_pipeline_is_one_line(report: str, given: list[dict[str, Any]], capsys: Streams) -> None:
    assert main(["read", report, "--model", "none"]) == 1
    assert capsys.readouterr() == ("", "onrecord: there is no pipeline none. Install it.\n")
    assert given == []


@pytest.mark.usefixtures("given")
def test_a_page_that_cannot_be_written_is_one_line(report: str, tmp_path: Path, capsys: Streams) -> None:
    assert main(["read", report, "--html", str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "cannot be written" in err
    assert err.count("\n") == 1


def test_names_of_files_cannot_act_on_the_terminal(given: list[dict[str, Any]], capsys: Streams) -> None:
    assert main(["read", "\x1b[31mred\n", "--json"]) == 1
    assert "\x1b" not in (err := capsys.readouterr().err)
    assert err.count("\n") == 1
    assert len(given) == 1


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["verify", "-h"], ["schema", "--help"]])
def test_help_teaches(arguments: list[str], capsys: Streams) -> None:
    assert main(arguments) == 0
    assert "onrecord" in capsys.readouterr().out


def test_read_help_has_examples_and_every_option(capsys: Streams) -> None:
    assert main(["read", "--help"]) == 0
    out = capsys.readouterr().out
    for words in ("onrecord read report.txt", "--json ", "--jsonl", "--html", "--date", "--outlet", "--url", "--as-of",
                  "--model", "--processes", "--encoding", "--max-mb"):  # fmt: skip
        assert words in out


@pytest.mark.parametrize("command", ["read", "add", "watch", "spark"])
def test_help_tells_the_limit_that_holds(command: str, capsys: Streams) -> None:
    assert main([command, "--help"]) == 0
    told = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert f"Refuse larger reports (default: {IntakeOptions().max_mb:g})." in told


def test_without_arguments_the_help_is_shown(capsys: Streams) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert "Usage" in out
    assert err == ""


def test_version(capsys: Streams) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("onrecord 0.")


def test_schema_is_the_published_one(capsys: Streams) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:onrecord:onrecord/1"


def lines(data: Any, tmp_path: Path) -> str:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in data), encoding="utf-8")
    return str(path)


def test_verify_counts_what_holds(tmp_path: Path, capsys: Streams) -> None:
    assert main(["verify", str(SAMPLE), lines([HARBOUR.to_dict()] * 2, tmp_path)]) == 0
    assert capsys.readouterr() == ("3 records held: shape, hash, spans, ids and references.\n", "")


def test_verify_names_file_line_record_path_and_problem(tmp_path: Path, capsys: Streams) -> None:
    broken = HARBOUR.to_dict()
    broken["own_voice"][0]["text"] = "Nothing."
    path = lines([HARBOUR.to_dict(), broken], tmp_path)
    assert main(["verify", path]) == 1
    out, err = capsys.readouterr()
    assert out.startswith(f"{path}:2: record 2: own_voice[0]: says 'Nothing.', but the text at ")
    assert err == "onrecord: 1 of 2 records did not hold\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"MINSK, May 6.", "line 1 is not JSON"),
        (b"", "is empty"),
        (b"\xff\xff", "is not valid utf-8"),
        (b"[]", "holds no record"),
    ],
)
def test_verify_tells_what_holds_no_records(tmp_path: Path, data: bytes, told: str, capsys: Streams) -> None:
    path = tmp_path / "records.json"
    path.write_bytes(data)
    assert main(["verify", str(path), str(SAMPLE)]) == 1
    out, err = capsys.readouterr()
    assert "1 record held" in out
    assert str(path) in err
    assert told in err
    assert err.count("\n") == 1


def run(arguments: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "onrecord.cli", *arguments]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)


def test_verify_reads_standard_input() -> None:
    done = run(["verify", "-"], input=SAMPLE.read_bytes())
    assert (done.returncode, done.stdout) == (0, b"1 record held: shape, hash, spans, ids and references.\n")
    assert verify(json.loads(SAMPLE.read_bytes())) == []


def test_a_reader_that_goes_away_is_met_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "onrecord.cli", "schema"]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
