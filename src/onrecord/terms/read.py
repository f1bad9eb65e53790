"""Loaded wording of a report, in text order, with its plain referent and the statement that uses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.language import Reading
from onrecord.record import Statement, Term
from onrecord.record.vouching import vouching
from onrecord.tables import load_csv
from onrecord.terms.lexicon import LETTERS, Pattern, asked_by

_WORD = re.compile(r"[^\W_]+")
_NAME_BEFORE = re.compile(r"(?<!\w)([A-Z][\w.]*(?:[-'][A-Z]\w*)*)(?:'s)?[\s\-\"“”]{1,2}$")


def read_terms(reading: Reading, statements: Iterable[Statement]) -> tuple[Term, ...]:
    """Read the wording that takes a side (tables/lexicon/terms.csv) out of headline and body, in text order.

    `used_by` is the innermost of `statements` whose content holds the words, else "outlet". Of two terms that overlap
    the longer one counts.
    """
    text = reading.text
    lower = _lowered(text)
    asked = asked_by(set(LETTERS.findall(lower)))
    found = sorted(
        {hit for pattern in asked for hit in _hits(reading, lower, pattern)}, key=lambda hit: (hit[0] - hit[1], hit)
    )
    voice = vouching(statements)
    out: list[Term] = []
    for start, end, _, refers_to in found:
        if not any(start < other.end and other.start < end for other in out):
            out.append(Term(start, end, text[start:end], refers_to, voice(start, end)))
    return tuple(sorted(out, key=lambda term: term.start))


def _hits(reading: Reading, lower: str, pattern: Pattern) -> Iterator[tuple[int, int, bool, str]]:
    """Where the pattern stands, whether it is of any name, and what it refers to there."""
    for match in pattern.shape.finditer(lower):
        start, end = match.span()
        if (start and lower[start - 1].isalnum()) or not _capital(reading.text, start, end, pattern):
            continue
        refers_to = pattern.refers_to
        if pattern.named:
            before = _NAME_BEFORE.search(reading.text, max(0, start - 40), start)
            if before is None:
                continue
            start, refers_to = before.start(1), refers_to.replace("^", _state_of(before.group(1)))
        if _fits(reading, lower, start, pattern) and (
            not pattern.report or any(map(lower.__contains__, pattern.report))
        ):
            yield start, end, pattern.named, refers_to


def _capital(text: str, start: int, end: int, pattern: Pattern) -> bool:
    """True when the words that the table writes with a capital have one here."""
    if not pattern.capitals:
        return True
    words = _WORD.findall(text, start, end)
    return all(number < len(words) and words[number][0].isupper() for number in pattern.capitals)


def _fits(reading: Reading, lower: str, start: int, pattern: Pattern) -> bool:
    """True inside a headline or paragraph whose sentence holds what the pattern asks for, and nothing against it."""
    segment = reading.at(start)
    if segment is None:
        return False
    if not pattern.sentence and not pattern.unless:
        return True
    tokens = segment.doc.char_span(start - segment.start, start - segment.start + 1, alignment_mode="expand")
    if tokens is None:
        return False
    sentence = tokens[0].sent
    low, high = segment.start + sentence.start_char, segment.start + sentence.end_char
    words = lower[low:high]
    asked = not pattern.sentence or any(word in words for word in pattern.sentence)
    return asked and not any(word in words for word in pattern.unless)


def _lowered(text: str) -> str:
    """The text in small letters with straight apostrophes, at the same length."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([small if len(small := char.lower()) == 1 else char for char in text])
    return lower.replace("’", "'")


@cache
def _states() -> dict[str, str]:
    """Adjectives and capitals of states, and the names themselves -> the name."""
    return {
        word: row["name"]
        for row in load_csv("gazetteer/states.csv")
        for word in (
            row["name"],
            *row["variants"].split(";"),
            *row["adjectives"].split(";"),
            *row["capitals"].split(";"),
        )
        if word
    }


def _state_of(word: str) -> str:
    """The state that a name or adjective stands for, else the word itself ("Assad")."""
    return _states().get(word, word)
