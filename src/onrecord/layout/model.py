"""What the layout of a report is made of; all offsets are code points into the report's text."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import Notice, Span


@dataclass(frozen=True, slots=True)
class DatelineParts:
    """A dateline as it stands: `MINSK, December 26. /TASS/.` up to and with its closing dash or full stop.

    `place` is the words that name the place ("N'DJAMENA", "BAGHDAD, Iraq" gives "BAGHDAD" with `region` "Iraq").
    `month`, `day`, `year` are numbers where the dateline gives them; `date` the characters that do.
    """

    span: Span
    place: str | None
    region: str | None
    agency: str | None
    date: Span | None
    year: int | None
    month: int | None
    day: int | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One pair of quotation marks, or a paragraph's part of a quotation that goes on in the next paragraph.

    `start:end` holds the marks, `inner_start:inner_end` what stands between them. `closed` is false when the paragraph
    ends without a closing mark (the quotation goes on into the next, or the mark is missing); `continues` is true when
    the paragraph's opening mark takes up a quotation that the paragraph before left open. `depth` is 0 for outer
    quotations, 1 for a quotation inside one. `use` is speech, scare (words set off by doubt), nickname or title.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool
    continues: bool
    use: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of one report. Paragraphs are body text alone: no headline, byline, dateline or furniture."""

    text: str
    headline: Span | None
    subheadline: Span | None
    byline: Span | None
    dateline: DatelineParts | None
    header_date: Span | None
    paragraphs: tuple[Span, ...]
    furniture: tuple[Span, ...]
    quotations: tuple[Quotation, ...]
    insertions: tuple[Span, ...]
    outlet: str | None
    notices: tuple[Notice, ...]
