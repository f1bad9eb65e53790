"""Asking a store: typed questions over its indexes and full text, and answers with the words that they rest on."""

from __future__ import annotations

from onrecord.store.asking.counting import FACETS, count_by, total
from onrecord.store.asking.filters import EventFilters, ReportFilters, StatementFilters, TieFilters
from onrecord.store.asking.items import events, reports, speakers, ties
from onrecord.store.asking.model import Count, Done, Evidence, Found, Said, Source, Tied, Voice, Who
from onrecord.store.asking.narrowing import records_naming, records_of_events, records_of_ties
from onrecord.store.asking.statements import search

__all__ = [
    "FACETS", "Count", "Done", "EventFilters", "Evidence", "Found", "ReportFilters", "Said", "Source",
    "StatementFilters", "TieFilters", "Tied", "Voice", "Who", "count_by", "events", "records_naming",
    "records_of_events", "records_of_ties", "reports", "search", "speakers", "ties", "total",
]  # fmt: skip
