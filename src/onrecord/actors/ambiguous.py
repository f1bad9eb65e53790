"""Names that mean two things: which of them a report means, by the other words in it."""

from __future__ import annotations

from onrecord.actors.gazetteer import Entry, is_own, table
from onrecord.language.columns import Words

_PLACE_WORDS = frozenset({"in", "at", "near", "from", "outside", "around", "across", "to"})


def second_meanings(text: str) -> dict[str, Entry]:
    """Name -> entry, for the names that the report uses in the less usual meaning of ambiguous.csv.

    >>> second_meanings("Georgia's top court in Atlanta ruled on Monday.")["Georgia"].code
    'USA'
    >>> second_meanings("Georgia recalled its envoy, Tbilisi said.")
    {}
    """
    found: dict[str, Entry] = {}
    for name, row in table("ambiguous").items():
        if name not in text or is_own(name):
            continue
        cues, against = (sum(text.count(word) for word in row[column].split(";")) for column in ("cues", "against"))
        if cues > against:
            groups = table("groups") if row["kind"] == "group" else {}
            sector = "GOV" if row["kind"] == "state" else groups[row["name"]]["sector"] if groups else None
            found[name] = Entry(row["kind"], row["name"], row["code"], sector)
    return found


def as_place(words: Words, start: int, entry: Entry) -> Entry:
    """A seat of power that is a town too, as the town where it says where ("in Brussels", but "Brussels said")."""
    if entry.kind != "seat" or start == 0 or words.lower[start - 1] not in _PLACE_WORDS:
        return entry
    row = table("cities").get(words.text[start])
    return Entry("city", row["key"], row["code"] or None, None) if row is not None else entry
