"""Which tokens of a segment can tell a tie at all, found by the numbers of their words: most are never looked at."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.attrs import LEMMA, LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc


def ids_of(words: Iterable[str]) -> frozenset[int]:
    """The numbers by which spaCy knows words."""
    return frozenset(get_string_id(word) for word in words)


def plurals(words: Iterable[str]) -> Iterable[str]:
    """The regular plurals of nouns, for those of which the tagger leaves the lemma as it finds them."""
    for word in words:
        yield word + "s"
        if word.endswith("y"):
            yield word[:-1] + "ies"


def places_of(doc: Doc, words: frozenset[int]) -> list[int]:
    """The positions of the tokens whose form in small letters or whose lemma is one of the words."""
    if not len(doc):
        return []
    rows = doc.to_array([LOWER, LEMMA]).tolist()
    return [index for index, (form, lemma) in enumerate(rows) if form in words or lemma in words]
