"""The generated store is one that holds, the same each time, and the measure over it measures what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.counting import check_store, dump

from benchmarks.asking import compare, queries, without_words
from benchmarks.generated_store import generate, invented
from onrecord.record.verify import verify
from onrecord.store import open_store, search

STATEMENTS = 310


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "store.db"
    generate(path, STATEMENTS)
    return path


def test_its_records_hold_the_contract() -> None:
    assert [failure for record in invented(60) for failure in verify(record.to_dict())] == []


def test_it_is_what_a_store_would_hold_of_the_same_records(path: Path) -> None:
    with open_store(path) as generated, open_store(":memory:") as written:
        written.put_all(invented(STATEMENTS))
        check_store(generated.db)
        both = [dump(store.db) for store in (generated, written)]
        parts = [table for table in both[1] if not table.startswith(("sqlite_", "_"))]
        assert [table for table in parts if both[0][table] != both[1][table]] == []
        assert list(generated.records()) == list(written.records())


def test_a_hundred_different_searches_are_compared(path: Path) -> None:
    with open_store(path, write=False) as store:
        asked = queries(store.db)
        assert len({query.words for query in asked}) == 100
        assert all(query.filters for query in asked)
        assert any(search(store, query.words) for query in asked)
        found = compare(store, 1)
        assert found["queries"] == 100
        assert found["ratio"] > 0
        assert set(without_words(store)) >= {"ties of a code", "counts by outlet"}
