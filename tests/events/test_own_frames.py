"""A user's own frames: they win over the shipped ones, and every mistake is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.errors import IntakeError, OnRecordError, TableError
from onrecord.events import read_frames

TEXT = "A Chilean warship sailed through Peruvian waters on Monday. Chile recalled its ambassador from Peru."
OWN = """# invented for a test, CC0
types:
  PASSAGE: {quad: material conflict, score: -3, modes: [transit]}
nouns:
  - {class: ships, nouns: [warship, frigate]}
frames:
  - {verbs: [sail through, cross], type: PASSAGE, mode: transit, recipient: [obj]}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_type_is_read_beside_the_shipped_ones(tmp_path: Path) -> None:
    plain = onrecord.read(TEXT, as_of="2024-01-01")
    record = onrecord.read(TEXT, as_of="2024-01-01", frames=written(tmp_path, OWN))
    assert [event.type for event in plain.events] == ["SANCTION"]
    assert [(event.type, event.mode) for event in record.events] == [("PASSAGE", "transit"), ("SANCTION", "withdraw")]
    passage = record.events[0]
    assert [one.code for one in passage.actor + passage.recipient] == ["CHL", "PER"]


def test_an_own_frame_wins(tmp_path: Path) -> None:
    own = "# own, CC0\nframes:\n- {verbs: [recall], objects: [ambassador], type: REJECT, recipient: [from]}\n"
    record = onrecord.read(TEXT, as_of="2024-01-01", frames=written(tmp_path, own))
    assert [event.type for event in record.events] == ["REJECT"]


def test_many_reports_share_the_frames(tmp_path: Path) -> None:
    records = list(onrecord.read_many([TEXT, TEXT], as_of="2024-01-01", frames=written(tmp_path, OWN)))
    assert [len(record.events) for record in records] == [2, 2]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("frames: []\n", 1, "not a comment"),
        ("# s\nverbs: []\n", 2, "none of types, nouns, frames"),
        ("# s\nframes: {}\n", 2, "not a list"),
        ("# s\nframes:\n- [a]\n", 3, "not a mapping"),
        ("# s\nframes:\n- {verbs: [a], type: AID}\n- {verbs: [b], typ: AID}\n", 4, "unknown key 'typ'"),
        ("# s\nframes:\n- {verbs: a, type: AID}\n", 3, "no list of words"),
        ("# s\nframes:\n- {verbs: [a], type: AIDE}\n", 3, "the type 'AIDE'"),
        ("# s\nframes:\n- {verbs: [a], type: AID, mode: large}\n", 3, "military, humanitarian"),
        ("# s\nframes:\n- {verbs: [a], type: AID, speech: often}\n", 3, "neither true nor false"),
        ("# s\nframes:\n- {verbs: [a], type: AID, status: done}\n", 3, "the status 'done'"),
        ("# s\nframes:\n- {type: AID}\n", 3, "without verbs"),
        ("# s\ntypes:\n  Trade: {quad: verbal conflict}\n", 3, "names are capitals"),
        ("# s\ntypes:\n  TRADE: {quad: neutral}\n", 3, "the quad 'neutral'"),
        ("# s\ntypes:\n  TRADE: {quad: verbal conflict, score: -11}\n", 3, "from -10 to 10"),
        ("# s\nnouns:\n- {nouns: [pipe]}\n", 3, "without a class"),
        ("# s\nframes:\n- {verbs: [a], verbs: [b]}\n", 3, "repeats the key"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(TableError) as caught:
        read_frames(written(tmp_path, text))
    assert f"line {line} " in str(caught.value)
    assert words in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="cannot be read"):
        read_frames(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"# caf\xe9\nframes: []\n")
    with pytest.raises(OnRecordError, match="not UTF-8"):
        read_frames(tmp_path / "latin.yaml")
