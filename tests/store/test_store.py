"""The store: what goes in comes out, twice is once, and an id is an id for good."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.record.random_records import records
from tests.record_making import span_of
from tests.store.counting import check_store, dump

from docs.store_schema import schema
from onrecord.errors import StoreError
from onrecord.record import (
    SCHEMA,
    Cue,
    Event,
    Figure,
    Participant,
    Reader,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Term,
    Tie,
)
from onrecord.record.verify import digest
from onrecord.store import Origin, open_store

TEXT = "Velmora will reopen the border, Foreign Minister Ilka Sorrentz told Ostria. Ostria closed its port."


def span(words: str) -> Span:
    return span_of(TEXT, words)


def record_of(*, version: str = "0.1.0", extra: bool = False) -> Record:
    """A record with every kind of part; `extra` puts one statement before the others, as a better reader might."""
    said = Statement(
        "s2" if extra else "s1", "indirect", "body", Cue((span("told"),), "tell", "assert"),
        Speaker((span("Ilka Sorrentz"),), None, "Ilka Sorrentz", "Foreign Minister", None, "VLM", "GOV", True),
        (span("Velmora will reopen the border"),), co_speakers=(Speaker((span("Ostria"),), code="OST"),),
    )  # fmt: skip
    other = Statement("s1", "indirect", "body", Cue((span("closed"),), "close", "assert"), Speaker(()), (span("port"),))
    party = Participant((span("Ostria"),), "OST", "GOV")
    return Record(
        SCHEMA,
        Reader(version, "en_wire", None, "2026-05-04"),
        Report(digest(TEXT)[:16], digest(TEXT), None, "Gazette", "en", TEXT, None, None, None, None, "2026-05-03",
               "given"),
        statements=(other, said) if extra else (said,),
        events=(
            Event("e1", "COERCE", None, ("trade",), (party,), (Participant((), "VLM", None),), (span("closed"),), None,
                  None, "actual", "outlet", 0.5),
        ),
        ties=(
            Tie("t1", ("OST", "VLM"), "transport", "suspended", ("OST",), None, said.id, (span("closed its port"),)),
        ),
        terms=(Term(0, 7, "Velmora", "Velmora", "outlet"),),
        figures=(Figure(0, 7, "Velmora", 1, None, None, "state", said.id),),
    )  # fmt: skip


@given(records())
@settings(max_examples=60)
def test_every_record_comes_out_as_it_went_in(record: Record) -> None:
    with open_store(":memory:") as store:
        assert store.put(record) == "added"
        assert store.record(record.report.id) == record
        assert list(store.records()) == [record]
        before = dump(store.db)
        assert store.put(record) == "unchanged"
        assert dump(store.db) == before
        check_store(store.db)
        assert _words_that_differ(store.db, record) == []


def _words_that_differ(db: sqlite3.Connection, record: Record) -> list[tuple[object, ...]]:
    """Spans whose words are not those of the report's text at their place, as Python counts."""
    ((text,),) = db.execute("SELECT text FROM reports").fetchall()
    assert len(text) == len(record.report.text)
    return [row for row in db.execute("SELECT start, stop, text FROM spans") if text[row[0] : row[1]] != row[2]]


def test_reading_again_keeps_ids_notes_and_corrections() -> None:
    with open_store(":memory:") as store:
        store.put(record_of(), Origin(source="a.txt"))
        (before,) = store.db.execute("SELECT id FROM statements").fetchall()
        report = record_of().report.id
        store.db.execute("INSERT INTO notes (report, item, text, at) VALUES (?, ?, 'mine', '')", (report, before[0]))
        store.db.execute("INSERT INTO notes (report, item, text, at) VALUES (?, 'gone', 'lost', '')", (report,))
        store.db.execute(
            "INSERT INTO corrections (report, item, field, value, at) VALUES (?, ?, 'speaker.name', '\"I. S.\"', '')",
            (report, before[0]),
        )
        assert store.put(record_of(version="0.2.0", extra=True)) == "replaced"
        kept = store.db.execute("SELECT number FROM statements WHERE id = ?", before).fetchone()
        assert kept == ("s2",)
        assert store.db.execute("SELECT source, reader_version FROM reports").fetchall() == [("a.txt", "0.2.0")]
        assert store.db.execute("SELECT kind, text, present FROM remarks ORDER BY kind, text").fetchall() == [
            ("correction", '"I. S."', 1), ("note", "lost", 0), ("note", "mine", 1)
        ]  # fmt: skip
        assert store.record(report) == record_of(version="0.2.0", extra=True)
        check_store(store.db)


