"""The ties of a report, out of its events and of what it says of lasting relations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.actors import Cast
from onrecord.language import Reading, Segment
from onrecord.language.syntax import RELATIVE
from onrecord.record import Event, Participant, Span, Statement, Tie, TimeExpression, merged
from onrecord.ties.direct import Told, told_directly
from onrecord.ties.finding import Finding, classes_of, findings, fits, noun_phrase, singular
from onrecord.ties.parties import Parties, in_spans, said_in
from onrecord.ties.rules import Rules, rules
from onrecord.ties.standing import standing

OUTLET = "outlet"
_LIVE = frozenset({"actual", "ongoing", "planned", "offered", "requested", "refused", "denied"})
_PLACED = frozenset({"military presence", "military operation", "occupation", "transport", "sanctions"})
#: Kinds that are told in general words where another kind of the same report says it better.
_GENERAL = "cooperation"


@dataclass(frozen=True, slots=True)
class _Draft:
    """A tie with the place of its evidence, before it gets its number."""

    tie: Tie
    segment: Segment
    thing: Token
    change: Token
    willing: bool = False  # only a readiness ("is open for dialogue"), which a told state outdoes


class _Report:
    """What is known of the report while its ties are read."""

    def __init__(
        self, reading: Reading, cast: Cast, statements: Sequence[Statement], events: Sequence[Event],
        dates: Sequence[TimeExpression],
    ) -> None:  # fmt: skip
        self.reading, self.statements, self.events, self.dates = reading, statements, events, dates
        self.parties = Parties(reading, cast)
        self.rules = rules()

    def voice(self, offset: int, event: Event | None) -> tuple[str, Statement | None]:
        """The id of the statement that vouches for what stands at `offset`, and the statement; "outlet" where none does."""
        inner = next(said_in(self.statements, offset), None)
        if event is not None and event.voice != OUTLET:
            told = next((statement for statement in self.statements if statement.id == event.voice), None)
            return event.voice, told
        return (inner.id, inner) if inner is not None and event is None else (OUTLET, inner)

    def event_at(self, segment: Segment, first: Token, last: Token) -> Event | None:
        """The event whose trigger lies in a stretch; the one with most of its actors told, if there are several."""
        start, end = segment.offset(first), segment.offset_after(last)
        found = [event for event in self.events if in_spans(event.trigger, start, end)]
        return max(found, key=lambda event: bool(_codes(event.actor)) + bool(_codes(event.recipient)), default=None)

    def since(self, segment: Segment, change: Token, thing: Token) -> str | None:
        """The value of a date in the clause of a change: the one that hangs on it, or the next one behind it."""
        sentence = change.sent
        start, end = segment.offset(sentence[0]), segment.offset_after(sentence[-1])
        inside = [date for date in self.dates if start <= date.start < end and date.type == "DATE" and date.value]
        low = segment.offset(change)
        hanging: list[tuple[Token, str]] = []
        for date in sorted(inside, key=lambda date: abs(date.start - low)):
            if date.value is None or date.value.endswith("_REF"):
                continue
            tokens = segment.doc.char_span(date.start - segment.start, date.end - segment.start, alignment_mode="expand")
            if tokens is None or _parted(change, tokens.start):
                continue
            hanging.append((tokens.root.head, date.value))
        for holder in (change, thing, change.head):
            value = next((value for head, value in hanging if head == holder), None)
            if value is not None:
                return value
        return None


def _parted(change: Token, index: int) -> bool:
    """Whether another verb stands between a change and a date behind it."""
    between = change.doc[change.i + 1 : index]
    return any(token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP", "VBN") for token in between)


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
    report = _Report(reading, cast, statements, events, dates)
    drafts: list[_Draft] = []
    for segment in reading.segments:
        for readings in findings(segment, report.rules):
            drafts += _first(_of_finding(report, finding) for finding in readings)
        for told in told_directly(segment, report.parties, report.rules):
            drafts += _of_told(report, told)
    drafts += _again(report, drafts)
    drafts += _of_events(report, drafts)
    return _numbered(_merged(reading.text, _without_background(drafts)))


def _first(drafts: Iterable[_Draft | None]) -> list[_Draft]:
    """The first reading of a thing that makes a tie; readiness goes with whatever else is told of the thing."""
    return [draft for draft in drafts if draft is not None][:1]


def _of_finding(report: _Report, found: Finding) -> _Draft | None:
    segment, change, thing = found.segment, found.change, found.thing
    status, governor = standing(change, report.rules)
    first, last = segment.doc[found.first], segment.doc[found.last]
    event = report.event_at(segment, governor, governor) if governor is not None else None
    event = event or report.event_at(segment, change, change)
    voice, statement = report.voice(segment.offset(change), event)
    if event is not None and governor is None:
        status = _status(event, status)
    state = _left(report.rules, *_lasting(found, status), statement)
    if state is None:
        return None
    speaker = statement.speaker.actor if statement is not None else None
    by, between, end = _sides(report, found, event, speaker, statement, status)
    if len(between) < 2:
        return None
    evidence = report.reading.span(segment, segment.doc[first.i : max(last.i, end) + 1])
    since = _since(report, segment, event, (change, thing) if governor is None else (governor, governor), state, status)
    return _Draft(Tie("", between, found.rule.kind, state, by, since, voice, (evidence,)), segment, thing, change, change.pos_ == "ADJ" and state == "proposed")


def _lasting(found: Finding, status: str) -> tuple[str, str]:
    """State and status with "no" before the thing, and of what is only kept up: it is there whatever is planned."""
    none = any(child.lower_ == "no" for child in found.thing.children) or status == "negated"
    if found.name == "have":
        return ("ended" if none else found.state), "actual"
    if none:
        return found.state, "negated"
    return found.state, "actual" if found.name == "keep" and status == "planned" else status


def _status(event: Event, own: str) -> str:
    """The event's status, where the words around the change itself do not already say more."""
    return own if event.status == "actual" or own in ("refused", "denied", "possible") else event.status


