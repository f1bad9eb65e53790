"""How a store came to its present schema: named functions, each run once, in order, logged beside what it did.

sqlite-utils keeps the log (`_sqlite_migrations`). All that are wanting run in one transaction, each in a savepoint with
its row of the log, so that a store is never between two schemas. A function that has been released is never changed;
what comes later is a further function.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from sqlite_utils import Database, Migrations

from onrecord.errors import StoreError
from onrecord.record import SCHEMA
from onrecord.store.known import KNOWN
from onrecord.store.rows import name_row

migrations = Migrations("onrecord")

#: Written into the head of the file (PRAGMA application_id): "onre".
APPLICATION = 0x6F6E7265


def statements_of(script: str) -> Iterator[str]:
    """The statements of a script of SQL, one by one: what `executescript` would run outside of any transaction.

    >>> list(statements_of("CREATE TABLE a (x);\\n-- why\\nCREATE TABLE b (y);\\n"))
    ['CREATE TABLE a (x);', '-- why\\nCREATE TABLE b (y);']
    """
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held.strip()
            held = ""


@cache
def script(name: str) -> str:
    """A script of this folder."""
    return files("onrecord.store").joinpath(name).read_text(encoding="utf-8")


@migrations()
def m001_first(db: Database) -> None:
    """Reports, statements, events, ties and what belongs to them, full text, counts, notes and corrections."""
    for statement in statements_of(script("schema.sql")):
        db.execute(statement)


@migrations()
def m002_names_and_topics(db: Database) -> None:
    """Names by their words; what statements are about and events happen within, one row for each."""
    for statement in statements_of(script("names.sql")):
        db.execute(statement)
    held = db.execute(
        "SELECT name FROM speakers UNION SELECT name FROM actors WHERE name != ''"
        " UNION SELECT addressee_name FROM statements WHERE addressee_name != ''"
    ).fetchall()
    db.conn.executemany("INSERT INTO names (name, words) VALUES (?, ?)", map(name_row, (name for (name,) in held)))


@migrations()
def m003_asking(db: Database) -> None:
    """Indexes for questions: the newest first, and joint speakers."""
    for statement in statements_of(script("asking.sql")):
        db.execute(statement)


@migrations()
def m004_pages(db: Database) -> None:
    """Sums and indexes for the pages of the site."""
    for statement in statements_of(script("pages.sql")):
        db.execute(statement)


@migrations()
def m005_frames(db: Database) -> None:
    """Users' own frames of events, beside their actors."""
    for statement in statements_of(script("frames.sql")):
        db.execute(statement)


def migrate(db: Database, path: str, steps: Migrations = migrations) -> None:
    """Bring a store to the present schema; raises StoreError for a file that is no store, or a newer one."""
    if not steps.pending(db) and not _unknown(db):
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        _check(db, path)
        steps.apply(db)
        facts = [("record", SCHEMA), ("made_by", version("onrecord"))]
        db.conn.executemany("INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)", facts)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _unknown(db: Database) -> list[str]:
    """Migrations in the file's log that this version does not have."""
    return [each.name for each in migrations.applied(db) if each.name not in KNOWN]


def _check(db: Database, path: str) -> None:
    """Raise StoreError where the file holds something else, or more than this version knows."""
    if unknown := _unknown(db):
        raise StoreError(
            f"{path} was made by a newer onrecord (it has {', '.join(unknown)})", remedy="Install the newer version."
        )
    if not migrations.applied(db) and db.table_names():
        raise StoreError(f"{path} is an SQLite file, but no store of onrecord", remedy="Name another file.")
