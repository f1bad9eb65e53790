"""Ties told without a thing: "joined the Union", "invaded X", "its bid to join the bloc", "has been a member since"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.language import Segment
from onrecord.language.syntax import children, first_object, is_passive, prepositional
from onrecord.ties.parties import Parties
from onrecord.ties.rules import Direct, Rules
from onrecord.ties.scanning import places_of


@dataclass(frozen=True, slots=True)
class Told:
    """A tie told by a verb or noun; `other` is the token of the other side, `one` that of the member, if it is told."""

    segment: Segment
    kind: str
    state: str
    change: Token
    other: tuple[str, ...]
    one: tuple[str, ...] | None
    by: tuple[str, ...] | None
    first: int
    last: int


def told_directly(segment: Segment, parties: Parties, rules: Rules) -> Iterator[Told]:
    """Every tie of a segment that a verb, an application or a role tells with the other side right beside it."""
    for index in places_of(segment.doc, rules.direct_ids):
        token = segment.doc[index]
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB":
            if lemma in rules.direct and not _applied_for(token, rules):
                yield from _by_verb(segment, token, parties, rules)
            if lemma in rules.applications["verbs"]:
                yield from _applying(segment, token, parties, rules)
        elif token.pos_ in ("NOUN", "PROPN"):
            if lemma in rules.applications["nouns"]:
                yield from _application(segment, token, parties, rules)
            elif lemma in rules.roles:
                yield from _role(segment, token, rules.roles[lemma], parties)


def _applied_for(verb: Token, rules: Rules) -> bool:
    """Whether joining is only what somebody asks for ("its bid to join", "applied to join")."""
    above = verb.head.lemma_.lower()
    return above in rules.applications["nouns"] or (above in rules.applications["verbs"] and verb.dep_ == "xcomp")


def _by_verb(segment: Segment, verb: Token, parties: Parties, rules: Rules) -> Iterator[Told]:
    doc = verb.doc
    for rest, rule in rules.direct[verb.lemma_.lower()]:
        if any(verb.i + 1 + n >= len(doc) or doc[verb.i + 1 + n].lower_ != word for n, word in enumerate(rest)):
            continue
        if rule.member:
            yield from _of_member(segment, verb, rule, parties)
            return
        other = _object(verb, rest)
        if other is None or (is_passive(verb) and not rest):
            patient = next((child for child in children(verb, "nsubj:pass", "nsubjpass")), None)
            other = patient if is_passive(verb) and not rule.body else None
        if other is None:
            return
        codes = _body_behind(segment, verb, other, parties) if rule.body else parties.of_noun(segment, other)
        if not rule.body:
            codes = codes if rule.kind == "sanctions" or _is_state(segment, other, parties) else ()
            owner = next(
                (parties.of_noun(segment, noun) for head in (verb, other) for _, noun in prepositional(head, "from")),
                (),
            )
            codes = owner if codes and owner and rule.kind == "occupation" else codes
        if codes:
            low, high = sorted((verb.i, other.right_edge.i if other.i > verb.i else other.i))
            yield Told(segment, rule.kind, rule.state, verb, codes, None, None, low, max(high, verb.i))
        return


def _body_behind(segment: Segment, verb: Token, other: Token, parties: Parties) -> tuple[str, ...]:
    """The body that is the object, or that is named right behind it ("left the West African bloc ECOWAS")."""
    found = _bodies(segment, other, parties)
    if found or other.i < verb.i or other.pos_ == "PROPN":
        return found
    behind = verb.doc[other.i + 1 : min(other.i + 3, verb.sent.end)]
    return next((codes for noun in behind if noun.pos_ == "PROPN" and (codes := _bodies(segment, noun, parties))), ())


def _object(verb: Token, rest: tuple[str, ...]) -> Token | None:
    if rest:
        return next((noun for _, noun in prepositional(verb, rest[-1]) if noun.i > verb.i), first_object(verb))
    found = first_object(verb)
    return found if found is not None and found.i > verb.i else None


def _of_member(segment: Segment, verb: Token, rule: Direct, parties: Parties) -> Iterator[Told]:
    """The bloc suspended X; X was expelled from the bloc; X was admitted to the bloc."""
    patient = next(children(verb, "nsubj:pass", "nsubjpass"), None) or first_object(verb)
    if patient is None or not _is_state(segment, patient, parties):
        return
    body: tuple[str, ...] = ()
    last = verb.i
    for _, noun in prepositional(verb, "from", "to", "into", "by"):
        found = _bodies(segment, noun, parties)
        if found:
            body, last = found, noun.i
            break
    if not body and not is_passive(verb):
        doer = next(children(verb, "nsubj"), None)
        body = _bodies(segment, doer, parties) if doer is not None else ()
    member = parties.of_noun(segment, patient)
    state = "ended" if verb.lemma_ == "expel" else rule.state
    if body and member:
        yield Told(segment, rule.kind, state, verb, body, member, body, min(verb.i, patient.i), max(last, patient.i))


def _application(segment: Segment, noun: Token, parties: Parties, rules: Rules) -> Iterator[Told]:
    """Its application for membership; the bid to join the bloc."""
    body, last, joins = _joined(segment, noun, parties, rules)
    if not joins:
        return
    state = rules.applications["state"]
    verb = noun.head
    one: tuple[str, ...] | None = None
    by: tuple[str, ...] | None = None
    first = noun.i
    if verb.pos_ == "VERB":
        lemma = verb.lemma_.lower()
        decided = "refused" if lemma in rules.applications["refused"] else None
        decided = "active" if lemma in rules.applications["granted"] else decided
        if decided:
            state, one = decided, _owner(segment, noun, parties)
            by = parties.doer(segment, verb, None)
            body = body or by
        elif lemma not in rules.lists["filing"] and not _owner(segment, noun, parties):
            return
        else:
            one = _owner(segment, noun, parties) or None
        first = min(noun.left_edge.i, verb.i)
        last = max(last, verb.i)
        yield Told(
            segment,
            "membership",
            state,
            verb if decided or lemma in rules.lists["filing"] else noun,
            body,
            one,
            by,
            first,
            last,
        )
        return
    one = _owner(segment, noun, parties)
    if one:
        yield Told(segment, "membership", state, noun, body, one, one, noun.left_edge.i, last)


def _owner(segment: Segment, noun: Token, parties: Parties) -> tuple[str, ...]:
    for child in children(noun, "nmod:poss", "poss", "amod", "compound", "nmod"):
        if child.dep_ == "nmod" and not any(mark.lower_ in ("by", "of", "from") for mark in children(child, "case")):
            continue
        found = parties.of_noun(segment, child)
        if found:
            return found
    return ()


def _applying(segment: Segment, verb: Token, parties: Parties, rules: Rules) -> Iterator[Told]:
    """Applied to join the bloc; applied for membership of it."""
    body, last, joins = _joined(segment, verb, parties, rules)
    if joins and body:
        yield Told(segment, "membership", rules.applications["state"], verb, body, None, None, verb.i, last)


def _joined(segment: Segment, head: Token, parties: Parties, rules: Rules) -> tuple[tuple[str, ...], int, bool]:
    """The body that an application is for, where it ends, and whether it is for membership at all."""
    for token in head.doc[head.i + 1 : min(head.sent.end, head.i + 7)]:
        if token.lemma_.lower() in rules.lists["joining"]:
            between = (code for noun in head.doc[head.i + 1 : token.i] for code in _bodies(segment, noun, parties))
            if named := tuple(dict.fromkeys(between)):
                return named, token.i, True
            for noun in head.doc[token.i + 1 : min(head.sent.end, token.i + 7)]:
                found = _bodies(segment, noun, parties) if noun.pos_ in ("PROPN", "NOUN") else ()
                if found:
                    return found, noun.i, True
            before = [
                code
                for noun in children(head, "compound", "nmod:poss", "amod")
                for code in _bodies(segment, noun, parties)
            ]
            return tuple(before) or _named_before(segment, head, parties), token.i, True
        if token.pos_ == "VERB" and token.lemma_.lower() != "become":
            break
    before = [
        code for noun in head.doc[max(head.sent.start, head.i - 3) : head.i] for code in _bodies(segment, noun, parties)
    ]
    if before and head.doc[head.i - 1].lemma_.lower() in rules.lists["joining"]:
        return tuple(dict.fromkeys(before)), head.i, True
    return (), head.i, False


def _named_before(segment: Segment, head: Token, parties: Parties) -> tuple[str, ...]:
    """The one body of states that the sentence has named so far."""
    start, end = segment.offset(segment.doc[head.sent.start]), segment.offset(head)
    codes = {
        mention.code
        for mention in parties.between(start, end)
        if mention.actor.kind == "organisation" and mention.actor.sector == "IGO"
    }
    return tuple(codes) if len(codes) == 1 else ()


def _role(segment: Segment, noun: Token, rule: Direct, parties: Parties) -> Iterator[Told]:
    """Has been a member of the bloc since 2017: said of a subject with "be" or "become"."""
    verb = noun.head if noun.dep_ in ("xcomp", "obj", "attr") else noun
    copular = any(child.lemma_.lower() == "be" for child in children(noun, "cop")) or verb.lemma_.lower() in (
        "become",
        "be",
        "remain",
    )
    holder = next(children(verb, "nsubj"), None)
    if not copular or holder is None:
        return
    other: tuple[str, ...] = ()
    last = noun.i
    for child in noun.children:
        if child.pos_ not in ("PROPN", "NOUN", "ADJ") or child == holder:
            continue
        found = _bodies(segment, child, parties) if rule.body else parties.of_noun(segment, child)
        if found:
            other, last = found, max(last, child.i)
            break
    one = parties.of_noun(segment, holder)
    if other and one:
        yield Told(segment, rule.kind, rule.state, noun, other, one, (), min(holder.i, noun.i), last)


def _bodies(segment: Segment, noun: Token, parties: Parties) -> tuple[str, ...]:
    """Codes of the organisation of states that a noun names."""
    begin, end = segment.offset(noun), segment.offset_after(noun)
    return tuple(
        mention.code
        for mention in parties.between(segment.offset(noun.left_edge), end)
        if mention.end > begin and mention.actor.kind == "organisation" and mention.actor.sector == "IGO"
    )[:1]


def _is_state(segment: Segment, noun: Token, parties: Parties) -> bool:
    begin, end = segment.offset(noun), segment.offset_after(noun)
    near = parties.between(segment.offset(noun.left_edge), end)
    return any(mention.actor.kind in ("state", "place", "group") and mention.end > begin for mention in near)
