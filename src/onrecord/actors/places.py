"""Small questions to the gazetteer that datelines, venues and chains ask."""

from __future__ import annotations

import re

from onrecord.actors.gazetteer import Entry, lookup, match_at, plain, table

_LEADING = re.compile(r"^(?:the|a|an|its|his|her|their|our|daily|weekly|state|official|private|local)\s+", re.IGNORECASE)
_WORD_STARTS = re.compile(r"(?<![^\W_])[^\W\d_]")


def country_of_place(name: str, region: str | None = None) -> str | None:
    """The alpha-3 code of the state in which a dateline's place lies; `region` ("Iraq") wins over the place.

    >>> country_of_place("ADDIS ABABA"), country_of_place("TRIPOLI", "Lebanon"), country_of_place("Nowhere")
    ('ETH', 'LBN', None)
    """
    for text in (region, name):
        if not text:
            continue
        city = table("cities").get(text) or table("cities").get(_title_case(text))
        if city is not None:
            return city["code"]
        entry = lookup(text.strip().rstrip(",."))
        if entry is not None and entry.kind in ("state", "capital", "city"):
            return entry.code
    return None


def identify_outlet(text: str) -> Entry | None:
    """The news outlet that the words name ("the STV television channel" -> STV), or None.

    >>> identify_outlet("the Vienna daily Die Presse").name
    'Die Presse'
    """
    words = plain(text).strip()
    entry = lookup(_LEADING.sub("", words))
    if entry is not None and entry.kind == "outlet":
        return entry
    found = [match_at(words, start.start()) for start in _WORD_STARTS.finditer(words)]
    outlets = [hit for hit in found if hit is not None and hit[1].kind == "outlet"]
    return max(outlets, key=lambda hit: len(hit[1].name))[1] if outlets else None


def _title_case(text: str) -> str:
    """`SHARM EL-SHEIKH` as the table writes it."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), text)
