"""What durations, sets and words without a date mean: two years, every week, recently."""

from __future__ import annotations

from onrecord.dates.context import Context
from onrecord.dates.grammar import Found
from onrecord.dates.lexer import Word
from onrecord.dates.points import Meaning

#: Kinds of words that name a unit of time; their value is the TIMEX3 unit (":T" marks units of the clock).
UNIT_KINDS = (
    "SECONDS", "MINUTE", "MINUTES", "HOUR", "HOURS", "DAY", "DAYS", "WEEK", "WEEKS", "WEEKEND", "FORTNIGHT",
    "FORTNIGHTS", "MONTHUNIT", "MONTHUNITS", "QUARTER", "QUARTERS", "YEARUNIT", "YEARUNITS", "DECADEUNIT",
    "DECADEUNITS", "CENTURY", "CENTURIES", "MILLENNIUM", "MILLENNIA",
)  # fmt: skip
_NUMBER_KINDS = ("NUM", "DAYNUM", "NUMBER", "YEAR", "MILCLOCK", "A", "FEW")
#: Bare plurals that news copy uses as lengths of time ("years of war"); the shorter units are seldom meant so.
_VAGUE_UNITS = frozenset({"D", "W", "M", "Y", "E", "C"})


def unit_of(found: Found) -> Word | None:
    """The word that names the unit of time."""
    return found.first(*UNIT_KINDS)


def amount_of(found: Found) -> float | None:
    """How many units; None where the number is vague ("several")."""
    word = found.first(*_NUMBER_KINDS)
    if word is None or word.value == "X":
        return None
    return word.number


