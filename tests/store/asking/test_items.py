"""Events, ties, reports and speakers as a store gives them, and answers as tables."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from tests.record_making import event, tie
from tests.store.asking.sayings import Saying, report

from onrecord.errors import QueryError
from onrecord.store import (
    Found,
    Origin,
    Said,
    Store,
    Tied,
    Voice,
    Who,
    count_by,
    events,
    open_store,
    reports,
    search,
    speakers,
    ties,
)


@pytest.fixture
def store() -> Any:
    with open_store(":memory:") as store:
        store.put(
            report(
                Saying("Ostria will pay", "Ilka Sorrentz", "VLM"),
                title="Report A",
                published="2024-05-01",
                events=(
                    event("Report", "AID", "OST EUR", "VLM", day="2024-04-30", voice="s1", contexts=("economic",)),
                    event("Report", "CONSULT", "VLM", "OST", "planned", number=2),
                ),
                ties=(tie("Report", "OST VLM", "aid", "active", by="OST", voice="s1"),),
            ),
            Origin(source="wire/a.txt"),
        )
        store.put(
            report(
                Saying("nothing is paid", "Ilka Sorrentz", "OST"), Saying("more is paid", "Ola Brandt", "OST"),
                Saying("it was paid", "Ola Brandt", "OST"), title="Report B", outlet="The Post", published="2023-01-02",
                events=(event("Report", "AID", "OST", "XKX"),), ties=(tie("Report", "OST XKX", "aid", "ended"),),
            )
        )  # fmt: skip
        yield store


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["AID", "CONSULT", "AID"]),
        ({"actor": "OST"}, ["AID", "AID"]),
        ({"actor": "EUR", "recipient": "VLM"}, ["AID"]),
        ({"party": "VLM"}, ["AID", "CONSULT"]),
        ({"type": "CONSULT"}, ["CONSULT"]),
        ({"status": "planned"}, ["CONSULT"]),
        ({"context": "economic"}, ["AID"]),
        ({"voice": "VLM"}, ["AID"]),
        ({"voice": "outlet"}, ["CONSULT", "AID"]),
        ({"since": "2024"}, ["AID", "CONSULT"]),
        ({"until": "2024-04"}, ["AID", "AID"]),
        ({"outlet": "THE POST"}, ["AID"]),
    ],
)
def test_events_by_what_is_asked(store: Store, asked: dict[str, Any], found: list[str]) -> None:
    assert sorted(done.type for done in events(store, **asked)) == sorted(found)


def test_an_event_tells_all_that_is_known_of_it(store: Store) -> None:
    (done,) = events(store, voice="VLM")
    assert (done.day, done.actors, done.recipients, done.contexts) == (
        "2024-04-30", ("OST", "EUR"), ("VLM",), ("economic",)
    )  # fmt: skip
    assert isinstance(done.voice, Voice)
    assert (done.voice.speaker, done.voice.code) == ("Ilka Sorrentz", "VLM")
    evidence = done.evidence
    assert (evidence.source, evidence.start, evidence.end, evidence.words) == ("wire/a.txt", 0, 6, "Report")
    assert [event.day for event in events(store)] == ["2024-05-01", "2024-04-30", "2023-01-02"]
    assert [event.type for event in events(store, limit=1, offset=1)] == ["AID"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"between": "OST"}, ["active", "ended"]),
        ({"between": "OST", "other": "VLM"}, ["active"]),
        ({"by": "OST"}, ["active"]),
        ({"kind": "aid", "state": "ended"}, ["ended"]),
        ({"kind": "trade"}, []),
        ({"since": "2024"}, ["active"]),
    ],
)
def test_ties_by_what_is_asked(store: Store, asked: dict[str, Any], found: list[str]) -> None:
    assert [tied.state for tied in ties(store, **asked)] == found


def test_reports_by_what_is_asked(store: Store) -> None:
    assert [source.title for source in reports(store)] == ["Report A", "Report B"]
    (found,) = reports(store, outlet="the post", until="2023")
    assert (found.title, found.statements, found.events, found.ties) == ("Report B", 3, 1, 1)
    store.db.execute("UPDATE reports SET superseded_by = id WHERE title = 'Report B'")
    assert [source.title for source in reports(store)] == ["Report A"]
    assert len(reports(store, superseded=True)) == 2


def test_speakers_with_their_newest_words(store: Store) -> None:
    found = speakers(store)
    assert [(who.name, who.code, who.statements) for who in found] == [
        ("Ola Brandt", "OST", 2), ("Ilka Sorrentz", "OST", 1), ("Ilka Sorrentz", "VLM", 1),
    ]  # fmt: skip
    (who,) = speakers(store, "SORRENTZ", code="VLM")
    assert who.evidence is not None
    assert who.evidence.words == "Ostria will pay"
    assert [each.code for each in speakers(store, "VLM")] == ["VLM"]
    (said,) = search(store, speaker=who.id)
    assert said.code == "VLM"


def test_values_that_no_field_has_are_told(store: Store) -> None:
    with pytest.raises(QueryError, match="'open' is no status"):
        events(store, status="open")
    with pytest.raises(QueryError, match="'friendship' is no kind"):
        ties(store, kind="friendship")
    with pytest.raises(QueryError, match="cannot be counted by 'colour'"):
        count_by(store, "colour")


def test_counts_in_order(store: Store) -> None:
    assert [(each.value, each.count) for each in count_by(store, "code")] == [("OST", 3), ("VLM", 1)]
    assert [(each.value, each.count) for each in count_by(store, "year")] == [("2023", 3), ("2024", 1)]
    assert [(each.value, each.count) for each in count_by(store, "speaker", "paid")] == [
        ("Ola Brandt", 2), ("Ilka Sorrentz", 1),
    ]  # fmt: skip


def test_answers_can_be_copied(store: Store) -> None:
    found = search(store)
    for twin in (copy.copy(found), copy.deepcopy(found)):
        assert twin == found
        assert twin.kind is Said


def test_answers_become_data_frames(store: Store) -> None:
    pytest.importorskip("pandas")
    frame = search(store, "paid").to_pandas()
    assert list(frame["code"]) == ["OST"] * 3
    assert {"speaker", "day", "evidence_report", "evidence_start", "evidence_words", "highlights"} <= set(frame.columns)
    assert list(events(store).to_pandas()["voice_speaker"].fillna("")) == ["", "Ilka Sorrentz", ""]
    for kind in (Said, Tied, Who):
        empty = Found(kind).to_pandas()
        assert len(empty) == 0
        assert "evidence_url" in empty.columns


def test_without_pandas_one_is_told_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(QueryError, match=r'pip install "onrecord\[pandas\]"'):
        search(store).to_pandas()
