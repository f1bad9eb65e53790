"""The record: what was read out of one report, as immutable data with the characters that it was read from."""

from onrecord.record.model import (
    SCHEMA,
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
    Record,
    Report,
    Speaker,
    Statement,
    Term,
    Tie,
    TimeExpression,
    Venue,
)
from onrecord.record.spans import Span, merged
from onrecord.record.unnamed import UnnamedCard, card_of, unnamed_card

__all__ = [
    "SCHEMA", "Actor", "Addressee", "Cue", "Dateline", "Event", "Figure", "Hop", "Notice", "Participant", "Reader",
    "Record", "Report", "Span", "Speaker", "Statement", "Term", "Tie", "TimeExpression", "UnnamedCard", "Venue",
    "card_of", "merged", "unnamed_card",
]  # fmt: skip
