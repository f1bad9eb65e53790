"""What many records say together: ties over time, events and their series, and who persons were reported to be."""

from onrecord.ledger.asked import code_asked
from onrecord.ledger.events import Reported, Wanted, events_of, wanted
from onrecord.ledger.origins import Voice
from onrecord.ledger.profiles import Evidence, Post, Profile, profiles
from onrecord.ledger.series import Month, event_types, series
from onrecord.ledger.ties import Account, Change, History, ties_of

__all__ = [
    "Account", "Change", "Evidence", "History", "Month", "Post", "Profile", "Reported", "Voice", "Wanted", "code_asked",
    "event_types", "events_of", "profiles", "series", "ties_of", "wanted",
]  # fmt: skip
