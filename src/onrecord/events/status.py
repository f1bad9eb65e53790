"""How a deed stands: actual, ongoing, planned, offered, possible, denied or negated; from what governs its verb."""

from __future__ import annotations

from onrecord.events.ontology import Ontology
from onrecord.language.nodes import Node, auxiliaries, children, negation, subject
from onrecord.language.syntax import OBJECTS, RELATIVE

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo", "would", "'d", "’d"})
_NEARLY = frozenset({"about", "due", "set"})
_MAY = frozenset({"may", "might", "can", "could", "ca"})
_OUGHT = frozenset({"must", "should", "ought", "shall"})
_IF = frozenset({"if", "unless", "whether", "lest"})
_NOT_DONE = frozenset({"before", "without", "instead", "for"})
_NO = frozenset({"no", "any", "nobody", "none", "neither", "nothing"})
_STEPS = 5
_WHEN = frozenset({"after", "when", "as", "since", "before", "because", "while", "although", "though", "until"})
_CLAUSES = ("xcomp", "ccomp", "acl", "advcl", "nmod", "obl", "obj")


def status_of(verb: Node, ontology: Ontology, *, headline: bool = False, saying: bool = False) -> str:
    """The status that grammar gives to the deed of a verb."""
    governed = _governed(verb, ontology)
    if is_negated(verb):
        return "negated" if governed != "denied" else "actual"
    if governed is not None and governed != "same":
        return governed
    own = _own(verb, ontology, headline=headline)
    return "ongoing" if own == "actual" and not headline and not saying and _is_habit(verb) else own


def is_negated(verb: Node) -> bool:
    """ "did not", "never", "no longer", "nobody"."""
    if negation(verb) is not None or "nobody" in verb.forms("nsubj"):
        return True
    return any(
        child.lower_ in ("longer", "more") and any(word.lower_ == "no" for word in child.children)
        for child in children(verb, "advmod")
    )


def _is_habit(verb: Node) -> bool:
    """ "invites", "hand out": the present of what goes on."""
    who = subject(verb)
    past = verb.tag_ == "VBP" and who is not None and who.tag_ in ("NN", "NNP")  # "Egypt shut down X"
    return verb.tag_ in ("VBZ", "VBP") and not past and not auxiliaries(verb)


def _own(verb: Node, ontology: Ontology, *, headline: bool) -> str:
    words = {token.lower_ for token in auxiliaries(verb)}
    if not _NEARLY.isdisjoint(verb.forms("mark")) or _is_to_be(verb):
        return "planned"
    if words & _MAY:
        return "possible"
    if words & _FUTURE:
        conditional = any(not _IF.isdisjoint(child.forms("mark")) for child in children(verb, "advcl"))
        return "possible" if conditional and "would" in words else "planned"
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and not words
        and subject(verb) is None
        and verb.tag_ in ("VB", "VBN")
    ):
        return _own(verb.head, ontology, headline=headline)
    if headline and verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.children):
        return "planned"
    if verb.pos_ == "NOUN" and any(child.tag_ in ("VBZ", "VBP") for child in children(verb, "cop")):
        return "ongoing"  # "is on a visit to X"
    if verb.tag_ == "VBG" and any(token.lemma_ == "be" and token.tag_ in ("VBZ", "VBP") for token in auxiliaries(verb)):
        return "ongoing"
    return "actual"


def _is_to_be(verb: Node) -> bool:
    """ "is to hold talks"."""
    if verb.tag_ != "VB" or "to" not in verb.forms("mark", "aux"):
        return False
    return any(child.lemma_ == "be" and child.i < verb.i for child in children(verb, "cop", "aux"))


