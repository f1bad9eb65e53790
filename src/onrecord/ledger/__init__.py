"""What many records say together: so far, who a person was reported to be."""

from onrecord.ledger.profiles import Evidence, Post, Profile, profiles

__all__ = ["Evidence", "Post", "Profile", "profiles"]
