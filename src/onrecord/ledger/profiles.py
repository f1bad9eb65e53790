"""Profiles: every role and organisation under which a person was reported, with days and the words of the reports.

    for profile in profiles(records, "Sorrentz"):
        for post in profile.posts: ...

Nobody is made one with somebody else without a name that tells: two full names that differ are two persons, and a
surname alone joins a full name only where nothing else could be meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from onrecord.record import Actor, Record, Span
from onrecord.record.naming import name_words
from onrecord.tables import load_csv

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one report (`start` and `end` are offsets into its text) from which a post was read."""

    report: str
    outlet: str | None
    published: str | None
    url: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Post:
    """A role under which somebody was reported, with the first and last day of those reports.

    `role` is None where the reports only tell for whom the person stands.
    """

    role: str | None
    organisation: str | None
    code: str | None
    sector: str | None
    first: str | None
    last: str | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """One person over many reports; `also` are further forms of the name."""

    name: str
    also: tuple[str, ...]
    reports: int
    statements: int
    first: str | None
    last: str | None
    posts: tuple[Post, ...]


class _Told(NamedTuple):
    """What one stretch of a report tells of somebody."""

    role: str | None
    organisation: str | None
    sector: str | None
    evidence: Evidence


@dataclass(slots=True)
class _Sighting:
    """A person in one report."""

    name: str
    words: Words
    code: str | None
    statements: int
    posts: list[_Told]


@dataclass(slots=True)
class _Person:
    """Sightings that are one person; `words` are those of the fullest name."""

    words: Words
    sightings: list[_Sighting] = field(default_factory=list)

    def codes(self) -> set[str]:
        return {sighting.code for sighting in self.sightings if sighting.code}


def profiles(records: Iterable[Record], name: str) -> tuple[Profile, ...]:
    """The profiles of all persons whose name holds the words of `name`, those in most reports first.

    Capitals, accents and hyphens do not matter: "diaz canel" finds "Díaz-Canel". Records are read once, as a stream.
    """
    asked = set(name_words(name))
    sightings = [
        sighting
        for record in records
        for actor in record.actors
        if actor.kind == "person" and actor.name and asked and asked <= set(name_words(actor.name))
        for sighting in [_sighting(record, actor)]
    ]
    found = [_profile(person) for person in _persons(sightings)]
    return tuple(sorted(found, key=lambda profile: (-profile.reports, profile.name)))


def _sighting(record: Record, actor: Actor) -> _Sighting:
    speaking = [
        speaker
        for statement in record.statements
        for speaker in (statement.speaker, *statement.co_speakers)
        if speaker.actor == actor.id
    ]
    organisation = _organisation(record, actor) or next(
        (speaker.organisation for speaker in speaking if speaker.organisation), None
    )
    roles: list[tuple[str | None, Span]] = [(span.text, span) for span in actor.roles]
    if not roles:  # records of before `roles`: the role as resolved, with the mention that carries it
        roles += [(speaker.role, speaker.spans[0]) for speaker in speaking if speaker.role and speaker.spans][:1]
    if not roles and actor.mentions:
        roles = [(None, actor.mentions[0])]
    named = [role for role, _ in roles if organisation and _names(role or "", organisation)]
    posts = [
        _Told(role, None if named and role not in named else organisation, actor.sector, _evidence(record, span))
        for role, span in roles
    ]
    return _Sighting(actor.name or "", name_words(actor.name or ""), actor.code, len(speaking), posts)


def _organisation(record: Record, actor: Actor) -> str | None:
    above = next((other for other in record.actors if other.id == actor.part_of), None)
    return above.name if above is not None and above.kind in ("organisation", "group", "outlet") else None


def _names(role: str, organisation: str) -> bool:
    """True where a role names the body by the last word of its name ("leader of the Harbour Party")."""
    return organisation.split()[-1].casefold() in role.casefold().replace("’", "'").replace("'s", "").split()


def _evidence(record: Record, span: Span) -> Evidence:
    report = record.report
    return Evidence(report.id, report.outlet, report.published, report.url, span.start, span.end, span.text)


