"""Measure how fast a large store answers: a filtered search against the bare FTS5 query under it, by processor time.

    python -m benchmarks.asking [--store build/generated.db] [--statements 1000000] [--rounds 3]

The store is made where it is not there (benchmarks.generated_store; some minutes). A hundred searches, each with other
words and filters, run in turns with the bare query of the same words (A B A B ...); the medians of each over the rounds
are kept, and the 95th percentiles of both are compared. Questions without words have nothing to be compared with and
are told in milliseconds. Results go to benchmarks/asking.json.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.generated_store import STATEMENTS, generate, vocabulary
from onrecord.record.vocabulary import FORCES, KINDS, VENUES
from onrecord.store import Store, count_by, events, open_store, search, speakers, ties
from onrecord.store.asking.fulltext import match_of

RESULTS = Path(__file__).with_name("asking.json")
QUERIES, LIMIT, MOST_RATIO = 100, 20, 3.0
_BARE = "SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? ORDER BY rank LIMIT ?"


@dataclass(frozen=True, slots=True)
class Query:
    """A search: its words and filters."""

    words: str
    filters: dict[str, Any]


def queries(db: sqlite3.Connection, count: int = QUERIES) -> list[Query]:
    """So many different searches: words from the commonest to rare ones, alone, together, as phrases and beginnings."""
    random = Random(7)
    words = [word for word in vocabulary() if len(word) > 3]
    codes, outlets, names = (_values(db, column) for column in ("code", "outlet", "speaker_name"))

    def word() -> str:
        return words[int(len(words) ** random.random()) - 1]

    def wording() -> str:
        form = random.random()
        if form < 0.5:
            return word()
        if form < 0.7:
            return f"{word()} {word()}"
        if form < 0.8:
            return f"{word()} OR {word()}"
        if form < 0.9:
            return f"{word()[:4]}*"
        return f'"{word()} {word()}"'

    def filters() -> dict[str, Any]:
        year = random.randrange(1996, 2026)
        every: dict[str, Callable[[], Any]] = {
            "speaker": lambda: random.choice((random.choice(codes), random.choice(names).split()[-1])),
            "kind": lambda: random.choice(KINDS), "force": lambda: random.choice(FORCES), "since": lambda: str(year),
            "until": lambda: f"{year + random.randrange(5)}-06", "outlet": lambda: random.choice(outlets),
            "addressee": lambda: random.choice(codes), "about": lambda: random.choice(codes),
            "venue": lambda: random.choice(VENUES), "named": lambda: True,
        }  # fmt: skip
        return {name: every[name]() for name in random.sample(sorted(every), random.choice((1, 1, 2, 3)))}

    made: dict[str, Query] = {}
    while len(made) < count:
        query = Query(wording(), filters())
        made.setdefault(query.words, query)
    return list(made.values())


def _values(db: sqlite3.Connection, column: str) -> list[str]:
    found = db.execute(f"SELECT {column} FROM statements GROUP BY 1 ORDER BY count(*) DESC LIMIT 60").fetchall()
    return [value for (value,) in found]


def compare(store: Store, rounds: int) -> dict[str, Any]:
    """Milliseconds of both sides for each query, and how the slow ends of both compare."""
    bare_times, times = [], []
    for query in queries(store.db):
        match = f"content : {match_of(query.words)}"

        def bare(match: str = match) -> object:
            return store.db.execute(_BARE, (match, LIMIT)).fetchall()

        def whole(query: Query = query) -> object:
            return search(store, query.words, limit=LIMIT, **query.filters)

        pairs = [(_milliseconds(bare), _milliseconds(whole)) for _ in range(rounds + 1)][1:]
        bare_times.append(statistics.median(first for first, _ in pairs))
        times.append(statistics.median(second for _, second in pairs))
    bare_p95, p95 = _p95(bare_times), _p95(times)
    return {
        "queries": len(times), "bare_p95_ms": round(bare_p95, 1), "p95_ms": round(p95, 1),
        "ratio": round(p95 / bare_p95, 2), "must_reach": MOST_RATIO,
        "bare_median_ms": round(statistics.median(bare_times), 1), "median_ms": round(statistics.median(times), 1),
    }  # fmt: skip


def without_words(store: Store) -> dict[str, float]:
    """Milliseconds of questions that no full text is under, for the code that speaks most."""
    (code, *_), (outlet, *_) = _values(store.db, "code"), _values(store.db, "outlet")
    asked: dict[str, Callable[[], object]] = {
        "newest of a code": lambda: search(store, speaker=code),
        "of a code, kind, outlet and year": lambda: search(
            store, code=code, kind="mixed", outlet=outlet, since="2015", until="2015"
        ),
        "events between two": lambda: events(store, actor=code, type="AID", since="2020"),
        "ties of a code": lambda: ties(store, between=code),
        "speakers": lambda: speakers(store, code),
        "counts by outlet": lambda: count_by(store, "outlet"),
        "counts by month of a code": lambda: count_by(store, "month", code=code),
    }
    return {name: round(statistics.median(_milliseconds(ask) for _ in range(5)), 1) for name, ask in asked.items()}


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def main(arguments: list[str] | None = None) -> None:
    """Measure, show and write the results; the exit status is 1 where the ratio is not reached."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.asking", description="Measure how fast a store answers."
    )
    parser.add_argument("--store", type=Path, default=Path("build/generated.db"))
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    if not options.store.exists():
        print(f"Making {options.store} with {options.statements:,} statements (once; some minutes) ...")
        options.store.parent.mkdir(parents=True, exist_ok=True)
        generate(options.store, options.statements)
    with open_store(options.store, write=False) as store:
        (statements,) = store.db.execute("SELECT count(*) FROM statements").fetchone()
        found = {"statements": statements, "search": compare(store, options.rounds), "others_ms": without_words(store)}
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    shown = found["search"]
    print(
        f"{statements:,} statements, {shown['queries']} filtered searches: p95 {shown['p95_ms']} ms, bare FTS5 query"
        f" {shown['bare_p95_ms']} ms, ratio {shown['ratio']} (at most {MOST_RATIO})"
    )
    for name, milliseconds in found["others_ms"].items():
        print(f"  {milliseconds:8.1f} ms  {name}")
    if shown["ratio"] > MOST_RATIO:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
