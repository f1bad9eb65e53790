"""Who is who in invented reports (tests/cases/actors/cast.yaml), over frozen parses."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from frozen_readings import cases, reading_of

from onrecord.actors import Cast, Identity, read_cast
from onrecord.language import Reading

FIELDS = ("kind", "name", "role", "organisation", "code", "sector", "named", "plural", "gender")


def answer(cast: Cast, reading: Reading, question: dict[str, Any], focus: list[str]) -> Identity | None:
    places = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(question['mention'])}(?!\w)", reading.text)]
    start = places[question.get("nth", 1) - 1]
    segment = reading.at(start)
    assert segment is not None
    end = start + len(question["mention"])
    tokens = segment.doc.char_span(start - segment.start, end - segment.start, alignment_mode="expand")
    return cast.identify(segment, tokens, focus)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"].replace(" ", "-"))
def test_cast(case: dict[str, Any]) -> None:
    reading = reading_of(case)
    cast = read_cast(reading, case.get("day"))
    focus: list[str] = []
    for question in case["who"]:
        found = answer(cast, reading, question, focus)
        if question.get("none"):
            assert found is None, question
            continue
        assert found is not None, question
        told = {field: getattr(found, field) for field in FIELDS if field in question}
        assert told == {field: question[field] for field in told}, f"{question['mention']}: {case['why']}"
        if "reason" in question:
            assert [span.text for span in found.unnamed_reason] == question["reason"]
        if found.actor is not None:
            focus.insert(0, found.actor)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"].replace(" ", "-"))
def test_actors_are_numbered_in_text_order_and_stand_on_their_words(case: dict[str, Any]) -> None:
    reading = reading_of(case)
    actors = read_cast(reading).actors
    assert [actor.id for actor in actors] == [f"a{number}" for number in range(1, len(actors) + 1)]
    firsts = [actor.mentions[0].start for actor in actors]
    assert firsts == sorted(firsts)
    for actor in actors:
        for span in actor.mentions:
            assert reading.text[span.start : span.end] == span.text
    assert read_cast(reading).actors == actors
