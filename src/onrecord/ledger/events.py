"""Events over many records, each with the report that tells it, the words, and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from onrecord.ledger.asked import code_asked
from onrecord.ledger.days import bounds_asked, period
from onrecord.ledger.origins import Voice, origin_of, voice_of
from onrecord.record import Event, Participant, Record


@dataclass(frozen=True, slots=True)
class Reported:
    """An event as one report tells it; `start` and `end` of the words are offsets into the report's text.

    `day` is that of the event, or that of the report where `day_basis` is "published".
    """

    report: str
    outlet: str | None
    published: str | None
    url: str | None
    event: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    status: str
    day: str | None
    day_basis: str | None
    place: str | None
    voice: Voice
    origin: str
    confidence: float
    words: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are asked for; None asks for all. Codes, an upper-case type, a status, the first and last day."""

    actor: str | None = None
    recipient: str | None = None
    type: str | None = None
    status: str | None = None
    since: date | None = None
    until: date | None = None

    def fits(self, told: Reported) -> bool:
        """Whether an event is one of those; one without any day fits no bounds of days."""
        named = (
            self.actor in (None, *told.actor)
            and self.recipient in (None, *told.recipient)
            and self.type in (None, told.type)
            and self.status in (None, told.status)
        )
        if not named or (self.since is None and self.until is None):
            return named
        days = period(told.day)
        return days is not None and (self.since or date.min) <= days[1] and days[0] <= (self.until or date.max)


def wanted(
    actor: str | None = None,
    recipient: str | None = None,
    type: str | None = None,
    status: str | None = None,
    *,
    since: str | date | None = None,
    until: str | date | None = None,
) -> Wanted:
    """Check what is asked for: names become codes. Raises QueryError for a name or a day that is none."""
    return Wanted(
        code_asked(actor) if actor else None,
        code_asked(recipient) if recipient else None,
        type.upper() if type else None,
        status,
        *bounds_asked(since, until),
    )


def events_of(records: Iterable[Record], asked: Wanted | None = None) -> Iterator[Reported]:
    """The events of all records that are asked for, as a stream in the order of the records."""
    asked = asked or Wanted()
    for record in records:
        for event in record.events:
            told = _reported(record, event)
            if asked.fits(told):
                yield told


def _reported(record: Record, event: Event) -> Reported:
    report = record.report
    basis = "event" if period(event.date) else "published" if report.published else None
    return Reported(
        report.id, report.outlet, report.published, report.url, event.id, event.type, event.mode, event.contexts,
        _codes(event.actor), _codes(event.recipient), event.status,
        event.date if basis == "event" else report.published, basis, event.place,
        voice_of(record, event.voice), origin_of(record, event.voice), event.confidence,
        tuple((span.start, span.end, span.text) for span in event.trigger),
    )  # fmt: skip


def _codes(sides: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.code for side in sides if side.code))
