"""What a number counts, by the tags behind it, and what became of those counted, by the parse."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from onrecord.tables import load_csv

_BEFORE_NOUN = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "CD", "AFX", "FW"})
_NOUNS = frozenset({"NNS", "NN"})
_OF_PLURAL = {"NNPS": "NNP"}
_FARTHEST = 7
_OBJECTS = frozenset({"obj", "nsubj:pass", "dobj", "nsubjpass", "iobj"})
_SUBJECTS = frozenset({"nsubj"})
_PARTICIPLES = frozenset({"acl", "acl:relcl", "amod"})
_PART_OF = frozenset({"nmod", "appos", "conj", "obl"})
_OTHERS = frozenset({"others", "more", "other"})
PEOPLE = "people"


def noun_after(doc: Doc, first: int, *, one: bool) -> tuple[int, int] | None:
    """First and last token of the noun that a number counts which ends before token `first` ("police officers").

    A plural, or with `one` a singular. None where something else than adjectives and nouns stands before it.
    """
    start = first
    if start < len(doc) and doc[start].lower_ == "of":
        start += 1
        while start < len(doc) and doc[start].tag_ in ("DT", "PRP$"):
            start += 1
    for position in range(start, min(start + _FARTHEST, len(doc))):
        tag = doc[position].tag_
        if tag in ("NNS", "NNPS") or (one and tag == "NN" and not _goes_on(doc, position)):
            begin = position
            while (
                begin > start and doc[begin - 1].tag_ == _OF_PLURAL.get(tag, "NN") and doc[begin - 1].dep_ == "compound"
            ):
                begin -= 1
            return begin, position
        if tag not in _BEFORE_NOUN and doc[position].lower_ not in ("other", "more", '"', "“", "”"):
            return None
    return None


def _goes_on(doc: Doc, position: int) -> bool:
    return position + 1 < len(doc) and doc[position + 1].tag_ in ("NN", "NNS")


def fate_of(token: Token) -> str | None:
    """What became of those whom the noun or number is: killed, injured, displaced ...; None where nothing tells."""
    for _ in range(3):
        fate = _of_children(token) or _of_head(token)
        if fate is not None:
            return fate
        if token.dep_ not in _PART_OF or token.head.i > token.i or not _included(token):
            return None
        token = token.head
        if token.pos_ == "VERB":
            return _fate(token, "object") or _fate(token, "subject")
    return None


def _of_children(token: Token) -> str | None:
    """ "12 people killed", "12 dead"."""
    for child in token.children:
        if child.dep_ in _PARTICIPLES and child.i > token.i and child.tag_ in ("VBN", "VBD", "JJ"):
            fate = _fate(child, "object") if child.tag_ != "JJ" else _fate(child, "state")
            if fate is not None:
                return fate
    return None


def _of_head(token: Token) -> str | None:
    head = token.head
    if token.dep_ in _OBJECTS:
        return _fate(head, "object") or _fate(head, "state")
    if token.dep_ in _SUBJECTS:
        passive = any(child.dep_ in ("aux:pass", "auxpass") for child in head.children) or head.tag_ == "VBN"
        return (_fate(head, "object") if passive else None) or _fate(head, "subject") or _fate(head, "state")
    return None


def _included(token: Token) -> bool:
    """ "killed 12 people, including three children"."""
    return any(child.lower_ in ("including", "among") for child in token.children)


def _fate(token: Token, role: str) -> str | None:
    row = _fates().get(token.lemma_.lower()) or _fates().get(token.lower_)
    return row["fate"] if row is not None and role in row["role"].split(";") else None


def state_after(doc: Doc, first: int) -> tuple[int, str] | None:
    """ "12 dead", "30 injured", "30 more were wounded": the token after a number without noun that tells the fate."""
    position = first
    while position < len(doc) and position < first + 3 and doc[position].lower_ in {*_OTHERS, "were", "was"}:
        position += 1
    if position < len(doc):
        token = doc[position]
        fate = _fate(token, "state") or (_fate(token, "object") if token.tag_ == "VBN" else None)
        if fate is not None:
            return position, fate
    return None


def is_people(token: Token) -> bool:
    """ "30 others", "30 more" and "one person" are people."""
    return token.lower_ in _OTHERS or token.lower_ in ("person", "persons")


@cache
def _fates() -> dict[str, dict[str, str]]:
    return {row["key"]: row for row in load_csv("lexicon/figure_fates.csv")}


@cache
def tolls() -> dict[str, str]:
    """Words before a number that tell the fate ("death toll") -> fate."""
    return {key: row["fate"] for key, row in _fates().items() if row["role"] == "toll"}
