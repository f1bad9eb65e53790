"""The store: one SQLite file with every record, its parts as tables, and users' notes and corrections beside them.

with open_store("news.db") as store:
    for said in search(store, "dialogue", speaker="BLR", since="2022"): ...
"""

from __future__ import annotations

from onrecord.store.asking import (
    Count,
    Done,
    Evidence,
    Found,
    Said,
    Source,
    Tied,
    Voice,
    Who,
    count_by,
    events,
    records_naming,
    records_of_events,
    records_of_ties,
    reports,
    search,
    speakers,
    ties,
    total,
)
from onrecord.store.store import Store, open_store
from onrecord.store.writing import Origin

__all__ = [
    "Count", "Done", "Evidence", "Found", "Origin", "Said", "Source", "Store", "Tied", "Voice", "Who", "count_by",
    "events", "open_store", "records_naming", "records_of_events", "records_of_ties", "reports", "search", "speakers",
    "ties", "total",
]  # fmt: skip
