"""Standoff files: offsets lead back to the text, attributions to their parts, and names never collide."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.record_making import report, statement

from onrecord.record import Record, Span
from onrecord.views.exports import Folder
from onrecord.views.exports.brat import offsets, standoff

ROOT = Path(__file__).parents[3]
_ENTITY = re.compile(r"(T\d+)\t(Source|Cue|Content|Attribution) (\d+ \d+(?:;\d+ \d+)*)\t(.+)")
_EVENT = re.compile(r"E(\d+)\tAttribution:T\d+(?: (?:Content|Cue|Source\d*):T\d+)*")


def harbour() -> Record:
    sample = ROOT / "tests" / "samples" / "records" / "harbour.json"
    return Record.from_dict(json.loads(sample.read_text(encoding="utf-8")))


def read_back(folder: Path, name: str) -> tuple[str, dict[str, tuple[str, str]], dict[int, dict[str, str]]]:
    """The text, each T line as (role, words cut from the text), and each E line by its number."""
    text = (folder / f"{name}.txt").read_bytes().decode("utf-8")
    parts, events = {}, {}
    for line in (folder / f"{name}.ann").read_bytes().decode("utf-8").removesuffix("\n").split("\n"):
        if line.startswith("E"):
            found = _EVENT.fullmatch(line)
            assert found, line
            events[int(found[1])] = dict(role.split(":") for role in line.split("\t")[1].split(" "))
            continue
        found = _ENTITY.fullmatch(line)
        assert found, line
        pieces = [text[int(start) : int(end)] for start, end in (pair.split() for pair in found[3].split(";"))]
        assert not any("\n" in piece for piece in pieces)
        assert " ".join(pieces) == found[4]
        parts[found[1]] = (found[2], found[4])
    return text, parts, events


def test_the_sample_comes_back_from_its_files(tmp_path: Path) -> None:
    record = harbour()
    Folder(tmp_path).write(record)
    text, parts, events = read_back(tmp_path, "r-harbour")
    assert text == record.report.text
    assert list(events) == list(range(1, len(record.statements) + 1))
    for number, said in enumerate(record.statements, 1):
        roles = events[number]
        assert parts[roles["Content"]] == ("Content", " ".join(span.text for span in said.content))
        assert parts[roles["Cue"]] == ("Cue", " ".join(span.text for span in said.cue.spans))
        assert parts[roles["Source"]] == ("Source", " ".join(span.text for span in said.speaker.spans))
        assert parts[roles["Attribution"]] == ("Attribution", parts[roles["Cue"]][1])


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\n\n  "])
def test_a_span_over_lines_comes_in_pieces(gap: str, tmp_path: Path) -> None:
    text = f"We go{gap}and stay\there 😀 now"
    record = report(text, day=None, statements=(statement(text, "Ola Brandt", "envoy", "BLR"),))
    assert offsets(text, (Span(0, len(text), text),)) == f"0 5;{5 + len(gap)} {len(text)}"
    assert list(standoff(record))[1].split("\t")[2] == "We go and stay here 😀 now"
    Folder(tmp_path).write(record)
    assert (tmp_path / f"{record.report.id}.txt").read_bytes().decode("utf-8") == text


def test_joint_sources_are_numbered() -> None:
    text = "Ann and Bob said no"
    said = statement(text, "Ann", "envoy", "BLR")
    speakers = [replace(said.speaker, spans=(Span.of(text, start, start + 3),)) for start in (0, 8)]
    said = replace(said, speaker=speakers[0], co_speakers=(speakers[1],))
    assert list(standoff(report(text, day=None, statements=(said,))))[-1].split(" ")[-2:] == [
        "Source:T3",
        "Source2:T4",
    ]


def test_names_of_files_are_safe_and_their_own(tmp_path: Path) -> None:
    folder, record = Folder(tmp_path), harbour()
    for name in ("../a b", "../a b", "..", "A/B"):
        folder.write(replace(record, report=replace(record.report, id=name)))
    names = sorted(path.name for path in tmp_path.glob("*.txt"))
    assert names == ["A_B.txt", "_a_b-2.txt", "_a_b.txt", "report.txt"]
    assert not list(tmp_path.parent.glob("*.txt"))


def test_a_report_without_statements_has_an_empty_ann(tmp_path: Path) -> None:
    record = report("It rains \ud800", day=None)
    Folder(tmp_path).write(record)
    assert (tmp_path / f"{record.report.id}.ann").read_text(encoding="utf-8") == ""
    assert (tmp_path / f"{record.report.id}.txt").read_text(encoding="utf-8") == "It rains \ufffd"
