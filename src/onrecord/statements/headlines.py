"""Attribution by a mark in headlines: "Talks off - ministry", "Sudan massing rebels: Chad minister", "Pence: no
debate"; and at their end, where the parse lost who says it: "No deal on gas yet, Kremlin spokesman says".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord import tables
from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node
from onrecord.statements.draft import Draft
from onrecord.statements.lexicon import cue_forms, cue_verbs

_DASH = re.compile(r"(?<=\s)(?:--|—|–|-)(?=\s)|(?<=\w)—(?=\w)")
_TOPIC = re.compile(r"(?P<topic>[^:\-–—\"“]{2,40}?)(?P<mark>: |\s?[-–—]\s?)(?=\S)")
_COLON = re.compile(r":(?=\s)")
_LONGEST_SOURCE = 8
#: In words: what may stand before a heading's colon as its topic.
_LONGEST_TOPIC = 3
_DESCRIBING = frozenset({"described as", "called", "headline mark"})
_MARKS = frozenset("\"“”'‘’")

#: Tells whether the tokens can be a speaker: a person, an organisation, or a word for an office or a kind of source.
CanSpeak = Callable[[Segment, tuple[Node, ...]], bool]


def read_headline(reading: Reading, segment: Segment, can_speak: CanSpeak) -> Draft | None:
    """The statement of a headline that attributes by dash or colon; None when the mark parts something else."""
    text = reading.text[segment.start : segment.end]
    for pattern in (_DASH, _COLON):
        marks = list(pattern.finditer(text))
        if not marks:
            continue
        last, first = marks[-1], marks[0]
        draft = _split(reading, segment, last.start(), last.end(), source_first=False, can_speak=can_speak)
        if draft is None and pattern is _COLON:
            draft = _split(reading, segment, first.start(), first.end(), source_first=True, can_speak=can_speak)
        if draft is not None:
            return draft
    return None


def of_heading(reading: Reading, segment: Segment, found: list[Draft], can_speak: CanSpeak) -> list[Draft]:
    """The drafts that were read from a heading as from any sentence, with what only headings do."""
    drafts = _with_end(reading, segment, found, can_speak) or _with_noun_verb(reading, segment, can_speak)
    return [_without_topic(reading, segment, _without_circumstance(draft)) for draft in drafts]


def _with_end(reading: Reading, segment: Segment, found: list[Draft], can_speak: CanSpeak) -> list[Draft]:
    """The drafts of a headline, with the one that its last words tell (", army says") where the parse missed these."""
    words = [token for token in segment.tree if not token.is_space and token.text not in ("…", "...", ".")]
    comma = next((number for number in range(len(words) - 2, 1, -1) if words[number].text == ","), None)
    if comma is None or words[-1].tag_ not in ("VBZ", "VBD", "VBP", "NNS"):
        return found
    verb, source = words[-1], tuple(words[comma + 1 : -1])
    lemma = cue_forms().get(verb.lower_)
    entry = cue_verbs().get(lemma or "")
    if entry is None or entry.kind != "speech" or "q" not in entry.frames or not 0 < len(source) <= _LONGEST_SOURCE:
        return found
    if any(draft.head == verb and draft.source and set(draft.source) <= set(source) for draft in found):
        return found
    content = _content(reading, segment, words[:comma])
    if content is None or source[0].tag_ in ("CC", "IN", "TO") or not _is_source(source, segment, can_speak):
        return found
    end = Draft(segment, "clause before", (verb,), entry.lemma, entry.force, [content], source, confidence=0.8)
    return [*(draft for draft in found if draft.head != verb), end]


def _with_noun_verb(reading: Reading, segment: Segment, can_speak: CanSpeak) -> list[Draft]:
    """ "Army denies targeting hospital": the tagger took the verb behind the speaker for a noun."""
    tree = segment.tree
    for verb in tree.between(1, -2):
        if verb.tag_ != "NNS" or verb.dep_ != "ROOT" or verb.i > _LONGEST_SOURCE:
            continue
        entry, behind = cue_verbs().get(cue_forms().get(verb.lower_, "")), tree[verb.i + 1]
        frame = "g" if behind.tag_ == "VBG" else "x" if behind.tag_ == "TO" else None
        source = tuple(tree.between(0, verb.i))
        if entry is None or frame not in entry.frames or not _is_source(source, segment, can_speak):
            continue
        rest = tree.between(behind.i, len(tree))
        content = _content(reading, segment, [token for token in rest if not token.is_space])
        force, rule = entry.force_in(frame), "gerund" if frame == "g" else "infinitive"
        return [Draft(segment, rule, (verb,), entry.lemma, force, [content], source, confidence=0.7)] if content else []
    return []


def _split(
    reading: Reading, segment: Segment, start: int, end: int, *, source_first: bool, can_speak: CanSpeak
) -> Draft | None:
    tree = segment.tree
    left = [token for token in tree if token.idx + len(token) <= start and not token.is_space]
    right = [token for token in tree if token.idx >= end and not token.is_space]
    cue = [token for token in tree if start <= token.idx < end]
    source, said = (left, right) if source_first else (right, left)
    if not cue or not source or len(said) < 2 or len(source) > _LONGEST_SOURCE:
        return None
    while source and source[-1].is_punct and source[-1].text != ")":
        source = source[:-1]
    if not source or any(token.tag_ in ("VBZ", "VBD", "VBP", "MD") for token in source):
        return None
    if source_first and not _is_clause(said):
        return None  # a topic and what of it
    if not _is_source(tuple(source), segment, can_speak):
        return None
    content = _content(reading, segment, said)
    return (
        Draft(segment, "headline mark", (cue[0],), cue[0].text, "assert", [content], tuple(source), confidence=0.7)
        if content
        else None
    )


def _is_clause(said: list[Node]) -> bool:
    """Words with a verb or quotation marks, or with an article behind a noun, which stands for "is a"."""
    if any(token.pos_ in ("VERB", "AUX") or token.text in _MARKS for token in said):
        return True
    return any(
        token.lower_ in ("a", "an") and said[number - 1].pos_ in ("NOUN", "PROPN") and token.text[:1].islower()
        for number, token in enumerate(said)
        if number
    )


def _without_topic(reading: Reading, segment: Segment, draft: Draft) -> Draft:
    """A heading's content without the topic or the word for its kind before a colon ("Chad: half a million hungry")."""
    text, (start, end) = reading.text, draft.content[0]
    mark = _TOPIC.match(text, start, end) if start == segment.start else None
    if mark is None or draft.anchor < mark.end():
        return draft
    topic = mark["topic"].split()
    if (mark["mark"].strip() == ":" and len(topic) <= _LONGEST_TOPIC) or mark["topic"].lower() in _topics():
        draft.content[0] = (mark.end(), end)
    return draft


