"""Does a clause look back or ahead? Read off the verb that governs a time expression, its auxiliaries and its like.

The answer only decides between two readings of an expression that fits both ("on Monday", "in August").
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Token

from onrecord.tables import load_csv

BACK, OPEN, AHEAD = -1, 0, 1
_FUTURE = frozenset(
    {"will", "would", "shall", "'ll", "’ll", "wo", "should", "may", "might", "can", "could", "must", "'d"}
)
_PAST_BE = frozenset({"was", "were", "had", "did", "been"})
_AUXILIARY = frozenset({"aux", "aux:pass", "auxpass", "cop"})


def direction_at(doc: Doc, start: int, end: int, part: str) -> int:
    """Direction of the clause that holds the characters `start:end` of the doc: -1 back, 1 ahead, 0 untold.

    `part` is the segment's: in a headline the present tense tells the past.
    """
    if not doc.has_annotation("DEP"):
        return OPEN
    tokens = doc.char_span(start, end, alignment_mode="expand")
    if tokens is None:
        return OPEN
    head = tokens.root
    for child in head.children:
        if child.dep_ == "case" and child.lower_ == "since":
            return BACK
        if child.lower_ == "due" and not _auxiliaries(head) & _PAST_BE:
            return AHEAD
    found = _climb(head, part)
    limited = any(
        child.dep_ in ("case", "prep") and child.lower_ in ("by", "until", "till", "through") for child in head.children
    )
    if limited and (found == OPEN or _turn(_governor(head)) in ("ahead", "asks")):
        return AHEAD
    return found


def _governor(token: Token) -> Token:
    """The nearest verb above the token, or the token at the top."""
    node = token
    while node.head != node and node.pos_ != "VERB":
        node = node.head
    return node


def _climb(token: Token, part: str) -> int:
    """The direction of the nearest verb, or predicate with a verb, above the token."""
    node = token
    for _ in range(20):
        if node != token and _turn(node) == "ahead" and node.tag_ not in ("VBD", "NN", "NNS"):
            return AHEAD if not _auxiliaries(node) & _PAST_BE or node.lemma_.lower() in ("due",) else _told(node, part)
        if node.pos_ in ("VERB", "AUX") or _auxiliaries(node) or any(child.dep_ == "nsubj" for child in node.children):
            return _told(node, part)
        if node != token and node.tag_ == "NNS" and node.lemma_.lower() in _fixed():
            return _present(node, part)  # "the envoy arrives on Thursday" with the verb taken for a noun
        if node.head == node:
            return OPEN
        node = node.head
    return OPEN


def _told(verb: Token, part: str) -> int:
    """The direction that a verb's form tells."""
    auxiliaries = _auxiliaries(verb)
    if auxiliaries & _FUTURE:
        return BACK if auxiliaries & {"have", "'ve"} else AHEAD
    if auxiliaries & (_PAST_BE | {"has", "have", "'ve"}):
        return BACK
    if verb.tag_ == "VBD":
        return BACK
    if verb.tag_ == "VB":
        return _infinitive(verb, part)
    if verb.tag_ == "VBN":
        return OPEN if auxiliaries else BACK
    if verb.tag_ == "VBG":
        if auxiliaries:
            return AHEAD
        return OPEN if verb.head == verb else _climb(verb.head, part)
    if verb.tag_ in ("VBZ", "VBP", "NNS"):  # a verb like "arrives" is now and then tagged as a noun
        return _present(verb, part)
    return BACK if "was" in auxiliaries else OPEN


def _infinitive(verb: Token, part: str) -> int:
    """An infinitive looks ahead, but what somebody failed or came to do is told as past."""
    if verb.head == verb:
        return AHEAD
    if "had" in _auxiliaries(verb.head) and _turn(verb.head) == "ahead":
        return BACK
    turn = _turn(verb.head)
    purpose = verb.dep_ == "advcl" and turn not in ("asks", "ahead")  # under "offered to" the parse may say the same
    if purpose or (turn == "back" and verb.dep_ == "xcomp"):
        return _climb(verb.head, part)
    return AHEAD


def _present(verb: Token, part: str) -> int:
    if part != "body" or _turn(verb) == "says":
        return BACK
    return AHEAD if _turn(verb) == "ahead" or verb.lemma_.lower() in _fixed() else OPEN


def _auxiliaries(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in _AUXILIARY}


def _turn(token: Token) -> str:
    return _turns().get(token.lemma_.lower(), "") or _turns().get(token.lower_, "")


@cache
def _fixed() -> frozenset[str]:
    """Verbs whose present tense tells of what is fixed: the envoy arrives on Thursday."""
    return frozenset(row["key"] for row in load_csv("lexicon/time_direction.csv") if row["present"] == "ahead")


@cache
def _turns() -> dict[str, str]:
    return {row["key"]: row["turn"] for row in load_csv("lexicon/time_direction.csv")}
