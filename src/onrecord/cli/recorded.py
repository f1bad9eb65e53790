"""What the commands over many records are asked over: files of records, or a store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.streams import tell
from onrecord.errors import IntakeError, OnRecordError, RecordError

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store import Store

#: What every SQLite file begins with.
_SQLITE = b"SQLite format 3\0"
_MAX_MB = 4000
_HOW = "Give what onrecord read --jsonl or onrecord add has written."

RecordsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="RECORDS...", help="Files of records: a store, JSON, JSON Lines, or “-” for standard input."
    ),
]


class Tally:
    """How many records were looked at, and how many inputs could not be read."""

    read = 0
    unread = 0


def is_store(name: str) -> bool:
    """True for a file that begins as those of SQLite do; what cannot be opened is none."""
    try:
        with Path(name).open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def records_in(
    names: Iterable[str], tally: Tally, narrow: Callable[[Store], Iterator[Record]] | None = None
) -> Iterator[Record]:
    """The records of all inputs, files of records and stores.

    `narrow` gives those records of a store that can matter, by its indexes; without it, all newest versions are read.
    An input that cannot be read on is told, and the others are still read.
    """
    from onrecord.intake.text import named

    for name in names:
        try:
            for record in _of_store(name, narrow) if is_store(name) else _of_file(name):
                tally.read += 1
                yield record
        except OnRecordError as error:
            tell(str(error) if named(name) in str(error) else f"{named(name)}: {error}")
            tally.unread += 1


def store_of(name: str, tally: Tally) -> Store:
    """The store of this name, to be read only; or one in memory with the records of this file or of standard input."""
    from onrecord.store import open_store

    if is_store(name):
        return open_store(name, write=False)
    store = open_store(":memory:")
    store.put_all(records_in([name], tally))
    return store


def tell_nothing(what: str, names: Sequence[str], tally: Tally) -> None:
    """Say that nothing was found and where it was looked for; nothing more where no input could be read at all."""
    if tally.read or tally.unread < len(names):
        tell(f"{what} in {_asked_of(names, tally)}")


def _asked_of(names: Sequence[str], tally: Tally) -> str:
    """What was asked, in words: so many records, or the inputs by name where a store was among them."""
    if any(map(is_store, names)):
        return ", ".join(names)
    return f"{tally.read} record{'' if tally.read == 1 else 's'}"


def _of_store(name: str, narrow: Callable[[Store], Iterator[Record]] | None) -> Iterator[Record]:
    from onrecord.store import open_store

    with open_store(name, write=False) as store:
        yield from narrow(store) if narrow else store.records(superseded=False)


def recorded_in(name: str) -> Iterator[tuple[int, Any]]:
    """What a file of records (or "-") holds, each with the line it begins on; raises OnRecordError."""
    from onrecord.intake.text import decoded, named, read_bytes
    from onrecord.record.jsontext import objects_in

    data = read_bytes(name, sys.stdin.buffer, max_mb=_MAX_MB)
    if not data.strip():
        raise RecordError(f"{named(name)} is empty", remedy=_HOW)
    try:
        text = decoded(data, named(name), "utf-8").text
    except IntakeError as error:
        raise RecordError(f"{named(name)} holds no records: {error.problem}", remedy=_HOW) from error
    first = True
    try:
        for line, each in objects_in(text):
            first = False
            yield line, each
    except RecordError as error:
        if not first:
            raise
        raise RecordError(f"{named(name)} holds no records: {error.problem}", remedy=_HOW) from error


def _of_file(name: str) -> Iterator[Record]:
    from onrecord.record import Record

    for line, data in recorded_in(name):
        if not isinstance(data, dict):
            raise RecordError(f"line {line} holds no record")
        yield Record.from_dict(data)
