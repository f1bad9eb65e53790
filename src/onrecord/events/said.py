"""Requests that a statement makes without a verb of asking: "said that China must drop its barriers"."""

from __future__ import annotations

from onrecord.events.context import Voices
from onrecord.events.finding import Match
from onrecord.events.grammar import own_subject
from onrecord.events.parties import Parties
from onrecord.events.telling import mode_of
from onrecord.language import Reading, Segment
from onrecord.language.nodes import Tree
from onrecord.record import Event, Participant, merged
from onrecord.statements.columns import columns

_MUST = frozenset({"must", "shall"})
_CONFIDENCE = 0.8


def said_events(
    segment: Segment, tree: Tree, matches: dict[int, Match], voices: Voices, parties: Parties, reading: Reading
) -> tuple[list[Event], set[int]]:
    """Requests by "must" towards somebody else than the speaker, and the triggers in what is asked for."""
    events: list[Event] = []
    asked: set[int] = set()
    words = columns(segment.doc).lower
    if _MUST.isdisjoint(words):
        return events, asked
    for index, word in enumerate(words):
        if word not in _MUST:
            continue
        token = tree[index]
        if token.pos_ != "AUX" or token.head is token:
            continue
        verb = token.head
        statement = voices.at(segment.offset(token))
        who = own_subject(verb)
        if statement is None or who is None or not statement.speaker.spans:
            continue
        speaker = statement.speaker
        asked_of = [party for party in parties.of(segment, who) if party.code and party.code != speaker.code]
        if not asked_of or not (speaker.code or speaker.sector):
            continue
        asked.update(each.i for each in verb.subtree)
        spans = merged(reading.text, (reading.span(segment, [word]) for word in (token, verb)))
        event = Event(
            "e0", "REQUEST", mode_of("REQUEST", matches.get(verb.i)), (),
            (Participant(speaker.spans[:1], speaker.code, speaker.sector),),
            tuple(party.participant() for party in asked_of), spans, None, None, "actual",
            statement.id, _CONFIDENCE,
        )  # fmt: skip
        events.append(event)
    return events, asked
