"""What speaks for and against a candidate, as names of closed features: grammar and position, never the text's words.

The only trace of a word is `prior`: how often its lemma is a cue, as a logit in bins, from the table of counts.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

from onrecord import tables
from onrecord.language.nodes import Node, addressed, is_passive, negation, subject
from onrecord.language.syntax import AUXILIARIES, RELATIVE
from onrecord.statements.candidates import CLAUSE_FRAMES, Candidate
from onrecord.statements.columns import Columns
from onrecord.statements.lexicon import lemma_of, verb_entry
from onrecord.statements.quoting import Period

#: Kinds of subjects by the word, where the word alone tells.
_KINDS = {
    word: kind
    for kind, words in {"I": "i we you", "he": "he she they", "it": "it this that there", "who": "who which"}.items()
    for word in words.split()
}
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
_QUESTIONING = frozenset({"WP", "WDT", "WRB"})
_POSSESSING = frozenset({"nmod:poss", "poss"})
_ABOVE = frozenset({"xcomp", "ccomp", "conj", "advcl"}) | RELATIVE

#: Features whose weight depends on how common the word is as a cue.
_CROSSED = ("subject=", "tag=", "length=", "head=", "opens=", "above=", "mark=", "dep=")


@cache
def counted_frame(frame: str) -> str:
    """The frame under which uses are counted: a clause is one frame wherever it stands."""
    return "c" if frame in CLAUSE_FRAMES else frame


@cache
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
    if candidate.key is None:
        part = part_of(candidate.anchor) or "v"
        candidate.key = part, lemma_in(candidate.anchor, part)
    return candidate.key


def evidence(candidate: Candidate, period: Period, prior: float, general: float) -> list[str]:
    """Names of the plain features that a candidate has; `crossings` tells with what each counts together.

    `prior` is the logit of its lemma in this frame, `general` that of its lemma in any.
    """
    group = frame_group(candidate.frame)
    names = [
        f"frame={candidate.frame}",
        f"rule={candidate.found.rule if group == 'c' else group}",
        *(candidate.about if candidate.about is not None else about(candidate.anchor, period)),
    ]
    _add_content(names, candidate, period)
    names.append(f"prior={_bin(prior)}")
    names.append(f"general={_bin(general)}")
    if candidate.listed:
        names.append("listed")
    return names


@lru_cache(maxsize=1 << 14)
def chance(prior: float) -> str:
    """How common the word is as a cue in the frame, in few steps."""
    return str(max(-3, min(3, round(prior))))


def crossings(name: str, group: str, likely: str) -> list[str]:
    """The names under which a plain feature has weights: its own, with the frame, some with how common the word is."""
    return [name, f"{group}|{name}", f"{likely}|{name}"] if name.startswith(_CROSSED) else [name, f"{group}|{name}"]


@lru_cache(maxsize=1 << 14)
def _bin(logit: float) -> int:
    return max(-7, min(6, round(logit * 1.5)))


def about(anchor: Node, period: Period) -> list[str]:
    """The features that all candidates of a word have in common."""
    verb = anchor
    if anchor.pos_ not in ("VERB", "AUX") and anchor.dep_ in ("obj", "dobj", "obl"):
        verb = anchor.head
    names = [
        f"tag={anchor.tag_}",
        f"dep={anchor.dep_ if anchor.dep_ in _CLAUSAL_DEPS else 'other'}",
        *_of_verb(verb),
    ]
    if period.quotes and period.in_quote(anchor.i) is not None:
        names.append("quoted")
    if anchor.dep_ in _ABOVE and anchor.head is not anchor:
        above = verb_entry(anchor.head)
        names.append(f"above={anchor.dep_}:{above.kind if above is not None else 'none'}")
    if period.segment.part != "body":
        names.append("heading")
    if period.table.lower[period.last] == "?":
        names.append("question")
    if not _POSSESSING.isdisjoint([child.dep_ for child in anchor.children]):
        names.append("possessed")
    entry = verb_entry(anchor)
    names.append(f"class={entry.kind if entry is not None else 'none'}")
    return names


def _of_verb(verb: Node) -> list[str]:
    """The features of what hangs on the verb of a word's clause."""
    children = verb.children
    who = subject(verb)
    names = [f"subject={_kind_of(who)}"]
    if who is not None and who.i > verb.i:
        names.append("inverted")
    if is_passive(verb):
        names.append("passive")
    if negation(verb) is not None:
        names.append("negated")
    helping = [_MODALS[child.lower_] for child in children if child.dep_ in AUXILIARIES and child.lower_ in _MODALS]
    names += [f"aux={word}" for word in dict.fromkeys(helping)]
    marks = [child.lower_ for child in children if child.dep_ == "mark"]
    if marks:
        names.append(f"mark={marks[0] if marks[0] in _MARKS else 'other'}")
    if "to" in [child.lower_ for child in children if child.i < verb.i]:
        names.append("to")
    return names


def _kind_of(noun: Node | None) -> str:
    """What kind of word a subject is."""
    if noun is None:
        return "none"
    known = _KINDS.get(noun.lower_) or noun.ent_type_
    if known:
        return known
    if noun.pos_ == "PROPN":
        return "proper"
    if noun.lemma_.lower() in tables.load_terms("lexicon/source_nouns.csv"):
        return "source"
    return "plural" if noun.tag_ in ("NNS", "NNPS") else "common" if noun.pos_ == "NOUN" else "other"


def _add_content(names: list[str], candidate: Candidate, period: Period) -> None:
    """Add the features of a candidate's content."""
    stretches, anchor, table = candidate.found.stretches, candidate.anchor.i, period.table
    low, high = stretches[-1]
    length = high - low + 1 if len(stretches) == 1 else sum([end - start + 1 for start, end in stretches])
    names.append(f"length={_LENGTHS[bisect_left(_LENGTHS, length)] if length <= _LENGTHS[-1] else 99}")
    if high < low:
        return
    word = table.lower[low]
    names.append(f"opens={table.pos[low] if table.tag[low] not in _QUESTIONING else 'WH'}")
    if word in _OPENING:
        names.append(f"word={_OPENING[word]}")
    gap = low - anchor
    if gap > 0 and _opens_with_that(table, anchor + 1, low + 1):
        names.append("that")
    if table.finite[high + 1] > table.finite[low]:
        names.append("finite")
    if high >= period.last - 1:
        names.append("to the end")
    names.append(f"gap={'before' if gap < 0 else gap if gap < 4 else 'far'}")
    if gap > 1 and table.commas[low] > table.commas[anchor]:
        names.append("comma between")
    marks = [quote for quote in period.quotes if quote.first <= high and quote.last >= low]
    if marks:
        names.append("holds quotation" if marks[0].first <= low else "quotation inside")
    above = [index for index, head in enumerate(table.head[low : high + 1], low) if not low <= head <= high]
    head = above[0] if above else low
    names.append(f"head={table.ent[head] or table.pos[head]}")
    listener = addressed(candidate.anchor)
    if listener is not None and listener.i < low:
        names.append(f"listener={_kind_of(listener)}")


def _opens_with_that(table: Columns, low: int, high: int) -> bool:
    """A conjunction "that" among the words from `low` to before `high`."""
    words = table.lower[low:high]
    return "that" in words and any(
        word == "that" and dep == "mark" for word, dep in zip(words, table.dep[low:high], strict=True)
    )
