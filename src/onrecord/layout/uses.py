"""What a pair of quotation marks is for: speech, a nickname, the title of a work, or words set off by doubt."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord.record import Span
from onrecord.tables import load_yaml

_LEXICON = "lexicon/quotation_uses.yaml"
_REACH = 80
_ENDINGS = ("s", "es", "e", "ed", "ing")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_NAME_BEFORE = re.compile(r"(?:^|[\s(])([^\W\d_][\w'’.-]*)\s$")
_NAME_AFTER = re.compile(r"\s([^\W\d_][\w'’-]*)")


@cache
def _table() -> dict[str, re.Pattern[str]]:
    table = load_yaml(_LEXICON)
    return {
        name: re.compile(pattern, re.IGNORECASE if name != "not_names" else 0)
        for name, pattern in table.items()
        if isinstance(pattern, str)
    }


@cache
def _saying_stems() -> frozenset[str]:
    return frozenset(load_yaml(_LEXICON)["saying"])


def use_of(text: str, span: Span, start: int, end: int, inner: int, inner_end: int, closed: bool) -> str:
    """Tell the use of the quotation `text[start:end]` in the paragraph `span`: speech, if nothing shows another.

    >>> text = 'John "Jack" Smith spoke.'
    >>> use_of(text, Span.of(text, 0, 24), 5, 11, 6, 10, True)
    'nickname'
    """
    if not closed or inner_end - inner > 120:
        return "speech"
    words = _WORD.findall(text, inner, inner_end)
    before = text[max(span.start, start - _REACH) : start]
    after = text[end : min(span.end, end + _REACH)]
    if not words or (text[inner_end - 1] in ",?!" and not _table()["title"].search(before)):
        return "speech"
    if len(words) <= 3 and _is_nickname(before, after, words):
        return "nickname"
    if len(words) <= 5 and _table()["nickname"].search(before):
        return "nickname"
    if len(words) <= 14 and words[0][0].isupper() and _table()["title"].search(before):
        return "title"
    if _is_scare(text, span, start, end, before, words, text[inner_end - 1]):
        return "scare"
    return "speech"


def _is_nickname(before: str, after: str, words: list[str]) -> bool:
    """John "Jack" Smith: a capital on either side and inside, no comma between."""
    left, right = _NAME_BEFORE.search(before), _NAME_AFTER.match(after)
    if not left or not right or not words[0][0].isupper():
        return False
    return left[1][0].isupper() and right[1][0].isupper() and not _table()["not_names"].fullmatch(left[1])


def _is_scare(text: str, span: Span, start: int, end: int, before: str, words: list[str], last: str) -> bool:
    """So-called "partners"; or a word or two of a sentence that reports no speech."""
    if _table()["so_called"].search(before):
        return len(words) <= 6
    if len(words) > 2 or last in ".,;:?!" or before.rstrip().endswith((":", ",")) or not before.strip():
        return False
    return not _tells_speech(text[max(span.start, start - 200) : min(span.end, end + 200)])


def _tells_speech(words: str) -> bool:
    """True when one of the words is a form of a verb or noun of saying."""
    return any(map(_is_saying, _WORD.findall(words)))


@lru_cache(maxsize=8192)
def _is_saying(word: str) -> bool:
    word, stems = word.lower(), _saying_stems()
    return word in stems or any(word.endswith(ending) and word[: -len(ending)] in stems for ending in _ENDINGS)
