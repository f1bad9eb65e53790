"""Users' own tables (actors, frames of events): which a report was read with, and kept so that it can be read anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from onrecord.actors import OwnActors, own_of
from onrecord.errors import StoreError, TableError
from onrecord.events import OwnFrames, frames_of
from onrecord.keeping.arrivals import Arrival, Settings

Own = TypeVar("Own", OwnActors, OwnFrames)

#: What is kept of each kind: its table in the store, and the column of the file's bytes.
_KEPT = {"actors": ("actor_tables", "csv"), "frames": ("frame_tables", "yaml")}


class OwnTables:
    """The users' own tables that a store keeps, each read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._read: dict[str, Any] = {}

    def actors(self, given: Mapping[str, Any]) -> OwnActors | None:
        """The table of actors that a report was read with, if any; raises StoreError where it is gone."""
        return self._table(given.get("actors"), "actors", own_of)

    def frames(self, given: Mapping[str, Any]) -> OwnFrames | None:
        """The frames that a report was read with, if any; raises StoreError where they are gone."""
        return self._table(given.get("frames"), "frames", frames_of)

    def keep(self, read_with: Settings | Arrival) -> None:
        """Keep those that reports are, or a report was, read with."""
        for kind, own in own_tables(read_with):
            table, column = _KEPT[kind]
            self._db.execute(
                f"INSERT OR IGNORE INTO {table} (sha256, name, {column}) VALUES (?, ?, ?)",
                (own.sha256, own.file, own.data),
            )

    def _table(self, sha256: str | None, kind: str, checked: Callable[[bytes, str], Own]) -> Own | None:
        if sha256 is None:
            return None
        if sha256 not in self._read:
            table, column = _KEPT[kind]
            row = self._db.execute(f"SELECT {column}, name FROM {table} WHERE sha256 = ?", (sha256,)).fetchone()
            if row is None:
                raise StoreError(f"the store lacks the {kind} {sha256}", remedy=f"Give them with --{kind}.")
            try:
                self._read[sha256] = checked(*row)
            except TableError as error:  # it held for the version that read with it
                raise StoreError(
                    f"the {kind} kept in the store hold no longer: {error.problem}",
                    remedy=f"Give corrected ones with --{kind}.",
                ) from error
        found: Own = self._read[sha256]
        return found


def own_tables(read_with: Settings | Arrival) -> Iterator[tuple[str, OwnActors | OwnFrames]]:
    """The user's tables, by what a report's `given` calls them."""
    if read_with.actors is not None:
        yield "actors", read_with.actors
    if read_with.frames is not None:
        yield "frames", read_with.frames
