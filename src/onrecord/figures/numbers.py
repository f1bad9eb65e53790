"""Numbers as they are written: digits, words, scales, vague plurals and fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.tables import load_csv

_WORD = re.compile(r"[a-z]+")  # of a text in small letters; words for numbers have no others
_FIRST_DIGIT = re.compile(r"(?<!\d)\d")
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_A = re.compile(r"\b[Aa] $")
_NOT_BEFORE = re.compile(r"[^\W\d][-‐‑]$|[\w'’][/.:]$|[\w.,:/#§№]$")
_NOT_AFTER = re.compile(r"(?:[^\W\d_]|[/:]\d|[.,]\d|-\d+-\d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at start..end of a text: its value, None for one that is not told ("dozens").

    `fraction` is true for a share ("half", "two-thirds"), `digits` where it is written in digits, `scale` for what the
    words multiply it by (1 where none do).
    """

    start: int
    end: int
    value: float | None
    digits: bool = False
    fraction: bool = False
    scale: float = 1.0


def numbers(text: str) -> Iterator[Number]:
    """The numbers of a text in order; ordinals, parts of names ("Su-34"), clock times and scores are none.

    >>> [(number.value, text[number.start : number.end]) for text in ["about 2.5 million of twenty-three"]
    ...  for number in numbers(text)]
    [(2500000.0, '2.5 million'), (23.0, 'twenty-three')]
    """
    after = 0
    for start in _candidates(text):
        if start < after:
            continue
        match = _shape().match(text, start)
        if match is None:
            continue
        number = _number(text, match)
        after = match.end() if number is None else number.end
        if number is not None:
            yield number


def _candidates(text: str) -> list[int]:
    """Where digits begin, and words for numbers."""
    starts = [match.start() for match in _FIRST_DIGIT.finditer(text)]
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join([small if len(small := char.lower()) == 1 else char for char in text])
    for word in _words().keys() & set(_WORD.findall(lower)):
        start = lower.find(word)
        while start >= 0:
            if not (start and lower[start - 1].isalpha()):
                starts.append(start)
            start = lower.find(word, start + len(word))
    return sorted(starts)


def _number(text: str, match: re.Match[str]) -> Number | None:
    """The number that the match of `_shape` is, or None for what only looks like one."""
    start, end = match.span()
    if _NOT_BEFORE.search(text, max(0, start - 2), start):
        return None
    if match["digits"]:
        value: float | None = float(match["digits"].replace(",", ""))
        scale = _scale(match["by"]) if match["by"] else 1.0
        if not match["by"] and _NOT_AFTER.match(text, end):
            return None
        return Number(start, end, round((value or 0.0) * scale, 6), True, False, scale)
    if text[end : end + 1].isalnum():
        return None
    if match["share"]:
        return _share(text, start, match)
    if match["part"]:
        scale = _scale(match["part"])
        return Number(start, end, 0.5 * scale, scale=scale)
    if match["vague"]:
        return Number(start, end, None, scale=1000.0)
    value, scale = _spelled(match["words"].lower())
    if match["half"]:
        scale = _scale(match["more"] or "")
        value = (value + 0.5) * scale
    return Number(start, end, value, scale=scale)


def _share(text: str, start: int, match: re.Match[str]) -> Number | None:
    """A share: "half", "two-thirds", but "third" only in "a third of"."""
    words = re.split(r"[\s-]+", match["share"].lower())
    part = float(_words()[words[-1]][1])
    if len(words) == 1 and part != 0.5 and not (_A.search(text, 0, start) and text.startswith(" of ", match.end())):
        return None
    count = _spelled(words[0])[0] if len(words) > 1 else 1.0
    return Number(start, match.end(), round(count * part, 4), fraction=True)


def _spelled(words: str) -> tuple[float, float]:
    """Value of a number in words, and the largest scale in it ("three hundred and twenty thousand")."""
    total = part = 0.0
    largest = 1.0
    for word in re.split(r"[\s-]+", words):
        kind, value = _words().get(word, ("", ""))
        if kind == "digit":
            part += float(value)
        elif kind == "scale":
            size = float(value)
            largest = max(largest, size)
            if size > 100:
                total, part = total + (part or 1.0) * size, 0.0
            else:
                part = (part or 1.0) * size
    return total + part, largest


def _scale(words: str) -> float:
    size = 1.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word:
            size *= float(_words()[word][1])
    return size


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Word -> kind and value."""
    return {row["key"]: (row["kind"], row["value"]) for row in load_csv("lexicon/number_words.csv")}


@cache
def _shape() -> re.Pattern[str]:
    """What a number looks like from its first character on."""
    of = {
        kind: "|".join(sorted((word for word, (its, _) in _words().items() if its == kind), key=len, reverse=True))
        for kind in ("digit", "scale", "short", "vague", "fraction")
    }
    one = f"(?:{of['digit']}|{of['scale']})"
    after_scale = "|".join(rf"(?<=\b{word})" for word in of["scale"].split("|"))
    return re.compile(
        rf"""(?P<digits>{_DIGITS})(?P<by>(?:[ -](?:{of["scale"]})\b)+|[ ]?(?:{of["short"]})\b)?
        | (?P<vague>(?:{of["vague"]})\b(?:[ ]of[ ](?:{of["vague"]})\b)*)
        | half[ ]an?[ ](?P<part>{of["scale"]})\b
        | (?P<share>(?:(?:{of["digit"]})[ -])?(?:{of["fraction"]})\b)
        | (?P<words>{one}\b(?:(?:[ -]|(?:{after_scale})[ ]and[ ](?=(?:{of["digit"]})\b)){one}\b)*)
          (?P<half>[ ]and[ ]a[ ]half(?:[ ](?P<more>{of["scale"]})\b)?)?
        """,
        re.IGNORECASE | re.VERBOSE,
    )
