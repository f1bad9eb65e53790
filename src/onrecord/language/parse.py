"""From layout to reading: the headline and each paragraph through the pipeline, in batches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from onrecord.language.asides import note_reasons, put_back, without_asides
from onrecord.language.headlines import sentence_case
from onrecord.language.pipeline import Pipeline, load
from onrecord.language.products import one_thread
from onrecord.language.reading import Reading, Segment
from onrecord.layout import Layout

#: Longest stretch handed to the parser at once, in code points; a longer paragraph is read in pieces.
LONGEST = 5_000
_BREAKS = re.compile(r"[\r\n\t\x0b\x0c\x85\u2028\u2029\u00a0\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PIECE_END = re.compile(r"(?<=[.!?])\s+(?=\S)|\s+")


def read_language(layout: Layout, pipeline: Pipeline | None = None) -> Reading:
    """Parse one laid-out report with the shipped pipeline, or with the one given."""
    return next(read_languages([layout], pipeline))


def read_languages(layouts: Iterable[Layout], pipeline: Pipeline | None = None) -> Iterator[Reading]:
    """Parse many laid-out reports, one by one and in order; each report's segments go through in one batch."""
    pipeline = pipeline or load()
    for layout in layouts:
        pieces = list(_pieces(layout))
        docs = _parse([_as_prose(layout, part, start, end) for part, start, end in pieces], pipeline)
        yield Reading(
            layout,
            tuple(
                Segment(part, number, start, end, doc)
                for number, ((part, start, end), doc) in enumerate(zip(pieces, docs, strict=True))
            ),
        )


def was_cut(reading: Reading) -> bool:
    """True when a paragraph was too long for the parser and was read in pieces."""
    return any(len(span.text) > LONGEST for span in reading.layout.paragraphs)


def _parse(texts: Sequence[str], pipeline: Pipeline) -> list[Doc]:
    with one_thread():
        docs = list(pipeline.nlp.pipe(texts, batch_size=256))
        for doc, text in zip(docs, texts, strict=True):
            note_reasons(doc, text)
        without = list(without_asides(docs))
        parsed = pipeline.nlp.pipe([inner for _, _, inner in without], batch_size=256)
        for (number, left, _), inner in zip(without, parsed, strict=True):
            docs[number] = put_back(docs[number], left, inner)
        return docs


def _as_prose(layout: Layout, part: str, start: int, end: int) -> str:
    """A piece for the parser: on one line, and a heading in title case as a sentence would be written."""
    text = _flattened(layout.text[start:end])
    if part == "body" or text.isupper():
        return text
    return sentence_case(text, " ".join(span.text for span in layout.paragraphs))


def _flattened(text: str) -> str:
    """The text with line breaks and control characters as single spaces, so that every offset stays as it is."""
    return _BREAKS.sub(" ", text)


def _pieces(layout: Layout) -> Iterator[tuple[str, int, int]]:
    """(part, start, end) of everything that is parsed, in text order."""
    parts = [("headline", layout.headline), ("subheadline", layout.subheadline)]
    for part, span in parts:
        if span is not None:
            yield part, span.start, span.end
    for span in layout.paragraphs:
        for start, end in _cut(layout.text, span.start, span.end):
            yield "body", start, end


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a paragraph that is too long for the parser, at a sentence's end or at least at white space."""
    while end - start > LONGEST:
        cut = start + LONGEST
        for found in _PIECE_END.finditer(text, start + LONGEST // 2, start + LONGEST):
            cut = found.end()
        yield start, cut
        start = cut
    if start < end:
        yield start, end
