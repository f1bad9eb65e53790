"""The words in which a report says why somebody is not named."""

from __future__ import annotations

import re
from functools import cache

from onrecord.record import Span
from onrecord.tables import load_yaml

#: Each way to say so holds one of these; most paragraphs hold none, and the patterns are slow.
_HINTS = ("anonym", "name", "identified", "quoted", "authori")


@cache
def _pattern() -> re.Pattern[str]:
    rules = load_yaml("lexicon/anonymity.yaml")
    return re.compile(f"(?:{'|'.join(rules['wishes'])}){rules['because']}", re.IGNORECASE)


def find_reasons(text: str, start: int, end: int) -> list[Span]:
    """The stretches of `text[start:end]` that say why somebody is not named, in offsets of the whole text.

    >>> [span.text for span in find_reasons("An aide, who asked not to be named, said so.", 0, 44)]
    ['asked not to be named']
    """
    lower = text[start:end].lower()
    if not any(hint in lower for hint in _HINTS):
        return []
    spans = (Span.trimmed(text, match.start(), match.end(), " ,") for match in _pattern().finditer(text, start, end))
    return [span for span in spans if span is not None]
