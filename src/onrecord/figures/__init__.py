"""Figures: numbers with their units, as a report gives them, and who vouches for each."""

from onrecord.figures.read import read_figures

__all__ = ["read_figures"]
