"""Many reports: streamed in order, on one process or several, with the same bytes either way."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from onrecord.actors import OwnActors
from onrecord.compose import Given, given_of, read_given
from onrecord.errors import IntakeError
from onrecord.events import OwnFrames
from onrecord.record import Record

#: Reports handed to a worker at once, items among which they are at most, and batches under way per worker: enough to
#: keep it busy, little enough to stream.
_BATCH = 8
_ITEMS = 64
_AHEAD = 3

Job = tuple[str, Given]
T = TypeVar("T")


def read_many(
    reports: Iterable[str | Mapping[str, str | None]],
    processes: int = 1,
    *,
    as_of: str | None = None,
    actors: str | Path | OwnActors | None = None,
    frames: str | Path | OwnFrames | None = None,
) -> Iterator[Record]:
    """Read many reports, in order and as a stream; `processes` above 1 reads on that many cores.

    Each report is its text, or a mapping with `text` and any of `date`, `outlet`, `url`, `model` (as for `read`). The
    records are the same, byte for byte, whatever the number of processes. `actors` is a CSV table of the user's own, as
    for `read`, `frames` a YAML file of own frames. Raises IntakeError, with the number of the report, for a mapping
    without text or with an unknown key, and TableError at once for a bad row of the table.

    >>> reports = ["Peru agrees, Chile said.", "Talks go on."]
    >>> [len(record.statements) for record in read_many(reports, as_of="2026-01-01")]
    [1, 0]
    """
    known = given_of(as_of=as_of, actors=actors, frames=frames)
    return read_jobs((_job(number, report, known) for number, report in enumerate(reports, start=1)), processes)


def _job(number: int, report: str | Mapping[str, str | None], known: Given) -> Job:
    if isinstance(report, str):
        return report, known
    more = {key: value for key, value in report.items() if key != "text"}
    text = report.get("text")
    if text is None or set(more) - {"date", "outlet", "url", "model"}:
        raise IntakeError(
            f"report {number} is not a report: it has the keys {', '.join(sorted(map(str, report)))}",
            remedy="Give text, or a mapping with text and any of date, outlet, url, model.",
        )
    return text, given_of(as_of=known.as_of, actors=known.actors, frames=known.frames, **more)


def read_jobs(jobs: Iterable[Job], processes: int = 1) -> Iterator[Record]:
    """The record of each (text, given), in order; at most a few batches are held in memory."""
    for _, record in read_among(((None, job) for job in jobs), processes):
        if record is not None:
            yield record


def read_among(items: Iterable[tuple[T, Job | None]], processes: int = 1) -> Iterator[tuple[T, Record | None]]:
    """Each item with the record of its job, in order; items without a job pass through with None.

    At most a few batches are held in memory, however rare the jobs are among the items.
    """
    if processes <= 1:
        for item, job in items:
            yield item, None if job is None else read_given(*job)
        return
    waiting = iter(items)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent) as pool:
        under_way: deque[tuple[list[tuple[T, Job | None]], Future[list[Record]] | None]] = deque()
        while True:
            while len(under_way) < processes * _AHEAD and (batch := _batch(waiting)):
                jobs = [job for _, job in batch if job is not None]
                under_way.append((batch, pool.submit(_read_batch, jobs) if jobs else None))
            if not under_way:
                return
            batch, future = under_way.popleft()
            records = iter(future.result() if future is not None else ())
            for item, job in batch:
                yield item, None if job is None else next(records)


def _batch(items: Iterator[tuple[T, Job | None]]) -> list[tuple[T, Job | None]]:
    """The next items, with so many jobs among them as one worker takes at once."""
    batch: list[tuple[T, Job | None]] = []
    jobs = 0
    while jobs < _BATCH and len(batch) < _ITEMS and (item := next(items, None)) is not None:
        batch.append(item)
        jobs += item[1] is not None
    return batch


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone, even killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_for_end, args=(parent.sentinel,), daemon=True).start()


def _wait_for_end(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _read_batch(batch: list[Job]) -> list[Record]:
    return [read_given(text, given) for text, given in batch]
