"""No question goes through a whole table: what SQLite says that it will do, for every filter alone and for pairs."""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.record_making import event, tie
from tests.store.asking.sayings import Saying, report

from onrecord.store import Store, count_by, events, open_store, reports, search, speakers, ties, total
from onrecord.store.asking import FACETS, EventFilters, StatementFilters, TieFilters

#: A pass through all rows that is none of: a list of JSON, the full text's own search, what a question has gathered
#: itself, or an index in the order that is wanted.
_THROUGH = re.compile(r"^SCAN (?!.*VIRTUAL TABLE|\(subquery|k$|CONSTANT ROW|each_one|r USING INDEX reports_published)")
_VALUES: dict[str, Any] = {
    "kind": "direct", "part": "body", "force": "assert", "modality": "hedged", "venue": "speech", "since": "2010",
    "until": "2030", "named": True, "status": "actual", "state": "open", "outlet": "gazette", "speaker": "sorrentz",
    "addressee": "sorrentz", "code": "VLM", "type": "AID", "actor": "VLM", "recipient": "OST", "party": "VLM",
    "between": "VLM", "other": "OST", "by": "VLM", "voice": "VLM", "about": "NATO", "context": "trade",
}  # fmt: skip


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(":memory:") as store:
        for number in range(30):
            said = Saying(
                "the river treaty", "Ilka Sorrentz", "VLM", (("Ola Sorrentz", "OST"),), to=("Ola Sorrentz", None),
                about=("NATO",),
            )  # fmt: skip
            store.put(
                report(
                    said, title=f"Report {number}", events=(event("Report", "AID", "VLM", "OST", contexts=("trade",)),),
                    ties=(tie("Report", "VLM OST", "aid", "open", by="VLM"),),
                )
            )  # fmt: skip
        yield store


@contextmanager
def plans_of(store: Store) -> Iterator[list[str]]:
    """Collect the plan of everything that is asked."""
    asked: list[str] = []
    plans: list[str] = []
    store.db.set_trace_callback(asked.append)
    try:
        yield plans
    finally:
        store.db.set_trace_callback(None)
        for question in asked:
            if question.startswith(("SELECT", "WITH")):
                plans += [row[3] for row in store.db.execute(f"EXPLAIN QUERY PLAN {question}")]


def _filters(kind: Any, size: int, fixed: dict[str, Any]) -> list[dict[str, Any]]:
    values = {name: fixed.get(name, _VALUES.get(name, "x")) for name in kind.__annotations__}
    return [dict(chosen) for chosen in itertools.combinations(values.items(), size)]


_ASKED: list[tuple[Callable[..., Any], Any, dict[str, Any]]] = [
    (search, StatementFilters, {}), (events, EventFilters, {}), (ties, TieFilters, {"kind": "aid"}),
]  # fmt: skip
_QUESTIONS = [
    (ask, filters) for ask, kind, fixed in _ASKED for size in (0, 1, 2) for filters in _filters(kind, size, fixed)
]


def test_every_filter_finds_its_rows_by_an_index(store: Store) -> None:
    for ask, filters in _QUESTIONS:
        with plans_of(store) as plans:
            ask(store, **filters)
        assert plans, filters
        assert [line for line in plans if _THROUGH.match(line)] == [], f"{ask.__name__} {filters}"


def test_the_name_of_a_state_is_found_by_indexes() -> None:
    """Also where persons are called so: one index for these and one for the code."""
    with open_store(":memory:") as store:
        store.put(report(Saying("the river", "Peru Sorrentz", "PER", to=("Peru Sorrentz", "PER"), about=("PER",))))
        for filters in ({"speaker": "Peru"}, {"addressee": "Peru"}, {"about": "Peru"}, {"code": "Peru"}):
            for more in ({}, {"named": True}, {"since": "2020"}, {"outlet": "gazette"}):
                with plans_of(store) as plans:
                    assert len(search(store, **filters, **more)) == 1  # type: ignore[arg-type]
                assert [line for line in plans if _THROUGH.match(line)] == [], (filters, more)


