"""What expressions counted from another point mean: two weeks ago, the following month, the year-earlier quarter."""

from __future__ import annotations

from datetime import date

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found, search
from onrecord.dates.lengths import UNIT_KINDS, amount_of, length, unit_of
from onrecord.dates.periods import Period
from onrecord.dates.points import UNKNOWN_DATE, Meaning, dated, month_and_day, step_of, weekday, year_of

_GRAIN = {
    "D": "day",
    "W": "week",
    "2W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "century",
}
#: A quarter that is asked for in the future but ended at most so many days ago is the one reported on.
REPORTING_DAYS = 120


def counted(found: Found, context: Context) -> Meaning | None:
    """Two weeks ago, four months later, a day earlier, a year before."""
    unit, amount = unit_of(found), amount_of(found)
    word = found.words[-1]
    forward = (word.kind != "REF" and word.value == "1") or word.kind == "REF"
    if unit is None:
        return None
    if amount is None and word.kind not in ("AGO", "REF"):
        return Meaning("DURATION", length(None, unit.value))
    if amount is None:
        return Meaning("DATE", "FUTURE_REF" if forward else "PAST_REF")
    grain = _GRAIN.get(unit.value)
    if grain is None or amount != int(amount):
        return UNKNOWN_DATE if grain else _clock_counted(found, context)
    if unit.value == "2W":
        amount *= 2
    from_today = word.kind == "AGO" or word.kind == "REF"
    return dated(_moved(context, grain, int(amount) if forward else -int(amount), from_today))


#: How many words may stand between "a day after" and the date of what it is counted from.
_EVENT_WORDS = 6


def counted_after(found: Found, context: Context) -> Meaning | None:
    """A day after Monday's vote, two weeks before the May 5 summit, a year after the talks on May 5, 1998."""
    unit, amount, link = unit_of(found), amount_of(found), found.words[-1]
    grain = _GRAIN.get(unit.value) if unit is not None else None
    anchor = _day_after(found, context)
    if unit is None or grain is None or amount is None or amount != int(amount) or anchor is None:
        return UNKNOWN_DATE if grain is not None else Meaning("TIME", None)
    steps = int(amount) * int(link.value) * (2 if unit.value == "2W" else 1)
    if grain in ("day", "week"):
        return dated(anchor.moved(steps, grain))
    return dated(Period.around(anchor.first, grain).moved(steps))


def _day_after(found: Found, context: Context) -> Period | None:
    """The day that the words right after the expression name."""
    first = found.at + len(found.words)
    for at in range(first, min(first + _EVENT_WORDS, len(context.words))):
        following = next(search(context.words[at : at + _EVENT_WORDS]), None)
        if following is None or following.at or following.rule not in ("weekday", "month_day", "day_month"):
            continue
        named = Found(following.rule, at, following.words)
        meaning = weekday(named, context) if named.rule == "weekday" else month_and_day(named, context)
        return meaning.period if meaning is not None else None
    return None


def day_beyond(found: Found, context: Context) -> Meaning | None:
    """The day before yesterday, the day after tomorrow; the day before, of the day under discussion."""
    link, word = found.first("BEFORE"), found.first("DAYWORD")
    base = context.today() if word is not None else context.counted_from("day")
    if base is None or link is None or base.grain != "day":
        return UNKNOWN_DATE
    return dated(base.moved(int(link.value) + (int(word.value) if word else 0)))


def year_ago(found: Found, context: Context) -> Meaning | None:
    """Year-earlier, the year-ago."""
    return dated(_moved(context, "year", -1, False))


def unit_deictic(found: Found, context: Context) -> Meaning | None:
    """This week, last month, the following year, late next year, the current quarter."""
    unit = found.first(*UNIT_KINDS)
    if unit is None:
        return None
    grain = "weekend" if unit.kind == "WEEKEND" else _GRAIN[unit.value]
    step = step_of(found) or 0
    if found.has("MORE") and found.words[-2].text.lower() != "full":
        return None
    if grain == "day" and found.has("LAST", "THIS", "CURRENT", "LATEST"):
        return None
    if grain == "quarter" and found.has("LATEST", "SAME"):
        return dated(_reported_quarter(context))
    if grain == "weekend":
        return dated(_weekend(context, step, context.direction(found)))
    if found.has("FOLLOWING", "PREVIOUS", "SAME") or (grain == "day" and step):
        anchor = context.counted_from(grain)
        period = None if anchor is None else Period.around(anchor.first, grain)
    else:
        period = context.today(grain)
    return dated(period.moved(step) if period else None)


def weekday_of_week(found: Found, context: Context) -> Meaning | None:
    """Thursday last week; Tuesday of next week."""
    week, day = context.today("week"), found.first("WEEKDAY")
    moved = week.moved(step_of(found) or 0) if week is not None else None
    if moved is None or day is None:
        return UNKNOWN_DATE
    return dated(Period("day", moved.first).moved(int(day.value) - 1))


def unit_with_article(found: Found, context: Context) -> Meaning | None:
    """The end of the year, earlier in the week: the unit under way."""
    unit = found.words[-1]
    grain = "weekend" if unit.kind == "WEEKEND" else _GRAIN[unit.value]
    if grain == "day":
        return None
    if grain == "quarter":
        return dated(context.quarter or context.today(grain))
    return dated(context.today(grain))


def year_end(found: Found, context: Context) -> Meaning | None:
    """Year-end, year's end."""
    return dated(context.today("year"))


def weekend(found: Found, context: Context) -> Meaning | None:
    """The weekend: the last one, or the one to come."""
    if found.words[0].kind != "THE":
        return None
    return dated(_weekend(context, 0, context.direction(found)))


