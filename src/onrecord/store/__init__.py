"""The store: one SQLite file with every record, its parts as tables, and users' notes and corrections beside them."""

from __future__ import annotations

from onrecord.store.asking import records_naming, records_of_events, records_of_ties
from onrecord.store.store import Store, open_store
from onrecord.store.writing import Origin

__all__ = ["Origin", "Store", "open_store", "records_naming", "records_of_events", "records_of_ties"]
