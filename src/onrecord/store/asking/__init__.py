"""Asking a store: typed questions over its indexes and full text, and answers with the words that they rest on."""

from __future__ import annotations

from onrecord.store.asking.narrowing import records_naming, records_of_events, records_of_ties

__all__ = ["records_naming", "records_of_events", "records_of_ties"]
