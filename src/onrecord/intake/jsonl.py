"""JSON: one object a line, one object, a list of objects, or objects one after the other; each is a report."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from onrecord.errors import IntakeError
from onrecord.intake.columns import item_of, roles_for, said_of
from onrecord.intake.item import KEPT, Bad, IntakeOptions, Item, Place
from onrecord.intake.lines import lines_in, text_of, utf8_of
from onrecord.intake.ninjs import is_ninjs, item_of_ninjs
from onrecord.intake.stream import CHUNK, MEGABYTE, Stream, Tell, too_large

_SIGNS = re.compile(rb'["\\{}\[\]]')
_BETWEEN = b" \t\r\n,[]"
_REMEDY = "Give one JSON object for each report."


def read_jsonl(stream: Stream) -> Iterator[Item | Bad]:
    """The report of each object; one that is none, too long or broken is a Bad, and the next is read."""
    objects = Objects(stream.options, stream.tell, stream.place)
    number = 0
    for start, found in _values(stream):
        number += 1
        if isinstance(found, IntakeError):
            yield stream.bad(number, found, start)
            continue
        try:
            yield objects.item(json_of(found), stream.at(number))
        except IntakeError as error:
            yield stream.bad(number, error, start)
    if number == 0:
        raise IntakeError("holds no report", remedy=_REMEDY)


def _values(stream: Stream) -> Iterator[tuple[bytes, bytes | IntakeError]]:
    """How each value begins, and its bytes or what is wrong with it."""
    file = utf8_of(stream)
    max_mb = stream.options.max_mb
    if not _is_lines(stream):
        yield from values_in(file, max_mb)
        return
    for line in lines_in(file, max_mb):
        if line.too_long:
            yield line.data, too_large(max_mb)
        elif line.data.strip():
            yield line.data[:KEPT], line.data


def _is_lines(stream: Stream) -> bool:
    """True where the first line is a whole object, or does not end within the head."""
    if stream.name.lower().endswith((".jsonl", ".ndjson")):
        return True
    head = stream.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"{"):
        return False
    line, ended, _ = head.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return not ended


def json_of(data: bytes) -> object:
    """The value in some bytes; raises IntakeError that says where it is no JSON."""
    text = text_of(data, "line")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise IntakeError("is cut off: the JSON ends too early", remedy="Get it again.") from error
        raise IntakeError(f"is not JSON: {error.msg} at character {error.pos + 1}") from error
    except (RecursionError, ValueError) as error:
        raise IntakeError("is JSON nested too deeply or with numbers too long") from error


class Objects:
    """Makes items of JSON objects; says once for each set of keys what was guessed of it."""

    def __init__(self, options: IntakeOptions, tell: Tell, place: Place) -> None:
        self._options = options
        self._tell = tell
        self._place = place
        self._said: set[str] = set()

    def item(self, value: object, place: Place) -> Item:
        """The report in one object; raises IntakeError where it holds none."""
        if not isinstance(value, Mapping):
            raise IntakeError("is JSON but no object", remedy=_REMEDY)
        if not self._options.columns and is_ninjs(value):
            return item_of_ninjs(value, place)
        filled: dict[str, Any] = {key: one for key, one in value.items() if one not in (None, "")}
        roles = roles_for([*filled, *(name for name in self._options.columns.values() if name in value)], self._options)
        said = said_of(roles, self._options)
        if said is not None and said not in self._said and len(self._said) < 10:
            self._said.add(said)
            self._tell(f"{self._place}: {said}")
        return item_of(value, roles, place, "jsonl")


def values_in(file: BinaryIO, max_mb: float) -> Iterator[tuple[bytes, bytes | IntakeError]]:
    """The objects of a list, or that stand one after the other, without reading all of them at once.

    What is larger than `max_mb` megabytes is passed over; what is left open at the end is given as cut off.
    """
    limit = int(max_mb * MEGABYTE)
    scanner = Scanner()
    value = bytearray()
    start = b""
    while data := file.read(CHUNK):
        for piece, ends in scanner.pieces(data):
            if len(start) < KEPT:
                start += piece[: KEPT - len(start)]
            if len(start) + len(value) <= limit + KEPT:
                value += piece
            if not ends:
                continue
            if len(value) > limit:
                yield start, too_large(max_mb)
            elif scanner.was_object:
                yield start, bytes(value)
            elif stray := bytes(value).strip(_BETWEEN):
                yield stray[:KEPT], IntakeError("is JSON but no object", remedy=_REMEDY)
            value.clear()
            start = b""
    if scanner.open:
        yield start, IntakeError("is cut off: the JSON ends too early", remedy="Get it again.")
    elif bytes(value).strip(_BETWEEN):
        yield start, IntakeError("is JSON but no object", remedy=_REMEDY)


class Scanner:
    """Finds where objects begin and end in JSON that comes in chunks; brackets around and between them are passed."""

    def __init__(self) -> None:
        self.was_object = False  # what the last piece belonged to
        self._depth = self._lists = 0
        self._in_string = self._escaped = False

    @property
    def open(self) -> bool:
        """True inside an object, a list or a string."""
        return self._depth > 0 or self._lists > 0 or self._in_string

    def pieces(self, data: bytes) -> Iterator[tuple[bytes, bool]]:
        """The chunk in pieces, each with whether an object, or what stands between two, ends with it."""
        begin = 0
        skip = 0 if self._escaped else -1
        for found in _SIGNS.finditer(data):
            at = found.start()
            sign = data[at : at + 1]
            if at == skip:
                continue
            if self._in_string:
                skip = at + 1 if sign == b"\\" else skip
                self._in_string = sign != b'"'
            elif sign == b'"':
                self._in_string = True
            elif sign == b"{" and self._depth == 0:
                self.was_object = False
                yield data[begin:at], True
                begin = at
                self._depth = 1
            elif self._closes(sign):
                self.was_object = True
                yield data[begin : at + 1], True
                begin = at + 1
        self._escaped = skip == len(data)
        if begin < len(data):
            yield data[begin:], False

    def _closes(self, sign: bytes) -> bool:
        """Count a sign outside strings; true when an object ends with it."""
        step = {b"{": 1, b"[": 1, b"}": -1, b"]": -1}.get(sign, 0)
        if self._depth:
            self._depth += step
            return self._depth == 0
        self._lists = max(0, self._lists + step) if sign in b"[]" else self._lists
        return False
