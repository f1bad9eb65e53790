"""Many reports: streamed in order, on one process or several, with the same bytes either way."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from onrecord.actors import OwnActors, read_own
from onrecord.compose import Given, given_of, read_given
from onrecord.errors import IntakeError
from onrecord.record import Record

#: Reports handed to a worker at once, and batches under way per worker: enough to keep it busy, little enough to
#: stream.
_BATCH = 8
_AHEAD = 3

Job = tuple[str, Given]


def read_many(
    reports: Iterable[str | Mapping[str, str | None]],
    processes: int = 1,
    *,
    as_of: str | None = None,
    actors: str | Path | OwnActors | None = None,
) -> Iterator[Record]:
    """Read many reports, in order and as a stream; `processes` above 1 reads on that many cores.

    Each report is its text, or a mapping with `text` and any of `date`, `outlet`, `url`, `model` (as for `read`). The
    records are the same, byte for byte, whatever the number of processes. `actors` is a CSV table of the user's own, as
    for `read`. Raises IntakeError, with the number of the report, for a mapping without text or with an unknown key,
    and TableError at once for a bad row of the table.

    >>> reports = ["Peru agrees, Chile said.", "Talks go on."]
    >>> [len(record.statements) for record in read_many(reports, as_of="2026-01-01")]
    [1, 0]
    """
    own = read_own(actors) if isinstance(actors, str | Path) else actors
    return read_jobs((_job(number, report, as_of, own) for number, report in enumerate(reports, start=1)), processes)


def _job(number: int, report: str | Mapping[str, str | None], as_of: str | None, own: OwnActors | None) -> Job:
    if isinstance(report, str):
        return report, given_of(as_of=as_of, actors=own)
    known = {key: value for key, value in report.items() if key != "text"}
    text = report.get("text")
    if text is None or set(known) - {"date", "outlet", "url", "model"}:
        raise IntakeError(
            f"report {number} is not a report: it has the keys {', '.join(sorted(map(str, report)))}",
            remedy="Give text, or a mapping with text and any of date, outlet, url, model.",
        )
    return text, given_of(as_of=as_of, actors=own, **known)


def read_jobs(jobs: Iterable[Job], processes: int = 1) -> Iterator[Record]:
    """The record of each (text, given), in order; at most a few batches are held in memory."""
    if processes <= 1:
        for text, given in jobs:
            yield read_given(text, given)
        return
    batches = iter(jobs)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        under_way: deque[Future[list[Record]]] = deque()
        while True:
            while len(under_way) < processes * _AHEAD and (batch := list(islice(batches, _BATCH))):
                under_way.append(pool.submit(_read_batch, batch))
            if not under_way:
                return
            yield from under_way.popleft().result()


def _read_batch(batch: list[Job]) -> list[Record]:
    return [read_given(text, given) for text, given in batch]
