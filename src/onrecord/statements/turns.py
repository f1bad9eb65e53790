"""Sayings told by the layout of paragraphs: turns of a transcript, answers of an interview, quotations that a paragraph
above them leads in with a colon.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node, children, subject
from onrecord.statements.draft import Draft, Range
from onrecord.statements.extents import joined, quotation_range
from onrecord.statements.forces import cue_tokens, force_of, modality_of
from onrecord.statements.lexicon import cue_nouns, verb_entry
from onrecord.statements.quoting import Period
from onrecord.statements.released import LIGHT, SAID, released
from onrecord.statements.sources import source_of, trimmed

_LABEL = re.compile(
    r"[\"“”„«']?\s*(?P<name>(?:[A-Z][\w.'’-]*)(?: (?:[A-Z][\w.'’-]*|de|van|von|al|of|the)){0,5}"
    r"(?:,? \([^()\n]{2,60}\))?)"
    r"(?P<colon>\s?:)\s+(?=[\"“'(\[]?\S)"
)
_ANSWER = re.compile(r"[\"“]?(?P<name>A|Answer|ANSWER)(?P<colon>[.:])\s+(?=\S)")
_QUESTION = re.compile(r"[\"“]?(?:Q|Question|QUESTION|dpa|epd|apa|afp|ap)[.:]\s+(?=\S)")
_ASIDE = re.compile(r"[\"“]?[(\[][^()\[\]\n]{2,80}[)\]]\.?[\"”]?")
#: In tokens: the longest lead-in between its cue and the colon.
_LONGEST_LEAD = 12
_Cut = list[tuple[Segment, list[Period]]]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A paragraph that opens with the name of who speaks; `first` is the first token behind the colon."""

    segment: Segment
    name: tuple[Node, ...]
    colon: Node
    first: int
    is_answer: bool


