"""What calendar dates, weekdays and times of day mean: one function for each rule of the grammar.

Each takes the expression and its context and gives its Meaning, or None where the words are no time expression
("May" as a name, 1995 as a number of people).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found
from onrecord.dates.lexer import Word
from onrecord.dates.periods import SEASON_MONTHS, Period, day_of, holiday, weekday_near


@dataclass(frozen=True, slots=True)
class Meaning:
    """TIMEX3 type and value of an expression, and the period of the calendar that it names, if it names one."""

    type: str
    value: str | None
    period: Period | None = None


Resolver = Callable[[Found, Context], Meaning | None]
UNKNOWN_DATE = Meaning("DATE", None)
_STEPS = {"LAST": -1, "PREVIOUS": -1, "LATEST": -1, "NEXT": 1, "FOLLOWING": 1, "THIS": 0, "CURRENT": 0, "SAME": 0}
_PREPOSITIONS = (
    "IN",
    "SINCE",
    "BY",
    "FROM",
    "DURING",
    "OF",
    "BEFORE",
    "FOR",
    "CONJ",
    "ON",
    "LAST",
    "NEXT",
    "THIS",
    "EARLY",
)
#: Names of months that are also words or given names, so that they need a sign of a date beside them.
_AMBIGUOUS_MONTHS = frozenset(
    {"may", "march", "april", "june", "august", "jan", "jan.", "mar", "mar.", "dec", "sep", "oct"}
)


def dated(period: Period | None) -> Meaning:
    """The meaning of a DATE; without a period, a date that cannot be told."""
    return UNKNOWN_DATE if period is None else Meaning("DATE", period.value, period)


def step_of(found: Found) -> int | None:
    """-1 for last, this past; 1 for next, following; 0 for this, current; None without such a word."""
    steps = [_STEPS[word.kind] for word in found.words if word.kind in _STEPS]
    return next((step for step in steps if step), 0) if steps else None


def year_of(found: Found, context: Context) -> int | None:
    """The year that the expression names in digits, or by "last year", "this year"."""
    word = found.first("YEAR", "SHORTYEAR")
    if word is not None:
        return full_year(word, context.published)
    if found.has("YEARUNIT") and context.published is not None:
        step = step_of(found)
        return None if step is None else context.published.year + step
    return None


def full_year(word: Word, published: date | None) -> int:
    """A year from its digits; two digits mean the century that lies nearest to publication."""
    if word.kind == "YEAR":
        return int(word.value)
    return two_digit_year(int(word.value), published)


def two_digit_year(short: int, published: date | None) -> int:
    """The year ending in two digits that lies nearest to publication, at most ten years ahead.

    >>> two_digit_year(89, date(1991, 5, 1)), two_digit_year(5, date(1991, 5, 1))
    (1989, 1905)
    """
    limit = (published.year if published else 2020) + 10
    return limit - (limit - short) % 100


def iso(found: Found, context: Context) -> Meaning | None:
    """2022-12-26, 2022-12-26T14:30."""
    year, month, day = (int(part) for part in found.words[0].text[:10].split("-"))
    exact = day_of(year, month, day)
    if exact is None:
        return None
    clock = found.words[0].text[11:16]
    if clock:
        return Meaning("TIME", f"{exact.isoformat()}T{clock}", Period("day", exact))
    return dated(Period("day", exact))


def slash(found: Found, context: Context) -> Meaning | None:
    """10/24/89 (month first), 24/10/1989 where the first number cannot be a month, 26.12.2022 (day first)."""
    text = found.words[0].text
    first, second, year = (int(part) for part in re.split(r"[/.]", text))
    if len(text.replace(".", "/").rsplit("/", 1)[1]) == 2:
        year = two_digit_year(year, context.published)
    day_first = "." in text or first > 12
    month, day = (second, first) if day_first else (first, second)
    exact = day_of(year, month, day)
    return None if exact is None else dated(Period("day", exact))


def month_and_day(found: Found, context: Context) -> Meaning | None:
    """December 26; 26 December 2022; Friday, Sept. 3."""
    period = _calendar_day(found, context)
    if period is None and context.published is not None:
        return None
    return dated(period)


def month_and_year(found: Found, context: Context) -> Meaning | None:
    """April 2006; January this year; the end of May '97."""
    month = _number(found, "MONTH")
    year = year_of(found, context)
    return UNKNOWN_DATE if year is None else dated(Period("month", date(year, month, 1)))


def month(found: Found, context: Context) -> Meaning | None:
    """August; last April; mid-March."""
    if not _is_month(found, context):
        return None
    number = _number(found, "MONTH")
    year = context.year_of_range(found)
    if year is not None:
        return dated(Period("month", date(year, number, 1)))
    step = step_of(found)
    if step == 0 and context.published is not None:
        return dated(Period("month", date(context.published.year, number, 1)))
    direction = step if step else context.direction(found)
    period = context.yearless("month", number, direction or -1)
    if period is not None and step and period == context.today("month"):
        period = period.moved(step, "year")
    return dated(period)


