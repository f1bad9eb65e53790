"""States, organisations, institutions and outlets of one report, each found again by its label."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NamedTuple

from onrecord.actors.entities import Entity
from onrecord.actors.gazetteer import Entry, table
from onrecord.actors.mentions import Mention
from onrecord.actors.pronouns import Pronouns
from onrecord.actors.takenup import may_take_up
from onrecord.actors.words import normal_institution, singular
from onrecord.language import Reading
from onrecord.language.columns import words_of


class Told(NamedTuple):
    """The codes that the words give an institution: its own modifier, its owner, the place beside it."""

    name: str | None = None
    owner: str | None = None
    place: str | None = None

    @property
    def code(self) -> str | None:
        """The nearest to the institution's own words."""
        return self.name or self.owner or self.place

    @property
    def basis(self) -> str:
        """How that is known."""
        return "name" if self.name else "organisation" if self.owner else "place"


class Bodies(ABC):
    """The entities of one report that are no persons; `home` is the report's own state, `home_basis` how it is known.

    `in_heading` is true while headings are resolved, after the body: a short form there is the body's first that fits.
    """

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.words = {segment.number: words_of(segment.doc) for segment in reading.segments}
        self.entities: list[Entity] = []
        self.pronouns = Pronouns(reading)
        self.by_label: dict[str, Entity] = {}
        self.in_heading = False
        self.home: str | None = None
        self.home_basis = "dateline"

    @abstractmethod
    def of(self, mention: Mention) -> Entity | None:
        """The entity that a mention is."""

    @abstractmethod
    def code_of(self, entity: Entity | None) -> str | None:
        """The code that the words give an entity so far."""

    def entry(self, entry: Entry) -> Entity:
        """The entity of something that the gazetteer knows."""
        if entry.kind in ("state", "capital", "people", "adjective"):
            return self.labelled("state", f"state:{entry.code}", entry.name, entry.code, "GOV")
        kind = {"city": "place", "seat": "organisation"}.get(entry.kind, entry.kind)
        label = f"{kind}:{entry.name}" if kind != "group" else f"{kind}:{entry.name}:{entry.code}"
        return self.labelled(kind, label, entry.name, entry.code, entry.sector)

    def labelled(self, kind: str, label: str, text: str, code: str | None, sector: str | None) -> Entity:
        entity = self.by_label.get(label)
        if entity is None:
            entity = Entity(kind, label, text, code=code, sector=sector, basis="name" if code else None)
            self.by_label[label] = entity
            self.entities.append(entity)
        return entity

    def shown(self, entity: Entity, mention: Mention) -> Entity:
        """An outlet goes by the name that the report first gives it ("AFP", "Rossiya-24")."""
        if entity.kind == "outlet" and not entity.mentions:
            entity.text = self.words[mention.segment].phrase(mention.start, mention.end)
        return entity

    def of_institution(self, mention: Mention) -> Entity:
        owner = self.of(mention.owner) if mention.owner is not None else None
        text = mention.text
        if mention.owner is not None and mention.owner.kind != "pronoun":
            text = self.words[mention.segment].phrase(mention.owner.start, mention.end)
        if mention.entry is not None:
            owner = self.entry(mention.entry)
        if owner is not None and owner.kind in ("organisation", "group") and "state:" not in owner.label:
            found = self.labelled(
                "organisation", f"{owner.label}:{mention.key.lower()}", text, owner.code, owner.sector
            )
            found.parent, found.basis = owner, "organisation" if owner.code else None
            return found
        told = Told(mention.code, self.code_of(owner), mention.place_code)
        found = self.institution(mention.key, told, text, local=mention.local, after=mention)
        if found.parent is None and owner is not found and owner is not None and owner.kind != "person":
            found.parent = owner
        return found

    def institution(self, key: str, told: Told, text: str, *, local: bool, after: Mention) -> Entity:
        """The institution called `key` ("foreign ministry", "the ministry"), of the state that is told, if any."""
        code = told.code
        normal = normal_institution(key)
        owned = after.owner is not None and after.owner.kind != "pronoun"
        bare = " " not in normal and not owned and key != "union"
        existing = [
            entity for entity in self.entities
            if entity.kind == "organisation" and _same_institution(entity, normal, bare)
            and (code is None or entity.code in (code, None))
        ]  # fmt: skip
        scene = self.pronouns.scene(after) if code is None and local else None
        if scene is not None:
            existing = [entity for entity in existing if entity.code in (scene, None)]
        definite = bare and after.determiner in ("the", "this", "that") and normal in table("descriptions")
        if definite and code is None:
            existing += [entity for entity in self.entities if may_take_up(normal, entity) and entity not in existing]
        if existing:
            found = existing[0] if self.in_heading else max(existing, key=self.pronouns.last_seen)
            found.tell(code, told.basis)
            if len(text) > len(found.text) and not self.in_heading and normal in found.label:
                found.text = text
            return found
        row = _institution_row(key)
        state_level = row is not None and (row["level"] == "state" or key.startswith("State "))
        basis = told.basis
        if code is None and local and state_level:
            code, basis = scene or self.home, "scene" if scene else self.home_basis
        sector = row["sector"] if row else None
        if "defence" in normal:
            sector = "MIL"
        entity = Entity("organisation", f"institution:{normal}", text, sector=sector, local=local)
        entity.tell(code, basis)
        self.entities.append(entity)
        return entity

    def of_media(self, mention: Mention) -> Entity:
        if mention.entry is not None:
            return self.entry(mention.entry)
        code = mention.code or self.code_of(self.of(mention.owner) if mention.owner is not None else None)
        inferred = code is None and "state" in mention.text.lower()
        if inferred:
            alike = [
                e for e in self.entities if e.kind == "outlet" and e.label.startswith("media:") and "state" in e.label
            ]
            if alike:
                return max(alike, key=self.pronouns.last_seen)
            code = self.home
        outlet = self.labelled("outlet", f"media:{mention.text.lower()}", mention.text, code, "JRN")
        outlet.basis = "dateline" if inferred and code else outlet.basis
        return outlet


def _institution_row(key: str) -> dict[str, str] | None:
    """The row of institutions.csv for the last words of an institution's name."""
    known = table("institutions")
    words = key.lower().split(" of ")[0].replace("-", " ").split()
    for count in (3, 2, 1):
        last = " ".join(words[-count:])
        for form in (last, singular(last)):
            if form in known:
                return known[form]
    return None


def _same_institution(entity: Entity, normal: str, bare: bool) -> bool:
    """True when `normal` ("foreign ministry", "ministry") may take up the institution or organisation."""
    if entity.label == f"institution:{normal}":
        return True
    if not bare or normal in ("government", "police", "army", "military", "parliament", "group"):
        return False
    return singular(entity.label.lower().split(":")[-1].split()[-1]) == normal
