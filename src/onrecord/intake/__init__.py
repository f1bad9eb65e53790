"""Whatever holds reports, as a stream of items: one entrance, `read_source`, and one file for each format."""

from __future__ import annotations

from onrecord.intake.item import FORMATS, NOTES, Bad, IntakeOptions, Item, Meter, Note, Place
from onrecord.intake.sources import read_source, size_of, web_for

__all__ = [
    "FORMATS",
    "NOTES",
    "Bad",
    "IntakeOptions",
    "Item",
    "Meter",
    "Note",
    "Place",
    "read_source",
    "size_of",
    "web_for",
]
