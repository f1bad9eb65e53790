"""The store: one SQLite file with every record, its parts as tables, and users' notes and corrections beside them."""

from __future__ import annotations

from onrecord.store.store import Store, open_store
from onrecord.store.writing import Origin

__all__ = ["Origin", "Store", "open_store"]
