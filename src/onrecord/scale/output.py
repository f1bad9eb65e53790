"""What a job has written, read again without Spark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.errors import ScaleError
from onrecord.record import Record
from onrecord.scale.folder import Folder


def is_output(path: Path) -> bool:
    """True for a folder that a job has written."""
    return (Folder(path).own / "job.json").is_file()


def records_of(output: Path) -> Iterator[Record]:
    """All records of an output, in the order of the inputs and of the reports in them, a partition at a time in memory.

    What was not committed is left out. Raises ScaleError for a folder that no job has written.
    """
    if not is_output(output):
        raise ScaleError(f"{output} is no output of a job", remedy="Name the folder given as --output.")
    folder = Folder(output)
    for manifest in folder.manifests("partitions"):
        rows: list[tuple[str, str]] = []
        for name in manifest["files"]:
            if name.startswith("records/"):
                table = pq.read_table(folder.root / name, columns=["item", "record"], partitioning=None)
                rows += zip(table["item"].to_pylist(), table["record"].to_pylist(), strict=True)
        for _, record in sorted(rows):
            yield Record.from_dict(json.loads(record))
