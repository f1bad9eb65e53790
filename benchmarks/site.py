"""How fast the pages of the site come over a large store, and how much they send.

    python -m benchmarks.site [--reports 100000] [--store build/bench/site.db]

The store is made of invented records (generated_store.py) and kept for the next time. The site runs as a person starts
it. Each page is asked for the first time: nothing of it is kept in the site's memory, but the file may be in the
system's. Told are the wait, the time of the processor behind it (which other programs do not disturb), and the bytes of
the page with its style sheets and scripts, without the chart library.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.bulk import write_in_bulk
from benchmarks.generated_store import World
from onrecord.record import Record
from onrecord.store import open_store

REPORTS, PER_REPORT = 100_000, 10
SLOWEST_S, LARGEST_KB = 0.2, 300
_TICKS = os.sysconf("SC_CLK_TCK")


def invented(reports: int, seed: int = 1) -> Iterator[Record]:
    """So many records of ten statements each."""
    world = World(seed)
    for number in range(1, reports + 1):
        yield world.record(number, PER_REPORT)


def generated(path: Path, reports: int) -> Path:
    """The store, made where it is not there yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_suffix(".part")
        made.unlink(missing_ok=True)
        with open_store(made) as store:
            write_in_bulk(store.db, invented(reports))
            store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        made.rename(path)
    open_store(path).close()  # brought to the present schema
    return path


@dataclass(frozen=True, slots=True)
class View:
    """One first view: the wait and the processor's time in seconds, and the bytes without the chart library."""

    wait: float
    work: float
    size: int


def paths(store: Path) -> dict[str, list[str]]:
    """Pages of each kind: the busiest, and some between."""
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        reports = _some(db, "SELECT id FROM reports WHERE rowid % 7919 = 1 LIMIT 8")
        speakers = _some(db, "SELECT id FROM speakers ORDER BY statements DESC LIMIT 4")
        speakers += _some(db, "SELECT id FROM speakers ORDER BY statements DESC LIMIT 3 OFFSET 2000")
        codes = _some(db, "SELECT code FROM statements WHERE code > '' GROUP BY code ORDER BY count(*) DESC LIMIT 12")
        kinds = _some(db, "SELECT DISTINCT kind FROM ties ORDER BY kind LIMIT 3")
        words = _some(db, "SELECT content FROM statements WHERE rowid % 99991 = 1 LIMIT 4")
    db.close()
    pairs = [*pairwise(codes[:7]), (codes[0], codes[-1])]
    return {
        "home": ["/"],
        "search": [f"/-/search?q={text.split()[0]}+{text.split()[-1]}" for text in words]
        + [f"/-/search?code={codes[0]}"],
        "report": [f"/-/report/{report}" for report in reports],
        "speaker": [f"/-/speaker/{speaker}" for speaker in speakers],
        "actor": [f"/-/actor/{code}" for code in (*codes[:3], codes[-1])],
        "dyad": [f"/-/dyad/{one}/{other}" for one, other in pairs],
        "dyad at a day": [f"/-/dyad/{one}/{other}?until=2010-01-01" for one, other in pairs[:2]],
        "map of ties": ["/-/ties", *(f"/-/ties?kind={kind.replace(' ', '+')}" for kind in kinds)],
        "read": ["/-/read"],
    }


def _some(db: sqlite3.Connection, select: str) -> list[str]:
    return [str(row[0]) for row in db.execute(select)]


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """The site as a process of its own: its address and the number of the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord.cli", "serve", str(store), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the site did not start within a minute")


def view(address: str, process: int, path: str) -> View:
    """Ask for a page once."""
    before, began = _worked(process), time.perf_counter()
    page = _got(address + path)
    wait, work = time.perf_counter() - began, _worked(process) - before
    files = set(re.findall(rb'(?:src|href)="(/-/onrecord/[^"]+)"', page))
    size = len(page) + sum(len(_got(address + file.decode())) for file in files if b"bokeh" not in file)
    return View(wait, work, size)


def _got(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=120) as answer:
        body: bytes = answer.read()
    return body


def _worked(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def measured(store: Path) -> dict[str, list[View]]:
    """The first views of every kind of page, after a round of another process that brings the file into memory."""
    asked = paths(store)
    with served(store) as (address, process):
        for each in asked.values():
            for path in each:
                view(address, process, path)
    with served(store) as (address, process):
        view(address, process, "/-/search")  # what Datasette does once, at its first page
        return {name: [view(address, process, path) for path in each] for name, each in asked.items()}


def table(found: dict[str, list[View]]) -> str:
    """The views as a table: the middle and the longest wait, the longest work, the largest page."""
    lines = [f"{'page':<16}{'views':>6}{'median ms':>11}{'longest ms':>12}{'most CPU ms':>13}{'largest kB':>12}"]
    for name, views in found.items():
        waits = [each.wait for each in views]
        middle, longest = 1000 * statistics.median(waits), 1000 * max(waits)
        work, size = 1000 * max(each.work for each in views), max(each.size for each in views) / 1000
        lines.append(f"{name:<16}{len(views):>6}{middle:>11.0f}{longest:>12.0f}{work:>13.0f}{size:>12.0f}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a page took more of the processor, or sent more, than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description="Measure the pages of the site.")
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--store", type=Path, default=Path("build/bench/site.db"))
    options = parser.parse_args(arguments)
    store = generated(options.store, options.reports)
    found = measured(store)
    print(f"{options.reports:,} reports of {PER_REPORT} statements, {store.stat().st_size / 1e6:,.0f} MB")
    print(table(found))
    late = [name for name, views in found.items() if max(each.work for each in views) > SLOWEST_S]
    large = [name for name, views in found.items() if max(each.size for each in views) > 1000 * LARGEST_KB]
    if late or large:
        print(f"over {SLOWEST_S} s: {', '.join(late) or 'none'}; over {LARGEST_KB} kB: {', '.join(large) or 'none'}")
    return 1 if late or large else 0


if __name__ == "__main__":
    sys.exit(main())
