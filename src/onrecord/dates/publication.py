"""When a report was published, on what evidence, and what in the text speaks against it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onrecord.dates.context import Context
from onrecord.dates.grammar import search
from onrecord.dates.lexer import Word, time_words
from onrecord.dates.periods import day_of
from onrecord.dates.points import iso, month_and_day, slash
from onrecord.dates.points import year as year_meaning
from onrecord.layout import Layout
from onrecord.record import Notice, Span

#: Paragraphs in which the weekday of the lead is looked for.
LEAD_PARAGRAPHS = 2
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication and its evidence.

    `basis` is given, header, dateline or dateline+weekday, None where there is no day. `dateline_date` is the full day
    of the dateline, `header_date` that of a date line above the text. `notices` tell what was inferred or does not
    agree.
    """

    date: datetime.date | None
    basis: str | None
    dateline_date: datetime.date | None
    notices: tuple[Notice, ...]
    header_date: datetime.date | None = None


def find_publication(layout: Layout, given: datetime.date | None, as_of: datetime.date) -> Publication:
    """Find the day of publication: as given, else from the header, else from the dateline.

    A dateline without a year gets the first year, not before the latest that the text names as past or present and not
    after `as_of`, in which its day falls on the lead's weekday; where the text names no year, the newest such year.
    What was inferred or contradicts is a notice. Without evidence the date is None.
    """
    header = parse_day(layout.header_date.text, as_of) if layout.header_date else None
    notices: list[Notice] = []
    dateline, inferred_by = _dateline_day(layout, given or header, as_of, notices)
    if layout.header_date is not None:
        _check_weekday(layout.header_date, header, notices)
    if given is not None:
        return Publication(given, "given", dateline, tuple(notices), header)
    if header is not None:
        return Publication(header, "header", dateline, tuple(notices), header)
    return Publication(dateline, inferred_by if dateline else None, dateline, tuple(notices), header)


def parse_day(text: str, as_of: datetime.date) -> datetime.date | None:
    """The full day that a short text names, as a header does ("Thursday, July 12, 2007"); None without a year.

    >>> parse_day("JAN. 27, 2017", datetime.date(2026, 1, 1))
    datetime.date(2017, 1, 27)
    """
    context = Context(None)
    words = time_words(text)
    context.words = words
    for found in search(words):
        meaning = None
        if found.rule in ("day_month", "month_day"):
            meaning = month_and_day(found, context)
        elif found.rule in ("iso", "slash"):
            meaning = (iso if found.rule == "iso" else slash)(found, context)
        if meaning is not None and meaning.period is not None:
            return meaning.period.first if meaning.period.first <= as_of + timedelta(days=1) else None
    return None


def _dateline_day(
    layout: Layout, known: datetime.date | None, as_of: datetime.date, notices: list[Notice]
) -> tuple[datetime.date | None, str | None]:
    """The full day of the dateline and how it was found."""
    parts = layout.dateline
    if parts is None or parts.month is None or parts.day is None:
        return None, None
    weekday = lead_weekday(layout)
    if parts.year is not None:
        exact = day_of(parts.year, parts.month, parts.day)
        if exact is not None and weekday is not None and exact.isoweekday() != weekday:
            notices.append(_contradiction(f"the lead's {_WEEKDAYS[weekday - 1]}", exact))
        return exact, "dateline"
    if known is not None:
        latest = known + timedelta(days=1)
        return max((day for day in _days(parts.month, parts.day, latest) if day <= latest), default=None), "dateline"
    exact, by_weekday = infer_year(parts.month, parts.day, weekday, named_years(layout, as_of.year), as_of)
    if exact is not None:
        grounds = (
            f"{_WEEKDAYS[weekday - 1]} in the lead" if weekday and by_weekday else "the years the text names and as_of"
        )
        words = parts.date.text if parts.date else f"{parts.month}-{parts.day}"
        notices.append(
            Notice("year-inferred", f"The dateline's {words!r} was read as {exact.isoformat()}, by {grounds}.")
        )
    return exact, "dateline+weekday" if by_weekday else "dateline"


def infer_year(
    month: int, day: int, weekday: int | None, years: list[int], as_of: datetime.date
) -> tuple[datetime.date | None, bool]:
    """The full day of a dateline without a year, and whether the weekday (ISO, 1 to 7) decided.

    >>> infer_year(12, 26, 1, [2022], datetime.date(2026, 12, 1))
    (datetime.date(2022, 12, 26), True)
    >>> infer_year(9, 3, 2, [], datetime.date(2026, 12, 1))
    (datetime.date(2024, 9, 3), True)
    """
    days = _days(month, day, as_of)
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


def _days(month: int, day: int, as_of: datetime.date) -> list[datetime.date]:
    """Every such day of the years up to `as_of`, oldest first."""
    years = range(max(as_of.year - 150, 1), as_of.year + 1)
    days = (day_of(year, month, day) for year in years)
    return [found for found in days if found is not None and found <= as_of]


_SAID = re.compile(r"\b(?:said|says|told|announced|reported)\b[^.\"“”]{0,40}$")
_NOT_OF_THE_DAY = frozenset(
    {"NEXT", "LAST", "FOLLOWING", "PREVIOUS", "BY", "SINCE", "CONJ", "EACH", "HYPHEN", "BEFORE"}
)


def lead_weekday(layout: Layout) -> int | None:
    """The ISO weekday that the lead names as the day of its news, None where it names none.

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
            said = next((word for word in days if _SAID.search(text[: word.start])), days[0])
            return int(said.value)
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

    "by 2035" and "will hold elections in 2030" look ahead. A year in the agency's furniture counts.
    """
    years: list[int] = []
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


def _check_weekday(span: Span, found: datetime.date | None, notices: list[Notice]) -> None:
    """A weekday in a date line that is not the weekday of its date is a contradiction."""
    word = next((word for word in time_words(span.text) if word.kind == "WEEKDAY"), None)
    if found is not None and word is not None and int(word.value) != found.isoweekday():
        notices.append(_contradiction(f"{word.text!r}", found))


def _contradiction(named: str, found: datetime.date) -> Notice:
    actual = _WEEKDAYS[found.isoweekday() - 1]
    return Notice("date-contradiction", f"{found.isoformat()} was a {actual}, which does not agree with {named}.")
