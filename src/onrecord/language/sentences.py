"""Sentence boundaries of news copy, set from punctuation before the parser runs.

Edited copy marks its sentences well: a boundary needs a full stop, question or exclamation mark (or an ellipsis),
perhaps closing marks, and then a capital letter, a digit or an opening mark. Where the stop belongs to an
abbreviation that may also end a sentence ("in the U.S. He"), or a question ends a quotation before a capital ("...
now?" Smith asked), the token is left open and the parser decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from spacy.attrs import IS_SPACE, SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from onrecord import tables

BOUNDARIES = "onrecord_boundaries"
#: spaCy's codes for a start, no start, and "not known"; set as one array, since token by token is quadratic.
_CODES = {True: 1, False: -1, None: 0}
_TERMINAL = frozenset({".", "?", "!", "...", "…", "?!", "!?", "....", ". . ."})
_PLATFORM = "X."
_CLOSING = frozenset({'"', "”", "''", "’", "'", ")", "]", "»", "“"})
_OPENING = frozenset({'"', "“", "``", "‘", "'", "(", "[", "«", "„", "—", "–", "-", "--", "•", "*"})


@cache
def _abbreviations() -> dict[str, str]:
    return {row["key"].casefold(): row["ends"] for row in tables.load_csv("lexicon/abbreviations.csv")}


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a doc in columns, which cost a tenth of its tokens: text, space behind it, and nothing but space."""

    texts: Sequence[str]
    spaced: Sequence[int]
    blank: Sequence[int]

    def apart(self, index: int) -> bool:
        """Whether white space stands between the word and the one before it."""
        return bool(self.spaced[index - 1] or self.blank[index - 1])


@Language.component(BOUNDARIES)
def boundaries(doc: Doc) -> Doc:
    """Set `is_sent_start` on every token: True, False, or None where the parser shall decide."""
    if len(doc):
        spaced, blank = doc.to_array([SPACY, IS_SPACE]).T.tolist()
        words = _Words([token.text for token in doc], spaced, blank)
        starts = [1, *(_CODES[_starts_sentence(words, index)] for index in range(1, len(doc)))]
        doc.from_array([SENT_START], np.array(starts, dtype="int64").reshape((-1, 1)).astype("uint64"))  # type: ignore[arg-type]
    return doc


def _starts_sentence(words: _Words, index: int) -> bool | None:
    text = words.texts[index]
    if words.blank[index] or (text in _CLOSING and text not in _OPENING):
        return False
    last, closed, opened = _before(words, index)
    if last is None or opened or not _may_open(words, index):
        return False
    if text in _CLOSING and not words.apart(index):
        return False  # a straight mark glued to the stop closes
    if last in _TERMINAL:
        return None if closed and last != "." else True
    if last == _PLATFORM and _names_platform(words, index):
        return True
    return _after_abbreviation(last, closed)


def _names_platform(words: _Words, index: int) -> bool:
    """ "..., he posted on X. The council ...": the letter is the platform's name and no initial."""
    at = next((at for at in range(index - 1, 0, -1) if words.texts[at] == _PLATFORM), 0)
    return at > 0 and words.texts[at - 1].lower() in ("on", "via", "platform")


def _after_abbreviation(last: str, closed: bool) -> bool | None:
    """Decide after a token that holds its own full stop ("U.S.", "Gen.", "J.")."""
    ends = _abbreviations().get(last.casefold())
    if ends == "no":
        return closed or False
    if ends is None and len(last) == 2 and last[0].isupper():
        return False  # an initial
    return True if closed else None


def _before(words: _Words, index: int) -> tuple[str | None, bool, bool]:
    """The stop before a word, whether closing marks stand between, and whether an opening mark does.

    The stop is a word that is one or ends with one; None where another word stands there.
    """
    closed = opened = False
    for at in range(index - 1, -1, -1):
        text = words.texts[at]
        if words.blank[at]:
            continue
        if text in _OPENING and at and words.apart(at):
            opened = True
        elif text in _CLOSING:
            closed = True
        else:
            return (text if text in _TERMINAL or text.endswith(".") else None), closed, opened
    return None, closed, opened


def _may_open(words: _Words, index: int) -> bool:
    """A capital letter or digit, perhaps behind opening marks, may open a sentence."""
    for at in range(index, min(index + 4, len(words.texts))):
        text = words.texts[at]
        if text in _OPENING or words.blank[at]:
            continue
        return not text[0].islower() and (text[0].isalnum() or text[0] in "$€£#@")
    return False
