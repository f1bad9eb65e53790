"""Questions to the parse that reading asks again and again, in words of grammar.

The shipped pipeline speaks Universal Dependencies; other spaCy pipelines speak the older ClearNLP labels
(nsubjpass, dobj, prep + pobj). Every question here is answered over both, so that nothing above depends on a label
scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.language.columns import words_of

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "nsubjpass", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "nsubjpass"})
OBJECTS = frozenset({"obj", "dobj"})
INDIRECT_OBJECTS = frozenset({"iobj", "dative"})
RELATIVE = frozenset({"acl:relcl", "relcl"})
OBLIQUES = frozenset({"obl", "nmod", "pobj", "obl:agent", "obl:tmod", "obl:unmarked", "obl:npmod"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "relcl", "parataxis", "csubj", "advcl:relcl"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither"})
AUXILIARIES = frozenset({"aux", "aux:pass", "auxpass"})
NOMINAL_SUBJECTS = SUBJECTS - {"csubj", "expl"}
PASSIVE = PASSIVE_SUBJECTS | {"aux:pass", "auxpass"}


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The direct dependents with any of these labels, in text order."""
    doc = token.doc
    words = words_of(doc)
    return (doc[index] for index in words.below[token.i] if words.dep[index] in labels)


def _first(token: Token, labels: frozenset[str]) -> Token | None:
    """The first of the direct dependents with any of these labels."""
    doc = token.doc
    words = words_of(doc)
    for index in words.below[token.i]:
        if words.dep[index] in labels:
            child: Token = doc[index]
            return child
    return None


def subject(verb: Token) -> Token | None:
    """The verb's own grammatical subject, expletives left out; None where it has none."""
    return _first(verb, NOMINAL_SUBJECTS)


def nearest_subject(verb: Token) -> Token | None:
    """The verb's subject; of several the nearest before it, if a comma parts it off ("Iran, he said, ...")."""
    words, doc = words_of(verb.doc), verb.doc
    found = [index for index in words.below[verb.i] if words.dep[index] in NOMINAL_SUBJECTS]
    before = [index for index in found if index < verb.i]
    if len(before) > 1:
        low = doc[before[-1]].left_edge.i
        if low > 0 and words.lower[low - 1] == "," and "," not in words.lower[low : verb.i]:
            return doc[before[-1]]
        if low == doc[before[0]].right_edge.i + 1:
            return doc[before[-1]]  # one phrase taken for two ("Venezuelan | Vice President X")
    return doc[found[0]] if found else None


def first_object(verb: Token) -> Token | None:
    """The verb's direct object."""
    return _first(verb, OBJECTS)


def addressed(verb: Token) -> Token | None:
    """Who is spoken to: the indirect object, or the object of verbs like "tell" and "assure"."""
    return _first(verb, INDIRECT_OBJECTS) or first_object(verb)


def prepositional(head: Token, *prepositions: str) -> Iterator[tuple[Token, Token]]:
    """(preposition, its noun or clause head) of each phrase on `head` that opens with one of the prepositions.

    Works for UD (noun with a `case` or `mark` child) and for ClearNLP (`prep` with a `pobj` or `pcomp`).
    """
    doc = head.doc
    words = words_of(doc)
    for child in words.below[head.i]:
        if words.dep[child] in ("prep", "agent", "dative") and words.lower[child] in prepositions:
            for inner in children(doc[child], "pobj", "pcomp"):
                yield doc[child], inner
            continue
        for marker in words.below[child]:
            if marker < child and words.dep[marker] in ("case", "mark") and words.lower[marker] in prepositions:
                yield doc[marker], doc[child]
                break


def is_passive(verb: Token) -> bool:
    """True for a verb in the passive voice ("was told", "is believed")."""
    words = words_of(verb.doc)
    return any(words.dep[index] in PASSIVE for index in words.below[verb.i])


def negation(verb: Token) -> Token | None:
    """The word that negates the verb, if any ("did not say", "never said")."""
    doc = verb.doc
    words = words_of(doc)
    for index in words.below[verb.i]:
        if words.dep[index] == "neg" or (
            words.lower[index] in NEGATIONS and index < verb.i and words.dep[index] in ("advmod", "cc", "cc:preconj")
        ):
            child: Token = doc[index]
            return child
    return None


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of the verb, in text order."""
    return list(children(verb, "aux", "aux:pass", "auxpass"))


def edges(head: Token, leave_out: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last token index of the subtree of `head`, without dependents whose label is in `leave_out`."""
    low = high = head.i
    for child in head.children:
        if child.dep_ in leave_out:
            continue
        low = min(low, child.left_edge.i)
        high = max(high, child.right_edge.i)
    return low, high
