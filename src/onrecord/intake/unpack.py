"""Archives opened as they are read: zip, gz and zst, with limits on what they may unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Protocol

from onrecord.errors import IntakeError
from onrecord.intake.item import Bad, IntakeOptions, Item, Place
from onrecord.intake.stream import CHUNK, MEGABYTE, Stream, back_and_forth, needs, open_stream

#: No ratio is held against what is still small.
_SMALL = 4_000_000
#: Compressed bytes handed to zstandard at once; a thousand of them can already mean 32 MB.
_ZST_PIECE = 1024
_ZST_WINDOW = 2**27
_DEEPEST = 2

Dispatch = Callable[[Stream], Iterator[Item | Bad]]


@dataclass(slots=True)
class Budget:
    """What the archives of one source may still unpack to, in bytes."""

    left: int
    max_ratio: float
    max_total_mb: float

    @classmethod
    def of(cls, options: IntakeOptions) -> Budget:
        """The budget that the options allow."""
        return cls(int(options.max_total_mb * MEGABYTE), options.max_ratio, options.max_total_mb)

    def spend(self, size: int, unpacked: int, packed: int) -> None:
        """Count `size` more bytes; raises IntakeError beyond the total or the ratio."""
        self.left -= size
        if self.left < 0:
            raise IntakeError(
                f"unpacks, with what came before, to more than {self.max_total_mb:g} MB", remedy="Unpack it first."
            )
        if unpacked > _SMALL and unpacked > self.max_ratio * max(packed, 1):
            raise IntakeError(
                f"unpacks to more than {self.max_ratio:g} times its size, as a zip bomb does", remedy="Unpack it first."
            )


class Decompressor(Protocol):
    """What unpacks one compressed stream piece by piece."""

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to, in pieces of limited size."""

    def cut_off(self) -> bool:
        """True when the stream should have gone on."""


class Unpacked(io.RawIOBase):
    """What a compressed stream holds; raises IntakeError where it is damaged, cut off or a bomb."""

    def __init__(self, file: BinaryIO, decompressor: Decompressor, piece: int, budget: Budget) -> None:
        self._file = file
        self._decompressor = decompressor
        self._piece = piece
        self._budget = budget
        self._packed = self._unpacked = 0
        self._pending: Iterator[bytes] = iter(())
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = memoryview(self._next())
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def _next(self) -> bytes:
        """The next piece, empty at the end."""
        while True:
            for piece in self._pending:
                if piece:
                    self._unpacked += len(piece)
                    self._budget.spend(len(piece), self._unpacked, self._packed)
                    return piece
            data = self._file.read(self._piece)
            if not data:
                if self._decompressor.cut_off():
                    raise IntakeError("is cut off: the compressed data end too early", remedy="Get it again.")
                return b""
            self._packed += len(data)
            self._pending = self._decompressor.pieces(data)


class Gunzip:
    """Gzip, member after member."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to."""
        while data:
            if not self._begun and not (data := data.lstrip(b"\x00")):  # padding between and after members
                return
            self._begun = True
            try:
                yield self._member.decompress(data, CHUNK)
            except zlib.error as error:
                raise damaged(error) from error
            data = self._member.unconsumed_tail
            if self._member.eof:
                data = self._member.unused_data
                self._member = zlib.decompressobj(31)
                self._begun = False

    def cut_off(self) -> bool:
        """True inside a member."""
        return self._begun


class Unzstd:
    """Zstandard, frame after frame."""

    def __init__(self) -> None:
        try:
            import zstandard
        except ModuleNotFoundError as error:
            raise needs(".zst files") from error
        self._error = zstandard.ZstdError
        self._fresh: Callable[[], Any] = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW).decompressobj
        self._frame = self._fresh()
        self._begun = False

    def pieces(self, data: bytes) -> Iterator[bytes]:
        """What `data` unpacks to."""
        while data:
            self._begun = True
            try:
                yield self._frame.decompress(data)
            except self._error as error:
                raise damaged(error) from error
            data = b""
            if self._frame.eof:
                data = self._frame.unused_data
                self._frame = self._fresh()
                self._begun = False

    def cut_off(self) -> bool:
        """True inside a frame."""
        return self._begun


def damaged(error: Exception) -> IntakeError:
    """The error for compressed data that cannot be unpacked."""
    return IntakeError(f"is damaged: {' '.join(str(error).split())}", remedy="Get it again.")


def unpacked(stream: Stream, kind: str, budget: Budget, dispatch: Dispatch) -> Iterator[Item | Bad]:
    """Everything in an archive of `kind`; `dispatch` reads what lies in it. Raises IntakeError for nests too deep."""
    if stream.within >= _DEEPEST:
        raise IntakeError("is an archive in an archive in an archive", remedy="Unpack it first.")
    if kind == "zip":
        yield from _members(stream, budget, dispatch)
        return
    decompressor: Decompressor = Gunzip() if kind == "gz" else Unzstd()
    piece = CHUNK if kind == "gz" else _ZST_PIECE
    raw = Unpacked(stream.file, decompressor, piece, budget)
    name = stream.name.removesuffix(".gz").removesuffix(".zst")
    yield from dispatch(_inner(stream, io.BufferedReader(raw, CHUNK), stream.place, name))


def _inner(stream: Stream, file: BinaryIO, place: Place, name: str) -> Stream:
    inner = open_stream(place, file, stream.options, stream.tell, name=name)
    inner.within = stream.within + 1
    inner.follow = stream.follow
    inner.address, inner.charset = stream.address, stream.charset
    return inner


def _members(stream: Stream, budget: Budget, dispatch: Dispatch) -> Iterator[Item | Bad]:
    with back_and_forth(stream) as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise IntakeError(f"is a damaged ZIP archive: {error}", remedy="Get it again.") from error
        with archive:
            for info in archive.infolist():
                if budget.left < 0:
                    raise IntakeError("holds more files, which were left unread", remedy="Unpack it first.")
                if not info.is_dir() and not _hidden(info.filename):
                    yield from _member(stream, archive, info, budget, dispatch)


def _hidden(name: str) -> bool:
    """True for what systems put beside the files: names with a leading dot, and the folder of resource forks."""
    return any(
        part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts if part not in ("..", ".")
    )


def _member(
    stream: Stream, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, dispatch: Dispatch
) -> Iterator[Item | Bad]:
    """What one member holds; a damaged one is a Bad, and the next is read."""
    outer = stream.place.member
    place = Place(stream.place.source, f"{outer}: {info.filename}" if outer else info.filename)
    if info.flag_bits & 1:
        yield Bad(place, "is encrypted", "Unpack it first.")
        return
    try:
        with closing(Member(archive, info, budget)) as raw, closing(io.BufferedReader(raw, CHUNK)) as file:
            yield from dispatch(_inner(stream, file, place, info.filename))
    except IntakeError as error:
        yield Bad(place, error.problem, error.remedy)


class Member(io.RawIOBase):
    """One member of a ZIP archive."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> None:
        self._packed = info.compress_size
        self._unpacked = 0
        self._budget = budget
        try:
            self._file = archive.open(info)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
            raise damaged(error) from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except EOFError as error:
            raise IntakeError("is cut off: the compressed data end too early", remedy="Get it again.") from error
        except (zipfile.BadZipFile, OSError, zlib.error, ValueError) as error:
            raise damaged(error) from error
        buffer[: len(data)] = data
        self._unpacked += len(data)
        self._budget.spend(len(data), self._unpacked, self._packed)
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._file.close()
        super().close()
