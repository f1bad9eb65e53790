"""The table of datelines with their leads, and the calendar from end to end: every day comes back as it went in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from blank_readings import reading_of
from hypothesis import given
from hypothesis import strategies as st
from tests.casebook import cases, rows

from onrecord.dates import Publication, find_publication, read_dates
from onrecord.dates.grammar import RULES, plain_grammar, search_letters
from onrecord.dates.lexer import lexicon
from onrecord.dates.read import RESOLVERS
from onrecord.layout import lay_out

ROWS = rows("dates/datelines")
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST, LAST = datetime.date(2019, 1, 1), datetime.date(2024, 12, 31)
UNPUBLISHED = Publication(None, None, None, ())


def days() -> Iterator[datetime.date]:
    """Every day of six years, two of them leap years."""
    return (FIRST + datetime.timedelta(days=number) for number in range((LAST - FIRST).days + 1))


def published(text: str, as_of: datetime.date) -> Publication:
    return find_publication(lay_out(text), None, as_of)


@pytest.mark.parametrize("row", cases("dates/datelines"))
def test_dateline_with_its_lead(row: dict[str, Any]) -> None:
    layout = lay_out(f"Talks go on\n\n{row['head']} {row['lead']}\n\n{row['second']}\n")
    found = find_publication(layout, None, datetime.date.fromisoformat(row["as_of"]))
    assert layout.dateline is not None
    assert layout.dateline.span.text == row["head"]
    assert (layout.dateline.place, layout.dateline.agency) == (row["place"], row["agency"])
    assert (found.date.isoformat() if found.date else None, found.basis) == (row["date"], row["basis"])
    inferred = row["date"] is not None and row["date"][:4] not in row["head"]
    assert [notice.code for notice in found.notices] == ["year-inferred"] * inferred


def test_table_is_as_large_as_it_should_be() -> None:
    assert len(ROWS) >= 60
    assert len({row["agency"] for row in ROWS} - {None}) >= 20


def test_every_day_comes_back_from_dateline_and_weekday() -> None:
    wrong = []
    for day in days():
        text = f"OSLO, {day:%B} {day.day} (Reuters) - Talks went on, Ida Holm said on {NAMES[day.weekday()]}."
        for later in (0, 364):
            found = published(text, day + datetime.timedelta(days=later))
            if (found.date, found.basis) != (day, "dateline+weekday"):
                wrong.append((day, later, found))
    assert not wrong


def test_every_day_comes_back_by_the_year_named() -> None:
    wrong = []
    for day in days():
        lead = f"Talks, begun in {day.year}, went on, Ida Holm said {NAMES[day.weekday()]}."
        text = f"Oslo, {day.day} {day:%B} /TASS/. {lead}"
        found = published(text, datetime.date(2060, 1, 1))
        if (found.date, found.basis) != (day, "dateline+weekday"):
            wrong.append((day, found))
    assert not wrong


def test_every_weekday_and_date_comes_back_with_its_value() -> None:
    wrong = []
    for day in days():
        for words in (f"{NAMES[day.weekday()]}, {day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}"):
            found = read_dates(reading_of(f"They met on {words}, in Oslo."), UNPUBLISHED)
            if [(each.text, each.value) for each in found] != [(words, day.isoformat())]:
                wrong.append((words, found))
    assert not wrong


@given(st.dates(FIRST, LAST), st.integers(1, 6))
def test_every_wrong_weekday_is_a_notice_and_mends_nothing(day: datetime.date, off: int) -> None:
    weekday = NAMES[(day.weekday() + off) % 7]
    words = f"{day:%B} {day.day}, {day.year}"
    text = f"OSLO, {words} (AP) - Talks went on.\n\nThey met on {weekday}, {words}."
    found = published(text, datetime.date(2030, 1, 1))
    assert (found.date, [notice.code for notice in found.notices]) == (day, ["date-contradiction"])


@given(st.dates(FIRST, LAST), st.integers(0, 400))
def test_no_day_after_as_of(day: datetime.date, back: int) -> None:
    as_of = day - datetime.timedelta(days=back)
    found = published(f"OSLO, {day:%B} {day.day} (AP) - Talks went on, Ida Holm said on Friday.", as_of)
    assert found.date is not None
    assert found.date <= as_of


@given(st.text(alphabet="".join(lexicon().letters.values()), max_size=12))
def test_passing_over_words_loses_no_expression(letters: str) -> None:
    quick = [(match.lastgroup, match.span()) for match in search_letters(letters)]
    assert quick == [(match.lastgroup, match.span()) for match in plain_grammar().finditer(letters)]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_meaning(rule: str) -> None:
    assert rule in RESOLVERS
