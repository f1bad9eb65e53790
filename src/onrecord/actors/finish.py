"""The last steps over all entities: gender, reasons for anonymity, officials who are named later, codes, numbers."""

from __future__ import annotations

import re
from datetime import date

from onrecord.actors.bearers import LooseReasons, read_reasons
from onrecord.actors.charges import is_other_office
from onrecord.actors.entities import OF_A_STATE, Entity
from onrecord.actors.gazetteer import genders, leader_called, leaders
from onrecord.actors.holders import holder_of
from onrecord.actors.pronouns import learn_genders
from onrecord.actors.registry import Registry
from onrecord.actors.retold import of_its_portfolio, retold
from onrecord.actors.titles import people_of
from onrecord.language import Reading

#: An unnamed official of these first body paragraphs may be the one named in the next ones.
_LEAD = 2
_LED_IN = frozenset({"a", "an", "one", "the", "", "his", "her", "its", "their"})
#: Those who are of the place that they are said to be in ("doctors in Gaza"), unlike diplomats and soldiers.
_AT_HOME = frozenset({"COP", "CVL", "EDU", "JUD", "LAB", "MED", "OPP", "REB"})
_FORMER = re.compile(r"(?:former|ex)\b", re.IGNORECASE)


def finish(registry: Registry, reading: Reading) -> LooseReasons:
    """Complete all entities in place and number those that the record lists, in order of first mention.

    Gives the reasons for anonymity that are told of persons who are no entities.
    """
    for entity in registry.persons():
        _read_name(entity, registry.day)
    learn_genders(registry.pronouns, {number: words.lower for number, words in registry.words.items()})
    loose = read_reasons(registry, reading)
    for entity in list(registry.persons()):
        _turns_out_named(registry, entity)
    for entity in registry.entities:
        if entity.kind == "person":
            _read_code(registry, entity)
    _number(registry)
    return loose


def _read_name(entity: Entity, day: date | None) -> None:
    """Gender and, for leaders, state and sector by the name alone, as known at the report's day."""
    name = entity.full_name()
    if name is None:
        return
    leader = leaders().get(name) or (leader_called(name, day) if len(entity.forms[0]) <= 2 else None)
    if leader is not None:
        entity.gender = entity.gender or leader["gender"] or None
        if not any(title.code for title in entity.titles) and entity.affiliation is None:
            entity.tell(leader["code"], "known")
        entity.sector = entity.sector or leader["sector"]
    if entity.gender is None:
        words = max(entity.forms, key=len)
        entity.gender = next((genders()[word] for word in words[:-1] if genders().get(word)), None)


def _turns_out_named(registry: Registry, entity: Entity) -> None:
    """Merge an unnamed official of the lead into the official of the same institution who is named right after."""
    if entity.named or entity.plural or entity.reasons or not entity.titles or not entity.mentions:
        return
    body = [segment.number for segment in registry.reading.segments if segment.part == "body"]
    told = [mention for mention in entity.mentions if mention.segment in body]
    first = min(told, key=lambda mention: (mention.segment, mention.start), default=None)
    if first is None or first.segment not in body[:_LEAD] or first.determiner not in _LED_IN:
        return
    place = _first_in(body, entity)
    later = [
        (where, other) for other in registry.persons() if other.named and (where := _first_in(body, other)) > place
    ]
    person = min(later, key=lambda pair: pair[0], default=((), None))[1]
    if person is None or not person.titles or entity.titles[0].key not in person.classes:
        return
    if is_other_office(entity.titles[0], person.titles):
        return
    at = _first_in(body, person)[0]
    if not retold(registry, entity, person, (first.segment, at)):
        return
    own, other = entity.affiliation, person.affiliation
    if own is not None and own is not other and not of_its_portfolio(own, person):
        return
    if at - first.segment > (2 if own is not None else 1):
        return
    codes = {registry.code_of(entity), registry.code_of(person) or registry.likely_home(person)} - {None}
    if len(codes) > 1:
        return
    person.titles += [title for title in entity.titles if title not in person.titles]
    person.mentions += entity.mentions
    person.given += entity.given
    person.inferred = True
    person.tell(registry.code_of(entity), entity.basis or "name")
    entity.merged = person


def _first_in(body: list[int], entity: Entity) -> tuple[int, int]:
    """Segment and token of the first mention in the body; before everything where there is none."""
    places = ((mention.segment, mention.start) for mention in entity.mentions if mention.segment in body)
    return min(places, default=(-1, -1))


def _read_code(registry: Registry, entity: Entity) -> None:
    """State and sector of a person, from title, institution or the report's own country."""
    title = entity.best_title()
    affiliation = entity.office_body()
    if title is not None and title.code:
        entity.code, entity.basis = title.code, "name"
    entity.tell(next((own.code for own in entity.titles if own.code), None), "name")
    entity.tell(registry.code_of(entity) or (affiliation.code if affiliation is not None else None), "organisation")
    if entity.code is None and title is not None:
        entity.tell(_of_office(registry, entity), "office")
        entity.tell(people_of(title.text), "name")
        at_home = title.rank != "description" or title.key == "official" or title.sector in _AT_HOME
        entity.tell(title.place_code if at_home else None, "place")
        if title.sector == "IGO":
            entity.tell(_of_only_body(registry), "scene")
        home = registry.likely_home(entity)
        entity.tell(home, registry.home_basis if home == registry.home else "scene")
    if (
        affiliation is not None
        and affiliation.sector
        and (entity.sector is None or title is None or title.sector in (None, "GOV"))
    ):
        entity.sector = affiliation.sector
    if title is not None and title.sector in OF_A_STATE and _FORMER.match(title.text):
        entity.sector = "ELI"
    if entity.sector is None and title is not None:
        entity.sector = next((own.sector for own in [title, *entity.titles] if own.sector), None)


def _of_only_body(registry: Registry) -> str | None:
    """The one international body that the report names, for an office that only such bodies have."""
    codes = {entity.code for entity in registry.entities if entity.kind == "organisation" and entity.sector == "IGO"}
    return codes.pop() if len(codes) == 1 else None


def _of_office(registry: Registry, entity: Entity) -> str | None:
    """The state of a president or minister whose office names none, by who held it at the report's day."""
    if not entity.named or entity.affiliation is not None:
        return None
    name = entity.full_name() or ""
    states = (holder_of(title.text, name, registry.day) for title in entity.titles if title.rank == "office")
    return next((state for state in states if state), None)


def _number(registry: Registry) -> None:
    """Number what the record lists: everybody known, in order of first mention in the text."""
    listed = [entity for entity in registry.entities if entity.merged is None and entity.mentions]

    def place(entity: Entity) -> tuple[int, int]:
        return min([(mention.segment, mention.start) for mention in entity.mentions])

    for number, entity in enumerate(sorted(listed, key=place), 1):
        entity.number = number
