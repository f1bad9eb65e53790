"""The tokens of a segment as plain Python objects, made once, since asking spaCy for a token is slow.

The attributes have spaCy's names and meaning; slices are lists.
"""

from __future__ import annotations

from functools import cached_property, lru_cache

from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, ORTH, SENT_START, SPACY, TAG
from spacy.strings import StringStore
from spacy.tokens import Doc

_COLUMNS = [ORTH, TAG, DEP, ENT_TYPE, ENT_IOB, HEAD, IDX, SENT_START, SPACY]
_MOST = 200_000
_IOB = ("", "I", "O", "B")
#: Hashes are unsigned numbers of 64 bits, which the columns are read as signed ones, since heads may be negative.
_UNSIGNED = (1 << 64) - 1


class Word:
    """One token: `i` its number, `idx` its offset in the text, `head` the number of its head."""

    __slots__ = (
        "capital", "dep_", "ent_iob_", "ent_type_", "head", "i", "idx", "is_alpha", "is_sent_start", "lower_", "tag_",
        "text", "whitespace_", "words",
    )  # fmt: skip

    words: Words
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    head: int
    is_sent_start: bool
    is_alpha: bool
    capital: bool

    def __len__(self) -> int:
        return len(self.text)

    @property
    def is_space(self) -> bool:
        """True for white space."""
        return self.text.isspace()


class _Names(dict[int, str]):
    """The strings of a vocabulary by their hash, kept, since asking the store is slow; never more than _MOST."""

    def __init__(self, store: StringStore) -> None:
        super().__init__({0: ""})
        self._store = store

    def __missing__(self, key: int) -> str:
        if len(self) > _MOST:
            self.clear()
            self[0] = ""
        name: str = self._store[key & _UNSIGNED] if key else ""
        self[key] = name
        return name


class _Shapes(dict[int, tuple[str, str, bool, bool]]):
    """Of a word by its hash: the word, in small letters, whether all letters, whether it begins with a capital."""

    def __init__(self, names: _Names) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, key: int) -> tuple[str, str, bool, bool]:
        if len(self) > _MOST:
            self.clear()
        text = self._names[key]
        self[key] = shape = (text, text.lower(), text.isalpha(), text[:1].isupper())
        return shape


@lru_cache(maxsize=2)
def _known(store: StringStore) -> tuple[_Names, _Shapes]:
    names = _Names(store)
    return names, _Shapes(names)


class Words(list[Word]):
    """All tokens of a doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        super().__init__(self._made())

    def _made(self) -> list[Word]:
        """One object for each token, out of the columns of the doc: asking each token for each attribute is slow."""
        names, shapes = _known(self.doc.vocab.strings)
        out: list[Word] = []
        rows = enumerate(self.doc.to_array(_COLUMNS).view("int64").tolist())
        for i, (orth, tag, dep, ent, iob, head, idx, start, space) in rows:
            word = Word()
            word.words, word.i, word.idx = self, i, idx
            word.text, word.lower_, word.is_alpha, word.capital = shapes[orth]
            word.tag_, word.dep_, word.ent_type_ = names[tag], names[dep], names[ent]
            word.ent_iob_ = _IOB[iob]
            word.head = i + head
            word.is_sent_start = start == 1
            word.whitespace_ = " " if space else ""
            out.append(word)
        return out

    @cached_property
    def as_text(self) -> str:
        """The doc's text."""
        return "".join([word.text + word.whitespace_ for word in self])

    @cached_property
    def capitalises_all(self) -> bool:
        """True for a heading In Which Most Words Begin With a Capital."""
        words = [word for word in self if len(word.text) > 3 and word.is_alpha]
        return len(words) > 3 and sum(word.capital for word in words) > 0.6 * len(words)
