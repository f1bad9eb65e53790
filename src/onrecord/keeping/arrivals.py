"""What comes to a store: reports with where they come from, pieces that could not be read, and the user's wishes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date as Day
from functools import cached_property

from onrecord.actors import OwnActors
from onrecord.events import OwnFrames
from onrecord.models import DEFAULT
from onrecord.record import Record
from onrecord.store.packing import shown


@dataclass(frozen=True)
class Arrival:
    """A report on its way into a store.

    `place` is where it stands (empty: nowhere); the same input gives the same places, so they serve as keys. `outlet`,
    `url`, `published` and `changed` (version or moment) are what the source says; `notes` are (code, words). `record`
    is the record where it has been read already, `actors` and `frames` the user's own that it was read with.
    """

    text: str
    place: str
    format: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: Day | None = None
    changed: str | None = None
    notes: tuple[tuple[str, str], ...] = ()
    record: Record | None = None
    actors: OwnActors | None = None
    frames: OwnFrames | None = None

    def __post_init__(self) -> None:
        """Make what is looked up in the store such as SQLite can hold; the text stays as it is."""
        for name in ("place", "outlet", "url", "changed"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, shown(value))

    @cached_property
    def sha256(self) -> str:
        """The hash of the text, as in its record."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Unread:
    """A piece of input that could not be read: where it stands, why, what to do, and its first bytes."""

    place: str
    reason: str
    remedy: str | None = None
    start: bytes = b""


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read what comes: what the user says of all of it, which wins over what the sources say.

    `actors` and `frames` are the user's own tables, which the store keeps so that reports can be read anew.
    """

    date: Day | None = None
    as_of: Day | None = None
    outlet: str | None = None
    model: str = DEFAULT
    actors: OwnActors | None = None
    frames: OwnFrames | None = None
