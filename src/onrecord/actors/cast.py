"""The cast of a report: its actors, and who a mention beside a cue is.

cast = read_cast(reading)
cast.actors                                       # for the record
cast.identify(segment, tokens, focus=("a2",))     # Identity or None
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from spacy.tokens import Span as TokenSpan

from onrecord import record, tables
from onrecord.actors.bearers import LooseReasons
from onrecord.actors.belonging import Belonging, confidence
from onrecord.actors.entities import Entity
from onrecord.actors.finish import finish
from onrecord.actors.mentions import Mention
from onrecord.actors.pronouns import ALL
from onrecord.actors.registry import Registry
from onrecord.actors.titles import read_title
from onrecord.actors.words import ARTICLES
from onrecord.language import Reading, Segment
from onrecord.language.columns import Words
from onrecord.record import Span

_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some", "many"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "FW"})


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as the whole report shows it.

    `actor` is the id in `Cast.actors`, None for one described only here. `kind` is person, state, organisation, group,
    place or outlet. `name` is the fullest name of a person or outlet; `role` the description of the office; `named` is
    true for persons with a name and for institutions. `unnamed_reason` holds the words that say why there is no name.
    """

    actor: str | None
    kind: str
    name: str | None
    role: str | None
    organisation: str | None
    code: str | None
    sector: str | None
    named: bool
    plural: bool
    gender: str | None
    unnamed_reason: tuple[Span, ...]


@cache
def _documents() -> frozenset[str]:
    """Nouns for what is written or released ("statement", "communique"), which have no office."""
    rows = tables.load_csv("lexicon/venues.csv")
    written = {row["key"] for row in rows if row["kind"] in ("statement", "document", "readout", "post")}
    return frozenset(written | {"document", "report", "text", "paper"})


class Cast:
    """All actors of one report, with the mentions that make them known."""

    def __init__(self, registry: Registry, reading: Reading, loose: LooseReasons) -> None:
        self._registry = registry
        self._loose = loose
        self._reading = reading
        self._numbered = [entity for entity in registry.entities if entity.number]
        #: By the entity, each of which the registry keeps; nothing more is told of it once the cast is read.
        self._identities: dict[int, Identity] = {}
        self._belonging = Belonging(registry, reading)
        self._by_id = {f"a{entity.number}": entity for entity in self._numbered}
        self.actors: tuple[record.Actor, ...] = tuple(
            self._actor(entity) for entity in sorted(self._numbered, key=lambda entity: entity.number)
        )

    def identify(
        self, segment: Segment, tokens: TokenSpan, focus: Sequence[str] = (), besides: str | None = None
    ) -> Identity | None:
        """Who the mention `tokens` is; `focus` are actor ids of the latest speakers, newest first.

        "I" and "we" are the first of `focus`, so for words inside a quotation give its speaker first; and give that
        speaker as `besides`, since he says "he" of others. None where nothing fits: better open than wrong.
        """
        entity = self._entity(segment, tokens, focus, besides)
        if entity is None:
            return self._described_here(segment, tokens)
        known = self._identities.get(id(entity))
        if known is None:
            known = self._identities[id(entity)] = _identity(entity)
        return known

    def _entity(self, segment: Segment, tokens: TokenSpan, focus: Sequence[str], besides: str | None) -> Entity | None:
        mention = self._mention(segment, tokens)
        if mention is not None:
            found = self._registry.of(mention)
            if found is not None:
                return found
        words, start, end = self._registry.words[segment.number], tokens.start, tokens.end
        alone = end - start == 1
        pronouns = (at for at in range(start, end) if words.lower[at] in ALL and (alone or words.tag[at] != "PRP$"))
        at = next(pronouns, None)
        if at is not None and (at == start or end - start <= 2):
            latest = [self._by_id[actor].final for actor in focus if actor in self._by_id]
            other = self._by_id[besides].final if besides in self._by_id else None
            return self._registry.pronouns.resolve(segment, segment.doc[at], latest, other)
        return None

    def _mention(self, segment: Segment, tokens: TokenSpan) -> Mention | None:
        """The mention that the tokens are: the outermost first one, not what stands inside or possesses it."""
        start, end = tokens.start, tokens.end
        inside = [
            mention for mention in self._registry.mentions[segment.number]
            if mention.start < end and start < mention.end and mention.kind != "pronoun"
        ]  # fmt: skip
        if not inside:
            return None
        first = start + (self._registry.words[segment.number].lower[start] in ARTICLES)
        if end - first > 1:  # a name of which the tokens are the office alone: "the opposition lawmaker | X"
            whole = [one for one in inside if one.start == first and one.end >= end and not one.inner]
            inside = whole or inside
        within = [mention for mention in inside if start <= mention.head < end]
        outer = [mention for mention in within or inside if not mention.inner] or within or inside
        return min(outer, key=lambda mention: (mention.start, -mention.end), default=None)

    def _described_here(self, segment: Segment, tokens: TokenSpan) -> Identity | None:
        """An identity for a common noun that the cast does not hold ("critics", "a trader")."""
        words = self._registry.words[segment.number]
        lower, tag = words.lower, words.tag
        first, end = tokens.start + (lower[tokens.start] in ARTICLES), tokens.end
        nouns = (index for index in (tokens.root.i, *range(first, end)) if tag[index] in _NOUNS)
        head = next((index for index in nouns if lower[index] not in ALL), None)
        if first == end or head is None:
            return None
        last = max(head, first) + 1
        text = words.phrase(first, last)
        plural = tag[head] in ("NNS", "NNPS")
        if tag[head] in ("NNP", "NNPS"):
            return Identity(None, "person", text, None, None, None, None, True, False, None, ())
        if (body := _unknown_body(words, first, end, head)) is not None:
            return Identity(None, "organisation", None, None, body, None, None, True, False, None, ())
        if lower[head] in _documents():
            return Identity(None, "document", None, None, None, None, None, False, plural, None, ())
        title = read_title(words, {}, first, last, None)
        sector = title.sector if title is not None else None
        definite = lower[tokens.start] in ("the", "this", "that", "these", "those")
        reasons = self._loose.of(segment, head, definite=definite)
        role = None if _only_source(text) or lower[head] in ("other", "others") else text
        return Identity(None, "person", None, role, None, None, sector, False, plural, None, reasons)

    def _actor(self, entity: Entity) -> record.Actor:
        spans = self._belonging.spans(entity.mentions)
        name = entity.full_name() if entity.kind == "person" else entity.text
        above = self._belonging.above(entity)
        return record.Actor(
            f"a{entity.number}", entity.kind, name, entity.code, entity.sector, spans,
            roles=self._belonging.roles(entity), part_of=f"a{above.number}" if above is not None else None,
            code_basis=entity.basis if entity.code else None, confidence=confidence(entity),
        )  # fmt: skip


