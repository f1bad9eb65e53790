"""Quotation marks and tokens together: what of a paragraph stands in marks, and its sentences as a reader hears them.

A full stop inside a quotation ends no sentence of the outlet: `"We won. They lost," he said` is one sentence here,
called a period. Cues are looked for in the frame of a period, which is its text outside the outer quotation marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node, Tree, subject
from onrecord.language.syntax import NEGATIONS, OBJECTS, OBLIQUES, RELATIVE
from onrecord.layout import Quotation
from onrecord.statements.columns import Columns, columns
from onrecord.statements.lexicon import cue_forms, verb_entry

_SENTENCE_END = ".!?…"
_CLAUSE_ENDS = tuple(",.!?…—-;")
_ATTACHING = ",:—–-"
_OPEN_ENDS = ("?", "!", "…", "-", "—", "–")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_HELD = frozenset({"ccomp", "xcomp", "csubj"})
#: How far into a sentence its cue may stand, in tokens.
_LONGEST_SOURCE = 24


DASHES = frozenset({"-", "--", "–", "—", "―"})
MARKS = frozenset({'"', "“", "”", "``", "''", "«", "»", "„", "'", "‘", "’"})
#: Where a tree keeps its periods.
KEPT = "periods"


@dataclass(frozen=True, slots=True)
class Quoted:
    """An outer quotation inside one segment, by token indexes; `standalone` when it is a clause of its own."""

    mark: Quotation
    first: int  # first token that begins inside the marks
    last: int  # last token that begins inside the marks
    standalone: bool


@dataclass(slots=True)
class Period:
    """A sentence of the outlet: tokens first..last of the segment's tree, with the outer quotations in it."""

    segment: Segment
    first: int
    last: int
    quotes: tuple[Quoted, ...]
    tree: Tree = field(init=False, repr=False)
    table: Columns = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.tree, self.table = self.segment.tree, columns(self.segment.doc)

    def tokens(self) -> Iterator[Node]:
        """All tokens of the period."""
        return map(self.tree.__getitem__, range(self.first, self.last + 1))

    def outside(self) -> list[int]:
        """The numbers of the tokens outside the outer quotations."""
        found: list[int] = []
        at = self.first
        for quote in self.quotes:
            found += range(at, quote.first)
            at = quote.last + 1
        return [*found, *range(at, self.last + 1)]

    def in_quote(self, index: int) -> Quoted | None:
        """The outer quotation that holds the token, if any."""
        for quote in self.quotes:
            if quote.first <= index <= quote.last:
                return quote
        return None

    def frame(self) -> list[Node]:
        """The tokens outside the outer quotations, marks left out."""
        words = self.tree.words
        return [
            self.tree[index] for index in self.outside() if words.text[index] not in MARKS and not words.blank[index]
        ]

    def root(self) -> Node | None:
        """The first word outside the outer quotations that hangs on no other."""
        words = self.tree.words
        if "ROOT" not in words.dep[self.first : self.last + 1]:
            return None
        for index in self.outside():
            if words.dep[index] == "ROOT" and words.text[index] not in MARKS and not words.blank[index]:
                return self.tree[index]
        return None

    @property
    def is_bare_quotation(self) -> bool:
        """True when nothing but quotations stands in it."""
        if not self.quotes:
            return False
        alpha, outside = self.tree.words.alpha, self.outside()
        if any(map(alpha.__getitem__, outside)):
            return False
        return not any(self.tree[index].like_num for index in outside)


def periods(reading: Reading, segment: Segment) -> list[Period]:
    """Cut a segment into periods: sentence boundaries inside outer quotations do not count. Made once, and kept."""
    notes = segment.tree.notes
    kept: list[Period] | None = notes.get(KEPT)
    if kept is None:
        kept = notes[KEPT] = list(_with_their_cues(reading, _cut(reading, segment)))
    return kept


def _cut(reading: Reading, segment: Segment) -> list[Period]:
    """The sentences that do not begin inside a quotation."""
    words, quotes = segment.tree.words, list(_quotes(reading, segment))
    starts = [start for start in words.sentences if start and not _inside(quotes, start)]
    bounds = [0, *starts, len(words)] if len(words) else []
    return [
        Period(segment, first, end - 1, tuple([quote for quote in quotes if first <= quote.first < end]))
        for first, end in pairwise(bounds)
    ]


def _with_their_cues(reading: Reading, cut: list[Period]) -> Iterator[Period]:
    """Periods, with a quotation alone joined to the bare cue or the signature behind it: `"Who fired?" Orlok asked.`"""
    held: Period | None = None
    for period in cut:
        if held is not None and _belongs_to(reading, held, period):
            period = Period(period.segment, held.first, period.last, (*held.quotes, *period.quotes))
        elif held is not None:
            yield held
        held = period if _ends_in_quotation(period) else None
        if held is None:
            yield period
    if held is not None:
        yield held


