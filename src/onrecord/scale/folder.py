"""The folder that a job writes: where things lie in it, and how a partition is committed.

    TABLE/month=YYYY-MM/PARTITION.parquet   the tables of the record, see `tables.MONTHLY`
    errors/PARTITION.parquet                what could not be read, with the reason
    _onrecord/job.json                      what reads: version, language pipeline, own tables, newest day
    _onrecord/own/...                       the user's own actors and frames, see `own`
    _onrecord/files/FILE.json               an input that was taken in, and its partitions
    _onrecord/partitions/PARTITION.json     a partition that is committed: its files and counts
    _onrecord/staging/...                   what is under way

A partition is written into `staging`, its files are then renamed to their places, and last its manifest is. A
partition without a manifest counts for nothing: it is read again and its files are replaced by the same. Nothing here
knows Spark.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from onrecord.errors import ScaleError
from onrecord.scale.place import JOB, OWN
from onrecord.scale.tables import Rows, table_of

_COMPRESSION = "zstd"


@dataclass(frozen=True, slots=True)
class Folder:
    """The output of a job; every machine of the cluster must see it under the same path."""

    root: Path

    @property
    def own(self) -> Path:
        """Where manifests and what is under way lie; readers of tables pass over names that begin so."""
        return self.root / OWN

    def staging(self, file: str) -> Path:
        """What is under way for one input."""
        return self.own / "staging" / file

    def manifest(self, kind: str, key: str) -> dict[str, Any] | None:
        """The manifest of a "files" or "partitions" key; None where there is none."""
        return _load(self.own / kind / f"{key}.json")

    def manifests(self, kind: str) -> Iterator[dict[str, Any]]:
        """All manifests of a kind, in the order of the inputs and of the partitions in them."""
        found = [one for path in sorted((self.own / kind).glob("*.json")) if (one := _load(path)) is not None]
        return iter(sorted(found, key=lambda one: (one["source"], one["key"])))

    def put_manifest(self, kind: str, key: str, data: Mapping[str, Any]) -> None:
        """Write a manifest at once."""
        write_json(self.own / kind / f"{key}.json", data)

    def commit(self, key: str, months: Mapping[str, Rows], errors: list[dict[str, Any]]) -> list[str]:
        """Write the files of a partition beside their places, then rename them into these; gives their names."""
        temporary = self.staging(key.partition("-")[0]) / f"out-{uuid.uuid4().hex}"
        parts = {
            f"{table}/month={month}/{key}.parquet": (table, rows)
            for month, tables in sorted(months.items())
            for table, rows in sorted(tables.items())
            if rows
        }
        if errors:
            parts[f"errors/{key}.parquet"] = ("errors", errors)
        for name, (table, rows) in parts.items():
            (temporary / name).parent.mkdir(parents=True, exist_ok=True)
            pq.write_table(table_of(table, rows), temporary / name, compression=_COMPRESSION)
        for name in parts:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (temporary / name).replace(self.root / name)
        shutil.rmtree(temporary, ignore_errors=True)
        return list(parts)

    def clear(self, file: str) -> None:
        """Take away what was under way for an input that has been read."""
        shutil.rmtree(self.staging(file), ignore_errors=True)

    def retract(self, file: str) -> None:
        """Take away all that was read from one input: its manifests first, then its rows."""
        (self.own / "files" / f"{file}.json").unlink(missing_ok=True)
        for path in sorted((self.own / "partitions").glob(f"{file}-*.json")):
            names = (_load(path) or {}).get("files", [])
            path.unlink()
            for name in names:
                (self.root / name).unlink(missing_ok=True)
        self.clear(file)

    def claim(self, job: Mapping[str, Any]) -> dict[str, Any]:
        """Make the folder the output of `job`, or go on with the job whose it is; gives what is kept of that.

        Raises ScaleError as `kept` does.
        """
        kept = self.kept(job)
        if kept is None:
            write_json(self.own / JOB, job)
            return dict(job)
        return kept

    def kept(self, job: Mapping[str, Any]) -> dict[str, Any] | None:
        """What is kept of the job whose output this is and which `job` goes on with; None where there is none yet.

        Raises ScaleError where something else lies there, or where it was read by another version or with other own
        actors or frames.
        """
        kept = _load(self.own / JOB)
        if kept is None:
            if self.root.is_dir() and any(self.root.iterdir()):
                raise ScaleError(f"{self.root} holds something else", remedy="Name a new folder as --output.")
            return None
        for name in ("onrecord", "schema", "model", "model_sha256"):
            if kept.get(name) != job[name]:
                raise ScaleError(
                    f"{self.root} was read with {name} {kept.get(name)}, this is {job[name]}",
                    remedy="Name a new folder as --output: one output holds records of one reader.",
                )
        for name in ("actors", "frames"):
            if kept.get(name) != job.get(name):
                had = f"with other --{name}" if kept.get(name) else f"without --{name}"
                raise ScaleError(
                    f"{self.root} was read {had}", remedy="Say the same as at first, or name a new folder as --output."
                )
        return kept


def key_of(path: str) -> str:
    """The key of an input, made from its path.

    >>> key_of("wire/may.jsonl")
    '89ba47fff58facc8'
    """
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write JSON so that nobody ever sees a half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
    temporary.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    temporary.replace(path)


def _load(path: Path) -> dict[str, Any] | None:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise ScaleError(f"{path} is damaged: {error}", remedy="Name a new folder as --output.") from error
    return data
