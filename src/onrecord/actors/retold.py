"""Whether an unnamed official of the lead is the one named next: by office, or by the same words told again."""

from __future__ import annotations

from onrecord.actors.entities import Entity
from onrecord.actors.mentions import Mention
from onrecord.actors.registry import Registry
from onrecord.actors.words import normal_institution

#: Words that say no office of their own: anybody of a ministry may be "a senior official".
_ANY_OFFICE = frozenset({"official", "officer", "source", "insider", "aide", "diplomat", "representative"})
#: From this share on, of the fewer content words, two paragraphs tell the same.
_SAME = 0.5
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})


def retold(registry: Registry, unnamed: Entity, person: Entity, places: tuple[int, int]) -> bool:
    """True where nothing keeps the two apart: one office told twice, any official whose words are told again,
    or whom the next paragraph quotes with a name, of the same body.

    `places` are the segments of their first mentions: what one of them is said to have said is compared there.
    """
    own = {title.key for title in unnamed.titles}
    if own & {title.key for title in person.titles} or not own <= _ANY_OFFICE:
        return True
    body = unnamed.affiliation
    if body is not None and body is person.affiliation and _opens_with_quotation(registry, places[1]):
        return True
    before, after = (_content(registry, number, (unnamed, person)) for number in places)
    return bool(before and after) and len(before & after) / min(len(before), len(after)) >= _SAME


def _opens_with_quotation(registry: Registry, number: int) -> bool:
    """True for a paragraph of quoted words, by which reports bear out what the lead sums up."""
    segment = registry.reading.segments[number]
    return registry.reading.text[segment.start : segment.start + 1] in ('"', "“", "„", "«")


def of_its_portfolio(body: Entity, person: Entity) -> bool:
    """True for a person whose office is of the body's portfolio ("defence ministry": "Deputy Defence Minister")."""
    portfolio = set(body.label.removeprefix("institution:").split()[:-1])
    return bool(portfolio) and any(portfolio <= set(normal_institution(title.text).split()) for title in person.titles)


def _content(registry: Registry, number: int, told_of: tuple[Entity, ...]) -> set[str]:
    """Lemmas of the telling words of a paragraph, without the words for the two themselves."""
    doc = registry.reading.segments[number].doc
    mentions: list[Mention] = [one for entity in told_of for one in entity.mentions if one.segment == number]
    own = {token for one in mentions for token in range(one.start, one.end)}
    return {str(token.lemma_).lower() for token in doc if token.i not in own and token.pos_ in _TELLING} - {
        "say",
        "tell",
    }
