"""The days that a date of the record covers, also where it is coarse: a year, a month, a week, a season, a range."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.errors import QueryError

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11)}
_QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12), "H1": (1, 6), "H2": (7, 12)}
_ASKED = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_FORM = re.compile(r"(\d{4})(?:-(\d\d|W\d\d|[A-Z][A-Z0-9]))?(?:-(\d\d|WE))?(?:T.*)?")


def period(value: str | None) -> tuple[date, date] | None:
    """First and last day that a TIMEX3 value covers; None for none and for one that names no days.

    >>> [tuple(map(str, period(value))) for value in ("2006-04", "2024-W23", "2019-SU")]
    [('2006-04-01', '2006-04-30'), ('2024-06-03', '2024-06-09'), ('2019-06-01', '2019-08-31')]
    >>> period("PAST_REF") is None
    True
    """
    if value is None:
        return None
    if "/" in value:
        first, _, last = value.partition("/")
        low, high = period(first), period(last)
        return (low[0], high[1]) if low and high and low[0] <= high[1] else None
    match = _FORM.fullmatch(value)
    if match is None:
        return None
    try:
        return _days(int(match[1]), match[2], match[3])
    except ValueError:  # no such day in the calendar
        return None


def _days(year: int, part: str | None, rest: str | None) -> tuple[date, date] | None:
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    if part.startswith("W"):
        monday = date.fromisocalendar(year, int(part[1:]), 1)
        return (monday + timedelta(5 if rest == "WE" else 0)), monday + timedelta(6)
    if part in _SEASONS or part in _QUARTERS:
        first, last = (_SEASONS | _QUARTERS)[part]
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if not part.isdigit():
        return None
    month = int(part)
    if rest is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date(year, month, int(rest))
    return day, day


def day_asked(value: str | date | None, name: str) -> date | None:
    """The day that a caller gives as an ISO string or date; raises QueryError for anything else."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise QueryError(
            f"{name} {value!r} is not a day", remedy="Give it as YYYY-MM-DD, such as 2022-12-26."
        ) from error


def bounds_asked(since: str | date | None, until: str | date | None) -> tuple[date | None, date | None]:
    """The first and the last day that a caller gives, each as a day, a month or a year; raises QueryError.

    >>> [str(day) for day in bounds_asked("2022", "2022-05")]
    ['2022-01-01', '2022-05-31']
    """
    first, last = (_bound(value, name) for value, name in ((since, "since"), (until, "until")))
    return first[0] if first else None, last[1] if last else None


def _bound(value: str | date | None, name: str) -> tuple[date, date] | None:
    if value is None:
        return None
    days = (value, value) if isinstance(value, date) else period(value) if _ASKED.fullmatch(value) else None
    if days is None:
        raise QueryError(f"{name} {value!r} is no day, month or year", remedy="Give it as 2022, 2022-05 or 2022-05-03.")
    return days
