"""What is known of a report while its ties are read: who vouches for a place, which event lies there, since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.actors import Cast
from onrecord.language import Reading, Segment
from onrecord.record import Event, Participant, Statement, Tie, TimeExpression
from onrecord.ties.parties import SORTS, Parties, in_spans, said_in
from onrecord.ties.rules import rules

OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Draft:
    """A tie with the place of its evidence, before it gets its number."""

    tie: Tie
    segment: Segment
    thing: Token
    change: Token
    willing: bool = False  # only a readiness ("is open for dialogue"), which a told state outdoes


class Report:
    """What is known of the report while its ties are read."""

    def __init__(
        self, reading: Reading, cast: Cast, statements: Sequence[Statement], events: Sequence[Event],
        dates: Sequence[TimeExpression],
    ) -> None:  # fmt: skip
        self.reading, self.statements, self.events, self.dates = reading, statements, events, dates
        self.rules = rules()
        self.parties = Parties(cast, self.rules.lists)
        self._sides: dict[str, tuple[str, ...]] = {}
        self._latest: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def remember(self, kind: str, by: tuple[str, ...], between: tuple[str, ...]) -> None:
        """Keep between whom a thing was last told, and who did something last to whom."""
        self._sides[kind] = between
        if by:
            self._latest = by, between

    def told_of(self, kind: str) -> tuple[str, ...]:
        """The sides of the thing of a kind that was told last, which "the talks" takes up; () where none was."""
        return self._sides.get(kind, ())

    def answered(self, known: tuple[str, ...]) -> tuple[str, ...]:
        """For one that acts: who did something to it last, else whom the others acted against; () where nobody did."""
        by, between = self._latest
        others = tuple(code for code in between if code not in by)
        if len(known) != 1 or len(others) != 1:
            return ()
        return by if known[0] in others else others

    def voice(self, offset: int, event: Event | None) -> tuple[str, Statement | None]:
        """Who vouches for a place of the text: the id of a statement or "outlet", and the statement that holds it."""
        inner = next(said_in(self.statements, offset), None)
        if event is not None and event.voice != OUTLET:
            told = next((statement for statement in self.statements if statement.id == event.voice), None)
            return event.voice, told
        return (inner.id, inner) if inner is not None and event is None else (OUTLET, inner)

    def event_at(self, segment: Segment, first: Token, last: Token) -> Event | None:
        """The event whose trigger lies in a stretch; the one with most of its actors told, if there are several."""
        start, end = segment.offset(first), segment.offset_after(last)
        found = [event for event in self.events if in_spans(event.trigger, start, end)]
        return max(found, key=lambda event: bool(codes(event.actor)) + bool(codes(event.recipient)), default=None)

    def since(self, segment: Segment, change: Token, thing: Token) -> str | None:
        """The value of a date in the clause of a change: the one that hangs on it, or the next one behind it."""
        sentence = change.sent
        start, end = segment.offset(sentence[0]), segment.offset_after(sentence[-1])
        inside = [date for date in self.dates if start <= date.start < end and date.type == "DATE" and date.value]
        low = segment.offset(change)
        hanging: list[tuple[Token, str]] = []
        for date in sorted(inside, key=lambda date: abs(date.start - low)):
            if date.value is None or date.value.endswith("_REF"):
                continue
            tokens = segment.doc.char_span(
                date.start - segment.start, date.end - segment.start, alignment_mode="expand"
            )
            if tokens is None or _parted(change, tokens.start):
                continue
            if not tokens.start < thing.i <= tokens.root.head.i:  # "a 1998 agreement" is no agreement since 1998
                holder = tokens.root.head
                hanging.append((holder.head if holder.pos_ == "PROPN" else holder, date.value))
        for holder in (change, thing, change.head):
            value = next((value for head, value in hanging if head == holder), None)
            if value is not None:
                return value
        return None


def _parted(change: Token, index: int) -> bool:
    """Whether another verb stands between a change and a date behind it."""
    between = change.doc[change.i + 1 : index]
    return any(
        token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VBN") and token.dep_ != "amod"
        for token in between
    )


def codes(sides: Iterable[Participant]) -> tuple[str, ...]:
    """The codes of the actors or recipients of an event, each once."""
    return tuple(dict.fromkeys(side.code for side in sides if side.code and side.code not in SORTS))
