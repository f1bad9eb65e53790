"""The body of a stored HTTP answer: chunks joined, compression undone, never beyond a limit."""

from __future__ import annotations

import zlib

from onrecord.errors import IntakeError
from onrecord.intake.stream import MEGABYTE, too_large

_LONGEST_SIZE = 1024


def dechunked(data: bytes) -> bytes:
    """Join the chunks of a chunked body; what is not chunked, though its header says so, comes back as it is.

    Raises IntakeError where the chunks break off or are broken after the first.

    >>> dechunked(b"4\\r\\nOslo\\r\\n0\\r\\n\\r\\n"), dechunked(b"<html>")
    (b'Oslo', b'<html>')
    """
    pieces: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + _LONGEST_SIZE)
        words = data[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(words, 16) if words.isalnum() else -1
        except ValueError:
            size = -1
        if size < 0:
            if not pieces:
                return data
            raise IntakeError("is cut off: a chunk of it is broken", remedy="Get it again.")
        if size == 0:
            return b"".join(pieces)
        begin = end + 1
        if begin + size > len(data):
            raise IntakeError("is cut off inside a chunk", remedy="Get it again.")
        pieces.append(data[begin : begin + size])
        at = begin + size
        at += 2 if data[at : at + 2] == b"\r\n" else data[at : at + 1] == b"\n"


def decompressed(data: bytes, coding: str, max_mb: float) -> bytes:
    """Undo a Content-Encoding; what does not begin as it says comes back as it is.

    Raises IntakeError for damaged data, for more than `max_mb` megabytes, and for codings that are not read.
    """
    for one in reversed([name.strip().lower() for name in coding.split(",")]):
        if one in ("", "identity"):
            continue
        if one in ("gzip", "x-gzip"):
            data = _inflated(data, 31, max_mb) if data.startswith(b"\x1f\x8b") else data
        elif one == "deflate":
            data = _deflated(data, max_mb)
        elif data[:512].lstrip()[:1] != b"<":  # many archives undo the coding and keep its header
            raise IntakeError(f"is in the coding {one}, which is not read", remedy="Give it decoded.")
    return data


def _deflated(data: bytes, max_mb: float) -> bytes:
    """Deflate with or without the frame that the standard asks for."""
    if data[:512].lstrip()[:1] == b"<":
        return data
    try:
        return _inflated(data, 15, max_mb)
    except IntakeError:
        return _inflated(data, -15, max_mb)


def _inflated(data: bytes, window: int, max_mb: float) -> bytes:
    limit = int(max_mb * MEGABYTE)
    unpacker = zlib.decompressobj(window)
    try:
        found = unpacker.decompress(data, limit + 1)
    except zlib.error as error:
        raise IntakeError(f"is damaged: {error}", remedy="Get it again.") from error
    if len(found) > limit:
        raise too_large(max_mb)
    if not unpacker.eof:
        raise IntakeError("is cut off: the compressed data end too early", remedy="Get it again.")
    return found
