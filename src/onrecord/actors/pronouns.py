"""Pronouns: whom "he", "she", "it", "they", "who", "we" mean, by number, gender, kind and position.

Positions are (segment number, token number). Mentions are noted as they are resolved, so that a pronoun looks back on
what has been read so far; with no candidate that fits, the pronoun stays open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.actors.entities import Entity
from onrecord.actors.gazetteer import lookup
from onrecord.actors.mentions import Mention
from onrecord.actors.titles import OF_OFFICE
from onrecord.language import Reading, Segment
from onrecord.language.columns import words_of
from onrecord.tables import load_csv

MASCULINE = frozenset({"he", "him", "his", "himself"})
FEMININE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
SPEAKING = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "whom", "whose", "which"})
ALL = MASCULINE | FEMININE | NEUTER | PLURAL | SPEAKING | RELATIVE
_GENDERED = MASCULINE | FEMININE
#: A place is one number: that of the segment times this, and that of the token.
_SEGMENT = 1_000_000
_NOWHERE = -_SEGMENT
_POSSESSING = frozenset({"nmod:poss", "poss"})
_COLLECTIVE = frozenset({"state", "organisation", "group"})


#: Words at a sentence's beginning that set it against the one before.
_SET_AGAINST = frozenset({"but", "however", "meanwhile", "while", "yet", "in"})


@cache
def _saying() -> frozenset[str]:
    """All forms of the verbs of speech."""
    speech = {row["key"] for row in load_csv("lexicon/cue_verbs.csv") if row["class"] == "speech"}
    return frozenset(row["key"] for row in load_csv("lexicon/cue_forms.csv") if row["lemma"] in speech) | speech


class Pronouns:
    """The mentions noted so far, and the questions that pronouns ask of them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.noted: dict[int, list[tuple[Mention, Entity]]] = {}
        self._last: dict[int, int] = {}
        self._first: dict[int, int] = {}

    def note(self, mention: Mention, entity: Entity) -> None:
        """Keep that a mention is an entity."""
        self.noted.setdefault(mention.segment, []).append((mention, entity))
        key, place = id(entity), mention.segment * _SEGMENT + mention.start
        if place > self._last.get(key, _NOWHERE):
            self._last[key] = place
        if place < self._first.get(key, place + 1):
            self._first[key] = place

    def last_seen(self, entity: Entity) -> int:
        """A number that grows with the place of the entity's last mention so far."""
        return self._last.get(id(entity), _NOWHERE)

    def first_seen(self, entity: Entity) -> int:
        """A number that grows with the place of the entity's first mention so far."""
        return self._first.get(id(entity), _NOWHERE)

    def in_segment(self, number: int) -> list[tuple[Mention, Entity]]:
        """The noted mentions of a segment in text order."""
        return sorted(((m, e.final) for m, e in self.noted.get(number, [])), key=lambda pair: pair[0].start)

    def scene(self, mention: Mention) -> str | None:
        """The state that the paragraph speaks of, for offices and institutions that name none.

        Told by a place that opens a sentence ("In Cairo, the foreign minister said"), by an institution with an owner
        ("Its government ..., the foreign ministry said"), by somebody of a foreign institution ("an Israeli military
        spokesman said ... the army"), for spokesmen by the town of their briefing, and by a state that speaks in the
        sentence before ("Peru rejected the charge. Foreign Minister X said").
        """
        words = words_of(self.reading.segments[mention.segment].doc)
        for other, entity in reversed(self.in_segment(mention.segment)):
            if other.end > mention.start or other.inner:
                continue
            told = other.owner is not None or other.code is not None
            if entity.label.removeprefix("institution:") in OF_OFFICE:
                continue  # an embassy stands in another state than its own
            if entity.label.startswith("institution:") and told and other.subject:
                return entity.code
            if (
                other.subject
                and entity.kind == "person"
                and any(title.code and title.institution for title in other.titles)
            ):
                return next(title.code for title in other.titles if title.code)
            if entity.kind not in ("state", "place") or other.start == 0:
                continue
            opening = other.start - 1
            if words.opens_sentence(opening) and words.lower[opening] in ("in", "at", "from"):
                return entity.code if words.text[other.end] == "," else None
        return self._briefing(mention) or self._speaks_before(mention)

    def _speaks_before(self, mention: Mention) -> str | None:
        """The state that says something in the paragraph's sentence before, unless the next one is set against it."""
        if not mention.subject:
            return None
        segment = self.reading.segments[mention.segment]
        sentence = segment.doc[mention.start].sent
        if not sentence.start or sentence[0].lower_ in _SET_AGAINST:
            return None
        before = segment.doc[sentence.start - 1].sent
        if before.root.lower_ not in _saying():
            return None
        for other, entity in self._of_sentence(segment, before):
            if entity.kind == "state" and not other.inner and self._subject_of(segment, other, before.root):
                return entity.code
        return None

    def _briefing(self, mention: Mention) -> str | None:
        """The state of the capital where a spokesman speaks: "the spokeswoman told a briefing in Beijing"."""
        if not any("spokesman" in title.classes for title in mention.titles):
            return None
        doc = self.reading.segments[mention.segment].doc
        for token in doc[mention.end : min(mention.end + 10, doc[mention.start].sent.end)]:
            if token.lower_ in ("that", ":", "“", '"'):
                return None
            if token.lower_ == "in" and token.i + 1 < len(doc):
                entry = lookup(doc[token.i + 1].text)
                return entry.code if entry is not None and entry.kind == "capital" else None
        return None

    def latest_institution(self, mention: Mention) -> Entity | None:
        """The institution or organisation named last before a bare "spokesman", in this paragraph or the one before."""
        for number in (mention.segment, mention.segment - 1):
            for other, entity in reversed(self.in_segment(number)):
                before = number < mention.segment or other.end <= mention.start
                if before and entity.kind == "organisation" and (other.subject or number == mention.segment):
                    return entity
        return None

    def resolve(
        self, segment: Segment, token: Token, focus: Sequence[Entity], besides: Entity | None = None
    ) -> Entity | None:
        """Whom the pronoun `token` means; `focus` are the latest speakers, newest first; nobody means `besides`."""
        word = token.lower_
        if word in SPEAKING:
            return focus[0] if focus else None
        focus = [entity for entity in focus if entity is not besides]
        if word in RELATIVE:
            return self._relative(segment, token)
        near = (self._same_sentence(segment, token), self._sentence_before(segment, token, focus))
        far = (iter(focus), self._paragraphs_before(segment, token))
        for candidates in near if besides is not None and word in PLURAL else (*near, *far):
            for entity in candidates:
                if fits(entity.final, word) and entity.final is not besides:
                    return entity.final
        return None

    def _relative(self, segment: Segment, token: Token) -> Entity | None:
        """The mention right before a relative pronoun."""
        before = [(m, e) for m, e in self.in_segment(segment.number) if m.end <= token.i and not m.inner]
        if not before:
            return None
        mention, entity = before[-1]
        return entity if token.i - mention.end <= 3 or token.sent.start <= mention.start else None

    def _same_sentence(self, segment: Segment, token: Token) -> Iterator[Entity]:
        """Subjects of the clauses that govern the pronoun's clause, innermost first, then other subjects before it."""
        start = token.sent.start
        here = [
            (m, e) for m, e in self.in_segment(segment.number)
            if start <= m.start and m.end <= token.i
            and not m.inner and not self._quoted_apart(segment, m, token)
        ]  # fmt: skip
        verb = token.head
        for _ in range(8):
            if verb.head.i == verb.i:
                break
            verb = verb.head
            for mention, entity in here:
                if mention.subject and self._subject_of(segment, mention, verb):
                    yield entity
        yield from (entity for mention, entity in reversed(here) if mention.subject)
        if token.lower_ in NEUTER:
            inner = [(m, e) for m, e in self.in_segment(segment.number) if start <= m.start and m.end <= token.i]
            yield from (entity for mention, entity in inner if self._owns_subject(segment, mention, entity))

    def _owns_subject(self, segment: Segment, mention: Mention, entity: Entity) -> bool:
        """The state that possesses a subject: "Jordan's king left. Its foreign ministry said ..."."""
        if entity.kind != "state":
            return False
        dep, head = words_of(segment.doc).dep, words_of(segment.doc).head
        return any(
            dep[at] in _POSSESSING and dep[head[at]].startswith("nsubj") for at in range(mention.start, mention.end)
        )

    def _subject_of(self, segment: Segment, mention: Mention, verb: Token) -> bool:
        return verb.i in words_of(segment.doc).head[mention.start : mention.end]

    def _quoted_apart(self, segment: Segment, mention: Mention, token: Token) -> bool:
        """True when the mention stands inside quotation marks that do not hold the pronoun."""
        at, here = segment.start + words_of(segment.doc).idx[mention.start], segment.offset(token)
        quotes = self.reading.layout.quotations
        number = bisect_left(quotes, segment.start, key=lambda quote: quote.start)
        while number < len(quotes) and quotes[number].start <= at:
            quote = quotes[number]
            number += 1
            if quote.depth == 0 and quote.use == "speech" and at < quote.end and not quote.start <= here < quote.end:
                return True
        return False

    def _sentence_before(self, segment: Segment, token: Token, focus: Sequence[Entity]) -> Iterator[Entity]:
        """Who is spoken of in the paragraph's sentences before: a latest speaker named there, subjects, others."""
        start = token.sent.start
        sentences = [sentence for sentence in segment.doc[:start].sents if sentence.end <= start]  # type: ignore[attr-defined]
        for sentence in sentences[::-1]:
            here = [
                (m, e) for m, e in self._of_sentence(segment, sentence) if not self._quoted_apart(segment, m, token)
            ]
            subjects = [entity for mention, entity in here if mention.subject and not mention.inner]
            yield from (entity.final for entity in focus[:1] if entity.final in subjects)
            yield from self._main_first(segment, sentence, here)
            if token.lower_ in NEUTER:
                yield from (entity for mention, entity in here if self._owns_subject(segment, mention, entity))
            if not here:
                continue
            if token.lower_ in PLURAL:
                yield from (entity for _, entity in reversed(here) if entity.kind in _COLLECTIVE)
            elif not any(fits(entity, token.lower_) for entity in focus[:1]):
                yield from (
                    entity for mention, entity in reversed(here) if not mention.inner or entity.kind == "person"
                )
            return

    def _of_sentence(self, segment: Segment, sentence: TokenSpan) -> list[tuple[Mention, Entity]]:
        return [(m, e) for m, e in self.in_segment(segment.number) if sentence.start <= m.start < sentence.end]

    def _main_first(
        self, segment: Segment, sentence: TokenSpan, here: list[tuple[Mention, Entity]]
    ) -> Iterator[Entity]:
        """Subjects of the sentence, that of its root verb first."""
        subjects = [(m, e) for m, e in here if m.subject and not m.inner]
        yield from (e for m, e in subjects if self._subject_of(segment, m, sentence.root))
        yield from (e for _, e in subjects)

    def _paragraphs_before(self, segment: Segment, token: Token) -> Iterator[Entity]:
        """Subjects, then others, of up to two paragraphs before."""
        for number in (segment.number - 1, segment.number - 2):
            if number < 0 or self.reading.segments[number].part != segment.part:
                return
            before = [
                pair for pair in reversed(self.in_segment(number))
                if not pair[0].inner and not self._quoted_apart(self.reading.segments[number], pair[0], token)
            ]  # fmt: skip
            yield from (entity for mention, entity in before if mention.subject)
            yield from (entity for mention, entity in before if not mention.subject)


