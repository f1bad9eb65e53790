"""A user's own types, nouns and frames: a YAML file that is checked line by line and wins over the shipped tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from onrecord import tables
from onrecord.errors import IntakeError, TableError
from onrecord.events.ontology import FRAME_FLAGS, Ontology, shipped, with_own
from onrecord.record.vocabulary import STATUSES

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_SECTIONS = ("types", "nouns", "frames")
_TYPE = frozenset({"quad", "recipient", "modes", "domestic", "needs_recipient", "score"})
_NOUN = frozenset({"class", "nouns", "type", "mode", "contexts", "recipient", "reciprocal", "nominal"})
_FRAME = frozenset(
    {"verbs", "adjectives", "subjects", "objects", "type", "mode", "contexts", "recipient", "needs", "status",
     "complement_types", *FRAME_FLAGS}
)  # fmt: skip
_LISTS = frozenset({"verbs", "adjectives", "subjects", "objects", "contexts", "recipient", "complement_types", "nouns"})
_FLAGS = frozenset({"domestic", "needs_recipient", "nominal", *FRAME_FLAGS})
_STRONGEST = 10
_REMEDY = "Correct the file; docs/events.md lists what each entry may hold."


@dataclass(frozen=True, slots=True)
class _Row:
    """An entry of the file with the line on which it begins; `name` is that of a type."""

    line: int
    data: Mapping[str, Any]
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OwnFrames:
    """A user's own types, nouns and frames, checked; equal where the file held the same bytes.

    `file` is what messages call the file, `data` its bytes and `sha256` their hash.
    """

    sha256: str
    file: str
    data: bytes = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnFrames) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


def read_frames(path: str | Path) -> OwnFrames:
    """Check and read a user's YAML file of types, nouns and frames, which win over the shipped ones.

    The first line is a comment that names the source; below it stand any of `types` (a mapping), `nouns` and `frames`
    (lists), as in the shipped tables. Raises IntakeError for a file that cannot be read and TableError with the file
    and the line of a bad entry.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise IntakeError(
            f"the file of frames {path} cannot be read: {error.strerror}", remedy="Name a file that is there."
        ) from error
    return frames_of(data, str(path))


def frames_of(data: bytes, file: str) -> OwnFrames:
    """Check the bytes of a user's file of frames; `file` is what messages call it. For the errors see `read_frames`."""
    own = OwnFrames(hashlib.sha256(data).hexdigest(), file, data)
    ontology_of(own)
    return own


@lru_cache(maxsize=4)
def ontology_of(own: OwnFrames | None) -> Ontology:
    """The shipped ontology with a user's own frames, which win; raises TableError where the file does not hold."""
    if own is None:
        return shipped()
    types, nouns, frames = _rows(own)
    known = {**tables.load_yaml("ontology/types.yaml"), **{row.name: row.data for row in types}}
    for check, keys, rows in ((_type_problem, _TYPE, types), (_noun_problem, _NOUN, nouns), (_problem, _FRAME, frames)):
        for row in rows:
            wrong = _shape_problem(row.data, keys) or check(row, known)
            if wrong is not None:
                raise TableError(f"table {own.file}, line {row.line} {wrong}", remedy=_REMEDY)
    return with_own({row.name: row.data for row in types}, *([row.data for row in rows] for rows in (nouns, frames)))


def _rows(own: OwnFrames) -> tuple[list[_Row], list[_Row], list[_Row]]:
    """The entries of the three sections with their lines; raises TableError for a file of another shape."""
    name = own.file
    try:
        text = own.data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TableError(f"the file of frames {name} is not UTF-8", remedy="Save it as UTF-8.") from error
    data = tables.parse_yaml(text, name)
    if not isinstance(data, dict) or not data:
        raise TableError(f"table {name} is not a mapping with {', '.join(_SECTIONS)}", remedy=_REMEDY)
    found: dict[str, list[_Row]] = {section: [] for section in _SECTIONS}
    top: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in top.value:
        section, line = str(key.value), key.start_mark.line + 1
        if section not in found:
            raise TableError(
                f"table {name}, line {line} names {section!r}, none of {', '.join(_SECTIONS)}", remedy=_REMEDY
            )
        entries: Any = data[section]
        named = section == "types"
        if named and isinstance(entries, dict):
            labelled = list(entries.items())
        elif not named and isinstance(entries, list):
            labelled = [("", entry) for entry in entries]
        else:
            shape = "a mapping of names" if named else "a list"
            raise TableError(f"table {name}, line {line} gives {section} that are not {shape}", remedy=_REMEDY)
        for node, (label, row) in zip(value.value, labelled, strict=True):
            begins = (node[0] if named else node).start_mark.line + 1
            if not isinstance(row, dict):
                raise TableError(f"table {name}, line {begins} is not a mapping", remedy=_REMEDY)
            found[section].append(_Row(begins, row, str(label)))
    return found["types"], found["nouns"], found["frames"]


def _shape_problem(row: Mapping[str, Any], keys: Iterable[str]) -> str | None:
    """What is wrong with the keys and the kinds of values of an entry, in words."""
    unknown = [str(key) for key in row if key not in keys]
    if unknown:
        return f"has the unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}"
    for key, value in row.items():
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(word, str | bool) for word in value)):
            return f"gives {key} that is no list of words"
        if key in _FLAGS and not isinstance(value, bool):
            return f"gives {key} that is neither true nor false"
    return None


def _type_problem(row: _Row, known: Mapping[str, Any]) -> str | None:
    if not (row.name.isupper() and row.name.isidentifier()) or row.name == "NOUN":
        return f"names the type {row.name!r}; names are capitals, and NOUN means that of the noun"
    if row.data.get("quad") not in QUADS:
        return f"gives {row.name} the quad {row.data.get('quad')!r}, none of {', '.join(QUADS)}"
    score = row.data.get("score", 0)
    if isinstance(score, bool) or not isinstance(score, int | float) or abs(score) > _STRONGEST:
        return f"gives {row.name} the score {score!r}, which is no number from -10 to 10"
    if not isinstance(row.data.get("modes", {}), dict | list):
        return f"gives {row.name} modes that are neither a list nor a mapping"
    return None


def _noun_problem(row: _Row, known: Mapping[str, Any]) -> str | None:
    if not isinstance(row.data.get("class"), str) or not row.data.get("nouns"):
        return "is a group without a class or without nouns"
    return _kind_problem(row.data, known) if "type" in row.data else None


def _problem(row: _Row, known: Mapping[str, Any]) -> str | None:
    if not row.data.get("verbs") and not row.data.get("adjectives"):
        return "is a frame without verbs or adjectives"
    if row.data.get("type") == "NOUN":
        return None
    status = row.data.get("status")
    if status is not None and status not in STATUSES:
        return f"has the status {status!r}, none of {', '.join(STATUSES)}"
    return _kind_problem(row.data, known)


def _kind_problem(data: Mapping[str, Any], known: Mapping[str, Any]) -> str | None:
    kind, mode = str(data.get("type")), data.get("mode")
    if kind not in known:
        return f"has the type {kind!r}, none of {', '.join(known)}"
    modes = known[kind].get("modes") or ()
    if mode is not None and mode not in modes:
        return f"has the mode {mode!r}; {kind} has {', '.join(modes) or 'none'}"
    return None
