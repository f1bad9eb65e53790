"""The first step of a job, in the workers: an input file into portions of reports, of about one size each.

A portion is a file of JSON lines and becomes one partition of the output. A very long report has a portion to itself,
so that no partition waits for it; the long ones are read first.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path
from typing import IO, Any

from onrecord.incoming import parted
from onrecord.intake import Bad, IntakeOptions, Item, Place, read_source
from onrecord.record.jsontext import to_json
from onrecord.scale.folder import Folder, key_of

#: Characters from which on a report is long: about half a minute of reading.
LONG = 200_000
#: What was guessed of an input and is told to the user, at most so many lines a file.
_SAID = 5


@dataclass(slots=True)
class Portion:
    """What one partition of the output is read from."""

    key: str
    reports: int = 0
    bad: int = 0
    long: int = 0
    characters: int = 0


@dataclass(slots=True)
class _Portions:
    """Writes portions: short reports together, long ones alone."""

    folder: Path
    file: str
    size: int
    written: list[Portion] = field(default_factory=list)
    _short: tuple[Portion, IO[str]] | None = None

    def put(self, number: int, item: Item | Bad) -> None:
        text = "" if isinstance(item, Bad) else item.text
        line = to_json(_packed(number, item)) + "\n"
        if len(text) > LONG:
            portion, stream = self._open()
            portion.long = 1
            self._write(portion, stream, line, item)
            stream.close()
            return
        if self._short is None:
            self._short = self._open()
        portion, stream = self._short
        self._write(portion, stream, line, item)
        if portion.characters >= self.size:
            self.close()

    def close(self) -> None:
        if self._short is not None:
            self._short[1].close()
            self._short = None

    def _open(self) -> tuple[Portion, IO[str]]:
        portion = Portion(f"{self.file}-{len(self.written):06d}")
        self.written.append(portion)
        return portion, (self.folder / f"{portion.key}.jsonl").open("w", encoding="utf-8", newline="\n")

    def _write(self, portion: Portion, stream: IO[str], line: str, item: Item | Bad) -> None:
        stream.write(line)
        portion.bad += isinstance(item, Bad)
        portion.reports += isinstance(item, Item)
        # Bad pieces and short texts cost something, too, so that a million of them is more than one portion.
        portion.characters += max(200, 0 if isinstance(item, Bad) else len(item.text))


def stage(path: str, stamp: str, folder: Folder, options: IntakeOptions, size: int) -> dict[str, Any]:
    """Take in one input file and write its portions of about `size` characters and its manifest, which is returned.

    Raises LibraryMissing where the format needs a library that is not installed.
    """
    file = key_of(path)
    staged = folder.staging(file) / f"in-{uuid.uuid4().hex}"
    staged.mkdir(parents=True)
    portions = _Portions(staged, file, size)
    said: list[str] = []
    for number, item in enumerate(parted(read_source(path, options, tell=said.append)), start=1):
        portions.put(number, item)
    portions.close()
    manifest = {
        "source": path, "key": file, "stamp": stamp, "staged": staged.name, "said": said[:_SAID],
        "portions": [
            {"key": one.key, "reports": one.reports, "bad": one.bad, "long": one.long, "characters": one.characters}
            for one in portions.written
        ],
    }  # fmt: skip
    folder.put_manifest("files", file, manifest)
    return manifest


def staged_items(path: Path) -> Iterator[tuple[int, Item | Bad]]:
    """The items of a portion with their numbers in the input."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield _unpacked(json.loads(line))


def _packed(number: int, item: Item | Bad) -> list[Any]:
    place = [item.place.source, item.place.member, item.place.number]
    if isinstance(item, Bad):
        return [number, place, item.reason, item.remedy, item.start.decode("latin-1")]
    day = item.published.isoformat() if item.published else None
    return [number, place, item.text, item.format, item.outlet, item.url, day, item.version, item.changed]


def _unpacked(row: list[Any]) -> tuple[int, Item | Bad]:
    number, place, *rest = row
    if len(rest) == 3:
        reason, remedy, start = rest
        return number, Bad(Place(*place), reason, remedy, start.encode("latin-1"))
    text, form, outlet, url, day, version, changed = rest
    published = Day.fromisoformat(day) if day else None
    item = Item(
        text, Place(*place), form, outlet=outlet, url=url, published=published, version=version, changed=changed
    )
    return number, item
