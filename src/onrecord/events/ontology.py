"""The ontology as the coder uses it: types, nouns by their head, frames by their verb; from the tables as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from onrecord import tables

#: Lists of words of governors.yaml, and the classes of nouns that are places.
_WORDS = (
    "intentions",
    "measures",
    "sides",
    "governments",
    "intended",
    "beside",
    "counterparts",
    "changes",
    "accidents",
    "withheld",
    "sports",
    "excluding",
    "neighbours",
    "condemning",
    "meant",
    "peace",
    "regimes",
    "days",
)
#: Classes of what is known only when somebody asks who it is, and of no object.
_ANYBODY = frozenset({"person", "igo", "none"})
_PLACES = ("territory", "place")
#: Classes of what is held by those who meet, and of offices that stand before a name.
TALKS = frozenset({"talks", "meeting"})
_OFFICES = frozenset({"diplomats", "delegates", "visitor"})
#: What a frame may say by yes or no.
FRAME_FLAGS = (
    "complement",
    "reciprocal",
    "speech",
    "promise",
    "keep",
    "undergoer",
    "alone",
    "inverse",
    "ahead",
    "negative",
    "predicate",
    "infinitive",
    "said",
    "gerund",
    "subjunctive",
)


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's types: its quad class, its modes, and where its recipient is looked for."""

    name: str
    quad: str
    recipient: tuple[str, ...]
    modes: frozenset[str]
    domestic: bool = False
    needs_recipient: bool = False
    score: float = 0.0

    @property
    def cooperative(self) -> bool:
        """True for verbal and material cooperation."""
        return self.quad.endswith("cooperation")


@dataclass(frozen=True, slots=True)
class Noun:
    """One entry for a head noun: the words it asks for beside it, its class, and the event that it names, if any."""

    head: str
    before: frozenset[str]
    of: str | None
    on: bool
    group: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    reciprocal: bool = False
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb (or adjective) with such an object tells; see the head of frames.yaml for the fields."""

    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    recipient: tuple[str, ...] = ()
    complement: bool = False
    complement_types: frozenset[str] = frozenset()
    reciprocal: bool = False
    speech: bool = False
    promise: bool = False
    keep: bool = False
    needs: str | None = None
    status: str | None = None
    alone: bool = False  # has no object but the one behind its preposition ("fired at X")
    inverse: bool = False  # its subject receives ("got aid from X")
    undergoer: bool = False  # the subject of its passive acts ("have been demobilised")
    ahead: bool = False  # only where it is still to come ("will retaliate")
    negative: bool = False  # told only where it is negated ("will not go unpunished"), and then by the speaker
    said: bool = False  # told only where somebody says it of another, and then by the speaker ("X is to blame")
    predicate: bool = False  # what the object is called condemns it
    infinitive: bool = False  # what stands behind it is "to do" something
    subjunctive: bool = False  # what stands behind it is bidden, not told ("insist that X leave")
    gerund: bool = False  # what stands behind it is "doing" something
    stative: bool = False  # an adjective's


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of a trigger beside its lemma ("call off", "walk out of"), with the frame that they open."""

    words: tuple[str, ...]
    frame: Frame
    own: bool = False  # the user's, which wins over the shipped ones
    asks: frozenset[str] = frozenset()  # see `asked_of`


@dataclass(frozen=True)
class Ontology:
    """All that the coder knows."""

    types: Mapping[str, EventType]
    nouns: Mapping[str, tuple[Noun, ...]]
    verbs: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]
    governors: Mapping[str, str] = field(default_factory=dict)
    intentions: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    nominal: frozenset[str] = frozenset()  # heads of nouns that may count by themselves
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)  # form of a noun -> classes of its entries
    lemmas: frozenset[str] = frozenset()  # of all that may open a frame
    forms: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    sides: frozenset[str] = frozenset()
    governments: frozenset[str] = frozenset()
    intended: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    counterparts: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    accidents: frozenset[str] = frozenset()
    withheld: frozenset[str] = frozenset()
    sports: frozenset[str] = frozenset()
    excluding: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    condemning: frozenset[str] = frozenset()
    meant: frozenset[str] = frozenset()
    peace: frozenset[str] = frozenset()
    regimes: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()


def type_of(name: str, row: Mapping[str, Any]) -> EventType:
    """Make a type out of its row."""
    return EventType(
        name, row["quad"], _listed(row, "recipient"), frozenset(row.get("modes") or ()),
        bool(row.get("domestic")), bool(row.get("needs_recipient")), float(row.get("score", 0.0)),
    )  # fmt: skip


def nouns_of(group: Mapping[str, Any]) -> Iterable[Noun]:
    """Make the entries of one group of nouns."""
    for key in _listed(group, "nouns"):
        named, _, behind = key.partition(" of ")
        phrase = named.removesuffix(" on")
        *before, head = phrase.split(" ")
        yield Noun(
            singular_key(head), frozenset(before), behind or None, phrase != named, group["class"],
            group.get("type"), group.get("mode"), _listed(group, "contexts"), _listed(group, "recipient"),
            bool(group.get("reciprocal")), bool(group.get("nominal")),
        )  # fmt: skip