def weekday(found: Found, context: Context) -> Meaning | None:
    """Monday; next Friday; the previous Tuesday."""
    period = _weekday(found, context)
    return dated(period)


def dayword(found: Found, context: Context) -> Meaning | None:
    """Today, late yesterday, tomorrow."""
    today = context.today()
    return dated(today.moved(_number(found, "DAYWORD")) if today else None)


def nth_day(found: Found, context: Context) -> Meaning | None:
    """The 26th, of the month under discussion."""
    before, after = context.before(found), context.after(found)
    if before is None or before.kind not in ("ON", "BY", "FROM", "CONJ", "SINCE", "OF"):
        return None
    if after is not None and after.kind == "OTHER" and after.text[0].isalnum():
        return None
    anchor = context.counted_from("month")
    if anchor is None:
        return UNKNOWN_DATE
    exact = day_of(anchor.first.year, anchor.first.month, int(found.words[-1].value))
    return None if exact is None else dated(Period("day", exact))


def named_holiday(found: Found, context: Context) -> Meaning | None:
    """Christmas; Good Friday 2019; last Thanksgiving; Ramadan, which follows the moon, stays without a value."""
    word = found.first("HOLIDAY")
    year = year_of(found, context)
    if word is None or (context.published is None and year is None):
        return UNKNOWN_DATE
    if year is None and context.published is not None:
        around = range(context.published.year - 1, context.published.year + 2)
        days = [day for each in around if (day := holiday(word.value, each)) is not None]
        return dated(context.nearest([Period("day", day) for day in days], step_of(found) or context.direction(found)))
    day = holiday(word.value, year or 0)
    return dated(None if day is None else Period("day", day))


def season(found: Found, context: Context) -> Meaning | None:
    """This summer; the winter of 2019; autumn."""
    word = found.first("SEASON")
    bare = len(found.words) == 1
    before, after = context.before(found), context.after(found)
    if word is None or (bare and (before is None or before.kind not in _PREPOSITIONS)):
        return None
    if word.text.lower() == "fall" and not found.has("YEAR") and (bare or (after is not None and after.kind == "OF")):
        return None
    year = year_of(found, context)
    if year is not None:
        return dated(Period.season(year, word.value))
    step = step_of(found)
    if step == 0 and context.published is not None:
        options = [Period.season(context.published.year + shift, word.value) for shift in (-1, 0)]
        this = options[0] if options[0].last >= context.published else options[1]
        return dated(this)
    period = context.yearless("season", SEASON_MONTHS[word.value], step or context.direction(found) or -1)
    if period is not None and step and context.published and period.first <= context.published <= period.last:
        period = period.moved(step, "year")
    return dated(period)


def year(found: Found, context: Context) -> Meaning | None:
    """1992; the end of 1990; early '97."""
    word = found.first("YEAR", "SHORTYEAR")
    if word is None or not _is_year(found, word, context):
        return None
    first = date(full_year(word, context.published), 1, 1)
    half = found.first("HALF")
    if half is not None:
        late = found.has("LAST") or any(each.kind == "ORD" and each.number == 2 for each in found.words)
        return dated(Period("half", date(first.year, 7 if late else 1, 1)))
    return dated(Period("year", first))


def decade(found: Found, context: Context) -> Meaning | None:
    """The 1990s; the late '80s; the nineties."""
    word = found.first("DECADE")
    if word is None or (not found.has("THE") and not (len(word.value) == 3 and context.before(found))):
        return None
    digits = int(word.value)
    first = digits * 10 if digits >= 100 else two_digit_year(digits * 10, context.published)
    return dated(Period("decade", date(first, 1, 1)))


def century(found: Found, context: Context) -> Meaning | None:
    """The 20th century."""
    number = _number(found, "ORD", "ORDNUM")
    return dated(Period("century", date((number - 1) * 100 or 1, 1, 1)))


def time_of_day(found: Found, context: Context) -> Meaning | None:
    """10 p.m. Wednesday; noon; Friday evening; mid-afternoon yesterday; this morning."""
    if found.rule == "clock_at" and ":" not in found.words[-1].text:
        return None  # "at 14.50" is a price as often as a time
    if found.has("PARTDAY") and context.before(found) is not None and found.words[0].kind == "OTHER":
        return None
    day = _day_named(found, context)
    part = _part_of_day(found)
    if part is None:
        return None
    if day is None:
        return Meaning("TIME", None)
    return Meaning("TIME", f"{day.value}T{part}", day)


def tonight(found: Found, context: Context) -> Meaning | None:
    """Tonight; overnight."""
    today = context.today()
    return Meaning("TIME", f"{today.value}TNI" if today else None, today)


