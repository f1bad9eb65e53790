"""Re-checking a record that may come from anywhere: its shape, its hash, the words of every span, and every reference.

`verify` never trusts the data and never raises on it; what is wrong comes back as named failures.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from onrecord.record.schema import json_schema
from onrecord.record.shape import misfits, told

_LISTS = ("statements", "events", "ties", "actors")
_ORDERED = ("content", "quoted", "inserted")


@dataclass(frozen=True, slots=True)
class Failure:
    """One way in which a record does not hold the contract; `path` says where ("statements[3].content[0]")."""

    path: str
    problem: str

    def __str__(self) -> str:
        return f"{self.path or 'record'}: {self.problem}"


def verify(data: object) -> list[Failure]:
    """Check a record, given as its JSON object, and name each failure; an empty list means that it holds.

    Checked are the shape (the published JSON Schema), the hash of the text, every span wherever it stands (any object
    with start, end and text), ids, and references between the parts.

    >>> verify({"schema": "onrecord/2"})[0].path
    'reader'
    >>> [str(failure) for failure in verify([])]
    ['record: must be an object, not a list']
    """
    found = list(_shape(data))
    if isinstance(data, dict):
        report = data.get("report")
        text = report.get("text") if isinstance(report, dict) else None
        if isinstance(text, str) and isinstance(report, dict):
            found += _hash(report, text)
            found += _spans(data, text)
        found += _ids(data)
        found += _references(data)
        found += _order(data)
    return list(dict.fromkeys(found))


def digest(text: str) -> str:
    """Give the SHA-256 of the text in UTF-8 as 64 hexadecimal digits; this is `report.sha256`.

    A lone surrogate, which UTF-8 does not know, counts as the three bytes that the scheme would give it.
    """
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


@cache
def _schema() -> dict[str, Any]:
    return json_schema()


def _shape(data: object) -> Iterator[Failure]:
    for path, problem in misfits(data, _schema(), _schema()):
        yield Failure(path, problem)


def _hash(report: dict[str, Any], text: str) -> Iterator[Failure]:
    if report.get("sha256") != digest(text):
        yield Failure("report.sha256", f"is not the SHA-256 of report.text, which is {digest(text)}")


def _spans(data: object, text: str) -> Iterator[Failure]:
    """Look at every object with start, end and text; a list of work, not recursion: the data may be nested to harm."""
    waiting: list[tuple[str, object]] = [("", data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, list):
            waiting += [(f"{path}[{number}]", item) for number, item in reversed(list(enumerate(value)))]
        elif isinstance(value, dict):
            if {"start", "end", "text"} <= value.keys():
                yield from _span(value, text, path)
            waiting += [(f"{path}.{name}" if path else str(name), item) for name, item in reversed(value.items())]


def _span(span: dict[str, Any], text: str, path: str) -> Iterator[Failure]:
    start, end, words = span["start"], span["end"], span["text"]
    if not all(isinstance(offset, int) and not isinstance(offset, bool) for offset in (start, end)):
        yield Failure(path, f"offsets must be whole numbers, not {told(start)} and {told(end)}")
    elif not 0 <= start < end <= len(text):
        yield Failure(path, f"span {start}:{end} does not lie in a text of {len(text)} characters")
    elif text[start:end] != words:
        yield Failure(path, f"says {told(words)}, but the text at {start}:{end} is {told(text[start:end])}")


def _items(data: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of one of the record's lists, with their paths; what is no object is left to the shape check."""
    items = data.get(name)
    for number, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict):
            yield f"{name}[{number}]", item


def _known(data: dict[str, Any], name: str) -> set[str]:
    return {item["id"] for _, item in _items(data, name) if isinstance(item.get("id"), str)}


def _ids(data: dict[str, Any]) -> Iterator[Failure]:
    seen: Counter[str] = Counter()
    for name in _LISTS:
        for path, item in _items(data, name):
            identity = item.get("id")
            if isinstance(identity, str):
                seen[identity] += 1
                if seen[identity] == 2:
                    yield Failure(f"{path}.id", f"{told(identity)} is the id of more than one part")


def _references(data: dict[str, Any]) -> Iterator[Failure]:
    statements, actors = _known(data, "statements"), _known(data, "actors")
    parents = {}
    for path, statement in _items(data, "statements"):
        speakers = [("speaker", statement.get("speaker")), *_items(statement, "co_speakers")]
        for name, speaker in speakers:
            if isinstance(speaker, dict):
                yield from _points(speaker.get("actor"), actors, f"{path}.{name}.actor", "actor")
        yield from _points(statement.get("within"), statements, f"{path}.within", "statement")
        if isinstance(statement.get("id"), str) and isinstance(statement.get("within"), str):
            parents[statement["id"]] = (path, statement["within"])
    yield from _rings(parents)
    for path, actor in _items(data, "actors"):
        yield from _points(actor.get("part_of"), actors, f"{path}.part_of", "actor")
    for name, field in (("events", "voice"), ("ties", "voice"), ("figures", "voice"), ("terms", "used_by")):
        for path, item in _items(data, name):
            yield from _points(item.get(field), statements | {"outlet"}, f"{path}.{field}", "statement")


def _points(target: object, known: set[str], path: str, what: str) -> Iterator[Failure]:
    if isinstance(target, str) and target not in known:
        yield Failure(path, f"points to {what} {told(target)}, which is not in the record")


def _rings(parents: dict[str, tuple[str, str]]) -> Iterator[Failure]:
    """A statement cannot be reported by itself, nor by one that it reports."""
    for first, (path, above) in parents.items():
        passed = {first}
        while above in parents and above not in passed:
            passed.add(above)
            above = parents[above][1]
        if above == first:
            yield Failure(f"{path}.within", "leads back to the statement itself")


def _order(data: dict[str, Any]) -> Iterator[Failure]:
    """A discontinuous span is a list in text order, and no character is in it twice."""
    for path, statement in _items(data, "statements"):
        for name in _ORDERED:
            spans = [
                (place, span["start"], span["end"])
                for place, span in _items(statement, name)
                if isinstance(span.get("start"), int) and isinstance(span.get("end"), int)
            ]
            for (_, _, end), (place, start, _) in pairwise(spans):
                if start < end:
                    yield Failure(f"{path}.{place}", "does not come after the span before it")
