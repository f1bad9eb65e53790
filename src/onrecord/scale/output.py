"""What a job has written, read again without Spark."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from datetime import date as Day
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onrecord.errors import ScaleError
from onrecord.intake import Place
from onrecord.keeping import Arrival, Unread
from onrecord.record import Record
from onrecord.scale.folder import Folder
from onrecord.scale.own import kept_own
from onrecord.scale.place import is_output

_CAME = ["item", "source", "member", "number", "format", "version", "changed"]


def records_of(output: Path) -> Iterator[Record]:
    """All records of an output, in the order of the inputs and of the reports in them, a partition at a time in memory.

    What was not committed is left out. Raises ScaleError for a folder that no job has written.
    """
    folder, manifests = _opened(output)
    for manifest in manifests:
        for row in _rows(folder, manifest, "records", ["item", "record"]):
            yield Record.from_dict(json.loads(row["record"]))


def arrivals_of(output: Path) -> Iterator[Arrival | Unread]:
    """All reports of an output as they come to a store, already read, each with its place; then what was not read.

    With each goes what own tables it was read with.

    A partition at a time is in memory. Raises ScaleError for a folder that no job has written.
    """
    folder, manifests = _opened(output)
    actors, frames = kept_own(folder)
    for manifest in manifests:
        came = {row["item"]: row for row in _rows(folder, manifest, "reports", _CAME)}
        for row in _rows(folder, manifest, "records", ["item", "record"]):
            arrival = _arrival(Record.from_dict(json.loads(row["record"])), came[row["item"]])
            yield dataclasses.replace(arrival, actors=actors, frames=frames)
        for row in _rows(folder, manifest, "errors", None):
            start = (row["start"] or "").encode("utf-8")
            yield Unread(_place(row), row["reason"], row["remedy"], start)


def _opened(output: Path) -> tuple[Folder, Iterator[dict[str, Any]]]:
    if not is_output(output):
        raise ScaleError(f"{output} is no output of a job", remedy="Name the folder given as --output.")
    folder = Folder(output)
    return folder, folder.manifests("partitions")


def _rows(folder: Folder, manifest: dict[str, Any], table: str, columns: list[str] | None) -> list[dict[str, Any]]:
    """The rows of one partition, in the order of its reports."""
    rows: list[dict[str, Any]] = []
    for name in manifest["files"]:
        if name.startswith(f"{table}/"):
            rows += pq.read_table(folder.root / name, columns=columns, partitioning=None).to_pylist()
    return sorted(rows, key=lambda row: row["item"]) if columns else rows


def _arrival(record: Record, came: dict[str, Any]) -> Arrival:
    report = record.report
    published = (
        Day.fromisoformat(report.published) if report.published_basis == "metadata" and report.published else None
    )
    return Arrival(
        report.text, _place(came), came["format"], report.outlet, report.url, published,
        came["changed"] or came["version"], record=record,
    )  # fmt: skip


def _place(row: dict[str, Any]) -> str:
    return str(Place(row["source"], row["member"], row["number"]))