def _listed(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of words; YAML takes a bare on and off for truth values."""
    return tuple({True: "on", False: "off"}.get(word, str(word)) for word in row.get(name) or ())


def singular_key(word: str) -> str:
    """The form under which a noun is found: as the lemmatizer would give it.

    >>> singular_key("talks"), singular_key("crisis"), singular_key("embassy"), singular_key("charges")
    ('talk', 'crisis', 'embassy', 'charge')
    """
    if word.endswith(("ss", "is", "us")) or len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word.removesuffix("s")


def frame_of(row: Mapping[str, Any]) -> Frame:
    """Make a frame out of its row."""
    flags = {name: bool(row.get(name)) for name in FRAME_FLAGS}
    return Frame(
        row["type"], row.get("mode"), _listed(row, "contexts"), frozenset(_listed(row, "objects")),
        frozenset(_listed(row, "subjects")), _listed(row, "recipient"),
        complement_types=frozenset(_listed(row, "complement_types")), needs=row.get("needs"), status=row.get("status"),
        **flags,
    )  # fmt: skip


def asked_of(frame: Frame) -> frozenset[str]:
    """Words and classes of nouns, some of which must stand in the sentence; none where anybody may be meant."""
    wanted = frame.subjects or frame.objects
    return frozenset() if wanted & _ANYBODY else frozenset(phrase.split(" ")[-1] for phrase in wanted)


def _classes(by_head: Mapping[str, Iterable[Noun]]) -> Mapping[str, frozenset[str]]:
    """Every form of the heads of nouns -> the classes of their entries."""
    found: dict[str, set[str]] = {}
    for head, nouns in by_head.items():
        plurals = (head + "s", head[:-1] + "ies") if head.endswith("y") else (head + "s",)
        for form in (head, *plurals):
            found.setdefault(form, set()).update(noun.group for noun in nouns)
    return {form: frozenset(groups) for form, groups in found.items()}


def build(
    types: Mapping[str, Any],
    nouns: Iterable[Mapping[str, Any]],
    frames: Mapping[str, Any],
    governors: Mapping[str, Any],
    own_frames: Iterable[Mapping[str, Any]] = (),
) -> Ontology:
    """Put the tables together; `own_frames` are the user's and win over the others."""
    by_head: dict[str, list[Noun]] = {}
    for group in nouns:
        for noun in nouns_of(group):
            by_head.setdefault(noun.head, []).append(noun)
    verbs: dict[str, list[Pattern]] = {}
    adjectives: dict[str, list[Pattern]] = {}
    for own, row in (*((True, row) for row in own_frames), *((False, row) for row in frames["frames"])):
        frame = frame_of(row)
        asks = asked_of(frame)
        for index, name in ((verbs, "verbs"), (adjectives, "adjectives")):
            of = replace(frame, stative=True) if name == "adjectives" else frame
            for words in dict.fromkeys(_spelt(_listed(row, name), frames["groups"])):
                lemma, *rest = words.split(" ")
                index.setdefault(lemma, []).append(Pattern(tuple(rest), of, own, asks))
    statuses = {
        word: status for status in ("same", "planned", "possible", "denied", "negated") for word in governors[status]
    }
    listed = {name: frozenset(governors[name]) for name in _WORDS}
    nominal = frozenset(_heads(by_head, lambda noun: noun.nominal or noun.group in TALKS))
    return Ontology(
        {name: type_of(name, row) for name, row in types.items()},
        {head: tuple(sorted(found, key=_specific)) for head, found in by_head.items()},
        {lemma: tuple(sorted(found, key=_nearness)) for lemma, found in verbs.items()},
        {lemma: tuple(sorted(found, key=_nearness)) for lemma, found in adjectives.items()},
        statuses,
        places=frozenset(_heads(by_head, lambda noun: noun.group in _PLACES)),
        nominal=nominal,
        lemmas=nominal.union(verbs),
        forms=nominal.union(adjectives),
        classes=_classes(by_head),
        held=frozenset(_heads(by_head, lambda noun: noun.group in TALKS)),
        offices=frozenset(_heads(by_head, lambda noun: noun.group in _OFFICES)),
        **listed,
    )


def _heads(by_head: Mapping[str, list[Noun]], fits: Callable[[Noun], bool]) -> Iterable[str]:
    """The heads of which some entry is of a sort."""
    return (head for head, found in by_head.items() if any(fits(noun) for noun in found))


def _spelt(names: Iterable[str], groups: Mapping[str, list[str]]) -> Iterable[str]:
    """The verbs of a frame, with groups (in capitals) spelt out."""
    for name in names:
        if name in groups:
            yield from groups[name]
        else:
            yield name


def _specific(noun: Noun) -> tuple[int, int]:
    """Entries that ask for more words come first."""
    return (-len(noun.before), noun.of is None and not noun.on)


def _nearness(pattern: Pattern) -> tuple[bool, int, bool, bool]:
    """The user's come first, then patterns with more words, then those with objects or a complement of their own."""
    frame = pattern.frame
    return (not pattern.own, -len(pattern.words), not frame.complement, not (frame.objects or frame.subjects))


@cache
def shipped() -> Ontology:
    """The ontology that onrecord ships."""
    return with_own({}, (), ())


def with_own(
    types: Mapping[str, Any], nouns: Iterable[Mapping[str, Any]], frames: Iterable[Mapping[str, Any]]
) -> Ontology:
    """The shipped ontology with a user's types, nouns and frames, which win."""
    return build(
        {**tables.load_yaml("ontology/types.yaml"), **types}, (*nouns, *tables.load_yaml("ontology/nouns.yaml")),
        tables.load_yaml("ontology/frames.yaml"), tables.load_yaml("ontology/governors.yaml"), frames,
    )  # fmt: skip
