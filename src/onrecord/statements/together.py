"""Those who speak together: the parts of a joint source, and whom "they" takes up after "A and B met"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.actors import Cast, Identity
from onrecord.language import Segment
from onrecord.language.nodes import Node, subject
from onrecord.statements.draft import Draft
from onrecord.statements.quoting import Period
from onrecord.statements.resolved import Resolved
from onrecord.statements.sources import phrase

#: How a mention begins that takes one out of several.
_ONE_OF = (["one", "of"], ["another", "of"], ["some", "of"])


def coordinated(source: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """A joint source in its parts ("Lavrov and Kuleba"); a single one as it is."""
    if not source:
        return []
    if len(source) == 3 and source[1].text == "," and source[0].pos_ == source[2].pos_ == "PROPN":
        return [source[:1], source[2:]]  # a heading's "China, Laos"
    heads = [token for token in source if token.head not in source]
    parts = [token for token in source if token.dep_ == "conj" and token.head in heads and _is_party(token)]
    if not parts or not heads or not _is_party(heads[0]):
        return [source]
    bounds = [source[0].i, *(part.left_edge.i for part in parts), source[-1].i + 1]
    pieces = []
    for low, high in pairwise(bounds):
        piece = [token for token in source if low <= token.i < high]
        while piece and (piece[-1].dep_ == "cc" or piece[-1].is_punct or piece[-1].lower_ in ("and", "or")):
            piece.pop()
        while piece and (piece[0].dep_ == "cc" or piece[0].is_punct):
            piece.pop(0)
        if piece:
            pieces.append(tuple(piece))
    return pieces


def parties(cast: Cast, segment: Segment, source: tuple[Node, ...]) -> list[tuple[Node, ...]]:
    """The parts of a joint source by the parse, else those around an "and" that are two different persons."""
    parts = coordinated(source)
    at = next((number for number, token in enumerate(source) if token.lower_ == "and"), 0)
    if len(parts) != 1 or not 0 < at < len(source) - 1:
        return parts
    halves = [source[:at], source[at + 1 :]]
    found = [_who(cast, segment, half) for half in halves]
    named = [who for who in found if who is not None and who.kind == "person" and who.named and not who.plural]
    return halves if len({who.actor for who in named if who.actor}) == 2 else parts


def _is_party(noun: Node) -> bool:
    """One of several who speak together: a name, or a noun with a determiner of its own ("the army")."""
    if noun.pos_ == "PROPN":
        return True
    return noun.pos_ == "NOUN" and any(child.dep_ in ("det", "nmod:poss") for child in noun.children)


def says_they(draft: Draft) -> bool:
    """The one who says it is "they", outside quotation marks."""
    return len(draft.source) == 1 and draft.source[0].lower_ == "they" and not draft.cue_is_quoted


def is_one_of(draft: Draft, last: Resolved) -> bool:
    """ "One of them said" right behind what several unnamed persons said together: who it is stays open."""
    words = [token.lower_ for token in draft.source]
    several = last.identity is not None and last.identity.plural and not last.identity.named
    near = 0 <= draft.segment.number - last.draft.segment.number <= 1
    return several and near and words[:2] in _ONE_OF and words[-1] in ("them", "officials", "sources", "two", "three")


def those_before(cast: Cast, draft: Draft, stretches: Sequence[Period], above: Sequence[Period]) -> list[Identity]:
    """The persons and bodies that "they" means where they are the joint subject of the sentence before.

    `stretches` are the periods of the paragraph, `above` those of the one before, whose last sentence is asked where
    the saying opens its paragraph. Empty where no joint subject stands there.
    """
    earlier = [period for period in stretches if period.last < draft.source[0].i] or list(above)
    for period in earlier[-1:]:
        root = period.root()
        acting = subject(root) if root is not None else None
        if root is None or acting is None or acting.i > root.i:
            continue
        parts = parties(cast, period.segment, phrase(acting, period, root))
        found = [_who(cast, period.segment, part) for part in parts]
        several = [who for who in found if who is not None and who.actor is not None]
        if len(several) == len(parts) > 1 and len({who.actor for who in several}) == len(several):
            return several
    return []


def _who(cast: Cast, segment: Segment, part: tuple[Node, ...]) -> Identity | None:
    return cast.identify(segment, segment.doc[part[0].i : part[-1].i + 1])


def as_the_last(each: Resolved, last: Resolved | None) -> None:
    """ "They" who go on speaking are those who spoke together right before."""
    if last is None or not last.co_speakers or each.identity is not None:
        return
    if each.draft.segment.number - last.draft.segment.number <= 1 and each.draft.segment.part == "body":
        spans = each.speaker.spans
        each.speaker, each.identity = replace(last.speaker, spans=spans), last.identity
        each.co_speakers = tuple(replace(other, spans=spans) for other in last.co_speakers)
