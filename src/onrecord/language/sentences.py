"""Sentence boundaries of news copy, set from punctuation before the parser runs.

Edited copy marks its sentences well: a boundary needs a full stop, question or exclamation mark (or an ellipsis),
perhaps closing marks, and then a capital letter, a digit or an opening mark. Where the stop belongs to an
abbreviation that may also end a sentence ("in the U.S. He"), or a question ends a quotation before a capital ("...
now?" Smith asked), the token is left open and the parser decides.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord import tables

BOUNDARIES = "onrecord_boundaries"
#: spaCy's codes for a start, no start, and "not known"; set as one array, since token by token is quadratic.
_CODES = {True: 1, False: -1, None: 0}
_TERMINAL = frozenset({".", "?", "!", "...", "…", "?!", "!?", "....", ". . ."})
_CLOSING = frozenset({'"', "”", "''", "’", "'", ")", "]", "»", "“"})
_OPENING = frozenset({'"', "“", "``", "‘", "'", "(", "[", "«", "„", "—", "–", "-", "--", "•", "*"})


@cache
def _abbreviations() -> dict[str, str]:
    return {row["key"].casefold(): row["ends"] for row in tables.load_csv("lexicon/abbreviations.csv")}


@Language.component(BOUNDARIES)
def boundaries(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token: True, False, or None where the parser shall decide."""
    starts = [_CODES[_starts_sentence(doc, token)] for token in doc]
    if starts:
        doc.from_array([SENT_START], np.array([1, *starts[1:]], dtype="int64").reshape((-1, 1)).astype("uint64"))  # type: ignore[arg-type]
    return doc


def _starts_sentence(doc: Doc, token: Token) -> bool | None:
    if token.is_space or (token.text in _CLOSING and token.text not in _OPENING):
        return False
    last, closed, opened = _before(doc, token)
    if last is None or opened or not _may_open(doc, token):
        return False
    if token.text in _CLOSING and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space:
        return False  # a straight mark glued to the stop closes
    if last.text in _TERMINAL:
        return None if closed and last.text != "." else True
    if last.text.endswith("."):
        return _after_abbreviation(last, closed)
    return False


def _after_abbreviation(last: Token, closed: bool) -> bool | None:
    """Decide after a token that holds its own full stop ("U.S.", "Gen.", "J.")."""
    ends = _abbreviations().get(last.text.casefold())
    if ends == "no":
        return closed or False
    if ends is None and len(last.text) == 2 and last.text[0].isupper():
        return False  # an initial
    return True if closed else None


def _before(doc: Doc, token: Token) -> tuple[Token | None, bool, bool]:
    """The last word or stop before `token`, whether closing marks stand between, and whether an opening mark does."""
    closed = opened = False
    for index in range(token.i - 1, -1, -1):
        other = doc[index]
        if other.is_space:
            continue
        if other.text in _OPENING and index and (doc[index - 1].whitespace_ or doc[index - 1].is_space):
            opened = True
        elif other.text in _CLOSING:
            closed = True
        else:
            return other, closed, opened
    return None, closed, opened


def _may_open(doc: Doc, token: Token) -> bool:
    """A capital letter or digit, perhaps behind opening marks, may open a sentence."""
    for index in range(token.i, min(token.i + 4, len(doc))):
        other = doc[index]
        if other.text in _OPENING or other.is_space:
            continue
        return not other.text[0].islower() and (other.text[0].isalnum() or other.text[0] in "$€£#@")
    return False
