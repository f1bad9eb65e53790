"""The record of one report; the names and shapes are the contract `onrecord/1`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.record.fragment import fragment
from onrecord.record.parts import (
    Actor,
    Addressee,
    Cue,
    Dateline,
    Event,
    Figure,
    Hop,
    Notice,
    Participant,
    Reader,
    Report,
    Speaker,
    Statement,
    Term,
    Tie,
    TimeExpression,
    Venue,
)
from onrecord.record.serial import Json, decode, encode
from onrecord.record.spans import Span

SCHEMA = "onrecord/1"

__all__ = [
    "SCHEMA", "Actor", "Addressee", "Cue", "Dateline", "Event", "Figure", "Hop", "Notice", "Participant",
    "Reader", "Record", "Report", "Speaker", "Statement", "Term", "Tie", "TimeExpression", "Venue",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read out of one report."""

    schema: str
    reader: Reader
    report: Report
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    ties: tuple[Tie, ...] = ()
    actors: tuple[Actor, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    terms: tuple[Term, ...] = ()
    figures: tuple[Figure, ...] = ()
    own_voice: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = field(default=())

    def to_dict(self) -> dict[str, Json]:
        """Give the record as the JSON object of the contract: dicts, lists, strings, numbers, booleans and None."""
        data: dict[str, Json] = encode(self)
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Record:
        """Build a record from its JSON object; raises RecordError that names the field that is wrong."""
        return decode(cls, data)

    def _repr_html_(self) -> str:
        """Show the record in a notebook: a self-contained HTML fragment, every character of the report escaped."""
        return fragment(self)
