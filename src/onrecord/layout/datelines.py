"""Datelines of the world's agencies: place, region, date, agency and the dash, colon or stop that closes them.

The scanner reads at most 240 characters from the first word on, piece by piece: a place, then region, date and agency
in any order with commas, stops, brackets or dashes between them, then the closing mark. Which of these combinations
are a dateline, and which are prose that looks like one, is decided in `_holds`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from onrecord.layout.agencies import agency_at, agency_in, agency_named
from onrecord.layout.model import DatelineParts
from onrecord.record import Span
from onrecord.tables import load_yaml

_REACH = 240
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAYS = "(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
_YEAR = r"(?:1[89]|20)\d\d"
DATE = re.compile(
    rf"""(?ix)(?<![\w])
    (?:(?P<weekday>{_WEEKDAYS})\b\.?,?\s{{1,3}})?
    (?: (?P<month1>{_MONTHS})\b\.?\s{{1,3}}(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)
        (?:\s?,?\s{{1,3}}(?P<year1>{_YEAR}))?
      | (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]{{1,3}}(?P<month2>{_MONTHS})\b
        (?:\.(?=\s+\d{{4}}|,|\s*\())?(?:,?[\s-]{{1,3}}(?P<year2>{_YEAR}))?
      | (?P<year3>{_YEAR})[-/.](?P<month3>\d\d?)[-/.](?P<day3>\d\d?)
      | (?P<day4>\d{{1,2}})[./](?P<month4>\d{{1,2}})[./](?P<year4>{_YEAR})
    )(?!\d)"""
)
_WEEKDAY_ALONE = re.compile(rf"(?i){_WEEKDAYS}\b\.?(?=\s*[(,/–—-])")
_MONTH_NUMBERS = {
    name: n
    for n, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_CALENDAR = re.compile(rf"(?i)(?:{_MONTHS}|{_WEEKDAYS})\.?$")

_ABBREVIATION = r"(?:St|Ste|Ft|Mt|Pt|ST|STE|FT|MT|PT)\.|(?:[^\W\d_]\.){1,4}"
_WORD = re.compile(rf"(?:{_ABBREVIATION}|[^\W\d_](?:[\w'’‘`ʻ-]*\w)?)")
_REGION_WORD = re.compile(r"(?:(?:[^\W\d_]\.){1,4}|[^\W\d_](?:[\w'’‘-]*\w)?\.?)")
_JOINT = re.compile(r"\s?/\s?|[ \t\u00a0]{1,3}|\r?\n(?=\S)")
_BETWEEN = re.compile(r"\s{0,3}[,.;]?\s{0,4}")
_BRACKET = re.compile(r"\(\s?([^()\[\]\n]{1,60}?)\s?\)|\[\s?([^()\[\]\n]{1,60}?)\s?\]|/\s?([^()\[\]/\n]{2,60}?)\s?/")
_CLOSER = re.compile(r"\s{0,3}(?:\.?\s?(?:[-‐‑‒–—―−_]{1,3}(?!\w*/)|:)(?![-–—_])|[.;])")
_DASH = re.compile(r"\s{1,3}[-–—]{1,2}\s{1,3}|\s?/\s?")
_LEAD_AGENCY = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\s{0,3}[-–—]{0,2}\s{0,3}")
_BOXED_PLACE = re.compile(r"\[([^\[\]()\n]{3,40})\]\s{1,3}")


@dataclass(slots=True)
class _Reading:
    """What the scanner has read so far."""

    start: int
    end: int
    place: str | None = None
    region: str | None = None
    agency: str | None = None
    known: bool = False
    bare: bool = False
    date: re.Match[str] | None = None
    weekday: tuple[int, int] | None = None
    closer: str = ""
    lead: bool = False
    notes: list[str] = field(default_factory=list)


def dateline_at(text: str, start: int, end: int) -> DatelineParts | None:
    """Read the dateline that begins at `start` in the paragraph `text[start:end]`, or None where there is none.

    `end` is the end of the paragraph: a place alone counts only when a sentence follows it there. Offsets are code
    points into `text`.

    >>> parts = dateline_at("MINSK, December 26. /TASS/. Belarus is open", 0, 43)
    >>> parts.place, parts.month, parts.day, parts.agency, parts.span.text
    ('MINSK', 12, 26, 'TASS', 'MINSK, December 26. /TASS/.')
    """
    stop = min(end, start + _REACH)
    reading = _boxed(text, start, stop) or _scan(text, start, stop)
    if reading is None or not _holds(text, reading, end):
        return None
    return _parts(text, reading)


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(str(word) for word in load_yaml("lexicon/furniture.yaml")[name])


def _boxed(text: str, start: int, stop: int) -> _Reading | None:
    """`[MOSCOW] The ...`: a place in square brackets alone."""
    match = _BOXED_PLACE.match(text, start, stop)
    if not match or not _in_capitals(match[1]) or agency_in(match[1]):
        return None
    return _Reading(start, match.end(1) + 1, place=match[1], closer="]")


def _scan(text: str, start: int, stop: int) -> _Reading | None:
    reading = _Reading(start, start)
    position = start
    lead = _LEAD_AGENCY.match(text, start, stop)
    if lead:
        reading.agency = agency_in(lead[1])
        if reading.agency is None:
            return None
        reading.known = reading.lead = True
        position = lead.end()
    position = _read_place(text, position, stop, reading)
    position = _read_pieces(text, position, stop, reading)
    if reading.place is None and reading.date is None:
        return None
    reading.end = position
    closer = _CLOSER.match(text, position, stop)
    if closer:
        reading.closer = closer.group().strip()[-1]
        reading.end = closer.end()
        _read_late_agency(text, stop, reading)
    return reading


def _read_place(text: str, position: int, stop: int, reading: _Reading) -> int:
    """Read the words of the place; where a date comes first, there is none."""
    if DATE.match(text, position, stop):
        return position
    first = last = position
    words = 0
    particle = False
    while words < 8:
        word = _WORD.match(text, position, stop)
        if not word or (words and _CALENDAR.match(word.group()) and _date_or_weekday(text, position, stop)):
            break
        small = word.group()[0].islower()
        if small and (words == 0 or word.group() not in _table("particles")):
            break
        if words and reading.agency is None and not small and _is_agency(text, position, word.end(), stop):
            break
        words += 1
        particle = small
        if not small:
            last = word.end()
        joint = _JOINT.match(text, word.end(), stop)
        if not joint:
            break
        position = joint.end()
    if last > first and not (particle and words == 1):
        reading.place = " ".join(text[first:last].split())
    return last


def _is_agency(text: str, position: int, end: int, stop: int) -> bool:
    """True when the name of an agency begins here, after a slash, or is this one word."""
    named = agency_at(text, position, stop) if text[position - 1] == "/" else None
    return named is not None or agency_named(text[position:end]) is not None


def _date_or_weekday(text: str, position: int, stop: int) -> bool:
    return bool(DATE.match(text, position, stop) or _WEEKDAY_ALONE.match(text, position, stop))


def _read_pieces(text: str, position: int, stop: int, reading: _Reading) -> int:
    """Read region, date and agency in whatever order they come; give where the last of them ends."""
    for _ in range(6):
        gap = _BETWEEN.match(text, position, stop)
        here = gap.end() if gap else position
        separated = here > position and text[position:here].strip() != ""
        after = (
            _read_bracket(text, here, stop, reading)
            or _read_date(text, here, stop, reading)
            or _read_bare_agency(text, here, stop, reading, separated)
            or (_read_region(text, here, stop, reading) if separated and "," in text[position:here] else None)
        )
        if after is None:
            break
        position = after
    return position


def _read_bracket(text: str, here: int, stop: int, reading: _Reading) -> int | None:
    match = _BRACKET.match(text, here, stop)
    if not match:
        return None
    inside = next(group for group in match.groups() if group is not None)
    date = DATE.fullmatch(inside.strip())
    if date and reading.date is None:
        reading.date = DATE.match(text, match.start() + match.group().index(inside.strip()), stop)
        return match.end()
    agency = agency_in(inside)
    if agency and not reading.known:
        if reading.agency and reading.region is None:
            reading.region = reading.notes[-1]
        reading.agency, reading.known = agency, True
        return match.end()
    if reading.agency is None and _looks_like_name(inside):
        if match.group()[0] == "[" and reading.region is None:
            reading.region = inside
        else:
            reading.agency = inside
            reading.notes.append(inside)
        return match.end()
    return None


def _looks_like_name(words: str) -> bool:
    return words[0].isupper() and len(words.split()) <= 5 and not any(mark in words for mark in '"“”.!?;:')


def _read_date(text: str, here: int, stop: int, reading: _Reading) -> int | None:
    if reading.date is None:
        match = DATE.match(text, here, stop)
        if match:
            reading.date = match
            return match.end()
        alone = _WEEKDAY_ALONE.match(text, here, stop)
        if alone and reading.weekday is None:
            reading.weekday = alone.span()
            return alone.end()
    return None


def _read_bare_agency(text: str, here: int, stop: int, reading: _Reading, separated: bool) -> int | None:
    """An agency without brackets; after a place it needs a comma or stop between them, or a place in capitals."""
    if reading.known:
        return None
    found = agency_at(text, here, stop)
    if not found:
        slash = re.compile(r"/\s?").match(text, here, stop)
        found = agency_at(text, slash.end(), stop) if slash else None
        separated = separated or found is not None
    if not found or not (separated or reading.date or _in_capitals(reading.place or "")):
        return None
    reading.agency, reading.known, reading.bare = found[0], True, True
    return found[1]


def _read_region(text: str, here: int, stop: int, reading: _Reading) -> int | None:
    """The state or country after the comma: up to four words that begin with capitals."""
    if reading.region or reading.date or reading.agency or _date_or_weekday(text, here, stop):
        return None
    position = last = here
    for _ in range(5):
        word = _REGION_WORD.match(text, position, stop)
        if not word or (word.group()[0].islower() and word.group() not in _table("particles")):
            break
        if DATE.match(text, position, stop):
            break
        if word.group()[0].isupper():
            last = word.end()
            if text[last - 1] == "." and "." not in text[word.start() : last - 1] and word.end() - word.start() > 6:
                last -= 1
                break
        joint = _JOINT.match(text, word.end(), stop)
        if not joint:
            break
        position = joint.end()
    if last == here:
        return None
    reading.region = " ".join(text[here:last].split())
    return last


def _read_late_agency(text: str, stop: int, reading: _Reading) -> None:
    """`Minsk, 26 December - BelTA.`: an agency between the dash and a further closing mark."""
    if reading.known or reading.closer in ":;":
        return
    start = reading.end
    while start < stop and text[start] in " \t\u00a0":
        start += 1
    bracket = _BRACKET.match(text, start, stop)
    found = agency_at(text, start, stop)
    if bracket and agency_in(next(group for group in bracket.groups() if group)):
        found = (agency_in(next(group for group in bracket.groups() if group)) or "", bracket.end())
    if not found:
        return
    closer = _CLOSER.match(text, found[1], stop)
    if closer:
        reading.agency, reading.known, reading.bare = found[0], True, True
        reading.closer, reading.end = closer.group().strip()[-1], closer.end()


def _holds(text: str, reading: _Reading, end: int) -> bool:
    """True when what was read is a dateline and not the beginning of a sentence or a heading."""
    following = _following(text, reading.end, end)
    place = reading.place
    if place is None:
        dashed = bool(reading.closer) and reading.closer in _DASHES and reading.closer != ":"
        return bool(reading.date and dashed and (reading.known or _is_full_day(reading.date)))
    if _no_place(place):
        return False
    capitals = _in_capitals(place)
    opens = following == "" or following.isupper() or following.isdigit() or following in _OPENERS or following == "i"
    if reading.known:
        if reading.bare and capitals and following == "":
            return True
        if reading.closer and (reading.closer in _DASHES or opens or capitals):
            return capitals or reading.date is not None or reading.region is not None or len(place.split()) <= 4
        return (not reading.bare and opens and (capitals or reading.date is not None)) or (
            reading.bare and opens and reading.date is not None
        )
    if reading.agency:
        return reading.closer in _DASHES and reading.closer != "" and (capitals or reading.date is not None)
    if reading.date:
        if not reading.closer:
            return following == "" and (capitals or len(place.split()) <= 3)
        return opens and (reading.closer in _DASHES or capitals)
    return opens and capitals and _place_alone(text, reading, end)


def _is_full_day(date: re.Match[str]) -> bool:
    """Day, month and year: enough for a dateline without a place ("21 May 2015 – ...")."""
    return None not in numbers_of(date)


_DASHES = "-‐‑‒–—―−_:"
_OPENERS = "\"“‘'«„`([¿¡$€£<'#"


def _place_alone(text: str, reading: _Reading, end: int) -> bool:
    """A place in capitals and a dash or colon, with a sentence after it in the same paragraph."""
    place = reading.place or ""
    if reading.weekday is None and (len(place.split()) > 5 or sum(map(str.isalpha, place)) < 3):
        return False
    if reading.closer == "]":
        return end - reading.end >= 60
    if reading.closer not in _DASHES or reading.closer == "":
        return False
    spaced = text[reading.end : reading.end + 1].isspace() or text[reading.end - 2 : reading.end - 1].isspace()
    stops = text[max(reading.end, end - 4) : end]
    sentence = any(mark in stops for mark in '.!?:”"')
    if reading.closer == ":":
        return spaced and sentence and end - reading.end >= 90
    return spaced and (end - reading.end >= 60 if sentence else end - reading.end >= 160)


def _no_place(place: str) -> bool:
    folded = place.casefold()
    words = _table("not_places")
    return (
        folded in words
        or (folded.split()[0] in words and len(folded.split()) == 1)
        or folded.split()[0] in ("update", "exclusive", "breaking", "photo", "video", "watch", "file", "by", "fact")
        or agency_named(place) is not None
        or bool(_CALENDAR.match(folded))
    )


def _in_capitals(place: str) -> bool:
    """True for MINSK, N'DJAMENA, McALLEN, RIO de JANEIRO, ST. LOUIS; false for Minsk and for a single letter.

    >>> _in_capitals("McALLEN"), _in_capitals("Minsk")
    (True, False)
    """
    words = [word for word in re.split(r"[\s/]+", place) if word not in _table("particles")]
    letters = [letter for word in words for letter in word if letter.isalpha()]
    upper = sum(letter.isupper() or not letter.islower() for letter in letters)
    return len(letters) > 1 and upper >= 0.7 * len(letters) and not any(word.islower() for word in words)


def _following(text: str, position: int, end: int) -> str:
    while position < end and text[position].isspace():
        position += 1
    return text[position] if position < end else ""


def _parts(text: str, reading: _Reading) -> DatelineParts:
    span = Span.trimmed(text, reading.start, reading.end) or Span.of(text, reading.start, reading.end)
    date: Span | None = None
    year = month = day = None
    if reading.date is not None:
        date = Span.of(text, reading.date.start(), reading.date.end())
        year, month, day = numbers_of(reading.date)
    elif reading.weekday is not None:
        date = Span.of(text, *reading.weekday)
    return DatelineParts(span, reading.place, reading.region, reading.agency, date, year, month, day)


def numbers_of(match: re.Match[str]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a match of DATE; None for what it does not give, or where the numbers are no date."""
    groups = {name[:-1]: value for name, value in match.groupdict().items() if value and name[-1].isdigit()}
    month = groups["month"]
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month[:3].casefold()]
    day = int(groups["day"])
    year = int(groups["year"]) if "year" in groups else None
    if not (1 <= number <= 12 and 1 <= day <= 31):
        return None, None, None
    return year, number, day