def _left(rules: Rules, state: str, status: str, statement: Statement | None) -> str | None:
    """The state that a deed of this status leaves; None where it leaves none."""
    if statement is not None and statement.cue.force in ("negated", "ask"):
        return None
    if statement is not None and statement.cue.force == "deny" and status in ("actual", "ongoing", "denied", "offered"):
        status = "denied"
    if status in ("actual", "ongoing"):
        return state
    if status == "planned" and state not in ("active", "open"):
        return state
    return rules.not_done.get(status, {}).get(state) if status in _LIVE else None


def _since(
    report: _Report, segment: Segment, event: Event | None, words: tuple[Token, Token], state: str, status: str
) -> str | None:
    """The day of the change; a thing that is only proposed has none but that of the proposal."""
    if event is not None and event.date:
        return event.date
    return None if status == "planned" and state == "proposed" else report.since(segment, *words)


def _sides(
    report: _Report, found: Finding, event: Event | None, speaker: str | None, statement: Statement | None, status: str
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Who did it, between whom the tie is, and the last token that tells the sides."""
    segment, thing, change = found.segment, found.thing, found.change
    there = found.rule.kind in _PLACED
    zone, end = report.parties.counterparts(segment, thing, change, there=there)
    if event is not None and _codes(event.actor) and _codes(event.recipient):
        by, others = _codes(event.actor), _codes(event.recipient)
        if status == "requested" and len(others) > 1 and found.rule.kind == "dialogue":
            return by, others, found.last
        return by, tuple(dict.fromkeys((*by, *others))), end if set(zone) & {*by, *others} else found.last
    by = report.parties.doer(segment, change, speaker)
    if event is not None and _codes(event.actor):
        by = _codes(event.actor)
    if status == "requested" and found.rule.kind == "dialogue":
        asked = report.parties.asked(segment, change)
        if len(asked) > 1:
            return by, asked, found.last
    told = [code for code in zone if code not in by]
    if len(by) >= 2 and not told:
        return by, by, found.last
    if not told or len(by) + len(told) < 2:
        end = found.last
        told = told if found.rule.needs is not None else told + _elsewhere(report, found, statement, (*by, *told))
    sides = tuple(dict.fromkeys((*by, *told)))
    return by, sides[:2] if len(by) < 2 else sides, end


def _elsewhere(report: _Report, found: Finding, statement: Statement | None, known: tuple[str, ...]) -> list[str]:
    """The sides that an event on the thing has, else those that stand around it, where the words beside it leave one open."""
    doc = found.segment.doc
    event = report.event_at(found.segment, doc[found.first], doc[found.last])
    if event is not None and _codes(event.actor) and _codes(event.recipient):
        around = [*_codes(event.actor), *_codes(event.recipient)]
    else:
        around = _around(report, found, statement)
    return [code for code in around if code not in known][: 2 - min(len(known), 2)]


def _around(report: _Report, found: Finding, statement: Statement | None) -> list[str]:
    """States that the sentence names, where it names but two; else the state of the speaker."""
    named = report.parties.of_sentence(found.segment, found.thing)
    if len(named) > 2:
        return []
    speaking = statement.speaker.code if statement is not None else None
    return [*named, *([speaking] if speaking and not (set(named) - {speaking}) else [])]


def _of_told(report: _Report, told: Told) -> list[_Draft]:
    segment, change = told.segment, told.change
    status, governor = standing(change, report.rules)
    if told.state == "applied" and governor is not None:
        status = "actual" if status in ("planned",) else status
    event = report.event_at(segment, segment.doc[told.first], segment.doc[told.last])
    voice, statement = report.voice(segment.offset(change), event)
    state = told.state if told.state == "applied" and status == "actual" else _left(report.rules, told.state, status, statement)
    if state is None:
        return []
    speaker = statement.speaker.actor if statement is not None else None
    one = told.one if told.one is not None else report.parties.doer(segment, change, speaker)
    other = told.other
    if event is not None:
        one = one or _codes(event.actor)
        other = other or _codes(event.recipient)
    if not one or not other or set(one) & set(other):
        return []
    evidence = report.reading.span(segment, segment.doc[told.first : told.last + 1])
    since = event.date if event is not None and event.date else report.since(segment, change, change)
    by = told.by if told.by is not None else one
    return [
        _Draft(Tie("", (each, other[0]), told.kind, state, by, since, voice, (evidence,)), segment, change, change)
        for each in one
    ]


def _again(report: _Report, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Broke off relations and restored them later: the verb joined to a change takes its thing up with a pronoun."""
    out = []
    for draft in drafts:
        for verb in draft.change.children:
            if verb.dep_ != "conj" or verb.pos_ != "VERB":
                continue
            pronoun = next((child for child in verb.children if child.lower_ in ("them", "it") and child.i > verb.i), None)
            if pronoun is None:
                continue
            found = _taken_up(report, draft, verb)
            if found is not None:
                out.append(found)
    return out


def _taken_up(report: _Report, draft: _Draft, verb: Token) -> _Draft | None:
    classes, last = classes_of(verb, report.rules)
    lemma = singular(draft.thing, report.rules)
    words, _ = noun_phrase(verb.doc, draft.thing)
    rows = [row for row in report.rules.things.get(lemma, ()) if fits(row, draft.thing, words)]
    state = next(
        (row.states[name] for row in rows if row.kind == draft.tie.kind and (name := row.change(lemma, classes))), None
    )
    status, _ = standing(verb, report.rules)
    state = _left(report.rules, state, status, None) if state else None
    if state is None:
        return None
    segment = draft.segment
    event = report.event_at(segment, verb, verb)
    evidence = report.reading.span(segment, segment.doc[verb.i : max(last, verb.i + 1) + 1])
    since = event.date if event is not None and event.date else report.since(segment, verb, verb)
    by = _codes(event.actor) if event is not None and _codes(event.actor) else draft.tie.by
    voice, _ = report.voice(segment.offset(verb), event)
    tie = replace(draft.tie, state=state, by=by, since=since, voice=voice, evidence=(evidence,))
    return replace(draft, tie=tie, change=verb)


def _of_events(report: _Report, drafts: Sequence[_Draft]) -> list[_Draft]:
    """Ties that an event leaves though no thing names them: tons of rice sent are aid."""
    kinds = {(kind, mode): tie for kind, mode, tie in report.rules.events}
    out = []
    for event in report.events:
        kind = kinds.get((event.type, event.mode))
        by, others = _codes(event.actor), _codes(event.recipient)
        if kind is None or not by or not others or not event.trigger:
            continue
        between = tuple(dict.fromkeys((*by, *others)))
        segment = report.reading.at(event.trigger[0].start)
        if segment is None or len(between) < 2 or _has(drafts, event):
            continue
        statement = next((one for one in report.statements if one.id == event.voice), None)
        state = _left(report.rules, "active", event.status, statement)
        tokens = segment.doc.char_span(
            event.trigger[0].start - segment.start, event.trigger[0].end - segment.start, alignment_mode="expand"
        )
        if state is None or tokens is None:
            continue
        tie = Tie("", between, kind, state, by, event.date, event.voice, event.trigger)
        out.append(_Draft(tie, segment, tokens.root, tokens.root))
    return out


def _has(drafts: Iterable[_Draft], event: Event) -> bool:
    return any(in_spans(event.trigger, span.start, span.end) for draft in drafts for span in draft.tie.evidence)


def _codes(sides: Iterable[Participant]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(side.code for side in sides if side.code))


def _without_background(drafts: list[_Draft]) -> list[_Draft]:
    """Leave out what only tells which thing another tie speaks of ("the accord that the two signed last year")."""
    kept = []
    for draft in drafts:
        clause = next((token for token in (draft.change, *draft.change.ancestors) if token.dep_ in RELATIVE), None)
        holder = clause.head if clause is not None else None
        if any(other is not draft and other.thing == holder and other.tie.kind == draft.tie.kind for other in drafts):
            continue
        kept.append(draft)
    return kept


def _merged(text: str, drafts: list[_Draft]) -> list[Tie]:
    """One tie for each dyad, kind and state, with all evidence; headlines after the body, that the body's voice counts."""
    told = {(frozenset(draft.tie.between), draft.tie.kind) for draft in drafts if not draft.willing}
    drafts = [draft for draft in drafts if not draft.willing or (frozenset(draft.tie.between), draft.tie.kind) not in told]
    order = sorted(drafts, key=lambda draft: (draft.segment.part != "body", draft.tie.evidence[0].start))
    found: dict[tuple[frozenset[str], str, str], Tie] = {}
    for draft in order:
        tie = draft.tie
        key = (frozenset(tie.between), tie.kind, tie.state)
        first = found.get(key)
        if first is None:
            found[key] = tie
        elif tie.since is None or first.since is None or tie.since == first.since:
            found[key] = replace(
                first,
                by=first.by or tie.by,
                since=first.since or tie.since,
                evidence=merged(text, (*first.evidence, *tie.evidence)),
            )
    return _settled(text, list(found.values()))


def _settled(text: str, ties: list[Tie]) -> list[Tie]:
    """Join general words with the kind of the same sides and state that they stand for."""
    out: list[Tie] = []
    for tie in sorted(ties, key=lambda tie: tie.kind == _GENERAL):
        same = next(
            (n for n, other in enumerate(out) if set(other.between) == set(tie.between) and other.state == tie.state), None
        )
        if tie.kind == _GENERAL and same is not None:
            own = out[same]
            out[same] = replace(own, by=own.by or tie.by, evidence=merged(text, (*own.evidence, *tie.evidence)))
        else:
            out.append(tie)
    return out


def _numbered(ties: list[Tie]) -> tuple[Tie, ...]:
    ordered = sorted(ties, key=lambda tie: (tie.evidence[0].start, tie.kind, tie.state))
    return tuple(replace(tie, id=f"t{number}") for number, tie in enumerate(ordered, start=1))


__all__ = ["Span", "read_ties"]
