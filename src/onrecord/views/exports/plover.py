"""Events as PLOVER's JSON Lines: the fields of its manual, and what it has no field for under "onrecord"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.ledger.series import quad_of, score_of
from onrecord.record import Event, Participant, Record
from onrecord.record.jsontext import to_json
from onrecord.views.exports.deeds import DONE, days_of, spans_of
from onrecord.views.exports.evidence import passage, words_of


def lines(record: Record) -> Iterator[str]:
    """One JSON object for each event; offsets are code points into the report's text."""
    for event in record.events:
        yield to_json(_event(record, event))


def _event(record: Record, event: Event) -> dict[str, Any]:
    report, days = record.report, days_of(event, record.report.published)
    around = passage(report.text, spans_of(event))
    return {
        "id": f"{report.id}:{event.id}",
        "has_event": True,
        "date": str(days[0]) if days else None,
        "enddate": str(days[1]) if days and days[1] != days[0] else None,
        "actor": [_entity(one) for one in event.actor],
        "recipient": [_entity(one) for one in event.recipient],
        "event": event.type,
        "event_loc": event.place,
        "event_text": words_of(event.trigger),
        "quad_code": quad_of(event.type),
        "event_scale": score_of(event.type, event.mode),
        "mode": event.mode,
        "context": list(event.contexts),
        "text": around.text if around else None,
        "text_info": {"start": around.start, "end": around.end} if around else None,
        "cite_info": {
            "corpus": report.outlet,
            "url": report.url,
            "title": report.headline.text if report.headline else None,
            "language": report.language,
            "publication": report.published,
        },
        "coder": f"onrecord {record.reader.version}",
        "comment": None if event.status in DONE else f"not told as done: {event.status}",
        "onrecord": _beyond(record, event),
    }


def _entity(one: Participant) -> dict[str, Any]:
    return {"code": one.code, "sector": one.sector, "entity_text": words_of(one.spans) or None}


def _beyond(record: Record, event: Event) -> dict[str, Any]:
    """How the event stands, who vouches for it and where its words are: PLOVER has no field for it."""
    voice = next((said.speaker for said in record.statements if said.id == event.voice), None)
    return {
        "report": record.report.id,
        "sha256": record.report.sha256,
        "status": event.status,
        "voice": event.voice,
        "speaker": voice.name if voice else None,
        "date_told": event.date,
        "confidence": event.confidence,
        "trigger": [[span.start, span.end] for span in event.trigger],
    }
