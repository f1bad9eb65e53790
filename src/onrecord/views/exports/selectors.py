"""Statements as W3C Web Annotations, one JSON-LD object a line, which other tools can lay over the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.record import Record, Span, Speaker, Statement
from onrecord.record.jsontext import to_json
from onrecord.views.exports.evidence import address_in, address_of, words_of

#: The Web Annotation context, and a name of its own for what it does not know.
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"onrecord": "urn:onrecord:terms:"})
#: Characters before and after the words, by which they are found in a text that has changed.
_AROUND = 32


def lines(record: Record) -> Iterator[str]:
    """One annotation for each statement: its targets are the pieces of what was said, its body says who said it."""
    for said in record.statements:
        yield to_json(_annotation(record, said))


def _annotation(record: Record, said: Statement) -> dict[str, Any]:
    cue = said.cue
    return {
        "@context": list(CONTEXT),
        "id": address_in(record, said.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "value": _told(said), "format": "text/plain", "language": "en"},
        "target": _targets(record, said.content or cue.spans) or address_of(record.report),
        "onrecord:kind": said.kind,
        "onrecord:force": cue.force,
        "onrecord:modality": cue.modality,
        "onrecord:speaker": [_speaker(record, one) for one in (said.speaker, *said.co_speakers)],
        "onrecord:cue": _targets(record, cue.spans),
        "onrecord:saidOn": said.said_on,
        "onrecord:confidence": said.confidence,
        "onrecord:textSha256": record.report.sha256,
    }


def _speaker(record: Record, speaker: Speaker) -> dict[str, Any]:
    return {
        "onrecord:name": speaker.name,
        "onrecord:role": speaker.role,
        "onrecord:code": speaker.code,
        "onrecord:named": speaker.named,
        "onrecord:mention": _targets(record, speaker.spans),
    }


def _told(said: Statement) -> str:
    """Who says it and how, in words: "Ilka Sorrentz, Trade Minister: says (direct, assert)"."""
    who = " and ".join(filter(None, map(_called, (said.speaker, *said.co_speakers)))) or "an unknown speaker"
    manner = ", ".join(filter(None, (said.kind, said.cue.force, said.cue.modality)))
    return f"{who}: {words_of(said.cue.spans) or said.cue.lemma or 'no cue'} ({manner})"


def _called(speaker: Speaker) -> str:
    """Name and role; the words of the report where there is no name."""
    if speaker.name is None:
        return words_of(speaker.spans)
    return f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name


def _targets(record: Record, spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [
        {
            "source": address_of(record.report),
            "selector": [_quote(record.report.text, span), {
                "type": "TextPositionSelector", "start": span.start, "end": span.end,
            }],
        }
        for span in spans
    ]  # fmt: skip


def _quote(text: str, span: Span) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": span.text,
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
