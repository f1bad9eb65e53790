"""Quotations: the marks of each paragraph paired, with what is inserted between them and what each is for.

Pairing never crosses a paragraph, so one missing mark cannot turn the rest of the report inside out. A paragraph that
opens a quotation and does not close it hands it on to the next paragraph when that begins with a mark of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.layout.agencies import agency_in
from onrecord.layout.marks import Mark, double_marks, single_marks
from onrecord.layout.model import Quotation
from onrecord.layout.uses import use_of
from onrecord.record import Span

_DEEPEST = 4
_OPENING = ('"', "“", "„", "``", "«", "»", "''")
_SQUARE = re.compile(r"\[[^\[\]\n]{1,300}\]")
_ROUND = re.compile(
    r"\((?:[^()\n]{1,300}?\s?[-–—]\s?([\w .&/'’-]{1,40})\.?|sic\.?|emphasis (?:added|his|hers|theirs))\)", re.IGNORECASE
)
_HANDS = re.compile(r"(?i)(?:eds?|editors?|author|translator|tr|trans|reporter|correspondent|interviewer|note)\.?$")


@dataclass(slots=True)
class _Pair:
    """An opening mark with its closing mark (None while it is open) and the depth at which it stands."""

    opening: Mark | None
    start: int
    inner: int
    closing: Mark | None = None
    end: int = 0
    inner_end: int = 0
    depth: int = 0


def quotations_in(
    text: str, heads: Iterable[Span], paragraphs: Iterable[Span]
) -> tuple[tuple[Quotation, ...], list[int]]:
    """All quotations of a text in order, and the places of marks that have no partner.

    `heads` (headline, subheadline) are read each for itself; `paragraphs` in order, where a quotation may go on.
    """
    quotations: list[Quotation] = []
    lost: list[int] = []
    for span in heads:
        pairs, strays = _paired(text, span, None, False)
        quotations += [_quotation(text, span, pair, False) for pair in pairs]
        lost += strays + [pair.start for pair in pairs if pair.closing is None]
    still_open: _Pair | None = None
    body = tuple(paragraphs)
    for place, span in enumerate(body):
        opens_next = place + 1 < len(body) and body[place + 1].text.startswith(_OPENING)
        pairs, strays = _paired(text, span, still_open, opens_next)
        goes_on = still_open is not None and bool(pairs) and pairs[0].start == span.start
        if still_open is not None and not goes_on:
            lost.append(still_open.start)
        for number, pair in enumerate(pairs):
            quotations.append(_quotation(text, span, pair, goes_on and number == 0))
        left_open = [pair for pair in pairs if pair.closing is None]
        still_open = left_open[-1] if left_open and left_open[-1].end == span.end and left_open[-1].depth == 0 else None
        lost += strays + [pair.start for pair in left_open if pair is not still_open]
    if still_open is not None:
        lost.append(still_open.start)
    return tuple(sorted(quotations, key=lambda each: (each.start, -each.end))), sorted(lost)


def insertions_in(text: str, quotations: Iterable[Quotation]) -> tuple[Span, ...]:
    """The outlet's own insertions inside quoted words: "[cooperation]", "(NATO countries - TASS)", "(sic)".

    >>> from onrecord.record import Span
    >>> text = '"They (the states - TASS) left [us] (laughs)," he said [again].'
    >>> found, _ = quotations_in(text, (), (Span.of(text, 0, len(text)),))
    >>> [span.text for span in insertions_in(text, found)]
    ['(the states - TASS)', '[us]']
    """
    spans: list[Span] = []
    reach = 0
    for quotation in quotations:
        start = max(quotation.inner_start, reach)
        reach = max(reach, quotation.inner_end)
        if start >= quotation.inner_end:
            continue
        spans += [Span.of(text, *match.span()) for match in _SQUARE.finditer(text, start, quotation.inner_end)]
        for match in _ROUND.finditer(text, start, quotation.inner_end):
            if match[1] is None or agency_in(match[1].strip()) or _HANDS.match(match[1].strip()):
                spans.append(Span.of(text, *match.span()))
    return tuple(sorted(spans))


def _quotation(text: str, span: Span, pair: _Pair, continues: bool) -> Quotation:
    if pair.closing is None:
        pair.end = pair.inner_end = _bare_end(text, pair)
    return Quotation(
        start=pair.start,
        end=pair.end,
        inner_start=pair.inner,
        inner_end=pair.inner_end,
        depth=pair.depth,
        closed=pair.closing is not None,
        continues=continues,
        use=use_of(text, span, pair.start, pair.end, pair.inner, pair.inner_end, pair.closing is not None),
    )


def _paired(text: str, span: Span, still_open: _Pair | None, goes_on: bool) -> tuple[list[_Pair], list[int]]:
    """Pair the marks of one paragraph: the double ones first, then the single ones between and around them."""
    doubles, strays = _pair_doubles(double_marks(text, span.start, span.end), span, still_open, goes_on)
    singles = _pair_singles(single_marks(text, span.start, span.end), doubles, span)
    return _with_depths(doubles, singles), strays


def _pair_doubles(
    marks: list[Mark], span: Span, still_open: _Pair | None, goes_on: bool
) -> tuple[list[_Pair], list[int]]:
    done: list[_Pair] = []
    strays: list[int] = []
    stack: list[_Pair] = []
    for mark in marks:
        way = _decide(mark, stack, span)
        if way == "open":
            if stack and (_alike(stack[-1], mark) or len(stack) >= _DEEPEST):
                _cut_short(stack.pop(), mark.start, done)
            stack.append(_Pair(mark, mark.start, mark.end))
        elif stack:
            _close(stack, mark, done, strays)
        elif still_open is not None and not done:
            done.append(_Pair(None, span.start, span.start, mark, mark.end, mark.start))
        else:
            strays.append(mark.start)
    for pair in stack:
        pair.end = pair.inner_end = span.end
        done.append(pair)
    done.sort(key=lambda pair: (pair.start, -pair.end))
    return _recovered(done, goes_on), strays


def _decide(mark: Mark, stack: list[_Pair], span: Span) -> str:
    """Open or close: by the mark's own way, or by what is open where it points both ways."""
    family = stack[-1].opening.family if stack and stack[-1].opening else None
    if mark.family == "angle":
        if family == "angle":
            return "close"
        return "open" if mark.way != "close" or not stack else "close"
    if family == "low" and mark.family in ("curly", "straight"):
        return "close" if mark.way != "open" or mark.family == "curly" else "open"
    if mark.way != "either":
        return mark.way
    if mark.start == span.start:
        return "open"
    return "close" if stack else "open"


