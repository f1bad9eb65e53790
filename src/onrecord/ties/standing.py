"""How a deed stands in its sentence: done, planned, offered, requested, refused, denied, possible or negated."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.language.syntax import children, negation
from onrecord.ties.rules import Rules

_MAYBE = frozenset({"may", "might", "could", "can", "should", "must"})
_AHEAD = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "to"})
_IF = frozenset({"if", "unless", "whether", "until", "before", "lest"})
_HELD = frozenset(
    {
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "conj",
        "obj",
        "dobj",
        "obl",
        "csubj",
        "pcomp",
        "nmod",
        "advcl:relcl",
        "compound",
        "amod",
    }
)
_DEEPEST = 4


def standing(word: Token, rules: Rules) -> tuple[str, Token | None]:
    """The status of what a word tells, and the word that governs it ("agreed" in "agreed to resume") if any does."""
    status, node = _own(word), word
    if word.dep_ == "csubj":
        return "possible", None  # "removing the sanctions is ...": told of, not told as done
    for _ in range(_DEEPEST):
        above = node.head
        if above == node or node.dep_ not in _HELD:
            break
        if node.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and (_own(node) != "actual" or _is_finite(node)):
            break
        if node.dep_ == "ccomp" and any(child.dep_ in ("nsubj", "nsubj:pass") for child in node.children):
            told = rules.governing.get(above.lemma_.lower()) if status == "actual" or above.lemma_ == "deny" else None
            if told in ("denied", "requested", "offered"):
                return told, above
            break
        told = _governed(node, above, rules)
        if told is not None:
            if negation(above) is not None or _own(above) in ("negated", "possible"):
                return ("negated" if negation(above) is not None else "possible"), above
            return told, above
        if above.pos_ in ("NOUN", "PROPN") and any(child.lower_ == "no" for child in children(above, "det")):
            return "negated", above
        node = above
        if status == "actual" and node.pos_ in ("VERB", "AUX"):
            status = _own(node)
    return status, None


def _is_finite(verb: Token) -> bool:
    """A verb with a tense of its own ("and has signed")."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        child.tag_ in ("VBD", "VBZ", "VBP") for child in children(verb, "aux")
    )


def _governed(node: Token, above: Token, rules: Rules) -> str | None:
    """What the word above makes of the deed; None where it makes nothing of it."""
    told = rules.governing.get(above.lemma_.lower()) or rules.governing.get(_with_particle(above))
    if told is not None and node.dep_ == "conj" and node.tag_ == "VB" and above.tag_ != "VB":
        return told  # "aims to tighten and impose": the parse may hang the second on the governing verb
    if told is None or node.dep_ == "conj":
        return None
    if above.pos_ in ("NOUN", "PROPN") and node.dep_ not in ("acl", "nmod", "xcomp"):
        return None
    infinitive = any(child.lower_ == "to" for child in children(node, "mark", "aux"))
    if node.pos_ in ("VERB", "AUX") and not infinitive and node.tag_ != "VBG" and node.dep_ != "xcomp":
        return None
    return told


def _with_particle(word: Token) -> str:
    """ "rule out", "turn down": the verb with what belongs to it."""
    return " ".join([word.lemma_.lower(), *(child.lower_ for child in children(word, "compound:prt", "prt"))])


def _own(word: Token) -> str:
    """What auxiliaries, negation and conjunctions make of the word itself."""
    helpers = {child.lower_ for child in word.children if child.dep_ in ("aux", "mark") and child.i < word.i}
    if any(child.dep_ == "advcl" and _opens_with_if(child) for child in word.children):
        return "possible"
    if helpers & _IF or _opens_with_if(word):
        return "possible"
    if negation(word) is not None or any(child.lower_ == "no" for child in children(word, "det")):
        return "negated"
    if helpers & _MAYBE:
        return "possible"
    if helpers & _AHEAD and not helpers & {"have"}:
        return "planned"
    return "actual"


def _opens_with_if(clause: Token) -> bool:
    return any(child.lower_ in _IF and child.dep_ in ("mark", "advmod", "case") for child in clause.children)
