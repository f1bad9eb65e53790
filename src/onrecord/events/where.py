"""Where it happened: the name in a location phrase that hangs on the trigger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.events.grammar import behind
from onrecord.events.parties import Parties
from onrecord.language import Segment
from onrecord.language.nodes import Node, children
from onrecord.record import TimeExpression

#: Prepositions of a scene; "at" and "on" name meetings and days as often as places.
_IN = ("in", "near", "outside", "around", "off")
_NAME = ("compound", "flat", "amod", "nmod")
_NAMES = frozenset({"NNP", "NNPS"})


def place_of(
    segment: Segment, nodes: Sequence[Node | None], parties: Parties, expressions: Sequence[TimeExpression]
) -> str | None:
    """The place as the text names it ("Gao", "Abeibara"), for a trigger's verb and noun; None where none is named."""
    nouns = (other for node in nodes if node is not None for other in behind(node, *_IN))
    for noun in nouns:
        for name in _named(noun):
            start, end = _edges(name)
            offset = segment.offset(segment.doc[start])
            if any(each.start <= offset < each.end for each in expressions):
                continue
            if parties.may_be_place(offset):
                return str(segment.doc[start:end].text)
    return None


def _named(noun: Node) -> Iterator[Node]:
    """The noun itself where it is a name, or the name behind "of" ("in the town of Dungu")."""
    if noun.tag_ in _NAMES:
        yield noun
    else:
        yield from (other for other in behind(noun, "of") if other.tag_ in _NAMES)


def _edges(name: Node) -> tuple[int, int]:
    """First token and the one behind the last of a name of several words ("Rio de Janeiro", "Sri Lanka")."""
    parts = [name.i]
    for child in children(name, *_NAME):
        if child.tag_ in _NAMES and abs(child.i - name.i) == 1 and not child.has("case"):
            parts.append(child.i)
    return min(parts), max(parts) + 1
