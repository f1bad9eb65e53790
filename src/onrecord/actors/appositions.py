"""Names and descriptions that stand side by side for one person: "X, the minister," and "the minister, X,"."""

from __future__ import annotations

from itertools import pairwise

from onrecord.actors.mentions import Mention
from onrecord.actors.words import ARTICLES, POSSESSIVES
from onrecord.language.columns import Words

_PLACE_WORDS = frozenset({"in", "at", "near", "from", "off", "around", "to", "across", "outside", "via"})
_TOWNS = frozenset({"capital", "city"})
_AFTER = frozenset({",", ".", ";", ":", ")", "—", "–", "-", "--", "”", '"', "who", "whose", "said", "says", "told"})


def join_appositions(doc: Words, mentions: list[Mention]) -> None:
    """Set `partner` where a description and a name are one person, and hand the description's titles to the name."""
    outer = [mention for mention in mentions if not mention.inner and mention.kind in ("name", "description")]
    for first, second in pairwise(outer):
        named = first.kind == "name" and second.kind == "description" and not second.plural
        described = (
            first.kind == "description" and second.kind == "name" and not first.plural
            and (not second.titles or first.owner is not None)
        )  # fmt: skip
        if not (named or described) or first.partner is not None:
            continue
        if _side_by_side(doc, first, second) and _closed(doc, second.end):
            _join(*((first, second) if named else (second, first)))


def join_affiliations(doc: Words, mentions: list[Mention]) -> None:
    """Set `affiliation` for "X, of the Y Institute" and "X of the Y Institute", the code for "King X of Y"."""
    outer = [mention for mention in mentions if not mention.inner]
    for first, second in pairwise(outer):
        if first.kind != "name" or second.kind not in ("institution", "entry", "media"):
            continue
        words = [word for word in doc.lower[first.end : second.start] if word not in ("the", ",")]
        body = second.kind != "entry" or (
            second.entry is not None and second.entry.kind in ("organisation", "group", "seat")
        )
        if words == ["of"] and first.end + 1 == second.start and _holds_office_of(first, second):
            first.code = first.titles[0].code = second.code
        if body and len(words) == 1 and words[0] in ("of", "from", "with", "at"):
            first.affiliation = second
            first.evidence = first.evidence or len(first.name) > 1


def _holds_office_of(name: Mention, place: Mention) -> bool:
    """ "King X of Y", and for the clergy "Archbishop X of Y" where Y is a town."""
    if place.entry is None or not name.titles or name.titles[0].rank != "office" or name.code is not None:
        return False
    return place.entry.kind == "state" or (place.entry.kind in _TOWNS and name.titles[0].sector == "REL")


def _join(name: Mention, description: Mention) -> None:
    name.titles = [*name.titles, *description.titles]
    name.evidence = True
    name.subject = name.subject or description.subject
    name.partner, description.partner = description, name


def _side_by_side(doc: Words, first: Mention, second: Mention) -> bool:
    """True when only a comma, an age and an article or possessive stand between the two, or "who is"."""
    if first.kind == "name" and not first.evidence and after_place_word(doc, first.start):
        return False
    if "whose" in doc.lower[first.end : second.end]:
        return False  # "X, whose husband ..."
    owned = second.owner is not None and first.end <= second.owner.start
    stop = second.owner.start if owned and second.owner is not None else second.start
    words = [word for word in doc.lower[first.end : stop] if not word.isspace()]
    if not words and first.kind == "description":
        return False
    if words[:3] in ([",", "who", "is"], [",", "who", "was"], [",", "who", "'s"], [",", "currently", "the"]):
        return second.kind == "description" and all(word in ARTICLES for word in words[3:])
    if first.kind == "description" and words[:1] == ["in"] and "," in words:
        words = words[words.index(",") :]
    if not words or words[0] not in (",", "(", "—", "–", "-", "--"):
        return False
    return all(word in ARTICLES or word in POSSESSIVES or word == "," or word.isdigit() for word in words[1:])


def _closed(doc: Words, end: int) -> bool:
    """True when the pair ends before a comma, a full stop or a verb, and is no list."""
    if end >= len(doc.text):
        return True
    if doc.lower[end] in ("in", "at") and end + 2 < len(doc.text):
        return any(_closed(doc, end + step) for step in (2, 3) if doc.tag[end + step - 1] in ("NNP", "NNPS"))
    return doc.text[end] in _AFTER or doc.tag[end] in ("VBD", "VBZ", "VBP", "MD")


def after_place_word(doc: Words, start: int) -> bool:
    """True when a preposition of place stands before token `start` (an article aside): a town rather than a person."""
    before = start - 1
    if before > 0 and doc.lower[before] in ARTICLES:
        before -= 1
    return before >= 0 and doc.lower[before] in _PLACE_WORDS
