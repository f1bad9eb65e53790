"""A store: one SQLite file that its owner keeps, with every record in it as it was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from onrecord.errors import StoreError
from onrecord.record import Record
from onrecord.store.opening import connect, transaction
from onrecord.store.packing import unpacked
from onrecord.store.writing import Origin, put_record

_EXACT = "SELECT records.json, reports.text FROM reports JOIN records ON records.report = reports.id"


def open_store(path: str | Path, *, write: bool = True, create: bool = True) -> Store:
    """Open the store in a file, and make it where it is not there; `write` false opens it for reading only.

    An older schema is brought up to the present one. Raises StoreError where the file cannot be opened or is no store.

    >>> with open_store(":memory:") as store:
    ...     list(store.records())
    []
    """
    return Store(connect(path, write=write, create=create), str(path))


class Store:
    """An open store. `db` is its connection to SQLite: what is asked there directly is the user's own affair."""

    def __init__(self, db: sqlite3.Connection, path: str) -> None:
        self.db = db
        self.path = path

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All writes in it happen, or none; one writer at a time."""
        return transaction(self.db)

    def put(self, record: Record, origin: Origin | None = None) -> str:
        """Write a record: "added", "replaced" (the text had been read differently), or "unchanged".

        One transaction, or a part of the one around it. Raises StoreError where another text has the same id.
        """
        with self.transaction():
            return put_record(self.db, record, origin or Origin())

    def put_all(self, records: Iterable[Record]) -> dict[str, int]:
        """Write records in one transaction; how many were added, replaced and unchanged."""
        outcomes = {"added": 0, "replaced": 0, "unchanged": 0}
        with self.transaction():
            for record in records:
                outcomes[self.put(record)] += 1
        return outcomes

    def record(self, report: str) -> Record:
        """The record of a report by its id, equal to the one written; raises StoreError where there is none."""
        found = self.db.execute(f"{_EXACT} WHERE reports.id = ?", (report,)).fetchone()
        if found is None:
            raise StoreError(f"{self.path} has no report {report}", remedy="See the table reports for those it has.")
        return unpacked(*found)

    def records(self, *, superseded: bool = True) -> Iterator[Record]:
        """Every record, in the order in which the reports were added; without `superseded` newest versions only."""
        only = "" if superseded else " WHERE superseded_by IS NULL"
        for data, text in self.db.execute(f"{_EXACT}{only} ORDER BY reports.rowid"):
            yield unpacked(data, text)
