"""From mentions to entities: which mention is whom, sentence by sentence through the body, then in the headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from onrecord.actors.ambiguous import second_meanings
from onrecord.actors.appositions import after_place_word, join_affiliations, join_appositions
from onrecord.actors.bodies import Bodies, Told
from onrecord.actors.called import bearer_before
from onrecord.actors.charges import charge_of, is_other_office
from onrecord.actors.entities import OF_A_STATE, Entity, core, likeness
from onrecord.actors.gazetteer import Entry, genders, is_own, leader_called, table
from onrecord.actors.home import home_of
from onrecord.actors.mentions import Mention, Title
from onrecord.actors.naming import Namings
from onrecord.actors.scan import scan
from onrecord.actors.takenup import latest, state_before
from onrecord.actors.words import normal_institution
from onrecord.language import Reading, has_reasons

_DEFINITE = frozenset({"the", "that", "this", "these", "those"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "some", "several"})
_FURTHER = frozenset({"second", "third", "fourth", "other", "another"})
#: Seats that other states and their parties have as well.
_OF_MANY = frozenset({"Congress", "House of Representatives"})
_LIKE_OFFICE = frozenset({"colleague", "counterpart"})
_OTHER_SIDE = frozenset({"colleague", "counterpart", "rival", "ally", "opponent", "critic"})


class Registry(Bodies):
    """All entities of one report; `of(mention)` tells which entity a mention is, None where nothing tells."""

    def __init__(self, reading: Reading, day: date | None = None) -> None:
        super().__init__(reading)
        self.day = day
        self._namings = Namings(self.pronouns, day)
        self._known: dict[int, Entity | None] = {}
        meanings = second_meanings(reading.text)
        self.mentions = {
            segment.number: scan(segment, self.words[segment.number], meanings) for segment in reading.segments
        }
        self.home, self.home_basis = home_of(reading, self.mentions)
        self._full_names = self._read_full_names()

    def read(self) -> None:
        """Resolve every mention: the body in text order, then the headings, which the body explains."""
        body = [segment for segment in self.reading.segments if segment.part == "body"]
        headings = [segment for segment in self.reading.segments if segment.part != "body"]
        for segment in [*body, *reversed(headings)]:
            self.in_heading = segment.part != "body"
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
            told = next((title.code for title in entity.titles if title.code), None) or self.code_of(entity.affiliation)
            return told or self._code_of_leader(entity)
        return entity.code

    def _code_of_leader(self, entity: Entity) -> str | None:
        """The state of somebody who is known by the name alone ("Zelensky's adviser")."""
        leader = leader_called(" ".join(entity.forms[0]), self.day) if entity.known and entity.forms else None
        return leader["code"] if leader is not None else None

    def _read_full_names(self) -> list[tuple[str, ...]]:
        self._add_short_names()
        for segment in self.reading.segments:
            join_appositions(self.words[segment.number], self.mentions[segment.number])
            join_affiliations(self.words[segment.number], self.mentions[segment.number])
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
            words = self.words[segment.number]
            if surnames.isdisjoint(words.text):
                continue
            called = [number for number, text in enumerate(words.text) if text in surnames]
            here = self.mentions[segment.number]
            taken = {token for mention in here for token in range(mention.start, mention.end)}
            for token in called:
                if token not in taken:
                    subject = words.dep[token].startswith("nsubj") or words.opens_sentence(token)
                    text = words.text[token]
                    here.append(
                        Mention(
                            "name", segment.number, token, token + 1, token, text,
                            name=(text,), subject=subject, evidence=True,
                        )
                    )  # fmt: skip
            here.sort(key=lambda mention: mention.start)

    def _resolve(self, mention: Mention) -> Entity | None:
        if mention.kind == "entry" and mention.entry is not None:
            entity = self._namesake(mention) or self._people(mention)
            entity = entity or self.entry(self._placed(mention.entry, mention.code, mention))
            return self.shown(entity, mention)
        if mention.kind == "institution":
            return self.of_institution(mention)
        if mention.kind == "definite":
            return self._definite(mention)
        if mention.kind == "media":
            return self.of_media(mention)
        if mention.kind == "pronoun":
            segment = self.reading.segments[mention.segment]
            return self.pronouns.resolve(segment, segment.doc[mention.start], ())
        if mention.kind == "description" and mention.partner is not None:
            return self.of(mention.partner)
        if mention.kind == "name":
            return self._person(mention)
        return self._described(mention) if mention.kind == "description" else None

    def _definite(self, mention: Mention) -> Entity | None:
        """The state, organisation or group named before that "the country" or "the alliance" takes up."""
        if mention.code is not None:
            return next((entity for entity in self.entities if entity.label == f"state:{mention.code}"), None)
        if "state" in table("descriptions")[mention.key]["kinds"]:
            return state_before(mention.key, mention, self.words[mention.segment], self.pronouns, self.home)
        return latest(mention.key, self.entities, self.pronouns)

    def _placed(self, entry: Entry, code: str | None, mention: Mention) -> Entry:
        """A body that every state may have ("Joint Chiefs of Staff") as that of the state told, or of the scene."""
        if entry.kind == "seat" and entry.name in _OF_MANY and self.home not in (None, entry.code):
            return replace(entry, code=code or self.home)
        if entry.code is not None or entry.sector not in OF_A_STATE or is_own(entry.name):
            return entry
        return replace(entry, code=code or self._owner_code(mention) or self.pronouns.scene(mention) or self.home)

    def _people(self, mention: Mention) -> Entity | None:
        """ "Venezuelans" are people of the state; "the Russians" stand for the state itself."""
        if mention.entry is None or mention.entry.kind != "people" or mention.determiner == "the":
            return None
        entity = self.labelled("person", f"people:{mention.code}", mention.text, mention.code, "CVL")
        entity.plural = True
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

    # -- persons -------------------------------------------------------------------------------------------------

    def _person(self, mention: Mention) -> Entity | None:
        entity = self._namings.before(mention, in_heading=self.in_heading)
        if mention.determiner and not mention.titles and mention.honorific is None and mention.determiner != "one":
            return entity or self._unknown_body(mention)
        later = self._namings.later(mention, self._full_names) if entity is None else None
        entity = entity or self._called_so(mention) or (self._new_person(later) if later else None)
        entity = entity or self._described_before(mention)
        if entity is None and not mention.evidence:
            leader = leader_called(" ".join(mention.name), self.day)
            doc = self.words[mention.segment]
            if leader is None and (
                len(mention.name) > 4 or not mention.subject or after_place_word(doc, mention.start)
            ):
                return None
            here = slice(mention.start, mention.end)
            if leader is None and ("ORG" in doc.ent[here] or "NNPS" in doc.tag[here]):
                return self._unknown_body(mention)
            entity = self._new_person(mention.name)
            entity.known = leader is not None
        elif entity is None:
            entity = self._new_person(mention.name)
        if mention.name not in entity.forms:
            self._namings.call(entity, mention.name)
        for title in mention.titles:
            self._give(entity, title, mention)
        if mention.honorific is not None:
            entity.gender = entity.gender or mention.honorific.gender
            if mention.honorific.sector:
                self._give(entity, mention.honorific, mention)
        if mention.affiliation is not None and entity.affiliation is None:
            entity.affiliation = self.of(mention.affiliation)
        entity.tell(mention.code, "name")
        entity.tell(None if mention.titles else self._owner_code(mention), "organisation")
        return entity

    def _unknown_body(self, mention: Mention) -> Entity | None:
        """A proper name with an article ("the Adrar Coordination"): a body of some kind if it acts, else nobody."""
        if after_place_word(self.words[mention.segment], mention.start):
            return None
        known = self.by_label.get(f"organisation:{mention.text}")
        if known is None and not mention.subject:
            return None
        return self.labelled("organisation", f"organisation:{mention.text}", mention.text, None, None)

    def _called_so(self, mention: Mention) -> Entity | None:
        """The unnamed person of whom the sentence says that the name is his ("a man who gave his name as X")."""
        described = [other for other in self.mentions[mention.segment] if other.kind == "description"]
        if not described:
            return None
        other = bearer_before(self.words[mention.segment], mention, described)
        entity = self.of(other) if other is not None else None
        return entity if entity is not None and entity.kind == "person" and not entity.named else None

    def _described_before(self, mention: Mention) -> Entity | None:
        """The unnamed person, told of right before, whom a full name without office (or "spokesman X") explains."""
        bare = all(title.text.lower() == title.key for title in mention.titles)
        if not bare or mention.honorific is not None or len(mention.name) < 2 or not mention.subject:
            return None
        if self.in_heading or not mention.evidence:
            return None
        gender = next((genders()[word] for word in mention.name[:1] if genders().get(word)), None)
        for number in (mention.segment, mention.segment - 1):
            for other, entity in reversed(self.pronouns.in_segment(number)):
                before = number < mention.segment or other.end <= mention.start
                if not before or entity.kind != "person" or other.inner or not other.subject:
                    continue
                if entity.named or entity.plural or (gender and entity.gender and gender != entity.gender):
                    return None
                if not self._may_be_named(mention, other, entity):
                    return None
                entity.inferred = True
                return entity
        return None

    def _may_be_named(self, mention: Mention, other: Mention, entity: Entity) -> bool:
        """True where a description may be explained by the name after it: of an office, with no wish against it."""
        segment = self.reading.segments[other.segment]
        if "official" not in entity.classes or has_reasons(segment.doc):
            return False
        if mention.titles:
            return mention.titles[0].key in entity.classes
        told = other.segment == mention.segment and "spokesman" in entity.classes  # `"...," X said` right behind
        return other.determiner in ("the", "its", "") or (told and other.determiner in ("a", "an"))

    def _owner_code(self, mention: Mention) -> str | None:
        owner = self.of(mention.owner) if mention.owner is not None else None
        return self.code_of(owner) if owner is not None and owner.kind in ("state", "organisation") else None

    def _new_person(self, name: tuple[str, ...]) -> Entity:
        entity = Entity("person")
        self._namings.call(entity, name)
        self.entities.append(entity)
        return entity

    def _give(self, entity: Entity, title: Title, mention: Mention) -> None:
        """Let a person have a title, with the institution and the state that it belongs to."""
        entity.titles.append(title)
        entity.gender = entity.gender or title.gender
        if "foreign" in normal_institution(title.institution or "") or "foreign" in title.text.lower():
            title.classes |= {"diplomat"}
        affiliation = self._affiliation(title, mention)
        entity.given.append((title, mention, affiliation))
        if affiliation is not None and entity.affiliation is None:
            entity.affiliation = affiliation
        if title.code is None and affiliation is not None and affiliation.kind == "state":
            title.code = affiliation.code

    def _affiliation(self, title: Title, mention: Mention) -> Entity | None:
        """The institution, organisation or state that the words of a title name."""
        if title.entry is not None:
            return self.entry(self._placed(title.entry, title.code, mention))
        owner = self.of(title.owner) if title.owner is not None else None
        personal = owner is not None and owner.kind == "person"
        if personal:
            title.code = title.code or (None if title.key in _OTHER_SIDE else self.code_of(owner))
            if title.key in _LIKE_OFFICE and owner is not None:
                title.classes |= owner.classes  # "the Saudi minister" after "his Saudi counterpart X"
                title.like = next((own.text for own in owner.titles if charge_of(own.text)), "")
                title.local = False
            owner = None
        if title.institution is not None and (
            owner is None or title.owner is None or title.owner.kind != "institution"
        ):
            text = title.institution_text or title.institution
            told = Told(title.code, self.code_of(owner), title.place_code)
            return self.institution(title.institution, told, text, local=title.local, after=mention)
        if (
            owner is None
            and not personal
            and title.text.lower() == title.key
            and "spokesman" in title.classes
            and title.code is None
            and not (mention.determiner in _DEFINITE and any("spokesman" in one.classes for one in self.persons()))
        ):
            return self.pronouns.latest_institution(mention)
        return owner

    # -- descriptions --------------------------------------------------------------------------------------------

    def _described(self, mention: Mention) -> Entity:
        title = mention.titles[0]
        probe = Entity("person", plural=mention.plural, text=mention.text)
        self._give(probe, title, mention)
        takes_up = mention.determiner in _DEFINITE or (self.in_heading and mention.determiner not in _INDEFINITE)
        takes_up = takes_up or (mention.determiner == "" and title.code is not None and not mention.plural)
        if takes_up or mention.owner is not None:
            found = self._taken_up(mention, title, probe)
            if found is not None:
                return found
        probe.tell(title.code, "name")
        probe.local = title.local
        self.entities.append(probe)
        return probe

    def _taken_up(self, mention: Mention, title: Title, probe: Entity) -> Entity | None:
        """The person before (in a heading: of the body) whom a definite description takes up."""
        fitting = []
        further = title.text.lower() if title.text.lower().split()[0] in _FURTHER else None
        owner = self.of(mention.owner) if mention.owner is not None else None
        for entity in self.persons():
            shared = title.classes & entity.classes if self.in_heading else {title.key} & entity.classes
            if entity.plural != mention.plural or not shared or entity is owner:
                continue
            if mention.plural and title.key not in {own.key for own in entity.titles}:
                continue
            if further is not None and further not in {own.text.lower() for own in entity.titles}:
                continue  # "a second official" is none of those before
            if is_other_office(title, (own for own in entity.titles if not shared.isdisjoint(own.classes))):
                continue
            if self._agree(entity, probe) and not (title.gender and entity.gender and title.gender != entity.gender):
                fitting.append(entity)
        if not fitting:
            return None
        if self.in_heading:
            return min(
                fitting,
                key=lambda entity: (
                    title.key not in entity.classes,
                    not entity.named and not self._in_lead(entity),
                    self.pronouns.first_seen(entity),
                ),
            )
        exactly = [entity for entity in fitting if title.key in {own.key for own in entity.titles}]
        exactly = [one for one in exactly if title.text.lower() in {own.text.lower() for own in one.titles}] or exactly
        return max(exactly or fitting, key=self.pronouns.last_seen)

    def _in_lead(self, entity: Entity) -> bool:
        """True for somebody of the body's first paragraph, which the headline sums up."""
        lead = next((segment.number for segment in self.reading.segments if segment.part == "body"), None)
        return any(mention.segment == lead for mention in entity.mentions)

    def _agree(self, entity: Entity, probe: Entity) -> bool:
        """True when what is told of states and institutions does not keep the two apart."""
        own, asked = self.code_of(entity), self.code_of(probe)
        if entity.affiliation is not None and entity.affiliation.sector == "IGO" and probe.affiliation is None:
            return True
        title = entity.best_title()
        body = probe.affiliation.sector if probe.affiliation is not None else None
        if own is None and title is not None and title.sector == body == "IGO":
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
        if any(own.key in _LIKE_OFFICE for own in entity.titles):
            return None  # somebody's counterpart is of another state
        if title.sector not in OF_A_STATE or title.key in ("diplomat", "mediator", "negotiator", "envoy"):
            return None
        if not entity.named and "official" not in title.classes and title.institution is None:
            return None
        body = entity.office_body()
        if body is not None and body.code is None:
            return None
        first = next((mention for mention in entity.mentions if title in mention.titles), None)
        return (self.pronouns.scene(first) if first is not None else None) or self.home
