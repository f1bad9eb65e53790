"""Measure Spark with two machines of one core against two local processes, on the same reports.

    python -m benchmarks.spark [--reports 5000] [--rounds 3] [--master "local-cluster[2,1,2048]"]

Both read the same file of JSON lines and write what they read: Spark its tables, the processes JSON lines. They take
turns (A B A B ...) on one machine; medians of the clock are compared. Start-up does not count: Spark's machines have
read a few reports before, and the clock of the processes starts once theirs have. What else runs on the machine
disturbs the result. Results go to benchmarks/spark.json.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.speed import AS_OF, documents
from onrecord.compose import given_of
from onrecord.incoming import given_for
from onrecord.intake import Item, read_source
from onrecord.many import read_jobs
from onrecord.record.jsontext import to_json
from onrecord.scale.folder import Folder
from onrecord.scale.job import Job, run
from onrecord.scale.links import link
from onrecord.scale.output import records_of
from onrecord.scale.session import session

RESULTS = Path(__file__).with_name("spark.json")
MASTER = "local-cluster[2,1,2048]"
TARGET = 0.85
#: Reports that both sides read before the clock starts: more than two processes hold in their queues.
_WARM = 64


def write_input(path: Path, texts: Sequence[str], count: int) -> int:
    """Write `count` reports as JSON lines, the texts in a ring and each with a number of its own; gives their words."""
    words = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in zip(range(count), itertools.cycle(texts), strict=False):
            numbered = f"{text}\n\nReport {number} of the list."
            words += len(numbered.split())
            file.write(to_json({"text": numbered}) + "\n")
    return words


def by_processes(path: Path, warm: Path, output: Path) -> float:
    """Seconds in which two processes read the reports of `path`, from the moment that those of `warm` are read."""
    given = given_of(as_of=AS_OF)
    items = (item for source in (warm, path) for item in read_source(str(source)) if isinstance(item, Item))
    began = 0.0
    with output.open("w", encoding="utf-8") as file:
        for number, record in enumerate(read_jobs(((item.text, given_for(item, given)) for item in items), 2)):
            if number == _WARM:
                began = time.perf_counter()
            file.write(to_json(record.to_dict()) + "\n")
    return time.perf_counter() - began


def by_spark(spark: Any, path: Path, output: Path) -> float:
    """Seconds in which the job reads the reports of `path`."""
    began = time.perf_counter()
    run(Job((str(path),), output, as_of=AS_OF), spark)
    return time.perf_counter() - began


def same(output: Path, lines: Path) -> bool:
    """True when both have read the same records, in the same order."""
    with lines.open(encoding="utf-8") as file:
        told = itertools.islice(file, _WARM, None)
        pairs = itertools.zip_longest(records_of(output), told)
        return all(record and line and record.to_dict() == json.loads(line) for record, line in pairs)


def measure(reports: int, rounds: int, master: str) -> dict[str, Any]:
    """Run both sides in turns and give the rows."""
    _, texts = documents(min(reports, 200))
    with tempfile.TemporaryDirectory(prefix="onrecord-bench-") as name, session(master) as spark:
        folder = Path(name)
        path, warm = folder / "reports.jsonl", folder / "warm.jsonl"
        words = write_input(path, texts, reports)
        write_input(warm, texts, _WARM)
        run(Job((str(warm),), folder / "warm", as_of=AS_OF, size=5_000), spark)
        local, many = [], []
        for turn in range(rounds):
            local.append(by_processes(path, warm, folder / "local.jsonl"))
            many.append(by_spark(spark, path, folder / f"spark-{turn}"))
        output = folder / "spark-0"
        if not same(output, folder / "local.jsonl"):
            raise SystemExit("bench-spark: Spark and the processes have not read the same")
        began = time.perf_counter()
        links = link(spark, Folder(output))
        linking = time.perf_counter() - began
        size = sum(one.stat().st_size for one in output.rglob("*.parquet"))
        seconds, base = statistics.median(many), statistics.median(local)
        return {
            "name": f"Spark {master}", "base": "two local processes", "reports": reports, "words": words,
            "base_seconds": round(base, 2), "seconds": round(seconds, 2), "ratio": round(base / seconds, 3),
            "target": TARGET, "words_per_second": round(words / seconds), "bytes_per_report": round(size / reports),
            "links": links, "linking_seconds": round(linking, 2),
        }  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Measure, show and keep."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description="Measure Spark.")
    parser.add_argument("--reports", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--master", default=MASTER)
    options = parser.parse_args(arguments)
    row = measure(options.reports, options.rounds, options.master)
    conditions = {
        "day": datetime.date.today().isoformat(), "rounds": options.rounds, "cores": os.cpu_count(),
        "load": round(os.getloadavg()[1], 1), "python": platform.python_version(), "pyspark": version("pyspark"),
        "onrecord": version("onrecord"),
    }  # fmt: skip
    RESULTS.write_text(json.dumps({"conditions": conditions, "rows": [row]}, indent=1) + "\n", encoding="utf-8")
    print(
        f"{row['name']}: {row['seconds']} s; {row['base']}: {row['base_seconds']} s; "
        f"{row['ratio']:.2f} x (must reach {TARGET}); {row['words_per_second']:,} words/s, "
        f"{row['bytes_per_report']:,} bytes a report; {row['links']:,} links in {row['linking_seconds']} s"
    )


if __name__ == "__main__":
    main()
