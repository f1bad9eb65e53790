"""Days, months and years as people write them, as the bounds of a period."""

from __future__ import annotations

import datetime
import re

from onrecord.errors import QueryError

#: The character after "9".
_AFTER_ALL = ":"
_SHAPE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def first_of(text: str) -> str:
    """The first day of a year, a month or a day; raises QueryError for anything else.

    >>> first_of("2022"), first_of("2022-05"), first_of("2022-05-03")
    ('2022', '2022-05', '2022-05-03')
    """
    _start(text)
    return text


def after(text: str) -> str:
    """What follows a year, a month or a day: everything up to it is less. Raises QueryError for anything else.

    >>> after("2022"), after("2022-12"), after("2022-02-28")
    ('2023', '2023-01', '2022-03-01')
    """
    day = _start(text)
    if day.year == datetime.MAXYEAR:
        return _AFTER_ALL
    if len(text) == 10:
        return (day + datetime.timedelta(days=1)).isoformat()
    if len(text) == 7 and day.month < 12:
        return f"{day.year:04}-{day.month + 1:02}"
    return f"{day.year + 1:04}" if len(text) == 4 else f"{day.year + 1:04}-01"


def _start(text: str) -> datetime.date:
    if _SHAPE.fullmatch(text):
        try:
            return datetime.date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)
        except ValueError:
            pass
    raise QueryError(f"{text!r} is no day, month or year", remedy="Write it as 2022, 2022-05 or 2022-05-03.")
