"""What is passed over at once would not have been told either: frames that ask for nothing beforehand read the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.casebook import rows

from onrecord.actors import read_cast
from onrecord.dates import find_publication
from onrecord.events import Ontology, read_events, shipped
from onrecord.events.ontology import Pattern
from onrecord.language import Reading, read_languages
from onrecord.layout import lay_out
from onrecord.record import Event

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


def events(reading: Reading, ontology: Ontology) -> tuple[Event, ...]:
    publication = find_publication(reading.layout, date(2024, 5, 7), date(2024, 12, 31))
    return read_events(reading, read_cast(reading), (), (), publication, ontology=ontology)


@pytest.fixture(scope="module")
def patient() -> Ontology:
    """The shipped ontology, with frames that are all tried, whatever nouns a sentence has."""

    def all_tried(index: Mapping[str, tuple[Pattern, ...]]) -> dict[str, tuple[Pattern, ...]]:
        return {key: tuple(replace(each, asks=frozenset()) for each in found) for key, found in index.items()}

    ontology = shipped()
    return replace(ontology, verbs=all_tried(ontology.verbs), adjectives=all_tried(ontology.adjectives))


def test_frames_ask_for_what_their_objects_are_called() -> None:
    patterns = [pattern for found in shipped().verbs.values() for pattern in found]
    assert 0.3 < sum(bool(pattern.asks) for pattern in patterns) / len(patterns) < 1
    assert all(
        "person" not in (pattern.frame.subjects or pattern.frame.objects) for pattern in patterns if pattern.asks
    )


def test_no_frame_is_passed_over_that_would_be_told(patient: Ontology) -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES] + [case["text"] for case in rows("events")]
    readings = list(read_languages(map(lay_out, texts)))
    told = [events(reading, shipped()) for reading in readings]
    assert sum(map(len, told)) > 200
    assert [events(reading, patient) for reading in readings] == told
