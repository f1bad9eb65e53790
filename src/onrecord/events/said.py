"""Requests that a statement makes without a verb of asking: "said that China must drop its barriers"."""

from __future__ import annotations

from onrecord.events.context import Voices
from onrecord.events.finding import Match
from onrecord.events.grammar import own_subject
from onrecord.events.parties import Parties, Party
from onrecord.events.telling import mode_of
from onrecord.language import Reading, Segment
from onrecord.language.columns import among
from onrecord.language.nodes import Node, Tree, children, first_object, is_passive
from onrecord.record import Event, Participant, merged
from onrecord.statements.columns import Columns, columns

_MUST = frozenset({"must", "shall", "should"})
_STRONG = frozenset({"must", "shall"})
#: Verbs that say the same with "to".
_TO = frozenset({"have", "need", "ought"})
_CONFIDENCE = 0.8


def said_events(
    segment: Segment, tree: Tree, matches: dict[int, Match], voices: Voices, parties: Parties, reading: Reading
) -> tuple[list[Event], set[int]]:
    """Requests by "must" and its like towards somebody else than the speaker, and the triggers in what is asked for."""
    events: list[Event] = []
    asked: set[int] = set()
    for index in _duties(columns(segment.doc), tree):
        token = tree[index]
        duty, verb = token.lower_, _asked(token)
        if verb is None:
            continue
        statement = voices.at(segment.offset(token))
        who = own_subject(verb) or own_subject(token)
        if statement is None or who is None or who.i > token.i or not statement.speaker.spans:
            continue
        speaker = statement.speaker
        if not (speaker.code or (speaker.sector and duty in _STRONG)):
            continue
        found = parties.of(segment, who)
        if duty not in _STRONG and not _among_states(speaker.code, found):
            continue
        asked_of = [party for party in found if party.code and party.code != speaker.code]
        if not asked_of:
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


def _duties(table: Columns, tree: Tree) -> list[int]:
    """Where it says "must", "should", or "have", "need" and "ought" with something that hangs on it."""
    below = tree.words.below
    found = among(table.lower, _MUST)
    more = [index for index in among(table.lemma, _TO) if below[index]]
    return sorted({*found, *more}) if more else found


def _among_states(speaker: str | None, asked: tuple[Party, ...]) -> bool:
    """Whether a state says it of others, not of its own people or of everybody."""
    others = bool(asked) and all(party.code not in (None, speaker) for party in asked)
    return speaker is not None and others and all(party.sector in (None, "GOV", "IGO") for party in asked)


def _asked(token: Node) -> Node | None:
    """The verb that "must", "should" or "has to" makes a duty; "should" of a passive asks nothing of its subject."""
    if token.lower_ in _MUST:
        if token.pos_ != "AUX" or token.head is token:
            return None
        verb = token.head
        return None if token.lower_ == "should" and (is_passive(verb) or verb.pos_ != "VERB") else verb
    inner = next((one for one in children(token, "xcomp") if one.tag_ == "VB" and one.pos_ == "VERB"), None)
    marked = inner is not None and any(child.lower_ == "to" for child in inner.children)
    return inner if marked and first_object(token) is None else None
