"""Events of whole reports: told twice and counted once, with the voice that vouches, the day, and the other side."""

from __future__ import annotations

import onrecord
from onrecord.events import shipped
from onrecord.record import Record
from onrecord.record.vocabulary import STATUSES
from onrecord.tables import load_csv

REPORT = """Kenya recalls envoy from Kampala

NAIROBI, May 7, 2024 (AP) - Kenya has recalled its ambassador from Kampala, Foreign Minister Otiende said on Tuesday.

"We will not be silent," Otiende told reporters. He demanded an apology by Friday.

Uganda denied that it had expelled Kenyan fishermen. Its foreign minister urged both sides to talk.

Police in Nairobi detained 14 people on Monday. An application to the African Union has been filed, Otiende said.
"""


def read(text: str = REPORT) -> Record:
    return onrecord.read(text, as_of="2024-12-31")


def test_an_event_told_twice_is_one_with_both_triggers() -> None:
    (event,) = [event for event in read().events if event.mode == "withdraw"]
    assert [span.text for span in event.trigger] == ["recalls envoy", "recalled", "ambassador"]
    assert event.voice == "s1"


def test_the_other_side_is_implied_without_words() -> None:
    (event,) = [event for event in read().events if event.type == "REQUEST" and event.actor[0].code == "KEN"][:1]
    assert [(one.code, one.spans) for one in event.recipient] == [("UGA", ())]


def test_what_somebody_denies_is_told_as_denied_by_that_statement() -> None:
    record = read()
    (event,) = [event for event in record.events if event.status == "denied"]
    (statement,) = [statement for statement in record.statements if statement.id == event.voice]
    assert statement.cue.lemma == "deny"
    assert [one.code for one in event.actor] == ["UGA"]


def test_those_without_a_state_are_of_the_place() -> None:
    (event,) = [event for event in read().events if event.type == "COERCE"]
    assert [one.code for one in (*event.actor, *event.recipient)] == ["KEN", "KEN"]


def test_a_passive_without_a_doer_is_the_speakers() -> None:
    event = read().events[-1]
    assert [(one.code, one.spans) for one in event.actor] == [("KEN", ())]
    assert [one.code for one in event.recipient] == ["AU"]


def test_the_day_is_that_of_the_clause() -> None:
    record = read("OSLO, May 7, 2024 (AP) - Norway expelled two Russian diplomats in April 2021.")
    assert [event.date for event in record.events] == ["2021-04"]


def test_the_same_text_gives_the_same_events() -> None:
    assert read().events == read().events


def test_every_type_and_mode_of_the_frames_is_one_of_the_table() -> None:
    types = shipped().types
    for patterns in (*shipped().verbs.values(), *shipped().adjectives.values()):
        for pattern in patterns:
            frame = pattern.frame
            assert frame.type == "NOUN" or frame.type in types
            assert frame.mode is None or frame.mode in types[frame.type].modes, pattern
            assert frame.status is None or frame.status in STATUSES


def test_every_cameo_code_has_a_type() -> None:
    rows = load_csv("ontology/cameo.csv")
    assert {row["type"] for row in rows} <= set(shipped().types)
    assert len(rows) > 200


def test_contexts_are_those_of_the_manual() -> None:
    names = {row["key"] for row in load_csv("ontology/context_names.csv")}
    used = {name for row in load_csv("ontology/contexts.csv") for name in row["contexts"].split()}
    assert used <= names
    assert len(names) == 34


def test_the_place_is_the_name_in_a_phrase_of_location() -> None:
    texts = {
        "Rebels attacked a Malian convoy near Abeibara in May.": "Abeibara",
        "Chile and Peru met in New York in September.": "New York",
        "Rebels killed two Ugandan soldiers in the town of Dungu.": "Dungu",
        "Kenya recalled its ambassador from Kampala in 2014.": None,
        "Norway put its trust in NATO and expelled two Russian diplomats.": None,
    }
    for text, place in texts.items():
        assert [event.place for event in onrecord.read(text, date="2015-06-03").events] == [place], text