def read_turns(reading: Reading, cut: _Cut, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those that the layout of paragraphs tells, in text order; what these replace is left out."""
    drafts = _with_led_in(reading, cut, drafts)
    turns = _turns(reading, cut)
    if not turns:
        texts = released(reading, cut, drafts)
        return _replaced(drafts, texts) if texts else drafts
    places = {turn.segment.number: turn for turn in turns}
    last = max(places)
    spoken: dict[int, Draft] = {}
    current: Draft | None = None
    interviewed = next((draft for draft in drafts if draft.source and draft.segment.number < min(places)), None)
    for segment, _ in cut:
        turn = places.get(segment.number)
        words = reading.text[segment.start : segment.end]
        if turn is not None:
            current = None if _asks_for_outlet(reading, turn) else _spoken(reading, turn, interviewed)
        elif _QUESTION.match(words) or (segment.number > last and not words.startswith(('"', "“"))):
            current = None
        elif current is not None and not _ASIDE.fullmatch(words):
            current.content = joined([*current.content, _inside(reading, segment, segment.start)])
        if current is not None:
            spoken[segment.number] = current
    return _replaced(drafts, spoken)


def _turns(reading: Reading, cut: _Cut) -> list[_Turn]:
    """The labelled paragraphs of a transcript or interview; none where single paragraphs only open with a topic."""
    found: list[_Turn] = []
    texts = [reading.text[segment.start : segment.end] for segment, _ in cut]
    for (segment, _), text in zip(cut, texts, strict=True):
        answer = _ANSWER.match(text)
        label = answer or _LABEL.match(text)
        if segment.part != "body" or label is None or _QUESTION.match(text):
            continue
        name = [token for token in segment.tree if label.start("name") <= token.idx < label.end("name")]
        colon = next((token for token in segment.tree if token.idx + len(token) >= label.end("colon")), None)
        if name and colon is not None and colon.i + 1 < len(segment.tree):
            found.append(_Turn(segment, tuple(name), colon, colon.i + 1, answer is not None))
    if not found:
        return []
    labels = Counter(_label(turn) for turn in found)
    questions = any(_QUESTION.match(text) for text in texts)
    kept = [
        turn
        for turn in found
        if (turn.is_answer and questions)
        or (not turn.is_answer and (labels[_label(turn)] > 1 or _in_capitals(turn)) and len(found) > 1)
    ]
    repeated = any(labels[_label(turn)] > 1 for turn in kept)
    return kept if repeated or questions or len(kept) > 1 else []


def _label(turn: _Turn) -> str:
    """The label's last word, since a full name at the first turn is a surname at the next."""
    return str(turn.name[-1].lower_)


def _asks_for_outlet(reading: Reading, turn: _Turn) -> bool:
    """The label is the outlet to which the text says that somebody spoke: its questions are its own."""
    label = re.escape(turn.segment.tree.text(turn.name[0].i, turn.name[-1].i + 1))
    return re.search(rf"\b(?:to|with|by|for|told) (?:the )?{label}\b(?!:)", reading.text) is not None


def _in_capitals(turn: _Turn) -> bool:
    letters = [character for token in turn.name for character in token.text if character.isalpha()]
    return len(letters) > 2 and all(character.isupper() for character in letters)


def _spoken(reading: Reading, turn: _Turn, interviewed: Draft | None) -> Draft:
    start = turn.segment.offset(turn.segment.tree[turn.first])
    content = joined([_inside(reading, turn.segment, start)])
    return Draft(
        turn.segment,
        "turn",
        (turn.colon,),
        turn.colon.text[-1],
        "assert",
        content,
        () if turn.is_answer else turn.name,
        follows=interviewed if turn.is_answer else None,
        confidence=0.9,
    )


def _inside(reading: Reading, segment: Segment, start: int) -> Range | None:
    """The characters from `start` to the segment's end, without marks around the whole."""
    text, end = reading.text, segment.end
    while start < end and text[start] in ' \t\r\n"“„«':
        start += 1
    while end > start and text[end - 1] in ' \t\r\n"”»':
        end -= 1
    return (start, end) if start < end else None


def _replaced(drafts: list[Draft], spoken: dict[int, Draft]) -> list[Draft]:
    """The turns with what else was read: sayings told inside a turn stand within it, thoughts in it are its own."""
    turns = list({id(turn): turn for turn in spoken.values()}.values())
    gone: dict[int, Draft] = {}
    kept: list[Draft] = []
    for draft in drafts:
        turn = spoken.get(draft.segment.number)
        if turn is None:
            kept.append(draft)
        elif draft.cue and draft.kind_of_cue == "speech" and draft.source and _is_told_by_another(draft):
            draft.within = draft.within or turn
            kept.append(draft)
        else:
            gone[id(draft)] = turn
    for draft in kept:
        if draft.follows is not None and id(draft.follows) in gone:
            draft.follows = gone[id(draft.follows)]
        if draft.within is not None and id(draft.within) in gone:
            draft.within = gone[id(draft.within)]
    return sorted(
        [*kept, *(turn for turn in turns if turn.content)], key=lambda draft: (draft.anchor, draft.content[0])
    )


def _is_told_by_another(draft: Draft) -> bool:
    """A saying of somebody else: its cue is a word, and neither "I" nor the label itself says it."""
    return draft.cue[0].is_alpha and draft.source[0].lower_ not in ("i", "we", "you")


# ---------------------------------------------------------------------------------------------- led in by a colon


def _with_led_in(reading: Reading, cut: _Cut, drafts: list[Draft]) -> list[Draft]:
    """Give quotations alone in a paragraph the cue of the paragraph above that ends with a colon ("He said:")."""
    by_start = {draft.content[0][0]: draft for draft in drafts if draft.rule == "quotation alone"}
    for (above, periods_above), (segment, periods) in pairwise(cut):
        if not periods or not periods_above or segment.part != "body" or not periods[0].is_bare_quotation:
            continue
        if not reading.text[above.start : above.end].rstrip().endswith(":") or above.part != "body":
            continue
        led = _led(reading, periods_above[-1], periods[0])
        if led is None:
            continue
        drafts = [draft for draft in drafts if draft.segment is not above or not set(draft.cue) & set(led.cue)]
        alone = by_start.get(led.content[0][0])
        if alone is not None:
            _take_over(alone, led)
        elif not any(start <= led.content[0][0] < end for draft in drafts for start, end in draft.content):
            drafts = sorted([*drafts, led], key=lambda draft: (draft.anchor, draft.content[0]))
    return drafts


def _led(reading: Reading, above: Period, quoted: Period) -> Draft | None:
    """The saying whose cue stands at the end of `above` and whose content is the quotation below."""
    content = joined(quotation_range(reading, quoted, number) for number in range(len(quoted.quotes)))
    cue = _last_cue(above)
    if not content or cue is None:
        return None
    verb, tokens, force, lemma = cue
    source = source_of(verb, above)
    if not source:
        return None
    return Draft(
        above.segment, "cue then quotation", tokens, lemma, force, content, source,
        modality=modality_of(verb), confidence=0.9,
    )  # fmt: skip


def _last_cue(period: Period) -> tuple[Node, tuple[Node, ...], str, str] | None:
    """Verb, cue tokens, force and lemma of the saying that ends in the colon: "said:", "made this comment:"."""
    tree = period.tree
    for index in range(period.last, max(period.first, period.last - _LONGEST_LEAD) - 1, -1):
        token = tree[index]
        if period.in_quote(index):
            return None
        entry = verb_entry(token)
        if entry is not None and "q" in entry.frames and not any(children(token, "ccomp")) and _may_lead(token):
            return token, cue_tokens(token), force_of(token, entry), entry.lemma
        noun = str(token.lemma_).lower()
        light = token.dep_ in ("obj", "dobj") and str(token.head.lemma_).lower() in LIGHT and token.head.i < index
        if light and (noun in SAID or noun in cue_nouns()):
            return token.head, trimmed(period, token.head.i, index), "assert", noun
    return None


def _may_lead(verb: Node) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP", "VBG", "VBN") and (subject(verb) is not None or verb.dep_ != "amod")


def _take_over(alone: Draft, led: Draft) -> None:
    """Make a quotation without a cue the saying that its lead-in tells, in place, since others may follow it."""
    alone.segment, alone.rule, alone.cue, alone.lemma = led.segment, led.rule, led.cue, led.lemma
    alone.force, alone.source, alone.modality = led.force, led.source, led.modality
    alone.follows, alone.confidence = None, led.confidence
