"""When it happened: the time expression that hangs on the trigger."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.dates import Publication
from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node
from onrecord.record import TimeExpression

_STEPS = 4


def day_of(
    reading: Reading,
    segment: Segment,
    verb: Node,
    noun: Node | None,
    expressions: Sequence[TimeExpression],
    publication: Publication,
) -> str | None:
    """The value of the date that governs a trigger (a day, a month, a year); None where none does."""
    doc, sentence = segment.doc, verb.sent
    low = segment.offset(doc[sentence.start])
    high = segment.offset_after(doc[sentence.end - 1])
    found: list[tuple[int, str]] = []
    for each in expressions:
        if each.type not in ("DATE", "TIME") or not each.value or not (low <= each.start < high):
            continue
        tokens = doc.char_span(each.start - segment.start, each.end - segment.start, alignment_mode="expand")
        root = verb.tree[tokens.root.i] if tokens is not None else None
        if root is None or _is_deadline(root):
            continue
        steps = _distance(root, verb, noun)
        if steps is not None and each.value[:4].isdigit():
            found.append((steps, each.value.split("T")[0]))
    return min(found)[1] if found else None


def _is_deadline(token: Node) -> bool:
    """ "by the end of September", "until May": up to when, not when."""
    return any(case in ("by", "until", "till", "before") for node in (token, token.head) for case in node.forms("case"))


def _distance(token: Node, verb: Node, noun: Node | None) -> int | None:
    """Steps from a time up to the trigger, over nouns and adverbs only; None where another verb stands between."""
    node = token
    for steps in range(1, _STEPS + 1):
        if node.head == verb:
            return steps
        if noun is not None and node.head == noun:
            return steps + 1 if token.i > noun.i else None
        node = node.head
        if node.pos_ in ("VERB", "AUX") or node.head == node:
            return _STEPS + 1 if _stands_in_clause(token, verb, node) else None
    return None


def _stands_in_clause(token: Node, verb: Node, above: Node) -> bool:
    """ "X recalled its envoy on Monday, Y said": what stands before "said" is of the clause that is said."""
    if not (verb.i < token.i < above.i and verb.head == above):
        return False
    return not any(
        between.pos_ == "VERB" or between.lower_ == "," for between in verb.sent.between(verb.i + 1, token.i)
    )
