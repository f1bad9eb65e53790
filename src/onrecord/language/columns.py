"""A parse as columns: plain lists that are made once for what reading asks of each word many times.

spaCy makes a new object for each token and each string that it is asked for. Most questions to a parse look at many
words and keep few, so they look here, and only what they keep becomes a token.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, POS, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

_KEPT = "onrecord.words"
_ATTRIBUTES = (LOWER, TAG, POS, DEP, ENT_TYPE, LEMMA)


@dataclass(frozen=True, slots=True)
class Words:
    """One list for each attribute of a doc's tokens, by token index."""

    lower: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    ent: list[str]
    lemma: list[str]
    head: list[int]  # token indexes; a root is its own head
    below: list[list[int]]  # the token indexes of the direct dependents, in text order


def words_of(doc: Doc) -> Words:
    """The columns of a doc that is parsed and changes no more; made once, and kept with it for all rooms that ask."""
    kept: Words | None = doc.user_data.get(_KEPT)
    if kept is None:
        kept = doc.user_data[_KEPT] = _made(doc)
    return kept


def _made(doc: Doc) -> Words:
    *named, steps = doc.to_array([*_ATTRIBUTES, HEAD]).T.tolist()
    names = _names(doc.vocab.strings)
    lower, tag, pos, dep, ent, lemma = [[names[key] for key in column] for column in named]
    head = [index + _signed(step) for index, step in enumerate(steps)]
    below: list[list[int]] = [[] for _ in head]
    for index, above in enumerate(head):
        if above != index:
            below[above].append(index)
    return Words(lower, tag, pos, dep, ent, lemma, head, below)


class _Names(dict[int, str]):
    """The strings behind spaCy's numbers; each is asked for once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self._strings[key])
        return name


@lru_cache(maxsize=4)
def _names(strings: StringStore) -> _Names:
    return _Names(strings)


def _signed(step: int) -> int:
    """spaCy's arrays hold heads as offsets in unsigned numbers of 64 bits."""
    return step - (1 << 64) if step >= 1 << 63 else step
