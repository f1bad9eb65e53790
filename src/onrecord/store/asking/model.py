"""What a store answers: immutable data, each item with the words of the report that it rests on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from onrecord.errors import QueryError

if TYPE_CHECKING:
    import pandas

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where something was read: the report, and `words` at `start` to `end` (code points) of its text.

    `source` is the file, member and number, or the address that the report came from; a discontinuous stretch has its
    pieces in `words` parted by an ellipsis.
    """

    report: str
    outlet: str | None
    published: str | None
    url: str | None
    source: str | None
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement: who said what, when, to whom, and through whom.

    `day` is when it was said, else when it was published; `highlights` are places in `evidence.words` (start, end) that
    were searched for, `rank` how well they fit (less is better).
    """

    id: str
    day: str | None
    speaker: str | None
    role: str | None
    organisation: str | None
    code: str | None
    sector: str | None
    named: bool
    co_speakers: tuple[str, ...]
    cue: str
    force: str
    modality: str | None
    kind: str
    part: str
    addressee: str | None
    addressee_code: str | None
    about: tuple[str, ...]
    venue: str | None
    chain: str | None
    said_on: str | None
    title: str | None
    confidence: float
    evidence: Evidence
    highlights: tuple[tuple[int, int], ...] = ()
    rank: float | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The statement that vouches for something: its id, and who made it."""

    statement: str
    speaker: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """An event: who did what to whom, how it stands, and who vouches for it (`voice` is null for the outlet)."""

    id: str
    day: str | None
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    contexts: tuple[str, ...]
    date: str | None
    place: str | None
    voice: Voice | None
    title: str | None
    confidence: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Tied:
    """One report of a tie: between whom, of which kind, in which state, by whom, since when, and on whose word."""

    id: str
    day: str | None
    kind: str
    state: str
    between: tuple[str, ...]
    by: tuple[str, ...]
    since: str | None
    voice: Voice | None
    title: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who speaks under a name for a code: how many statements, from when to when, with the newest of them."""

    id: str
    name: str
    code: str | None
    sector: str | None
    statements: int
    first: str | None
    last: str | None
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Source:
    """A report of the store, with how much was read out of it."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: str | None
    url: str | None
    source: str | None
    place: str | None
    country: str | None
    agency: str | None
    words: int
    statements: int
    events: int
    ties: int
    superseded_by: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many items have a value; None for those that have none."""

    value: str | None
    count: int


class Found(tuple[T, ...]):
    """What was found, in order; a tuple that can become a table. `kind` is the class of its items."""

    kind: type[T]

    def __new__(cls, kind: type[T], items: Iterable[T] = ()) -> Found[T]:
        """Make it of items of one kind."""
        made = super().__new__(cls, items)
        made.kind = kind
        return made

    def __getnewargs__(self) -> tuple[Any, ...]:
        """For copies and pickles."""
        return self.kind, tuple(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame, one row for each item and one column for each field.

        Fields of evidence and voice stand beside the others (`evidence_url`, `voice_speaker`). Raises QueryError where
        pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise QueryError("to_pandas() needs pandas", remedy='Install it: pip install "onrecord[pandas]"') from error
        return pandas.DataFrame([flat(item) for item in self], columns=columns_of(self.kind))


def columns_of(kind: Any, before: str = "") -> list[str]:
    """The columns of a flat row of such items.

    >>> columns_of(Tied)[9:12]
    ['voice_code', 'title', 'evidence_report']
    """
    columns = []
    for field in dataclasses.fields(kind):
        inner = _INNER.get(field.name)
        columns += columns_of(inner, f"{field.name}_") if inner else [before + field.name]
    return columns


def flat(item: Any) -> dict[str, Any]:
    """An item as one flat row: the fields of what it holds with their names before theirs.

    >>> flat(Count("BLR", 3))
    {'value': 'BLR', 'count': 3}
    """
    row: dict[str, Any] = {}
    for field in dataclasses.fields(item):
        value = getattr(item, field.name)
        inner = _INNER.get(field.name)
        if inner is None:
            row[field.name] = value
        else:
            held = dict.fromkeys(columns_of(inner)) if value is None else flat(value)
            row |= {f"{field.name}_{name}": each for name, each in held.items()}
    return row


#: The fields that hold data of their own.
_INNER: dict[str, Any] = {"evidence": Evidence, "voice": Voice}