def read_cast(reading: Reading, day: date | None = None) -> Cast:
    """Read out who is in the report; `day` is the day of it, by which offices and their holders are known."""
    registry = Registry(reading, day)
    registry.read()
    return Cast(registry, reading, finish(registry, reading))


def _unknown_body(words: Words, first: int, end: int, head: int) -> str | None:
    """ "Gulf Quays, the operator": capitalised words that no table knows, with what they are behind a comma."""
    comma = next((index for index in range(first, end) if not words.capital[index]), end)
    if not first <= head < comma or comma - first < 2 or end < comma + 3:
        return None
    named = words.lower[comma] == "," and words.lower[comma + 1] in ARTICLES
    return " ".join(words.text[first:comma]) if named else None


def _only_source(text: str) -> bool:
    """ "source", "two sources": a description that tells nothing of an office."""
    words = text.lower().split()
    return words[-1] in ("source", "sources") and all(word in _COUNTS for word in words[:-1])


def _identity(entity: Entity) -> Identity:
    entity = entity.final
    title = entity.best_title()
    organisation: str | None = None
    name: str | None = None
    role: str | None = None
    if entity.kind == "person":
        name = entity.full_name()
        role = title.text if title is not None and not _only_source(title.text) else None
        if entity.affiliation is not None and entity.affiliation.final.kind != "state":
            organisation = entity.affiliation.final.text
        if title is not None and title.rank == "honorific" and role is not None:
            role = title.text if title.sector else None
    elif entity.kind == "outlet":
        name = organisation = entity.text
    elif entity.kind in ("organisation", "group"):
        organisation = entity.text
    named = entity.named or entity.kind in ("organisation", "group", "outlet")
    return Identity(
        f"a{entity.number}" if entity.number else None, entity.kind, name, role, organisation, entity.code,
        entity.sector, named, entity.plural, entity.gender, () if entity.named else tuple(entity.reasons),
    )  # fmt: skip
