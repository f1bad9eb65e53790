"""Random records over any text: the shapes of the contract with spans that truly lie in their report."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from onrecord.record import (
    SCHEMA,
    Actor,
    Addressee,
    Cue,
    Hop,
    Notice,
    Reader,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    TimeExpression,
    Venue,
)
from onrecord.record.verify import digest
from onrecord.record.vocabulary import FORCES, HOPS, KINDS, MODALITIES, NOTICES, PARTS, TIMEX_TYPES, VENUES

#: Lone surrogates, controls and unassigned characters among them.
ANY_CHARACTER = st.characters()
_TEXT = st.text(max_size=8)
_NAMES = st.none() | _TEXT


@st.composite
def _spans(draw: DrawFn, text: str, least: int = 0) -> tuple[Span, ...]:
    """Spans in text order that do not overlap."""
    borders = draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted))
    spans = [Span.of(text, start, end) for start, end in zip(borders[::2], borders[1::2], strict=False)]
    return tuple(spans[draw(st.integers(0, len(spans) - least)) :] or spans[-1:]) if least else tuple(spans)


@st.composite
def _statements(draw: DrawFn, text: str, number: int) -> Statement:
    def speaker() -> Speaker:
        return Speaker(draw(_spans(text)), draw(st.sampled_from([None, "a1"])), draw(_NAMES), named=draw(st.booleans()))

    return Statement(
        id=f"s{number}",
        kind=draw(st.sampled_from(KINDS)),
        part=draw(st.sampled_from(PARTS)),
        cue=Cue(
            draw(_spans(text)), draw(_NAMES), draw(st.sampled_from(FORCES)), draw(st.sampled_from([None, *MODALITIES]))
        ),
        speaker=speaker(),
        content=draw(_spans(text, least=1)),
        co_speakers=(speaker(),) if draw(st.booleans()) else (),
        quoted=draw(_spans(text)),
        venue=draw(st.none() | st.builds(Venue, _spans(text), st.sampled_from(VENUES), _NAMES)),
        chain=tuple(draw(st.lists(st.builds(Hop, _NAMES, st.sampled_from(HOPS), _spans(text)), max_size=2))),
        addressee=draw(st.none() | st.builds(Addressee, _spans(text), _NAMES, _NAMES)),
        said_on=draw(st.none() | st.dates().map(str)),
        about=tuple(draw(st.lists(st.text(max_size=3), max_size=2))),
        within=f"s{number - 1}" if number > 1 and draw(st.booleans()) else None,
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def records(draw: DrawFn, alphabet: Any = ANY_CHARACTER) -> Record:
    """A record that holds the contract, over a text of at least two characters of any kind."""
    text = draw(st.text(alphabet, min_size=2, max_size=40))
    span = draw(_spans(text))
    return Record(
        schema=SCHEMA,
        reader=Reader("0.1.0", draw(st.text(max_size=5)), None, draw(st.dates().map(str))),
        report=Report(
            id="r1", sha256=digest(text), url=draw(_NAMES), outlet=draw(_NAMES), language="en", text=text,
            headline=span[0] if span and draw(st.booleans()) else None, subheadline=None, byline=None, dateline=None,
            published=draw(st.none() | st.dates().map(str)), published_basis=None, furniture=draw(_spans(text)),
        ),
        statements=tuple(draw(_statements(text, number)) for number in range(1, draw(st.integers(0, 3)) + 1)),
        actors=(
            Actor("a1", "person", draw(_NAMES), None, None, draw(_spans(text)), draw(_spans(text)), "a2"),
            Actor("a2", "state", "Velmora", "VLM", None, draw(_spans(text)), code_basis="name", confidence=0.5),
        ),
        dates=tuple(
            TimeExpression(each.start, each.end, each.text, draw(st.sampled_from(TIMEX_TYPES)), draw(_NAMES))
            for each in draw(_spans(text))
        ),
        own_voice=draw(_spans(text)),
        notices=tuple(draw(st.lists(st.builds(Notice, st.sampled_from(list(NOTICES)), _TEXT), max_size=2))),
    )  # fmt: skip
