"""The layout of one report: which stretch of its text is headline, byline, dateline, body and furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.layout.agencies import agency_within
from onrecord.layout.datelines import dateline_at
from onrecord.layout.furniture import credited_agency, furniture_kind, lead_end, prefix_end, tail_start
from onrecord.layout.heads import is_byline, is_date_line, is_name_line, is_office
from onrecord.layout.lines import BLANK, Unit, ends_sentence, lines_of, units_of
from onrecord.layout.model import DatelineParts, Layout
from onrecord.layout.quotations import insertions_in, quotations_in
from onrecord.record import Notice, Span
from onrecord.record.vocabulary import NOTICES

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BLANKS = re.compile(f"[{BLANK}]*")
_HEAD_UNITS = 14
_TAIL_UNITS = 10
_LONGEST_HEADLINE = 240
_LONGEST_SENTENCE_HEADLINE = 130
_LONGEST_SUBHEADLINE = 320
_CREDITS = ("credit", "rights", "mark")
_CREDIT_LEAD = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]\s?[-–—]{1,2}\s")
_SENTENCE_BREAK = re.compile(r"[a-z0-9)”\"][.!?][”\"]?\s+[“\"A-Z]")
_TOKEN = re.compile(r"[^\W_][\w'’.-]*")
_LEAD_WORDS = frozenset(["a", "an", "the", "its", "said", "told", "has", "have", "was", "were", "had", "now", "this"])
_CALLED = re.compile(r"[A-Z][A-Z.'’ -]{2,30}:\s")


@dataclass(slots=True)
class _Draft:
    """The parts found so far; spans are (start, end)."""

    text: str
    headline: tuple[int, int] | None = None
    subheadline: tuple[int, int] | None = None
    byline: tuple[int, int] | None = None
    header_date: tuple[int, int] | None = None
    dateline: DatelineParts | None = None
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    furniture: list[tuple[int, int, str]] = field(default_factory=list)

    def set_aside(self, start: int, end: int, kind: str) -> None:
        """Keep `text[start:end]`, less the blanks around it, as furniture."""
        start, end = _trim(self.text, start, end)
        if start < end:
            self.furniture.append((start, end, kind))

    def add_paragraph(self, start: int, end: int) -> None:
        start, end = _trim(self.text, start, end)
        if start < end:
            self.paragraphs.append((start, end))


def lay_out(text: str) -> Layout:
    """Cut one report into headline, byline, dateline, paragraphs, quotations and furniture.

    Never raises, whatever the characters, and takes time in proportion to the length of the text. Every character that
    is not blank belongs to exactly one of headline, subheadline, byline, header date, dateline, paragraphs and
    furniture. Offsets are code points into `text`.

    >>> layout = lay_out("Envoy recalled\\n\\nCAIRO, Sept 3 (Reuters) - Egypt recalled its envoy.")
    >>> layout.headline.text, layout.dateline.place, layout.outlet, [p.text for p in layout.paragraphs]
    ('Envoy recalled', 'CAIRO', 'Reuters', ['Egypt recalled its envoy.'])
    """
    lines = lines_of(text)
    units = units_of(text, lines, _stands_alone, _is_whole)
    draft = _Draft(text)
    body = _read_head(draft, units)
    _read_body(draft, units[body:])
    return _layout(draft, blank=not lines)


def _stands_alone(line: str, head: bool) -> bool:
    """True for a line that is a part of its own, and no piece of a wrapped paragraph."""
    if furniture_kind(line, head=head) is not None:
        return True
    if not head:
        return False
    return is_byline(line) or is_date_line(line) or dateline_at(line, 0, len(line)) is not None


def _is_whole(line: str) -> bool:
    """True for a line of the head that nothing below it belongs to."""
    return is_byline(line) or is_date_line(line) or furniture_kind(line) is not None


# ------------------------------------------------------------------------------------------------ head


def _read_head(draft: _Draft, units: list[Unit]) -> int:
    """Read what stands above the body; give the number of the unit where the body begins."""
    head = units[:_HEAD_UNITS]
    found = _find_dateline(draft.text, head, units)
    limit = found[0] if found else len(head)
    kinds = [_head_kind(draft.text, unit, number, head) for number, unit in enumerate(head[:limit])]
    _mark_places(draft.text, head, kinds)
    end = limit if found else _body_start(draft.text, head, kinds, units)
    _assign_head(draft, head[:end], kinds[:end])
    if found:
        _take_dateline(draft, head[limit], found[1])
        return limit + 1
    return end


def _mark_places(text: str, head: list[Unit], kinds: list[str]) -> None:
    """A place alone on its line between the byline and the date, as newspapers set it, is furniture."""
    for number in range(1, len(kinds) - 1):
        words = text[head[number].start : head[number].end].strip()
        between = kinds[number - 1] == "byline" and kinds[number + 1] == "date"
        if kinds[number] == "text" and between and len(words.split()) <= 4 and words[-1:].isalpha():
            kinds[number] = "furniture place"


def _find_dateline(text: str, head: list[Unit], units: list[Unit]) -> tuple[int, DatelineParts] | None:
    """The unit that begins with a dateline, with no more than a head above it."""
    above = 0
    for number, unit in enumerate(head):
        words = text[unit.start : min(unit.end, unit.start + 1000)]
        start = _past_lead(text, unit)
        if not is_date_line(words) or start != unit.start:
            parts = dateline_at(text, start, unit.end)
            if parts is not None and _dateline_fits(text, parts, unit, units, number, above):
                return number, parts
        if _head_kind(text, unit, number, head) == "text":
            above += 1
            if above > 4 or unit.end - unit.start > 400 or (above > 1 and _is_prose(text, unit)):
                return None
    return None


def _past_lead(text: str, unit: Unit) -> int:
    return lead_end(text, unit.start, unit.end)


def _dateline_fits(text: str, parts: DatelineParts, unit: Unit, units: list[Unit], number: int, above: int) -> bool:
    """A dateline with neither agency nor date must not be the headline, nor the name of a speaker in a transcript."""
    if parts.agency is not None or parts.date is not None:
        if unit.end == parts.span.end:
            return number + 1 < len(units)
        return True
    if parts.span.text.endswith(":"):
        called = sum(_CALLED.match(text, each.start, each.end) is not None for each in units[:40])
        return called <= 1
    return number > 0 or ends_sentence(text, unit.end)


def _head_kind(text: str, unit: Unit, number: int, head: list[Unit]) -> str:
    """What a unit above the body is: a kind of furniture, byline, office, date or text."""
    words = text[unit.start : unit.end] if unit.end - unit.start <= 1000 else ""
    if not words:
        return "text"
    if is_date_line(words):
        return "date"
    if is_byline(words):
        return "byline"
    if number and is_name_line(words) and number + 1 < len(head):
        return "byline"
    kind = furniture_kind(words, head=True)
    if kind is not None:
        return f"furniture {kind}"
    if number and is_office(words):
        return "office"
    return "text"


def _is_prose(text: str, unit: Unit) -> bool:
    """True for what can only be body text: more than one sentence, or a long one with its full stop."""
    length = unit.end - unit.start
    if length > _LONGEST_SUBHEADLINE:
        return True
    several = _SENTENCE_BREAK.search(text, unit.start, unit.end) is not None
    return ends_sentence(text, unit.end) and (length > 200 or (several and length > 120))


def _body_start(text: str, head: list[Unit], kinds: list[str], units: list[Unit]) -> int:
    """Where the body begins in a text without a dateline."""
    texts = [number for number, kind in enumerate(kinds) if kind == "text"]
    if not texts:
        return len(head)
    first = texts[0]
    if not _is_headline(text, head[first], units[first + 1 :]):
        return first
    marked = [n for n, kind in enumerate(kinds) if kind in ("byline", "date") and n > first]
    for number in marked[:1]:
        between = [n for n in texts if first < n < number]
        if len(between) <= 2 and not any(_is_prose(text, head[n]) for n in between):
            return _skip_head(kinds, number + 1)
    following = _skip_head(kinds, first + 1)
    if (
        following < len(head)
        and kinds[following] == "text"
        and _is_subheadline(text, head[following], units[following + 1 :])
    ):
        return _skip_head(kinds, following + 1)
    return following


def _skip_head(kinds: list[str], number: int) -> int:
    while number < len(kinds) and kinds[number] != "text":
        number += 1
    return number


def _is_headline(text: str, unit: Unit, rest: list[Unit]) -> bool:
    length = unit.end - unit.start
    if not rest or length > _LONGEST_HEADLINE or _SENTENCE_BREAK.search(text, unit.start, unit.end):
        return length <= _LONGEST_SENTENCE_HEADLINE and bool(rest) and not ends_sentence(text, unit.end)
    if not ends_sentence(text, unit.end) or text[unit.end - 1] in "?":
        return True
    longest = max(each.end - each.start for each in rest[:5])
    return length <= _LONGEST_SENTENCE_HEADLINE < longest + length and _is_headlinese(text[unit.start : unit.end])


def _is_headlinese(words: str) -> bool:
    """True for a short line with its full stop that is a headline by its words: in title case, or without articles."""
    tokens = _TOKEN.findall(words)
    capitals = sum(token[0].isupper() or token[0].isdigit() for token in tokens)
    if capitals >= 0.6 * len(tokens) and capitals > 2:
        return True
    return not any(token.casefold() in _LEAD_WORDS for token in tokens)


def _is_subheadline(text: str, unit: Unit, rest: list[Unit]) -> bool:
    """A further short block above the body: a clause without its full stop, and no line that leads in a quotation."""
    length = unit.end - unit.start
    return bool(rest) and 12 <= length <= _LONGEST_SUBHEADLINE and not ends_sentence(text, unit.end)


def _assign_head(draft: _Draft, head: list[Unit], kinds: list[str]) -> None:
    for unit, kind in zip(head, kinds, strict=True):
        if kind == "text":
            _assign_text(draft, unit)
        elif kind == "byline" and draft.byline is None:
            draft.byline = (unit.start, unit.end)
        elif kind == "office" and draft.byline is not None and not draft.text[draft.byline[1] : unit.start].strip():
            draft.byline = (draft.byline[0], unit.end)
        elif kind == "date" and draft.header_date is None:
            draft.header_date = (unit.start, unit.end)
        else:
            draft.set_aside(unit.start, unit.end, kind.removeprefix("furniture "))


def _assign_text(draft: _Draft, unit: Unit) -> None:
    text = draft.text
    if draft.headline is None:
        start = prefix_end(text, unit.start, unit.end)
        draft.set_aside(unit.start, start, "slug")
        draft.headline = _trim(text, start, unit.end)
    elif draft.subheadline is None:
        draft.subheadline = (unit.start, unit.end)
    elif _adjoins(draft, unit):
        draft.subheadline = (draft.subheadline[0], unit.end)
    else:
        draft.add_paragraph(unit.start, unit.end)


def _adjoins(draft: _Draft, unit: Unit) -> bool:
    """True when nothing but blanks stands between the subheadline so far and this unit."""
    return draft.subheadline is not None and _BLANKS.fullmatch(draft.text, draft.subheadline[1], unit.start) is not None


def _take_dateline(draft: _Draft, unit: Unit, parts: DatelineParts) -> None:
    draft.set_aside(unit.start, parts.span.start, "note")
    draft.dateline = parts
    draft.add_paragraph(parts.span.end, unit.end)


# ------------------------------------------------------------------------------------------------ body


def _read_body(draft: _Draft, units: list[Unit]) -> None:
    """Sort the units below the head into paragraphs and furniture."""
    text = draft.text
    if units and draft.dateline is None:
        units = [_after_credit(draft, units[0]), *units[1:]]
    for number, unit in enumerate(units):
        tail = number >= len(units) - _TAIL_UNITS
        kind = None
        if unit.end - unit.start <= 1000:
            kind = furniture_kind(text[unit.start : unit.end], tail=tail)
        if kind is not None:
            draft.set_aside(unit.start, unit.end, kind)
        else:
            draft.add_paragraph(unit.start, unit.end)
    _cut_tails(draft)


def _after_credit(draft: _Draft, unit: Unit) -> Unit:
    """The first unit of the body without a note or a credit such as "(Reuters) - " before its words."""
    start = lead_end(draft.text, unit.start, unit.end)
    credit = _CREDIT_LEAD.match(draft.text, start, unit.end)
    if credit and credited_agency(credit.group().strip(" -–—")):
        start = credit.end()
    if start == unit.start:
        return unit
    draft.set_aside(unit.start, start, "credit")
    return Unit(start, unit.end, unit.gap)


def _cut_tails(draft: _Draft) -> None:
    """Part credits and end marks from the words of the last paragraphs."""
    for number in range(max(0, len(draft.paragraphs) - 3), len(draft.paragraphs)):
        start, end = draft.paragraphs[number]
        cut = tail_start(draft.text, start, end)
        if cut < end:
            draft.set_aside(cut, end, "credit")
            draft.paragraphs[number] = _trim(draft.text, start, cut)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The offsets without the blanks at either side."""
    match = _BLANKS.match(text, start, end)
    start = match.end() if match else start
    while end > start and _BLANKS.fullmatch(text, end - 1, end):
        end -= 1
    return start, end


