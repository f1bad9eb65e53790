"""Ties told by a change that is done to a thing: status, state, sides and day of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from onrecord.language import Segment
from onrecord.language.syntax import children
from onrecord.record import Event, Statement, Tie
from onrecord.ties.finding import Finding, classes_of, fits, noun_phrase, singular
from onrecord.ties.parties import Beside
from onrecord.ties.report import Draft, Report, codes
from onrecord.ties.rules import Rules
from onrecord.ties.standing import standing

_LIVE = frozenset({"actual", "ongoing", "planned", "offered", "requested", "refused", "denied"})
#: Kinds whose other side may be told as the place of it.
_PLACED = frozenset({"military presence", "military operation", "occupation", "transport", "sanctions", "aid"})
#: Before the place of troops.
_TO_A_PLACE = frozenset({"in", "at", "inside", "near", "to", "into", "from", "on", "of"})


def of_finding(report: Report, found: Finding) -> list[Draft]:
    """The ties that a change leaves: none where it leaves none or a side is not told, several where many act."""
    segment, change, thing = found.segment, found.change, found.thing
    status, governor = standing(change, report.rules)
    event = report.event_at(segment, governor, governor) if governor is not None else None
    event = event or report.event_at(segment, change, change)
    voice, statement = report.voice(segment.offset(change), event)
    if event is not None and governor is None:
        status = _status(event, status)
    state = left(report.rules, *_lasting(found, status, report.rules), statement)
    if event is not None and event.type == "MOBILIZE" and found.rule.kind == "arms supply":
        return []  # a warship that its own navy sends
    if state is None or (state == "proposed" and found.rule.kind in report.rules.lists["deeds"]):
        return []
    speaker = statement.speaker.actor if statement is not None else None
    by, between, end = _sides(report, found, event, speaker, statement, status)
    if len(between) < 2:
        return []
    evidence = report.reading.span(segment, segment.doc[found.first : max(found.last, end) + 1])
    since = _since(report, segment, event, (change, thing) if governor is None else (governor, governor), state, status)
    willing = change.pos_ == "ADJ" and state == "proposed"
    report.remember(found.rule.kind, by, between)
    return [
        Draft(Tie("", pair, found.rule.kind, state, doer, since, voice, (evidence,)), segment, thing, change, willing)
        for doer, pair in _pairs(found, by, between, report.rules)
    ]


def _pairs(
    found: Finding, by: tuple[str, ...], between: tuple[str, ...], rules: Rules
) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Doer and sides of each tie: what only two can have (relations, sanctions) is one tie for each two."""
    others = [code for code in between if code not in by]
    if found.rule.kind not in rules.lists["bilateral"] or len(between) == 2 or not by or not others:
        return [(by, between)]
    return [((one,), (one, other)) for one in by for other in others]


def _lasting(found: Finding, status: str, rules: Rules) -> tuple[str, str]:
    """State and status with "no" or "some" before the thing, and of what is only kept up, whatever is planned."""
    none = any(child.lower_ == "no" for child in found.thing.children) or status == "negated"
    if found.name == "have":
        return ("ended" if none else found.state), "actual"
    if none:
        return found.state, "negated"
    if found.name in ("pull", "lift") and found.state == "ended" and _is_part(found.thing, rules):
        return "reduced", status
    return found.state, "actual" if found.name == "keep" and status == "planned" else status


def _is_part(thing: Token, rules: Rules) -> bool:
    """Some of the troops, or a number of them; "its 1,500 soldiers" are all."""
    if any(word.lower_ in rules.lists["whole"] for word in thing.children):
        return False
    part = thing.head if thing.dep_ == "nmod" else thing  # "most of its sanctions"
    own = any(word.tag_ == "PRP$" for word in thing.children)
    return any(
        (word.dep_ == "nummod" and not own) or word.lower_ in rules.lists["some"]
        for word in (*thing.children, *([part] if part is not thing else []))
    )


def _status(event: Event, own: str) -> str:
    """The event's status where it says that nothing was done, else what the words around the change itself say."""
    return event.status if event.status in ("negated", "denied", "possible") and own == "actual" else own


