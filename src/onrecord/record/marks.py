"""Cutting a report at the borders of its spans, so that overlapping and nested marks can be shown as flat runs of text.

    marks_of(record)  every span that a reader may want to see, with what it is and whose it is
    cut(text, marks)  the text in runs; the marks on a run do not change inside it
    laid_out(record)  headline, byline, paragraphs: the report as it is set on a page, each block with its runs

All are pure. Joining the texts of all runs gives back the text.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from onrecord.errors import RecordError
from onrecord.record.parts import Report, Statement, TimeExpression
from onrecord.record.spans import Span

_LINES = re.compile("[^\r\n\x85\u2028\u2029]+")


class Readable(Protocol):
    """What of a record is marked in its text."""

    @property
    def report(self) -> Report: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...
    @property
    def dates(self) -> tuple[TimeExpression, ...]: ...
    @property
    def own_voice(self) -> tuple[Span, ...]: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """What `text[start:end]` is: `role` says what it does, `of` whose it is.

    `role` is content, cue, speaker, inserted, venue, own-voice, date, dateline, headline, subheadline, byline or
    furniture. `of` is the statement's id and `kind` its kind (direct, mixed, indirect) where the mark is a statement's;
    the `kind` of a date is its value.
    """

    start: int
    end: int
    role: str
    of: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with all marks that lie on the whole of it, the longest first."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]

    def has(self, role: str) -> bool:
        """True when a mark of this role lies on the run."""
        return any(mark.role == role for mark in self.marks)

    @property
    def content(self) -> Mark | None:
        """The innermost statement whose content the run belongs to."""
        return next((mark for mark in reversed(self.marks) if mark.role == "content"), None)


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, subheadline, byline, paragraph or piece of furniture, for setting the report on a page."""

    kind: str
    start: int
    end: int


def marks_of(record: Readable) -> tuple[Mark, ...]:
    """Give every mark of a record, in text order, the longer first where two begin together."""
    report = record.report
    marks = [Mark(span.start, span.end, role) for role, span in _parts(report)]
    marks += [Mark(span.start, span.end, "own-voice") for span in record.own_voice]
    marks += [Mark(date.start, date.end, "date", kind=date.value) for date in record.dates]
    for statement in record.statements:
        marks += [
            Mark(span.start, span.end, role, statement.id, statement.kind)
            for role, spans in _spans(statement)
            for span in spans
        ]
    return tuple(sorted(set(marks), key=_order))


def cut(text: str, marks: Iterable[Mark], borders: Iterable[int] = ()) -> tuple[Run, ...]:
    """Cut `text` at every border of a mark, and at further `borders` (offsets into the text).

    Raises RecordError when a mark does not lie in the text.

    >>> [run.text for run in cut("He said no.", [Mark(0, 2, "speaker"), Mark(3, 7, "cue")])]
    ['He', ' ', 'said', ' no.']
    """
    opening: dict[int, list[Mark]] = defaultdict(list)
    closing: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise RecordError(f"{mark.role} {mark.start}:{mark.end} does not lie in a text of {len(text)} characters")
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    edges = sorted({0, len(text), *opening, *closing, *borders})
    active: set[Mark] = set()
    runs = []
    for here, there in pairwise(edges):
        active.difference_update(closing.get(here, ()))
        active.update(opening.get(here, ()))
        runs.append(Run(here, there, text[here:there], tuple(sorted(active, key=_longest_first))))
    return tuple(runs)


def laid_out(
    record: Readable, borders: Iterable[int] = (), more: Iterable[Mark] = ()
) -> Iterator[tuple[Block, tuple[Run, ...]]]:
    """Give each block of the report with its runs, in text order; runs are cut at `borders` and carry `more` marks."""
    blocks = blocks_of(record)
    borders = [*borders, *(offset for block in blocks for offset in (block.start, block.end))]
    runs = deque(cut(record.report.text, (*marks_of(record), *more), borders))
    for block in blocks:
        while runs[0].start < block.start:
            runs.popleft()
        inside = []
        while runs and runs[0].start < block.end:
            inside.append(runs.popleft())
        yield block, tuple(inside)


def blocks_of(record: Readable) -> tuple[Block, ...]:
    """Set the report in blocks: its marked parts, and one for each other line that holds more than white space."""
    report = record.report
    own = [
        Block(kind, span.start, span.end)
        for kind, span in _parts(report)
        if kind in ("headline", "subheadline", "byline", "furniture")
    ]
    blocks: list[Block] = []
    after = 0
    for block in sorted(own, key=lambda block: (block.start, -block.end)):
        if block.start < after:
            continue
        blocks += _lines(report.text, after, block.start)
        blocks.append(block)
        after = block.end
    blocks += _lines(report.text, after, len(report.text))
    return tuple(blocks)


def _lines(text: str, start: int, end: int) -> list[Block]:
    found = _LINES.finditer(text, start, end)
    return [Block("paragraph", line.start(), line.end()) for line in found if not line[0].isspace()]


def _parts(report: Report) -> list[tuple[str, Span]]:
    """The marked parts of the report itself."""
    parts = [
        ("headline", report.headline),
        ("subheadline", report.subheadline),
        ("byline", report.byline),
        *(("furniture", span) for span in report.furniture),
    ]
    found = [(role, span) for role, span in parts if span is not None]
    if report.dateline is not None:
        found.append(("dateline", Span(report.dateline.start, report.dateline.end, report.dateline.text)))
    return found


def _spans(statement: Statement) -> list[tuple[str, tuple[Span, ...]]]:
    """The marks that a statement makes in the text."""
    found = [
        ("content", statement.content),
        ("cue", statement.cue.spans),
        ("inserted", statement.inserted),
        ("speaker", statement.speaker.spans),
        *(("speaker", other.spans) for other in statement.co_speakers),
    ]
    if statement.venue is not None:
        found.append(("venue", statement.venue.spans))
    return found


def _order(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start, -mark.end, mark.role, mark.of or ""


def _longest_first(mark: Mark) -> tuple[int, int, str, str]:
    return mark.start - mark.end, mark.start, mark.role, mark.of or ""
