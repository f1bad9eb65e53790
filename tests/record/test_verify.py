"""Verifying: a sound record passes, and each way of being unsound is found and named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.random_records import records

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.jsontext import objects_in, to_json
from onrecord.record.schema import json_schema, published_schema, schema_text
from onrecord.record.shape import misfits
from onrecord.record.verify import verify

VALIDATOR = jsonschema.Draft202012Validator(json_schema())
SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"


@pytest.fixture
def sound() -> dict[str, Any]:
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


def test_a_sound_record_holds(sound: dict[str, Any]) -> None:
    assert verify(sound) == []


def test_added_fields_are_allowed(sound: dict[str, Any]) -> None:
    sound["statements"][0]["translated"] = True
    assert verify(sound) == []


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of the record at a path like "statements.0.cue.force"."""

    def apply(data: Any) -> None:
        *way, last = path.split(".")
        for step in way:
            data = data[int(step) if step.isdigit() else step]
        data[int(last) if last.isdigit() else last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "where", "told"),
    [
        ("schema", "onrecord/2", "schema", "must be 'onrecord/1'"),
        ("report.sha256", "0" * 64, "report.sha256", "is not the SHA-256 of report.text"),
        ("report.text", "Harbour", "report.headline", "does not lie in a text of 7 characters"),
        ("report.published", "6 May 2025", "report.published", "must match"),
        ("report.published", "2025-05-06\n", "report.published", "must match"),
        ("statements.0.content", [], "statements[0].content", "must not be empty"),
        ("statements.0.kind", "shouted", "statements[0].kind", "must be one of direct, indirect, mixed"),
        ("statements.0.cue", None, "statements[0].cue", "must be an object, not null"),
        ("statements.0.confidence", 1.5, "statements[0].confidence", "must be at most 1"),
        ("statements.0.confidence", True, "statements[0].confidence", "must be a number, not true"),
        ("statements.0.content.0.start", 8.0, "statements[0].content[0]", "offsets must be whole numbers"),
        ("statements.0.content.0.start", True, "statements[0].content[0].start", "must be a whole number"),
        ("statements.0.content.0.start", -3, "statements[0].content[0]", "does not lie in a text"),
        ("statements.0.content.0.text", "for sale", "statements[0].content[0]", "says 'for sale', but the text at"),
        ("statements.0.speaker.actor", "a9", "statements[0].speaker.actor", "points to actor 'a9'"),
        ("statements.4.within", "s9", "statements[4].within", "points to statement 's9'"),
        ("statements.4.within", "s5", "statements[4].within", "leads back to the statement itself"),
        ("statements.3.within", "s5", "statements[3].within", "leads back to the statement itself"),
        ("statements.1.id", "s1", "statements[1].id", "more than one part"),
        ("actors.0.id", "s1", "actors[0].id", "more than one part"),
        (
            "terms",
            [{"start": 0, "end": 7, "text": "Harbour", "refers_to": "x", "used_by": "s7"}],
            "terms[0].used_by",
            "s7",
        ),
        ("own_voice.0.end", 9999, "own_voice[0]", "does not lie in a text"),
        ("notices", {}, "notices", "must be a list, not an object"),
        (
            "sidebar",
            {"deep": [{"start": 0, "end": 1, "text": "x"}]},
            "sidebar.deep[0]",
            "says 'x', but the text at 0:1",
        ),
    ],
)
def test_each_fault_is_named(sound: dict[str, Any], path: str, value: Any, where: str, told: str) -> None:
    change(path, value)(sound)
    found = [failure for failure in verify(sound) if failure.path == where and told in failure.problem]
    assert found, [str(failure) for failure in verify(sound)]


def test_content_must_stand_in_text_order(sound: dict[str, Any]) -> None:
    sound["statements"][2]["content"].reverse()
    assert [str(failure) for failure in verify(sound)] == [
        "statements[2].content[1]: does not come after the span before it"
    ]


@pytest.mark.parametrize(
    "data", [None, [], "record", 7, {}, {"report": None}, {"report": {"text": 3}, "statements": 1}]
)
def test_anything_at_all_can_be_verified(data: Any) -> None:
    assert verify(data)


def test_deep_nesting_does_no_harm(sound: dict[str, Any]) -> None:
    deep: Any = {"start": 0, "end": 1, "text": "?"}
    for _ in range(5000):
        deep = [deep]
    sound["sidebar"] = deep
    assert len(verify(sound)) == 1


