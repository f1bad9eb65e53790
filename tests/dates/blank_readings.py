"""Readings made of one body paragraph, with the shipped pipeline's parse or with none."""

from __future__ import annotations

from functools import cache

import spacy

from onrecord.language.pipeline import load
from onrecord.language.reading import Reading, Segment
from onrecord.layout import DatelineParts, Layout
from onrecord.record import Span


@cache
def _blank() -> spacy.language.Language:
    return spacy.blank("en")


def layout_of(paragraphs: list[str], dateline: DatelineParts | None = None, header: str | None = None) -> Layout:
    """A layout whose body is these paragraphs, below a header line where there is one."""
    lines = [*([header] if header else []), *paragraphs]
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span.of(text, at, at + len(line)))
        at += len(line) + 1
    return Layout(
        text, None, None, None, dateline, spans.pop(0) if header else None, tuple(spans), (), (), (), None, ()
    )


def reading_of(text: str, *, parsed: bool = False) -> Reading:
    """The reading of one paragraph."""
    nlp = load().nlp if parsed else _blank()
    layout = layout_of([text])
    return Reading(layout, (Segment("body", 0, 0, len(text), nlp(text)),))