def fits(entity: Entity, word: str) -> bool:
    """True when a pronoun may take up the entity, by kind, number and gender."""
    if word in MASCULINE:
        return entity.kind == "person" and not entity.plural and entity.gender != "f"
    if word in FEMININE:
        return entity.kind == "person" and not entity.plural and entity.gender != "m"
    if word in NEUTER:
        return entity.kind in _COLLECTIVE
    return entity.plural or entity.kind == "group"


def learn_genders(pronouns: Pronouns, lower: dict[int, list[str]]) -> None:
    """Let a person's gender be known by a later "he" or "she" where nobody else could be meant.

    `lower` holds the words of each segment in small letters.
    """
    for segment in pronouns.reading.segments:
        words = lower[segment.number]
        for at in [number for number, word in enumerate(words) if word in _GENDERED]:
            candidates = _persons_near(pronouns, segment, at)
            if len(candidates) == 1 and candidates[0].gender is None:
                candidates[0].gender = "m" if words[at] in MASCULINE else "f"


def _persons_near(pronouns: Pronouns, segment: Segment, at: int) -> list[Entity]:
    """The single persons spoken of before the pronoun in its paragraph, or else in the paragraph before."""
    for number in (segment.number, segment.number - 1):
        if number < 0 or pronouns.reading.segments[number].part != segment.part:
            break
        near = [
            e for m, e in pronouns.in_segment(number)
            if e.kind == "person" and not e.plural and (number < segment.number or m.end <= at)
        ]  # fmt: skip
        if near:
            return list(dict.fromkeys(near))
    return []
