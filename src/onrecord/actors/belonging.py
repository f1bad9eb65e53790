"""What the record says of an actor beyond its name: roles in the report's words, what it belongs to, how sure it is."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.entities import Entity
from onrecord.actors.mentions import Mention
from onrecord.actors.registry import Registry
from onrecord.language import Reading
from onrecord.record import Span

#: How sure a code of each basis is: an estimate, not a measured share; rely on the order.
_SURE = {
    "name": 0.98, "office": 0.95, "organisation": 0.95, "known": 0.95, "place": 0.9, "dateline": 0.85, "scene": 0.8,
}  # fmt: skip
_OPEN = 0.9
_INFERRED = 0.9
_NO_ROLE = frozenset({"source", "sources"})


class Belonging:
    """Looks up, over one finished cast, the actor above another and the words for its roles."""

    def __init__(self, registry: Registry, reading: Reading) -> None:
        self._reading = reading
        self._words_of = registry.words
        self._states = {entity.code: entity for entity in registry.entities if entity.kind == "state" and entity.number}

    def above(self, entity: Entity) -> Entity | None:
        """The actor of this report to which an entity belongs: the nearest body that is told, else the state."""
        if entity.kind == "state":
            return None
        parent = (entity.office_body() or entity.affiliation) if entity.kind == "person" else entity.parent
        parent = parent.final if parent is not None else None
        if parent is not None and parent is not entity and parent.number:
            return parent
        state = self._states.get(entity.code) if entity.basis != "known" else None
        return state if state is not entity else None

    def roles(self, entity: Entity) -> tuple[Span, ...]:
        """The words for what a person is, each as it stands in the report, in text order."""
        found = {
            span
            for title, mention, _ in entity.given
            if title.rank != "honorific" and title.text.lower() not in _NO_ROLE
            if (span := self._words(title.text, mention)) is not None
        }
        return tuple(sorted(found))

    def spans(self, mentions: Iterable[Mention]) -> tuple[Span, ...]:
        """The words of the mentions as they stand, each place once, in text order."""
        edges = {self._edges(mention.segment, mention.start, mention.end) for mention in mentions}
        return tuple([Span.of(self._reading.text, start, end) for start, end in sorted(edges)])

    def _edges(self, segment: int, first: int, end: int) -> tuple[int, int]:
        words, start = self._words_of[segment], self._reading.segments[segment].start
        return start + words.idx[first], start + words.idx[end - 1] + len(words.text[end - 1])

    def _words(self, text: str, mention: Mention) -> Span | None:
        """Where a title stands: in the mention that gives it or in the description beside that."""
        sides = [mention, mention.partner] if mention.partner is not None else [mention]
        low, high = self._edges(mention.segment, min(side.start for side in sides), max(side.end for side in sides))
        start = self._reading.text.find(text, low, high)
        return Span.of(self._reading.text, start, start + len(text)) if start >= 0 else None


def confidence(entity: Entity) -> float:
    """How sure the code and the identity of an actor are, from 0 to 1."""
    sure = _SURE[entity.basis] if entity.code and entity.basis else _OPEN
    return round(sure * _INFERRED if entity.inferred else sure, 2)
