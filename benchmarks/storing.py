"""What a store costs: writing against reading, two reading processes against one, and memory over a large input.

    python -m benchmarks.storing [--documents 400] [--memory 1000]

The rows stand in `make bench` too. `--memory` takes a list of so many megabytes through `onrecord add`, most of it
known texts at new addresses, and tells the peak of the process; reading goes on all the while.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import onrecord
from onrecord.cli import main as command
from onrecord.keeping import Arrival, Settings, keep
from onrecord.many import read_many
from onrecord.store import open_store

AS_OF = "2026-12-01"
_WISHES = Settings(as_of=datetime.date.fromisoformat(AS_OF))
Work = Callable[[], object]


def keeping(texts: Sequence[str]) -> tuple[Work, Work]:
    """Reading every text, against all that keeping adds: known or not, copy or not, and the rows of its record."""
    records = list(read_many(texts, as_of=AS_OF))

    def reading() -> None:
        for text in texts:
            onrecord.read(text, as_of=AS_OF)

    def writing() -> None:
        arrivals = (
            Arrival(record.report.text, f"text {number}", "text", record=record)
            for number, record in enumerate(records)
        )
        with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
            keep(store, arrivals, _WISHES)

    return reading, writing


def rate(texts: Sequence[str], processes: int) -> float:
    """Reports that `add` takes in per second of the clock, once its processes have begun."""
    moments: list[float] = []
    batch = max(1, min(16, len(texts) // 4))
    arrivals = (Arrival(text, f"text {number}", "text") for number, text in enumerate(texts))
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        keep(
            store,
            arrivals,
            _WISHES,
            processes=processes,
            batch=batch,
            heard=lambda _: moments.append(time.perf_counter()),
        )
    return (len(moments) - batch) / (moments[-1] - moments[0])


def scaling(texts: Sequence[str], rounds: int) -> tuple[float, float]:
    """Best reports per second with one and with two processes, measured in turns."""
    rates = [(rate(texts, 1), rate(texts, 2)) for _ in range(rounds)]
    return max(one for one, _ in rates), max(two for _, two in rates)


def peak_megabytes(texts: Sequence[str], megabytes: float) -> tuple[float, float]:
    """Peak memory of `onrecord add` in this process, after a tenth of a list of so many megabytes and after all."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for share in (0.1, 1.0):
            source = Path(folder) / "list.jsonl"
            with source.open("w", encoding="utf-8") as file:
                file.writelines(_lines(texts, megabytes * share * 1e6))
            command(["add", str(Path(folder) / "bench.db"), str(source), "--as-of", AS_OF])
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return peaks[0], peaks[1]


def _lines(texts: Sequence[str], size: float) -> Iterator[str]:
    """The texts over and over, each time at other addresses, every thousandth with figures of its own."""
    number, written = 0, 0
    while written < size:
        text = texts[number % len(texts)]
        if number % 1000 == 0:
            text = re.sub(r"\d+", lambda match, more=number: str(int(match[0]) + more), text)
        line = json.dumps({"text": text, "url": f"https://gazette.example/{number}"}) + "\n"
        written += len(line)
        number += 1
        yield line


def main(arguments: list[str] | None = None) -> None:
    """Print what a store costs."""
    from benchmarks.speed import documents

    parser = argparse.ArgumentParser(prog="python -m benchmarks.storing", description="Measure what a store costs.")
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--memory", type=float, help="megabytes to take through add")
    options = parser.parse_args(arguments)
    _, texts = documents(options.documents)
    if options.memory:
        tenth, whole = peak_megabytes(texts, options.memory)
        print(f"peak memory of add: {tenth:.0f} MB after a tenth of {options.memory:g} MB, {whole:.0f} MB after all")
        return
    one, two = scaling(texts, options.rounds)
    print(f"reports per second: {one:.1f} with one process, {two:.1f} with two ({two / one:.2f} times)")


if __name__ == "__main__":
    sys.exit(main())
