"""Small questions to the gazetteer that datelines, venues and chains ask."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.actors.gazetteer import Entry, is_own, lookup, match_at, plain, table

_LEADING = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|daily|weekly|state|official|private|local)\s+", re.IGNORECASE
)
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
        if city is not None and not is_own(city["key"]):
            return city["code"] or None
        entry = lookup(text.strip().rstrip(",."))
        if entry is not None and entry.kind in ("state", "capital", "city"):
            return entry.code
    return None


def identify_outlet(text: str) -> Entry | None:
    """The news outlet that the words name ("the STV television channel" -> STV), under the name they give it, or None.

    >>> identify_outlet("the Vienna daily Die Presse").name
    'Die Presse'
    """
    words = plain(text).strip()
    bare = _LEADING.sub("", words)
    entry = lookup(bare)
    if entry is not None and entry.kind == "outlet":
        return replace(entry, name=bare)
    starts = [start.start() for start in _WORD_STARTS.finditer(words)]
    found = [
        (start, hit) for start in starts if (hit := match_at(words, start)) is not None and hit[1].kind == "outlet"
    ]
    if not found:
        return None
    start, (end, entry) = max(found, key=lambda pair: pair[1][0] - pair[0])
    return replace(entry, name=words[start:end])


def _title_case(text: str) -> str:
    """`SHARM EL-SHEIKH` as the table writes it."""
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), text)
