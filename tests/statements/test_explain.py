"""Why statements were read as they were: told beside the record, which stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.compose import given_of, read_given
from onrecord.record.why import Why
from onrecord.tables import load_yaml

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
GIVEN = given_of(as_of="2026-01-01")


def traced(text: str) -> list[dict[str, str]]:
    trace: list[Why] = []
    read_given(text, GIVEN, trace)
    return [dict(why.lines) for why in trace]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_record_is_the_same_and_every_statement_is_explained(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    trace: list[Why] = []
    record = read_given(text, GIVEN, trace)
    assert record == read_given(text, GIVEN)
    assert [why.statement for why in trace] == [statement.id for statement in record.statements]
    for why in trace:
        told = [about for about, _ in why.lines]
        assert told[0] == "cue"
        assert {"content", "kind", "source", "speaker", "confidence"} <= set(told)
        assert all("\n" not in by for _, by in why.lines), "a line each"


def test_each_rule_has_its_words() -> None:
    """A rule without words of its own is named by the cue and its preposition ("accuse of")."""
    rules = load_yaml("lexicon/reading_rules.yaml")
    for path in EXAMPLES:
        for lines in traced(path.read_text(encoding="utf-8")):
            rule = lines["content"].partition("(rule “")[2].partition("”")[0]
            assert rule in rules or rule.split()[0] in lines["cue"], rule


def test_a_pronoun_a_quotation_that_goes_on_and_a_day() -> None:
    text = (
        "Minister Dana Orlok said on Monday the dam would stay. She said the river was shared.\n\n"
        '"Nobody owns it," Orlok told Radio Delta.\n\n"We will not be the last to drink from it."'
    )
    first, second, third, last = traced(f"OSLO, May 5, 2014 (AP) - {text}")
    assert first["speaker"] == "a1 (Dana Orlok): named beside the cue"
    assert first["said on"] == "2014-05-05, by the words beside the cue"
    assert second["speaker"] == "a1 (Dana Orlok): the pronoun “She” takes up “Minister Dana Orlok”"
    assert second["said on"] == "2014-05-05, that of the sentence before, in which the same person acts"
    assert third["content"].startswith("the quotation before the cue")
    assert last["cue"] == "none; the words go on from s3"
    assert last["speaker"] == "the speaker of s3, who goes on"
