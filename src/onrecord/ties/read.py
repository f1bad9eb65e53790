"""The ties of a report, out of its events and of what it says of lasting relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.actors import Cast
from onrecord.language import Reading, Segment
from onrecord.record import Event, Statement, Tie, TimeExpression
from onrecord.ties.changes import left, of_finding, taken_up_again
from onrecord.ties.direct import Told, told_directly
from onrecord.ties.finding import Seen, findings
from onrecord.ties.merging import joined
from onrecord.ties.parties import in_spans
from onrecord.ties.report import Draft, Report, codes
from onrecord.ties.rules import Left
from onrecord.ties.standing import standing


def read_ties(
    reading: Reading,
    cast: Cast,
    statements: Sequence[Statement],
    events: Sequence[Event],
    dates: Sequence[TimeExpression] = (),
) -> tuple[Tie, ...]:
    """The lasting relations that the report tells, in text order, each with the words that tell it.

    Events give the sides, the status and the voice of what lies on their triggers; where no event does, the sides are
    read from the words around. A tie has at least two sides; what the report leaves open makes none.
    """
    report = Report(reading, cast, statements, events, dates)
    drafts: list[Draft] = []
    for segment in reading.segments:
        for seen in findings(segment, report.rules):
            found = next(filter(None, (of_finding(report, change) for change in seen.changes)), [])
            drafts += found
            if not found:
                _note_sides(report, segment, seen)
        for told in told_directly(segment, report.parties, report.rules):
            drafts += _of_told(report, told)
    drafts += taken_up_again(report, drafts)
    drafts += _of_events(report, drafts)
    return joined(reading.text, drafts)


def _note_sides(report: Report, segment: Segment, seen: Seen) -> None:
    """Keep between whom a thing is that is only mentioned, for when the report takes it up ("the talks")."""
    behind = segment.doc[seen.thing.i + 1].lower_ if seen.thing.i + 1 < len(segment.doc) else ""
    if behind not in ("between", "with"):
        return
    sides = [each.code for each in report.parties.counterparts(segment, seen.thing, seen.thing, there=False)]
    if len(sides) == 2:
        for kind in seen.kinds:
            report.remember(kind, (), tuple(sides))


def _of_told(report: Report, told: Told) -> list[Draft]:
    segment, change = told.segment, told.change
    status, governor = standing(change, report.rules)
    if told.state == "applied" and governor is not None:
        status = "actual" if status in ("planned",) else status
    event = report.event_at(segment, segment.doc[told.first], segment.doc[told.last])
    voice, statement = report.voice(segment.offset(change), event)
    state = (
        told.state
        if told.state == "applied" and status == "actual"
        else left(report.rules, told.state, status, statement)
    )
    if state is None or (state == "proposed" and told.kind in report.rules.lists["deeds"]):
        return []
    speaker = statement.speaker.actor if statement is not None else None
    one = told.one if told.one is not None else report.parties.doer(segment, change, speaker)
    other = told.other
    if event is not None:
        one = one or codes(event.actor)
        other = other or codes(event.recipient)
    if not one and statement is not None and statement.speaker.code and told.state == "applied":
        one = (statement.speaker.code,)  # "an application has been filed": by the state that speaks
    if not one or not other or set(one) & set(other):
        return []
    evidence = report.reading.span(segment, segment.doc[told.first : told.last + 1])
    since = event.date if event is not None and event.date else report.since(segment, change, change)
    by = told.by if told.by is not None else one
    return [
        Draft(Tie("", (each, other[0]), told.kind, state, by, since, voice, (evidence,)), segment, change, change)
        for each in one
    ]


def _of_events(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """Ties that an event leaves though no thing names them: tons of rice sent are aid."""
    out = []
    for event in report.events:
        rule = next((one for one in report.rules.events if _leaves(one, event)), None)
        by, others = codes(event.actor), codes(event.recipient)
        if rule is None or not by or not others or not event.trigger:
            continue
        between = tuple(dict.fromkeys((*by, *others)))
        segment = report.reading.at(event.trigger[0].start)
        if segment is None or len(between) < 2 or _has(drafts, event):
            continue
        statement = next((one for one in report.statements if one.id == event.voice), None)
        tokens = segment.doc.char_span(
            event.trigger[0].start - segment.start, event.trigger[0].end - segment.start, alignment_mode="expand"
        )
        if tokens is None:
            continue
        if tokens.root.tag_ == "VBG" and tokens.root.head.lemma_ in ("accuse", "blame"):
            continue  # what somebody is accused of is told as an accusation
        own, _ = standing(tokens.root, report.rules)
        state = left(report.rules, rule.state, event.status if own == "actual" else own, statement)
        if state is None:
            continue
        tie = Tie("", between, rule.kind, state, by, event.date, event.voice, event.trigger)
        out.append(Draft(tie, segment, tokens.root, tokens.root))
    return out


def _leaves(rule: Left, event: Event) -> bool:
    """Whether an event is of the sort that a rule names."""
    if (rule.type, rule.mode) != (event.type, event.mode):
        return False
    if rule.body and not all(party.sector == "IGO" for party in event.recipient):
        return False
    return not rule.words or any(word in rule.words for span in event.trigger for word in span.text.lower().split())


def _has(drafts: Iterable[Draft], event: Event) -> bool:
    return any(in_spans(event.trigger, span.start, span.end) for draft in drafts for span in draft.tie.evidence)
