"""Profiles over hand-made records: whose posts are told, when, and by which words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.record_making import report, span_of, written

from onrecord.cli import main
from onrecord.ledger import Profile, profiles
from onrecord.record import Actor, Record


def record(text: str, *people: tuple[str, str | None, str | None], day: str | None = None) -> Record:
    """A record of `text` with persons given as (name, role, code); role and name stand in the text."""
    actors = tuple(
        Actor(
            f"a{number}", "person", name, code, None, (span_of(text, name.split()[-1]),),
            roles=(span_of(text, role),) if role else (),
        )
        for number, (name, role, code) in enumerate(people, 1)
    )  # fmt: skip
    return report(text, day=day, actors=actors)


def told(profile: Profile) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [(post.role, post.code, post.first, post.last) for post in profile.posts]


def test_posts_are_told_with_their_days_however_they_are_spelt() -> None:
    (profile,) = profiles(
        [
            record("Defence Minister Ilka Sorrentz", ("Ilka Sorrentz", "Defence Minister", "VLM"), day="2024-03-01"),
            record("its defense minister, Sorrentz", ("Ilka Sorrentz", "defense minister", "VLM"), day="2023-05-02"),
            record("Trade Minister Ilka Sorrentz", ("Ilka Sorrentz", "Trade Minister", "VLM"), day="2025-01-09"),
        ],
        "sorrentz",
    )  # fmt: skip
    assert (profile.name, profile.reports, profile.first, profile.last) == (
        "Ilka Sorrentz", 3, "2023-05-02", "2025-01-09",
    )  # fmt: skip
    assert told(profile) == [
        ("Defence Minister", "VLM", "2023-05-02", "2024-03-01"),
        ("Trade Minister", "VLM", "2025-01-09", "2025-01-09"),
    ]
    assert [evidence.text for evidence in profile.posts[0].evidence] == ["defense minister", "Defence Minister"]


def test_two_full_names_are_two_persons_and_a_surname_joins_the_one_that_fits() -> None:
    found = profiles(
        [
            record("Nils Brekke", ("Nils Brekke", None, "NOR")),
            record("Ingrid Brekke", ("Ingrid Brekke", None, "SWE")),
            record("Brekke said", ("Brekke", None, "SWE")),
            record("Brekke in Rome", ("Brekke", None, "ITA")),
            record("N. Brekke", ("N. Brekke", None, "NOR")),
        ],
        "Brekke",
    )
    assert [(profile.name, profile.also, profile.reports) for profile in found] == [
        ("Ingrid Brekke", ("Brekke",), 2),
        ("Nils Brekke", ("N. Brekke",), 2),
        ("Brekke", (), 1),
    ]


@pytest.mark.parametrize("asked", ["Díaz-Canel", "diaz canel", "MIGUEL", "Miguel Díaz Canel"])
def test_accents_capitals_and_hyphens_do_not_matter(asked: str) -> None:
    records = [record("Miguel Díaz-Canel and Diaz", ("Miguel Díaz-Canel", None, "CUB"), ("Diaz", None, None))]
    assert [profile.name for profile in profiles(records, asked)] == ["Miguel Díaz-Canel"]


@pytest.mark.parametrize("asked", ["", " ", "Nobody", "Sorr"])
def test_nobody_is_found_by_nothing_or_by_a_piece_of_a_word(asked: str) -> None:
    assert profiles([record("Ilka Sorrentz", ("Ilka Sorrentz", None, None))], asked) == ()


def test_a_person_without_a_role_is_still_told_with_the_words() -> None:
    (profile,) = profiles([record("Ilka Sorrentz left.", ("Ilka Sorrentz", None, "VLM"))], "Sorrentz")
    assert told(profile) == [(None, "VLM", None, None)]
    assert profile.posts[0].evidence[0].text == "Sorrentz"


@pytest.fixture
def records(tmp_path: Path) -> str:
    lines = [
        record("Trade Minister Ilka Sorrentz", ("Ilka Sorrentz", "Trade Minister", "VLM"), day="2024-03-01"),
        record("Tamas Okoro", ("Tamas Okoro", None, None)),
    ]
    return written(tmp_path / "records.jsonl", lines)


def test_the_command_tells_post_day_and_words(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "sorrentz", records]) == 0
    out = capsys.readouterr().out
    assert "Ilka Sorrentz · 1 report · 0 statements · 1 Mar 2024" in out
    assert "Trade Minister [VLM]  1 Mar 2024" in out
    assert ":0  “Trade Minister”" in out


def test_json_holds_all_evidence(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "Sorrentz", records, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["profiles"][0]["posts"][0]["evidence"][0]["text"] == "Trade Minister"


def test_nobody_so_called_is_status_1(records: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["who", "Nemo", records, "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"name": "Nemo", "profiles": []}
    assert captured.err == "onrecord: nobody is called 'Nemo' in 2 records\n"


def test_a_bad_file_is_told_and_the_others_are_read(
    records: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('{"schema": "onrecord/1"}', encoding="utf-8")
    assert main(["who", "Sorrentz", str(bad), records]) == 1
    captured = capsys.readouterr()
    assert "Ilka Sorrentz" in captured.out
    assert "bad.json: " in captured.err and captured.err.count("\n") == 1
