"""Ties: the lasting relations that the events and the words of a report leave in a state."""

from onrecord.ties.read import read_ties

__all__ = ["read_ties"]
