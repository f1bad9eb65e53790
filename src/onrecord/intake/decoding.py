"""The encoding of web pages, which lie about it more often than other files do."""

from __future__ import annotations

import codecs
import re

from onrecord.errors import IntakeError
from onrecord.intake.item import Note

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_LOOKED_AT = 4096
#: As browsers do: what calls itself Latin-1 or ASCII is read as the larger cp1252.
_LARGER = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin_1": "cp1252"}
#: A page of UTF-8 may have this share of bytes that are not, before it is taken for another encoding.
_BROKEN = 0.002


def page_text(data: bytes, charset: str | None, named: str | None) -> tuple[str, tuple[Note, ...]]:
    """The text of a page, and a note where its encoding had to be decided.

    Tried in turn: the user's word (`named`), the byte order mark, the server's (`charset`), the page's own, UTF-8.
    Where none fits, a page that is UTF-8 but for a few bytes is read so, with those bytes as U+FFFD, and any other as
    cp1252. Raises IntakeError for an encoding of the user's that does not fit.

    >>> page_text("<p>“Yes”".encode("cp1252"), "utf-8", None)
    ('<p>“Yes”', (Note(code='encoding', text='taken to be cp1252, since it is not valid utf-8'),))
    """
    if named is not None:
        try:
            return data.decode(named).removeprefix("\ufeff"), ()
        except (UnicodeError, LookupError) as error:
            raise IntakeError(f"is not valid {named}", remedy="Name another encoding with --encoding.") from error
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace"), ()
    own = _XML.search(data[:_LOOKED_AT]) or _META.search(data[:_LOOKED_AT])
    said = [name for name in (charset, own[1].decode("ascii") if own else None) if name]
    for codec in dict.fromkeys([*filter(None, map(_codec, said)), "utf-8"]):
        try:
            return data.decode(codec), ()
        except UnicodeError:
            continue
    return _decided(data, " nor ".join(dict.fromkeys(["utf-8", *(name.lower() for name in said)])))


def _codec(name: str) -> str | None:
    """The codec that a page means by a name; None for one that is unknown or no encoding of text."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return _LARGER.get(found.name, found.name)


def _decided(data: bytes, tried: str) -> tuple[str, tuple[Note, ...]]:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken <= 1 + len(data) * _BROKEN and any(byte > 127 for byte in _valid_sample(data)):
        return text, (Note("encoding", f"{broken} bytes are not valid utf-8 and stand as U+FFFD"),)
    return data.decode("cp1252", errors="replace"), (
        Note("encoding", f"taken to be cp1252, since it is not valid {tried}"),
    )


def _valid_sample(data: bytes) -> bytes:
    """The bytes of characters beyond ASCII that are valid UTF-8: none in a page of another encoding."""
    return "".join(char for char in data.decode("utf-8", errors="ignore") if ord(char) > 127).encode()
