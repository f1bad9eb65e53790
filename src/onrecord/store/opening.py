"""Opening the file of a store: its settings, its schema, and what to say where it cannot be opened."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store.known import KNOWN, applied

#: Seconds that one waits for another who writes; pages of memory held, in KiB.
_PATIENCE = 120.0
_CACHE = 65_536


def connect(path: str | Path, *, write: bool = True, create: bool = True) -> sqlite3.Connection:
    """Open the SQLite file of a store with the settings that it needs, brought to the present schema.

    Raises StoreError where it cannot be opened, is no store, or (to be read only) has an older schema.
    """
    name = str(path)
    if name != ":memory:" and not Path(name).exists() and not (write and create):
        raise StoreError(f"{name} does not exist", remedy=f"Make it: onrecord add {name} REPORTS...")
    try:
        db = _opened(name, write)
        _prepare(db, name, write)
    except sqlite3.Error as error:
        raise _told(name, error) from error
    return db


def _opened(name: str, write: bool) -> sqlite3.Connection:
    if write:
        return sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    address = Path(name).absolute().as_uri()
    return sqlite3.connect(
        f"{address}?mode=ro", uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )


def _prepare(db: sqlite3.Connection, name: str, write: bool) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    db.execute(f"PRAGMA cache_size = -{_CACHE}")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA recursive_triggers = ON")  # as sqlite-utils has it: a row that is replaced leaves full text, too
    if write:
        _write_ahead(db)
        if applied(db) != KNOWN:
            _bring_up(db, name)
        db.execute("PRAGMA synchronous = NORMAL")  # whole after a crash; after a power cut the last batch may be gone
    elif not (held := applied(db)):
        raise StoreError(f"{name} is no store of onrecord", remedy=f"Make one: onrecord add {name} REPORTS...")
    elif not set(KNOWN) <= set(held):
        raise StoreError(f"{name} was made by an older onrecord", remedy=f"Bring it up: onrecord reread {name}")


def _bring_up(db: sqlite3.Connection, name: str) -> None:
    from sqlite_utils import Database

    from onrecord.store.migrations import migrate

    migrate(Database(db), name)


def _write_ahead(db: sqlite3.Connection) -> None:
    """Let others read while one writes; two that open a new file at once have to wait for each other by themselves."""
    deadline = time.monotonic() + _PATIENCE
    while db.execute("PRAGMA journal_mode").fetchone() not in (("wal",), ("memory",)):
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, alone among writers from the first statement on; inside another one, a part of it."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _told(name: str, error: sqlite3.Error) -> StoreError:
    """What SQLite says, for a person."""
    reason = str(error)
    if "not a database" in reason:
        return StoreError(f"{name} is no SQLite file", remedy="Name another file.")
    if "unable to open" in reason and Path(name).is_dir():
        return StoreError(f"{name} is a directory", remedy="Name a file for the store, such as news.db.")
    if "unable to open" in reason:
        return StoreError(f"{name} cannot be opened", remedy="Check that its folder exists and may be written.")
    if "locked" in reason:
        return StoreError(f"{name} is held by another program for long", remedy="Try again when that has ended.")
    return StoreError(f"{name} cannot be used: {reason}", remedy="Check the disk, or restore the file from a copy.")
