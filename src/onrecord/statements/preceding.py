"""Content that stands before its cue, or around it: "X, said Y", "X, Y said on Monday", "X, Y said, X"."""

from __future__ import annotations

from onrecord.language.nodes import Node, addressed, subject
from onrecord.language.syntax import RELATIVE, SUBJECTS
from onrecord.statements.channels import channel_in
from onrecord.statements.found import Found
from onrecord.statements.lexicon import verb_entry
from onrecord.statements.quoting import Period
from onrecord.statements.sources import between, relative_mention

_LONGEST_LOST_SOURCE = 8
_LONGEST_CREDIT = 9
_UNNAMED = frozenset({"VERB", "AUX", "ADV"})
_OUTLETS_OWN = frozenset(
    {"as", "after", "while", "when", "in", "at", "on", "during", "before", "citing", "according", "with"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTIONING = frozenset({"WDT", "WP", "WRB"})
_HELD = frozenset({"ccomp", "parataxis"})
_CLOSING = frozenset({"ROOT", "conj", "appos", "ccomp", "dep", "parataxis"})
_COMPLETING = frozenset({"ccomp", "xcomp", "obj", "advcl"})
_CLOSED = frozenset({'"', "”", "''", "’", "'", "»"})
_PARTING = frozenset({",", "—", "–", "-", "--", "?", "!"})
_LEFT = frozenset({"aux", "aux:pass", "auxpass", "advmod"})
_STOPS = frozenset({",", ";", ":", "—", "–", "--", "-"})


def content_before(verb: Node, period: Period) -> Found | None:
    """Content before its cue, or around it: "X, said Y", "X, Y said on Monday", "X, Y said, X"."""
    if verb.dep_ in RELATIVE and relative_mention(verb) is not None:
        return None
    held = [child for child in verb.children if child.i < verb.i and child.dep_ in _HELD]
    before = held[0] if held else None
    inserted = _is_inserted(verb)
    if before is None and ((not inserted and not _may_close(verb)) or _leads_on(verb, period)):
        return None
    cluster_low, cluster_high = _cue_cluster(verb, before)
    if before is None and not inserted and not _parted(period, cluster_low):
        return None
    first, source = _parted_from_content(verb, max(cluster_low, period.first), period)
    if first is None or first <= period.first or not _has_verb(period, period.first, first - 1):
        return None
    stretches = [(_content_start(period, first, before), first - 1)]
    rest = _content_after(verb, period, cluster_high)
    if rest is not None:
        stretches.append(rest)
    sure = before is not None or inserted
    entry, listener = verb_entry(verb), addressed(verb)
    told = entry is not None and "t" in entry.frames and listener is not None and listener.i > verb.i
    confidence = 0.85 if sure else 0.7
    return Found(stretches, "clause before", listener if told else None, confidence=confidence, source=source)


def _leads_on(verb: Node, period: Period) -> bool:
    """A finite clause follows the verb before any comma: what is said stands behind it, whatever the parse says."""
    words = period.tree.words
    for index in range(verb.i + 1, period.last + 1):
        if words.lower[index] in _STOPS or words.tag[index] in _QUESTIONING or words.dep[index] in RELATIVE:
            return False
        if words.tag[index] in _FINITE:
            return not any(words.dep[child] == "mark" and words.lower[child] != "that" for child in words.below[index])
    return False


def _parted_from_content(verb: Node, low: int, period: Period) -> tuple[int | None, tuple[Node, ...]]:
    """First token of the cue's words behind the comma that parts them from the content; None without such a comma.

    Where the parse lost part of the source ("..., AU spokeswoman X said"), the words from the comma on are the source.
    """
    words = period.tree.words
    while low < verb.i and (words.punct[low] or words.blank[low]):
        low += 1
    if _parted(period, low):
        return low, ()
    for index in range(low - 1, max(low - _LONGEST_LOST_SOURCE, period.first), -1):
        if words.text[index] == "," and not period.in_quote(index):
            source = between(period, index + 1, verb.i - 1)
            return (index + 1, source) if source else (None, ())
        if words.punct[index] or words.tag[index] in ("VBD", "MD", "VBZ"):
            break
    return None, ()


def _cue_cluster(verb: Node, before: Node | None) -> tuple[int, int]:
    """First and last token of the cue's own words: the verb with its nearest subject before it and all that follows.

    What hangs on the verb further left belongs to the content: the parse is unsure there ("X if Y, Z warned").
    """
    at = low = high = verb.i
    nearest: Node | None = None
    for child in verb.children:
        if child.i > at:
            high = high if child.is_punct else max(high, child.right_edge.i)
        elif child.dep_ in SUBJECTS:
            nearest = child
        elif child.i == low - 1 and child.dep_ in _LEFT:
            low = child.i
    if nearest is not None:
        low = min(low, nearest.left_edge.i)
    if before is not None and low <= before.i:
        low = before.right_edge.i + 1
    return min(low, verb.i), high


def _is_inserted(verb: Node) -> bool:
    """The parse hangs the cue on its content ("X, he said, Y")."""
    return (
        verb.dep_ in ("parataxis", "advcl:relcl")
        and verb.head.i != verb.i
        and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
    )


def _may_close(verb: Node) -> bool:
    """A cue that may stand with its source behind a comma at the period's end, whatever the parse makes of it."""
    if verb.dep_ not in _CLOSING or subject(verb) is None:
        return False
    return not any(child.i > verb.i and child.dep_ in _COMPLETING for child in verb.children)


def _parted(period: Period, index: int) -> bool:
    """A comma, dash or closing mark stands before the token."""
    words, before = period.tree.words, index - 1
    while before > period.first and (words.blank[before] or words.text[before] in _CLOSED):
        before -= 1
    return before >= period.first and words.text[before] in _PARTING


def _has_verb(period: Period, low: int, high: int) -> bool:
    return any(pos in ("VERB", "AUX") for pos in period.tree.words.pos[low : high + 1])


def _content_start(period: Period, cluster_low: int, before: Node | None) -> int:
    """The period's first token, unless another saying of the same period comes first and the parse parts the two."""
    parted = _behind_semicolon(period, cluster_low)
    if parted is not None:
        return parted
    if before is None:
        return period.first
    start = before.left_edge.i
    for index in range(period.first, min(start, cluster_low)):
        entry = verb_entry(period.tree[index])
        if entry is not None and entry.kind == "speech":
            return start
    return period.first


def _behind_semicolon(period: Period, cluster_low: int) -> int | None:
    """Where the clause behind a semicolon begins, if another saying stands before it: "X said Y; Z, he claimed"."""
    words = period.tree.words
    at = next((index for index in range(cluster_low - 1, period.first, -1) if words.lower[index] == ";"), None)
    if at is None or period.in_quote(at) is not None or not _has_verb(period, at + 1, cluster_low - 1):
        return None
    for index in range(period.first, at):
        verb = period.tree[index] if words.tag[index] in _FINITE else None
        entry = verb_entry(verb) if verb is not None and period.in_quote(index) is None else None
        if entry is not None and entry.kind == "speech":
            return at + 1
    return None


def is_outlets_own(opens: Node) -> bool:
    """A stretch behind the cue that opens so is the outlet's: "X, Y said, in a move that ...", "..., citing Z"."""
    return opens.tag_ in ("VBG", "WP", "WDT", "WP$") or opens.lower_ in _OUTLETS_OWN


def is_credit(period: Period, start: int) -> bool:
    """The words from `start` to the end of the period only say which medium has it: "..., BelTA has learned"."""
    words, last = period.tree.words, period.last
    if "," in (tail := words.text[start : last + 1]):
        start += tail.index(",") + 1
    spoken = [index for index in range(start, last + 1) if not words.punct[index]]
    if len(spoken) > _LONGEST_CREDIT:
        return False
    named = [index for index in spoken if words.pos[index] not in _UNNAMED]
    if not named or len(named) == len(spoken) or named[0] != spoken[0]:
        return False
    return channel_in([period.tree[index] for index in named[:3]]) is not None


def _content_after(verb: Node, period: Period, cluster_high: int) -> tuple[int, int] | None:
    """The rest of a content that the cue interrupts: what follows the cue's words and a comma, and hangs on the
    content.
    """
    tree = period.tree
    start = cluster_high + 1
    if start >= period.last or tree[start].text != ",":
        return None
    inside = tree.between(start + 1, period.last + 1)
    if is_credit(period, start + 1) or is_outlets_own(tree[start + 1]):
        return None
    if not any(token.is_alpha for token in inside) or verb.dep_ not in ("parataxis", "advcl:relcl"):
        return None
    if verb in list(inside[0].ancestors):
        return None
    return start + 1, period.last
