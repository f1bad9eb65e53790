"""The table of loaded wording as patterns, each found by its longest word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.errors import TableError
from onrecord.tables import load_csv

TABLE = "lexicon/terms.csv"
#: So many letters of a word tell that a pattern may be there.
_STEM = 5
_BETWEEN = r"[\s\-‐‑–\"“”„«»'/]{1,4}"
#: By these words a text and the patterns are compared; a letter with a mark parts them on both sides.
LETTERS = re.compile(r"[a-z0-9]+")
_ENDINGS = {"+": r"(?:e?s)?", "~": r"\w*"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say one term.

    `words` are those of its words that have no endings; `source` is a regular expression for all of them in small
    letters; `capitals` are the numbers of the words that must begin with a capital. With `named`, a name must stand
    before ("Assad regime"), and takes the place of "^" in `refers_to`. Of `report`, one must stand in the report, of
    `sentence` one in the sentence, of `unless` none in the sentence; empty asks nothing.
    """

    words: frozenset[str]
    source: str
    capitals: tuple[int, ...]
    named: bool
    refers_to: str
    report: tuple[str, ...]
    sentence: tuple[str, ...]
    unless: tuple[str, ...]

    @property
    def shape(self) -> re.Pattern[str]:
        """The compiled expression; made when first asked for, since a report asks for few."""
        return _compiled(self.source)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Every pattern of the table under its longest word, or its first letters. Raises TableError for a bad row."""
    found: dict[str, list[Pattern]] = {}
    for row in load_csv(TABLE):
        for form in (row["key"], *_parts(row["forms"])):
            keys, pattern = _pattern(form, row)
            for key in keys:
                found.setdefault(key, []).append(pattern)
    return {key: tuple(some) for key, some in found.items()}


def asked_by(words: set[str]) -> list[Pattern]:
    """The patterns that may stand in a text with these words (in small letters), by their words alone.

    >>> {pattern.refers_to for pattern in asked_by({"zionist", "entity"})}
    {'Israel'}
    """
    known = patterns()
    keys = known.keys() & (words | {word[:_STEM] for word in words})
    return [pattern for key in keys for pattern in known[key] if pattern.words <= words]


def _pattern(form: str, row: dict[str, str]) -> tuple[list[str], Pattern]:
    """The pattern of a form ("special military operation+"), and the words or stems that it is looked up by."""
    words = form.split()
    named = words[0] == "^"
    words = words[1:] if named else words
    if not words or any(not re.fullmatch(r"[\w'.]+(?:/[\w'.]+)*[+~]?", word) for word in words):
        raise TableError(
            f"table {TABLE}, {row['key']!r}: {form!r} is no form", remedy="See the first line of the table."
        )
    fixed = [
        part for word in words if word[-1] not in "+~" and "/" not in word for part in LETTERS.findall(word.lower())
    ]
    longest = max(words, key=lambda word: min(len(part) for part in word.rstrip("+~").split("/")))
    keys = [max(fixed, key=len)] if fixed else [part.lower()[:_STEM] for part in longest.rstrip("+~").split("/")]
    return keys, Pattern(
        frozenset(fixed),
        _BETWEEN.join(_word(word) for word in words) + r"(?!\w)",
        tuple(number for number, word in enumerate(words) if word[0].isupper()),
        named,
        row["refers_to"],
        *(_parts(row[column].lower()) for column in ("report", "sentence", "unless")),
    )


def _word(word: str) -> str:
    ending = _ENDINGS.get(word[-1], "")
    parts = [re.escape(part.lower()) for part in word.rstrip("+~").split("/")]
    return (parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})") + ending


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
