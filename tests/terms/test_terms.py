"""Loaded wording in invented sentences (tests/cases/terms/wording.yaml), and its table."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from tests.casebook import cases, rows

import onrecord
from onrecord.record import Record, Term
from onrecord.tables import load_csv
from onrecord.terms.lexicon import LETTERS, asked_by

ROWS = load_csv("lexicon/terms.csv")


def user(record: Record, term: Term) -> str:
    """Who uses the term, as a reader would say it."""
    if term.used_by == "outlet":
        return "outlet"
    speaker = next(statement.speaker for statement in record.statements if statement.id == term.used_by)
    return speaker.name or speaker.spans[0].text


@pytest.mark.parametrize("case", cases("terms/wording"))
def test_terms(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], as_of="2026-01-01")
    assert [term.text for term in record.terms] == [term[0] for term in case["terms"]], case["why"]
    for term, (_, refers_to, used_by) in zip(record.terms, case["terms"], strict=True):
        assert refers_to in term.refers_to
        assert used_by in ("any", user(record, term)), case["why"]
        assert record.report.text[term.start : term.end] == term.text


def test_the_words_of_a_statement_inside_another_are_its_own() -> None:
    text = "Minister Ada Kroll said that General Juri Pesk had told her that the Kiev regime would fall."
    record = onrecord.read(text, as_of="2026-01-01")
    (term,) = record.terms
    inner = next(statement for statement in record.statements if statement.id == term.used_by)
    assert inner.within is not None


def test_the_table_says_who_says_what_and_where_it_is_known_from() -> None:
    assert len(ROWS) >= 150
    for row in ROWS:
        assert row["refers_to"] and row["camp"] and row["source"], row["key"]
    assert [row["key"] for row in ROWS] == sorted(row["key"] for row in ROWS)


def test_every_form_is_found_where_it_stands_as_written() -> None:
    for row in ROWS:
        for form in (row["key"], *filter(None, row["forms"].split(";"))):
            words = [word.split("/")[0].rstrip("+~").lower() for word in form.split() if word != "^"]
            text = " ".join(words)
            asked = asked_by(set(LETTERS.findall(text)))
            assert any(pattern.shape.fullmatch(text) for pattern in asked), form


def test_reading_twice_gives_the_same_and_no_two_terms_overlap() -> None:
    text = " ".join(case["text"] for case in rows("terms/wording"))
    first, second = (onrecord.read(text, as_of="2026-01-01").terms for _ in range(2))
    assert first == second
    assert all(one.end <= other.start for one, other in pairwise(first))
