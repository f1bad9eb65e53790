"""Lines of text out of a stream of bytes, none longer than a limit: what lies beyond it is passed over unread."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from onrecord.errors import IntakeError
from onrecord.intake.item import KEPT
from onrecord.intake.stream import CHUNK, MEGABYTE, Stream

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line in UTF-8 with its line feed, and its number from 1; of one `too_long` only the beginning is there."""

    number: int
    data: bytes
    too_long: bool = False


class Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8; raises IntakeError where it is not valid."""

    def __init__(self, file: BinaryIO, codec: str) -> None:
        self._file = file
        self._codec = codec
        try:
            self._decoder = codecs.getincrementaldecoder(codec)()
        except LookupError as error:
            raise IntakeError(f"is said to be in {codec}, which is no encoding", remedy="Check --encoding.") from error
        self._rest = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._rest and not self._ended:
            data = self._file.read(CHUNK)
            self._ended = not data
            try:
                self._rest = self._decoder.decode(data, self._ended).encode("utf-8", "surrogatepass")
            except UnicodeError as error:
                self._ended = True
                raise IntakeError(
                    f"is not valid {self._codec} from here on", remedy="Name its encoding with --encoding."
                ) from error
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


def utf8_of(stream: Stream) -> BinaryIO:
    """The bytes of a stream in UTF-8 without a byte order mark, whatever it is in."""
    mark, marked = next(((mark, codec) for mark, codec in _MARKS if stream.head.startswith(mark)), (b"", None))
    codec = stream.options.encoding or marked or stream.charset or "utf-8"
    if codecs_equal(codec, "utf-8"):
        if stream.head.startswith(codecs.BOM_UTF8):
            stream.file.read(len(codecs.BOM_UTF8))
        return stream.file
    if marked is not None and codec != marked:
        stream.file.read(len(mark))
    return io.BufferedReader(Recoded(stream.file, codec), CHUNK)


def codecs_equal(one: str, other: str) -> bool:
    """True for two names of one encoding."""
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except LookupError:
        return False


def lines_in(file: BinaryIO, max_mb: float) -> Iterator[Line]:
    """Each line of a stream of UTF-8; a line above `max_mb` megabytes comes with its first KEPT bytes alone."""
    limit = int(max_mb * MEGABYTE)
    number = 0
    while data := file.readline(limit + 1):
        number += 1
        if len(data) <= limit or data.endswith(b"\n"):
            yield Line(number, data)
            continue
        start = data[:KEPT]
        while data and not data.endswith(b"\n"):
            del data  # so that two pieces never lie in memory at once
            data = file.readline(CHUNK)
        yield Line(number, start, too_long=True)


def text_of(line: bytes, what: str) -> str:
    """The text of a line; raises IntakeError that says where it is not UTF-8."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise IntakeError(
            f"is not valid utf-8 (byte 0x{line[error.start]:02x} at position {error.start} of the {what})",
            remedy="Name its encoding, for instance --encoding cp1252.",
        ) from error
