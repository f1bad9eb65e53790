"""When it happened: the time expression that hangs on the trigger."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.dates import Publication
from onrecord.language import Reading, Segment
from onrecord.language.syntax import children
from onrecord.record import TimeExpression

_STEPS = 4


def day_of(
    reading: Reading,
    segment: Segment,
    verb: Token,
    noun: Token | None,
    expressions: Sequence[TimeExpression],
    publication: Publication,
) -> str | None:
    """The value of the date that governs a trigger (a day, a month, a year); None where none does."""
    sentence = verb.sent
    low = segment.offset(sentence[0])
    high = segment.offset_after(sentence[-1])
    found: list[tuple[int, str]] = []
    for each in expressions:
        if each.type not in ("DATE", "TIME") or not each.value or not (low <= each.start < high):
            continue
        tokens = segment.doc.char_span(each.start - segment.start, each.end - segment.start, alignment_mode="expand")
        if tokens is None or _is_deadline(tokens.root):
            continue
        steps = _distance(tokens.root, verb, noun)
        if steps is not None and each.value[:4].isdigit():
            found.append((steps, each.value.split("T")[0]))
    return min(found)[1] if found else None


def _is_deadline(token: Token) -> bool:
    """ "by the end of September", "until May": up to when, not when."""
    return any(
        case.lower_ in ("by", "until", "till", "before")
        for node in (token, token.head)
        for case in children(node, "case")
    )


def _distance(token: Token, verb: Token, noun: Token | None) -> int | None:
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


def _stands_in_clause(token: Token, verb: Token, above: Token) -> bool:
    """ "X recalled its envoy on Monday, Y said": what stands before "said" is of the clause that is said."""
    if not (verb.i < token.i < above.i and verb.head == above):
        return False
    return not any(between.pos_ == "VERB" or between.text == "," for between in verb.doc[verb.i + 1 : token.i])
