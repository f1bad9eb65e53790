"""Actors: the mentions of a report, who they are, and who means whom."""

from onrecord.actors.cast import Cast, Identity, read_cast
from onrecord.actors.codes import code_of
from onrecord.actors.gazetteer import Entry
from onrecord.actors.own import with_own
from onrecord.actors.places import country_of_place, identify_outlet

__all__ = ["Cast", "Entry", "Identity", "code_of", "country_of_place", "identify_outlet", "read_cast", "with_own"]
