"""What kind of saying a cue is: its force with negation, its modality, and all the tokens that make it up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord import tables
from onrecord.language import in_reason
from onrecord.language.nodes import Node, auxiliaries, children, first_object, is_passive, negation, subject
from onrecord.language.syntax import RELATIVE
from onrecord.statements.channels import channel_in
from onrecord.statements.lexicon import CueEntry, lemma_of, verb_entry

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_HEDGES = frozenset({"may", "might", "could", "can", "must"})
_HEDGING_ADVERBS = frozenset({"reportedly", "allegedly", "apparently", "purportedly", "supposedly"})
_ASKING = frozenset({"ask", "press", "question", "quiz"})
_WISHING = frozenset({"ask", "request", "insist", "want", "decline", "refuse", "demand", "wish", "agree"})
_UNNAMED = re.compile(
    r"\b(?:not to be|not be|to be|to remain|being) (?:further |only )?(?:named|identified|quoted|unnamed)|\banonym"
)
_CALLED = re.compile(
    r"^to be (?:only )?(?:called|known|referred to)\b(?: only| just)? by (?:only )?"
    r"(?:his|her|their|an?)\b.{0,20}\b(?:name|surname|nickname|initials?)\b"
)
_WISH_REACH = 8
_NAME_REACH = 14
_SUPPOSING = frozenset({"if", "unless"})
_PRESSED = frozenset({"when", "if", "once"})
_SIGNING = frozenset({"sign", "initial", "conclude", "ratify"})
_RECALLING = "recall"
_CHECKING = frozenset({"confirm", "verify", "corroborate", "determine", "establish", "authenticate"})
_POSSIBLE = frozenset({"possible", "impossible", "able", "unable", "difficult", "hard"})
_ANSWERING = frozenset({"respond", "reply", "answer", "return", "take", "field"})
_REQUEST = re.compile(r"\b(?:requests?|queries|questions?|calls?|emails?|messages?)\b", re.IGNORECASE)
_TELLING = frozenset({"tell", "inform", "ask", "remind"})
_OCCASIONS = frozenset({"when", "after", "once", "if", "until", "before"})
_NOBODY = frozenset({"nobody", "none", "no", "neither"})
_WITHHOLDING = frozenset({"decline", "refuse"})


def force_of(verb: Node, entry: CueEntry, frame: str | None = None) -> str:
    """The force of a verb cue in the frame that held its content; a negated or withheld saying is "negated"."""
    if entry.kind == "speech" and _is_negated(verb):
        return "negated"
    return entry.force_in(frame)


def _is_negated(verb: Node) -> bool:
    if negation(verb) is not None or _by_nobody(verb):
        return True
    head = verb.head
    return verb.dep_ == "xcomp" and head != verb and lemma_of(head) in _WITHHOLDING


def _by_nobody(verb: Node) -> bool:
    """True where the subject is none: "nobody said", "neither side confirmed", "no official"."""
    for child in children(verb, "nsubj", "nsubj:pass", "nsubjpass"):
        first = verb.tree[child.left_edge.i]
        counted = first.i + 1 < len(verb.tree) and verb.tree[first.i + 1].text[:1].isdigit()
        if first.lower_ in _NOBODY and not counted:
            return True
    return False


def modality_of(verb: Node) -> str | None:
    """hedged, future, conditional, or None for a plain saying."""
    words = {token.lower_ for token in auxiliaries(verb)}
    if any(child.lower_ in _HEDGING_ADVERBS for child in children(verb, "advmod")):
        return "hedged"
    if words & _FUTURE:
        return None if negation(verb) is not None else "future"
    if words & _HEDGES:
        return "hedged"
    if "would" in words and negation(verb) is None:
        return "conditional"
    return None


def cue_tokens(verb: Node) -> tuple[Node, ...]:
    """The verb with the verb that withholds it ("declined to say"), or with its particle ("pointed out", "called
    on").
    """
    if verb.dep_ == "xcomp" and lemma_of(verb.head) in _WITHHOLDING and verb.head.i < verb.i:
        return tuple(verb.tree.between(verb.head.i, verb.i + 1))
    particle = next(iter(children(verb, "compound:prt", "prt")), None)
    if particle is not None and particle.i == verb.i + 1:
        return (verb, particle)
    return (verb,)


def is_withholding(verb: Node) -> bool:
    """True for "declined"/"refused" that only withholds another saying ("declined to say whether")."""
    if lemma_of(verb) not in _WITHHOLDING:
        return False
    inner = next(iter(children(verb, "xcomp")), None)
    entry = verb_entry(inner) if inner is not None else None
    if inner is None or entry is None:
        return False
    return entry.kind == "speech" and any(True for _ in inner.children)


def is_outlets_question(verb: Node, lemma: str) -> bool:
    """ "Asked whether ...", "When pressed on ...": the outlet's own question before an answer."""
    if lemma not in _ASKING or verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.i == verb.sent.start:
        return True
    if verb.i > 0 and verb.nbor(-1).lower_ in _PRESSED and subject(verb) is None and not auxiliaries(verb):
        return True  # "when asked about X": nobody is named who asks, so the outlet does
    if verb.tag_ != "VBN":
        return False
    return verb.dep_ in ("advcl", "acl", "dep", "amod", "advcl:relcl") or is_passive(verb)


def is_outlets_work(verb: Node, lemma: str, source: Sequence[Node], content: str) -> bool:
    """What the outlet tells of its own work: that a claim could not be checked, that somebody did not answer it, and
    the question that was answered.
    """
    if lemma in _CHECKING and _fails(verb):
        return not source or channel_in(source) is not None
    if lemma in _ANSWERING:
        return _REQUEST.search(content) is not None
    told = lemma in _TELLING and is_passive(verb) and verb.dep_ == "advcl" and not source
    return told and any(child.lower_ in _OCCASIONS for child in verb.children)


def _fails(verb: Node) -> bool:
    """ "could not be verified", "it was not possible to verify", "was unable to verify"."""
    if {"could", "can"} & {token.lower_ for token in auxiliaries(verb)} and negation(verb) is not None:
        return True
    return verb.tag_ == "VB" and str(verb.head.lemma_).lower() in _POSSIBLE


def is_deed(verb: Node, lemma: str, rule: str) -> bool:
    """ "signed an agreement", "recalled its envoy": what was done, though the verb can report words."""
    if lemma == _RECALLING:
        table = "gazetteer/titles.csv"
    elif lemma in _SIGNING and rule.startswith("object"):
        table = "lexicon/deed_objects.csv"
    else:
        return False
    noun = first_object(verb)
    return noun is not None and bool({noun.lower_, str(noun.lemma_).lower()} & tables.load_terms(table))


def sums_up(noun: Node) -> bool:
    """ "..., a request that X is likely to reject": a noun by which the outlet sums up what was just said."""
    tree, at = noun.tree, noun.i
    if at < 2 or tree[at - 2].text != "," or tree[at - 1].lower_ not in ("a", "an"):
        return False
    return noun.lower_ in tables.load_terms("lexicon/comment_nouns.csv")


def is_supposed(verb: Node) -> bool:
    """ "if both sides ask for help": a saying that is only supposed, in the present."""
    if verb.tag_ not in ("VBP", "VBZ", "VB") or verb.dep_ != "advcl":
        return False
    return any(child.lower_ in _SUPPOSING and child.i < verb.i for child in children(verb, "mark"))


def is_about_anonymity(verb: Node, lemma: str, content: str) -> bool:
    """ "asked not to be named", "insisted on anonymity": how a source is given, not what it says."""
    if in_reason(verb.tree.doc, verb.i):
        return True
    if lemma not in _WISHING:
        return False
    behind = verb.tree.text(verb.i + 1, verb.i + _WISH_REACH).lower()
    if _UNNAMED.search(behind) or _CALLED.match(verb.tree.text(verb.i + 1, verb.i + _NAME_REACH).lower()):
        return True
    return _UNNAMED.search(content.lower()) is not None and (
        verb.dep_ in RELATIVE or verb.dep_ in ("acl", "advcl", "conj", "xcomp")
    )
