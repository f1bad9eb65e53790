"""Units of figures: currencies before or after a number, measures, and what is counted behind a hyphen."""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import load_csv


def sign_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the sign of a currency begins that stands right before `start`, and its unit.

    >>> sign_before("worth US$5 billion", 9)
    (6, 'USD')
    """
    if start == 0 or text[start - 1].islower():
        return None
    match = _signs().search(text, max(0, start - 13), start)
    return (match.start(1), _of_kind("sign")[match[1].lower()] or match[1]) if match is not None else None


def unit_after(text: str, end: int) -> tuple[int, str, str] | None:
    """Where the unit ends that stands right after `end`, the unit, and its kind (currency, measure, hyphen or time).

    >>> unit_after("5 Canadian dollars", 1), unit_after("15-member council", 2)
    ((18, 'CAD', 'currency'), (9, 'members', 'hyphen'))
    """
    match = _after().match(text, end)
    if match is None:
        return None
    kind = match.lastgroup or ""
    found = match[kind].lower().replace("-", " ")
    if kind == "hyphen":
        return match.end(), _of_kind("hyphen")[f"-{found}"], kind
    units = _of_kind(kind)
    return match.end(), units.get(found) or units.get(found.removesuffix("s")) or found, kind


@cache
def _of_kind(kind: str) -> dict[str, str]:
    """Key -> unit of one kind."""
    return {row["key"]: row["unit"] for row in load_csv("lexicon/figure_units.csv") if row["kind"] == kind}


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_any('sign')})\s?$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    hyphens = "|".join(sorted((key[1:] for key in _of_kind("hyphen")), key=len, reverse=True))
    return re.compile(
        rf"(?:(?:[ -]| of )?(?P<currency>(?:{_any('currency')})s?)|(?:[ -]| of )?(?P<measure>(?:{_any('measure')})s?)"
        rf"|-(?P<hyphen>{hyphens})|[ -](?P<time>(?:{_any('time')})s?))(?!\w)",
        re.IGNORECASE,
    )


def _any(kind: str) -> str:
    """The keys of a kind as alternatives, the longest first; a space in them may be a hyphen."""
    keys = sorted(_of_kind(kind), key=len, reverse=True)
    return "|".join(re.escape(key).replace(r"\ ", "[ -]") for key in keys)
