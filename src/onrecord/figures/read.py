"""Every figure of a report in text order: the number with its bounds, its unit, and who vouches for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from onrecord.figures.counted import PEOPLE, fate_of, is_people, noun_after, state_after, tolls
from onrecord.figures.numbers import Number, numbers
from onrecord.figures.units import sign_before, unit_after
from onrecord.language import Reading, Segment
from onrecord.record import Figure, Statement, TimeExpression
from onrecord.record.vouching import vouching
from onrecord.tables import load_csv, load_terms

_JOINT = re.compile(r"\s?(?:-|–|—|to|and|or)\s?[^\w\s]{0,3}$")
_WORD_BEFORE = re.compile(r"([^\W_]+\.?) $")
_DEFINITE = re.compile(r"\b(?:the|these|those|both|its|their|his|her|our|any|either|all) $", re.IGNORECASE)
_FEW = re.compile(r"\b(?:several|few|many|couple of|couple) $", re.IGNORECASE)
_SMALL = 10


@dataclass(slots=True)
class _Draft:
    """A figure in the making; offsets into the segment's text."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    kind: str = ""


def read_figures(
    reading: Reading, dates: Sequence[TimeExpression], statements: Iterable[Statement]
) -> tuple[Figure, ...]:
    """Read the figures out of headline and body.

    Numbers inside one of the time expressions `dates` are left to it. `voice` is the innermost of `statements` whose
    content holds the figure, else "outlet".
    """
    voice = vouching(statements)
    taken = [(date.start, date.end) for date in dates]
    out: list[Figure] = []
    for segment in reading.segments:
        text = reading.text[segment.start : segment.end]
        here = [(low - segment.start, high - segment.start) for low, high in taken if low < segment.end]
        for draft in _drafts(segment, text, [pair for pair in here if pair[1] > 0]):
            start, end = segment.start + draft.start, segment.start + draft.end
            value, low, high = (_plain(number) for number in (draft.value, draft.low, draft.high))
            words = reading.text[start:end]
            out.append(Figure(start, end, words, value, low, high, draft.unit or None, voice(start, end)))
    return tuple(out)


def _plain(value: float | None) -> float | None:
    """A whole number as one, so that the record shows 5 and not 5.0."""
    return int(value) if value is not None and value == int(value) else value


def _drafts(segment: Segment, text: str, taken: list[tuple[int, int]]) -> Iterator[_Draft]:
    found = list(numbers(text))
    at, after = 0, 0
    while at < len(found):
        number = found[at]
        at += 1
        if number.start < after or any(low < number.end and number.start < high for low, high in taken):
            continue
        upper = found[at] if at < len(found) and _is_range(text, number, found[at]) else None
        at += upper is not None
        draft = _draft(segment.doc, text, number, upper)
        if draft is not None and draft.start >= after:
            after = draft.end
            yield draft


def _is_range(text: str, number: Number, upper: Number) -> bool:
    """True for "5 to 10", "5-10", "between 5 and 10", but not for "5 and 10" and "from 5 to 10"."""
    between = text[number.end : upper.start]
    if len(between) > 6 or number.value is None or upper.value is None or not _JOINT.fullmatch(between):
        return False
    bound = _bound_before(text, _with_sign(text, number.start))
    if bound is not None and bound[1] == "from":
        return False
    if "and" in between and (bound is None or bound[1] != "between"):
        return False
    return number.value * (upper.scale if number.scale == 1 else 1) < upper.value


def _with_sign(text: str, start: int) -> int:
    sign = sign_before(text, start)
    return sign[0] if sign is not None else start


def _draft(doc: Doc, text: str, number: Number, upper: Number | None) -> _Draft | None:
    """The figure of a number or a range, or None where the number is a label, a name or nothing counted."""
    last = upper or number
    draft = _Draft(number.start, last.end, number.value)
    sign = sign_before(text, number.start)
    if sign is not None:
        draft.start, draft.unit, draft.kind = sign[0], sign[1], "currency"
    unit = unit_after(text, last.end)
    if unit is not None and not (draft.kind and unit[2] != "currency"):
        draft.end, draft.kind = unit[0], unit[2]
        draft.unit = draft.unit or unit[1]
    if draft.kind == "time" or (not draft.kind and (_is_label(text, number) or _in_compound(text, last.end))):
        return None
    if not draft.kind and not _counted(doc, text, number, draft):
        return None
    if upper is not None and number.value is not None:
        draft.low = number.value * (upper.scale if number.scale == 1 and number.value < upper.scale else 1)
        draft.high, draft.value = upper.value, None
    if number.scale > 1 and not number.digits and text[max(0, draft.start - 2) : draft.start].lower() == "a ":
        draft.start -= 2
    _bounds(text, draft)
    return draft