def places_of_spans(data: Any) -> list[Any]:
    """Every span object in a record, at any depth."""
    if isinstance(data, list):
        return [span for item in data for span in places_of_spans(item)]
    if not isinstance(data, dict):
        return []
    own = [data] if {"start", "end", "text"} <= data.keys() else []
    return own + [span for value in data.values() for span in places_of_spans(value)]


@settings(max_examples=40)
@given(records(), st.data())
def test_any_change_of_a_span_is_found(record: Record, data: st.DataObject) -> None:
    changed = copy.deepcopy(record.to_dict())
    spans = places_of_spans(changed)
    if not spans:
        return
    assert verify(changed) == []
    span = data.draw(st.sampled_from(spans))
    field = data.draw(st.sampled_from(["start", "end", "text"]))
    if field == "text":
        span["text"] = data.draw(st.text().filter(lambda text: text != span["text"]))
    else:
        span[field] += data.draw(st.integers(-50, 50).filter(bool))
    text = record.report.text
    if 0 <= span["start"] < span["end"] <= len(text) and text[span["start"] : span["end"]] == span["text"]:
        return  # it happens to say the same words elsewhere, which the text bears out
    assert verify(changed)


@settings(max_examples=40)
@given(records())
def test_records_survive_json_exactly(record: Record) -> None:
    data = record.to_dict()
    assert Record.from_dict(data) == record
    assert Record.from_dict(json.loads(to_json(data))) == record or has_split_surrogates(record)
    assert json.loads(json.dumps(data)) == data or has_split_surrogates(record)


def has_split_surrogates(record: Record) -> bool:
    """JSON cannot tell two lone surrogates in a row from one character; texts read from files never hold them."""
    return any("\ud800" <= char <= "\udfff" for char in json.dumps(record.to_dict(), ensure_ascii=False))


@settings(max_examples=40)
@given(records())
def test_generated_records_hold_and_match_the_schema(record: Record) -> None:
    data = json.loads(json.dumps(record.to_dict()))
    assert verify(record.to_dict()) == []
    VALIDATOR.validate(data)


VALUES = (
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(-2, 2) | st.text(max_size=3) | st.just([]) | st.just({})
)


@given(st.data())
def test_our_shape_check_and_a_full_validator_agree(data: st.DataObject) -> None:
    changed = json.loads(SAMPLE.read_text(encoding="utf-8"))
    way: Any = changed
    while isinstance(way, dict | list) and way:
        key = data.draw(st.sampled_from(sorted(way) if isinstance(way, dict) else range(len(way))))
        if data.draw(st.integers(0, 3)) == 0 or not isinstance(way[key], dict | list) or not way[key]:
            way[key] = data.draw(VALUES)
            break
        way = way[key]
    theirs = [error.json_path for error in VALIDATOR.iter_errors(changed)]
    ours = list(misfits(changed, json_schema(), json_schema()))
    assert bool(ours) == bool(theirs), (ours, theirs)


def test_the_published_schema_is_the_generated_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    assert published_schema() == schema_text(), "write schema_text() to src/onrecord/record/onrecord-1.schema.json"


def test_an_absent_field_that_may_be_null_is_null(sound: dict[str, Any]) -> None:
    del sound["report"]["byline"]
    assert verify(sound) == []
    assert Record.from_dict(sound).report.byline is None


def test_objects_are_read_from_json_json_lines_and_lists() -> None:
    assert list(objects_in('\ufeff{"a": 1}\n\n[2,\n3]\n"\\u2028"')) == [(1, {"a": 1}), (3, 2), (3, 3), (5, "\u2028")]
    assert list(objects_in(" \n")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"a": 1}\n{"a": \n', "line 3 is not JSON"),
        ("MINSK, May 6.", "line 1 is not JSON"),
        ('\n{"a": NaN}', "line 2 is not JSON that can be read"),
        ("[" * 200_000, "is not JSON that can be read"),
    ],
)
def test_what_is_no_json_names_its_line(text: str, told: str) -> None:
    with pytest.raises(RecordError, match=told):
        list(objects_in(text))


def test_json_keeps_characters_and_escapes_lone_surrogates() -> None:
    assert to_json({"t": "Zoë \u2028 \ud800"}) == '{"t": "Zoë \u2028 \\ud800"}'
