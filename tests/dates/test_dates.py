"""Time expressions, the day of publication and the day of saying, from readable cases and from properties."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import Any

import pytest
from blank_readings import layout_of, reading_of
from hypothesis import given
from hypothesis import strategies as st
from tests.casebook import cases

from onrecord.dates import Publication, find_publication, read_dates, said_on
from onrecord.layout import DatelineParts
from onrecord.record import Span

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31))
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def published(day: datetime.date | None) -> Publication:
    return Publication(day, "given" if day else None, None, ())


def read(text: str, day: datetime.date | None, *, parsed: bool = False) -> list[list[str | None]]:
    return [[each.text, each.type, each.value] for each in read_dates(reading_of(text, parsed=parsed), published(day))]


@pytest.mark.parametrize("case", cases("dates/expressions"))
def test_expression(case: dict[str, Any]) -> None:
    assert read(case["text"], case["published"]) == case["expect"]


@pytest.mark.parametrize("case", cases("dates/directions"))
def test_tense_gives_direction(case: dict[str, Any]) -> None:
    assert [value for _, _, value in read(case["text"], case["published"], parsed=True)] == [case["expect"]]


@pytest.mark.parametrize("case", cases("dates/publications"))
def test_publication(case: dict[str, Any]) -> None:
    month, day, year = case["dateline"]
    words = Span(0, 1, "X")
    dateline = DatelineParts(words, None, None, None, words, year, month, day) if month else None
    layout = layout_of(case["body"], dateline, case.get("header"))
    found = find_publication(layout, case.get("given"), case["as_of"], metadata=case.get("metadata"))
    assert [found.date.isoformat() if found.date else None, found.basis] == case["expect"]
    assert [notice.code for notice in found.notices] == case["notices"]


@pytest.mark.parametrize("case", cases("dates/sayings"))
def test_day_of_saying(case: dict[str, Any]) -> None:
    reading = reading_of(case["text"], parsed=True)
    publication = published(case["published"])
    segment = reading.segments[0]
    cue = next(token for token in segment.doc if token.text == case["cue"])
    assert said_on(read_dates(reading, publication), reading, segment, cue, publication) == case["expect"]


@given(DAYS)
def test_weekday_and_date_round_trip(day: datetime.date) -> None:
    words = f"{NAMES[day.weekday()]}, {day:%B} {day.day}, {day.year}"
    assert read(f"It was on {words} .", None) == [[words, "DATE", day.isoformat()]]


@given(DAYS, st.integers(0, 6))
def test_plain_weekday_is_the_last_one(day: datetime.date, back: int) -> None:
    then = day - datetime.timedelta(days=back)
    assert read(f"on {NAMES[then.weekday()]}", day) == [[NAMES[then.weekday()], "DATE", then.isoformat()]]


@given(DAYS)
def test_dateline_without_year_finds_its_year_again(day: datetime.date) -> None:
    words = Span(0, 1, "X")
    dateline = DatelineParts(words, None, None, None, words, None, day.month, day.day)
    layout = layout_of(
        [f"It rained, Ida Holm said on {NAMES[day.weekday()]}.", f"It last did in {day.year}."], dateline
    )
    assert find_publication(layout, None, datetime.date(2050, 1, 1)).date == day


@given(st.text(alphabet="May 19.-:'’/,$%2016thsq\nMonday aNext week", max_size=60), st.none() | DAYS)
def test_any_text_gives_spans_of_itself(text: str, day: datetime.date | None) -> None:
    found = read_dates(reading_of(text), published(day)) if text else ()
    assert all(text[each.start : each.end] == each.text for each in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
