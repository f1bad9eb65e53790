"""On which day a statement was made, where the clause of its cue says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from onrecord.dates.publication import Publication
from onrecord.language.reading import Reading, Segment
from onrecord.record import TimeExpression
from onrecord.tables import load_csv

_FULL_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=T|$)")
#: Ways in which a time hangs on its verb, or on a noun that does ("in an interview on Monday").
_LINKS = frozenset(
    {
        "obl",
        "obl:tmod",
        "obl:unmarked",
        "obl:npmod",
        "nmod",
        "nmod:tmod",
        "nmod:unmarked",
        "npadvmod",
        "pobj",
        "prep",
        "advmod",
    }
)
#: How many words may stand between a cue and a time beside it ("told reporters in Geneva late on Monday").
BESIDE = 7


def said_on(
    expressions: Sequence[TimeExpression],
    reading: Reading,
    segment: Segment,
    cue_token: Token,
    publication: Publication,
) -> str | None:
    """The day (YYYY-MM-DD) on which a statement was made, from the time that governs its cue; None where none does.

    Only expressions of a full day count. One that hangs on the cue in the parse goes before one that merely stands
    beside it in the same clause; a second verb ("accused ... and said ...") takes the day of the first. A day after
    that of publication is not the day of a saying.
    """
    sentence = cue_token.sent
    days = [
        (tokens, match.group())
        for each in expressions
        if segment.start <= each.start < segment.end
        and (match := _FULL_DAY.match(each.value or ""))
        and (tokens := _tokens(segment.doc, each.start - segment.start, each.end - segment.start)) is not None
        and sentence.start <= tokens.start < sentence.end
    ]
    newest = publication.date or publication.dateline_date
    days = [(tokens, day) for tokens, day in days if newest is None or day <= newest.isoformat()]
    verb = cue_token
    for _ in range(3):
        hanging = [day for tokens, day in days if _hangs_on(tokens.root, verb)]
        beside = [day for tokens, day in days if _stands_beside(tokens, verb)]
        if hanging or beside:
            return (hanging or beside)[0]
        if verb.dep_ != "conj" or verb.head == verb or any(child.dep_.startswith("nsubj") for child in verb.children):
            return None
        verb = verb.head
    return None


def _tokens(doc: Doc, start: int, end: int) -> TokenSpan | None:
    tokens = doc.char_span(start, end, alignment_mode="expand")
    return tokens if tokens is not None and len(tokens) else None


def _hangs_on(token: Token, verb: Token) -> bool:
    """True when the time is an adjunct of the verb, or of a noun that is ("in an interview on Monday")."""
    node = token
    for _ in range(5):
        direct = node == token
        if node.dep_ in _LINKS and not (direct and node.dep_ == "nmod:poss"):
            if node.head == verb:
                return True
        elif direct or node.dep_ not in ("obj", "iobj", "dobj") or verb.lemma_.lower() not in _addressing():
            return False
        elif node.head == verb:
            return True
        if node.head == node:
            return False
        node = node.head
    return False


def _stands_beside(tokens: TokenSpan, verb: Token) -> bool:
    """True when no other verb and no clause lies between the cue and the time, and the time is no possessive."""
    doc = verb.doc
    if tokens.end < len(doc) and doc[tokens.end].tag_ == "POS":
        return False
    if verb.i < tokens.start:
        between = doc[verb.i + 1 : tokens.start]
        words = [token for token in between if token.lower_ not in ("on", "late", "early", "earlier", ",")]
        if words and verb.lemma_.lower() not in _addressing():
            return False
    else:
        between = doc[tokens.end : verb.i]
        if any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in between):
            return False
    if len(between) > BESIDE:
        return False
    return not any(token.pos_ in ("VERB", "AUX", "SCONJ") or token.is_quote or token.text in ";:" for token in between)


@cache
def _addressing() -> frozenset[str]:
    """Verbs whose object is the one spoken to or the occasion ("told a news conference on Monday")."""
    return frozenset(row["key"] for row in load_csv("lexicon/time_direction.csv") if row["note"] == "addressing")
