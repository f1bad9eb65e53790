"""The tokens of a segment as plain Python objects, made once, since asking spaCy for a token is slow.

The attributes have spaCy's names and meaning; slices are lists.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Doc, Token


class Word:
    """One token: `i` its number, `idx` its offset in the text, `head` the number of its head."""

    __slots__ = (
        "capital", "dep_", "ent_iob_", "ent_type_", "head", "i", "idx", "is_sent_start", "lower_", "tag_", "text",
        "whitespace_", "words",
    )  # fmt: skip

    def __init__(self, words: Words, token: Token) -> None:
        self.words = words
        self.i: int = token.i
        self.idx: int = token.idx
        self.text: str = token.text
        self.lower_: str = token.lower_
        self.whitespace_: str = token.whitespace_
        self.tag_: str = token.tag_
        self.dep_: str = token.dep_
        self.ent_type_: str = token.ent_type_
        self.ent_iob_: str = token.ent_iob_
        self.head: int = token.head.i
        self.is_sent_start: bool = token.is_sent_start is True
        self.capital = self.text[:1].isupper()

    def __len__(self) -> int:
        return len(self.text)

    @property
    def is_alpha(self) -> bool:
        """True for letters only."""
        return self.text.isalpha()

    @property
    def is_space(self) -> bool:
        """True for white space."""
        return self.text.isspace()


class Words(list[Word]):
    """All tokens of a doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        super().__init__([Word(self, token) for token in doc])

    @cached_property
    def capitalises_all(self) -> bool:
        """True for a heading In Which Most Words Begin With a Capital."""
        words = [word for word in self if len(word.text) > 3 and word.is_alpha]
        return len(words) > 3 and sum(word.capital for word in words) > 0.6 * len(words)
