"""What speaks for and against a candidate, as names of closed features: grammar and position, never the text's words.

The only trace of a word is `prior`: how often its lemma is a cue, as a logit in bins, from the table of counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import tables
from onrecord.language.nodes import Node, addressed, auxiliaries, children, is_passive, negation, subject
from onrecord.language.syntax import RELATIVE
from onrecord.statements.candidates import CLAUSES, Candidate
from onrecord.statements.columns import columns
from onrecord.statements.lexicon import lemma_of, verb_entry
from onrecord.statements.quoting import Period

_FIRST_SECOND = frozenset({"i", "we", "you"})
_THIRD = frozenset({"he", "she", "they"})
_RELATIVES = frozenset({"who", "which", "that"})
_MODALS = {
    form: name
    for name, forms in {
        "will": "will 'll ’ll wo shall",
        "would": "would 'd ’d",
        "may": "may might can could ca",
        "must": "must should",
        "have": "have has had 've ’ve",
        "do": "do does did",
        "be": "is are was were be been being",
    }.items()
    for form in forms.split()
}
_MARKS = frozenset({
    "that", "if", "whether", "because", "as", "while", "after", "before", "when", "since", "although", "though", "to",
    "by", "for", "without", "in", "until", "than", "so",
})  # fmt: skip
_CLAUSAL_DEPS = frozenset({
    "ROOT", "conj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "appos", "obj", "nsubj", "obl",
    "nmod", "compound", "amod", "dep", "root", "aux", "case",
})  # fmt: skip
#: Words of grammar that a content may open with, by what they are to the features.
_OPENING = {word: word for word in ("that", "to", "the", "a", "an", "it")} | dict.fromkeys(
    ("his", "her", "its", "their"), "own"
)
_LENGTHS = (1, 2, 4, 8, 16)


#: Features whose weight depends on how common the word is as a cue.
_CROSSED = ("subject=", "tag=", "length=", "head=", "opens=", "above=", "mark=", "dep=")
CLAUSE_FRAMES = frozenset(CLAUSES.values())


def counted_frame(frame: str) -> str:
    """The frame under which uses are counted: a clause is one frame wherever it stands."""
    return "c" if frame in CLAUSE_FRAMES else frame


def frame_group(frame: str) -> str:
    """The frame without its preposition."""
    return frame.partition(":")[0]


def part_of(token: Node) -> str | None:
    """v, n or a for a token that can have candidates."""
    tag = token.tag_
    if tag.startswith("VB"):
        return "v"
    if tag.startswith("NN"):
        return "n"
    return "a" if tag.startswith("JJ") and token.dep_ != "amod" else None


def lemma_in(token: Node, part: str) -> str:
    """The lemma by which the table of counts knows the token."""
    return lemma_of(token) if part == "v" else str(token.lemma_).lower()


def lemma_key(candidate: Candidate) -> tuple[str, str]:
    """(v, n or a; lemma) of the candidate's word, the key of the table of counts."""
    part = part_of(candidate.anchor) or "v"
    return part, lemma_in(candidate.anchor, part)


def evidence(candidate: Candidate, period: Period, prior: float, general: float) -> list[str]:
    """Names of the plain features that a candidate has; `crossings` tells with what each counts together.

    `prior` is the logit of its lemma in this frame, `general` that of its lemma in any.
    """
    group = frame_group(candidate.frame)
    names = [
        f"frame={candidate.frame}",
        f"rule={candidate.found.rule if group == 'c' else group}",
        *(candidate.about if candidate.about is not None else about(candidate.anchor, period)),
        *_of_content(candidate, period),
        f"prior={_bin(prior)}",
        f"general={_bin(general)}",
    ]
    if candidate.listed:
        names.append("listed")
    return names


def chance(prior: float) -> str:
    """How common the word is as a cue in the frame, in few steps."""
    return str(max(-3, min(3, round(prior))))


def crossings(name: str, group: str, likely: str) -> list[str]:
    """The names under which a plain feature has weights: its own, with the frame, some with how common the word is."""
    return [name, f"{group}|{name}", f"{likely}|{name}"] if name.startswith(_CROSSED) else [name, f"{group}|{name}"]


def _bin(logit: float) -> int:
    return max(-7, min(6, round(logit * 1.5)))


