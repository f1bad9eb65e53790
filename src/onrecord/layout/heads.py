"""What stands above the body: bylines and date lines, told by their shape."""

from __future__ import annotations

import re
from functools import cache

from onrecord.layout.agencies import agency_in, agency_named
from onrecord.layout.datelines import DATE
from onrecord.tables import load_yaml

_LONGEST = 180
_BY = re.compile(
    r"\^?(?:By|BY|by|BYLINE\s?:|Byline\s?:|Written by|Story by|Words by|Report by|Analysis by|From)\s?:?\s+(?=\S)"
)
_NAME = r"[^\W\d_][\w.'’-]*"
_IN_PLACE = re.compile(
    rf"{_NAME}(?: {_NAME}){{1,3}}(?:(?:, | and |, and ){_NAME}(?: {_NAME}){{1,3}}){{0,3}}"
    rf" in {_NAME}(?:[ -]{_NAME}){{0,3}}"
    rf"(?:(?:,| and|, and) {_NAME}(?: {_NAME}){{1,3}} in {_NAME}(?: {_NAME}){{0,2}}){{0,3}}"
)
_NAME_AGENCY = re.compile(rf"({_NAME}(?: {_NAME}){{1,3}})\s?(?:,|\||/|–|—|-)\s?(.{{2,40}})")
_OFFICE = re.compile(
    r"(?:(?:by|of|for|the|special to|staff|senior|chief|national|foreign|political|diplomatic|business|white house|"
    r"associated press|canadian press|united press international|reuters|afp|ap|upi|our|own|from)\b[ ,]?|"
    r"[\w.&'’-]+ ){0,6}(?:writers?|correspondents?|reporters?|editors?|staff|bureau|associated press|canadian press|"
    r"reuters|afp|upi|news service)=?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_][\w.'’-]*")
_JOINERS = frozenset(
    [
        "and",
        "in",
        "at",
        "for",
        "with",
        "of",
        "the",
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "dos",
        "bin",
        "ibn",
        "al",
        "el",
        "abu",
        "to",
        "a",
        "correspondent",
        "correspondents",
        "writer",
        "writers",
        "staff",
        "reporter",
        "reporters",
        "editor",
        "editors",
        "bureau",
        "chief",
        "special",
    ]
)
_CLOCK = re.compile(
    r"\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?\s?(?:[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{4}\b|T\d\d:\d\d(?::\d\d)?Z?|"
    r"[+-]\d\d:?\d\d\b|\b\d{1,3} (?:min(?:ute)?s?|hours?|days?) ago\b|\bnoon\b|\bmidnight\b|\btoday\b|\byesterday\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)


def is_byline(words: str) -> bool:
    """True for a line that names who wrote the report: "By Ann Lee", "BY ANN LEE, AP Diplomatic Writer".

    >>> is_byline("By Ann Lee and Bo Ek in Oslo"), is_byline("By the time the troops arrived, it was over.")
    (True, False)
    """
    lead = _BY.match(words) if len(words) <= _LONGEST else None
    if not lead:
        return False
    rest = words[lead.end() :].strip()
    names = _WORD.findall(rest)
    if not names or not names[0][0].isupper() or len(names) > 20 or any(mark in rest for mark in '?!:;"“”'):
        return False
    if rest.endswith((".", ",")) and not _short_end(names):
        return False
    if names[0] in ("The", "A", "An") and agency_in(rest) is None:
        return False
    if len(names) == 1:
        return agency_named(names[0]) is not None or names[0].isupper()
    return all(name[0].isupper() or name in _JOINERS for name in names) and not _CALENDAR.match(names[0])


_CALENDAR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March$|April$|June$|July|August$|September|October"
)


def _short_end(names: list[str]) -> bool:
    """A full stop is right after a byline of few names ("By Ann Lee.") or an initial ("By Lee Jr.")."""
    return len(names) <= 5 and all(name[0].isupper() or name in _JOINERS for name in names)


def is_name_line(words: str) -> bool:
    """True for a byline without "by", below a headline: "Ann Lee in Cairo", "Ann Lee, Reuters", "Ann Lee | AFP".

    >>> is_name_line("Ann Lee in Cairo"), is_name_line("Rebels enter Cairo")
    (True, False)
    """
    if len(words) > 100:
        return False
    if _IN_PLACE.fullmatch(words):
        return all(
            word[0].isupper() or word in ("and", "in", "de", "van", "von", "al") for word in _WORD.findall(words)
        )
    match = _NAME_AGENCY.fullmatch(words)
    if not match or not all(word[0].isupper() for word in match[1].split()):
        return False
    return agency_named(match[2].strip(" .")) is not None or _is_office_with_agency(match[2])


def is_office(words: str) -> bool:
    """True for the line below a byline that tells the writer's office: "AP Diplomatic Writer", "Staff writer".

    >>> is_office("Associated Press Writer"), is_office("Staff will leave")
    (True, False)
    """
    return len(words) <= 60 and _OFFICE.fullmatch(words.strip(" .<=^")) is not None


def _is_office_with_agency(words: str) -> bool:
    return is_office(words) and agency_in(words.split()[0]) is not None


@cache
def _labels() -> re.Pattern[str]:
    words = sorted((str(word) for word in load_yaml("lexicon/furniture.yaml")["labels"]), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def is_date_line(words: str) -> bool:
    """True for a line that gives nothing but the day (and hour) of the report, with words such as "Published:".

    >>> is_date_line("Published: 3 May 2024, 14:20 GMT"), is_date_line("May 3 protests spread")
    (True, False)
    """
    if len(words) > 140:
        return False
    rest, dates = DATE.subn(" ", words)
    if not dates:
        return False
    rest = _CLOCK.sub(" ", _WEEKDAY.sub(" ", rest))
    rest = _labels().sub(" ", rest)
    left = _WORD.findall(rest)
    return all(agency_named(word) for word in left) or (
        re.search(r"\bsource\s?:", words, re.IGNORECASE) is not None and len(left) <= 3
    )
