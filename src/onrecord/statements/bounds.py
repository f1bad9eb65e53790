"""Where a content behind its cue begins and ends: the ends that commas and conjunctions offer, judged by weights.

The frame gives one stretch; `variants` gives the others that the same words could be cut to, and `bound_evidence` what
speaks for each, again by grammar and position alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.language.syntax import SUBJECTS
from onrecord.statements.candidates import Candidate
from onrecord.statements.evidence import frame_group
from onrecord.statements.lexicon import verb_entry
from onrecord.statements.quoting import Period

_CUTS = frozenset({",", ";", ":", "—", "–", "-", "--", "(", "..."})
_OPENERS = frozenset({
    "and", "but", "or", "as", "while", "after", "before", "when", "because", "since", "though", "although", "if",
    "until", "unless", "which", "who", "where", "whose", "with", "without", "on", "in", "at", "during", "by", "for",
    "to", "that", "despite", "even", "including", "so", "whether", "amid", "following", "over", "from", "than", "not",
})  # fmt: skip
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MOST = 14
_NEAREST = 7


@dataclass(frozen=True, slots=True)
class Bounds:
    """One stretch that a content could have, and the one that its frame gave."""

    low: int
    high: int
    base: tuple[int, int]


def variants(candidate: Candidate, period: Period) -> list[Bounds]:
    """The stretches that the content could have, the frame's own first; only that one where it stands before its cue
    or in two parts.
    """
    stretches = candidate.found.stretches
    low, high = stretches[0]
    base = Bounds(low, high, (low, high))
    if len(stretches) > 1 or low <= candidate.anchor.i or high < low:
        return [base]
    doc = period.segment.doc
    lows = [low]
    begin = _subject_of_clause(doc[low : high + 1], low) if candidate.frame in ("c", "cp") else None
    if begin is not None and low < begin < min(high, low + _NEAREST) and not _has_verb(doc[low:begin]):
        lows.append(begin)
    highs = {high, period.last}
    for index in range(low + 1, period.last + 1):
        if _is_cut(doc[index], period):
            highs.add(index - 1)
    for quote in period.quotes:
        if quote.first >= low:
            highs.add(quote.last)
    again = next((token.i for token in doc[high + 1 : period.last + 1] if _says_again(token)), None)
    if again is not None:
        highs = {end for end in highs if end < again}
    near = sorted(highs, key=lambda end: (end != high, abs(end - high)))[:_MOST]
    found = [Bounds(start, end, (low, high)) for start in lows for end in sorted(near) if end >= start]
    return [base, *(each for each in found if (each.low, each.high) != (low, high))]


def _subject_of_clause(tokens: Span, low: int) -> int | None:
    """Where the subject of the first finite verb of a stretch begins."""
    for token in tokens:
        if token.tag_ in _FINITE:
            verb = token if token.dep_ not in ("aux", "aux:pass", "cop") else token.head
            edges = [child.left_edge.i for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]
            return edges[0] if edges and edges[0] >= low else None
    return None


def _has_verb(tokens: Span) -> bool:
    return any(token.tag_.startswith("VB") or token.tag_ == "MD" for token in tokens)


def _is_cut(token: Token, period: Period) -> bool:
    if period.in_quote(token.i) is not None:
        return False
    return token.text in _CUTS or token.lower_ in _OPENERS


def bound_evidence(candidate: Candidate, bounds: Bounds, period: Period) -> list[str]:
    """Names of the features of one stretch."""
    doc = period.segment.doc
    names = [*_of_end(candidate.anchor, bounds, period), *_of_begin(bounds, period)]
    group = frame_group(candidate.frame)
    side = "same" if bounds.high == bounds.base[1] else "shorter" if bounds.high < bounds.base[1] else "longer"
    names.append(side)
    marks = [quote for quote in period.quotes if quote.first <= bounds.high and quote.last >= bounds.low]
    if marks:
        names.append("quotation ends it" if marks[-1].last == bounds.high else "quotation inside")
        if marks[-1].last > bounds.high or marks[0].first < bounds.low:
            names.append("quotation cut")
    inside = doc[bounds.low : bounds.high + 1]
    if any(_says_again(token) for token in inside[1:]):
        names.append("says again inside")
    commas = sum(token.text == "," for token in inside)
    names.append(f"commas={min(commas, 3)}")
    names.append(f"length={min(6, len(inside).bit_length())}")
    names.append(f"finite={min(2, sum(token.tag_ in _FINITE for token in inside))}")
    return [*names, *(f"{group}|{name}" for name in names), *(f"{side}|{name}" for name in names[:8])]


def _of_end(anchor: Token, bounds: Bounds, period: Period) -> Iterator[str]:
    doc, end = period.segment.doc, bounds.high
    after = [doc[index] for index in range(end + 1, min(end + 4, period.last + 1)) if not doc[index].is_space]
    yield f"last={_kind(doc[end])}"
    if not after or (len(after) == 1 and after[0].is_punct):
        yield "to the end"
        return
    first = after[0]
    yield f"next={_kind(first)}"
    word = next((token for token in after if not token.is_punct), None)
    if word is not None:
        if word != first:
            yield f"then={_kind(word)}"
        yield f"hangs={_hangs(word, anchor, bounds)}"
    rest = doc[end + 1 : period.last + 1]
    finite = any(token.tag_ in _FINITE for token in rest)
    yield f"rest={'finite' if finite else 'none'}:{min(5, len(rest).bit_length())}"
    if any((entry := verb_entry(token)) is not None and entry.kind == "speech" for token in rest):
        yield "rest says"


def _of_begin(bounds: Bounds, period: Period) -> Iterator[str]:
    if bounds.low != bounds.base[0]:
        skipped = period.segment.doc[bounds.base[0] : bounds.low]
        yield f"begins later={_kind(skipped[0])}:{min(3, len(skipped).bit_length())}"


def _says_again(token: Token) -> bool:
    """A finite verb of saying right behind "and" or "but": the next statement of the same speaker."""
    if token.tag_ not in _FINITE or token.nbor(-1).lower_ not in ("and", "but"):
        return False
    entry = verb_entry(token)
    return entry is not None and entry.kind == "speech"


def _kind(token: Token) -> str:
    """A token by its form where it is a mark or a word of grammar, by its tag elsewhere."""
    if token.text in _CUTS or token.lower_ in _OPENERS:
        return str(token.lower_)
    return str(token.tag_)


def _hangs(word: Token, anchor: Token, bounds: Bounds) -> str:
    """On what the word behind the stretch hangs, and by which relation: inside the content, the cue, or elsewhere."""
    node = word
    for _ in range(12):
        head = node.head
        if head == node:
            return "root"
        if bounds.low <= head.i <= bounds.high:
            return f"content:{node.dep_}"
        if head == anchor:
            return f"cue:{node.dep_}"
        node = head
    return "far"
