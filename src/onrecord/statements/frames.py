"""Frames whose content is an infinitive, a gerund, a noun phrase or a description, not a finite clause."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import tables
from onrecord.language.nodes import Node, addressed, children, edges, first_object, is_passive, prepositional, subject
from onrecord.statements.finite import finite_clause
from onrecord.statements.found import Found, opens_with_to
from onrecord.statements.lexicon import CueEntry
from onrecord.statements.quoting import Period

_TENSED = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_DETERMINING = frozenset({"DT", "PRP$"})
#: In tokens: how far behind its verb a heavy object may begin.
_FARTHEST = 14
_CARRYING = frozenset({"of", "for", "with", "against", "about", "on", "to", "at"})


def infinitive(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """vowed to X; denied doing X."""
    if is_passive(verb):
        return None
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.i > verb.i and opens_with_to(child):
            if "ox" in entry.frames and first_object(verb) is not None and first_object(verb).i < child.i:  # type: ignore[union-attr]
                continue
            low, high = edges(child)
            return Found([(max(low, verb.i + 1), high)], "infinitive")
    return _lost_infinitive(verb, period)


def _lost_infinitive(verb: Node, period: Period) -> Found | None:
    """ "has offered to host talks": the tagger took the verb behind "to" for a noun, though it has no article."""
    tree, start = verb.tree, verb.i + 1
    if start + 1 >= period.last or tree[start].lower_ != "to" or tree[start].tag_ == "TO":
        return None
    taken = tree[start + 1]
    if taken.tag_ != "NN" or taken.lower_ not in tables.load_terms("lexicon/verbs.csv") or taken.text[:1].isupper():
        return None
    if tree[start + 2].pos_ not in ("NOUN", "PROPN", "DET", "ADJ", "NUM", "PRON"):
        return None
    phrase = next((child for child in verb.children if child.left_edge.i <= start <= child.i), taken)
    return Found([(start, min(phrase.right_edge.i, period.last))], "infinitive")


def gerund(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    for child in children(verb, "xcomp", "ccomp", "advcl"):
        if child.i > verb.i and child.tag_ == "VBG":
            low, high = edges(child)
            return Found([(max(low, verb.i + 1), high)], "gerund")
    return None


def object_infinitive(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """urged Y to X; asked Y not to X."""
    for child in children(verb, "ccomp", "xcomp"):
        own = subject(child)
        if child.i > verb.i and own is not None and own.i > verb.i and opens_with_to(child):
            return Found([(own.right_edge.i + 1, edges(child)[1])], "object and infinitive", own)
    listener = first_object(verb) or addressed(verb)
    if listener is None or listener.i < verb.i:
        return None
    found = _infinitive_behind(verb, listener)
    return Found([found], "object and infinitive", listener) if found else None


def called_on(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """called on Y to X; appealed to Y to X."""
    for _, noun in prepositional(verb, "on", "upon", "to"):
        if noun.i > verb.i and noun.pos_ not in ("VERB", "AUX"):
            found = _infinitive_behind(verb, noun)
            if found:
                return Found([found], "called on", noun)
    listener = first_object(verb)  # where the parse took "on" for a particle
    if listener is not None and listener.i > verb.i and verb.nbor(1).lower_ in ("on", "upon"):
        last = max((listener, *listener.conjuncts), key=lambda other: other.i)
        asked = _infinitive_behind(verb, last)
        return Found([asked], "called on", listener) if asked else None
    return None


def _infinitive_behind(verb: Node, noun: Node) -> tuple[int, int] | None:
    for head in (verb, noun):
        for child in children(head, "xcomp", "advcl", "acl", "ccomp", "conj"):
            if child.i > noun.i and opens_with_to(child):
                low, high = edges(child)
                return max(low, noun.i + 1), _with_lost_object(child, high)
    return None


def _with_lost_object(verb: Node, high: int) -> int:
    """ "to release | pledged funds": the parse took the participle before the object for a clause of its own."""
    tree = verb.tree
    if high != verb.i or high + 2 >= len(tree) or tree[high + 1].tag_ != "VBN" or tree[high + 2].pos_ != "NOUN":
        return high
    noun = first_object(tree[high + 1])
    return int(noun.i) if noun is not None and noun.i == high + 2 else high


def noun_object(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """denied the charge; demanded a reply."""
    noun = first_object(verb) or _heavy_object(verb, period)
    if noun is None or noun.i < verb.i or noun.pos_ == "PRON" or is_passive(verb):
        return None
    low, high = edges(noun)
    if noun.head != verb:
        low = next(child.i for child in noun.children if child.i < noun.i and child.tag_ in _DETERMINING)
    for _, behind in prepositional(verb, "for", "as", "over"):
        if behind.i > high and "for" in entry.frames:
            high = behind.right_edge.i
    return Found([(max(low, verb.i + 1), min(high, period.last))], "object", confidence=0.75)


def _heavy_object(verb: Node, period: Period) -> Node | None:
    """ "denounced on Tuesday before the assembly the tightening of X": a long object behind phrases of time and place,
    which the parse hung on the last of them.
    """
    tree, start = verb.tree, verb.i + 1
    if start + 3 > period.last or tree[start].tag_ != "IN" or verb.tag_ not in _TENSED:
        return None
    for at in range(start + 2, min(start + _FARTHEST, period.last)):
        token, before = tree[at], tree[at - 1]
        if token.is_punct or token.tag_ in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP", "CC") or token.lower_ == "that":
            return None
        if token.tag_ in _DETERMINING and before.tag_ not in ("IN", "TO", "DT", "PRP$", "PDT"):
            noun = token.head
            bare = not any(child.dep_ == "case" for child in noun.children)
            return noun if bare and noun.i > at and noun.pos_ in ("NOUN", "PROPN") else None
    return None


def described(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """described Y as X; called Y an X."""
    noun = first_object(verb)
    behind = noun if noun is not None and noun.i > verb.i else None
    for _, complement in prepositional(verb, "as"):
        if complement.i > verb.i:
            start = behind.left_edge.i if behind is not None else None
            return Found([(start or complement.left_edge.i, complement.right_edge.i)], "described as")
    if "oc" not in entry.frames:
        return None
    for complement in children(verb, "xcomp", "oprd", "ccomp"):
        if (
            complement.i > verb.i
            and not opens_with_to(complement)
            and complement.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
        ):
            start = behind.left_edge.i if behind is not None else None
            return Found([(start or complement.left_edge.i, complement.right_edge.i)], "called")
    if not period.quotes:
        return None
    return _quoted_name(verb, period, behind.left_edge.i if behind is not None else None)


def _quoted_name(verb: Node, period: Period, start: int | None) -> Found | None:
    """whom Y calls "X": the complement is the quotation right behind the verb or its object."""
    for quote in period.quotes:
        gap = quote.first - verb.i
        if gap > 0 and (gap <= 2 or (start is not None and quote.first > start and gap < 20)):
            return Found([(start if start is not None and start < quote.first else quote.first, quote.last)], "called")
    return None


def accused(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """accused Y of X; warned of X; blamed Y for X."""
    listener = first_object(verb)
    found = [
        (marker, inner)
        for head in (verb, listener)
        if head is not None
        for marker, inner in prepositional(head, *(entry.frames & _CARRYING))
        if marker.i > verb.i
    ]
    if not found:
        return None
    marker, inner = min(found, key=lambda pair: pair[0].i)
    same = [other.right_edge.i for again, other in found if again.lower_ == marker.lower_]
    same += [other.right_edge.i for other in _joined_with(marker, inner)]
    spoken_to = "of" in entry.frames or entry.force == "thank"
    target = listener if listener is not None and listener.i > verb.i and spoken_to else None
    return Found([(marker.i + 1, max(inner.right_edge.i, *same))], f"{entry.lemma} {marker.lower_}", target, 0.8)


def _joined_with(marker: Node, inner: Node) -> Iterator[Node]:
    """What a second preposition of the same kind holds behind "and": accused Y of X and of Z."""
    for token in inner.tree.between(inner.i + 1, inner.sent.end - 1):
        if token.lower_ == "and" and token.nbor(1).lower_ == marker.lower_ and token.nbor(1).head.i > token.i:
            yield token.nbor(1).head


def particle(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """pointed out that X; ruled out X."""
    if not any(child.lower_ == "out" for child in children(verb, "compound:prt", "prt", "advmod")):
        return None
    return finite_clause(verb, entry, period) or gerund(verb, entry, period) or noun_object(verb, entry, period)