def test_a_replaced_record_leaves_what_a_fresh_store_would_hold() -> None:
    with open_store(":memory:") as replaced, open_store(":memory:") as fresh:
        for extra in (False, True, False):
            replaced.put(record_of(extra=extra))
        fresh.put(record_of())
        assert dump(replaced.db) == dump(fresh.db)


def test_the_parts_stand_in_their_tables() -> None:
    with open_store(":memory:") as store:
        store.put(record_of())
        ask = store.db.execute
        assert ask("SELECT speaker_name, code, content, day FROM said").fetchall() == [
            ("Ilka Sorrentz", "VLM", "Velmora will reopen the border", "2026-05-03")
        ]
        assert ask("SELECT actors, type, recipients, voice FROM done").fetchall() == [
            ("OST", "COERCE", "VLM", "Gazette")
        ]
        assert ask("SELECT between_codes, by_codes, ties.kind, state, speaker_name FROM ties"
                   " JOIN statements ON statements.id = voice").fetchall() == [
            ("OST VLM", "OST", "transport", "suspended", "Ilka Sorrentz")
        ]  # fmt: skip
        assert ask("SELECT name, code, statements, first_day FROM speakers").fetchall() == [
            ("Ilka Sorrentz", "VLM", 1, "2026-05-03")
        ]
        assert ask("SELECT * FROM months").fetchall() == [("2026-05", 1, 1, 1)]
        assert ask("SELECT * FROM dyads").fetchall() == [("OST", "VLM", "2026-05", 0, 1)]
        for words in ("reopening borders", "sorrentz"):
            assert ask("SELECT count(*) FROM statements_fts(?)", (words,)).fetchone() == (1,)
        assert ask("SELECT count(*) FROM reports_fts('closing port')").fetchone() == (1,)


def test_full_text_survives_vacuum_and_loss_of_rows() -> None:
    other = dataclasses.replace(record_of().report, id="0000", sha256="0" * 64)
    with open_store(":memory:") as store:
        store.put(dataclasses.replace(record_of(), report=other))
        store.put(record_of(extra=True))
        store.put(dataclasses.replace(record_of(version="2"), report=other))
        store.db.execute("VACUUM")
        check_store(store.db)
        found = store.db.execute(
            "SELECT content FROM statements WHERE rowid IN (SELECT rowid FROM statements_fts('border'))"
        ).fetchall()
        assert found == [("Velmora will reopen the border",)] * 2


def test_one_id_is_one_text() -> None:
    other = dataclasses.replace(record_of().report, text="Another.", sha256=digest("Another."))
    with open_store(":memory:") as store:
        store.put(record_of())
        with pytest.raises(StoreError, match="is in the store with another text"):
            store.put(Record(SCHEMA, record_of().reader, other))


def test_a_batch_is_written_whole_or_not_at_all() -> None:
    other = dataclasses.replace(record_of().report, text="Another.", sha256=digest("Another."))
    with open_store(":memory:") as store:
        with pytest.raises(StoreError):
            store.put_all([record_of(), Record(SCHEMA, record_of().reader, other)])
        assert list(store.records()) == []


def test_files_that_are_no_store_are_told(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("This is no database, but it is long enough to be taken for a file of something." * 20)
    with pytest.raises(StoreError, match="is no SQLite file"):
        open_store(text)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE mine (x)")
    db.close()
    with pytest.raises(StoreError, match="no store of onrecord"):
        open_store(other)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "none.db", write=False)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "no" / "folder.db")


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with open_store(path) as store:
        store.db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('onrecord', 'm999_far', '')"
        )
    with pytest.raises(StoreError, match="newer onrecord"):
        open_store(path)


def test_the_documented_schema_is_that_of_a_store() -> None:
    with open_store(":memory:") as store:
        made = store.db.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT GLOB 'sqlite_*'"
            " AND name NOT GLOB '_sqlite_*' AND name NOT GLOB '*_fts_*'"
        ).fetchall()
        documented = list(schema())
        assert sorted(shown.name for shown in documented) == sorted(name for (name,) in made)
        assert [shown.name for shown in documented if not shown.purpose] == []
        for shown in documented:
            if shown.kind == "table":
                columns = [row[1] for row in store.db.execute(f"PRAGMA table_info({shown.name})")]
                assert [name for name, _, _ in shown.columns] == columns, shown.name


def test_readers_may_not_write(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.put(record_of())
    with open_store(path, write=False) as store:
        assert [record.report.outlet for record in store.records()] == ["Gazette"]
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            store.db.execute("DELETE FROM reports")
