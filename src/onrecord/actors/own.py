"""A user's own actors: a CSV table that is checked line by line and wins over the shipped ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.actors.gazetteer import Entry, OwnActors, plain, using
from onrecord.errors import IntakeError, TableError
from onrecord.record.vocabulary import HOPS
from onrecord.tables import parse_csv

COLUMNS = ("key", "kind", "code", "sector", "medium", "variants", "source")
KINDS = ("state", "organisation", "group", "outlet", "city", "person")
_SECTOR = re.compile(r"[A-Z]{3}")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,9}")


@contextmanager
def with_own(path: str | Path) -> Iterator[None]:
    """Read reports in this block with the actors of a CSV table, which win over the shipped ones.

    The first line is a comment that names the source, the second the columns `key,kind,code,sector,medium,variants,
    source`. `kind` is state, organisation, group, outlet, city or person; `medium` the kind of an outlet; `variants`
    further names, between semicolons (for persons the short names). Raises IntakeError for a file that cannot be read
    and TableError with the file and the line of a bad row.

        with with_own("my.csv"):
            record = onrecord.read(text)
    """
    with using(read_own(path)):
        yield


def read_own(path: str | Path) -> OwnActors:
    """Check and read a user's table; see `with_own` for the columns and errors."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise IntakeError(
            f"the table of actors {path} cannot be read: {error.strerror}", remedy="Name a file that is there."
        ) from error
    return own_of(data, str(path))


def own_of(data: bytes, name: str) -> OwnActors:
    """Check and read the bytes of a user's table; `name` is what messages call it."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise TableError(f"the table of actors {name} is not UTF-8", remedy="Save it as UTF-8.") from error
    rows = parse_csv(text, name)
    if rows and tuple(rows[0]) != COLUMNS:
        raise TableError(
            f"table {name} has the columns {', '.join(rows[0])}", remedy=f"Write the header {','.join(COLUMNS)}."
        )
    lines = _line_numbers(text)
    names: list[tuple[str, Entry]] = []
    persons: list[dict[str, str]] = []
    for row in rows:
        problem = _problem(row)
        if problem is not None:
            raise TableError(f"table {name}, line {lines[row['key']]} {problem}", remedy="Correct the table.")
        variants = [name.strip() for name in row["variants"].split(";") if name.strip()]
        if row["kind"] == "person":
            persons += _person_rows(row, variants)
        else:
            entry = Entry(
                row["kind"], row["key"], row["code"] or None, row["sector"] or None, row["medium"] or None
            )  # fmt: skip
            names += [(plain(name.removeprefix("the ")), entry) for name in [row["key"], *variants]]
    return OwnActors(hashlib.sha256(data).hexdigest(), name, data, tuple(names), tuple(persons))


def _person_rows(row: dict[str, str], variants: list[str]) -> list[dict[str, str]]:
    """A row for each short name, with the columns of leaders.csv."""
    common = {"key": row["key"], "code": row["code"], "sector": row["sector"], "gender": "", "years": ""}
    return [{**common, "short": short} for short in variants or [""]]


def _problem(row: dict[str, str]) -> str | None:
    """What is wrong with a row, in words."""
    if row["kind"] not in KINDS:
        return f"has the kind {row['kind']!r}, which is none of {', '.join(KINDS)}"
    if row["code"] and not _CODE.fullmatch(row["code"]):
        return f"has the code {row['code']!r}, which is not two to ten capital letters and digits"
    if row["kind"] == "state" and not row["code"]:
        return "is a state without a code"
    if row["sector"] and not _SECTOR.fullmatch(row["sector"]):
        return f"has the sector {row['sector']!r}, which is not three capital letters"
    if (row["kind"] == "outlet") != bool(row["medium"]) or (row["medium"] and row["medium"] not in HOPS):
        return f"has the medium {row['medium']!r}; outlets, and only they, have one of {', '.join(HOPS)}"
    return None if row["source"] else "names no source"


def _line_numbers(text: str) -> dict[str, int]:
    """Key -> line of its row."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        found.setdefault(line.split(",")[0].strip().strip('"'), number)
    return _Lines(found)


class _Lines(dict[str, int]):
    """Line numbers by key; 0 for a key that quotation marks or line breaks hide."""

    def __missing__(self, key: str) -> int:
        return next((number for line, number in self.items() if line and key.startswith(line)), 0)
