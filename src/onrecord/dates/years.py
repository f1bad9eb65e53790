"""The year that a text leaves out: from the weekday of its lead, the years it names and the events it refers to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from onrecord.dates.context import Context
from onrecord.dates.grammar import search
from onrecord.dates.lexer import Word, time_words
from onrecord.dates.periods import day_of
from onrecord.dates.points import year as year_meaning
from onrecord.layout import Layout
from onrecord.record import Span
from onrecord.tables import load_csv

#: How far before a weekday its saying may stand, in characters.
_NEAR = 80
#: Paragraphs in which the day of the news is looked for.
LEAD_PARAGRAPHS = 2


def infer_year(
    month: int, day: int, weekday: int | None, years: list[int], as_of: datetime.date
) -> tuple[datetime.date | None, bool]:
    """The full day of a dateline without a year, and whether the weekday (ISO, 1 to 7) decided.

    >>> infer_year(12, 26, 1, [2022], datetime.date(2026, 12, 1))
    (datetime.date(2022, 12, 26), True)
    >>> infer_year(9, 3, 2, [], datetime.date(2026, 12, 1))
    (datetime.date(2024, 9, 3), True)
    """
    days = days_of_years(month, day, as_of)
    fitting = [found for found in days if weekday is not None and found.isoweekday() == weekday]
    for latest in sorted(set(years), reverse=True):
        first = next((found for found in fitting if found.year >= latest), None)
        if first is not None:
            return first, True
    if not years and fitting:
        return fitting[-1], True
    if years:
        first = next((found for found in days if found.year >= max(years)), None)
        if first is not None:
            return first, False
    return (days[-1] if days else None), False


def days_of_years(month: int, day: int, as_of: datetime.date) -> list[datetime.date]:
    """Every such day of the years up to `as_of`, oldest first."""
    years = range(max(as_of.year - 150, 1), as_of.year + 1)
    days = (day_of(year, month, day) for year in years)
    return [found for found in days if found is not None and found <= as_of]


SAID = re.compile(r"\b(?:said|says|told|announced|reported)\b[^.\"“”]{0,40}$")
_NOT_OF_THE_DAY = frozenset(
    {"NEXT", "LAST", "FOLLOWING", "PREVIOUS", "BY", "SINCE", "CONJ", "EACH", "HYPHEN", "BEFORE"}
)


def lead_weekday(layout: Layout) -> tuple[int, bool] | None:
    """The ISO weekday that the lead names as the day of its news, and whether it is that of a saying; None without one.

    "said on Monday" goes before any other; "next Monday", "until Monday" and "since Monday" are other days.
    """
    for paragraph in layout.paragraphs[:LEAD_PARAGRAPHS]:
        text = layout.text[paragraph.start : paragraph.end]
        words = time_words(text)
        days = [
            word
            for at, word in enumerate(words)
            if word.kind == "WEEKDAY"
            and not (at and words[at - 1].kind in _NOT_OF_THE_DAY)
            and not _has_date(words, at)
        ]
        if days:
            said = next((word for word in days if SAID.search(text[max(0, word.start - _NEAR) : word.start])), None)
            return int((said or days[0]).value), said is not None
    return None


def _has_date(words: tuple[Word, ...], at: int) -> bool:
    """True where a calendar date follows the weekday, which then is not by itself the day of the news."""
    return any(word.kind == "MONTH" for word in words[at + 1 : at + 4])


_AHEAD_BEFORE_YEAR = re.compile(
    r"\b(?:by|until|till|before|through|to|beyond)"
    r"(?: (?:the )?(?:early|mid|late|end of|beginning of|start of|middle of)?)?[ -]*"
    r"(?:the )?(?:[A-Z][a-z]+\.? (?:\d{1,2}, )?)?$"
    r"|\b(?:will|would|plans?|planned|planning|targets?|aims?|goals?|expects?|expected|scheduled|slated|due|projected"
    r"|forecast|expires?)"
    r"\b[^.;]{0,60}\b(?:in|for|at|of|and|or|during|the)(?: \w+){0,3} $"
)


def named_years(layout: Layout, newest: int) -> list[int]:
    """The years that the text names as past or present, none after `newest`; years told as to come are left out.

    "by 2035" and "will hold elections in 2030" look ahead. A year in the agency's furniture counts, and so does that of
    an event that no report could name before it ("the coronavirus pandemic").
    """
    years = [year for year in _event_years(layout.text) if year <= newest]
    pieces = [span for span in (layout.headline, layout.subheadline) if span is not None]
    for span in [*pieces, *layout.paragraphs]:
        years.extend(_years_of(layout.text, span, newest))
    for span in layout.furniture:
        years.extend(
            int(word.value) for word in time_words(span.text) if word.kind == "YEAR" and _is_recent(word, newest)
        )
    return years


def _years_of(text: str, span: Span, newest: int) -> Iterator[int]:
    piece = text[span.start : span.end]
    if not _FOUR_DIGITS.search(piece):
        return
    context = Context(None)
    words = time_words(piece)
    context.words = words
    for found in search(words):
        word = found.first("YEAR")
        if word is None or not _is_recent(word, newest) or found.rule in _LENGTHS:
            continue
        if found.rule == "year" and year_meaning(found, context) is None:
            continue
        if not _AHEAD_BEFORE_YEAR.search(piece[max(0, found.start - 120) : found.start]):
            yield int(word.value)


_FOUR_DIGITS = re.compile(r"\b(?:19|20)\d\d")
_LENGTHS = frozenset(
    {"duration", "duration_range", "duration_the", "duration_old", "span_of", "each_unit", "counted", "clock_alone"}
)


def _is_recent(word: Word, newest: int) -> bool:
    return 1900 <= int(word.value) <= newest


def _event_years(text: str) -> Iterator[int]:
    names, years = _events()
    for match in names.finditer(text):
        yield years[match.group().replace("’", "'").casefold()]


@cache
def _events() -> tuple[re.Pattern[str], dict[str, int]]:
    """The names of datable events, and the year of each."""
    years = {row["key"].casefold(): int(row["year"]) for row in load_csv("lexicon/time_events.csv")}
    names = "|".join(re.escape(key).replace("'", "['’]") for key in sorted(years, key=len, reverse=True))
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE), years
