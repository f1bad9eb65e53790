"""The exports of lines: fields that each format asks for, offsets that hold, cells that keep to their row."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from tests.record_making import event, report, statement

import onrecord
from onrecord.record import Record, Span
from onrecord.views.exports import FORMATS, SAFE_CSV, done_only

ROOT = Path(__file__).parents[3]
PLOVER = {
    "id", "has_event", "date", "enddate", "actor", "recipient", "event", "event_loc", "event_text", "quad_code",
    "event_scale", "mode", "context", "text", "text_info", "cite_info", "coder", "comment",
}  # fmt: skip


def harbour() -> Record:
    sample = ROOT / "tests" / "samples" / "records" / "harbour.json"
    return Record.from_dict(json.loads(sample.read_text(encoding="utf-8")))


@cache
def examples() -> tuple[Record, ...]:
    """The sample record, and the example reports as they are read."""
    names = ("belta-rail", "tass-consulate", "afp-ceasefire")
    texts = [(ROOT / "examples" / f"{name}.txt").read_text(encoding="utf-8") for name in names]
    return (harbour(), *(onrecord.read(text, as_of="2026-12-01") for text in texts))


def objects(name: str, record: Record) -> list[dict[str, object]]:
    return [json.loads(line) for line in FORMATS[name].lines(record)]


def table(record: Record, form: str = "csv") -> list[dict[str, str]]:
    chosen = SAFE_CSV if form == "safe" else FORMATS[form]
    assert chosen.header is not None
    return list(csv.DictReader(io.StringIO("\n".join([chosen.header(), *chosen.lines(record)]), newline="")))


@pytest.mark.parametrize("name", FORMATS)
def test_every_example_has_lines_of_its_statements_or_events(name: str) -> None:
    for record in examples():
        form = FORMATS[name]
        said = [one for one in record.statements if name != "schema.org" or (one.quoted and one.cue.force != "negated")]
        parts = record.events if form.events else said
        told = [line for line in form.lines(record) if line]
        assert len(told) == len(parts)
    assert any(record.events for record in examples())


def test_plover_has_its_fields_and_text_that_holds() -> None:
    for record in examples():
        for row, told in zip(objects("plover", record), record.events, strict=True):
            assert row.keys() == PLOVER | {"onrecord"}
            assert row["event"] == told.type
            assert [one["code"] for one in row["actor"]] == [one.code for one in told.actor]  # type: ignore[attr-defined]
            place = row["text_info"]
            assert isinstance(place, dict)
            passage = record.report.text[place["start"] : place["end"]]
            assert passage == row["text"]
            assert all(span.text in passage for span in told.trigger)


@pytest.mark.parametrize(
    ("day", "dates"),
    [
        ("2024-03-01", ("2024-03-01", None)),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        (None, ("2024-03-09", None)),
        ("PRESENT_REF", ("2024-03-09", None)),
        ("PAST_REF", (None, None)),
    ],
)
def test_plover_days_are_those_of_the_event_and_never_guessed(
    day: str | None, dates: tuple[str | None, str | None]
) -> None:
    text = "Sanctions were imposed"
    (row,) = objects(
        "plover", report(text, day="2024-03-09", events=(event(text, "SANCTION", "EUR", "BLR", "actual", day),))
    )
    assert (row["date"], row["enddate"]) == dates


def test_what_was_not_done_is_no_deed() -> None:
    text = "They deny it and plan it"
    deeds = tuple(
        event(text, "AID", "EUR", "BLR", status, None) for status in ("denied", "planned", "ongoing", "actual")
    )
    record = report(text, day=None, events=deeds)
    assert [deed.status for deed in done_only(record).events] == ["ongoing", "actual"]
    told = [row["comment"] for row in objects("plover", record)]
    assert told == ["not told as done: denied", "not told as done: planned", None, None]


def test_csv_rows_are_statements_and_their_offsets_hold() -> None:
    for record in examples():
        for row, said in zip(table(record), record.statements, strict=True):
            assert None not in row
            assert (row["statement"], row["force"]) == (said.id, said.cue.force)
            assert row["speaker"] == (said.speaker.name or "")
            places = [tuple(map(int, place.split())) for place in row["content_offsets"].split(";") if place]
            assert row["content"] == " … ".join(record.report.text[start:end] for start, end in places)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_formulas_stay_as_they_are_and_are_made_safe_for_a_spreadsheet(begin: str) -> None:
    text = f"{begin}1+1|calc, he said"
    record = report(text, day=None, statements=(statement(text, "Ola Brandt", "envoy", "BLR"),))
    assert table(record)[0]["content"] == text
    assert table(record, "safe")[0]["content"] == f"'{text}"
    assert table(record, "safe")[0]["speaker"] == "Ola Brandt"


def test_a_lone_surrogate_can_be_written() -> None:
    text = "He said \ud800 and left"
    record = report(text, day=None, statements=(statement(text, "Ola Brandt", "envoy", "BLR"),))
    for name in FORMATS:
        "\n".join(FORMATS[name].lines(record)).encode("utf-8")
    assert table(record)[0]["content"] == "He said \ufffd and left"


def test_annotations_select_exactly_what_was_said() -> None:
    for record in examples():
        for note, said in zip(objects("w3c", record), record.statements, strict=True):
            assert note["type"] == "Annotation"
            assert isinstance(note["id"], str)
            assert note["id"].startswith("urn:onrecord:")
            targets = note["target"]
            assert isinstance(targets, list)
            found = []
            for target in targets:
                quote, position = target["selector"]
                assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
                start, end, text = position["start"], position["end"], record.report.text
                assert text[start:end] == quote["exact"]
                assert text[:start].endswith(quote["prefix"])
                assert text[end:].startswith(quote["suffix"])
                found.append(Span(start, end, text[start:end]))
            assert tuple(found) == (said.content or said.cue.spans)


def test_joint_speakers_are_all_named() -> None:
    text = "The two said no"
    said = statement(text, "Ola Brandt", "envoy", "BLR")
    said = replace(said, co_speakers=(replace(said.speaker, name="Tamas Okoro", role=None),))
    record = report(text, day=None, statements=(said,))
    (note,) = objects("w3c", record)
    assert note["body"]["value"] == "Ola Brandt, envoy and Tamas Okoro: say (indirect, assert)"  # type: ignore[index]
    assert table(record)[0]["co_speakers"] == "Tamas Okoro"


def test_polecat_has_forty_columns_and_cells_that_keep_to_their_row() -> None:
    form = FORMATS["polecat"]
    assert form.header is not None
    columns = form.header().split("\t")
    assert len(columns) == 40
    assert (columns[0], columns[4], columns[39]) == ("Event ID", "Intensity", "Version")
    text = "Sanctions\twere\r\nimposed\u2028now"
    deed = event(text, "SANCTION", "EUR USA", "BLR", "actual", None)
    words = Span.of(text, 0, len(text))
    deed = replace(deed, place="Port\tof\nNaxos", actor=(replace(deed.actor[0], spans=(words,)), deed.actor[1]))
    for record in (*examples(), report(text, day="2024-03-09", outlet="The\nPost", events=(deed,))):
        for line in form.lines(record):
            assert line.splitlines() == [line]
            assert len(line.split("\t")) == 40
    row = dict(zip(columns, line.split("\t"), strict=True))
    assert (row["Event Date"], row["Event Type"], row["Quad Code"]) == ("2024-03-09", "SANCTION", "MATERIAL CONFLICT")
    assert (row["Actor Country"], row["Recipient Country"]) == ("EUR; USA", "BLR")
    assert (row["Actor Name"], row["Source"]) == ("Sanctions were imposed now; USA", "The Post")
    assert row["Placename"] == "Port of Naxos"


def test_quotations_are_words_in_quotation_marks_by_those_who_have_a_name() -> None:
    record = harbour()
    told = objects("schema.org", record)
    quoted = [said for said in record.statements if said.quoted]
    assert [row["text"] for row in told] == [" … ".join(span.text for span in said.quoted) for said in quoted]
    assert told[0] == {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": "urn:onrecord:r-harbour:s1",
        "text": "not for sale",
        "creator": {
            "@type": "Person",
            "name": "Ilka Sorrentz",
            "jobTitle": "Trade Minister",
            "affiliation": {"@type": "Organization", "name": "Government of Velmora"},
        },
        "dateCreated": "2025-05-06",
        "inLanguage": "en",
        "isPartOf": {
            "@type": "NewsArticle",
            "@id": "urn:onrecord:r-harbour",
            "headline": 'Harbour "not for sale", says island minister',
            "datePublished": "2025-05-06",
            "publisher": {"@type": "Organization", "name": "Aegis"},
        },
    }
    said = quoted[0]
    unnamed = replace(said, speaker=replace(said.speaker, name=None, role="a senior official", named=False))
    (row,) = objects("schema.org", replace(record, statements=(unnamed,)))
    assert "creator" not in row
    assert row["creditText"] == "a senior official"
    unsaid = replace(said, cue=replace(said.cue, force="negated"))
    assert objects("schema.org", replace(record, statements=(unsaid,))) == []