def about(anchor: Node, period: Period) -> list[str]:
    """The features that all candidates of a word have in common."""
    entry = verb_entry(anchor)
    return [*_of_anchor(anchor, period), f"class={entry.kind if entry is not None else 'none'}"]


def _of_anchor(anchor: Node, period: Period) -> Iterator[str]:
    table = anchor.tree.words
    yield f"tag={anchor.tag_}"
    yield f"dep={anchor.dep_ if anchor.dep_ in _CLAUSAL_DEPS else 'other'}"
    verb = anchor
    if anchor.pos_ not in ("VERB", "AUX") and anchor.dep_ in ("obj", "dobj", "obl"):
        verb = anchor.head
    who = subject(verb)
    yield f"subject={_kind_of(who)}"
    if who is not None and who.i > verb.i:
        yield "inverted"
    if is_passive(verb):
        yield "passive"
    if negation(verb) is not None:
        yield "negated"
    words = {_MODALS[token.lower_] for token in auxiliaries(verb) if token.lower_ in _MODALS}
    yield from (f"aux={word}" for word in words)
    mark = next((child.lower_ for child in children(verb, "mark")), None)
    if mark is not None:
        yield f"mark={mark if mark in _MARKS else 'other'}"
    if "to" in (table.lower[child] for child in table.below[verb.i] if child < verb.i):
        yield "to"
    if period.in_quote(anchor.i) is not None:
        yield "quoted"
    if anchor.dep_ in {"xcomp", "ccomp", "conj", "advcl", *RELATIVE} and anchor.head != anchor:
        above = verb_entry(anchor.head)
        yield f"above={anchor.dep_}:{above.kind if above is not None else 'none'}"
    if period.segment.part != "body":
        yield "heading"
    if period.tree[period.last].text == "?":
        yield "question"
    if any(table.dep[child] in ("nmod:poss", "poss") for child in table.below[anchor.i]):
        yield "possessed"


def _kind_of(noun: Node | None) -> str:
    """What kind of word a subject is."""
    if noun is None:
        return "none"
    word = noun.lower_
    for name, words in (
        ("I", _FIRST_SECOND),
        ("he", _THIRD),
        ("it", ("it", "this", "that", "there")),
        ("who", _RELATIVES),
    ):
        if word in words:
            return name
    if noun.ent_type_:
        return noun.ent_type_
    if noun.pos_ == "PROPN":
        return "proper"
    if str(noun.lemma_).lower() in tables.load_terms("lexicon/source_nouns.csv"):
        return "source"
    return "plural" if noun.tag_ in ("NNS", "NNPS") else "common" if noun.pos_ == "NOUN" else "other"


def _of_content(candidate: Candidate, period: Period) -> Iterator[str]:
    stretches, anchor = candidate.found.stretches, candidate.anchor.i
    table = columns(period.segment.doc)
    length = sum(high - low + 1 for low, high in stretches)
    yield f"length={next((top for top in _LENGTHS if length <= top), 99)}"
    low, high = stretches[-1]
    if high < low:
        return
    word = table.lower[low]
    yield f"opens={table.pos[low] if table.tag[low] not in ('WP', 'WDT', 'WRB') else 'WH'}"
    if word in _OPENING:
        yield f"word={_OPENING[word]}"
    gap = low - anchor
    if gap > 0 and any(
        table.lower[index] == "that" and table.dep[index] == "mark" for index in range(anchor + 1, low + 1)
    ):
        yield "that"
    if table.finite[high + 1] > table.finite[low]:
        yield "finite"
    if high >= period.last - 1:
        yield "to the end"
    yield f"gap={'before' if gap < 0 else gap if gap < 4 else 'far'}"
    if gap > 1 and table.commas[low] > table.commas[anchor]:
        yield "comma between"
    marks = [quote for quote in period.quotes if quote.first <= high and quote.last >= low]
    if marks:
        yield "holds quotation" if marks[0].first <= low else "quotation inside"
    head = next((index for index in range(low, high + 1) if not low <= table.head[index] <= high), low)
    yield f"head={table.ent[head] or table.pos[head]}"
    listener = addressed(candidate.anchor)
    if listener is not None and listener.i < low:
        yield f"listener={_kind_of(listener)}"
