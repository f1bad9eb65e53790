"""Keeping: a stream of reports into a store.

What is new is read, what is known passed over, copies and revisions are linked, what cannot be read is kept aside. It
can be broken off anywhere and goes on where it was.
"""

from __future__ import annotations

from onrecord.keeping.arrivals import Arrival, Settings, Unread
from onrecord.keeping.keep import LISTED, Tally, keep, keep_records, reread

__all__ = ["LISTED", "Arrival", "Settings", "Tally", "Unread", "keep", "keep_records", "reread"]
