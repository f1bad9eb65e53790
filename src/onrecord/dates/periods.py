"""Periods of the calendar and the arithmetic of TIMEX3 values: days, weeks, months, quarters, years and longer.

A period knows its grain and its first day; its value is the TIMEX3 string. Weeks are ISO weeks, which begin on Monday;
a season belongs to the year that it begins in, winter excepted, which is named after the year of its December.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

#: Grains from fine to coarse; "a day earlier" cannot be counted from a period coarser than a day.
GRAINS = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar: `grain` is one of GRAINS, `first` its first day."""

    grain: str
    first: date

    @property
    def value(self) -> str:
        """The TIMEX3 value.

        >>> Period.around(date(2008, 2, 19), "week").value, Period.around(date(2008, 2, 19), "quarter").value
        ('2008-W08', '2008-Q1')
        """
        return _value(self.grain, self.first)

    @property
    def last(self) -> date:
        """The last day of the period."""
        if self.grain == "weekend":
            return self.first + timedelta(days=1)
        following = _moved(self.grain, self.first, 1)
        return following - timedelta(days=1) if following is not None else date.max

    @classmethod
    def around(cls, day: date, grain: str) -> Period:
        """The period of that grain that holds the day; for a weekend, the one of the day's ISO week."""
        return cls(grain, _begin(grain, day))

    @classmethod
    def season(cls, year: int, code: str) -> Period:
        """The season of a year by its TIMEX3 code (SP, SU, FA, WI)."""
        return cls("season", date(year, SEASON_MONTHS[code], 1))

    def moved(self, steps: int, unit: str | None = None) -> Period | None:
        """This period `steps` units later (earlier when negative), of the same grain; `unit` is its own grain if None.

        None where the unit is finer than the grain (a day after "2006-04" is no one month), or outside the calendar.

        >>> Period("quarter", date(1989, 7, 1)).moved(-1, "year").value
        '1988-Q3'
        >>> Period("day", date(2024, 3, 31)).moved(-1, "month").value
        '2024-02-29'
        """
        unit = unit or self.grain
        if GRAINS.index(unit) < GRAINS.index(self.grain):
            return None
        first = _moved(unit, self.first, steps)
        return None if first is None else Period(self.grain, _begin(self.grain, first))


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (31 June).

    >>> day_of(2023, 2, 29) is None
    True
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def weekday_near(anchor: date, weekday: int, direction: int, *, same_day: bool = True) -> date:
    """The day with ISO weekday 1 to 7 nearest before (`direction` < 0) or after the anchor, which itself may count.

    >>> weekday_near(date(2008, 2, 19), 6, -1)
    datetime.date(2008, 2, 16)
    """
    ahead = (weekday - anchor.isoweekday()) % 7
    if direction < 0:
        back = (7 - ahead) % 7
        return anchor - timedelta(days=back if back or same_day else 7)
    return anchor + timedelta(days=ahead if ahead or same_day else 7)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - leap - rest % 4) % 7
    shift = (golden + 11 * leap + 22 * week) // 451
    month, day = divmod(leap + week - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def julian_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, as a day of the Gregorian calendar.

    >>> julian_easter(2024)
    datetime.date(2024, 5, 5)
    """
    moon = (19 * (year % 19) + 15) % 30
    month, day = divmod(moon + (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7 + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def holiday(rule: str, year: int) -> date | None:
    """The day of a holiday in a year, from its rule in the table; None for one that follows the moon and has no rule.

    A rule is MM-DD, easter+N, orthodox+N (days from that church's Easter), or MM-W-N, the Nth weekday W of the month.

    >>> holiday("11-4-4", 2023), holiday("05-1--1", 2024)
    (datetime.date(2023, 11, 23), datetime.date(2024, 5, 27))
    """
    if not rule:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    if rule.startswith("orthodox"):
        return julian_easter(year) + timedelta(days=int(rule.removeprefix("orthodox")))
    parts = rule.split("-", 2)
    month = int(parts[0])
    if len(parts) == 2:
        return date(year, month, int(parts[1]))
    weekday, count = int(parts[1]), int(parts[2])
    if count > 0:
        return weekday_near(date(year, month, 1), weekday, 1) + timedelta(weeks=count - 1)
    return weekday_near(date(year, month, calendar.monthrange(year, month)[1]), weekday, -1)


def _value(grain: str, first: date) -> str:
    year, week, _ = first.isocalendar()
    forms = {
        "day": first.isoformat(),
        "week": f"{year:04d}-W{week:02d}",
        "weekend": f"{year:04d}-W{week:02d}-WE",
        "month": f"{first.year:04d}-{first.month:02d}",
        "quarter": f"{first.year:04d}-Q{(first.month + 2) // 3}",
        "half": f"{first.year:04d}-H{(first.month + 5) // 6}",
        "year": f"{first.year:04d}",
        "decade": f"{first.year // 10:03d}",
        "century": f"{first.year // 100:02d}",
    }
    if grain == "season":
        code = next(code for code, month in SEASON_MONTHS.items() if month == first.month)
        return f"{first.year:04d}-{code}"
    return forms[grain]


def _begin(grain: str, day: date) -> date:
    """First day of the period of that grain that holds the day."""
    if grain == "day":
        return day
    if grain == "week":
        return day - timedelta(days=day.weekday())
    if grain == "weekend":
        return day + timedelta(days=5 - day.weekday()) if day.weekday() < 5 else day - timedelta(days=day.weekday() - 5)
    if grain == "season":
        month = (day.month // 3 * 3) or 12
        return date(day.year - (1 if day.month < 3 else 0), month, 1)
    size = _MONTHS_IN[grain]
    if size <= 12:
        return date(day.year, (day.month - 1) // size * size + 1, 1)
    years = size // 12
    return date(max(day.year // years * years, 1), 1, 1)


def _moved(unit: str, day: date, steps: int) -> date | None:
    if unit in _DAYS_IN:
        ordinal = day.toordinal() + steps * _DAYS_IN[unit]
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    months = day.year * 12 + day.month - 1 + steps * _MONTHS_IN[unit]
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