def length(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length of time.

    >>> length(8, "M"), length(24, "H:T"), length(None, "Y"), length(2.5, "Y"), length(2, "E"), length(2, "2W")
    ('P8M', 'PT24H', 'PXY', 'P2Y6M', 'P20Y', 'P4W')
    """
    clock = "T" if unit.endswith(":T") else ""
    unit = unit.removesuffix(":T")
    if amount is None:
        return f"P{clock}X{unit[-1]}"
    if unit == "2W":
        return f"P{amount * 2:g}W"
    if unit == "E" and amount > 1:
        return f"P{amount * 10:g}Y"
    if amount != int(amount) and (unit, clock) in _HALVES:
        lower, per = _HALVES[unit, clock]
        rest = round((amount - int(amount)) * per)
        whole = f"{int(amount)}{unit}" if int(amount) else ""
        return f"P{clock}{whole}{rest}{lower}"
    return f"P{clock}{amount:g}{unit}"


_HALVES = {("Y", ""): ("M", 12), ("H", "T"): ("M", 60), ("M", "T"): ("S", 60)}


def duration(found: Found, context: Context) -> Meaning | None:
    """Eight-month, about two years, several weeks, a year; "a year" after an amount is a rate and so a SET."""
    unit = unit_of(found)
    if unit is None:
        return None
    amount = amount_of(found)
    count = found.first(*_NUMBER_KINDS)
    after = context.after(found)
    if unit.value == "Q" and found.has("HYPHEN") and count is not None and count.value == "3":
        return None
    before = context.before(found)
    if after is not None and after.kind == "OLD":
        return None
    if before is not None and before.text.lower() == "as" and found.words[0].kind == "FEW":
        return None
    if found.has("HALF"):
        return Meaning("DURATION", length((amount or 1) + 0.5, unit.value))
    if count is not None and count.kind == "A":
        if unit.kind.endswith("S") and unit.kind not in ("SECONDS",):
            return None
        return _with_article(found, context, unit)
    return Meaning("DURATION", length(amount, unit.value))


def duration_range(found: Found, context: Context) -> Meaning | None:
    """Two to three weeks: the lower end is the value."""
    return duration(found, context)


def age(found: Found, context: Context) -> Meaning | None:
    """An 8-month-old truce; the ages of people, in years (a 54-year-old), are no time expressions."""
    return None if found.has("YEARUNIT", "YEARUNITS") else measured_span(found, context)


def measured_span(found: Found, context: Context) -> Meaning | None:
    """The past two years; the next several days; the first nine months."""
    unit = unit_of(found)
    return None if unit is None else Meaning("DURATION", length(amount_of(found), unit.value))


def vague_span(found: Found, context: Context) -> Meaning | None:
    """Recent years; coming months; past weeks."""
    unit = unit_of(found)
    if unit is None:
        return None
    if unit.kind == "YEARUNITS" and found.has("RECENT", "LAST"):
        return Meaning("DATE", "PAST_REF")
    if found.has("FUTURE"):
        return Meaning("DATE", "FUTURE_REF")
    return Meaning("DURATION", length(None, unit.value))


def bare_units(found: Found, context: Context) -> Meaning | None:
    """Years of war; for months; in decades."""
    unit = found.words[-1]
    before, after = context.before(found), context.after(found)
    if unit.value not in _VAGUE_UNITS or (before is not None and before.kind in ("HYPHEN", "POSS", "NUMBER", "NO")):
        return None
    if after is not None and after.kind in ("HYPHEN",):
        return None
    other = before is not None and before.kind == "OTHER" and before.text.lower() not in _BEFORE_UNITS
    if found.has("THE") or other:
        return None
    return Meaning("DURATION", length(None, unit.value))


def spell(found: Found, context: Context) -> Meaning | None:
    """For a while, after some time, some time ago: a length or a past of which nothing is told."""
    if found.has("AGO"):
        return Meaning("DATE", "PAST_REF")
    before = context.before(found)
    if before is None or (before.kind not in ("FOR", "IN", "WITHIN") and before.text.lower() not in _BEFORE_UNITS):
        return None
    return Meaning("DURATION", "PXX")


_BEFORE_UNITS = frozenset(
    {"for", "after", "take", "takes", "took", "taken", "last", "lasted", "spent", "with", "him", "them"}
)


def repeated(found: Found, context: Context) -> Meaning | None:
    """Every week, each year, every two days, each July."""
    month, season, weekday = found.first("MONTH"), found.first("SEASON"), found.first("WEEKDAY")
    if month is not None:
        return Meaning("SET", f"XXXX-{int(month.value):02d}")
    if season is not None:
        return Meaning("SET", f"XXXX-{season.value}")
    if weekday is not None:
        part = found.first("PARTDAY", "PARTDAYS")
        return Meaning("SET", f"XXXX-WXX-{weekday.value}" + (f"T{part.value}" if part else ""))
    unit = unit_of(found)
    if unit is None:
        return None
    number = found.first("NUM", "DAYNUM", "NUMBER", "ORD", "ORDNUM")
    amount = number.number if number is not None else 2.0 if found.has("ALTERNATE") else 1.0
    return Meaning("SET", length(amount, unit.value))


def weekdays(found: Found, context: Context) -> Meaning | None:
    """Mondays, Tuesday nights."""
    day, part = found.first("WEEKDAYS", "WEEKDAY"), found.first("PARTDAYS")
    return None if day is None else Meaning("SET", f"XXXX-WXX-{day.value}" + (f"T{part.value}" if part else ""))


def frequency(found: Found, context: Context) -> Meaning | None:
    """Daily, weekly, annually; a capital makes it the name of a paper."""
    text = found.words[0].text
    if (text[0].isupper() and not text.isupper()) or context.tag(found) == "NOUN":
        return None
    return Meaning("SET", found.words[0].value)


def reference(found: Found, context: Context) -> Meaning | None:
    """Now, recently, soon."""
    return Meaning("DATE", found.words[0].value)


def article_reference(found: Found, context: Context) -> Meaning | None:
    """The future, the past."""
    word = found.words[-1]
    if word.kind == "LAST" and (word.text.lower() != "past" or context.tag(found) != "NOUN"):
        return None
    return Meaning("DATE", "FUTURE_REF" if word.kind == "FUTURE" else "PAST_REF")


def recent(found: Found, context: Context) -> Meaning | None:
    """Recent, current, before a noun."""
    word = found.words[0]
    if word.text.lower() == "present":
        return None
    return Meaning("DATE", "PAST_REF" if word.kind == "RECENT" else "PRESENT_REF")


def _with_article(found: Found, context: Context, unit: Word) -> Meaning | None:
    """A year, a month: a rate after an amount ("$5 million a year", "twice a week"), else one of them."""
    before = context.before(found)
    bare = found.words[0].kind == "A" and len(found.words) == 2
    rate = (
        bare
        and before is not None
        and (before.kind in ("OTHER", "NUM", "NUMBER", "UNIT") and before.text.lower() not in _NOT_RATE)
    )
    after = context.after(found)
    if unit.kind == "QUARTER" or (bare and after is not None and after.kind in _NO_LENGTH_BEFORE):
        return None
    return Meaning("SET" if rate else "DURATION", length(1, unit.value))


_NO_LENGTH_BEFORE = frozenset({"HYPHEN", "OLD"})
_NOT_RATE = frozenset(
    {"for", "after", "than", "last", "lasted", "lasts", "take", "takes", "took", "spent", "was", "is", "be", "as",
     "with", "into", "until", "such", "what", "been", "has", "had", "and", "but", "that", "where", "when", "if",
     "because"}
)  # fmt: skip
