"""Which frame of a word holds what it reports: the lexicon's frames and all others, judged by counts and weights."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from onrecord.language.nodes import Node
from onrecord.language.syntax import AUXILIARIES
from onrecord.statements.candidates import CLAUSE_FRAMES, CLAUSES, Candidate, of_token
from onrecord.statements.deciding import decision
from onrecord.statements.evidence import about, lemma_key, part_of
from onrecord.statements.finite import finite_clause
from onrecord.statements.found import Found
from onrecord.statements.frames import (
    accused,
    called_on,
    described,
    gerund,
    infinitive,
    noun_object,
    object_infinitive,
    particle,
)
from onrecord.statements.lexicon import CueEntry, cue_verbs
from onrecord.statements.quoting import Period

_MODIFYING = frozenset({"amod"})
#: Most words that are kept of all that is read.
_MOST = 100_000
#: A candidate less likely than this is no statement.
THRESHOLD = 0.39
#: The same for what hangs on a noun.
NOUN_THRESHOLD = 0.55
#: What a frame of the lexicon has over others beyond its weight, as a logit.
LISTED_BONUS = 0.8
#: Frames of the lexicon by the names that candidates have for them.
_PLAIN_FRAMES = {
    "w": "c", "pout": "c", "as": "oc", "onx": "ox",
    **{word: f"p:{word}" for word in ("of", "for", "with", "about", "against")},
}  # fmt: skip

Frame = Callable[[Node, CueEntry, Period], Found | None]

#: The functions behind the frames of cue_verbs.csv, in the order in which they are tried.
FRAMES: dict[str, Frame] = {
    "pout": particle,
    "c": finite_clause,
    "w": finite_clause,
    "onx": called_on,
    "ox": object_infinitive,
    "x": infinitive,
    "g": gerund,
    "as": described,
    "oc": described,
    "of": accused,
    "for": accused,
    "with": accused,
    "about": accused,
    "against": accused,
    "o": noun_object,
}


def find_content(verb: Node, entry: CueEntry, period: Period) -> Found | None:
    """The first frame of the verb that holds content."""
    for name, frame in FRAMES.items():
        if name in entry.frames:
            found = frame(verb, entry, period)
            if found is not None:
                found.frame = name
                return found
    return None


def candidates_for(token: Node, entry: CueEntry | None, period: Period) -> list[Candidate]:
    """All candidates of a word; the one that the lexicon's frames find is marked and stands for its frame."""
    if _is_compounded(token):
        return []
    found = list(of_token(token, period))
    listed = None if entry is None else _listed_clause(found, entry) or find_content(token, entry, period)
    if listed is not None:
        frame = CLAUSES.get(listed.rule) or _PLAIN_FRAMES.get(listed.frame or "", listed.frame or "")
        found = [each for each in found if each.frame != frame and not (frame == "ox" and each.frame == "x")]
        found.append(Candidate(token, frame, listed, listed=True))
    found = [each for each in found if entry is None or f"!{each.frame}" not in entry.frames]
    if found:
        features, key = about(token, period), lemma_key(found[0])
        for each in found:
            each.about, each.key = features, key
    return found


def _listed_clause(found: list[Candidate], entry: CueEntry) -> Found | None:
    """The clause among the candidates that the lexicon's first frame would find as well."""
    first = found[0] if found and entry.frames & {"c", "w"} and "pout" not in entry.frames else None
    if first is None or first.frame not in CLAUSE_FRAMES or first.frame == "cp":
        return None
    first.found.frame = "c" if "c" in entry.frames else "w"
    return first.found


def _is_compounded(token: Node) -> bool:
    """The second half of a compound: "so-called", "long-awaited"."""
    words, before = token.tree.words, token.i - 1
    return before >= 0 and words.text[before] == "-" and not words.spaced[before]


def possible_cues(period: Period, lists: Callable[[str, str], bool]) -> list[int]:
    """The tokens that can be cues: words that `lists` (v, n or a; lemma) has, and verbs of the lexicon."""
    table, unfit, start = period.table, _unfit(lists), period.first
    words = slice(start, period.last + 1)
    found = map(unfit.__getitem__, zip(table.lemma[words], table.tag[words], strict=True))
    return [index for index, labels in enumerate(found, start) if labels is not None and table.dep[index] not in labels]


class _Unfit(dict[tuple[str, str], frozenset[str] | None]):
    """By lemma and tag: the relations in which the word is no cue; None where it is none in any."""

    def __init__(self, lists: Callable[[str, str], bool]) -> None:
        super().__init__()
        self._lists = lists

    def __missing__(self, key: tuple[str, str]) -> frozenset[str] | None:
        lemma, tag = key
        found: frozenset[str] | None = None
        if tag.startswith("VB"):
            found = AUXILIARIES if lemma in cue_verbs() or self._lists("v", lemma) else None
        elif tag.startswith("NN"):
            found = frozenset() if self._lists("n", lemma) else None
        elif tag.startswith("JJ"):
            found = _MODIFYING if self._lists("a", lemma) else None
        if len(self) > _MOST:
            self.clear()
        self[key] = found
        return found


@lru_cache(maxsize=4)
def _unfit(lists: Callable[[str, str], bool]) -> _Unfit:
    return _Unfit(lists)


def choose(token: Node, entry: CueEntry | None, period: Period) -> Found | None:
    """What a word reports, in the likeliest of its frames, when that is likely enough.

    A quoted cue needs a frame of the lexicon.
    """
    if period.quotes and period.in_quote(token.i) is not None:
        return find_content(token, entry, period) if entry is not None else None
    judge, part = decision(), part_of(token)
    if part is None:
        return None
    best: Candidate | None = None
    surest = THRESHOLD
    for candidate in candidates_for(token, entry, period):
        likely = judge.probability(candidate, period, LISTED_BONUS if candidate.listed else 0.0)
        if likely >= surest and (likely >= NOUN_THRESHOLD or candidate.frame[0] != "n"):
            best, surest = candidate, likely
    if best is None:
        return None
    best.found.confidence = surest
    best.found.decided = partial(judge.told, _as_found(best), period)
    stretch = judge.bounded(best, period)
    if stretch is not None:
        best.found.stretches = [stretch]
    if not best.listed:
        best.found.frame = best.frame
    return best.found


def _as_found(candidate: Candidate) -> Candidate:
    """The candidate as its frame gave it, whatever becomes of what was found."""
    found = Found(candidate.found.stretches, candidate.found.rule)
    return Candidate(candidate.anchor, candidate.frame, found, candidate.listed, candidate.about)
