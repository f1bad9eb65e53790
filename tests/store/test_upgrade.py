"""A store of every older schema is brought to the present one with all that it holds; a broken upgrade changes nothing.

`first.sql` holds the rows of a store of the first schema, as that schema made them; it is never made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations
from tests.store.counting import check_store, dump

from onrecord.record.verify import verify
from onrecord.store import open_store
from onrecord.store.known import KNOWN
from onrecord.store.migrations import m001_first, migrate, migrations, script, statements_of

FIRST = Path(__file__).parents[1] / "samples" / "stores" / "first.sql"
#: What a released schema was: it is never changed, only followed by a further migration.
RELEASED = {
    "schema.sql": "c7784ecfb357fd10f8152a7fc71d9f930a0d915accdd1fdd16013a39d05157cb",
    "names.sql": "2aca4ac3a8891ae815e8a55d821a13e79a20abc0d994994725fd65222a2bacfa",
    "asking.sql": "71e225c4830a823f8e4336eb16c14d73da9f82b9dc7936caf549c18cc6766127",
    "frames.sql": "f93b9bdf79960a9dce7b8dcf8cd52bd4d57f0aede908d131f896ad307f142972",
    "pages.sql": "01bc1f786ef644e72b14a64db53ed71dc112ef032ae5fd5ebcd034166ac8f905",
}


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as the first schema left it."""
    path = tmp_path / "old.db"
    db = sqlite3.connect(path, isolation_level=None)
    later = KNOWN[1:2]
    migrations.apply(Database(db), stop_before=list(later)) if later else migrations.apply(Database(db))
    for statement in statements_of(FIRST.read_text(encoding="utf-8")):
        db.execute(statement)
    db.close()
    return path


def test_a_store_of_the_first_schema_is_brought_up(old: Path) -> None:
    with open_store(old) as store:
        log = store.db.execute("SELECT name FROM _sqlite_migrations ORDER BY rowid").fetchall()
        assert log == [(name,) for name in KNOWN]
        check_store(store.db)
        assert [verify(record.to_dict()) for record in store.records()] == [[]] * 6
        count = {table: len(rows) for table, rows in dump(store.db).items()}
        assert {name: count[name] for name in ("copies", "revisions", "bad", "notes", "corrections", "journal")} == {
            "copies": 1, "revisions": 1, "bad": 1, "notes": 1, "corrections": 1, "journal": 8
        }  # fmt: skip
        assert count["events"] and count["event_contexts"], "what the second schema parts is parted"
        assert store.db.execute("SELECT kind, present FROM remarks ORDER BY kind").fetchall() == [
            ("correction", 1), ("note", 1)
        ]  # fmt: skip
        assert store.db.execute("SELECT count(*) FROM statements_fts('canal')").fetchone() > (0,)


def test_every_migration_is_known() -> None:
    pending = migrations.pending(Database(memory=True))
    assert tuple(each.name for each in pending) == KNOWN


def test_a_fresh_store_and_one_brought_up_have_the_same_schema(old: Path) -> None:
    ask = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    with open_store(old) as brought, open_store(":memory:") as fresh:
        assert brought.db.execute(ask).fetchall() == fresh.db.execute(ask).fetchall()


def test_a_broken_upgrade_leaves_the_store_as_it_was(old: Path) -> None:
    steps = Migrations("onrecord")
    steps()(m001_first)

    @steps()
    def m999_broken(db: Database) -> None:
        db.execute("DELETE FROM spans")
        db.execute("CREATE TABLE more (x)")
        db.execute("INSERT INTO nowhere VALUES (1)")

    db = sqlite3.connect(old, isolation_level=None)
    before = dump(db)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(Database(db), str(old), steps)
    assert dump(db) == before
    db.close()


@pytest.mark.parametrize("name", RELEASED)
def test_a_released_schema_is_never_changed(name: str) -> None:
    """Comments and layout may be; what SQLite is told may not."""
    told = "\n".join(" ".join(line.partition("--")[0].split()) for line in script(name).splitlines())
    assert hashlib.sha256(" ".join(told.split()).encode()).hexdigest() == RELEASED[name]
