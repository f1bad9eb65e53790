"""Actors: the mentions of a report, who they are, and who means whom."""

from onrecord.actors.cast import Cast, Identity, read_cast
from onrecord.actors.codes import code_of
from onrecord.actors.gazetteer import Entry, OwnActors, using
from onrecord.actors.own import own_of, read_own, with_own
from onrecord.actors.places import country_of_place, identify_outlet

__all__ = [
    "Cast", "Entry", "Identity", "OwnActors", "code_of", "country_of_place", "identify_outlet", "own_of", "read_cast",
    "read_own", "using", "with_own",
]  # fmt: skip
