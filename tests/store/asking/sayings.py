"""Small records for questions: statements out of a few words, names and days."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests import record_making

from onrecord.record import Addressee, Cue, Event, Record, Span, Speaker, Statement, Tie, Venue


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
    made = record_making.report(text, *ties, day=published, outlet=outlet, statements=tuple(statements), events=events)
    return replace(made, report=replace(made.report, url=f"https://gazette.example/{len(text)}"))


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