def _without_circumstance(draft: Draft) -> Draft:
    """A heading's content without the clause that tells what went on: "accuses X of Y as row deepens"."""
    tree, segment, (start, end) = draft.segment.tree, draft.segment, draft.content[-1]
    for token in tree.between(0, -2):
        at = segment.offset(token)
        if token.lower_ != "as" or not start < at < end or start < draft.anchor < end or draft.rule in _DESCRIBING:
            continue
        rest = tree.between(token.i + 1, len(tree))
        behind = [word for word in rest if segment.offset(word) < end]
        acts = any(
            word.tag_ in ("VBZ", "VBP") or (word.tag_ == "NNS" and str(word.lemma_).lower() in _verbs())
            for word in behind[1:]
        )
        if acts and not any(word.text in _MARKS for word in behind):
            before = segment.offset_after(tree[token.i - 1])
            draft.content[-1] = (start, before)
            break
    return draft


def _topics() -> frozenset[str]:
    return tables.load_terms("lexicon/headline_topics.csv")


def _verbs() -> frozenset[str]:
    return tables.load_terms("lexicon/verbs.csv")


def _content(reading: Reading, segment: Segment, said: list[Node]) -> tuple[int, int] | None:
    start, end = segment.offset(said[0]), segment.offset_after(said[-1])
    text = reading.text
    inner = text[start:end]
    if inner[:1] in "\"“'‘" and inner[-1:] in "\"”'’" and len(inner) > 2:
        start, end = start + 1, end - 1
    while end > start and text[end - 1] in " .,:;" and not text[start:end].endswith("..."):
        end -= 1
    return (start, end) if start < end else None


def _is_source(source: tuple[Node, ...], segment: Segment, can_speak: CanSpeak) -> bool:
    words = {token.lower_ for token in source}
    if any(token.tag_ == "PRP" for token in source):
        return False  # "Ring-fence us"
    if words & _topics() or any(token.lower_ in tables.load_terms("lexicon/time_words.csv") for token in source):
        return False
    if words & tables.load_terms("lexicon/source_nouns.csv"):
        return True
    return can_speak(segment, source)
