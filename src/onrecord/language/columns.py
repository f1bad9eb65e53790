"""A parse as columns: plain lists that are made once for what reading asks of each word many times.

spaCy makes a new object for each token and each string that it is asked for. Most questions to a parse look at many
words and keep few, so they look here, and only what they keep becomes a token.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import compress, count
from unicodedata import category

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

_KEPT = "onrecord.words"
_COLUMNS = [ORTH, TAG, POS, DEP, ENT_TYPE, LEMMA, HEAD, IDX, SPACY, SENT_START, ENT_IOB]
#: Most strings that are kept of a vocabulary, which grows with what is read.
_MOST = 200_000
#: Hashes are unsigned numbers of 64 bits, which the columns are read as signed ones, since heads may be negative.
_UNSIGNED = (1 << 64) - 1
_INSIDE = 1


class Words:
    """One list for each attribute of a doc's words, by token number; the names are spaCy's."""

    __slots__ = (
        "_as_text", "_capitalised", "_entity", "_starts", "alpha", "below", "blank", "capital", "dep", "ent", "head",
        "idx", "lemma", "lower", "pos", "punct", "spaced", "tag", "text",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        names, shapes = _known(doc.vocab.strings)
        rows: list[list[int]] = doc.to_array(_COLUMNS).view("int64").T.tolist()
        orth, tag, pos, dep, ent, lemma, steps, self.idx, self.spaced, starts, entity = rows
        shape = [shapes[key] for key in orth]
        self.text = [each[0] for each in shape]
        self.lower = [each[1] for each in shape]
        self.alpha = [each[2] for each in shape]
        self.capital = [each[3] for each in shape]  # begins with a capital letter
        self.punct = [each[4] for each in shape]  # of marks alone
        self.blank = [each[5] for each in shape]  # of white space alone
        self.tag = [names[key] for key in tag]
        self.pos = [names[key] for key in pos]
        self.dep = [names[key] for key in dep]
        self.ent = [names[key] for key in ent]
        self.lemma = [names[key] for key in lemma]
        self.head = [index + step for index, step in enumerate(steps)]  # a root is its own head
        self.below = _dependents(self.head)
        self._starts = starts
        self._entity = entity
        self._as_text: str | None = None
        self._capitalised: bool | None = None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def as_text(self) -> str:
        """The doc's text."""
        if self._as_text is None:
            pieces = [text + " " if space else text for text, space in zip(self.text, self.spaced, strict=True)]
            self._as_text = "".join(pieces)
        return self._as_text

    def phrase(self, start: int, end: int) -> str:
        """The text of words start..end as it stands."""
        if end - start == 1:
            return self.text[start]
        return self.as_text[self.idx[start] : self.idx[end - 1] + len(self.text[end - 1])]

    def opens_sentence(self, index: int) -> bool:
        """True for the first word of a sentence."""
        return self._starts[index] == 1

    @property
    def sentences(self) -> list[int]:
        """The numbers of the first words of all sentences."""
        return [index for index, start in enumerate(self._starts) if start == 1 or not index]

    def goes_on_with_name(self, index: int) -> bool:
        """True for a word inside a named entity that began before it."""
        return self._entity[index] == _INSIDE

    @property
    def capitalises_all(self) -> bool:
        """True for a heading In Which Most Words Begin With a Capital."""
        if self._capitalised is None:
            rows = zip(self.text, self.alpha, self.capital, strict=True)
            long = [capital for text, alpha, capital in rows if alpha and len(text) > 3]
            self._capitalised = len(long) > 3 and sum(long) > 0.6 * len(long)
        return self._capitalised


def words_of(doc: Doc) -> Words:
    """The words of a doc that is parsed and changes no more; made once, and kept with it for all rooms that ask."""
    kept: Words | None = doc.user_data.get(_KEPT)
    if kept is None:
        kept = doc.user_data[_KEPT] = Words(doc)
    return kept


def among(column: Sequence[str], words: Container[str]) -> list[int]:
    """The numbers of those of a column that are among some words, looked up without a step of Python for each.

    >>> among(["the", "envoy", "left"], {"left", "the"})
    [0, 2]
    """
    return list(compress(count(), map(words.__contains__, column)))


def _dependents(heads: list[int]) -> list[Sequence[int]]:
    """The direct dependents of each word, in text order."""
    below: dict[int, list[int]] = {}
    for index, head in enumerate(heads):
        if head == index:
            continue
        if head in below:
            below[head].append(index)
        else:
            below[head] = [index]
    return [below.get(index, ()) for index in range(len(heads))]


class _Names(dict[int, str]):
    """The strings behind spaCy's numbers; each is asked for once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        if len(self) > _MOST:
            self.clear()
            self[0] = ""
        name = self[key] = str(self._strings[key & _UNSIGNED]) if key else ""
        return name


_Shape = tuple[str, str, bool, bool, bool, bool]


class _Shapes(dict[int, _Shape]):
    """Of a word by its number: the word, in small letters, and whether it is of letters alone, begins with a capital,
    is of marks alone, of white space alone.
    """

    def __init__(self, names: _Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, key: int) -> _Shape:
        if len(self) > _MOST:
            self.clear()
        text = self._names[key]
        marks = all(category(letter).startswith("P") for letter in text)
        shape = self[key] = (text, text.lower(), text.isalpha(), text[:1].isupper(), marks, text.isspace())
        return shape


@lru_cache(maxsize=4)
def _known(strings: StringStore) -> tuple[_Names, _Shapes]:
    names = _Names(strings)
    return names, _Shapes(names)