def _persons(sightings: list[_Sighting]) -> list[_Person]:
    """Sightings by person: full names first, the longest before the others, then single words where only one fits."""
    persons: list[_Person] = []
    for sighting in sorted(sightings, key=lambda sighting: -len(sighting.words)):
        fitting = [person for person in persons if _one_person(sighting.words, person.words)]
        if len(sighting.words) == 1 and len(fitting) > 1:
            fitting = [person for person in fitting if sighting.code in person.codes()]
        fitting = [person for person in fitting if _agree(sighting, person)]
        if len(fitting) == 1 or (fitting and len(sighting.words) > 1):
            fitting[0].sightings.append(sighting)
        else:
            persons.append(_Person(sighting.words, [sighting]))
    return persons


def _one_person(short: Words, full: Words) -> bool:
    """True where a name may be short for a fuller one: the same surname, and given names that agree by initial.

    >>> full = ("dmitry", "ivan", "ryabikhin")
    >>> [_one_person(tuple(name.split()), full) for name in ("ryabikhin", "d ryabikhin", "dmitry ryabikhin")]
    [True, True, True]
    >>> _one_person(("sergei", "ryabikhin"), full)
    False
    """
    if len(short) == 1:
        return short[0] in full
    if short[-1] != full[-1]:
        return set(short) <= set(full)
    given = full[:-1]
    return all(any(_same_given(word, other) for other in given) for word in short[:-1])


def _same_given(word: str, other: str) -> bool:
    """The same given name, or the initial of it."""
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _agree(sighting: _Sighting, person: _Person) -> bool:
    """A surname alone joins nobody of another state."""
    codes = person.codes()
    return len(sighting.words) > 1 or sighting.code is None or not codes or sighting.code in codes


def _profile(person: _Person) -> Profile:
    names = Counter(sighting.name for sighting in person.sightings)
    name = min(names, key=lambda form: (*_brevity(form), -names[form], form))
    posts: dict[tuple[str, str, str | None], list[_Told]] = {}
    for sighting in person.sightings:
        for told in sighting.posts:
            posts.setdefault((_plain(told.role), _plain(told.organisation), sighting.code), []).append(told)
    found = [_post(code, all_told) for (_, _, code), all_told in posts.items()]
    evidence = [each for post in found for each in post.evidence]
    first, last = _days(evidence)
    return Profile(
        name,
        tuple(sorted(set(names) - {name})),
        len({each.report for each in evidence}),
        sum(sighting.statements for sighting in person.sightings),
        first,
        last,
        tuple(sorted(found, key=lambda post: (post.role is None, post.first or "9", post.role or "", post.code or ""))),
    )


def _brevity(name: str) -> tuple[int, int]:
    """Least for the fullest form of a name: many words, few of them initials."""
    words = name_words(name)
    return -len(words), sum(len(word) == 1 for word in words)


def _post(code: str | None, told: list[_Told]) -> Post:
    """One post out of all that tell it, in order of days; role and organisation as most reports write them."""
    evidence = sorted(
        {each.evidence for each in told}, key=lambda each: (each.published or "9", each.report, each.start)
    )
    first, last = _days(evidence)
    return Post(
        _commonest(each.role for each in told), _commonest(each.organisation for each in told), code,
        _commonest(each.sector for each in told), first, last, tuple(evidence),
    )  # fmt: skip


def _commonest(all_words: Iterable[str | None]) -> str | None:
    words = Counter(words for words in all_words if words)
    return min(words, key=lambda word: (-words[word], word)) if words else None


def _days(evidence: Iterable[Evidence]) -> tuple[str | None, str | None]:
    days = [each.published for each in evidence if each.published]
    return (min(days), max(days)) if days else (None, None)


def _plain(text: str | None) -> str:
    """Words by which one post is found again however it is spelt ("Defence Minister", "defense minister")."""
    spellings = {row["key"]: row["norm"] for row in load_csv("gazetteer/portfolios.csv")}
    words = (text or "").casefold().replace("’", "'").replace("-", " ").split()
    return " ".join(spellings.get(word, word) for word in words if word not in ("the", "a", "an"))
