"""A parse as columns: plain lists that are made once, for what the decision asks of each word many times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from spacy.tokens import Doc

from onrecord.language.columns import words_of
from onrecord.statements.lexicon import cue_forms, cue_verbs

#: Where a doc keeps its columns.
KEPT = "onrecord.columns"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Marks at which a content can end.
CUTS = frozenset({",", ";", ":", "—", "–", "-", "--", "(", "..."})
#: Words of grammar before which a content can end.
OPENERS = frozenset({
    "and", "but", "or", "as", "while", "after", "before", "when", "because", "since", "though", "although", "if",
    "until", "unless", "which", "who", "where", "whose", "with", "without", "on", "in", "at", "during", "by", "for",
    "to", "that", "despite", "even", "including", "so", "whether", "amid", "following", "over", "from", "than", "not",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """One list for each attribute of a doc's tokens; `head` are token indexes.

    `finite`, `commas` and `saying` are running counts: the number within low..high is `count[high + 1] - count[low]`.
    """

    lower: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    ent: list[str]
    lemma: list[str]  # of verbs by the table of cue forms first, all in small letters
    head: list[int]
    finite: list[int]
    commas: list[int]
    saying: list[int]  # finite or not, verbs of the class "speech"
    again: list[int]  # those that are finite and right behind "and" or "but"

    def kind(self, index: int) -> str:
        """A token by its form where it is a mark or a word of grammar, by its tag elsewhere."""
        return self.lower[index] if self.is_cut(index) else self.tag[index]

    def is_cut(self, index: int) -> bool:
        """True where a content could end before the token."""
        return self.lower[index] in CUTS or self.lower[index] in OPENERS


def columns(doc: Doc) -> Columns:
    """The columns of a doc, made once and kept with it."""
    kept: Columns | None = doc.user_data.get(KEPT)
    if kept is None:
        kept = doc.user_data[KEPT] = _made(doc)
    return kept


def _made(doc: Doc) -> Columns:
    words = words_of(doc)
    lower, tag = words.lower, words.tag
    verbal = [tag.startswith("VB") or part in ("VERB", "AUX") for tag, part in zip(tag, words.pos, strict=True)]
    forms = cue_forms()
    lemma = [
        (forms.get(form) if verb else None) or lemma.lower() or form
        for form, lemma, verb in zip(lower, words.lemma, verbal, strict=True)
    ]
    speech = _speech()
    saying = [verb and each in speech for each, verb in zip(lemma, verbal, strict=True)]
    finite = [each in FINITE for each in tag]
    again = [
        index > 0 and says and finite[index] and lower[index - 1] in ("and", "but") for index, says in enumerate(saying)
    ]
    return Columns(
        lower, tag, words.pos, words.dep, words.ent, lemma, words.head,
        _running(finite), _running([each == "," for each in lower]), _running(saying), _running(again),
    )  # fmt: skip


@cache
def _speech() -> frozenset[str]:
    return frozenset(verb for verb, entry in cue_verbs().items() if entry.kind == "speech")


def _running(flags: list[bool]) -> list[int]:
    return list(accumulate(flags, initial=0))
