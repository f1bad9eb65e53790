"""Records as text: JSON that keeps every character, and the way back from JSON, JSON Lines or JSON objects in a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import RecordError

_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = re.compile(r"[ \t\r\n]*")


def to_json(data: Any, *, indent: int | None = None) -> str:
    """Write plain JSON data as text, on one line unless `indent` is given; characters stand for themselves.

    >>> to_json({"text": "Zoë"})
    '{"text": "Zoë"}'
    """
    text = json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def objects_in(text: str) -> Iterator[tuple[int, Any]]:
    """Read one JSON value after another, whatever white space parts them, each with the line it begins on (from 1).

    A list at the top is read as its items, all on the list's line. Raises RecordError that names the line where the
    text stops being JSON.

    >>> list(objects_in('{"a": 1}\\n{"a": 2}\\n'))
    [(1, {'a': 1}), (2, {'a': 2})]
    """
    decoder = json.JSONDecoder(parse_constant=_refuse)
    line, counted = 1, 0
    position = _skip(text, 1 if text.startswith("\ufeff") else 0)
    while position < len(text):
        line += text.count("\n", counted, position)
        counted = position
        try:
            value, position = decoder.raw_decode(text, position)
        except json.JSONDecodeError as error:
            raise RecordError(f"line {error.lineno} is not JSON ({error.msg} at column {error.colno})") from error
        except (RecursionError, ValueError) as error:
            raise RecordError(f"line {line} is not JSON that can be read ({error})") from error
        for item in value if isinstance(value, list) else [value]:
            yield line, item
        position = _skip(text, position)


def _skip(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not a JSON number")