def is_hypothetical(verb: Node, ontology: Ontology) -> bool:
    """Inside a clause of condition, a question, or a purpose: told, but not as done."""
    if any(token.lower_ in _OUGHT for token in auxiliaries(verb)):
        return True
    node = verb
    for _ in range(_STEPS):
        if not _IF.isdisjoint(node.forms("mark")):
            return True
        if (
            node.dep_ in ("advcl", "acl")
            and node.tag_ == "VBG"
            and not _NOT_DONE.isdisjoint(node.forms("mark", "case"))
        ):
            return True
        if (
            node.dep_ in ("advcl", "acl")
            and node.tag_ == "VB"
            and not _is_intended(node, ontology)
            and any(child.lower_ == "to" for child in node.children)
        ):
            return True
        if node.dep_ == "xcomp" and _is_meant(node.head, ontology):
            return True
        if node.head == node:
            return False
        node = node.head
    return False


def _is_meant(verb: Node, ontology: Ontology) -> bool:
    """ "a force meant to help": what something is there for."""
    return (
        verb.tag_ in ("VBN", "VBD")
        and verb.lemma_ in ontology.meant
        and not auxiliaries(verb)
        and subject(verb) is None
    )


def _is_intended(clause: Node, ontology: Ontology) -> bool:
    """ "in response to its decision to expel them": what is decided, also where the parse hung it too high."""
    head = clause.head
    if head.lemma_.lower() in ontology.intended:
        return True
    between = clause.sent.between(head.i + 1, clause.i) if head.pos_ == "NOUN" else ()
    return any(token.pos_ == "NOUN" and token.lemma_.lower() in ontology.intended for token in between)


def _given(head: Node, clause: Node, ontology: Ontology) -> str | None:
    """What the word above says of the clause by itself."""
    if head.lemma_ == "have" and any(child.lower_ == "yet" for child in head.children):
        return "negated"  # "has yet to seek"
    return "planned" if _has_plans(head, clause, ontology) else ontology.governors.get(head.lemma_.lower())


def _has_plans(head: Node, clause: Node, ontology: Ontology) -> bool:
    """ "announced plans to expel": what the parse hung on the verb instead of on its object."""
    if clause.dep_ != "xcomp" or clause.tag_ != "VB":
        return False
    plans = (child for child in children(head, "iobj", *OBJECTS) if child.i < clause.i)
    return any(one.lemma_.lower() in ontology.intentions for one in plans)


def _governed(verb: Node, ontology: Ontology) -> str | None:
    """The status that the word above gives ("plans to", "denied", "had no plans of")."""
    node = verb
    for _ in range(_STEPS):
        if node.dep_ == "conj" and node.head != node:
            node = node.head
            continue
        head = node.head
        if node.dep_ == "advcl" and not _WHEN.isdisjoint(node.forms("mark")):
            return None  # "denied it after X had accused him"
        told = node.dep_ in RELATIVE and "that" in node.forms("mark")
        if head == node or (node.dep_ not in _CLAUSES and not told):
            return None
        if head.pos_ == "NOUN" and head.lemma_.lower() in ontology.intentions:
            if any(child.lower_ in _NO for child in head.children) or negation(head.head) is not None:
                return "denied"
            return "planned" if head.dep_ in OBJECTS or node.dep_ == "acl" else None
        if (
            head.pos_ == "NOUN"
            and head.dep_ in OBJECTS
            and ontology.governors.get(head.head.lemma_.lower()) == "denied"
        ):
            return "denied"
        given = _given(head, node, ontology)
        if given is None and head.lemma_ in ontology.excluding and node.dep_ in _CLAUSES:
            return "possible" if negation(head) is not None else None
        if given is None or node.dep_ not in ("xcomp", "ccomp", "advcl") or head.pos_ not in ("VERB", "ADJ", "AUX"):
            return None
        if given == "denied":
            return "negated" if negation(head) is not None else "denied"
        if node.dep_ == "ccomp" and given != "possible":
            return None
        if negation(head) is not None and given in ("planned", "same"):
            return "negated"
        if given != "same":
            return given
        own = _own(head, ontology, headline=False)
        if own not in ("actual", "ongoing"):
            return own
        node = head
    return None