def _alike(pair: _Pair, mark: Mark) -> bool:
    """A second straight or TeX opening before the first has closed: the first lacks its closing mark."""
    return pair.opening is not None and pair.opening.family == mark.family and mark.family in ("straight", "tex", "low")


def _cut_short(pair: _Pair, end: int, done: list[_Pair]) -> None:
    """End a quotation whose closing mark is missing where the next one opens."""
    pair.end = pair.inner_end = end
    done.append(pair)


def _bare_end(text: str, pair: _Pair) -> int:
    """The end of a quotation without its closing mark, less the blanks before what follows."""
    end = pair.end
    while end > pair.inner and text[end - 1].isspace():
        end -= 1
    return end


def _close(stack: list[_Pair], mark: Mark, done: list[_Pair], strays: list[int]) -> None:
    """Close the innermost open quotation that this mark can close; those inside it lack their marks."""
    depth = next((n for n in range(len(stack) - 1, -1, -1) if _fits(stack[n], mark)), None)
    if depth is None:
        strays.append(mark.start)
        return
    while len(stack) > depth + 1:
        _cut_short(stack.pop(), mark.start, done)
    pair = stack.pop()
    pair.closing, pair.end, pair.inner_end = mark, mark.end, mark.start
    done.append(pair)


_CLOSES = {
    "straight": ("straight", "curly"),
    "tex": ("straight", "curly"),
    "curly": ("curly", "straight"),
    "low": ("curly", "straight", "low"),
    "angle": ("angle",),
}


