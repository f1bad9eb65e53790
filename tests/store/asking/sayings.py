"""Small records for questions: statements, events and ties out of a few words, names and days."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record import (
    SCHEMA,
    Addressee,
    Cue,
    Event,
    Participant,
    Reader,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Tie,
    Venue,
)
from onrecord.record.verify import digest


@dataclass(frozen=True)
class Saying:
    """What a statement is made of."""

    words: str
    name: str | None = None
    code: str | None = None
    joint: tuple[tuple[str | None, str | None], ...] = ()
    kind: str = "indirect"
    force: str = "assert"
    said_on: str | None = None
    to: tuple[str | None, str | None] | None = None
    about: tuple[str, ...] = ()
    venue: str | None = None


def report(
    *sayings: Saying,
    title: str = "Report",
    outlet: str | None = "Gazette",
    published: str | None = "2024-03-01",
    events: tuple[Event, ...] = (),
    ties: tuple[Tie, ...] = (),
) -> Record:
    """A record whose text is a title and, line by line, what was said."""
    text = f"{title}\n"
    statements = []
    for number, saying in enumerate(sayings, start=1):
        start = len(text)
        text += f"{saying.words}\n"
        statements.append(_statement(number, saying, Span(start, start + len(saying.words), saying.words)))
    head = Report(
        digest(text)[:16], digest(text), f"https://gazette.example/{len(text)}", outlet, "en", text, None, None, None,
        None, published, "given" if published else None,
    )  # fmt: skip
    return Record(SCHEMA, Reader("0.1.0", "m", None, "2026-01-01"), head, tuple(statements), events, ties)


def _statement(number: int, saying: Saying, content: Span) -> Statement:
    first, *others = [_speaker(name, code) for name, code in ((saying.name, saying.code), *saying.joint)]
    return Statement(
        f"s{number}", saying.kind, "body", Cue((content,), "say", saying.force), first, (content,),
        co_speakers=tuple(others), said_on=saying.said_on, about=saying.about,
        addressee=Addressee((), *saying.to) if saying.to else None,
        venue=Venue((), saying.venue) if saying.venue else None,
    )  # fmt: skip


def _speaker(name: str | None, code: str | None) -> Speaker:
    return Speaker((), None, name, None if name else "official", None, code, "GOV" if code else None, name is not None)


def event(number: int, kind: str, actor: str, recipient: str, status: str = "actual", day: str | None = None,
          voice: str = "outlet", contexts: tuple[str, ...] = ()) -> Event:  # fmt: skip
    """An event that rests on the first six characters of its report; codes are parted by blanks."""
    return Event(
        f"e{number}", kind, None, contexts, tuple(Participant((), code, None) for code in actor.split()),
        tuple(Participant((), code, None) for code in recipient.split()), (Span(0, 6, "Report"),), day, None, status,
        voice,
    )  # fmt: skip


def tie(number: int, between: str, kind: str, state: str, by: str = "", voice: str = "outlet") -> Tie:
    """A tie that rests on the first six characters of its report."""
    return Tie(
        f"t{number}", tuple(between.split()), kind, state, tuple(by.split()), None, voice, (Span(0, 6, "Report"),)
    )
