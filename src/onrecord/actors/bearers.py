"""Of whom a reason for anonymity is told: the subject of its clause, the noun before a relative clause, who is near."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from onrecord.actors.entities import Entity
from onrecord.actors.mentions import Mention
from onrecord.actors.pronouns import ALL, RELATIVE
from onrecord.actors.registry import Registry
from onrecord.language import Reading, Segment, has_reasons, holder_of_aside
from onrecord.language.columns import words_of
from onrecord.language.syntax import RELATIVE as RELATIVE_CLAUSES
from onrecord.language.syntax import subject
from onrecord.layout.anonymity import Reason, find_reasons
from onrecord.record import Span

_BELONGING = frozenset({"whose", "whom"})
_RELATIVE = RELATIVE | {"that"}
_SEVERAL = frozenset({"both", "all", "each", "neither", "none", "two", "three", "four", "five", "six", "everyone"})
_LONGEST_WAY = 8


@dataclass(slots=True)
class LooseReasons:
    """Reasons told of persons whom the cast does not hold ("a chemist, who asked not to be named"), by their noun."""

    by_token: dict[tuple[int, int], list[Span]] = field(default_factory=dict)
    by_noun: dict[str, list[Span]] = field(default_factory=dict)

    def add(self, segment: Segment, noun: Token, span: Span) -> None:
        """Keep a reason for the person that `noun` describes."""
        for spans in (
            self.by_token.setdefault((segment.number, noun.i), []),
            self.by_noun.setdefault(noun.lower_, []),
        ):
            if span not in spans:
                spans.append(span)

    def of(self, segment: Segment, noun: int, *, definite: bool) -> tuple[Span, ...]:
        """The reasons told of the noun with this number, or for a definite one of the same noun before."""
        here = self.by_token.get((segment.number, noun))
        if here is None and definite:
            here = self.by_noun.get(words_of(segment.doc).lower[noun])
        return tuple(here or ())


def read_reasons(registry: Registry, reading: Reading) -> LooseReasons:
    """Give each reason for anonymity to the unnamed persons of whom it is told; those without an entity come back."""
    loose = LooseReasons()
    for segment in reading.segments:
        if not has_reasons(segment.doc):
            continue
        for reason in find_reasons(reading.text, segment.start, segment.end):
            token = next((token for token in segment.doc if segment.offset_after(token) > reason.span.start), None)
            if token is None or _in_speech(reading, segment, reason.span):
                continue
            _give(registry, segment, reason, token, loose)
    return loose


def _give(registry: Registry, segment: Segment, reason: Reason, token: Token, loose: LooseReasons) -> None:
    nouns = list(_nouns_of(token))
    if reason.kind == "bar" and _told_by_another(registry, segment, token, nouns):
        return
    entities = [entity for noun in nouns for entity in _entities_at(registry, segment, noun)]
    unnamed = [entity for entity in entities if entity.kind == "person" and not entity.named]
    strange = [noun for noun in nouns if noun.tag_ in ("NN", "NNS") and _mention_at(registry, segment, noun) is None]
    held = any(entity.kind == "person" for entity in entities)  # who is named after all has the reason for himself
    if not unnamed and not strange and not held and reason.kind != "bar":
        nearest = _nearest(registry, segment, reason.span, token)
        unnamed = [nearest] if nearest is not None else []
    for entity in unnamed:
        if reason.span not in entity.reasons:
            entity.reasons.append(reason.span)
    if not unnamed:
        for noun in strange:
            loose.add(segment, noun, reason.span)


def _in_speech(reading: Reading, segment: Segment, span: Span) -> bool:
    """What a speaker says in quotation marks of who may speak is no word of the outlet on its source."""
    return any(
        mark.depth == 0 and mark.use == "speech" and mark.start <= span.start < mark.end
        for mark in reading.layout.quotations
        if segment.start <= mark.start < segment.end
    )


def _nouns_of(token: Token) -> Iterator[Token]:
    """The nouns or pronouns of whom the words from `token` on are told, by the parse."""
    node = holder_of_aside(token) or token
    if node != token and node.pos_ in ("NOUN", "PROPN", "PRON"):
        several = any(word.lower_ in _SEVERAL for word in token.doc[max(0, token.i - 4) : token.i])
        yield from _with_conjuncts(node, several=several)
        return
    for _ in range(_LONGEST_WAY):
        speaking = subject(node)
        owner = _owner_of_name(node, speaking)
        if owner is not None:
            yield from _with_conjuncts(owner, several=False)
            return
        if speaking is not None and speaking.lower_ not in _RELATIVE and not _opens_relative(speaking):
            yield from _with_conjuncts(speaking, several=True)
            return
        if node.dep_ in RELATIVE_CLAUSES or (node.dep_ == "acl" and node.head.pos_ in ("NOUN", "PROPN", "PRON")):
            several = speaking is not None and any(word.lower_ in _SEVERAL for word in speaking.subtree)
            yield from _with_conjuncts(node.head, several=several)
            return
        if node.head == node:
            return
        node = node.head
        if node.pos_ in ("NOUN", "PROPN") and node.i < token.i and node.dep_ not in ("obl", "conj", "compound"):
            yield node
            return


def _opens_relative(noun: Token) -> bool:
    """ "both of whom", "whose names"."""
    return any(word.lower_ in RELATIVE for word in noun.subtree)


def _owner_of_name(verb: Token, found: Token | None) -> Token | None:
    """Whose name it is: "his name", "the names of the witnesses", or whom an outlet is not naming."""
    if found is None or found.lower_ not in ("name", "names", "identity", "identities"):
        return None
    for child in found.children:
        if child.dep_ in ("nmod:poss", "poss") and child.lower_ not in _BELONGING:
            return child
        if child.dep_ == "nmod" and child.pos_ in ("NOUN", "PRON"):
            return child
    return None


def _with_conjuncts(noun: Token, *, several: bool) -> Iterator[Token]:
    yield noun
    if several:
        yield from noun.conjuncts


def _entities_at(registry: Registry, segment: Segment, noun: Token) -> list[Entity]:
    """Who the noun or pronoun is; for "both" and "all three" the unnamed persons told of before."""
    mention = _mention_at(registry, segment, noun)
    if mention is not None:
        found = registry.of(mention)
        return [found] if found is not None else []
    if noun.lower_ in ALL:
        found = registry.pronouns.resolve(segment, noun, ())
        if found is not None and not (found.named and noun.lower_ in ("they", "their", "them")):
            return [found]
    if noun.lower_ in _SEVERAL or noun.lower_ in ("they", "their", "them"):
        return _unnamed_before(registry, segment, noun)
    return []


def _mention_at(registry: Registry, segment: Segment, noun: Token) -> Mention | None:
    """The outermost mention, pronouns left out, that holds the noun as its head or at least as a word."""
    holding = [
        mention
        for mention in registry.mentions[segment.number]
        if mention.kind != "pronoun" and mention.start <= noun.i < mention.end
    ]
    return min(holding, key=lambda mention: (mention.head != noun.i, mention.inner, mention.start), default=None)


def _unnamed(registry: Registry, number: int) -> list[tuple[Mention, Entity]]:
    return [
        (mention, entity)
        for mention, entity in registry.pronouns.in_segment(number)
        if mention.kind == "description" and entity.kind == "person" and not entity.named
    ]


def _unnamed_before(registry: Registry, segment: Segment, noun: Token) -> list[Entity]:
    here = [entity for mention, entity in _unnamed(registry, segment.number) if mention.end <= noun.i]
    return list(dict.fromkeys(here or [entity for _, entity in _unnamed(registry, segment.number - 1)]))


def _nearest(registry: Registry, segment: Segment, span: Span, token: Token) -> Entity | None:
    """The unnamed person nearest to the words where the parse leads to nobody: before them, subjects first."""
    unnamed = [
        (mention, entity)
        for mention, entity in _unnamed(registry, segment.number)
        if not span.start <= segment.offset(segment.doc[mention.start]) < span.end
    ]
    sentence = token.sent
    here = [(m, e) for m, e in unnamed if sentence.start <= m.start < sentence.end]
    before = [(m.subject, m.start, e) for m, e in here if m.start < token.i]
    if before:
        return max(before, key=lambda item: item[:2])[2]
    if here:
        return here[0][1]
    earlier = [e for m, e in unnamed if m.start < token.i]
    if earlier:
        return earlier[-1]
    previous = [entity for _, entity in _unnamed(registry, segment.number - 1)]
    return previous[-1] if previous else None


def _told_by_another(registry: Registry, segment: Segment, token: Token, nouns: list[Token]) -> bool:
    """ "The minister said the envoys were not authorised to speak": somebody's words on others, no reason of theirs."""
    node = token
    for _ in range(_LONGEST_WAY):
        if node.head == node:
            return False
        clause, node = node, node.head
        speaking = subject(node)
        if clause.dep_ not in ("ccomp", "parataxis") or speaking is None or speaking in nouns:
            continue
        told = {id(entity) for noun in nouns for entity in _entities_at(registry, segment, noun)}
        return not any(id(entity) in told for entity in _entities_at(registry, segment, speaking))
    return False
