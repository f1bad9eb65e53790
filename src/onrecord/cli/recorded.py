"""Records that commands take in: files of JSON or JSON Lines, or standard input; what cannot be read is told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.cli.streams import tell
from onrecord.errors import OnRecordError, RecordError

if TYPE_CHECKING:
    from onrecord.record import Record

_MAX_MB = 4000


class Tally:
    """How many records were read, and how many inputs could not be."""

    read = 0
    unread = 0


def records_in(names: list[str], tally: Tally) -> Iterator[Record]:
    """The records of all inputs; an input that cannot be read on is told, and the others are still read."""
    from onrecord.intake.text import decoded, named, read_bytes
    from onrecord.record import Record
    from onrecord.record.jsontext import objects_in

    for name in names:
        try:
            source = decoded(read_bytes(name, sys.stdin.buffer, max_mb=_MAX_MB), named(name), "utf-8")
            for line, data in objects_in(source.text):
                if not isinstance(data, dict):
                    raise RecordError(f"line {line} holds no record")
                yield Record.from_dict(data)
                tally.read += 1
        except OnRecordError as error:
            tell(str(error) if named(name) in str(error) else f"{named(name)}: {error}")
            tally.unread += 1
