"""Definite descriptions of states, bodies and groups: whom "the country", "the alliance", "the group" take up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from onrecord.actors.entities import Entity
from onrecord.actors.gazetteer import table
from onrecord.actors.mentions import Mention
from onrecord.actors.pronouns import Pronouns
from onrecord.actors.words import longest_key
from onrecord.language.columns import Words

_DEFINITE = frozenset({"the", "this", "that"})


def described_at(words: Words, start: int, end: int) -> str | None:
    """The key of descriptions.csv that ends the stretch start..end, with "the" before it; None where there is none."""
    if start == 0 or words.lower[start - 1] not in _DEFINITE or words.tag[end - 1] in ("NNS", "NNPS"):
        return None
    found = longest_key(words, end, start, "descriptions")
    if found is None:
        return None
    first, key = found
    unless = frozenset(table("descriptions")[key]["unless"].split(";"))
    return None if not unless.isdisjoint(words.lower[start:first]) else key


def may_take_up(key: str, entity: Entity) -> bool:
    """True when the description may mean the actor, by its kind and by code or sector.

    >>> nato = Entity("organisation", text="NATO", code="NATO", sector="IGO")
    >>> may_take_up("alliance", nato), may_take_up("cartel", nato), may_take_up("country", nato)
    (True, False, False)
    """
    kinds, codes, sectors = _told(key)
    if entity.kind not in kinds or entity.merged is not None:
        return False
    return not (codes or sectors) or entity.code in codes or entity.sector in sectors


def latest(key: str, entities: Iterable[Entity], pronouns: Pronouns) -> Entity | None:
    """The organisation or group that was named last of those that the description may mean."""
    fitting = [entity for entity in entities if may_take_up(key, entity) and pronouns.last_seen(entity) >= 0]
    return max(fitting, key=pronouns.last_seen, default=None)


def state_before(key: str, mention: Mention, words: Words, pronouns: Pronouns, home: str | None) -> Entity | None:
    """The state that "the country" means: the nearest before it in its sentence, but none that acts upon it there; then
    the subject of the sentence before; then the only one of the paragraph before, or of several the report's own."""
    here = [(m, e) for m, e in pronouns.in_segment(mention.segment) if m.end <= mention.start and may_take_up(key, e)]
    opening = _sentence_start(words, mention.start)
    inside = [(m, e) for m, e in here if m.start >= opening]
    doing = [e for m, e in inside if words.head[m.head] == words.head[mention.head]]
    for _, entity in reversed(inside):
        if entity not in doing:
            return entity
    acting = [entity for _, entity in inside]
    before = [(m, e) for m, e in here if m.start < opening and e not in acting]
    subjects = [e for m, e in before if m.subject]
    if before:
        return subjects[-1] if subjects else before[-1][1]
    above = {id(e): e for e in _above(key, mention, pronouns) if e not in acting}
    if len(above) == 1:
        return next(iter(above.values()))
    return next((entity for entity in above.values() if entity.code == home), None)


def _above(key: str, mention: Mention, pronouns: Pronouns) -> Iterator[Entity]:
    """The states of the nearest of the two paragraphs before that names one."""
    for number in (mention.segment - 1, mention.segment - 2):
        found = [entity for _, entity in pronouns.in_segment(number) if may_take_up(key, entity)]
        if found:
            yield from found
            return


def _sentence_start(words: Words, position: int) -> int:
    while position > 0 and not words.opens_sentence(position):
        position -= 1
    return position


@cache
def _told(key: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Kinds, codes and sectors of a row."""
    row = table("descriptions")[key]
    kinds, codes, sectors = (frozenset(filter(None, row[name].split(";"))) for name in ("kinds", "codes", "sectors"))
    return kinds, codes, sectors
