"""Which person a name means: one named before, or for a short name one whom the report names in full later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from onrecord.actors.entities import Entity, core, folded_core, likeness
from onrecord.actors.gazetteer import genders, leader_called
from onrecord.actors.mentions import Mention
from onrecord.actors.pronouns import Pronouns

#: The likeness of a surname alone.
_SURNAME = 3


class Namings:
    """The forms of name of the persons so far; `day` is the day by which leaders are known by the surname alone."""

    def __init__(self, pronouns: Pronouns, day: date | None) -> None:
        self._pronouns = pronouns
        self._day = day
        self._called: dict[str, list[Entity]] = {}

    def call(self, entity: Entity, name: tuple[str, ...]) -> None:
        """Let a person be called by a form of the name."""
        entity.forms.append(name)
        for word in folded_core(name):
            self._called.setdefault(word, []).append(entity)

    def before(self, mention: Mention, *, in_heading: bool) -> Entity | None:
        """The person already named whom the name fits best; of equals the latest, or in a heading the first."""
        called = [entity for word in folded_core(mention.name) for entity in self._called.get(word, ())]
        if not called:
            return None
        gender = self._gender(mention)
        scored = []
        for entity in dict.fromkeys(called):
            fit = max((likeness(mention.name, form) for form in entity.forms), default=0)
            same = fit == 4 and len(mention.name) > 1
            if fit and (same or not _differ(gender, self._gender_of(entity))):
                order = self._pronouns.last_seen(entity)
                scored.append((fit, -order if in_heading else order, entity))
        best = max(scored, key=lambda item: item[:2], default=None)
        return best[2] if best is not None and (best[0] > 1 or len(mention.name) > 1) else None

    def later(self, mention: Mention, full_names: Iterable[tuple[str, ...]]) -> tuple[str, ...] | None:
        """The full name given later for which a short one stands that comes before it.

        A leader's surname with an office before it ("President Obama") stands for no other person of that surname.
        """
        if len(core(mention.name)) > 1:
            return None
        leader = leader_called(" ".join(mention.name), self._day) if mention.titles else None
        known = tuple(leader["key"].split()) if leader is not None else None
        gender = self._gender(mention)
        fits = [
            (fit, full)
            for full in full_names
            if (fit := likeness(mention.name, full)) >= _SURNAME
            and not _differ(gender, _given(full)) and (known is None or likeness(full, known) > 1)
        ]  # fmt: skip
        return max(fits, key=lambda item: item[0])[1] if fits else None

    def _gender(self, mention: Mention) -> str | None:
        told = [mention.honorific, *mention.titles] if mention.honorific is not None else mention.titles
        return next((title.gender for title in told if title.gender), None) or _given(mention.name)

    def _gender_of(self, entity: Entity) -> str | None:
        given = next((gender for form in entity.forms if (gender := _given(form))), None)
        if entity.gender or given:
            return entity.gender or given
        leader = leader_called(" ".join(entity.forms[0]), self._day)
        return leader["gender"] or None if leader is not None else None


def _given(name: tuple[str, ...]) -> str | None:
    """The gender that the first word of a full name tells."""
    return genders().get(name[0]) or None if len(name) > 1 else None


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
