"""Days, months and years as stretches of time: how finely a time is best shown, and where a stretch begins and ends."""

from __future__ import annotations

import calendar
import re
from datetime import date as Day

#: Letters of an ISO day that name a stretch, by its name.
LETTERS = {"day": 10, "month": 7, "year": 4}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FINE, _COARSE = 200, 10 * 366


def grain_for(first: str | None, last: str | None) -> str:
    """Day, month or year, so that a chart from one ISO day to another has neither too many bars nor too few.

    >>> [grain_for(first, "2026-05-31") for first in ("2026-03-01", "2024-01-01", "1945-01-01")]
    ['day', 'month', 'year']
    """
    start, end = parsed(first), parsed(last)
    if start is None or end is None:
        return "month"
    days = (end - start).days
    return "day" if days <= _FINE else "month" if days <= _COARSE else "year"


def ends(period: str) -> tuple[str, str]:
    """The first and last day of a stretch.

    >>> ends("2024"), ends("2024-02"), ends("2024-02-03")
    (('2024-01-01', '2024-12-31'), ('2024-02-01', '2024-02-29'), ('2024-02-03', '2024-02-03'))
    """
    if len(period) == LETTERS["year"]:
        return f"{period}-01-01", f"{period}-12-31"
    if len(period) == LETTERS["month"]:
        days = calendar.monthrange(int(period[:4]), int(period[5:]))[1]
        return f"{period}-01", f"{period}-{days:02}"
    return period, period


def parsed(day: str | None) -> Day | None:
    """An ISO day; None for anything else.

    >>> parsed("2024-02-30"), parsed("2024-02-29")
    (None, datetime.date(2024, 2, 29))
    """
    if not day or not _DAY.fullmatch(day):
        return None
    try:
        return Day.fromisoformat(day)
    except ValueError:
        return None


def begun(day: str | None) -> Day | None:
    """The first day of an ISO day, month or year; None for anything else.

    >>> begun("2025-08"), begun("2025"), begun("2025-W04")
    (datetime.date(2025, 8, 1), datetime.date(2025, 1, 1), None)
    """
    rest = {LETTERS["month"]: "-01", LETTERS["year"]: "-01-01"}
    return parsed(day + rest.get(len(day), "")) if day else None


def every_period(first: str, last: str, most: int = 600) -> list[str]:
    """Every day, month or year from one to another, both included; the last `most` of them.

    >>> every_period("2023-11", "2024-02"), every_period("2024-02-28", "2024-03-01"), every_period("2023", "2024")
    (['2023-11', '2023-12', '2024-01', '2024-02'], ['2024-02-28', '2024-02-29', '2024-03-01'], ['2023', '2024'])
    """
    if len(first) == LETTERS["day"]:
        start, stop = Day.fromisoformat(first).toordinal(), Day.fromisoformat(last).toordinal()
        return [Day.fromordinal(number).isoformat() for number in range(max(start, stop - most + 1), stop + 1)]
    if len(first) == LETTERS["year"]:
        return [f"{year:04}" for year in range(max(int(first), int(last) - most + 1), int(last) + 1)]
    start, stop = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(max(start, stop - most + 1), stop + 1)]
