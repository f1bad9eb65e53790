"""Which tokens of a doc the gazetteer names, with the personal names that only look like places left alone."""

from __future__ import annotations

from onrecord.actors.ambiguous import as_place
from onrecord.actors.gazetteer import Entry, match_at, openings, plain, table
from onrecord.actors.words import could_be_name, is_portfolio, longest_key
from onrecord.language.columns import Words

#: Outlets whose name is one letter or an everyday word count only after these words.
_MOST_TOKENS = 30
_POSTED = frozenset({"on", "via", "platform", "to"})


def claimed(doc: Words, meanings: dict[str, Entry] | None = None) -> dict[int, tuple[int, Entry]]:
    """First token -> (token after the last, entry) for every name of the gazetteer in the doc, left to right.

    `meanings` are the names that the report uses in their second meaning.
    """
    text = plain(doc.as_text)
    capitals = text.isupper()
    claims: dict[int, tuple[int, Entry]] = {}
    reached = 0
    for position in openings(doc.text, doc.spaced, capitals=capitals):
        hit = match_at(text, doc.idx[position], capitals=capitals) if position >= reached else None
        after = _end_token(doc, position, hit[0]) if hit is not None else None
        if hit is None and meanings and doc.text[position] in meanings and _stands_alone(doc, position):
            claims[position] = (position + 1, meanings[doc.text[position]])
        if hit is None or after is None or not _counts(doc, position, after, hit[1]):
            continue
        entry = as_place(doc, position, hit[1])
        if meanings and after == position + 1:
            entry = meanings.get(doc.text[position], entry)
        claims[position] = (after, entry)
        reached = after
    return claims


def _stands_alone(doc: Words, position: int) -> bool:
    """ "The North", "the South's call": no part of a longer name, and no point of the compass of something."""
    if position and (could_be_name(doc, position - 1) or doc.text[position - 1] == "-"):
        return False
    after = position + 1
    if after >= len(doc.text) or doc.lower[after] != "of":
        return after >= len(doc.text) or not (could_be_name(doc, after) or doc.text[after] == "-")
    return position + 2 < len(doc.text) and doc.tag[position + 2] == "VBG"  # "accused the South of flying drones"


def _end_token(doc: Words, first: int, offset: int) -> int | None:
    """The token after a name that begins at token `first` and ends at `offset`, None where that lies inside a token; a
    name may leave a final full stop inside its last token."""
    for position in range(first, min(first + _MOST_TOKENS, len(doc.text))):
        text = doc.text[position]
        end = doc.idx[position] + len(text)
        if end >= offset:
            return position + 1 if end == offset or (end == offset + 1 and text[-1] == ".") else None
    return None


def _counts(doc: Words, start: int, end: int, entry: Entry) -> bool:
    """False where the words are rather part of a personal name or a property of a thing, or too short to tell."""
    if entry.name == "X" and entry.kind == "outlet":
        return start > 0 and doc.lower[start - 1] in _POSTED
    if end + 1 < len(doc.text) and doc.text[end] == "-" and doc.lower[end + 1] in table("compounds"):
        return False
    if end - start > 1:
        return True
    inside, given = end < len(doc.text), table("given_names")
    if entry.code == "WST" and inside and doc.capital[end]:
        return False  # "the West African bloc"
    if start and doc.capital[start] and could_be_name(doc, start - 1):
        titled = start > 1 and longest_key(doc, start - 1, max(0, start - 4), "titles") is not None
        if doc.text[start - 1] in given or (titled and not longest_key(doc, start, start - 1, "titles")):
            return False
    if (
        not inside
        or not could_be_name(doc, end)
        or is_portfolio(doc.lower[end])
        or longest_key(doc, end + 1, end, "titles")
    ):
        return True
    if longest_key(doc, end + 1, end, "institutions"):
        return True
    person = doc.ent[start] == "PERSON" and doc.ent[end] == "PERSON" and doc.goes_on_with_name(end)
    titled = start > 0 and longest_key(doc, start, max(0, start - 3), "titles") is not None
    named = doc.text[start] in given
    return not (person or (titled and entry.kind != "adjective") or named)
