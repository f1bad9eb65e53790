"""Every evidence span of a record as a row: of what, which field of it, and the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.record import Record, Span, Statement

Fields = Iterator[tuple[str, str, tuple[Span, ...]]]


def span_rows(record: Record) -> list[tuple[Any, ...]]:
    """(report, item, field, number, start, stop, text) for each span of statements, events, ties and actors."""
    report = record.report.id
    return [
        (report, item, field, number, span.start, span.end, span.text)
        for item, field, spans in _fields(record)
        for number, span in enumerate(spans, start=1)
    ]


def _fields(record: Record) -> Fields:
    for statement in record.statements:
        yield from _of_statement(statement)
    for event in record.events:
        yield event.id, "trigger", event.trigger
        for side, parties in (("actor", event.actor), ("recipient", event.recipient)):
            for number, party in enumerate(parties, start=1):
                yield event.id, f"{side}.{number}", party.spans
    for tie in record.ties:
        yield tie.id, "evidence", tie.evidence
    for actor in record.actors:
        yield actor.id, "mention", actor.mentions
        yield actor.id, "role", actor.roles


def _of_statement(statement: Statement) -> Fields:
    item = statement.id
    yield item, "cue", statement.cue.spans
    yield item, "speaker", statement.speaker.spans
    yield item, "unnamed_reason", statement.speaker.unnamed_reason
    for number, speaker in enumerate(statement.co_speakers, start=1):
        yield item, f"co_speaker.{number}", speaker.spans
    yield item, "content", statement.content
    yield item, "quoted", statement.quoted
    yield item, "inserted", statement.inserted
    if statement.venue is not None:
        yield item, "venue", statement.venue.spans
    for number, hop in enumerate(statement.chain, start=1):
        yield item, f"chain.{number}", hop.spans
    if statement.addressee is not None:
        yield item, "addressee", statement.addressee.spans
