"""One report, end to end: what holds for every text, and what a careful reader gets out of a whole report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Record

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
SEED = Path(__file__).parent.parent.parent / "shared" / "seed"
AS_OF = "2026-01-01"

PIECES = st.sampled_from(
    [
        '"We will go," he said.', "“No”, said Ana Sorel.", "\n", "\n\n", "\r\n", "LIMA, May 3 (AP) -", "'",
        "According to",
        '"', "«", "»", "the U.S.", "on Monday", "the minister told reporters that", "[sic]", "\u202e", "\x00", "\ufeff",
        "A: B", "–", "Ωμέγα", "中国外交部", "😀", "added.", "(Reporting by X; editing by Y)", "who", ",", ".", "…",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join))


def _bytes(record: Record) -> str:
    return json.dumps(record.to_dict(), ensure_ascii=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_a_record_whose_spans_hold(text: str) -> None:
    record = onrecord.read(text, as_of=AS_OF)
    data = record.to_dict()
    assert data["report"]["text"] == text
    if text.isprintable() or max(text, default=" ") < "\ud800":
        assert onrecord.verify(data) == []
    assert Record.from_dict(data) == record
    assert _bytes(onrecord.read(text, as_of=AS_OF)) == _bytes(record)


def test_processes_give_the_same_bytes_in_the_same_order() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES] * 2
    one = [_bytes(record) for record in onrecord.read_many(texts, as_of=AS_OF)]
    two = [_bytes(record) for record in onrecord.read_many(texts, processes=2, as_of=AS_OF)]
    assert one == two
    assert one == [_bytes(onrecord.read(text, as_of=AS_OF)) for text in texts]


def test_many_takes_what_the_text_lacks_and_names_what_is_no_report() -> None:
    (record,) = onrecord.read_many(
        [{"text": "It rained, Ana Sorel said on Monday.", "date": "2025-05-07", "outlet": "NWA"}]
    )
    assert record.report.published == "2025-05-07"
    assert record.report.outlet == "NWA"
    assert record.statements[0].said_on == "2025-05-05"
    with pytest.raises(onrecord.IntakeError, match="report 2 is not a report: it has the keys body, text"):
        list(onrecord.read_many(["One.", {"text": "Two.", "body": "Two."}]))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-text"),
        (" \n\t\n", "no-text"),
        (
            "Der Minister sagte am Montag, die Verhandlungen seien gescheitert und würden nicht fortgesetzt.",
            "not-english",
        ),
        (
            "Le ministre a déclaré lundi que les négociations avaient échoué et ne reprendraient pas cette année.",
            "not-english",
        ),
        ("Министр заявил в понедельник, что переговоры сорваны.", "not-english"),
        (
            'The minister said: "We will not go.\n\nHe left the hall with his deputies on Monday.',
            "unbalanced-quotation",
        ),
        ("The minister said that it rained. " * 700, "long-paragraph"),
        ("The minister said\x00 that it would rain on the coast on Monday.", "control-characters"),
    ],
)
def test_what_cannot_be_read_plainly_is_noticed(text: str, code: str) -> None:
    record = onrecord.read(text, as_of=AS_OF)
    assert code in [notice.code for notice in record.notices]
    if code in ("no-text", "not-english"):
        assert record.statements == record.own_voice == record.dates == ()


def test_a_date_that_is_none_is_refused_with_the_remedy() -> None:
    with pytest.raises(onrecord.IntakeError, match=r"date '3 May' is not a day\. Give it as YYYY-MM-DD"):
        onrecord.read("It rained, he said.", date="3 May")


def test_a_pipeline_that_is_not_installed_is_refused_with_the_remedy() -> None:
    with pytest.raises(onrecord.ModelError, match=r"'en_nowhere' cannot be loaded.*Leave --model out"):
        onrecord.read("It rained, he said.", model="en_nowhere")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_hold_and_are_read(path: Path) -> None:
    record = onrecord.read(path.read_text(encoding="utf-8"), as_of=AS_OF)
    assert onrecord.verify(record.to_dict()) == []
    assert len(record.statements) >= 4
    assert all(statement.chain for statement in record.statements)


def test_most_speakers_of_the_examples_are_resolved() -> None:
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES]
    statements = [each for record in onrecord.read_many(texts, as_of=AS_OF) for each in record.statements]
    known = [each for each in statements if each.speaker.actor or each.speaker.role or each.speaker.code]
    assert len(known) >= 0.85 * len(statements)


def _texts(spans: list[dict[str, Any]]) -> list[str]:
    return [span["text"] for span in spans]


@pytest.mark.shared
def test_the_seed_is_read_as_a_careful_reader_does() -> None:
    gold = json.loads((SEED / "minsk.gold.json").read_text(encoding="utf-8"))
    record = onrecord.read((SEED / "minsk.txt").read_text(encoding="utf-8"), as_of="2026-12-01").to_dict()
    fields = ("kind", "part", "said_on")
    for wanted, got in zip(gold["statements"], record["statements"], strict=True):
        assert {key: got[key] for key in fields} == {key: wanted[key] for key in fields}
        assert (
            got["speaker"]["name"] == wanted["speaker"]["name"]
            or (wanted["speaker"]["name"] or "").split()[-1:] == (got["speaker"]["name"] or "").split()[-1:]
        )
        assert [text.strip('".”') for text in _texts(got["content"])] == [
            text.strip('".”') for text in _texts(wanted["content"])
        ]
        assert _texts(got["inserted"]) == _texts(wanted["inserted"])
    assert record["report"]["published"] == "2022-12-26"
    assert record["report"]["published_basis"] == "dateline+weekday"
    assert [(date["text"], date["value"]) for date in record["dates"]] == [
        (date["text"], date["value"]) for date in gold["dates"]
    ]
    assert _texts(record["own_voice"]) == _texts(gold["own_voice"])
    assert "year-inferred" in [notice["code"] for notice in record["notices"]]
