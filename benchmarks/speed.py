"""Measure how fast onrecord is: each row sets one way of reading against the bare work it cannot do without.

    python -m benchmarks.speed [--documents 200] [--rounds 3]

Both sides of a row run in turns in one process (A B A B ...) over the same documents; medians are compared, so that the
ratio says more than the seconds, which are those of one processor. Results go to benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import spacy
from rich.console import Console
from rich.table import Table

import onrecord
from benchmarks import storing
from benchmarks.cold import REPORT, cold_start
from benchmarks.score import ROOT, shared_folder
from onrecord.actors import Cast, read_cast
from onrecord.dates import find_publication, read_dates
from onrecord.events import read_events
from onrecord.figures import read_figures
from onrecord.language import Reading, load, read_languages
from onrecord.language.columns import Words, words_of
from onrecord.language.products import one_thread
from onrecord.layout import lay_out
from onrecord.models import artefact
from onrecord.statements import read_statements
from onrecord.statements.columns import KEPT
from onrecord.terms import read_terms

RESULTS = Path(__file__).with_name("results.json")
AS_OF = "2026-12-01"
Work = Callable[[], object]
Prepare = Callable[[Sequence[str]], tuple[Work, Work]]


@dataclass(frozen=True, slots=True)
class Bench:
    """One row: `prepare` turns the documents' texts into the base work and the work that is measured against it."""

    name: str
    base: str
    prepare: Prepare


@dataclass(frozen=True, slots=True)
class Result:
    """What a row measured; seconds are medians over the rounds."""

    name: str
    base: str
    base_seconds: float
    seconds: float
    ratio: float
    base_words_per_second: int
    words_per_second: int


