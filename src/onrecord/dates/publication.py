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
from onrecord.dates.points import calendar_numbers, iso, month_and_day, slash
from onrecord.dates.years import LEAD_PARAGRAPHS, SAID, days_of_years, infer_year, lead_weekday, named_years
from onrecord.layout import Layout
from onrecord.record import Notice, Span

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Publication:
    """The day of publication and its evidence.

    `basis` is given, metadata, header, dateline, dateline+weekday or text, None where there is no day. `dateline_date`
    is the full day of the dateline, `header_date` that of a date line above the text. `notices` tell what was inferred
    or does not agree.
    """

    date: datetime.date | None
    basis: str | None
    dateline_date: datetime.date | None
    notices: tuple[Notice, ...]
    header_date: datetime.date | None = None


def find_publication(
    layout: Layout, given: datetime.date | None, as_of: datetime.date, *, metadata: datetime.date | None = None
) -> Publication:
    """Find the day of publication: as given, else from the file's metadata, the header, the dateline, or the lead.

    A dateline without a year gets the first year, not before the latest that the text names as past or present and not
    after `as_of`, in which its day falls on the weekday of the dateline or of the lead; where the text names no year,
    the newest such year. Without all these, the full day on which the lead says that something was said counts. What
    was inferred or contradicts is a notice. Without evidence the date is None.
    """
    header = parse_day(layout.header_date.text, as_of) if layout.header_date else None
    known = given or metadata or header
    notices: list[Notice] = []
    dateline, inferred_by = _dateline_day(layout, known, as_of, notices)
    if layout.header_date is not None:
        _check_weekday(layout.header_date, header, notices)
    notices.extend(_weekdays_that_disagree(layout))
    basis = "given" if given else "metadata" if metadata else "header" if header else inferred_by if dateline else None
    found = known or dateline
    if known is not None and dateline is not None and dateline > known + timedelta(days=1):
        message = f"The dateline's {dateline.isoformat()} lies after the day of publication, {known.isoformat()}."
        notices.append(Notice("date-contradiction", message))
    if found is None and (layout.dateline is None or layout.dateline.month is None):
        found = _day_of_lead(layout, as_of, notices)
        basis = "text" if found else None
    return Publication(found, basis, dateline, tuple(notices), header)


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
    own = _weekday_in(parts.date)
    lead, told = lead_weekday(layout) or (None, False)
    weekday = own or lead
    if parts.year is not None:
        exact = day_of(parts.year, parts.month, parts.day)
        if (
            exact is not None
            and weekday is not None
            and (exact.isoweekday() - weekday) % 7 > _LAG * (not own and not told)
        ):
            where = "dateline" if own else "lead"
            notices.append(_contradiction(f"the {where}'s {_WEEKDAYS[weekday - 1]}", exact))
        return exact, "dateline"
    if known is not None:
        latest = known + timedelta(days=1)
        return max(days_of_years(parts.month, parts.day, latest), default=None), "dateline"
    exact, by_weekday = infer_year(parts.month, parts.day, weekday, named_years(layout, as_of.year), as_of)
    if exact is None:
        return None, None
    words = parts.date.text if parts.date else f"{parts.month}-{parts.day}"
    grounds = f"{_WEEKDAYS[weekday - 1]} in the {'dateline' if own else 'lead'}" if weekday and by_weekday else _YEARS
    notices.append(Notice("year-inferred", f"The dateline's {words!r} was read as {exact.isoformat()}, by {grounds}."))
    return exact, "dateline+weekday" if by_weekday else "dateline"


#: The news of a lead may be some days old; the day of a saying is that of the dateline.
_LAG = 3
_YEARS = "the years and events the text names and as_of"
#: What makes a day of the lead another than that of the news.
_OTHER_DAY = re.compile(
    r"\b(?:will|would|to|due|scheduled|planned|set|by|until|till|before|next|since|after|from|between|born|dated)\b"
    r"[^.;]{0,40}$"
)
_SAYS_NEXT = re.compile(r"^,?\s[^.;]{0,60}\b(?:said|says|told|announced|reported)\b")


def _day_of_lead(layout: Layout, as_of: datetime.date, notices: list[Notice]) -> datetime.date | None:
    """The day of the news where only the lead gives it: "said on Monday, May 5, 2014", "On May 5, 2014, ... said".

    A day counts that stands with a saying, or carries its weekday; without a year, only with its weekday.
    """
    for paragraph in layout.paragraphs[:LEAD_PARAGRAPHS]:
        text = layout.text[paragraph.start : paragraph.end]
        for found in search(time_words(text)):
            numbers = calendar_numbers(found) if found.rule in ("day_month", "month_day") else None
            before = text[max(0, found.start - 120) : found.start]
            if numbers is None or _OTHER_DAY.search(before) or found.has("YEARUNIT"):
                continue
            weekday, year = found.first("WEEKDAY"), found.first("YEAR")
            told = SAID.search(before) or (
                not before.strip(" \tOn") and _SAYS_NEXT.match(text[found.end : found.end + 120])
            )
            if weekday is None and (year is None or not told):
                continue
            exact = _exact(numbers, year, weekday, layout, as_of)
            if exact is not None and exact <= as_of:
                words = text[found.start : found.end]
                message = f"The day of publication was read from {words!r} in the lead: {exact.isoformat()}."
                notices.append(Notice("date-from-text", message))
                return exact
    return None


def _exact(
    numbers: tuple[int, int], year: Word | None, weekday: Word | None, layout: Layout, as_of: datetime.date
) -> datetime.date | None:
    """The full day of month and day, with the year given or, where there is none, inferred from the weekday."""
    if year is not None:
        return day_of(int(year.value), *numbers)
    if weekday is None:
        return None
    exact, by_weekday = infer_year(*numbers, int(weekday.value), named_years(layout, as_of.year), as_of)
    return exact if by_weekday else None


_WITH_WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s(?:the\s)?"
    r"(?:[A-Z][a-z]+\.?\s\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?[A-Z][a-z]+),?\s\d{4}\b"
)


def _weekdays_that_disagree(layout: Layout) -> Iterator[Notice]:
    """A notice for each full date of the body whose weekday was another."""
    for paragraph in layout.paragraphs:
        for match in _WITH_WEEKDAY.finditer(layout.text, paragraph.start, paragraph.end):
            exact = parse_day(match.group(), datetime.date.max - timedelta(days=1))
            span = Span.of(layout.text, match.start(), match.end())
            weekday = _weekday_in(span)
            if exact is not None and weekday is not None and weekday != exact.isoweekday():
                yield _contradiction(f"{match.group()!r}", exact)


def _weekday_in(span: Span | None) -> int | None:
    """The ISO weekday that a date line names."""
    words = time_words(span.text) if span is not None else ()
    return next((int(word.value) for word in words if word.kind == "WEEKDAY"), None)


def _check_weekday(span: Span, found: datetime.date | None, notices: list[Notice]) -> None:
    """A weekday in a date line that is not the weekday of its date is a contradiction."""
    weekday = _weekday_in(span)
    if found is not None and weekday is not None and weekday != found.isoweekday():
        notices.append(_contradiction(f"{span.text!r}", found))


def _contradiction(named: str, found: datetime.date) -> Notice:
    actual = _WEEKDAYS[found.isoweekday() - 1]
    return Notice("date-contradiction", f"{found.isoformat()} was a {actual}, which does not agree with {named}.")
