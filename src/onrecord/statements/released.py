"""Texts given whole: "gave the following answer to a question put by X:", "Full text of the statement:", and behind the
colon paragraphs without quotation marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node, is_passive
from onrecord.statements.draft import Draft
from onrecord.statements.quoting import MARKS, Period
from onrecord.statements.sources import source_of, trimmed

#: Verbs by which a text is given, and nouns for what is given.
LIGHT = frozenset({"make", "issue", "release", "give", "offer", "post", "send", "write", "publish", "deliver", "have"})
SAID = frozenset({"comment", "remark", "statement", "message", "answer", "response", "reply", "tweet", "post", "note"})
RULE = "released text"
_TEXT = frozenset({"text", "transcript", "translation"})
#: In tokens: the longest line that only names the text ("Full text of the statement by the ministry:").
_LONGEST_NAMING = 14
#: In paragraphs: how far above such a line it is told who released the text.
_ABOVE = 3
_Cut = Sequence[tuple[Segment, list[Period]]]


@dataclass(frozen=True, slots=True)
class _Giving:
    """A verb with the noun for what it gives: "gave the following answer"."""

    period: Period
    verb: Node
    noun: Node


def released(reading: Reading, cut: _Cut, drafts: list[Draft]) -> dict[int, Draft]:
    """The sayings whose words are whole paragraphs, by the number of each such paragraph."""
    out: dict[int, Draft] = {}
    for at, (segment, stretches) in enumerate(cut[:-1]):
        if segment.part != "body" or segment.number in out or not stretches:
            continue
        if not reading.text[segment.start : segment.end].rstrip().endswith(":"):
            continue
        giving = _given(stretches[-1]) or _given_above(cut, at)
        source = source_of(giving.verb, giving.period) if giving is not None else ()
        if giving is None or not source:
            continue
        paragraphs = _paragraphs(reading, cut, at + 1, drafts, source)
        if paragraphs:
            low, high = sorted((giving.verb.i, giving.noun.i))
            cue = trimmed(giving.period, low, high) if not is_passive(giving.verb) else (giving.verb,)
            draft = Draft(
                giving.period.segment, RULE, cue, str(giving.noun.lemma_).lower(), "assert",
                [(each.start, each.end) for each in paragraphs], source, confidence=0.85,
            )  # fmt: skip
            out.update((each.number, draft) for each in paragraphs)
    return out


def _given(period: Period) -> _Giving | None:
    """The verb and noun of giving in a sentence, outside quotation marks."""
    for token in period.frame():
        if token.pos_ == "NOUN" and str(token.lemma_).lower() in SAID:
            verb = token.head
            if verb.pos_ == "VERB" and str(verb.lemma_).lower() in LIGHT and period.first <= verb.i <= period.last:
                return _Giving(period, verb, token)
    return None


def _given_above(cut: _Cut, at: int) -> _Giving | None:
    """Who released the text that a short line names: told in the paragraphs above it."""
    line = cut[at][0].tree
    nouns = {str(token.lemma_).lower() for token in line} & SAID
    if len(line) > _LONGEST_NAMING or not nouns or _TEXT.isdisjoint(token.lower_ for token in line):
        return None
    for segment, stretches in reversed(cut[max(0, at - _ABOVE) : at]):
        for period in reversed(stretches if segment.part == "body" else []):
            giving = _given(period)
            if giving is not None and str(giving.noun.lemma_).lower() in nouns:
                return giving
    return None


def _takes_up(paragraph: Segment) -> bool:
    """ "The statement came a day after X": the paragraph tells of the text, so the text ended above it."""
    tree = paragraph.tree
    return len(tree) > 2 and tree[0].lower_ == "the" and tree[1].lower_ in SAID and tree[2].tag_ in ("VBD", "VBZ", "MD")


def _paragraphs(reading: Reading, cut: _Cut, first: int, drafts: list[Draft], source: Sequence[Node]) -> list[Segment]:
    """The paragraphs of the text: up to one that tells of its speaker again, or is quoted."""
    speaking = next((token for token in source if token.head not in source), source[0])
    again = {
        draft.segment.number
        for draft in drafts
        if draft.source and any(token.lower_ in ("he", "she", speaking.lower_) for token in draft.source)
    }
    out: list[Segment] = []
    for segment, _ in cut[first:]:
        text = reading.text[segment.start : segment.end]
        if segment.part != "body" or segment.number in again or text[:1] in MARKS or text.rstrip().endswith(":"):
            break
        if _takes_up(segment):
            break
        out.append(segment)
    return out
