"""Hand-made records: reports whose statements, events and ties are given, and stand in their text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.record import (
    SCHEMA,
    Actor,
    Cue,
    Dateline,
    Event,
    Hop,
    Participant,
    Reader,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Tie,
)
from onrecord.record.jsontext import to_json
from onrecord.record.verify import digest


def report(
    text: str,
    *ties: Tie,
    day: str | None,
    outlet: str | None = "Aegis",
    agency: str | None = None,
    statements: tuple[Statement, ...] = (),
    events: tuple[Event, ...] = (),
    actors: tuple[Actor, ...] = (),
) -> Record:
    """A record of `text`, published on `day` by `outlet`, perhaps with another agency in its dateline."""
    dateline = Dateline(0, 1, text[:1], None, None, None, agency) if agency else None
    basis = "given" if day else None
    head = Report(digest(text)[:16], digest(text), None, outlet, "en", text, None, None, None, dateline, day, basis)
    reader = Reader("0.1.0", "m", None, "2026-01-01")
    return Record(SCHEMA, reader, head, statements=statements, events=events, ties=ties, actors=actors)


def tie(
    text: str, sides: str, kind: str, state: str, *, by: str = "", since: str | None = None, voice: str = "outlet"
) -> Tie:
    """A tie whose evidence is the whole of `text`; sides and doers are codes parted by blanks."""
    return Tie("t1", tuple(sides.split()), kind, state, tuple(by.split()), since, voice, (Span(0, len(text), text),))


def told(
    text: str, sides: str, kind: str, state: str, *, day: str | None, by: str = "", since: str | None = None,
    outlet: str | None = "Aegis", agency: str | None = None,
) -> Record:  # fmt: skip
    """A report that tells one tie in its outlet's voice."""
    return report(text, tie(text, sides, kind, state, by=by, since=since), day=day, outlet=outlet, agency=agency)


def statement(text: str, name: str, role: str, code: str, *channels: tuple[str, str]) -> Statement:
    """A statement of the whole text by a speaker, brought by channels (name, kind), oldest first."""
    span = Span(0, len(text), text)
    chain = (Hop(name, "speaker", ()), *(Hop(channel, kind, ()) for channel, kind in channels))
    speaker = Speaker((), None, name, role, None, code)
    return Statement("s1", "indirect", "body", Cue((), "say", "assert"), speaker, (span,), chain=chain)


def event(
    text: str, kind: str, actor: str, recipient: str, status: str = "actual", day: str | None = None,
    mode: str | None = None, *, number: int = 1, voice: str = "outlet", contexts: tuple[str, ...] = (),
) -> Event:  # fmt: skip
    """An event whose trigger is the whole text; actors and recipients are codes parted by blanks."""
    return Event(
        f"e{number}", kind, mode, contexts, tuple(Participant((), code, None) for code in actor.split()),
        tuple(Participant((), code, None) for code in recipient.split()), (Span(0, len(text), text),), day, None,
        status, voice,
    )  # fmt: skip


def span_of(text: str, words: str) -> Span:
    """Where words stand first in a text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def written(path: Path, records: Iterable[Record]) -> str:
    """Write records as JSON Lines; the file's name, as a command takes it."""
    path.write_text("".join(to_json(record.to_dict()) + "\n" for record in records), encoding="utf-8")
    return str(path)
