"""Quotation marks as characters: which mark can open, which can close, and which only looks like one.

Marks of the outer kind are double ("…", “…”, „…“, «…», ``…''); marks of the inner kind are single ('…', ‘…’, ‹…›). A
straight mark is judged by its neighbours; feet, inches, minutes and apostrophes are no marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile("[\"“”„‟«»＂]|``|''(?!')|,,(?=\\w)")
_SINGLE = re.compile("['‘’‚‹›`]")
_ELISION = re.compile(
    r"(?i)(?:tis|twas|twere|twill|em|til|till|round|cause|bout|neath|n|nuff|scuse|kay|fraid|ve|re|ll|d|s|m|t)\b|\d0s?\b|\d\ds?\b"
)
_LEFT_FREE = "([{—–-_/―=*…"
_RIGHT_FREE = ")]}.,;:!?—–-―…/*"
_FAMILIES = {
    '"': "straight", "＂": "straight", "''": "straight", "``": "tex", "“": "curly", "”": "curly", "„": "low",
    "‟": "curly", ",,": "low", "«": "angle", "»": "angle",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: where it stands, its family, and which way its neighbours point (open, close, either)."""

    start: int
    end: int
    family: str
    way: str


def double_marks(text: str, start: int, end: int) -> list[Mark]:
    """The marks of the outer kind in `text[start:end]`, in order.

    >>> [(mark.family, mark.way) for mark in double_marks('a "b" 6\\'2" c', 0, 12)]
    [('straight', 'open'), ('straight', 'close')]
    """
    marks = []
    for match in _DOUBLE.finditer(text, start, end):
        mark = match.group()
        left, right = _neighbours(text, match.start(), match.end(), start, end)
        if mark == '"' and _is_inches(text, match.start(), start):
            continue
        marks.append(Mark(match.start(), match.end(), _FAMILIES[mark], _way(mark, left, right)))
    return marks


def single_marks(text: str, start: int, end: int) -> list[Mark]:
    """The characters of `text[start:end]` that may be single quotation marks, apostrophes inside words left out.

    >>> [mark.way for mark in single_marks("the officers' 'mess' isn't", 0, 26)]
    ['close', 'open', 'close']
    """
    marks = []
    for match in _SINGLE.finditer(text, start, end):
        position = match.start()
        if (
            text[max(start, position - 1) : position] == match.group()
            or text[position + 1 : position + 2] == match.group()
        ) and match.group() in "'`":
            continue
        left, right = _neighbours(text, position, position + 1, start, end)
        way = _single_way(text, match.group(), position, left, right)
        if way:
            family = "angle" if match.group() in "‹›" else ("straight" if match.group() in "'`" else "curly")
            marks.append(Mark(position, position + 1, family, way))
    return marks


def _neighbours(text: str, start: int, end: int, first: int, last: int) -> tuple[str, str]:
    """The characters before and after a mark, past marks of the other kind that stand against it."""
    left, right = start - 1, end
    while left >= first and text[left] in "'‘’‚\"“”" and start - left <= 3:
        left -= 1
    while right < last and text[right] in "'‘’‚\"“”" and right - end <= 3:
        right += 1
    return (text[left] if left >= first else " "), (text[right] if right < last else " ")


def _way(mark: str, left: str, right: str) -> str:
    left_free = left.isspace() or left in _LEFT_FREE
    right_free = right.isspace() or right in _RIGHT_FREE
    shape = "open" if left_free and not right_free else "close" if right_free and not left_free else "either"
    if mark in ("``", "„", ",,"):
        return "open"
    if mark in "“‟":
        return "open" if shape != "close" else "close"
    if mark == "”":
        return "close" if shape != "open" else "open"
    return shape


def _single_way(text: str, mark: str, position: int, left: str, right: str) -> str | None:
    if mark in "‹›":
        return _way(mark, left, right)
    if mark in "‘‚`":
        return "open" if not right.isspace() and not left.isalnum() else None
    before = text[position - 1] if position else " "
    if before.isdigit() and mark == "'" and (right.isspace() or right.isdigit() or right in 'x×,"'):
        return None
    if left.isalnum() and right.isalnum():
        return None
    left_free = left.isspace() or left in _LEFT_FREE
    right_free = right.isspace() or right in _RIGHT_FREE
    if left_free and not right_free:
        if _ELISION.match(text, position + 1) or mark == "’":
            return None
        return "open"
    if right_free and not left_free:
        return "close"
    return None


def _is_inches(text: str, position: int, first: int) -> bool:
    """True for the double stroke of 5'10", 6' 2" and 4" x 6"."""
    if position <= first or not text[position - 1].isdigit():
        return False
    return bool(_FEET.search(text, max(first, position - 8), position)) or bool(_ACROSS.match(text, position + 1))


_FEET = re.compile(r"(?:\d['’′]|[x×])\s?\d{1,3}$")
_ACROSS = re.compile(r"\s?[x×]\s?\d|-(?:tall|long|wide|deep|thick|high|inch|diameter|screen|pipe|gun)\b")