def _day_named(found: Found, context: Context) -> Period | None:
    """The day within an expression of a time of day; without one, the day under discussion."""
    if found.has("DAYWORD"):
        return dayword(found, context).period  # type: ignore[union-attr]
    if found.has("MONTH"):
        return _calendar_day(found, context)
    if found.has("WEEKDAY"):
        return _weekday(found, context)
    today = context.today()
    if found.has("LAST") and today is not None:
        return today.moved(-1)
    if found.has("THIS"):
        return today
    link, named = context.after(found), context.after(found, 2)
    if link is not None and link.kind == "OF" and found.has("THE"):
        return None
    if link is not None and link.kind == "ON" and named is not None and today is not None:
        if named.kind == "WEEKDAY":
            return Period("day", weekday_near(today.first, int(named.value), context.direction(found) or -1))
        number = context.after(found, 3)
        if named.kind == "MONTH" and number is not None and number.kind == "DAYNUM":
            return context.yearless_day(int(named.value), int(number.value), context.direction(found))
    base = context.day or today
    if base is not None and found.has("FOLLOWING", "NEXT"):
        return base.moved(1)
    if base is not None and found.has("PREVIOUS"):
        return base.moved(-1)
    return base


def _part_of_day(found: Found) -> str | None:
    noon, part = found.first("NOON"), found.first("PARTDAY")
    if noon is not None:
        return noon.value
    if part is not None:
        return part.value
    half = found.first("AMPM")
    clock = found.first("CLOCK")
    number = found.first("DAYNUM", "NUM") if clock is None else None
    if clock is not None:
        hour, minute = (int(each) for each in re.split("[:.]", clock.text)[:2])
    elif found.words[0].kind in ("MILCLOCK", "YEAR"):
        hour, minute = divmod(int(found.words[0].value), 100)
    elif number is not None:
        hour, minute = int(number.value), 0
    else:
        return None
    if half is not None:
        hour = hour % 12 + int(half.value or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None


def calendar_numbers(found: Found) -> tuple[int, int] | None:
    """Month and day of a calendar date, as numbers."""
    at = next((place for place, word in enumerate(found.words) if word.kind == "MONTH"), None)
    if at is None:
        return None
    beside = [word for word in found.words[max(at - 2, 0) : at + 3] if word.kind in ("DAYNUM", "ORDNUM", "ORD")]
    return (int(found.words[at].value), int(beside[0].value)) if beside else None


def _calendar_day(found: Found, context: Context) -> Period | None:
    numbers = calendar_numbers(found)
    if numbers is None:
        return None
    year = year_of(found, context) or context.year_of_range(found)
    if year is not None:
        exact = day_of(year, *numbers)
        return None if exact is None else Period("day", exact)
    return context.yearless_day(*numbers, step_of(found) or context.direction(found))


def _weekday(found: Found, context: Context) -> Period | None:
    number = _number(found, "WEEKDAY")
    if found.has("PREVIOUS", "FOLLOWING"):
        anchor = context.counted_from("day")
        way = step_of(found) or 1
        return None if anchor is None else Period("day", weekday_near(anchor.first, number, way, same_day=False))
    if context.published is None:
        return None
    step = step_of(found)
    if step is not None and step != 0:
        return Period("day", weekday_near(context.published, number, step, same_day=False))
    return Period("day", weekday_near(context.published, number, context.direction(found) or -1))


def _is_month(found: Found, context: Context) -> bool:
    """False for the verb "may", the verb "march" and people of those names."""
    word = found.words[-1]
    if word.text.lower() not in _AMBIGUOUS_MONTHS or len(found.words) > 1:
        return True
    before, after = context.before(found), context.after(found)
    if before is not None and before.kind in _PREPOSITIONS:
        return True
    if word.text.lower() in ("may", "march"):
        return False
    named_before = before is not None and before.kind == "OTHER" and before.text[0].isupper()
    named_after = after is not None and after.kind == "OTHER" and after.text[0].isupper()
    return not (named_before or named_after)


def _is_year(found: Found, word: Word, context: Context) -> bool:
    """False for numbers that only look like a year."""
    before, after = context.before(found), context.after(found)
    if word.kind == "SHORTYEAR":
        return before is not None and before.kind in _PREPOSITIONS
    if found.words[0].kind == "ABOUT" and after is not None and after.kind == "OTHER":
        return False
    if len(found.words) > 1:
        return True
    if before is not None and (before.kind in ("MONEY", "ABOUT", "SLASH") or before.text in "$£€#%+=/:No.no.Nos."):
        return False
    if before is not None and before.kind == "DOT" and before.end == found.start:
        return False
    if after is not None and (after.text in "%/:" or after.kind in ("NUMBER",)) and after.start <= found.end + 1:
        return False
    if 1900 <= int(word.value) <= 2035:
        return True
    return before is not None and before.kind in ("IN", "SINCE", "BY", "FROM", "OF", "BEFORE") and word.text.isdigit()


def _number(found: Found, *kinds: str) -> int:
    word = found.first(*kinds)
    return 0 if word is None else int(word.value)
