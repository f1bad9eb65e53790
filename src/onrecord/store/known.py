"""Which schema a file has: told by its log of migrations, without the library that makes them, which loads slowly."""

from __future__ import annotations

import sqlite3

#: Every migration of `onrecord.store.migrations`, the first first.
KNOWN = ("m001_first", "m002_names_and_topics", "m003_asking", "m004_pages", "m005_frames")
_LOG = "_sqlite_migrations"


def applied(db: sqlite3.Connection) -> tuple[str, ...]:
    """The migrations that a file has been through, in their order; none for a file that is no store."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_LOG,)).fetchone():
        return ()
    found = db.execute(f"SELECT name FROM {_LOG} WHERE migration_set = 'onrecord' ORDER BY rowid")
    return tuple(name for (name,) in found)