def _is_label(text: str, number: Number) -> bool:
    """True after a word that numbers things ("Resolution 1701"), and after a name that the number belongs to."""
    before = _WORD_BEFORE.search(text, max(0, number.start - 20), number.start)
    if before is None:
        return False
    word = before[1].lower().rstrip(".")
    if number.digits and word in load_terms("lexicon/figure_labels.csv"):
        return before[1][0].isupper() or word in ("no", "number", "page", "pages", "nos", "channel", "flight")
    return False


def _in_compound(text: str, end: int) -> bool:
    """ "Two-day", "five-point": an adjective of its own."""
    return text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalpha()


def _counted(doc: Doc, text: str, number: Number, draft: _Draft) -> bool:
    """Give the draft the noun that is counted, and what became of those; False where nothing is counted."""
    tokens = doc.char_span(draft.start, draft.end, alignment_mode="expand")
    if tokens is None:
        return False
    if number.fraction:
        draft.unit = "share"
        draft.start -= 2 * text[max(0, draft.start - 2) : draft.start].lower().startswith("a ")
        return text.startswith((" of ", " the ", " its ", " their ", " all "), draft.end)
    few = _FEW.search(text, max(0, draft.start - 12), draft.start)
    if few is not None:
        draft.start, draft.value = few.start(), None
    noun = noun_after(doc, tokens.end, one=number.value == 1)
    if noun is None:
        return _alone(doc, text, number, draft, tokens.end)
    head = doc[noun[1]]
    if _is_anaphor(text, number, draft):
        return False
    fate = fate_of(head) or fate_of(tokens[-1])
    if number.value == 1 and fate is None:
        return False
    words = PEOPLE if is_people(head) else text[doc[noun[0]].idx : head.idx + len(head)]
    draft.end = head.idx + len(head)
    draft.unit = f"{words} {fate}" if fate is not None else words
    return True


def _alone(doc: Doc, text: str, number: Number, draft: _Draft, after: int) -> bool:
    """A number without a noun: of people, where its fate is told; a large number counts by itself."""
    state = state_after(doc, after)
    token = doc[after - 1]
    fate = state[1] if state is not None else fate_of(token)
    if state is not None:
        draft.end = doc[state[0]].idx + len(doc[state[0]])
    if fate is None:
        before = text[max(0, draft.start - 60) : draft.start].lower()
        fate = next((told for words, told in tolls().items() if words in before.rpartition(". ")[2]), None)
    if fate is not None and number.value != 1:
        draft.unit = f"{PEOPLE} {fate}"
        return True
    return number.value is not None and (number.scale > 1 or (number.digits and "," in text[draft.start : draft.end]))


def _is_anaphor(text: str, number: Number, draft: _Draft) -> bool:
    """ "The two sides" tells no number of anything."""
    small = not number.digits and number.value is not None and number.value <= _SMALL
    return small and _DEFINITE.search(text, max(0, draft.start - 8), draft.start) is not None


def _bounds(text: str, draft: _Draft) -> None:
    """Take in the words that make the number a bound ("at least", "up to", "or more")."""
    before = _bound_before(text, draft.start)
    kind = ""
    if before is not None and before[1] != "from":
        draft.start, kind = before
    after = _bounds_after().match(text, draft.end)
    if after is not None:
        draft.end, kind = after.end(), _of_bounds("after")[after[1].lower()]
    if draft.low is None and draft.high is None:
        draft.low = draft.value if kind == "low" else None
        draft.high = draft.value if kind == "high" else None


def _bound_before(text: str, start: int) -> tuple[int, str] | None:
    """Where the words begin that bound the number at `start`, and their kind."""
    match = _bounds_before().search(text, max(0, start - 24), start)
    return (match.start(1), _of_bounds("before")[match[1].lower()]) if match is not None else None


@cache
def _of_bounds(place: str) -> dict[str, str]:
    rows = load_csv("lexicon/figure_bounds.csv")
    return {row["key"].removeprefix("… "): row["kind"] for row in rows if row["place"] == place}


@cache
def _bounds_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({_alternatives('before')})\s(?:a\s|an\s)?$", re.IGNORECASE)


@cache
def _bounds_after() -> re.Pattern[str]:
    return re.compile(rf"\s({_alternatives('after')})(?!\w)", re.IGNORECASE)


def _alternatives(place: str) -> str:
    return "|".join(re.escape(key) for key in sorted(_of_bounds(place), key=len, reverse=True))
