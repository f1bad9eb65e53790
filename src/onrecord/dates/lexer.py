"""From a stretch of text to time words: words, numbers and marks that time expressions are made of, with their kind.

Every word of the text becomes one character of a string of kinds, and the grammar is matched on that string: it is far
shorter than the text, and one look-up a word is all that most words cost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from onrecord.tables import load_csv

#: Kinds that come from the shape of a token and not from the table of words.
SHAPES = (
    "ISO", "SLASH", "CLOCK", "MILCLOCK", "DAYNUM", "YEAR", "SHORTYEAR", "NUMBER", "ORDNUM", "QUARTERNUM", "HALFNUM",
    "HYPHEN", "COMMA", "POSS", "OTHER", "DOT", "MONEY", "OPEN",
)  # fmt: skip
_TOKEN = re.compile(
    r"""(?P<quarter>[QH][1-4]\b)
      | (?P<word>[^\W\d_]+(?:\.[^\W\d_])*(?:['’][^\W\d_]+)*)
      | (?P<iso>\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?(?![\d-]))
      | (?P<slash>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d./]))
      | (?P<clock>\d{1,2}[:.]\d{2}(?::\d{2})?(?![\d.:]?\d))
      | (?P<decade>(?:\d{3}0|['’]?\d0)['’]?s\b)
      | (?P<short>['’]\d{2}\b(?!['’]))
      | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
      | (?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:[ ]\d/\d)?)
      | (?P<mark>\S)""",
    re.VERBOSE,
)
_MARKS = {
    "-": "HYPHEN",
    "–": "HYPHEN",
    ",": "COMMA",
    ".": "DOT",
    "$": "MONEY",
    "£": "MONEY",
    "€": "MONEY",
    "#": "MONEY",
    "(": "OPEN",
}


class Word(NamedTuple):
    """One token: offsets into the text it was cut from, its kind, and its value (a number, a unit, a TIMEX3 piece)."""

    start: int
    end: int
    kind: str
    value: str
    text: str

    @property
    def number(self) -> float:
        """The value as a number."""
        return float(self.value)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    words: dict[str, tuple[str, str, str]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str, str], ...]]
    letters: dict[str, str]


@cache
def lexicon() -> _Lexicon:
    """The table of time words: single words, phrases by their first word, and a letter for each kind."""
    words: dict[str, tuple[str, str, str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    kinds = list(SHAPES)
    for row in load_csv("lexicon/time_words.csv"):
        entry = (row["kind"], row["value"], row["form"])
        parts = tuple(token[3] for token in _tokens(row["key"]))
        if len(parts) == 1 or row["kind"] == "AMPM":
            words[row["key"]] = entry
        else:
            phrases.setdefault(parts[0], []).append((parts, *entry))
        if row["kind"] not in kinds:
            kinds.append(row["kind"])
    ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in phrases.items()}
    return _Lexicon(words, ordered, {kind: chr(0x100 + number) for number, kind in enumerate(kinds)})


def time_words(text: str) -> tuple[Word, ...]:
    """Cut a text into words with their kinds; offsets are code points into `text`.

    >>> [(word.text, word.kind) for word in time_words("on Dec. 26")]
    [('on', 'ON'), ('Dec.', 'MONTH'), ('26', 'DAYNUM')]
    """
    table, phrases = lexicon().words, lexicon().phrases
    tokens = _tokens(text)
    words: list[Word] = []
    spelled = False
    at, count = 0, len(tokens)
    while at < count:
        start, end, group, found = tokens[at]
        if group != "word":
            kind, value = _shape(group, found)
            words.append(Word(start, end, kind, value, found))
            at += 1
            continue
        low = found.lower()
        phrase = _phrase(text, tokens, at, low) if low in phrases else None
        if phrase is not None:
            word, at = phrase
            words.append(word)
            continue
        if "’" in low:
            low = low.replace("’", "'")
        if low not in table:
            words.append(Word(start, end, "OTHER", "", found))
            at += 1
            continue
        word, at = _word(text, tokens[at], table[low], at)
        words.append(word)
        spelled = spelled or word.kind == "NUM"
    return tuple(_join_numbers(text, words) if spelled else words)


def letters_of(words: tuple[Word, ...]) -> str:
    """One character for each word, that of its kind: what the grammar is matched on."""
    letters = lexicon().letters
    return "".join([letters[word.kind] for word in words])


_Token = tuple[int, int, str, str]  # start, end, group of _TOKEN, text


def _tokens(text: str) -> list[_Token]:
    """Words, numbers and marks; the possessive of a word is a token of its own."""
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(text):
        group, found = match.lastgroup or "mark", match.group()
        start, end = match.span()
        if group == "word" and found[-1] in "sS" and found[-2:-1] in ("'", "’") and len(found) > 2:
            tokens.append((start, end - 2, "word", found[:-2]))
            tokens.append((end - 2, end, "possessive", found[-2:]))
        else:
            tokens.append((start, end, group, found))
    return tokens


def _phrase(text: str, tokens: list[_Token], at: int, first: str) -> tuple[Word, int] | None:
    """The longest phrase of the table whose words begin at this token, and the number of the token after it."""
    if at + 1 == len(tokens):
        return None
    following = _plain(tokens[at + 1])
    for parts, kind, value, form in lexicon().phrases[first]:
        if following != parts[1]:
            continue
        stop = at + len(parts)
        if len(parts) > 2 and tuple(_plain(token) for token in tokens[at + 2 : stop]) != parts[2:]:
            continue
        start, end = tokens[at][0], tokens[stop - 1][1]
        if form != "proper" or text[start].isupper():
            return Word(start, end, kind, value, text[start:end]), stop
    return None


def _plain(token: _Token) -> str:
    return token[3].lower().replace("’", "'")


def _word(text: str, token: _Token, entry: tuple[str, str, str], at: int) -> tuple[Word, int]:
    """The word of a token that the table has, with the stop of an abbreviation, and the number of the next token."""
    start, end, _, found = token
    kind, value, form = entry
    if form.startswith("proper") and not found[0].isupper():
        return Word(start, end, "OTHER", "", found), at + 1
    if (form.endswith("abbreviation") or kind == "AMPM") and text[end : end + 1] == ".":
        return Word(start, end + 1, kind, value, text[start : end + 1]), at + 2
    return Word(start, end, kind, value, found), at + 1


def _shape(group: str, found: str) -> tuple[str, str]:
    """Kind and value of a token that is no word."""
    if group == "number":
        return _number_shape(found)
    if group == "ordinal":
        return "ORDNUM", found[:-2]
    if group == "decade":
        digits = found.strip("'’s")
        return "DECADE", digits[:-1]
    if group == "short":
        return "SHORTYEAR", found[1:]
    if group == "quarter":
        return ("QUARTERNUM" if found[0] == "Q" else "HALFNUM"), found[1]
    if group == "mark":
        return _MARKS.get(found, "OTHER"), ""
    return {"iso": "ISO", "slash": "SLASH", "clock": "CLOCK", "possessive": "POSS"}[group], found


def _number_shape(found: str) -> tuple[str, str]:
    if found.isdigit():
        size = int(found)
        if len(found) <= 2 and 1 <= size <= 31:
            return "DAYNUM", str(size)
        if len(found) == 4 and 1000 <= size <= 2100:
            return "YEAR", found
        if len(found) == 4 and size < 2400 and size % 100 < 60:
            return "MILCLOCK", found
        return "NUMBER", found
    whole, _, part = found.replace(",", "").partition(" ")
    top, _, bottom = part.partition("/")
    fraction = int(top) / int(bottom) if bottom.strip("0") else 0.0
    return "NUMBER", f"{float(whole) + fraction:g}"


def _join_numbers(text: str, words: list[Word]) -> list[Word]:
    """Join numbers spelled in words ("twenty four", "nineteen ninety-seven") into one word."""
    out: list[Word] = []
    at = 0
    while at < len(words):
        stop = at + 1
        if words[at].kind == "NUM":
            while stop < len(words) and (
                words[stop].kind == "NUM"
                or (words[stop].kind == "HYPHEN" and stop + 1 < len(words) and words[stop + 1].kind == "NUM")
            ):
                stop += 1
        run = words[at:stop]
        out.append(_spelled(text, run) if len(run) > 1 else words[at])
        at = stop
    return out


def _spelled(text: str, run: list[Word]) -> Word:
    numbers = [int(word.value) for word in run if word.kind == "NUM"]
    start, end = run[0].start, run[-1].end
    if len(numbers) >= 2 and 11 <= numbers[0] <= 20 and numbers[1] >= 10 and 100 not in numbers and 1000 not in numbers:
        return Word(start, end, "YEAR", str(numbers[0] * 100 + sum(numbers[1:])), text[start:end])
    total = part = 0
    for number in numbers:
        if number in (12, 100) and part:
            part *= number
        elif number == 1000:
            total, part = total + (part or 1) * 1000, 0
        else:
            part += number
    size = total + part
    kind = "YEAR" if 2000 <= size < 2100 else "NUM"
    return Word(start, end, kind, str(size), text[start:end])
