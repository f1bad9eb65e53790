"""Days and moments as metadata writes them: never guessed where two readings are possible."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?")
_YEARS = range(1800, 2200)
_LONGEST = 80


def day_in(value: object) -> datetime.date | None:
    """The day that a value of metadata names, in the clock that it was written in; None where it names no full day.

    Read are ISO 8601, its short form, and the dates of e-mail and feeds. 05/04/2026 is not: nobody knows which it is.

    >>> day_in("2026-05-04T23:30:00-05:00"), day_in("Mon, 04 May 2026 23:30:00 -0500"), day_in("05/04/2026")
    (datetime.date(2026, 5, 4), datetime.date(2026, 5, 4), None)
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    found = _moment(value)
    return found[0].date() if found else None


def moment_in(value: object) -> str | None:
    """The moment (or the day) that a value names, as ISO 8601; None where it names none.

    >>> moment_in("20260504T120000Z"), moment_in("2026-05-04"), moment_in("soon")
    ('2026-05-04T12:00:00+00:00', '2026-05-04', None)
    """
    if isinstance(value, datetime.date):
        return value.isoformat()
    found = _moment(value)
    if found is None:
        return None
    moment, timed = found
    return moment.isoformat() if timed else moment.date().isoformat()


def _moment(value: object) -> tuple[datetime.datetime, bool] | None:
    """What a value names, and whether it says more than the day."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    text = str(value).strip()
    if len(text) > _LONGEST:
        return None
    match = _ISO.fullmatch(text) or _BASIC.fullmatch(text)
    try:
        if match is None:
            found, timed = parsedate_to_datetime(text), True
        else:
            numbers = [int(part or 0) for part in match.groups()[:6]]
            found = datetime.datetime(*numbers, tzinfo=_zone(match[7]))  # type: ignore[misc,arg-type]
            timed = match[4] is not None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return (found, timed) if found.year in _YEARS else None


def _zone(text: str | None) -> datetime.timezone | None:
    if text is None:
        return None
    if text[0] not in "+-":
        return datetime.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    return datetime.timezone((-1 if text[0] == "-" else 1) * datetime.timedelta(hours=hours, minutes=minutes))
