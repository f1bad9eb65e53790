"""The shipped data tables and the one strict way to read them.

Tables lie beside this module in `lexicon/`, `ontology/` and `gazetteer/`: CSV for flat lists, YAML for nested ones.
Each begins with a comment line that names its source and licence. A table is read once, on first use, and is checked as
it is read: a bad row raises TableError that names the file and the line.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Hashable
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from onrecord.errors import TableError

__all__ = ["load_csv", "load_terms", "load_yaml", "parse_csv", "parse_yaml"]

_REMEDY = "Correct the table."


@cache
def load_csv(name: str) -> tuple[dict[str, str], ...]:
    """Read `tables/NAME`, a CSV table with a header, as one dict a row (column -> text, "" where empty).

    `name` is the path below the tables folder ("lexicon/cues.csv"). A column `key`, if there is one, holds no value
    twice. The rows are shared between all callers, so treat them as read-only. Raises TableError.

    >>> load_csv("gazetteer/states.csv")[0]["name"]
    'Abkhazia'
    """
    return parse_csv(_text(name), name)


@cache
def load_terms(name: str) -> frozenset[str]:
    """Give the column `key` of the CSV table `tables/NAME` as a set. Raises TableError."""
    rows = load_csv(name)
    if rows and "key" not in rows[0]:
        raise TableError(f"table {name} has no column key", remedy=_REMEDY)
    return frozenset(row["key"] for row in rows)


@cache
def load_yaml(name: str) -> Any:
    """Read `tables/NAME`, a YAML table; a mapping at its top comes back read-only. Raises TableError."""
    data = parse_yaml(_text(name), name)
    return MappingProxyType(data) if isinstance(data, dict) else data


def parse_csv(text: str, name: str) -> tuple[dict[str, str], ...]:
    """Check and read the text of a CSV table; `name` is what messages call it.

    >>> parse_csv("# own, CC0\\nkey,code\\nMinsk,BLR\\n", "x.csv")
    ({'key': 'Minsk', 'code': 'BLR'},)
    """
    lines = _checked_lines(text, name)
    first = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    reader = csv.reader(lines[first:], strict=True)
    rows: list[dict[str, str]] = []
    header: list[str] = []
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            where = first + reader.line_num
            if not header:
                header = _header(cells, name, where)
                continue
            if len(cells) != len(header):
                raise _bad(name, where, f"has {len(cells)} columns where the header has {len(header)}")
            row = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
            key = row.get("key")
            if key is not None:
                if not key:
                    raise _bad(name, where, "has an empty key")
                if key in seen:
                    raise _bad(name, where, f"repeats the key {key!r} of line {seen[key]}")
                seen[key] = where
            rows.append(row)
    except csv.Error as error:
        raise _bad(name, first + reader.line_num, f"is not CSV: {error}") from error
    if not header:
        raise TableError(f"table {name} has no header", remedy=_REMEDY)
    return tuple(rows)


def parse_yaml(text: str, name: str) -> Any:
    """Check and read the text of a YAML table, with no key twice in one mapping; `name` is what messages call it.

    >>> parse_yaml("# own, CC0\\nsay: [said, says]\\n", "x.yaml")
    {'say': ['said', 'says']}
    """
    _checked_lines(text, name)
    try:
        return yaml.load(text, Loader=_StrictLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = mark.line + 1 if mark else 1
        raise _bad(name, where, str(getattr(error, "problem", None) or "is not YAML")) from error


class _StrictLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """The safe YAML loader, which also refuses a mapping that names a key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"repeats the key {key!r}", key_node.start_mark)
            seen.add(key)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return mapping


def _text(name: str) -> str:
    """The text of a shipped table."""
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise TableError(f"table {name} does not lie in the tables folder", remedy="Name a table below tables/.")
    try:
        return resources.files("onrecord.tables").joinpath(name).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise TableError(f"table {name} is missing", remedy="Install onrecord again.") from error
    except UnicodeDecodeError as error:
        raise TableError(f"table {name} is not UTF-8", remedy="Save it as UTF-8.") from error


def _checked_lines(text: str, name: str) -> list[str]:
    """The lines of a table that begins with a comment and is in Unicode normal form C."""
    lines = text.split("\n")
    if not lines[0].startswith("#"):
        raise _bad(name, 1, "is not a comment that names the source and licence")
    if not unicodedata.is_normalized("NFC", text):
        number = next(n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line))
        raise _bad(name, number, "is not in Unicode normal form C")
    if lines[-1] == "":
        lines.pop()
    return lines


def _header(cells: list[str], name: str, where: int) -> list[str]:
    if not all(cells) or len(set(cells)) != len(cells):
        raise _bad(name, where, "is a header with an empty or repeated column name")
    return cells


def _bad(name: str, line: int, problem: str) -> TableError:
    return TableError(f"table {name}, line {line} {problem}", remedy=_REMEDY)
