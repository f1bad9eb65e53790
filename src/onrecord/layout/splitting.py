"""Several reports in one file: where each of them stands.

A file is cut only where a sign says that a report ends (a form feed, a line of signs, an end mark of the wire) and what
follows begins like another report; or, without a sign, where a headline and a dateline with its agency stand below a
blank line and the report above began with such a dateline too. In doubt the file is one report.
"""

from __future__ import annotations

import re

from onrecord.layout.datelines import dateline_at
from onrecord.layout.furniture import furniture_kind
from onrecord.layout.heads import is_byline, is_date_line
from onrecord.layout.lines import Line, ends_sentence, lines_of
from onrecord.record import Span

_RULE = re.compile(r"(?:([=*#_+~-])[ \t]?)(?:\1[ \t]?){2,}")
_END = re.compile(r"[-–—#*/ ]*(?:N{4}|-0-|-30-|ENDS?)[-–—#*/ .]*|[(\[](?:ENDS?|[Ee]nds?)[)\].]+")
_HEAD_LINES = 6
_STRONG = 5


def reports_in(text: str) -> tuple[Span, ...]:
    """The stretch of each report of a file, in order, without the lines of signs between them.

    One span for a single report, none for a blank text. Takes time in proportion to the length of the text.

    >>> file = "Envoy recalled\\n\\nCAIRO (AP) - It left.\\n\\n=====\\n\\nTalks open\\n\\nOSLO (AP) - They met."
    >>> [report.text[:14] for report in reports_in(file)]
    ['Envoy recalled', 'Talks open\\n\\nOS']
    """
    lines = lines_of(text)
    if not lines:
        return ()
    starts: list[tuple[int, int]] = []  # number of a report's first line, and where the report before it ends
    dated = _strong_dateline_below(text, lines, 0) is not None
    begin = 0
    for number in range(1, len(lines)):
        if number <= begin:
            continue
        end = _end_before(text, lines, number, begin, dated)
        if end is not None:
            starts.append((number, end))
            begin = number
            dated = _strong_dateline_below(text, lines, number) is not None
    firsts = [0, *(number for number, _ in starts)]
    ends = [*(end for _, end in starts), lines[-1].end]
    return tuple(
        Span.of(text, lines[first].start, end)
        for first, end in zip(firsts, ends, strict=True)
        if lines[first].start < end
    )


def _end_before(text: str, lines: list[Line], number: int, begin: int, dated: bool) -> int | None:
    """Where the report above ends, if another begins with line `number`; else None."""
    above, line = lines[number - 1], lines[number]
    words = text[above.start : min(above.end, above.start + 200)]
    if above.end - above.start <= 200 and number - 1 > begin:
        rule = _RULE.fullmatch(words)
        if rule and _begins_report(text, lines, number, strict=not (len(words) >= _STRONG and words[0] == "=")):
            return lines[number - 2].end
        if not rule and _END.fullmatch(words) and _begins_report(text, lines, number, strict=False):
            return above.end
    if "\f" in text[above.end : line.start] and _begins_report(text, lines, number, strict=False):
        return above.end
    if dated and line.gap and number > begin + 1 and _headline_like(text, line):
        below = _strong_dateline_below(text, lines, number)
        if below is not None and below > number and ends_sentence(text, above.end):
            return above.end
    return None


def _begins_report(text: str, lines: list[Line], number: int, *, strict: bool) -> bool:
    """True when the lines from `number` on look like a head; `strict` asks for a dateline, byline or date line."""
    line = lines[number]
    if text[line.start].islower() or number + 1 >= len(lines):
        return dateline_at(text, line.start, line.end) is not None
    for below in lines[number : number + _HEAD_LINES]:
        words = text[below.start : min(below.end, below.start + 400)]
        if _RULE.fullmatch(words[:200]):
            break
        if dateline_at(text, below.start, below.end) is not None or is_byline(words) or is_date_line(words):
            return True
    return not strict and _headline_like(text, line) and furniture_kind(text[line.start : line.end], tail=True) is None


def _headline_like(text: str, line: Line) -> bool:
    length = line.end - line.start
    return 12 <= length <= 200 and not ends_sentence(text, line.end) and text[line.start].isupper()


def _strong_dateline_below(text: str, lines: list[Line], number: int) -> int | None:
    """The number of the line, among the first few from `number` on, that begins with a dateline and its agency."""
    for place in range(number, min(number + 4, len(lines))):
        line = lines[place]
        parts = dateline_at(text, line.start, line.end)
        if parts is not None and parts.agency is not None and parts.place is not None:
            return place
        if line.end - line.start > 250 or (place > number and ends_sentence(text, line.end)):
            return None
    return None
