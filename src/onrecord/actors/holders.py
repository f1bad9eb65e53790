"""Who held an office when: presidents, heads of government, foreign and defence ministers of holders.csv."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from functools import cache

from onrecord.tables import load_csv

_OFFICES = re.compile(
    r"\b(?:President|Premier|Chancellor|Secretary|Minister|King|Emir|Pope|leader|Leader|administration)\b"
)
_WORD = re.compile(r"[^\W\d_][\w.'-]*")
_FORMER = re.compile(r"\b(?:former|ex-|late)\b", re.IGNORECASE)
#: The last year of those still in office.
_ALWAYS = 10_000
_CLOSE = 0.9


def holder_in(words: str, as_of: date | None = None) -> tuple[str, str | None] | None:
    """State and sector of the holder of an office whom the words name, by the full name or by title and surname.

    Of several who share a surname, the one in office at `as_of`; without a date, none unless all are of one state.

    >>> holder_in("President Assad", date(2015, 1, 1)), holder_in("former Prime Minister Andreas Papandreou")
    (('SYR', 'GOV'), ('GRC', 'ELI'))
    >>> holder_in("President Aoun") == holder_in("President Joseph Aoun") == ("LBN", "GOV")
    True
    """
    lasts, known = _last_words(words), _by_last()
    rows = [row for last in dict.fromkeys(lasts) if last in known for row in known[last]]
    if not rows and not (lasts and _may_be_misspelt(lasts[-1])):
        return None
    full = [row for row in rows if row["name"] in words]
    titled = _OFFICES.search(words) is not None
    if titled and not rows:
        rows = _spelt_like(lasts[-1])
    fitting = full or (rows if titled else [])
    if not fitting:
        return None
    if as_of is not None:
        nearest = min(_years_off(row, as_of.year) for row in fitting)
        fitting = [row for row in fitting if _years_off(row, as_of.year) == nearest]
    codes = {row["code"] for row in fitting}
    if len(codes) > 1:
        return None
    return codes.pop(), "ELI" if _FORMER.search(words) else "GOV"


def holder_of(title: str, name: str, day: date | None = None) -> str | None:
    """The state of whoever holds the office that `title` names, by a full name or surname, at `day` or the year before.

    None where nobody so called held it then, or two of different states did; without a day, all terms count.

    >>> holder_of("President", "Saleh", date(2001, 2, 3)), holder_of("President", "Saleh", date(2020, 2, 3))
    ('YEM', None)
    """
    office = title.lower().replace("-", " ")
    rows = [
        row for row in _by_last().get((_last_words(name) or [""])[-1], ())
        if row["office"] in office and (" " not in name.strip() or row["name"] == name)
        and (day is None or _years_off(row, day.year) <= 1)
    ]  # fmt: skip
    codes = {row["code"] for row in rows}
    return codes.pop() if len(codes) == 1 else None


def _last_words(words: str) -> list[str]:
    return [word.removesuffix("'s").split("-")[-1] for word in _WORD.findall(words)]


def _years_off(row: dict[str, str], year: int) -> int:
    """How many years the term of office is away from a year; 0 within it."""
    begin, end = int(row["from"]), int(row["to"] or _ALWAYS)
    return 0 if begin <= year <= end else min(abs(year - begin), abs(year - end))


def _may_be_misspelt(word: str) -> bool:
    return len(word) > 4 and word[0].isupper()


def _spelt_like(word: str) -> list[dict[str, str]]:
    """Those whose name is the word but for a letter ("Mitterand")."""
    close = get_close_matches(word, _by_last(), 1, _CLOSE)
    return _by_last()[close[0]] if close else []


def surnames() -> Collection[str]:
    """The last words of all names."""
    return _by_last().keys()


@cache
def _by_last() -> dict[str, list[dict[str, str]]]:
    """Last word of the name -> the rows of those who are called so."""
    index: dict[str, list[dict[str, str]]] = {}
    for row in load_csv("gazetteer/holders.csv"):
        index.setdefault(_last_words(row["name"])[-1], []).append(row)
    return index
