"""Statements as brat's standoff with the names that PARC and PolNeAR use: one .txt and one .ann for each report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.record import Record, Span, Statement
from onrecord.record.visible import writable

_BREAKS = re.compile("[\r\n]+")
_BLANK = re.compile("[\t\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Folder:
    """A folder of pairs of files; two records whose ids give one name get files of their own, in order of coming."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: set[str] = set()

    def write(self, record: Record) -> None:
        """Write NAME.txt, the report's text, and NAME.ann; raises OSError. Files of an earlier export are replaced."""
        name = self._name(record.report.id)
        text = writable(record.report.text)
        (self._path / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        lines = "".join(line + "\n" for line in standoff(record))
        (self._path / f"{name}.ann").write_text(lines, encoding="utf-8", newline="")

    def _name(self, report: str) -> str:
        name = base = _UNSAFE.sub("_", report).lstrip(".")[:100] or "report"
        number = 1
        while name.lower() in self._names:
            number += 1
            name = f"{base}-{number}"
        self._names.add(name.lower())
        return name


def standoff(record: Record) -> Iterator[str]:
    """The lines of the .ann file; offsets are code points into the report's text.

    A span over several lines is given in pieces, since brat asks for it. What stands where is given once, however many
    statements share it.
    """
    known: dict[tuple[str, str], str] = {}
    for number, said in enumerate(record.statements, 1):
        if not (said.cue.spans or said.content):
            continue
        roles = []
        for role, spans in _parts(said):
            place = offsets(record.report.text, spans)
            if place and (role, place) not in known:
                known[role, place] = f"T{len(known) + 1}"
                yield f"{known[role, place]}\t{role} {place}\t{_words(record.report.text, place)}"
            if place:
                roles.append(f"{role}:{known[role, place]}")
        yield f"E{number}\t{' '.join(_numbered(roles))}"


def _parts(said: Statement) -> list[tuple[str, Sequence[Span]]]:
    """What a statement consists of, the attribution first: it stands where its cue does, or its content."""
    return [
        ("Attribution", said.cue.spans or said.content),
        ("Content", said.content),
        ("Cue", said.cue.spans),
        *(("Source", one.spans) for one in (said.speaker, *said.co_speakers)),
    ]


def _numbered(roles: Sequence[str]) -> Iterator[str]:
    """Further sources of one statement are Source2, Source3, as brat numbers roles that come again."""
    count = 0
    for role in roles:
        name, _, key = role.partition(":")
        count += name == "Source"
        yield f"{name}{count}:{key}" if name == "Source" and count > 1 else role


def offsets(text: str, spans: Sequence[Span]) -> str:
    """The pieces of `spans` that hold no line break, as brat writes them.

    >>> offsets("one\\n two three", [Span(0, 8, "one\\n two"), Span(9, 14, "three")])
    '0 3;5 8;9 14'
    """
    pieces = []
    for span in sorted(spans):
        start = span.start
        for gap in (*_BREAKS.finditer(text, span.start, span.end), None):
            piece = Span.trimmed(text, start, gap.start() if gap else span.end)
            if piece:
                pieces.append(f"{piece.start} {piece.end}")
            start = gap.end() if gap else span.end
    return ";".join(pieces)


def _words(text: str, place: str) -> str:
    pairs = [tuple(map(int, pair.split())) for pair in place.split(";")]
    return _BLANK.sub(" ", writable(" ".join(text[start:end] for start, end in pairs)))
