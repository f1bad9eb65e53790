"""What the exports of events share: which events may be handed on as done, and the days that they cover."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.ledger.days import period
from onrecord.record import Event, Record, Span

#: How an event stands that a table without a column for it may hold.
DONE = ("actual", "ongoing")


def done_only(record: Record) -> Record:
    """The record without the events that are planned, offered, requested, possible, denied or negated."""
    return replace(record, events=tuple(event for event in record.events if event.status in DONE))


def days_of(event: Event, published: str | None) -> tuple[date, date] | None:
    """The first and the last day of an event, or those of the report where the event has none of its own.

    None where nobody tells a day, and where the event's own ("once", "one day") is none of the calendar.
    """
    return period(published if event.date in (None, "PRESENT_REF") else event.date)


def spans_of(event: Event) -> list[Span]:
    """All words that an event was read from, in the order of the text."""
    named = [span for one in (*event.actor, *event.recipient) for span in one.spans]
    return sorted({*event.trigger, *named})
