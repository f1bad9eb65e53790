"""Plain text files and standard input, as a stream of texts with their provenance.

Nothing here stops a stream: an input that cannot be read comes out as the IntakeError that tells why, in its place, and
reading goes on with the next. Line breaks and all other characters stay as they are; a byte order mark at the very
beginning belongs to the encoding, not to the text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import IntakeError
from onrecord.intake.item import MAX_MB, Bad, Item
from onrecord.intake.stream import MEGABYTE, Stream

STDIN = "-"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file", "Turn it into text first, for instance with pdftotext."),
    (b"PK\x03\x04", "a ZIP archive or an office document", "Save it as plain text first."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Save it as plain text first."),
    (b"{\\rtf", "a rich text document", "Save it as plain text first."),
    (b"\x1f\x8b", "a gzip file", "Unpack it first: gunzip FILE."),
    (b"BZh", "a bzip2 file", "Unpack it first: bunzip2 FILE."),
    (b"\xfd7zXZ\x00", "an xz file", "Unpack it first: unxz FILE."),
    (b"\x89PNG", "an image", "Give the report's text."),
    (b"\xff\xd8\xff", "an image", "Give the report's text."),
    (b"GIF8", "an image", "Give the report's text."),
)
_PAGES = (b"<!doctype html", b"<html", b"<?xml")


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it was read: `name` is the file's ("-" for standard input), `encoding` the one it was decoded with."""

    name: str
    text: str
    encoding: str


def read_text(stream: Stream) -> Iterator[Item | Bad]:
    """The report of one plain text, or the text of several; raises IntakeError for what is none."""
    source = decoded(stream.whole(), str(stream.place), stream.options.encoding or stream.charset)
    yield Item(source.text, stream.place, "text", url=stream.address)


def decoded(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Turn the bytes of a text file into text; raises IntakeError that calls the input `name`.

    >>> decoded(b"\\xef\\xbb\\xbfMINSK, May 6.", "a.txt")
    Source(name='a.txt', text='MINSK, May 6.', encoding='utf-8-sig')
    """
    marked = next((codec for mark, codec in _MARKS if data.startswith(mark)), None)
    if marked is None and encoding is None:
        _refuse_binary(data, name)
    codec = encoding or marked or "utf-8"
    try:
        text = data.decode(codec)
    except LookupError as error:
        raise IntakeError(f"{codec} is not the name of an encoding", remedy="Use one like utf-8 or cp1252.") from error
    except UnicodeError as error:
        raise IntakeError(f"{name} is not valid {codec}{_place(error)}", remedy=_remedy(encoding)) from error
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise IntakeError(f"{name} is empty" if not data else f"{name} holds no text", remedy="Give a report's text.")
    return Source(name, text, codec)


def read_bytes(path: str | Path, stdin: BinaryIO, *, max_mb: float = MAX_MB) -> bytes:
    """Read a file, or `stdin` for "-", to its end; raises IntakeError that names it.

    No more than one byte beyond the limit is taken in, be it a huge file or an endless device.
    """
    name = named(path)
    limit = int(max_mb * MEGABYTE)
    if str(path) == STDIN:
        data = stdin.read(limit + 1)
    else:
        with opened(path) as file:
            try:
                data = file.read(limit + 1)
            except OSError as error:
                raise _unreadable(name, error) from error
    if len(data) > limit:
        raise IntakeError(f"{name} is larger than {max_mb:g} MB", remedy="Split it, or raise the limit with --max-mb.")
    return data


def opened(path: str | Path) -> BinaryIO:
    """Open a file for reading its bytes; raises IntakeError that names it."""
    name = named(path)
    try:
        if Path(path).is_dir():
            raise IntakeError(f"{name} is a directory", remedy=f"Give the files in it: {name}/*.txt")
        return Path(path).open("rb")
    except FileNotFoundError as error:
        raise IntakeError(f"{name} does not exist", remedy="Check the path.") from error
    except PermissionError as error:
        raise IntakeError(f"{name} may not be read", remedy="Check its permissions.") from error
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: OSError | ValueError) -> IntakeError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return IntakeError(f"{name} cannot be read: {reason}", remedy="Check the path.")


def _refuse_binary(data: bytes, name: str) -> None:
    """Refuse what is no plain text, by its first bytes or by zero bytes near its beginning."""
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise IntakeError(f"{name} is {what}, not plain text", remedy=remedy)
    if data[:512].lstrip().lower().startswith(_PAGES):
        raise IntakeError(f"{name} is an HTML or XML page, not plain text", remedy="Save the report's text alone.")
    zero = data.find(b"\x00", 0, 65536)
    if zero >= 0:
        raise IntakeError(
            f"{name} is binary, not plain text (zero byte at {zero})",
            remedy="If it is text in UTF-16, say so with --encoding utf-16-le.",
        )


def _place(error: UnicodeError) -> str:
    if not isinstance(error, UnicodeDecodeError):
        return ""
    line = error.object.count(b"\n", 0, error.start) + 1
    return f" (byte 0x{error.object[error.start]:02x} at position {error.start}, line {line})"


def _remedy(encoding: str | None) -> str:
    if encoding is None:
        return "Name the encoding it is in, for instance --encoding cp1252."
    return "Name another encoding with --encoding, or leave the option out for UTF-8."


def named(path: str | Path) -> str:
    """Give the name by which messages call an input."""
    return "standard input" if str(path) == STDIN else str(path)
