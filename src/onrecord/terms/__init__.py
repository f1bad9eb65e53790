"""Terms: wording that takes a side, with the plain referent of it and who uses it."""

from onrecord.terms.read import read_terms

__all__ = ["read_terms"]