def that_unit(found: Found, context: Context) -> Meaning | None:
    """That year, that week: the one just named."""
    unit = found.words[-1]
    if unit.kind == "DAY":
        return dated(context.day) if context.day else None
    anchor = context.reference or context.today()
    grain = "weekend" if unit.kind == "WEEKEND" else _GRAIN[unit.value]
    return dated(Period.around(anchor.first, grain)) if anchor else UNKNOWN_DATE


def nth_quarter(found: Found, context: Context) -> Meaning | None:
    """The third quarter; fourth-quarter; the second half of 1989; Q3 2015; last year's first quarter."""
    number = found.first("ORD", "ORDNUM", "QUARTERNUM", "HALFNUM")
    half = found.has("HALF", "HALFNUM")
    if number is None:
        return dated(_quarter_of_year(found, context))
    if half and not (found.has("YEAR", "YEARUNIT", "HALFNUM", "SHORTYEAR")):
        return None
    size, grain = (6, "half") if half else (3, "quarter")
    if not 1 <= int(number.value) <= 12 // size:
        return None
    month = (int(number.value) - 1) * size + 1
    year = year_of(found, context)
    if year is None and found.has("AGO", "EARLIER"):
        period = _last_begun(context, grain, month)
        return dated(period.moved(-1, "year") if period else None)
    if year is None and found.has("YEARUNIT") and context.published:
        year = context.published.year
    if year is not None:
        return dated(_about_quarter(Period(grain, date(year, month, 1)), context))
    period = _last_begun(context, grain, month)
    told_of = period is None or context.published is None or (context.published - period.last).days <= REPORTING_DAYS
    if period is not None and not told_of and context.direction(found) > 0:
        period = period.moved(1, "year")
    return dated(_about_quarter(period, context) if period else None)


def _about_quarter(period: Period, context: Context) -> Period:
    """Remember the quarter that the report is about: one of the year before is only compared with it."""
    if period.grain == "quarter" and (context.quarter is None or period.first > context.quarter.first):
        context.quarter = period
    return period


def fiscal_year(found: Found, context: Context) -> Meaning | None:
    """Fiscal 1989; the current fiscal year; the fiscal year."""
    year = year_of(found, context)
    if year is None and found.words[-1].kind == "YEARUNIT":
        step = step_of(found)
        if step is None:
            return Meaning("DURATION", "P1Y")
        today = context.today("year")
        return dated(today.moved(step) if today else None)
    return UNKNOWN_DATE if year is None else dated(Period("year", date(year, 1, 1)))


def account_period(found: Found, context: Context) -> Meaning | None:
    """The latest period, the 1988 period, the year-ago period: the quarter reported on, or the same a year before.

    Where no quarter is under discussion, the 1988 period is the year.
    """
    year = year_of(found, context)
    if context.quarter is None and year is not None:
        return dated(Period("year", date(year, 1, 1)))
    return dated(_quarter_of_year(found, context))


def the_quarter(found: Found, context: Context) -> Meaning | None:
    """The quarter: the one under discussion."""
    return dated(_reported_quarter(context))


def the_unit(found: Found, context: Context) -> Meaning | None:
    """The year, the week: a length where an end is told ("the year ended March 31"), else the one under way."""
    unit, after = found.words[-1], context.after(found)
    if unit.kind == "YEARUNIT" and after is not None and after.text.lower() in ("ended", "ending", "ends"):
        return Meaning("DURATION", "P1Y")
    if unit.kind == "QUARTER":
        return the_quarter(found, context)
    before = context.before(found)
    if before is None or before.kind not in ("FOR", "DURING", "OF", "IN"):
        return None
    if after is not None and after.kind in ("OTHER", "WHEN", "POSS") and after.text[0].isalnum():
        return None
    return dated(context.today(_GRAIN[unit.value]))


def _quarter_of_year(found: Found, context: Context) -> Period | None:
    period = _reported_quarter(context)
    if period is None:
        return None
    if found.has("AGO", "EARLIER"):
        return period.moved(-1, "year")
    year = year_of(found, context)
    return period if year is None else period.moved(year - period.first.year, "year")


def _reported_quarter(context: Context) -> Period | None:
    """The quarter under discussion, else the last that was over when the report was published."""
    if context.quarter is not None:
        return context.quarter
    today = context.today("quarter")
    return today.moved(-1) if today else None


def _last_begun(context: Context, grain: str, month: int) -> Period | None:
    if context.published is None:
        return None
    period = Period(grain, date(context.published.year, month, 1))
    return period if period.first <= context.published else period.moved(-1, "year")


def _weekend(context: Context, step: int, direction: int) -> Period | None:
    """The weekend of this ISO week when it has begun or is to come, else the one before."""
    if context.published is None:
        return None
    this = Period.around(context.published, "weekend")
    if step:
        return this.moved(step, "week") if step > 0 or this.first > context.published else this
    if direction < 0 or (direction == 0 and context.published.isoweekday() < 4):
        return this if this.first <= context.published else this.moved(-1, "week")
    return this


def _moved(context: Context, grain: str, steps: int, from_today: bool) -> Period | None:
    """So many units before or after publication ("ago") or the period under discussion ("earlier", "later")."""
    anchor = context.today() if from_today else context.counted_from(grain)
    if anchor is None:
        return None
    if grain == "year" and context.quarter is not None and steps == -1:
        return context.quarter.moved(steps, "year")
    if grain == "day" and anchor.grain != "day":
        return None
    if anchor.grain in ("decade", "century") and grain == "year":
        return None
    return Period.around(anchor.first, grain).moved(steps)


def _clock_counted(found: Found, context: Context) -> Meaning | None:
    """Two hours ago: a time that cannot be told to the hour without a clock."""
    return Meaning("TIME", None)
