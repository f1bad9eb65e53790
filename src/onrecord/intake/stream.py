"""The bytes of one input while they are read: what is known of them, and how much of them may be taken in.

Every reader of a format takes a Stream and yields items; what it cannot read it raises as an IntakeError whose problem
is said of the place ("is cut off", "is not valid utf-8"), or yields as a Bad where it can go on.
"""

from __future__ import annotations

import dataclasses
import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, cast

from onrecord.errors import IntakeError
from onrecord.intake.item import KEPT, Bad, IntakeOptions, Item, Meter, Place

#: Bytes looked at to tell a format; enough to see past comments and declarations.
HEAD = 8192
#: Bytes taken at a time, and what a stream that must be read back and forth may take of memory before it goes to disk.
CHUNK = 65_536
_IN_MEMORY = 16_000_000

MEGABYTE = 1_000_000

Tell = Callable[[str], None]
Follow = Callable[[str, Place], Iterator[Item | Bad]]


class LibraryMissing(IntakeError):
    """A format needs a library that is not installed; ends the intake, since it is no fault of the input."""


class Unchanged(IntakeError):
    """What stands at an address has not changed since it was last fetched."""


def needs(what: str) -> LibraryMissing:
    """The error for a library that is not there.

    >>> print(needs("Parquet tables"))
    Parquet tables need libraries that are not installed. Install them: pip install "onrecord[intake]"
    """
    return LibraryMissing(
        f"{what} need libraries that are not installed", remedy='Install them: pip install "onrecord[intake]"'
    )


@dataclass(slots=True)
class Stream:
    """One input: where it stands, its bytes, and the caller's wishes.

    `head` is its first bytes, which `file` gives again. `address` is where it was fetched from and `charset` what the
    server said of its encoding. `follow` reads the page behind an address, `tell` says what a person should know.
    """

    place: Place
    file: BinaryIO
    head: bytes
    options: IntakeOptions
    tell: Tell
    name: str
    address: str | None = None
    charset: str | None = None
    kind: str | None = None
    follow: Follow | None = None
    within: int = 0  # archives around it

    def whole(self) -> bytes:
        """All bytes, for formats of one report; raises IntakeError beyond the limit, with one byte more in memory."""
        return limited(self.file, self.options.max_mb)

    def at(self, number: int) -> Place:
        """The place of a record in this input."""
        return dataclasses.replace(self.place, number=number)

    def bad(self, number: int, error: IntakeError | str, start: bytes) -> Bad:
        """One record that cannot be read."""
        if isinstance(error, str):
            return Bad(self.at(number), error, None, start[:KEPT])
        return Bad(self.at(number), error.problem, error.remedy, start[:KEPT])


def open_stream(place: Place, file: BinaryIO, options: IntakeOptions, tell: Tell, *, name: str | None = None) -> Stream:
    """Look at the first bytes of `file` and make a stream of all; `name` tells by its ending what it may be."""
    head = filled(file, HEAD)
    if file.seekable():
        file.seek(-len(head), io.SEEK_CUR)
        again = file
    else:
        again = io.BufferedReader(Rejoined(head, file), CHUNK)
    return Stream(place, again, head, options, tell, name or place.member or place.source)


class Rejoined(io.RawIOBase):
    """The bytes already taken from a stream, then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)]
        self._head = self._head[len(data) :]
        if not data:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A file whose bytes are counted as they are read for the first time."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file = file
        self._meter = meter
        self._furthest = 0
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = self._file.seek(offset, whence)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        if self._at > self._furthest:
            self._meter.done += min(len(data), self._at - self._furthest)
            self._furthest = self._at
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


def filled(file: BinaryIO, size: int) -> bytes:
    """The next `size` bytes, fewer only at the end, however small the pieces in which they come."""
    pieces: list[bytes] = []
    while size > 0 and (piece := file.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def limited(file: BinaryIO, max_mb: float) -> bytes:
    """All bytes of a stream of at most `max_mb` megabytes; raises IntakeError for more."""
    limit = int(max_mb * MEGABYTE)
    data = filled(file, limit + 1)
    if len(data) > limit:
        raise too_large(max_mb)
    return data


def too_large(max_mb: float) -> IntakeError:
    """The error for a report beyond the limit."""
    return IntakeError(f"is larger than {max_mb:g} MB", remedy="Split it, or raise the limit with --max-mb.")


@contextmanager
def back_and_forth(stream: Stream) -> Iterator[BinaryIO]:
    """The bytes of a stream as a file that can be read back and forth: itself, or a copy as long as it is needed.

    The copy lies in memory while small, else in a temporary file; raises IntakeError beyond `max_total_mb`.
    """
    if stream.file.seekable():
        yield stream.file
        return
    left = int(stream.options.max_total_mb * MEGABYTE)
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        while piece := stream.file.read(CHUNK):
            left -= len(piece)
            if left < 0:
                raise IntakeError(
                    f"holds more than {stream.options.max_total_mb:g} MB", remedy="Unpack it first, or raise the limit."
                )
            spool.write(piece)
        spool.seek(0)
        yield cast(BinaryIO, spool)