def test_words_are_asked_of_the_full_text_first(store: Store) -> None:
    for filters in _filters(StatementFilters, 1, {}):
        with plans_of(store) as plans:
            search(store, "treaty", **filters)  # type: ignore[arg-type]
        assert [line for line in plans if _THROUGH.match(line)] == [], filters
        first = next(number for number, line in enumerate(plans) if line.startswith("SCAN statements_fts"))
        assert plans[first + 1].startswith("SEARCH s USING INTEGER PRIMARY KEY"), filters


def test_reports_and_speakers_are_found_by_indexes(store: Store) -> None:
    with plans_of(store) as plans:
        speakers(store)
        speakers(store, "sorrentz")
        speakers(store, "VLM")
        for filters in ({}, {"outlet": "gazette"}, {"since": "2020"}, {"country": "VLM"}, {"agency": "AFP"},
                        {"language": "en"}, {"url": "x"}, {"superseded": True}):  # fmt: skip
            reports(store, **filters)  # type: ignore[arg-type]
    assert [line for line in plans if _THROUGH.match(line)] == []


def test_counts_of_what_is_filtered_are_found_by_indexes(store: Store) -> None:
    for filters in _filters(StatementFilters, 1, {}):
        with plans_of(store) as plans:
            count_by(store, "outlet", **filters)  # type: ignore[arg-type]
            total(store, **filters)  # type: ignore[arg-type]
        assert [line for line in plans if _THROUGH.match(line) and "USING COVERING INDEX" not in line] == [], filters


#: Columns that one can count by or choose a value of: all of the tables of items but ids, texts, lists and places.
_NO_FACETS = {
    "reports": {"id", "sha256", "title", "byline", "place", "text", "words", "statements", "events", "ties",
                "model_sha256", "as_of", "source", "format", "changed", "added_at", "model"},
    "statements": {"id", "number", "cue", "content", "said_on", "unnamed_reason", "role", "chain", "about",
                   "confidence", "start", "stop"},
    "co_speakers": {"number", "role", "organisation"},
    "hops": {"number"},
    "events": {"id", "number", "words", "date", "contexts", "published", "confidence", "start", "stop"},
    "event_parties": {"event", "side", "number", "text"},
    "event_contexts": set(),
    "ties": {"id", "number", "by_codes", "since", "words", "published", "start", "stop"},
    "tie_parties": {"tie", "role", "number"},
    "topics": set(),
    "speakers": {"id", "first_day", "last_day"},
    "actors": {"number", "roles", "part_of", "code_basis", "mentions", "confidence"},
    "dates": {"number", "text", "start", "stop"},
    "terms": {"number", "start", "stop"},
    "figures": {"number", "text", "value", "low", "high", "start", "stop"},
    "notices": {"number", "message"},
}  # fmt: skip


def _without_index(db: sqlite3.Connection, table: str) -> set[str]:
    """Columns of a table with which no index begins."""
    columns = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    for _, index, *_ in db.execute(f"PRAGMA index_list({table})").fetchall():
        columns -= {db.execute(f"PRAGMA index_info({index})").fetchone()[2]}
    return columns


@pytest.mark.parametrize("table", _NO_FACETS)
def test_every_column_that_is_a_facet_has_an_index(store: Store, table: str) -> None:
    assert _without_index(store.db, table) <= _NO_FACETS[table], "give the column an index, or say that it is no facet"


def test_a_column_without_index_is_noticed() -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE items (id TEXT PRIMARY KEY, kind TEXT, outlet TEXT)")
    db.execute("CREATE INDEX items_kind ON items (kind, outlet)")
    assert _without_index(db, "items") == {"outlet"}
    db.close()


def test_every_facet_is_counted_over_its_index_alone(store: Store) -> None:
    for facet in FACETS:
        for filters in ({}, {"since": "2020"}):
            with plans_of(store) as plans:
                found = count_by(store, facet, limit=None, **filters)  # type: ignore[arg-type]
            assert sum(each.count for each in found) == 30
            assert "USING COVERING INDEX" in plans[0] or "USING COVERING INDEX" in plans[1], (facet, plans)
