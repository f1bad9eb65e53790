"""A draft with whom it belongs to: what is known of a statement before it becomes part of the record."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.actors import Identity
from onrecord.record import Speaker
from onrecord.statements.draft import Draft
from onrecord.statements.venues import Place


@dataclass(slots=True)
class Resolved:
    """A draft with its speakers, venue and day; `place_from` and `day_from` tell where the last two were taken from."""

    draft: Draft
    speaker: Speaker
    identity: Identity | None
    co_speakers: tuple[Speaker, ...]
    place: Place | None
    said_on: str | None
    id: str = ""
    place_from: Resolved | None = None
    day_from: Resolved | str | None = None
