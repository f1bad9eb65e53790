"""The tables follow the record's data classes, and nothing of a record is lost in them."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise
from typing import Any, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.random_records import records

from onrecord import read
from onrecord.record import Record
from onrecord.scale.tables import MONTHLY, NO_MONTH, TABLES, month_of, rows_of, schema_of, table_of

CAME = {"source": "a.jsonl", "member": None, "number": 1, "format": "jsonl", "version": None, "changed": None}


def test_every_field_of_the_record_stands_in_a_table() -> None:
    fields = {field.name for field in dataclasses.fields(Record)}
    assert set(TABLES) < fields
    assert fields - {*TABLES, "report"} <= set(schema_of("reports").names)
    for table in TABLES:
        (cls,) = get_type_hints(Record)[table].__args__[:1]
        assert [field.name for field in dataclasses.fields(cls)] == schema_of(table).names[2:]


@settings(max_examples=40)
@given(records(), st.integers(0, 10**6))
def test_rows_hold_what_the_record_holds(record: Record, number: int) -> None:
    data = record.to_dict()
    rows = rows_of(record, f"file-{number:08d}", CAME)
    assert set(rows) == set(MONTHLY)
    (whole,) = table_of("records", rows["records"]).to_pylist()
    if not _pairs(data):
        assert Record.from_dict(json.loads(whole["record"])) == record
    for table in TABLES:
        for told, true in zip(table_of(table, rows[table]).to_pylist(), data[table], strict=True):
            assert told.pop("item") == f"file-{number:08d}"
            assert told.pop("report") == record.report.id
            assert told == _replaced(true)
    (report,) = table_of("reports", rows["reports"]).to_pylist()
    assert len(report["text"]) == len(record.report.text), "offsets hold in the table, too"
    assert report["own_voice"] == _replaced(data["own_voice"])


def _replaced(value: Any) -> Any:
    """The value with lone surrogates as the replacement character."""
    if isinstance(value, str):
        return "".join("\ufffd" if 0xD800 <= ord(char) <= 0xDFFF else char for char in value)
    if isinstance(value, dict):
        return {name: _replaced(one) for name, one in value.items()}
    return [_replaced(one) for one in value] if isinstance(value, list) else value


def _pairs(data: Any) -> bool:
    """True where two lone surrogates stand side by side, which JSON cannot tell from one character."""
    text = json.dumps(data, ensure_ascii=False)
    return any(0xD800 <= ord(a) <= 0xDBFF and 0xDC00 <= ord(b) <= 0xDFFF for a, b in pairwise(text))


@pytest.mark.parametrize(
    ("text", "month"),
    [("OSLO, May 3, 2024 (AP) - The envoy said the talks would go on.", "2024-05"), ("The envoy left.", NO_MONTH)],
)
def test_the_month_is_that_of_publication(text: str, month: str) -> None:
    assert month_of(read(text, as_of="2026-01-01")) == month
