"""Why each statement was read as it was: the rule or model behind every decision, one line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord import tables
from onrecord.language.nodes import Node
from onrecord.language.syntax import SUBJECTS
from onrecord.record import Actor, Statement
from onrecord.record.why import Why
from onrecord.statements.confidence import likelihood
from onrecord.statements.draft import Draft
from onrecord.statements.resolved import Resolved

_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT"})
_KINDS = {"speech": "saying", "mind": "thinking, wishing or feeling", "show": "showing", "act": "doing"}


def explain(resolved: Sequence[Resolved], statements: Sequence[Statement], actors: Sequence[Actor]) -> tuple[Why, ...]:
    """The lines of each statement, in the order of the statements."""
    by_draft = {id(each.draft): each.id for each in resolved}
    by_id = {actor.id: actor for actor in actors}
    return tuple(
        Why(statement.id, tuple(_lines(each, statement, by_draft, by_id)))
        for each, statement in zip(resolved, statements, strict=True)
    )


def _lines(
    each: Resolved, statement: Statement, ids: dict[int, str], actors: dict[str, Actor]
) -> Iterator[tuple[str, str]]:
    draft = each.draft
    yield "cue", _cue(draft, ids)
    if draft.decided:
        yield "decided", draft.decided()
    yield "content", _content(draft)
    yield "kind", _kind(statement)
    yield "source", _source(draft)
    yield "speaker", _speaker(each, ids, actors)
    if statement.speaker.unnamed_reason:
        yield "unnamed", " and ".join(_said(span.text) for span in statement.speaker.unnamed_reason)
    if each.place is not None:
        yield "venue", _venue(each)
    if each.said_on is not None:
        yield "said on", _day(each)
    if draft.within is not None:
        yield "within", f"its cue stands in the content of {ids.get(id(draft.within), 'another statement')}"
    yield "confidence", _confidence(each, statement)


def _said(words: str) -> str:
    return f"“{' '.join(words.split())}”"


def _words(tokens: Sequence[Node]) -> str:
    return _said(tokens[0].tree.text(tokens[0].i, tokens[-1].i + 1)) if tokens else ""


def _cue(draft: Draft, ids: dict[int, str]) -> str:
    if not draft.cue:
        before = ids.get(id(draft.follows)) if draft.follows is not None else None
        return f"none; the words go on from {before or 'the statement before'}"
    shown = " ".join(token.text for token in draft.cue)
    known = f"“{shown}”: {draft.lemma}, a word of {_KINDS.get(draft.kind_of_cue, draft.kind_of_cue)}"
    if not any(character.isalpha() for character in shown):
        known = f"“{shown}”: a mark that attributes"
    return f"{known}; force {draft.force}" + (f", {draft.modality}" if draft.modality else "")


def _content(draft: Draft) -> str:
    rules = tables.load_yaml("lexicon/reading_rules.yaml")
    stretches = f", in {len(draft.content)} stretches" if len(draft.content) > 1 else ""
    behind = f"what stands behind “{draft.rule.rpartition(' ')[2]}”"  # "accuse of": a frame with its preposition
    return f"{rules.get(draft.rule, behind)} (rule “{draft.rule}”{stretches})"


def _kind(statement: Statement) -> str:
    told = {
        "direct": "all of its words stand in quotation marks",
        "indirect": "none of its words stand in quotation marks",
        "mixed": "some of its words stand in quotation marks",
    }
    return f"{statement.kind}, since {told.get(statement.kind, 'the marks say so')}"


def _source(draft: Draft) -> str:
    if not draft.source:
        return "nobody is named beside the cue"
    words = _words(draft.source)
    if draft.referent:
        return f"{words}, which stands for {_words(draft.referent)}"
    head = next((token for token in draft.source if token.head not in draft.source), draft.source[0])
    if head.dep_ in SUBJECTS and head.head in draft.cue:
        return f"{words}, the subject of the cue"
    if head.dep_ in SUBJECTS and head.head.pos_ in ("VERB", "AUX"):
        return f"{words}, the subject of “{head.head.text}”, which the cue shares"
    if draft.cue and head.head in draft.cue:
        return f"{words}, which hangs on the cue as {head.dep_}"
    return f"{words}, by its place beside the cue"


def _speaker(each: Resolved, ids: dict[int, str], actors: dict[str, Actor]) -> str:
    draft, who = each.draft, each.identity
    if draft.follows is not None:
        return f"the speaker of {ids.get(id(draft.follows), 'the statement before')}, who goes on"
    if not draft.source:
        return "left open, since nobody is named"
    if who is None:
        return f"left open: {_words(draft.source)} could not be resolved"
    shown = who.name or who.organisation or who.role or who.kind
    if who.actor is None:
        return f"{shown}, described here alone"
    first = actors[who.actor].mentions[0].text if who.actor in actors and actors[who.actor].mentions else ""
    if len(draft.source) == 1 and draft.source[0].tag_ in _PRONOUNS:
        return f"{who.actor} ({shown}): the pronoun {_words(draft.source)} takes up {_said(first)}"
    if who.name is not None and who.name.split()[-1] in _words(draft.source):
        return f"{who.actor} ({shown}): named beside the cue"
    if first and first not in _words(draft.source):
        return f"{who.actor} ({shown}): {_words(draft.source)} is the one first called {_said(first)}"
    return f"{who.actor} ({shown}): described beside the cue"


def _venue(each: Resolved) -> str:
    place = each.place
    assert place is not None
    channels = ", ".join(channel.name for channel in place.channels)
    named = " through ".join(part for part in (place.kind or "", channels) if part)
    if each.place_from is not None:
        return f"{named}, carried on from {each.place_from.id}, by the same speaker"
    return f"{named}, by the words {_words(place.tokens)}" if place.tokens else f"{named}, named beside the cue"


def _day(each: Resolved) -> str:
    if isinstance(each.day_from, Resolved):
        return f"{each.said_on}, that of {each.day_from.id}, the nearest statement that has one"
    return f"{each.said_on}, {each.day_from or 'by the words beside the cue'}"


def _confidence(each: Resolved, statement: Statement) -> str:
    by = "model" if each.draft.decided else "rule"
    likely = likelihood(each.draft)
    if statement.confidence != likely:
        return f"{statement.confidence}: {likely} by the {by}, less since the speaker is open"
    return f"{statement.confidence}, by the {by}"
