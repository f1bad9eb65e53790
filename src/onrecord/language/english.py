"""Is it English? Told by the share of Latin letters and of English function words; needs no model."""

from __future__ import annotations

import re

from onrecord import tables

_WORD = re.compile(r"[^\W\d_]+")
#: English news runs at 0.25 to 0.45; other languages in Latin script stay below 0.08.
_LEAST_SHARE = 0.12
#: A sentence or two may hold few of them; other languages hold none or one.
_SHORT, _LEAST_SHORT, _LEAST_COUNT = 60, 0.08, 2
#: One sentence may hold a single one ("Spokesman X told AFP talks continue on Friday"): then it must hold next to none
#: of the function words of other languages.
_SENTENCE, _MOST_OTHERS = 25, 1
_LEAST_LATIN = 0.6
_SAMPLE = 4_000
_TOO_SHORT = 12


def is_english(text: str) -> bool:
    """True when the text reads as English; a text of a dozen words or fewer is believed when its letters are Latin.

    >>> is_english("The ministry said that it would not attend the talks."), is_english("Министерство заявило")
    (True, False)
    """
    sample = text[:_SAMPLE] + text[len(text) // 2 : len(text) // 2 + _SAMPLE] if len(text) > _SAMPLE else text
    words = _WORD.findall(sample)
    if not words:
        return False
    letters = "".join(words)
    if sum(char < "\u0250" for char in letters) < _LEAST_LATIN * len(letters):
        return False
    if len(words) <= _TOO_SHORT:
        return True
    known = tables.load_terms("lexicon/english_words.csv")
    count = sum(word.casefold() in known for word in words)
    if len(words) <= _SENTENCE and count:
        others = tables.load_terms("lexicon/other_words.csv")
        return sum(word.casefold() in others for word in words) <= max(_MOST_OTHERS, count - 1)
    if len(words) <= _SHORT and count >= _LEAST_COUNT:
        return count >= _LEAST_SHORT * len(words)
    return count >= _LEAST_SHARE * len(words)
