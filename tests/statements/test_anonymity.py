"""Reasons for anonymity in invented sentences (tests/cases/anonymity): all told are found, none is invented."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import cases

import onrecord


@pytest.mark.parametrize("case", cases("anonymity"))
def test_reasons(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], as_of="2026-01-01")
    told: dict[str, list[str]] = {}
    speakers = [speaker for statement in record.statements for speaker in (statement.speaker, *statement.co_speakers)]
    for speaker in speakers:
        if speaker.unnamed_reason and speaker.spans:
            told[speaker.spans[0].text] = [span.text for span in speaker.unnamed_reason]
    wanted = {who: words for who, words in case["reasons"].items() if who in told or _must_speak(case, who, speakers)}
    assert told == wanted, case.get("why", case["text"])


def _must_speak(case: dict[str, Any], who: str, speakers: list[Any]) -> bool:
    """The first source of a case always speaks; the others may be told of without a statement of their own."""
    return who == next(iter(case["reasons"])) or any(one.spans and one.spans[0].text == who for one in speakers)
