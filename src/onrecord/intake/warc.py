"""Web archives: the page in each answer of the server that was archived, as Common Crawl's news archives have them."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.errors import IntakeError
from onrecord.intake.html import item_of_page
from onrecord.intake.item import KEPT, Bad, Item, Note
from onrecord.intake.payload import dechunked, decompressed
from onrecord.intake.stream import CHUNK, MEGABYTE, Stream, too_large

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200
#: What an archive record can begin with, plain or each packed for itself, to go on behind a damaged one.
_BEGINS = (b"\r\nWARC/1.", b"\x1f\x8b\x08")


def read_warc(stream: Stream) -> Iterator[Item | Bad]:
    """The report of each archived page that was answered with 200 and is HTML; other records are passed over.

    The day that the archive took a page is a note, never the day of publication. A record that cannot be read is a Bad;
    behind a damaged stretch reading goes on with the next record, where the file can be read back and forth.
    """
    number = 0
    begin: int | None = 0
    while begin is not None:
        last = begin
        try:
            for record in ArchiveIterator(
                cast(BinaryIO, From(stream.file, begin)), record_types=WarcRecordType.response, parse_http=False
            ):
                number += 1
                last = begin + record.stream_pos
                yield from _record(stream, record, number)
            begin = None
        except OSError as error:
            number += 1
            words = " ".join(str(error).split())
            begin = _next_record(stream.file, last + 1) if stream.file.seekable() else None
            rest = "" if begin is not None else "; what follows was left unread"
            yield stream.bad(number, f"is damaged or cut off: {words}{rest}", b"")
    if number == 0:
        raise IntakeError("is a web archive without an answer of a server")


class From(io.RawIOBase):
    """A file from some byte on, as the archive's reader wants it: with `read` and `tell`."""

    def __init__(self, file: BinaryIO, begin: int) -> None:
        self._file = file
        self._at = 0
        if file.seekable():
            file.seek(begin)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        return self._at


def _next_record(file: BinaryIO, begin: int) -> int | None:
    """Where, at or after a byte, the next record seems to begin; None for nowhere."""
    file.seek(begin)
    before = b""
    while data := file.read(CHUNK):
        window = before + data
        places = [place for sign in _BEGINS if (place := window.find(sign)) >= 0]
        if places:
            place = min(places)
            skip = 2 if window[place : place + 2] == b"\r\n" else 0
            return begin - len(before) + place + skip
        before = window[-16:]
        begin += len(data)
    return None


def _record(stream: Stream, record: WarcRecord, number: int) -> Iterator[Item | Bad]:
    """The report of one archived answer, if it is a page."""
    address = record.headers.get("WARC-Target-URI")
    start = (address or "").encode("utf-8", "replace")[:KEPT]
    try:
        # Decoding by the library ends its reading of the archive behind the first chunked record, so it is done here.
        record.parse_http(auto_decode="none")
    except OSError as error:
        yield stream.bad(number, f"is no answer of a web server: {error}", start)
        return
    headers = record.http_headers
    kind = (record.http_content_type or "").split(";")[0].strip().lower()
    if headers is None or headers.status_code != _OK or kind not in _PAGES:
        return
    limit = int(stream.options.max_mb * MEGABYTE)
    data = record.reader.read(limit + 1)
    try:
        if len(data) > limit:
            raise too_large(stream.options.max_mb)
        if len(data) < record.content_length:
            raise IntakeError("is cut off: the record ends too early", remedy="Get the archive again.")
        if (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
            data = dechunked(data)
        data = decompressed(data, headers.get("Content-Encoding") or "", stream.options.max_mb)
        item = item_of_page(
            data, stream.at(number), stream.options, address=address, charset=record.http_charset or None
        )
    except IntakeError as error:
        yield stream.bad(number, error, start)
        return
    taken = record.headers.get("WARC-Date")
    notes = (*item.notes, Note("captured", taken)) if taken else item.notes
    if reason := record.headers.get("WARC-Truncated"):
        notes = (*notes, Note("note", f"the archive took only its beginning ({reason})"))
    yield dataclasses.replace(item, format="warc", notes=notes)
