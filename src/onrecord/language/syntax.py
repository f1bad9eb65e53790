"""Questions to the parse that reading asks again and again, in words of grammar.

The shipped pipeline speaks Universal Dependencies; other spaCy pipelines speak the older ClearNLP labels
(nsubjpass, dobj, prep + pobj). Every question here is answered over both, so that nothing above depends on a label
scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
INDIRECT_OBJECTS = frozenset({"iobj", "dative"})
RELATIVE = frozenset({"acl:relcl", "relcl"})
OBLIQUES = frozenset({"obl", "nmod", "pobj", "obl:agent", "obl:tmod", "obl:unmarked", "obl:npmod"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "relcl", "parataxis", "csubj", "advcl:relcl"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The direct dependents with any of these labels, in text order."""
    return (child for child in token.children if child.dep_ in labels)


def subject(verb: Token) -> Token | None:
    """The verb's own grammatical subject, expletives left out; None where it has none."""
    for child in verb.children:
        if child.dep_ in SUBJECTS and child.dep_ not in ("csubj", "expl"):
            return child
    return None


def first_object(verb: Token) -> Token | None:
    """The verb's direct object."""
    return next((child for child in verb.children if child.dep_ in OBJECTS), None)


def addressed(verb: Token) -> Token | None:
    """Who is spoken to: the indirect object, or the object of verbs like "tell" and "assure"."""
    for child in verb.children:
        if child.dep_ in INDIRECT_OBJECTS:
            return child
    return first_object(verb)


def prepositional(head: Token, *prepositions: str) -> Iterator[tuple[Token, Token]]:
    """(preposition, its noun or clause head) of each phrase on `head` that opens with one of the prepositions.

    Works for UD (noun with a `case` or `mark` child) and for ClearNLP (`prep` with a `pobj` or `pcomp`).
    """
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for inner in children(child, "pobj", "pcomp"):
                yield child, inner
            continue
        for marker in children(child, "case", "mark"):
            if marker.lower_ in prepositions and marker.i < child.i:
                yield marker, child
                break


def is_passive(verb: Token) -> bool:
    """True for a verb in the passive voice ("was told", "is believed")."""
    return any(child.dep_ in ("aux:pass", "auxpass") or child.dep_ in PASSIVE_SUBJECTS for child in verb.children)


def negation(verb: Token) -> Token | None:
    """The word that negates the verb, if any ("did not say", "never said")."""
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in NEGATIONS and child.i < verb.i and child.dep_ in ("advmod", "cc", "cc:preconj")
        ):
            return child
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of the verb, in text order."""
    return [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "auxpass")]


def edges(head: Token, leave_out: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last token index of the subtree of `head`, without dependents whose label is in `leave_out`."""
    low = high = head.i
    for child in head.children:
        if child.dep_ in leave_out:
            continue
        low = min(low, child.left_edge.i)
        high = max(high, child.right_edge.i)
    return low, high