def _fits(pair: _Pair, mark: Mark) -> bool:
    return pair.opening is not None and mark.family in _CLOSES[pair.opening.family]


def _recovered(pairs: list[_Pair], goes_on: bool) -> list[_Pair]:
    """End an unclosed quotation before the first quotation inside it that is closed, so that it swallows nothing.

    Where the next paragraph takes it up again (`goes_on`), one that holds marks of another family stays whole.
    """
    for number, pair in enumerate(pairs[:-1]):
        following = pairs[number + 1]
        if pair.closing is None and following.start < pair.end:
            if goes_on and pair.opening and following.opening and pair.opening.family != following.opening.family:
                continue
            pair.end = pair.inner_end = following.start
    return pairs


def _pair_singles(marks: list[Mark], doubles: list[_Pair], span: Span) -> list[_Pair]:
    """Pair single marks; a pair lies wholly inside or wholly outside each double quotation."""
    found: list[_Pair] = []
    zones = _zones(marks, doubles)
    pending: dict[int, tuple[Mark, int]] = {}
    for number, mark in enumerate(marks):
        zone = zones[number]
        if mark.way == "open" or (mark.way == "either" and zone not in pending):
            if zone in pending:
                continue
            pending[zone] = (mark, number)
        elif zone in pending and not _is_possessive(span, marks, zones, number):
            opening = pending.pop(zone)[0]
            found.append(_Pair(opening, opening.start, opening.end, mark, mark.end, mark.start))
    return found


def _zones(marks: list[Mark], doubles: list[_Pair]) -> list[int]:
    """For each single mark the number of the innermost double quotation that holds it, -1 outside all."""
    zones: list[int] = []
    stack: list[int] = []
    following = 0
    for mark in marks:
        while following < len(doubles) and doubles[following].start < mark.start:
            while stack and doubles[stack[-1]].end <= doubles[following].start:
                stack.pop()
            stack.append(following)
            following += 1
        while stack and doubles[stack[-1]].end <= mark.start:
            stack.pop()
        zones.append(stack[-1] if stack else -1)
    return zones


def _is_possessive(span: Span, marks: list[Mark], zones: list[int], number: int) -> bool:
    """True for the mark of "the officers' mess" inside single marks, where a better closing mark follows."""
    mark = marks[number]
    at = mark.start - span.start
    words = span.text
    if (
        at < 1
        or words[at - 1] not in "sS"
        or not words[at + 1 : at + 2].isspace()
        or not words[at + 2 : at + 3].islower()
    ):
        return False
    for later in range(number + 1, min(len(marks), number + 6)):
        if zones[later] != zones[number]:
            continue
        return marks[later].way == "close"
    return False


def _with_depths(doubles: list[_Pair], singles: list[_Pair]) -> list[_Pair]:
    """All pairs in order of their beginnings, each with the number of pairs that hold it; crossing ones dropped."""
    pairs = sorted([*doubles, *singles], key=lambda pair: (pair.start, -pair.end))
    stack: list[_Pair] = []
    kept: list[_Pair] = []
    for pair in pairs:
        while stack and stack[-1].end <= pair.start:
            stack.pop()
        if stack and pair.end > stack[-1].end:
            if (
                pair.opening is not None
                and pair.closing is not None
                and pair.end - pair.start > 0
                and pair in singles[:0]
            ):
                continue
            pair = replace(pair, end=stack[-1].inner_end, inner_end=stack[-1].inner_end, closing=None)
            if pair.end <= pair.inner:
                continue
        pair.depth = len(stack)
        stack.append(pair)
        kept.append(pair)
    return kept
