"""The parts of a record as immutable data classes; `model.py` puts them together.

Field order is the order in the JSON. Every tuple is a JSON list, every None a JSON null. What the closed vocabularies
allow stands in `vocabulary.py` and is checked by the published JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.record.spans import Span


@dataclass(frozen=True, slots=True)
class Reader:
    """What read the report: version of onrecord, language pipeline and its hash, and the newest possible day."""

    version: str
    model: str
    model_sha256: str | None
    as_of: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The dateline with what it says; `date` is a full day, `country` an ISO 3166-1 alpha-3 code."""

    start: int
    end: int
    text: str
    place: str | None
    country: str | None
    date: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """The report as it came in (`text` is never re-spaced) and the parts of its layout."""

    id: str
    sha256: str
    url: str | None
    outlet: str | None
    language: str
    text: str
    headline: Span | None
    subheadline: Span | None
    byline: Span | None
    dateline: Dateline | None
    published: str | None
    published_basis: str | None
    furniture: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that mark the saying; `lemma` is its dictionary form, `force` what kind of saying it is."""

    spans: tuple[Span, ...]
    lemma: str | None
    force: str
    modality: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the mention beside the cue, and whom the whole report shows it to be."""

    spans: tuple[Span, ...]
    actor: str | None = None
    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    code: str | None = None
    sector: str | None = None
    named: bool = False
    unnamed_reason: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """Where or how it was said."""

    spans: tuple[Span, ...]
    kind: str
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One station of the chain from the mouth to this report."""

    name: str | None
    kind: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it was said."""

    spans: tuple[Span, ...]
    name: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying that the report attributes to someone other than its outlet."""

    id: str
    kind: str
    part: str
    cue: Cue
    speaker: Speaker
    content: tuple[Span, ...]
    co_speakers: tuple[Speaker, ...] = ()
    quoted: tuple[Span, ...] = ()
    inserted: tuple[Span, ...] = ()
    venue: Venue | None = None
    chain: tuple[Hop, ...] = ()
    addressee: Addressee | None = None
    said_on: str | None = None
    about: tuple[str, ...] = ()
    within: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event, with the words that name it (none where it is implied)."""

    spans: tuple[Span, ...]
    code: str | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """An action by actors towards recipients, in PLOVER terms; `voice` vouches for it."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[Participant, ...]
    recipient: tuple[Participant, ...]
    trigger: tuple[Span, ...]
    date: str | None
    place: str | None
    status: str
    voice: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Tie:
    """A lasting relation that an event or a statement leaves in a state."""

    id: str
    between: tuple[str, ...]
    kind: str
    state: str
    by: tuple[str, ...]
    since: str | None
    voice: str
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, state, organisation, group, place or outlet of the report, with all its mentions.

    `roles` are the words that say what a person is; `part_of` the actor to which it belongs: the department's ministry,
    the ministry's state. `code_basis` tells how the code is known, `confidence` how sure it and the identity are.
    """

    id: str
    kind: str
    name: str | None
    code: str | None
    sector: str | None
    mentions: tuple[Span, ...]
    roles: tuple[Span, ...] = ()
    part_of: str | None = None
    code_basis: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression with its TIMEX3 type and normalised value."""

    start: int
    end: int
    text: str
    type: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """Wording that takes a side, with the plain referent of it, and who uses it."""

    start: int
    end: int
    text: str
    refers_to: str
    used_by: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and who vouches for it."""

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    voice: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader should know about the reading itself; the codes are listed in `vocabulary.py`."""

    code: str
    message: str