def whole_record(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline over the same segments in the same batches, against the whole record."""
    pipeline = load()
    segments = [[piece.doc.text for piece in reading.segments] for reading in read_languages(map(lay_out, texts))]

    def bare() -> None:
        with one_thread():  # as onrecord itself parses; more threads only add processor time
            for batch in segments:
                for _ in pipeline.nlp.pipe(batch, batch_size=256):
                    pass

    def whole() -> None:
        for text in texts:
            onrecord.read(text, date=None, as_of=AS_OF)

    return bare, whole


def against_spacy(texts: Sequence[str]) -> tuple[Work, Work]:
    """The shipped pipeline as `spacy.load` gives it, over the same segments, against the whole record."""
    plain = spacy.load(artefact().path)
    segments = [[piece.doc.text for piece in reading.segments] for reading in read_languages(map(lay_out, texts))]
    _, whole = whole_record(texts)

    def bare() -> None:
        with one_thread():
            for batch in segments:
                for _ in plain.pipe(batch):
                    pass

    return bare, whole


def beside_spacy(prepare: Prepare) -> Prepare:
    """The same work, set against the pipeline as `spacy.load` gives it."""
    return lambda texts: (against_spacy(texts)[0], prepare(texts)[1])


def dates_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against publication and dates over what it has read: the ratio is their share on top."""
    readings = list(read_languages(map(lay_out, texts)))
    bare, _ = whole_record(texts)
    newest = datetime.date.fromisoformat(AS_OF)

    def dates() -> None:
        for reading in readings:
            read_dates(reading, find_publication(reading.layout, None, newest))

    return bare, dates


def words_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against making the columns of its parse, which all rooms then ask."""
    bare, _ = whole_record(texts)
    docs = [segment.doc for reading in read_languages(map(lay_out, texts)) for segment in reading.segments]

    def words() -> None:
        for doc in docs:
            Words(doc)

    return bare, words


def read_with_columns(texts: Sequence[str]) -> list[Reading]:
    """The texts' parses with their columns, which have a row of their own."""
    readings = list(read_languages(map(lay_out, texts)))
    for reading in readings:
        for segment in reading.segments:
            words_of(segment.doc)
    return readings


def statements_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against statements over what it has read and who is in it: the ratio is their share on top."""
    bare, _ = whole_record(texts)
    readings: list[tuple[Reading, Cast]] = [(reading, read_cast(reading)) for reading in read_with_columns(texts)]

    def statements() -> None:
        for reading, cast in readings:
            for segment in reading.segments:
                segment.doc.user_data.pop(KEPT, None)  # statements' own columns are made anew in each round
            cast._identities.clear()  # and so is whoever was asked for
            read_statements(reading, cast, lambda segment, token: None, None)
            reading.release()  # as a whole reading does

    return bare, statements


def actors_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against the cast over what it has read: the ratio is its share on top."""
    readings = read_with_columns(texts)
    bare, _ = whole_record(texts)

    def actors() -> None:
        for reading in readings:
            read_cast(reading)

    return bare, actors


def events_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against events over all that was read before: the ratio is their share on top."""
    bare, _ = whole_record(texts)
    newest = datetime.date.fromisoformat(AS_OF)
    read_before = []
    for reading in read_with_columns(texts):
        publication = find_publication(reading.layout, None, newest)
        cast = read_cast(reading)
        statements, _ = read_statements(reading, cast, lambda segment, token: None, None)
        read_before.append((reading, cast, statements, read_dates(reading, publication), publication))

    def events() -> None:
        for before in read_before:
            read_events(*before)
            before[0].release()  # as a whole reading does

    return bare, events


def wording_alone(texts: Sequence[str]) -> tuple[Work, Work]:
    """The bare pipeline, against terms and figures over what it has read: the ratio is their share on top."""
    bare, _ = whole_record(texts)
    newest = datetime.date.fromisoformat(AS_OF)
    readings = [
        (reading, read_dates(reading, find_publication(reading.layout, None, newest)))
        for reading in read_languages(map(lay_out, texts))
    ]

    def wording() -> None:
        for reading, expressions in readings:
            read_terms(reading, ())
            read_figures(reading, expressions, ())

    return bare, wording


def table_of_actors() -> float:
    """Seconds of processor time that the table of actors takes to load, the median of five fresh processes.

    Without the collector of garbage: when it next passes over all of the process is chance.
    """
    program = (
        "import gc, time; from onrecord.actors import gazetteer; gc.disable(); began = time.process_time(); "
        "gazetteer.names_by_first_word(); print(time.process_time() - began)"
    )
    runs = [subprocess.run([sys.executable, "-c", program], capture_output=True, check=True) for _ in range(5)]
    return round(statistics.median(float(run.stdout) for run in runs), 4)


#: The rows of `make bench`; later issues add theirs.
BENCHES = (
    Bench("whole record", "bare language pipeline", whole_record),
    Bench("whole record", "the same pipeline as spaCy loads it", against_spacy),
    Bench("columns of the parse", "bare language pipeline", words_alone),
    Bench("dates alone", "bare language pipeline", dates_alone),
    Bench("actors alone", "bare language pipeline", actors_alone),
    Bench("actors alone", "the same pipeline as spaCy loads it", beside_spacy(actors_alone)),
    Bench("statements alone", "bare language pipeline", statements_alone),
    Bench("terms and figures alone", "bare language pipeline", wording_alone),
    Bench("events alone", "bare language pipeline", events_alone),
    Bench("events alone", "the same pipeline as spaCy loads it", beside_spacy(events_alone)),
    Bench("kept in a store", "whole record", storing.keeping),
)


def documents(count: int) -> tuple[str, list[str]]:
    """Name of the corpus and its first `count` texts: newspaper texts of the gold sets, else our examples in a ring."""
    texts: list[str] = []
    for name in ("polnear-dev", "timex-timebank"):
        path = shared_folder() / "eval" / f"{name}.jsonl"
        if path.exists():
            lines = path.read_text(encoding="utf-8").splitlines()
            texts += [json.loads(line)["text"] for line in lines if line.strip()]
    if len(texts) >= count:
        return "newspaper texts of the gold sets", texts[:count]
    examples = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    if not examples:
        raise SystemExit("bench: neither the gold sets nor examples/*.txt are here, so there is nothing to read")
    return "the example reports, repeated", list(itertools.islice(itertools.cycle(examples), count))


def measure(bench: Bench, texts: Sequence[str], rounds: int) -> Result:
    """Run both sides in turns after one warm-up over a few documents, and compare their medians."""
    for warm_up in bench.prepare(texts[:5]):
        warm_up()
    base, work = bench.prepare(texts)
    base_times, times = [], []
    for _ in range(rounds):
        base_times.append(_seconds(base))
        times.append(_seconds(work))
    words = sum(len(text.split()) for text in texts)
    base_median, median = statistics.median(base_times), statistics.median(times)
    return Result(
        name=bench.name,
        base=bench.base,
        base_seconds=round(base_median, 2),
        seconds=round(median, 2),
        ratio=round(median / base_median, 3),
        base_words_per_second=round(words / base_median),
        words_per_second=round(words / median),
    )


def two_processes(texts: Sequence[str], rounds: int) -> Result:
    """What `add` takes with one process, against two, by the clock: the one row that what else runs disturbs."""
    one, two = storing.scaling(texts, rounds)
    words = sum(len(text.split()) for text in texts)
    return Result(
        name="add with two processes",
        base="add with one",
        base_seconds=round(len(texts) / one, 2),
        seconds=round(len(texts) / two, 2),
        ratio=round(one / two, 3),
        base_words_per_second=round(words * one / len(texts)),
        words_per_second=round(words * two / len(texts)),
    )


def cold_read(rounds: int) -> Result:
    """What `onrecord read` of one report takes in a fresh process, against only loading spaCy and the pipeline."""
    loading, reading = cold_start(rounds)
    words = len(REPORT.read_text(encoding="utf-8").split())
    return Result(
        name="cold read of one report",
        base="import spacy, load the pipeline",
        base_seconds=round(loading, 2),
        seconds=round(reading, 2),
        ratio=round(reading / loading, 3),
        base_words_per_second=round(words / loading),
        words_per_second=round(words / reading),
    )


def _seconds(work: Work) -> float:
    began = time.process_time()  # of the processor: what else runs on the machine does not count
    work()
    return time.process_time() - began


def table_of(results: Sequence[Result]) -> Table:
    """The results as a table for the terminal."""
    table = Table("what", "against")
    for name in ("seconds", "against", "ratio", "words/s"):
        table.add_column(name, justify="right")
    for row in results:
        numbers = (f"{row.seconds:.2f}", f"{row.base_seconds:.2f}", f"{row.ratio:.2f}", f"{row.words_per_second:,}")
        table.add_row(row.name, row.base, *numbers)
    return table


def main(arguments: list[str] | None = None) -> None:
    """Measure every row, show the table, write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Measure the speed.")
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    corpus, texts = documents(options.documents)
    results = [measure(bench, texts, options.rounds) for bench in BENCHES]
    results.append(two_processes(texts, options.rounds))
    results.append(cold_read(options.rounds))
    conditions = {
        "corpus": corpus,
        "documents": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "rounds": options.rounds,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "spacy": version("spacy"),
        "onrecord": version("onrecord"),
        "table_of_actors_seconds": table_of_actors(),
    }
    data = {"conditions": conditions, "rows": [asdict(result) for result in results]}
    RESULTS.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    console = Console()
    console.print(table_of(results))
    console.print(
        f"{len(texts)} documents ({corpus}), {conditions['words']:,} words, medians of {options.rounds} rounds"
    )


if __name__ == "__main__":
    main()
