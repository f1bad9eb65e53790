"""The second step of a job, in the workers: a portion of reports into one committed partition of the tables.

The reader is built once for each worker process (`functools.cache` in `onrecord.language.load`), and every portion that
the process reads later finds it warm.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.compose import Given, given_of, read_given
from onrecord.incoming import given_for
from onrecord.intake import Bad, Item
from onrecord.record import Record
from onrecord.scale.folder import Folder, write_json
from onrecord.scale.own import kept_own
from onrecord.scale.staging import staged_items
from onrecord.scale.tables import MONTHLY, Rows, month_of, rows_of

#: A report at which so many careful attempts ended is given up.
_ENDED = 2
_GIVEN_UP = "ended the process that read it"

Read = Callable[[str, Given], Record]


@dataclass(frozen=True, slots=True)
class Task:
    """One partition to be made: its key, the input it comes from, and the portion file."""

    key: str
    source: str
    portion: str


def read_portion(task: Task, folder: Folder, as_of: str, attempt: int, read: Read = read_given) -> dict[str, Any]:
    """Read a portion, commit its partition and return the manifest; one that is committed is not read again.

    `attempt` counts from 0. From the second on the report that is being read is written down before it is, so that one
    that ends the process is found out and, after the second time, told as an error instead of being read.
    """
    done = folder.manifest("partitions", task.key)
    if done is not None:
        return done
    began = time.perf_counter()
    actors, frames = kept_own(folder)
    given = given_of(as_of=as_of, actors=actors, frames=frames)
    months: dict[str, Rows] = defaultdict(lambda: {table: [] for table in MONTHLY})
    errors: list[dict[str, Any]] = []
    counts = {"reports": 0, "errors": 0, "characters": 0, "words": 0, "statements": 0}
    path = Path(task.portion)
    watch = _Watch(path.with_suffix(".at"), attempt > 0)
    for number, item in staged_items(path):
        if isinstance(item, Bad) or watch.gave_up(number):
            errors.append(_error(item))
            continue
        watch.reading(number)
        record = read(item.text, given_for(item, given))
        rows = rows_of(record, f"{task.key.partition('-')[0]}-{number:08d}", _came(item))
        for table, more in rows.items():
            months[month_of(record)][table] += more
        counts["reports"] += 1
        counts["characters"] += len(item.text)
        counts["words"] += len(item.text.split())
        counts["statements"] += len(record.statements)
    counts["errors"] = len(errors)
    files = folder.commit(task.key, months, errors)
    seconds = round(time.perf_counter() - began, 3)
    manifest = {"key": task.key, "source": task.source, "files": files, "seconds": seconds, **counts}
    folder.put_manifest("partitions", task.key, manifest)
    return manifest


def _came(item: Item) -> dict[str, Any]:
    place = item.place
    return {
        "source": place.source, "member": place.member, "number": place.number,
        "format": item.format, "version": item.version, "changed": item.changed,
    }  # fmt: skip


def _error(item: Item | Bad) -> dict[str, Any]:
    place = item.place
    row: dict[str, Any] = {"source": place.source, "member": place.member, "number": place.number}
    if isinstance(item, Bad):
        return row | {"reason": item.reason, "remedy": item.remedy, "start": item.start.decode("utf-8", "replace")}
    return row | {"reason": _GIVEN_UP, "remedy": "Tell the makers of onrecord.", "start": item.text[:2000]}


class _Watch:
    """Which report an attempt was reading when it ended."""

    def __init__(self, path: Path, careful: bool) -> None:
        self._path = path
        self._careful = careful
        self._ended: list[int] = []
        if careful and path.exists():
            self._ended = json.loads(path.read_text(encoding="utf-8"))["ended"]

    def gave_up(self, number: int) -> bool:
        return self._ended.count(number) >= _ENDED

    def reading(self, number: int) -> None:
        if self._careful:
            write_json(self._path, {"ended": [*self._ended, number]})
