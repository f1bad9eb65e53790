"""The exact way of a record into the store and back: compressed JSON, and a twin that SQLite can show."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from typing import Any

from onrecord.record import Record

#: What a TEXT of SQLite cannot hold (lone surrogates), or hides what follows it (NUL); one character stands for one.
_UNSHOWN = re.compile("[\x00\ud800-\udfff]")
_STANDS_FOR = "\ufffd"


def packed(record: Record) -> tuple[bytes, Record]:
    """A record as compressed JSON without its text, and the record as SQLite can show it.

    The second is the record itself but for texts that SQLite cannot hold as they are: there U+FFFD stands for each such
    character, so that offsets still hold, and the JSON keeps the text.
    """
    data = record.to_dict()
    text = data["report"].pop("text")
    if not _UNSHOWN.search(text) and not _UNSHOWN.search(words := _json(data)) and "\\u0000" not in words:
        return zlib.compress(words.encode(), 6), record
    data["report"]["text"] = text
    exact = zlib.compress(_json(data).encode("utf-8", "surrogatepass"), 6)
    return exact, Record.from_dict(_shown(data))


def unpacked(data: bytes, text: str, thinned: Callable[[dict[str, Any]], dict[str, Any]] | None = None) -> Record:
    """The record of compressed JSON, with the text that stands beside it; `thinned` leaves out parts not needed."""
    held = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    held["report"].setdefault("text", text)
    return Record.from_dict(thinned(held) if thinned else held)


def shown(text: str) -> str:
    """A text as SQLite can show it, of the same length."""
    return _UNSHOWN.sub(_STANDS_FOR, text)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {name: _shown(each) for name, each in value.items()}
    return [_shown(each) for each in value] if isinstance(value, list) else value
