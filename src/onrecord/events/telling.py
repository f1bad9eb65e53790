"""What an event is told as: promises of good and of ill, refusals, and what is no event of its own."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.events.finding import Match
from onrecord.events.grammar import acting, agent, behind, complement, is_handed, is_participle
from onrecord.events.ontology import Ontology
from onrecord.events.status import is_negated, status_of
from onrecord.language.columns import Words
from onrecord.language.nodes import Node, auxiliaries, children
from onrecord.language.syntax import RELATIVE

_OPEN = ("planned", "offered", "possible")
#: Types that already say that nothing has been done yet.
_SAYING = frozenset({"AGREE", "THREATEN", "REQUEST", "REJECT", "ACCUSE"})
#: Deeds that somebody can be accused of so that the deed counts beside the accusation.
_MATERIAL = frozenset({"MOBILIZE", "AID", "SANCTION", "COERCE", "ASSAULT", "RETREAT"})
_WILL = frozenset({"will", "would", "wo", "shall", "'ll", "’ll"})
_STEPS = 4

Told = tuple[str, str | None, str]


def told_as(match: Match, matches: dict[int, Match], ontology: Ontology, *, guessed: bool = False) -> Told | None:
    """Type, mode and status of what a trigger tells; None where the frame does not hold.

    `guessed` is what others fear or will not confirm: no promise and no threat of who would do it.
    """
    frame, types = match.frame, ontology.types
    kind, mode = match.type, match.mode
    status = status_of(match.head, ontology, headline=match.segment.part != "body", saying=kind in _SAYING)
    if frame.status is not None and status in ("actual", "ongoing"):
        status = frame.status
    deed = embedded(match, matches, ontology)
    if kind == "REJECT" and match.head.lemma_ in ontology.excluding and is_negated(match.head):
        return None  # "did not rule out a meeting"
    if frame.negative:
        return (kind, mode, "planned") if is_negated(match.head) else None
    if frame.ahead and status not in _OPEN:
        return None
    if frame.said and not frame.ahead:
        to = next((word.i for word in match.words if word.lower_ == "to"), -1)  # "X is to blame", not "blames it to"
        beside = match.head.dep_ in {"acl", *RELATIVE}  # "those undermining stability": told in passing
        holds = to < match.head.i and not is_negated(match.head) and not beside
        return (kind, mode, "actual") if holds else None
    if frame.gerund:
        kind, mode = _stopped(deed) if deed is not None else (kind, None)
    if frame.complement_types and not _is_wanted(match, deed):
        return None
    helps = deed is not None and deed.type == "MOBILIZE" and frame.status == "offered"  # "offered to send troops"
    if frame.promise and deed is not None and not types[deed.type].cooperative and deed.type != "REQUEST" and not helps:
        kind = "THREATEN"
    if kind in ("THREATEN", "REQUEST", "REJECT") and mode is None:
        mode = mode_of(kind, deed if deed is not None else match if match.noun is not None else None)
    if kind in ("REQUEST", "REJECT") and mode is None and _is_change(match, ontology):
        mode = "change"
    if frame.keep:
        return kind, mode, status
    if status == "negated" and _refuses(match.head) and (types[kind].cooperative or kind == "REQUEST"):
        return "REJECT", mode_of("REJECT", match), "actual"
    if status in _OPEN and kind not in _SAYING and not guessed and not _is_past(match.head):
        return _promised(match, kind, mode, status, ontology)
    return kind, mode, status


def _is_wanted(match: Match, deed: Match | None) -> bool:
    """Whether the complement is a deed, or a verb, that the frame asks for ("ordered the envoy to leave")."""
    wanted = match.frame.complement_types
    inner = complement(match.head)
    return (deed is not None and deed.type in wanted) or (inner is not None and inner.lemma_ in wanted)


def _stopped(deed: Match) -> tuple[str, str | None]:
    """What it is to stop a deed: an attack, a help, a harm."""
    if deed.type in ("ASSAULT", "MOBILIZE"):
        return "RETREAT", "ceasefire" if deed.type == "ASSAULT" else None
    return ("CONCEDE", None) if deed.type in ("COERCE", "SANCTION", "PROTEST") else ("SANCTION", "discontinue")


def _is_change(match: Match, ontology: Ontology) -> bool:
    """ "urged X to amend its laws", "rejected calls for reform"."""
    of = match.theme
    about = (complement(match.head), of, complement(of) if of is not None else None)
    near = [node for node in about if node is not None]
    near += [other for node in near for other in behind(node, "for")]
    return any(node.lemma_.lower() in ontology.changes for node in near)


def embedded(match: Match, matches: dict[int, Match], ontology: Ontology) -> Match | None:
    """The deed in the complement of a trigger ("agreed to resume sending aid")."""
    inner = complement(match.head) if match.frame.complement else None
    for _ in range(_STEPS):
        if inner is None:
            return None
        if inner.i in matches and matches[inner.i] is not match:
            return matches[inner.i]
        if ontology.governors.get(inner.lemma_.lower()) != "same":
            return None
        inner = complement(inner)
    return None


def _promised(match: Match, kind: str, mode: str | None, status: str, ontology: Ontology) -> Told:
    if ontology.types[kind].cooperative:
        if _unless(match.head):
            return "THREATEN", mode_of("THREATEN", match), status
        if kind == "RETREAT" and mode in ("withdraw", "ceasefire"):
            return "CONCEDE", None, status
        return "AGREE", None, status
    if kind == "MOBILIZE":
        return kind, mode, status
    return "THREATEN", mode_of("THREATEN", match), status


def _is_past(verb: Node) -> bool:
    """ "may have abducted": done, perhaps."""
    return any(token.lower_ == "have" for token in auxiliaries(verb))


def _unless(verb: Node) -> bool:
    """ "will withdraw unless Y": a threat, whatever is to be done."""
    return any("unless" in clause.forms("mark") for clause in children(verb, "advcl"))


def mode_of(kind: str, deed: Match | None) -> str | None:
    """The mode of a request, refusal or threat, by the deed that it is about."""
    if deed is None:
        return None
    if kind == "THREATEN":
        if "territory" in deed.frame.contexts:
            return "territory"
        if deed.type == "SANCTION":
            return "expel" if deed.mode == "expel" else "relations"
        if deed.type == "COERCE":
            return "arrest" if deed.mode == "arrest" else "restrict"
        return {"ASSAULT": "violence", "PROTEST": "restrict"}.get(deed.type)
    if deed.type in ("AID", "COOPERATE", "SUPPORT", "MOBILIZE"):
        return "assist"
    if deed.type in ("REQUEST", "REJECT", "AGREE"):
        return None
    return {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"}.get(deed.type, "change")


def _refuses(verb: Node) -> bool:
    """ "will not", "would not" withdraw: a refusal, not a mere absence."""
    return is_negated(verb) and any(token.lower_ in _WILL for token in auxiliaries(verb))


def silent(matches: dict[int, Match], ontology: Ontology) -> set[int]:
    """Triggers that are no event of their own: what is asked for, promised or refused, and the like."""
    out: set[int] = set()
    for match in matches.values():
        head = match.head
        if match.frame.complement and head.lemma_ in ontology.excluding and is_negated(head):
            out.add(head.i)  # "did not rule out that": what is behind it is told
            continue
        out |= _spoken_of(match)
        if is_participle(head) and agent(head) is None and not _has_partner(match):
            out.add(head.i)
        above = matches.get(head.head.i)
        if is_handed(head) and above is not None and above.type == match.type:
            out.add(head.i)  # "was summoned and handed a note"
        if head.dep_ == "advcl" and head.tag_ == "VBG" and match.type == "ASSAULT" and _is_outcome(match, matches):
            out.add(head.i)
        if above is None or above is match:
            continue
        helps = ontology.governors.get(above.head.lemma_.lower()) == "same"
        if _is_purpose(head) and not above.frame.complement and not helps:
            out.add(head.i)
        same = above.type == match.type and (head.dep_ == "advcl" or match.type != "SANCTION")
        if head.dep_ in ("advcl", "conj") and head.tag_ == "VBG" and same:
            out.add(head.i)
        if helps and head.dep_ == "xcomp" and not above.frame.speech:
            out.add(above.head.i)
    for match in matches.values():
        if match.type == "REQUEST" and _of_a_protest(match, matches):
            out.add(match.head.i)
    return out


def _is_outcome(match: Match, matches: dict[int, Match]) -> bool:
    """ "hit a school, killing 14": what an attack that the sentence tells before has led to."""
    return any(
        other.type == "ASSAULT" and other is not match and match.head.is_under(other.head) for other in matches.values()
    )


def _has_partner(match: Match) -> bool:
    """ "a pact signed with X": the other party is named, and the sentence says whose pact it is."""
    return match.frame.reciprocal and any(True for _ in behind(match.head, "with"))


def _is_purpose(verb: Node) -> bool:
    """ "fired tear gas to disperse them": what a deed is done for."""
    return verb.tag_ == "VB" and verb.dep_ in ("xcomp", "advcl") and any(c.lower_ == "to" for c in verb.children)


def _spoken_of(match: Match) -> set[int]:
    """Tokens of the deed that a saying is about, unless it counts beside the saying."""
    out: set[int] = set()
    if match.frame.speech:
        for node in (complement(match.head), match.theme, match.object):
            if node is not None and node.i != match.head.i and not match.head.is_under(node):
                out.update(_said(node.tree.words, node.i))
    return out


def _said(words: Words, index: int) -> Iterator[int]:
    """What hangs on a word, without what a relative clause tells as past ("relations, which it severed in 2008")."""
    yield index
    for child in words.below[index]:
        if not (words.dep[child] in RELATIVE and _is_done(words, child)):
            yield from _said(words, child)


def _is_done(words: Words, index: int) -> bool:
    """ "which it severed", "who were detained", "who has been held"."""
    helping = (child for child in words.below[index] if words.dep[child].startswith("aux"))
    return words.tag[index] == "VBD" or any(words.tag[one] == "VBD" or words.lemma[one] == "have" for one in helping)


def counts_beside(match: Match, matches: dict[int, Match]) -> bool:
    """Whether a deed in what somebody is accused of is told as a deed."""
    node = match.head
    for _ in range(_STEPS):
        if node.head == node:
            return True
        above = matches.get(node.head.i)
        if (
            above is not None
            and above.type == "ACCUSE"
            and above.head.i < node.i
            and (node.dep_ in ("advcl", "xcomp", "acl") or (node.dep_ == "conj" and node.tag_ == "VBG"))
        ):
            return match.type in _MATERIAL
        node = node.head
    return True


def _of_a_protest(match: Match, matches: dict[int, Match]) -> bool:
    """ "a rally calling for elections": the protest, not a request beside it."""
    who = acting(match.head)
    above = matches.get(match.head.head.i)
    if above is not None and above.type == "PROTEST":
        return True
    return who is not None and any(other.theme == who and other.type == "PROTEST" for other in matches.values())