# ------------------------------------------------------------------------------------------------ the whole


def _layout(draft: _Draft, *, blank: bool) -> Layout:
    text = draft.text
    furniture = tuple(Span.of(text, start, end) for start, end, _ in sorted(draft.furniture))
    paragraphs = tuple(Span.of(text, start, end) for start, end in draft.paragraphs)
    headline, subheadline = _span(text, draft.headline), _span(text, draft.subheadline)
    quotations, unbalanced = quotations_in(
        text, tuple(span for span in (headline, subheadline) if span is not None), paragraphs
    )
    return Layout(
        text=text,
        headline=headline,
        subheadline=subheadline,
        byline=_span(text, draft.byline),
        dateline=draft.dateline,
        header_date=_span(text, draft.header_date),
        paragraphs=paragraphs,
        furniture=furniture,
        quotations=quotations,
        insertions=insertions_in(text, quotations),
        outlet=_outlet(draft),
        notices=_notices(text, blank, unbalanced),
    )


def _span(text: str, pair: tuple[int, int] | None) -> Span | None:
    return Span.of(text, *pair) if pair and pair[0] < pair[1] else None


def _outlet(draft: _Draft) -> str | None:
    """The agency of the dateline, else of a credit or rights line, else of the byline."""
    if draft.dateline and draft.dateline.agency:
        return draft.dateline.agency
    for start, end, kind in sorted(draft.furniture):
        if kind in _CREDITS:
            agency = credited_agency(draft.text[start:end]) or agency_within(draft.text[start:end])
            if agency:
                return agency
    if draft.byline:
        return agency_within(draft.text[draft.byline[0] : draft.byline[1]])
    return None


def _notices(text: str, blank: bool, unbalanced: list[int]) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    if blank:
        notices.append(Notice("no-text", NOTICES["no-text"]))
    if _CONTROLS.search(text):
        notices.append(Notice("control-characters", NOTICES["control-characters"]))
    if unbalanced:
        marks = "mark" if len(unbalanced) == 1 else "marks"
        where = ", ".join(str(position) for position in unbalanced[:5]) + (", ..." if len(unbalanced) > 5 else "")
        message = f"{len(unbalanced)} quotation {marks} without a partner, at character {where}."
        notices.append(Notice("unbalanced-quotation", message))
    return tuple(notices)
