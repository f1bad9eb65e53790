"""Every time expression of a report, in text order, with its TIMEX3 type and value."""

from __future__ import annotations

from datetime import date
from functools import partial

from onrecord.dates import lengths, points, ranges, relative
from onrecord.dates.context import Context
from onrecord.dates.direction import direction_at
from onrecord.dates.grammar import Found, search
from onrecord.dates.lexer import time_words
from onrecord.dates.points import Meaning, Resolver
from onrecord.dates.publication import Publication
from onrecord.language.reading import Reading, Segment
from onrecord.record import TimeExpression

#: A dateline at most so many days before publication is the day that the report's words are counted from.
DATELINE_DAYS = 3
RESOLVERS: dict[str, Resolver] = {
    "iso": points.iso,
    "slash": points.slash,
    "clock_day": points.time_of_day,
    "part_day": points.time_of_day,
    "day_part": points.time_of_day,
    "part_alone": points.time_of_day,
    "tonight": points.tonight,
    "overnight": points.tonight,
    "clock_at": points.time_of_day,
    "clock_alone": points.time_of_day,
    "each_weekday": lengths.repeated,
    "weekdays": lengths.weekdays,
    "each_unit": lengths.repeated,
    "frequency": lengths.frequency,
    "day_month": points.month_and_day,
    "month_day": points.month_and_day,
    "range_end": ranges.range_end,
    "range_begin": ranges.range_begin,
    "month_year": points.month_and_year,
    "month_of_year": points.month_and_year,
    "holiday": points.named_holiday,
    "year_quarter": relative.nth_quarter,
    "year_period": relative.account_period,
    "quarter_year": relative.nth_quarter,
    "nth_quarter": relative.nth_quarter,
    "quarter_number": relative.nth_quarter,
    "fiscal_year": relative.fiscal_year,
    "counted": relative.counted,
    "counted_after": relative.counted_after,
    "day_beyond": relative.day_beyond,
    "spell": lengths.spell,
    "year_ago": relative.year_ago,
    "span_of": lengths.measured_span,
    "span_vague": lengths.vague_span,
    "unit_same": relative.unit_deictic,
    "unit_the": relative.unit_with_article,
    "unit_bare": relative.the_unit,
    "year_end": relative.year_end,
    "weekend": relative.weekend,
    "that_unit": relative.that_unit,
    "duration_old": lengths.age,
    "duration_range": lengths.duration_range,
    "duration": lengths.duration,
    "duration_the": lengths.measured_span,
    "season": points.season,
    "month": points.month,
    "weekday_of_week": relative.weekday_of_week,
    "weekday": points.weekday,
    "dayword": points.dayword,
    "decade": points.decade,
    "century": points.century,
    "year": points.year,
    "nth_day": points.nth_day,
    "reference": lengths.reference,
    "the_future": lengths.article_reference,
    "recent": lengths.recent,
    "units_vague": lengths.bare_units,
}


def read_dates(reading: Reading, publication: Publication) -> tuple[TimeExpression, ...]:
    """Read the time expressions of headline, body, dateline and header, sorted by their start.

    Values are counted from `publication.date`, or the day of its dateline just before; without both, what can only be
    counted ("on Monday") has value None.
    """
    text = reading.text
    context = Context(_counted_from(publication))
    found = list(_dateline_and_header(reading, publication))
    for segment in reading.segments:
        found.extend(read_segment(segment, text, context))
    seen: set[tuple[int, int]] = set()
    out = []
    for expression in sorted(found, key=lambda each: (each.start, -each.end)):
        if (expression.start, expression.end) not in seen:
            seen.add((expression.start, expression.end))
            out.append(expression)
    return tuple(out)


def _counted_from(publication: Publication) -> date | None:
    """The day of writing: the dateline's, when it lies just before publication, else that of publication."""
    written, published = publication.dateline_date, publication.date
    if written is None or published is None:
        return written or published
    return written if 0 <= (published - written).days <= DATELINE_DAYS else published


def read_segment(segment: Segment, text: str, context: Context) -> list[TimeExpression]:
    """The time expressions of one segment, in text order; `context` is carried on from segment to segment."""
    piece = text[segment.start : segment.end]
    words = time_words(piece)
    context.words = words
    context.direction = partial(_direction, segment)
    context.tag = partial(_tag, segment)
    out = []
    for found in search(words):
        meaning = RESOLVERS[found.rule](found, context)
        if meaning is None:
            continue
        if meaning.period is not None:
            context.note(meaning.period)
        out.append(_expression(text, segment.start + found.start, segment.start + found.end, meaning))
    return out


def _direction(segment: Segment, found: Found) -> int:
    return direction_at(segment.doc, found.start, found.end, segment.part)


def _tag(segment: Segment, found: Found) -> str:
    """Universal part of speech of the token that the expression ends in."""
    tokens = segment.doc.char_span(found.words[-1].start, found.words[-1].end, alignment_mode="expand")
    return str(tokens[-1].pos_) if tokens is not None and len(tokens) else ""


def _expression(text: str, start: int, end: int, meaning: Meaning) -> TimeExpression:
    return TimeExpression(start, end, text[start:end], meaning.type, meaning.value)


def _dateline_and_header(reading: Reading, publication: Publication) -> list[TimeExpression]:
    """The day in the dateline and the date line above the text, which are no part of any segment."""
    layout = reading.layout
    out = []
    if layout.dateline is not None and layout.dateline.date is not None:
        span = layout.dateline.date
        value = publication.dateline_date.isoformat() if publication.dateline_date else None
        out.append(TimeExpression(span.start, span.end, span.text, "DATE", value))
    if layout.header_date is not None:
        span = layout.header_date
        value = publication.header_date.isoformat() if publication.header_date else None
        out.append(TimeExpression(span.start, span.end, span.text, "DATE", value))
    return out
