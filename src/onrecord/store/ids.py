"""Ids made from content: the same words at the same place have the same id, whoever reads them and how often.

The number of a statement in its record (s3) changes when an upgrade reads one statement more; these ids do not, so that
notes and corrections find what they are about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from onrecord.record import Event, Record, Span, Speaker, Statement, Tie

_SIZE = 6


def digest(*parts: object) -> str:
    """Twelve hexadecimal digits for some parts, in order."""
    data = "\x1f".join("" if part is None else str(part) for part in parts)
    return blake2b(data.encode("utf-8", "surrogatepass"), digest_size=_SIZE).hexdigest()


def speaker_id(name: str, code: str | None) -> str:
    """The id of whoever speaks under a name for a state or organisation.

    >>> speaker_id("Dmitry Ryabikhin", "BLR") == speaker_id("Dmitry Ryabikhin", None)
    False
    """
    return digest(name, code)


def name_of(speaker: Speaker) -> str | None:
    """Under which name somebody speaks: of the person, or of the institution; None for speakers without a name."""
    return speaker.name or (speaker.organisation if speaker.named else None)


def item_ids(record: Record) -> dict[str, str]:
    """The id made from content for each statement, event and tie, by its number in the record ("s1")."""
    numbers: dict[str, str] = {}
    seen: Counter[str] = Counter()
    named = [
        *((statement.id, "s", _of_statement(statement)) for statement in record.statements),
        *((event.id, "e", _of_event(event)) for event in record.events),
        *((tie.id, "t", _of_tie(tie)) for tie in record.ties),
    ]
    for number, letter, made in named:
        base = f"{record.report.id}-{letter}{made}"
        seen[base] += 1
        numbers[number] = base if seen[base] == 1 else f"{base}-{seen[base]}"
    return numbers


def _of_statement(statement: Statement) -> str:
    return digest(*_places(statement.cue.spans), "/", *_places(statement.content))


def _of_event(event: Event) -> str:
    parties = [party.code for side in (event.actor, event.recipient) for party in side]
    return digest(event.type, *_places(event.trigger), "/", len(event.actor), *parties)


def _of_tie(tie: Tie) -> str:
    return digest(tie.kind, tie.state, *tie.between, "/", *_places(tie.evidence))


def _places(spans: Iterable[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]