def left(rules: Rules, state: str, status: str, statement: Statement | None) -> str | None:
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
    report: Report, segment: Segment, event: Event | None, words: tuple[Token, Token], state: str, status: str
) -> str | None:
    """The day of the change; a thing that is only proposed has none but that of the proposal."""
    if event is not None and event.date:
        return event.date
    return None if status == "planned" and state == "proposed" else report.since(segment, *words)


def _sides(
    report: Report, found: Finding, event: Event | None, speaker: str | None, statement: Statement | None, status: str
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Who did it, between whom the tie is, and the last token that tells the sides."""
    segment, thing, change = found.segment, found.thing, found.change
    there = found.rule.kind in _PLACED or found.rule.body
    beside = report.parties.counterparts(segment, thing, change, there=there)
    by = report.parties.doer(segment, change, speaker)
    if not by and event is not None:
        acting = codes(event.actor)
        alone = len(acting) == 1 and {each.code for each in beside} & set(codes(event.recipient))
        by = acting if alone or _do_they(change) else ()
    if status == "requested" and found.rule.kind == "dialogue":
        asked = report.parties.asked(segment, change)
        of_event = codes(event.recipient) if event is not None and event.type == "REQUEST" else asked
        if len(asked) > 1:
            return by, of_event if len(of_event) > 1 else (), found.last
    told, end = _told(found, [each for each in beside if each.code not in by], alone=not by)
    if found.name == "receive" and by and told:
        return tuple(told), tuple(dict.fromkeys((*told, *by))), end
    if told and not _is_place(found, told, beside):
        return by, (), end
    if found.rule.body:
        told = [code for code in told if code in report.parties.bodies]
        return by, tuple(dict.fromkeys((*by, *told))) if told else (), end
    if found.name == "propose" and (of_others := _for_others(report, found, told)) is not None:
        return (), of_others, end
    if len(by) >= 2 and not told and found.rule.kind in report.rules.lists["bilateral"]:
        told = [code for code in codes(event.recipient) if code not in by] if event is not None else []
    if len(by) >= 2 and not told:
        return by, by, found.last
    if not told and by:
        told = [code for code in report.parties.given_to(segment, change) if code not in by]
    if len(by) + len(told) == 1 and (country := _the_country(found)) is not None:
        told += report.parties.spoken_of(segment.offset(country), (*by, *told))
    if found.rule.needs == "told" and not told:
        return by, report.told_of(found.rule.kind), found.last
    if found.name == "pull" and by and not told:
        told += [code for code in report.parties.of_sentence(segment, thing) if code not in by][:1]
    if len(by) + len(told) < 2 and found.rule.needs is None:
        told += _elsewhere(report, found, statement, (*by, *told))
    return by, tuple(dict.fromkeys((*by, *told))), end


def _do_they(change: Token) -> bool:
    """ "They renewed the truce": those who did something together before, as the event knows."""
    return change.pos_ == "VERB" and any(child.lower_ == "they" for child in children(change, "nsubj"))


def _for_others(report: Report, found: Finding, told: list[str]) -> tuple[str, ...] | None:
    """The sides of what somebody proposes to others: talks between X and Y, a truce in a war that need not be his; None
    where he may be a side himself."""
    thing = found.thing
    if thing.lemma_.lower() in report.rules.lists["ceasefires"] and not told:
        return report.told_of(found.rule.kind)
    if thing.i + 1 < len(thing.doc) and thing.nbor().lower_ == "between":
        return tuple(told) if len(told) == 2 else ()
    return None


def _is_place(found: Finding, told: list[str], beside: list[Beside]) -> bool:
    """Whether what stands beside troops is where they are; what they leave needs no preposition."""
    if found.rule.needs != "place" or found.name == "pull":
        return True
    return bool(set(told) & {each.code for each in beside if each.before in _TO_A_PLACE})


def _told(found: Finding, beside: list[Beside], *, alone: bool) -> tuple[list[str], int]:
    """The codes beside a thing that are its sides: the first with those joined to it, or the first two where nobody
    does it; and the last token of them.
    """
    if not beside:
        return [], found.last
    joint = next((n for n, each in enumerate(beside) if n and each.before not in ("and", ",")), len(beside))
    told = beside[: max(joint, 2 if alone else 1)]
    return [each.code for each in told], max(found.last, told[-1].last)


def _the_country(found: Finding) -> Token | None:
    """The noun that takes up a state named before, right behind the thing ("its operations in the country")."""
    for token in found.segment.doc[found.thing.i + 1 : found.thing.i + 4]:
        if token.lemma_.lower() == "country" and token.tag_ == "NN":
            return token
    return None


def _elsewhere(report: Report, found: Finding, statement: Statement | None, known: tuple[str, ...]) -> list[str]:
    """Where the words beside a thing leave a side open: those of the event on it, else those named around it."""
    doc = found.segment.doc
    if _is_with_others(report, found):
        return []
    if any(child.lower_ in ("the", "these") for child in found.thing.children):
        taken_up = report.told_of(found.rule.kind)
        if set(known) <= set(taken_up):
            return [code for code in taken_up if code not in known]
    event = report.event_at(found.segment, doc[found.first], doc[found.last])
    told = [*codes(event.actor), *codes(event.recipient)] if event is not None else []
    told = [code for code in told if code not in known]
    around = told or [code for code in _around(report, found, statement) if code not in known]
    around = around or [code for code in report.answered(known) if code not in known]
    return around[: 2 - min(len(known), 2)]


def _is_with_others(report: Report, found: Finding) -> bool:
    """Whether the words say with whom, and it is nobody that has a code ("relations with 182 countries")."""
    for child in found.thing.children:
        marks = {mark.lower_ for mark in child.children} if child.i > found.thing.i else set()
        if marks & {"with", "against", "between"}:
            return len(report.parties.of_noun(found.segment, child)) < (2 if "between" in marks else 1)
    return False


def _around(report: Report, found: Finding, statement: Statement | None) -> list[str]:
    """States that the sentence names, where it names but two; else the state of the speaker."""
    named = report.parties.of_sentence(found.segment, found.thing)
    if len(named) > 2:
        return []
    speaking = statement.speaker.code if statement is not None else None
    return [*named, *([speaking] if speaking and not (set(named) - {speaking}) else [])]


def taken_up_again(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """Broke off relations and restored them later: the verb joined to a change takes its thing up with a pronoun."""
    out = []
    for draft in drafts:
        for verb in draft.change.children:
            if verb.dep_ != "conj" or verb.pos_ != "VERB":
                continue
            pronoun = next(
                (child for child in verb.children if child.lower_ in ("them", "it") and child.i > verb.i), None
            )
            if pronoun is None:
                continue
            found = _taken_up(report, draft, verb)
            if found is not None:
                out.append(found)
    return out


def _taken_up(report: Report, draft: Draft, verb: Token) -> Draft | None:
    classes, last = classes_of(verb, report.rules)
    lemma = singular(draft.thing, report.rules)
    words, _ = noun_phrase(verb.doc, draft.thing)
    rows = [row for row in report.rules.things.get(lemma, ()) if fits(row, draft.thing, words)]
    state = next(
        (row.states[name] for row in rows if row.kind == draft.tie.kind and (name := row.change(lemma, classes))), None
    )
    again = (rule for _, rule in report.rules.direct.get(verb.lemma_.lower(), ()) if rule.kind == draft.tie.kind)
    state = state or next((rule.state for rule in again), None)
    status, _ = standing(verb, report.rules)
    state = left(report.rules, state, status, None) if state else None
    if state is None:
        return None
    segment = draft.segment
    event = report.event_at(segment, verb, verb)
    evidence = report.reading.span(segment, segment.doc[verb.i : max(last, verb.i + 1) + 1])
    since = event.date if event is not None and event.date else report.since(segment, verb, verb)
    by = codes(event.actor) if event is not None and codes(event.actor) else draft.tie.by
    voice, _ = report.voice(segment.offset(verb), event)
    tie = replace(draft.tie, state=state, by=by, since=since, voice=voice, evidence=(evidence,))
    return replace(draft, tie=tie, change=verb)
