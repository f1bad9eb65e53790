"""Which tokens of a doc the gazetteer names, with the personal names that only look like places left alone."""

from __future__ import annotations

from onrecord.actors.ambiguous import as_place
from onrecord.actors.gazetteer import Entry, match_at, names_by_first_word, plain, table
from onrecord.actors.tokens import Word, Words
from onrecord.actors.words import could_be_name, is_capital, is_portfolio, longest_key

#: Outlets whose name is one letter or an everyday word count only after these words.
_MOST_TOKENS = 30
_POSTED = frozenset({"on", "via", "platform", "to"})


def claimed(doc: Words, meanings: dict[str, Entry] | None = None) -> dict[int, tuple[int, Entry]]:
    """First token -> (token after the last, entry) for every name of the gazetteer in the doc, left to right.

    `meanings` are the names that the report uses in their second meaning.
    """
    text = plain(doc.as_text)
    capitals = text.isupper()
    index = names_by_first_word(capitals=capitals)
    claims: dict[int, tuple[int, Entry]] = {}
    reached = 0
    for token in [word for word in doc if word.text in index or (_glued(word) and word.text[0].isalnum())]:
        position = token.i
        hit = match_at(text, token.idx, capitals=capitals) if position >= reached else None
        after = _end_token(doc, position, hit[0]) if hit is not None else None
        if hit is None and meanings and token.text in meanings and _stands_alone(doc, position):
            claims[position] = (position + 1, meanings[token.text])
        if hit is None or after is None or not _counts(doc, position, after, hit[1]):
            continue
        entry = as_place(doc, position, hit[1])
        if meanings and after == position + 1:
            entry = meanings.get(token.text, entry)
        claims[position] = (after, entry)
        reached = after
    return claims


def _stands_alone(doc: Words, position: int) -> bool:
    """ "The North", "the South's call": no part of a longer name, and no point of the compass of something."""
    after = doc[position + 1] if position + 1 < len(doc) else None
    before = doc[position - 1] if position else None
    if before is not None and (could_be_name(before) or before.text == "-"):
        return False
    if after is None or after.lower_ != "of":
        return after is None or not (could_be_name(after) or after.text == "-")
    return position + 2 < len(doc) and doc[position + 2].tag_ == "VBG"  # "accused the South of flying drones"


def _glued(word: Word) -> bool:
    """True where a name may begin with more or less than the word: it holds a mark, or no space stands behind it."""
    return not word.is_alpha or not word.whitespace_


def _end_token(doc: Words, first: int, offset: int) -> int | None:
    """The token after a name that begins at token `first` and ends at `offset`, None where that lies inside a token; a
    name may leave a final full stop inside its last token."""
    for token in doc[first : first + _MOST_TOKENS]:
        end = token.idx + len(token.text)
        if end >= offset:
            return token.i + 1 if end == offset or (end == offset + 1 and token.text[-1] == ".") else None
    return None


def _counts(doc: Words, start: int, end: int, entry: Entry) -> bool:
    """False where the words are rather part of a personal name or a property of a thing, or too short to tell."""
    if entry.name == "X" and entry.kind == "outlet":
        return start > 0 and doc[start - 1].lower_ in _POSTED
    if end + 1 < len(doc) and doc[end].text == "-" and doc[end + 1].lower_ in table("compounds"):
        return False
    if end - start > 1:
        return True
    token = doc[start]
    before = doc[start - 1] if start else None
    after = doc[end] if end < len(doc) else None
    if entry.code == "WST" and after is not None and is_capital(after):
        return False  # "the West African bloc"
    if before is not None and could_be_name(before) and is_capital(token):
        titled = start > 1 and longest_key(doc, start - 1, max(0, start - 4), "titles") is not None
        if before.text in table("given_names") or (titled and not longest_key(doc, start, start - 1, "titles")):
            return False
    if after is None or not could_be_name(after) or is_portfolio(after) or longest_key(doc, end + 1, end, "titles"):
        return True
    if longest_key(doc, end + 1, end, "institutions"):
        return True
    person = token.ent_type_ == "PERSON" and after.ent_type_ == "PERSON" and after.ent_iob_ == "I"
    titled = before is not None and longest_key(doc, start, max(0, start - 3), "titles") is not None
    named = token.text in table("given_names")
    return not (person or (titled and entry.kind != "adjective") or named)
