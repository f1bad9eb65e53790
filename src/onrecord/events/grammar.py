"""Who stands where around a trigger: subject, object and the nouns behind prepositions, over any depth of grammar."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.language.syntax import (
    INDIRECT_OBJECTS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE,
    children,
    first_object,
    is_passive,
    subject,
)

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_TAKING_OBJECT = frozenset(
    {"order", "urge", "ask", "tell", "force", "allow", "permit", "call", "accuse", "press", "pressure", "compel",
     "instruct", "direct", "invite", "enable", "help", "persuade", "let", "require", "request", "warn", "prevent",
     "ban", "bar", "stop", "prohibit", "forbid", "appeal", "blame", "suspect", "see"}
)  # fmt: skip
_DEPTH = 6


def theme(verb: Token) -> Token | None:
    """What the verb is done to: its object, its passive subject, or the noun that a participle hangs on."""
    if is_passive(verb):
        return next(iter(children(verb, *PASSIVE_SUBJECTS)), None) or subject(verb) or _shared_theme(verb)
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", *RELATIVE) and subject(verb) is None:
        return antecedent(verb)
    found = first_object(verb)
    if found is not None and found.lower_ in _RELATIVES and verb.dep_ in RELATIVE:
        return antecedent(verb)
    return found


def _shared_theme(verb: Token) -> Token | None:
    """ "was arrested and jailed": the second passive has the first one's subject."""
    if verb.dep_ == "conj" and verb.head != verb and is_passive(verb.head):
        return theme(verb.head)
    return None


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative or participial clause is about."""
    return verb.head if verb.head != verb and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


def acting(verb: Token, depth: int = 0) -> Token | None:
    """Who does it: the subject, the agent of a passive, or whoever a clause without subject takes over."""
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", *RELATIVE) and subject(verb) is None)
    if passive:
        return agent(verb)
    own = subject(verb)
    if own is not None and not (own.lower_ in _RELATIVES and verb.dep_ in RELATIVE):
        return own
    head = verb.head
    if head == verb or depth > _DEPTH:
        return None
    if verb.dep_ in ("acl", *RELATIVE):
        if verb.tag_ == "VB" and verb.dep_ == "acl":
            return _holder(verb.head, depth)
        return antecedent(verb)
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if is_passive(head):
            return subject(head)
        return acting(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "parataxis", "dep", "obl", "nmod"):
        if verb.dep_ in ("xcomp", "ccomp") and head.lemma_.lower() in _TAKING_OBJECT:
            found = (
                subject(head) if is_passive(head) else first_object(head) or next(iter(children(head, "iobj")), None)
            )
            if found is not None:
                return found
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            return (subject(head) if is_passive(head) else None) or acting(head, depth + 1)
        if head.pos_ in ("NOUN", "PROPN"):
            return _holder(head, depth)
    return None


def _holder(noun: Token, depth: int) -> Token | None:
    """ "its plan to attack", "had plans to attack": who has the noun that the clause hangs on."""
    owner = next(iter(children(noun, "nmod:poss", "poss")), None)
    if owner is not None:
        return owner
    verb = noun.head
    if noun.dep_ in OBJECTS and verb != noun:
        return acting(verb, depth + 1)
    return None


def agent(verb: Token) -> Token | None:
    """The noun behind "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ == "agent":
            return next(iter(children(child, "pobj")), None)
        if child.dep_ in ("obl", "nmod") and any(case.lower_ == "by" for case in children(child, "case")):
            return child
    return None


def behind(head: Token, preposition: str) -> Iterator[Token]:
    """The nouns behind a preposition that hang on the head; any word of "out of" counts."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == preposition:
            yield from children(child, "pobj", "pcomp")
        elif child.dep_.startswith(("obl", "nmod", "advcl", "acl", "advmod", "xcomp")):
            for case in children(child, "case", "mark"):
                if case.i < child.i and (
                    case.lower_ == preposition or any(more.lower_ == preposition for more in children(case, "fixed"))
                ):
                    yield child
                    break


def indirect(verb: Token) -> Token | None:
    """The indirect object."""
    return next(iter(children(verb, *INDIRECT_OBJECTS)), None)


def joined(head: Token) -> Iterator[Token]:
    """The noun and those coordinated with it."""
    yield head
    for child in children(head, "conj"):
        if child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from joined(child)


def complement(verb: Token) -> Token | None:
    """The verb of the clause that completes a verb, an adjective or a noun."""
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in ("xcomp", "ccomp", "pcomp")
            and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        ):
            return child
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("advcl", "acl") and child.pos_ == "VERB":
            mark = next(iter(children(child, "mark", "aux")), None)
            if child.tag_ == "VB" and (mark is None or mark.lower_ in ("to", "that")):
                return child
    return None
