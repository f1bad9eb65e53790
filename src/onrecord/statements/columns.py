"""A parse as columns: plain lists that are made once, for what the decision asks of each word many times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress

from spacy.tokens import Doc

from onrecord.language.columns import words_of
from onrecord.statements.lexicon import cue_forms, cue_verbs, is_verbal

#: Where a doc keeps its columns.
KEPT = "onrecord.columns"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Most words that are kept of all that is read.
_MOST = 100_000
#: Marks at which a content can end.
CUTS = frozenset({",", ";", ":", "—", "–", "-", "--", "(", "..."})
#: Words of grammar before which a content can end.
OPENERS = frozenset({
    "and", "but", "or", "as", "while", "after", "before", "when", "because", "since", "though", "although", "if",
    "until", "unless", "which", "who", "where", "whose", "with", "without", "on", "in", "at", "during", "by", "for",
    "to", "that", "despite", "even", "including", "so", "whether", "amid", "following", "over", "from", "than", "not",
})  # fmt: skip


@dataclass(slots=True)
class Columns:
    """One list for each attribute of a doc's tokens; `head` are token indexes.

    `finite`, `commas` and `saying` are running counts: the number within low..high is `count[high + 1] - count[low]`.
    """

    lower: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    ent: list[str]
    lemma: Sequence[str]  # of verbs by the table of cue forms first, all in small letters
    head: list[int]
    finite: list[int]
    commas: list[int]
    saying: list[int]  # finite or not, verbs of the class "speech"
    again: list[int]  # those that are finite and right behind "and" or "but"
    cut: Sequence[bool]  # whether a content could end before the token
    kind: Sequence[str]  # the form of a mark or a word of grammar, the tag of others


def columns(doc: Doc) -> Columns:
    """The columns of a doc, made once and kept with it."""
    kept: Columns | None = doc.user_data.get(KEPT)
    if kept is None:
        kept = doc.user_data[KEPT] = _made(doc)
    return kept


def _made(doc: Doc) -> Columns:
    words, known = words_of(doc), _known()
    lower, tag = words.lower, words.tag
    rows = map(known.__getitem__, zip(lower, words.lemma, tag, words.pos, strict=True))
    lemma, saying, finite, commas, cut, kind = list(zip(*rows, strict=True)) or [()] * 6
    numbers = range(len(lemma))
    says = list(compress(numbers, saying))
    again = [index for index in says if finite[index] and index > 0 and lower[index - 1] in ("and", "but")]
    size = len(lemma)
    return Columns(
        lower, tag, words.pos, words.dep, words.ent, lemma, words.head,
        _running(compress(numbers, finite), size), _running(compress(numbers, commas), size),
        _running(says, size), _running(again, size), cut, kind,
    )  # fmt: skip


#: Of a word: its lemma; whether it is a verb of speech, finite, a comma, where a content could end before; its kind.
_Row = tuple[str, bool, bool, bool, bool, str]


class _Known(dict[tuple[str, str, str, str], _Row]):
    """What the columns tell of a word by its form, lemma, tag and part of speech."""

    def __missing__(self, key: tuple[str, str, str, str]) -> _Row:
        if len(self) > _MOST:
            self.clear()
        form, lemma, tag, part = key
        verb = is_verbal(tag, part)
        lemma = (cue_forms().get(form) if verb else None) or lemma.lower() or form
        entry = cue_verbs().get(lemma) if verb else None
        speech, cut = entry is not None and entry.kind == "speech", form in CUTS or form in OPENERS
        row = self[key] = lemma, speech, tag in FINITE, form == ",", cut, form if cut else tag
        return row


@cache
def _known() -> _Known:
    return _Known()


def _running(at: Iterable[int], length: int) -> list[int]:
    """For each number from 0 to `length`, how many of the numbers `at` lie below it."""
    counts: list[int] = []
    passed = 0
    for passed, index in enumerate(at, 1):
        counts += [passed - 1] * (index + 1 - len(counts))
    return counts + [passed] * (length + 1 - len(counts))
