"""From mentions to entities: which mention is whom, sentence by sentence through the body, then in the headings."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors.appositions import after_place_word, join_affiliations, join_appositions
from onrecord.actors.entities import Entity, core, likeness
from onrecord.actors.gazetteer import Entry, genders, leaders_by_short, table
from onrecord.actors.mentions import Mention, Title
from onrecord.actors.places import country_of_place
from onrecord.actors.pronouns import Pronouns
from onrecord.actors.reasons import find_reasons
from onrecord.actors.scan import scan
from onrecord.actors.words import normal_institution, singular
from onrecord.language import Reading

_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several"})
_OTHER_SIDE = frozenset({"colleague", "counterpart", "rival", "ally", "opponent", "critic"})


class Registry:
    """All entities of one report; `of(mention)` tells which entity a mention is, None where nothing tells."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities: list[Entity] = []
        self.pronouns = Pronouns(reading)
        self._known: dict[int, Entity | None] = {}
        self._by_label: dict[str, Entity] = {}
        self._in_heading = False
        dateline = reading.layout.dateline
        self.mentions = {segment.number: scan(segment) for segment in reading.segments}
        self.home = country_of_place(dateline.place, dateline.region) if dateline and dateline.place else None
        self.home = self.home or self._topic()
        self._full_names = self._read_full_names()

    def read(self) -> None:
        """Resolve every mention: the body in text order, then the headings, which the body explains."""
        body = [segment for segment in self.reading.segments if segment.part == "body"]
        headings = [segment for segment in self.reading.segments if segment.part != "body"]
        for segment in [*body, *reversed(headings)]:
            self._in_heading = segment.part != "body"
            for mention in self.mentions[segment.number]:
                self.of(mention)

    def of(self, mention: Mention) -> Entity | None:
        """The entity of a mention, found on the first call and kept."""
        if id(mention) not in self._known:
            self._known[id(mention)] = None
            entity = self._resolve(mention)
            self._known[id(mention)] = entity
            if entity is not None:
                entity.mentions.append(mention)
                self.pronouns.note(mention, entity)
        found = self._known[id(mention)]
        return found.final if found is not None else None

    def persons(self) -> Iterator[Entity]:
        """The persons so far, singular ones and groups of persons."""
        return (entity for entity in self.entities if entity.kind == "person" and entity.merged is None)

    def code_of(self, entity: Entity | None) -> str | None:
        """The code that the words give an entity so far, without guessing."""
        if entity is None:
            return None
        if entity.code is None and entity.kind == "person":
            return next((title.code for title in entity.titles if title.code), None) or self.code_of(entity.affiliation)
        return entity.code

    def _topic(self) -> str | None:
        """The one state that the headline of a report without dateline names."""
        headings = [segment.number for segment in self.reading.segments if segment.part == "headline"]
        named = {
            mention.code for number in headings for mention in self.mentions[number]
            if mention.kind == "entry" and mention.entry is not None and mention.entry.kind in ("state", "capital")
        }  # fmt: skip
        return named.pop() if len(named) == 1 else None

    def _read_full_names(self) -> list[tuple[str, ...]]:
        self._add_short_names()
        for segment in self.reading.segments:
            join_appositions(segment.doc, self.mentions[segment.number])
            join_affiliations(segment.doc, self.mentions[segment.number])
        everyone = [mention for mentions in self.mentions.values() for mention in mentions if mention.name]
        singles = {mention.name[0] for mention in everyone if len(mention.name) == 1}
        full: list[tuple[str, ...]] = []
        for mention in everyone:
            if len(core(mention.name)) > 1:
                mention.evidence = mention.evidence or core(mention.name)[-1] in singles
                if mention.evidence:
                    full.append(mention.name)
        return full

    def _add_short_names(self) -> None:
        """Mentions for surnames that the tagger took for other words at a sentence's beginning."""
        everyone = [mention for mentions in self.mentions.values() for mention in mentions]
        surnames = {core(mention.name)[-1] for mention in everyone if len(mention.name) > 1 and mention.evidence}
        for segment in self.reading.segments:
            here = self.mentions[segment.number]
            taken = {token for mention in here for token in range(mention.start, mention.end)}
            for token in segment.doc:
                if token.text in surnames and token.i not in taken:
                    subject = token.dep_.startswith("nsubj") or token.is_sent_start is True
                    here.append(
                        Mention(
                            "name", segment.number, token.i, token.i + 1, token.i, token.text,
                            name=(token.text,), subject=subject, evidence=True,
                        )
                    )  # fmt: skip
            here.sort(key=lambda mention: mention.start)

    def _resolve(self, mention: Mention) -> Entity | None:
        if mention.kind == "entry" and mention.entry is not None:
            return self._namesake(mention) or self._shown(self.entry(mention.entry), mention)
        if mention.kind == "institution":
            return self._institution(mention)
        if mention.kind == "media":
            return self._media(mention)
        if mention.kind == "pronoun":
            segment = self.reading.segments[mention.segment]
            return self.pronouns.resolve(segment, segment.doc[mention.start], ())
        if mention.kind == "description" and mention.partner is not None:
            return self.of(mention.partner)
        if mention.kind == "name":
            return self._person(mention)
        return self._described(mention) if mention.kind == "description" else None

    # -- states, organisations, institutions ---------------------------------------------------------------------

    def entry(self, entry: Entry) -> Entity:
        """The entity of something that the gazetteer knows."""
        if entry.kind in ("state", "capital", "people", "adjective"):
            return self._labelled("state", f"state:{entry.code}", entry.name, entry.code, "GOV")
        kind = {"city": "place", "seat": "organisation"}.get(entry.kind, entry.kind)
        return self._labelled(kind, f"{kind}:{entry.name}", entry.name, entry.code, entry.sector)

    def _shown(self, entity: Entity, mention: Mention) -> Entity:
        """An outlet goes by the name that the report first gives it ("AFP", "Rossiya-24")."""
        if entity.kind == "outlet" and not entity.mentions:
            doc = self.reading.segments[mention.segment].doc
            entity.text = doc[mention.start : mention.end].text
        return entity

    def _namesake(self, mention: Mention) -> Entity | None:
        """The person already named in full whose short name the place's name is ("Paris said" after "Oswald Paris")."""
        if not mention.subject or mention.inner or mention.end - mention.start > 1 or mention.entry is None:
            return None
        least = 2 if mention.entry.kind == "city" else 3
        named = (
            entity for entity in self.persons()
            if any(len(form) > 1 and likeness((mention.text,), form) >= least for form in entity.forms)
        )  # fmt: skip
        return max(named, key=self.pronouns.last_seen, default=None)

    def _labelled(self, kind: str, label: str, text: str, code: str | None, sector: str | None) -> Entity:
        entity = self._by_label.get(label)
        if entity is None:
            entity = Entity(kind, label, text, code=code, sector=sector)
            self._by_label[label] = entity
            self.entities.append(entity)
        return entity

    def _institution(self, mention: Mention) -> Entity:
        owner = self.of(mention.owner) if mention.owner is not None else None
        segment = self.reading.segments[mention.segment]
        text = mention.text
        if mention.owner is not None and mention.owner.kind != "pronoun":
            text = segment.doc[mention.owner.start : mention.end].text
        if mention.entry is not None:
            owner = self.entry(mention.entry)
        code = mention.code or self.code_of(owner) or mention.place_code
        if owner is not None and owner.kind in ("organisation", "group") and "state:" not in owner.label:
            found = self._labelled(
                "organisation", f"{owner.label}:{mention.key.lower()}", text, owner.code, owner.sector
            )
            return found
        return self.institution(mention.key, code, text, local=mention.local, after=mention)

    def institution(self, key: str, code: str | None, text: str, *, local: bool, after: Mention) -> Entity:
        """The institution called `key` ("foreign ministry", "the ministry"), of the state `code` if that is told."""
        normal = normal_institution(key)
        bare = " " not in normal
        existing = [
            entity for entity in self.entities
            if entity.kind == "organisation" and _same_institution(entity, normal, bare)
            and (code is None or entity.code in (code, None))
        ]  # fmt: skip
        scene = self.pronouns.scene(after) if code is None and local else None
        if scene is not None:
            existing = [entity for entity in existing if entity.code in (scene, None)]
        if existing:
            found = existing[0] if self._in_heading else max(existing, key=self.pronouns.last_seen)
            found.code = found.code or code
            if len(text) > len(found.text) and not self._in_heading and normal in found.label:
                found.text = text
            return found
        row = _institution_row(key)
        state_level = row is not None and row["level"] == "state"
        if code is None and local and state_level:
            code = scene or self.home
        sector = row["sector"] if row else None
        if "defence" in normal:
            sector = "MIL"
        entity = Entity("organisation", f"institution:{normal}", text, code=code, sector=sector, local=local)
        self.entities.append(entity)
        return entity

    def _media(self, mention: Mention) -> Entity:
        if mention.entry is not None:
            return self.entry(mention.entry)
        code = mention.code or self.code_of(self.of(mention.owner) if mention.owner is not None else None)
        code = code or (self.home if "state" in mention.text.lower() else None)
        return self._labelled("outlet", f"media:{mention.text.lower()}", mention.text, code, "JRN")

    # -- persons -------------------------------------------------------------------------------------------------

    def _person(self, mention: Mention) -> Entity | None:
        entity = self._named_before(mention)
        if mention.determiner and not mention.titles and mention.honorific is None and mention.determiner != "one":
            return entity or self._unknown_body(mention)
        entity = entity or self._named_later(mention) or self._described_before(mention)
        if entity is None and not mention.evidence:
            leader = leaders_by_short().get(" ".join(mention.name))
            doc = self.reading.segments[mention.segment].doc
            if leader is None and (
                len(mention.name) > 4 or not mention.subject or after_place_word(doc, mention.start)
            ):
                return None
            if leader is None and any(
                token.ent_type_ == "ORG" or token.tag_ == "NNPS" for token in doc[mention.start : mention.end]
            ):
                return self._unknown_body(mention)
            entity = self._new_person(mention.name)
            entity.known = leader is not None
        elif entity is None:
            entity = self._new_person(mention.name)
        if mention.name not in entity.forms:
            entity.forms.append(mention.name)
        for title in mention.titles:
            self._give(entity, title, mention)
        if mention.honorific is not None:
            entity.gender = entity.gender or mention.honorific.gender
            if mention.honorific.sector:
                self._give(entity, mention.honorific, mention)
        if mention.affiliation is not None and entity.affiliation is None:
            entity.affiliation = self.of(mention.affiliation)
        entity.code = entity.code or mention.code or (None if mention.titles else self._owner_code(mention))
        return entity

    def _unknown_body(self, mention: Mention) -> Entity | None:
        """A proper name with an article ("the Adrar Coordination"): a body of some kind if it acts, else nobody."""
        segment = self.reading.segments[mention.segment]
        if after_place_word(segment.doc, mention.start):
            return None
        known = self._by_label.get(f"organisation:{mention.text}")
        if known is None and not mention.subject:
            return None
        return self._labelled("organisation", f"organisation:{mention.text}", mention.text, None, None)

    def _described_before(self, mention: Mention) -> Entity | None:
        """The unnamed person, told of right before, whom a full name without office (or a bare "spokesman X") explains."""
        bare = all(title.text.lower() == title.key for title in mention.titles)
        if not bare or mention.honorific is not None or len(mention.name) < 2 or not mention.subject:
            return None
        if self._in_heading or not mention.evidence:
            return None
        gender = next((genders()[word] for word in mention.name[:1] if genders().get(word)), None)
        for number in (mention.segment, mention.segment - 1):
            for other, entity in reversed(self.pronouns.in_segment(number)):
                before = number < mention.segment or other.end <= mention.start
                if not before or entity.kind != "person" or other.inner or not other.subject:
                    continue
                if entity.named or entity.plural or (gender and entity.gender and gender != entity.gender):
                    return None
                return entity if self._may_be_named(mention, other, entity) else None
        return None

    def _may_be_named(self, mention: Mention, other: Mention, entity: Entity) -> bool:
        """True where a description may be explained by the name that follows: of an office, and with no wish against it."""
        segment = self.reading.segments[other.segment]
        if "official" not in entity.classes or find_reasons(self.reading.text, segment.start, segment.end):
            return False
        if mention.titles:
            return mention.titles[0].key in entity.classes
        return other.determiner in ("the", "its", "")

    def _owner_code(self, mention: Mention) -> str | None:
        owner = self.of(mention.owner) if mention.owner is not None else None
        return self.code_of(owner) if owner is not None and owner.kind in ("state", "organisation") else None

    def _new_person(self, name: tuple[str, ...]) -> Entity:
        entity = Entity("person", forms=[name])
        self.entities.append(entity)
        return entity

    def _named_before(self, mention: Mention) -> Entity | None:
        """The person already named whom the name fits best; of equals the latest, or in a heading the first."""
        gender = mention.honorific.gender if mention.honorific is not None else None
        scored = []
        for entity in self.persons():
            fit = max((likeness(mention.name, form) for form in entity.forms), default=0)
            if fit and not (gender and entity.gender and gender != entity.gender):
                order = self.pronouns.last_seen(entity)
                scored.append((fit, -order if self._in_heading else order, entity))
        best = max(scored, key=lambda item: item[:2], default=None)
        return best[2] if best is not None and (best[0] > 1 or len(mention.name) > 1) else None

    def _named_later(self, mention: Mention) -> Entity | None:
        """For a short name that comes before the full one: the person whom the report names in full later."""
        if len(core(mention.name)) > 1:
            return None
        fits = [(likeness(mention.name, full), full) for full in self._full_names]
        best = max(fits, key=lambda item: item[0], default=None)
        return self._new_person(best[1]) if best is not None and best[0] >= 3 else None

    def _give(self, entity: Entity, title: Title, mention: Mention) -> None:
        """Let a person have a title, with the institution and the state that it belongs to."""
        entity.titles.append(title)
        entity.gender = entity.gender or title.gender
        if "foreign" in normal_institution(title.institution or "") or "foreign" in title.text.lower():
            title.classes |= {"diplomat"}
        affiliation = self._affiliation(title, mention)
        if affiliation is not None and entity.affiliation is None:
            entity.affiliation = affiliation
        if title.code is None and affiliation is not None and affiliation.kind == "state":
            title.code = affiliation.code

    def _affiliation(self, title: Title, mention: Mention) -> Entity | None:
        """The institution, organisation or state that the words of a title name."""
        if title.entry is not None:
            return self.entry(title.entry)
        owner = self.of(title.owner) if title.owner is not None else None
        personal = owner is not None and owner.kind == "person"
        if personal:
            title.code = title.code or (None if title.key in _OTHER_SIDE else self.code_of(owner))
            owner = None
        if title.institution is not None and (
            owner is None or title.owner is None or title.owner.kind != "institution"
        ):
            text = title.institution_text or title.institution
            code = title.code or self.code_of(owner) or title.place_code
            return self.institution(title.institution, code, text, local=title.local, after=mention)
        if owner is None and not personal and title.text.lower() == title.key and "spokesman" in title.classes and title.code is None:
            return self.pronouns.latest_institution(mention)
        return owner

    # -- descriptions --------------------------------------------------------------------------------------------

    def _described(self, mention: Mention) -> Entity:
        title = mention.titles[0]
        probe = Entity("person", plural=mention.plural, text=mention.text)
        self._give(probe, title, mention)
        takes_up = mention.determiner in _DEFINITE or (self._in_heading and mention.determiner not in _INDEFINITE)
        takes_up = takes_up or (mention.determiner == "" and title.code is not None and not mention.plural)
        if takes_up or mention.owner is not None:
            found = self._taken_up(mention, title, probe)
            if found is not None:
                return found
        probe.code = title.code
        probe.local = title.local
        self.entities.append(probe)
        return probe

    def _taken_up(self, mention: Mention, title: Title, probe: Entity) -> Entity | None:
        """The person before (in a heading: of the body) whom a definite description takes up."""
        fitting = []
        owner = self.of(mention.owner) if mention.owner is not None else None
        for entity in self.persons():
            shared = title.classes & entity.classes if self._in_heading else {title.key} & entity.classes
            if entity.plural != mention.plural or not shared or entity is owner:
                continue
            if mention.plural and title.key not in {own.key for own in entity.titles}:
                continue
            if self._agree(entity, probe) and not (title.gender and entity.gender and title.gender != entity.gender):
                fitting.append(entity)
        if not fitting:
            return None
        if self._in_heading:
            return min(
                fitting,
                key=lambda entity: (
                    title.key not in entity.classes,
                    not entity.named,
                    self.pronouns.first_seen(entity),
                ),
            )
        return max(fitting, key=self.pronouns.last_seen)

    def _agree(self, entity: Entity, probe: Entity) -> bool:
        """True when what is told of states and institutions does not keep the two apart."""
        own, asked = self.code_of(entity), self.code_of(probe)
        if entity.affiliation is not None and entity.affiliation.sector == "IGO" and probe.affiliation is None:
            return True
        if asked is not None and (own or self.likely_home(entity)) not in (asked, None):
            return False
        if asked is not None and own is None and self.likely_home(entity) is None:
            return False
        return probe.affiliation is None or entity.affiliation in (probe.affiliation, None)

    def likely_home(self, entity: Entity) -> str | None:
        """The report's own country for those who hold an unqualified office of state."""
        title = entity.best_title()
        if title is None or not title.local or not entity.local:
            return None
        state_sector = title.sector in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY")
        if not state_sector or title.key in ("diplomat", "mediator", "negotiator", "envoy"):
            return None
        if not entity.named and "official" not in title.classes and title.institution is None:
            return None
        if entity.affiliation is not None and entity.affiliation.code is None:
            return None
        first = next((mention for mention in entity.mentions if title in mention.titles), None)
        return (self.pronouns.scene(first) if first is not None else None) or self.home


def _institution_row(key: str) -> dict[str, str] | None:
    """The row of institutions.csv for the last words of an institution's name."""
    known = table("institutions")
    words = key.lower().split(" of ")[0].split()
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
