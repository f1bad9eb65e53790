"""Lines and units: where a text breaks into paragraphs and single lines, whether it is hard-wrapped or not."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

#: What counts as blank: white space, control characters, and marks of no width.
BLANK = "\\s\\x00-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff"
_BREAK = "\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029"
_LINE = re.compile(f"[^{BLANK}](?:[^{_BREAK}]*[^{BLANK}])?")
_BREAKS = re.compile(f"\\r\\n|[{_BREAK}]")
_BULLET = re.compile(r"[*•·‣▪●○–—-]\s|\d{1,2}[.)]\s|[*•‣▪●]\S")
_FIRST_WORD = re.compile(r"\S+")
_CLOSERS = "\"'”’»)]_*"
_STOPS = ".!?:;…"
_WIDEST = 132
_NARROWEST = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it; `indent` counts those before it, `gap` tells a blank line above it."""

    start: int
    end: int
    indent: int
    gap: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of lines that belong together: a headline, a paragraph, a line of its own."""

    start: int
    end: int
    gap: bool


def lines_of(text: str) -> list[Line]:
    """Cut a text into its lines that hold more than blanks, in order.

    >>> [text[line.start : line.end] for text in ["One \\r\\n\\r\\n two"] for line in lines_of(text)]
    ['One', 'two']
    """
    lines: list[Line] = []
    before = 0
    for match in _LINE.finditer(text):
        start, end = match.span()
        between = text[before:start]
        breaks = list(_BREAKS.finditer(between))
        indent = len(between) - (breaks[-1].end() if breaks else 0)
        lines.append(Line(start, end, indent, not lines or len(breaks) > 1 or "\f" in between))
        before = end
    return lines


def units_of(
    text: str, lines: list[Line], stands_alone: Callable[[str, bool], bool], whole: Callable[[str], bool]
) -> list[Unit]:
    """Join the lines of one paragraph into one unit.

    A blank line always parts two units. Elsewhere a break is taken as made by the writer, except in a hard-wrapped text
    where the next word would not have fitted on the line, and before a line that begins with a small letter.
    `stands_alone(line, head)` tells lines that never join what stands before them (a dateline, a byline, a phrase of
    furniture); `head` is true in the first lines of the text. `whole(line)` tells lines that nothing below joins.
    """
    width = _wrap_width(lines, text)
    units: list[Unit] = []
    for number, line in enumerate(lines):
        if number and not line.gap and not _parts(text, lines, number, width, stands_alone, whole):
            units[-1] = replace(units[-1], end=line.end)
        else:
            units.append(Unit(line.start, line.end, line.gap))
    return units


def ends_sentence(text: str, end: int) -> bool:
    """True when `text[:end]` ends with a full stop or another mark that closes a sentence, quotation marks aside.

    >>> ends_sentence('He said "yes."', 14), ends_sentence("Envoy recalled", 14)
    (True, False)
    """
    position = end - 1
    while position >= 0 and text[position] in _CLOSERS and end - position < 8:
        position -= 1
    return position >= 0 and text[position] in _STOPS


def _wrap_width(lines: list[Line], text: str) -> int | None:
    """The width to which the text was wrapped by hand or machine, or None where each line is a paragraph."""
    if len(lines) < 3:
        return None
    lengths = sorted(line.end - line.start + min(line.indent, 8) for line in lines)
    width = lengths[int(len(lengths) * 0.97)] if len(lengths) > 40 else lengths[-1]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    joined = opened = filled = 0
    for line, following in itertools.pairwise(lines):
        if following.gap:
            continue
        joined += 1
        opened += not ends_sentence(text, line.end)
        filled += not _would_fit(text, line, following, width)
    if joined < 2 or opened < 0.55 * joined or filled < 0.5 * joined:
        return None
    return width


def _would_fit(text: str, line: Line, following: Line, width: int) -> bool:
    """True when the first word of the following line had room on this one, so that the break was meant."""
    word = _FIRST_WORD.match(text, following.start, min(following.end, following.start + 200))
    length = word.end() - word.start() if word else 0
    return line.end - line.start + min(line.indent, 8) + 1 + length <= width


def _parts(
    text: str,
    lines: list[Line],
    number: int,
    width: int | None,
    stands_alone: Callable[[str, bool], bool],
    whole: Callable[[str], bool],
) -> bool:
    """True when line `number` begins a new unit, with no blank line above it."""
    above, line = lines[number - 1], lines[number]
    head = number < 12
    if head or ends_sentence(text, above.end):
        if stands_alone(text[line.start : min(line.end, line.start + 700)], head):
            return True
        if head and whole(text[above.start : min(above.end, above.start + 700)]):
            return True
    if _BULLET.match(text, line.start, line.end):
        return True
    if width is None:
        return not (text[line.start].islower() and not ends_sentence(text, above.end) and above.end - above.start < 100)
    if line.indent > above.indent + 1:
        return True
    fits = _would_fit(text, above, line, width)
    return fits and (ends_sentence(text, above.end) or (number < 6 and not text[line.start].islower()))
