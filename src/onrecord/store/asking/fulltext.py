"""Words as a person types them into a search, as a question for FTS5 that cannot go wrong.

    dialogue                    reports of dialogue, dialogues
    "river treaty"              these words in a row
    negot*                      all words that begin so
    gas OR oil                  either
    sanctions NOT gas           without
    (gas OR oil) pipeline       brackets; words beside each other must all be there

AND, OR and NOT count as such in capitals only. Everything else is words: hyphens, points and apostrophes need no care.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.errors import QueryError
from onrecord.store.packing import shown

_TOKEN = re.compile(r'\s*(?:(?P<mark>[()])|"(?P<phrase>[^"]*)"(?P<open>\*?)|(?P<quote>")|(?P<word>[^\s()"]+))')
_TURNED = str.maketrans("“”„«»", '"""""')
_OPERATORS = ("AND", "OR", "NOT")
_MOST_TERMS, _DEEPEST = 100, 20
_REMEDY = 'Write words, "a phrase", begin*, and AND, OR, NOT and brackets between them.'


def match_of(words: str) -> str:
    """The FTS5 expression for `words`; raises QueryError where they cannot be understood, or hold no word.

    >>> match_of('dialogue "river treaty" negot*')
    '("dialogue" AND "river treaty" AND "negot" *)'
    >>> match_of("(gas OR oil) NOT cease-fire")
    '(("gas" OR "oil") NOT "cease-fire")'
    """
    parser = _Parser(words)
    found = parser.either(0)
    if parser.token is not None:
        raise _wrong(words, "closes a bracket that was not opened")
    if found is None:
        raise QueryError(f"there is no word in {words!r}", remedy=_REMEDY)
    return found


def _wrong(words: str, how: str) -> QueryError:
    return QueryError(f"the search {words!r} {how}", remedy=_REMEDY)


class _Parser:
    """One search being read; `token` is the one that comes next: its kind and what it stands for in FTS5."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.terms = 0
        self.tokens = self._tokens(shown(words).translate(_TURNED))
        self.token = next(self.tokens, None)

    def _tokens(self, text: str) -> Iterator[tuple[str, str | None]]:
        position = 0
        while match := _TOKEN.match(text, position):
            position = match.end()
            if match["quote"]:
                raise _wrong(self.words, "opens a quotation mark and does not close it")
            if match["mark"]:
                yield match["mark"], None
            elif match["word"] in _OPERATORS:
                yield match["word"], None
            elif match["word"] is not None:
                yield "term", self._term(match["word"].rstrip("*"), match["word"].endswith("*"))
            else:
                yield "term", self._term(match["phrase"], bool(match["open"]))

    def _term(self, text: str, begins: bool) -> str | None:
        """A word or phrase in FTS5's quotation marks; None where nothing of it is a letter or figure."""
        if not any(map(str.isalnum, text)):
            return None
        self.terms += 1
        if self.terms > _MOST_TERMS:
            raise _wrong(f"{self.words[:40]}…", f"has more than {_MOST_TERMS} words")
        return f'"{text}" *' if begins else f'"{text}"'

    def _next(self) -> str | None:
        return None if self.token is None else self.token[0]

    def _take(self) -> tuple[str, str | None]:
        taken = self.token
        assert taken is not None
        self.token = next(self.tokens, None)
        return taken

    def either(self, depth: int) -> str | None:
        """Alternatives, parted by OR."""
        found = [self._all(depth)]
        while self._next() == "OR":
            self._take()
            found.append(self._all(depth))
        return _joined("OR", found)

    def _all(self, depth: int) -> str | None:
        """What must all be there, and, after NOT, what may not."""
        wanted: list[str | None] = [self._one(depth)]
        unwanted: list[str | None] = []
        while self._next() in ("AND", "NOT", "term", "("):
            if self._next() == "AND":
                self._take()
            side = wanted
            if self._next() == "NOT":  # "a AND NOT b" is "a NOT b"
                self._take()
                side = unwanted
            side.append(self._one(depth))
        whole, without = _joined("AND", wanted), _joined("OR", unwanted)
        if whole is None and without is not None:
            raise _wrong(self.words, "says only what is not wanted")
        return whole if without is None else f"({whole} NOT {without})"

    def _one(self, depth: int) -> str | None:
        """A word, a phrase, or what stands in brackets."""
        if self._next() not in ("term", "("):
            after = "ends" if self.token is None else f"has {self.token[0]!r}"
            raise _wrong(self.words, f"{after} where a word should stand")
        kind, term = self._take()
        if kind == "term":
            return term
        if depth == _DEEPEST:
            raise _wrong(self.words, f"has more than {_DEEPEST} brackets in each other")
        found = self.either(depth + 1)
        if self._next() != ")":
            raise _wrong(self.words, "opens a bracket and does not close it")
        self._take()
        return found


def _joined(operator: str, parts: list[str | None]) -> str | None:
    """Parts with an operator between them; those that are no words are left out."""
    said = [part for part in parts if part is not None]
    if len(said) < 2:
        return said[0] if said else None
    return f"({f' {operator} '.join(said)})"
