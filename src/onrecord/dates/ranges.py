"""The day of a range of days that lacks its month: the 7 of "May 3-7", the 3 of "from 3 to 7 May"."""

from __future__ import annotations

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found
from onrecord.dates.periods import Period, day_of
from onrecord.dates.points import UNKNOWN_DATE, Meaning, dated

_BEFORE_RANGE = frozenset({"FROM", "ON", "BY", "OF", "FOR", "DURING", "IN", "COMMA", "OPEN"})
_AFTER_RANGE = frozenset({"COMMA", "DOT", "IN", "AT", "ON", "FOR", "OPEN", "CONJ", "WHEN"})


def range_end(found: Found, context: Context) -> Meaning | None:
    """The second day of "May 3 to 7", "May 3-7, 2014", "between May 3 and 7"."""
    link, month = context.words[found.at - 1], context.words[found.at - 3]
    after = context.after(found)
    if link.text.lower() in ("and", "or") and found.at > 3:
        between = context.words[found.at - 4].text.lower() == "between"
        if not (between or found.has("YEAR") or after is None or after.kind in _AFTER_RANGE):
            return None  # "on May 3 and 7 others died"
    first = int(context.words[found.at - 2].value)
    day = int(found.words[0].value)
    if day <= first:
        return None
    year = found.first("YEAR")
    if year is None and context.day is None:
        return UNKNOWN_DATE
    number = int(year.value) if year is not None else context.day.first.year if context.day else 0
    exact = day_of(number, int(month.value), day)
    return None if exact is None else dated(Period("day", exact))


def range_begin(found: Found, context: Context) -> Meaning | None:
    """The first day of "from 3 to 7 May", "3-7 May 2014", "between 3 and 7 May"."""
    following = [word for steps in range(1, 8) if (word := context.after(found, steps)) is not None]
    before = context.before(found)
    at = next(place for place, word in enumerate(following) if word.kind == "MONTH")
    between = before is not None and (before.kind in _BEFORE_RANGE or before.text.lower() == "between")
    if following[0].kind != "HYPHEN" and before is not None and not between:
        return None
    month, day = int(following[at].value), int(found.words[-1].value)
    year = next((int(word.value) for word in following[at + 1 : at + 3] if word.kind == "YEAR"), None)
    if year is None:
        return dated(context.yearless_day(month, day, context.direction(found)))
    exact = day_of(year, month, day)
    return None if exact is None else dated(Period("day", exact))