def _belongs_to(reading: Reading, held: Period, period: Period) -> bool:
    """The period behind a quotation is only its signature, or its cue."""
    if _is_signature(reading, period):
        return True
    return held.is_bare_quotation and _ends_open(reading, held) and _is_bare_cue(period)


def _ends_in_quotation(period: Period) -> bool:
    """Nothing but its mark follows the period's last quotation, which stands alone or behind a signature."""
    if not period.quotes or not period.quotes[-1].mark.closed:
        return False
    words, last = period.tree.words, period.quotes[-1].last
    if any(words.text[index] not in MARKS and not words.blank[index] for index in range(last + 1, period.last + 1)):
        return False
    return period.is_bare_quotation or any(words.text[index] in DASHES for index in period.outside())


def _ends_open(reading: Reading, period: Period) -> bool:
    """A quotation ends with a mark behind which a cue may follow in a sentence of its own."""
    mark = period.quotes[-1].mark
    return reading.text[mark.inner_start : mark.inner_end].rstrip()[-1:] in _OPEN_ENDS


def _is_signature(reading: Reading, period: Period) -> bool:
    """A dash and a name, to the end of the line or sentence."""
    tree, segment = period.tree, period.segment
    if tree[period.first].text.strip("".join(MARKS)) not in DASHES:
        return False
    named = False
    for token in tree.between(period.first + 1, period.last + 1):
        if "\n" in reading.text[segment.offset(token) - 1 : segment.offset_after(token)] or period.in_quote(token.i):
            break
        if token.pos_ in ("VERB", "AUX"):
            return False
        named = named or token.pos_ == "PROPN"
    return named


def _is_bare_cue(period: Period) -> bool:
    """A sentence of source and cue whose cue has no content of its own ("the spokeswoman asked reporters")."""
    last = period.quotes[0].first - 1 if period.quotes else period.last
    for token in period.tree.between(period.first, min(last, period.first + _LONGEST_SOURCE) + 1):
        if period.in_quote(token.i) or token.text == ":":
            return False
        entry = verb_entry(token)
        if entry is None or token.tag_ not in _FINITE or not entry.frames & {"q", "quoteas"}:
            continue
        if token.dep_ in RELATIVE or (subject(token) is None and token.dep_ != "ROOT") or NEGATIONS & _before(token):
            return False
        content = _HELD if "t" in entry.frames else _HELD | OBJECTS
        return not any(
            child.i > token.i and (child.dep_ in content or child.lower_ in ("that", "for", "about"))
            for child in _below(token)
        )
    return False


def _before(verb: Node) -> set[str]:
    return {child.lower_ for child in verb.children if child.i < verb.i}


def _below(verb: Node) -> Iterator[Node]:
    """The verb's dependents and the words that open them."""
    for child in verb.children:
        yield child
        yield from child.children if child.dep_ in OBLIQUES else ()


def _inside(quotes: list[Quoted], index: int) -> bool:
    return any(quote.first < index <= quote.last for quote in quotes)


def _quotes(reading: Reading, segment: Segment) -> Iterator[Quoted]:
    text, marks = reading.text, reading.layout.quotations
    low = bisect_left(marks, segment.start, key=lambda mark: mark.start)
    inside = list(takewhile(lambda mark: mark.start < segment.end, marks[low:]))
    words, begin = segment.tree.words, segment.start
    for mark in inside:
        if mark.depth or mark.use in ("nickname", "title"):
            continue
        first, last = (
            bisect_left(words.idx, mark.inner_start - begin),
            bisect_left(words.idx, mark.inner_end - begin) - 1,
        )
        while first <= last and words.blank[last]:
            last -= 1
        if first <= last:
            yield Quoted(mark, first, last, _standalone(text, mark, segment))


def _standalone(text: str, mark: Quotation, segment: Segment) -> bool:
    """A quotation that is a clause of its own: it opens like a sentence and nothing before it runs into it."""
    inner = text[mark.inner_start : mark.inner_end].strip()
    before = text[segment.start : mark.start].rstrip()
    words = len(inner.split())
    if mark.continues:
        return True
    if not before or before[-1] in _SENTENCE_END + ":" or before[-1] in "\"”'’»":
        return words > 1 or inner[-1:] in ",.!?"
    like_sentence = inner[:1].isupper() or inner[:1].isdigit() or inner[:1] in "[(.…$€£"
    like_clause = inner.rstrip("'’”\"")[-1:] in _CLAUSE_ENDS or not mark.closed
    if before[-1] in _ATTACHING:
        return (like_sentence or like_clause) and words > 1
    longest = 1 if inner[-1:] in "!?" else 3
    return (
        like_sentence and words > longest and inner[-1:] in ".,!?" and before.rsplit(None, 1)[-1].lower() in cue_forms()
    )
