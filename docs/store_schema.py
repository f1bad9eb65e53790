"""The schema of a store as it stands in the comments of its SQL, for docs/store.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.store.migrations import script, statements_of

#: The scripts of the migrations, in their order.
SCRIPTS = ("schema.sql", "names.sql", "pages.sql", "frames.sql")
_HEAD = re.compile(r"CREATE (TABLE|VIEW|VIRTUAL TABLE) (\w+)")
_COLUMN = re.compile(r"    (\w+) ([A-Z]+)\b(.*?),? -- (.*)")
_TARGET = re.compile(r"REFERENCES (\w+) \((\w+)\)")


@dataclass(frozen=True, slots=True)
class Shown:
    """A table, view or index of full text: what it is for, and (column, type, meaning) for each column of a table."""

    name: str
    kind: str
    purpose: str
    columns: tuple[tuple[str, str, str], ...]


def schema() -> Iterator[Shown]:
    """All that the schema makes, in its order."""
    for statement in (each for name in SCRIPTS for each in statements_of(script(name))):
        comment, _, body = statement.partition("CREATE ")
        head = _HEAD.match(f"CREATE {body}")
        if head is None:
            continue
        purpose = " ".join(line.removeprefix("-- ") for line in comment.rstrip().rpartition("\n\n")[2].splitlines())
        kind = {"TABLE": "table", "VIEW": "view", "VIRTUAL TABLE": "full text"}[head[1]]
        columns = tuple(_column(line) for line in body.splitlines() if _COLUMN.match(line)) if kind == "table" else ()
        yield Shown(head[2], kind, purpose, columns)


def _column(line: str) -> tuple[str, str, str]:
    match = _COLUMN.match(line)
    if match is None:
        raise ValueError(f"{line} is no column with a comment")
    name, kind, rest, meaning = match.groups()
    target = _TARGET.search(rest)
    leads = f" → `{target[1]}.{target[2]}`" if target else ""
    return name, kind.lower(), meaning + leads


def schema_tables() -> str:
    """One section for each table with its columns, then the views and the full text."""
    parts = []
    for shown in schema():
        if shown.kind != "table":
            continue
        lines = [f"### {shown.name}", "", shown.purpose, "", "| column | type | what it holds |", "| --- | --- | --- |"]
        parts.append("\n".join([*lines, *(f"| `{name}` | {kind} | {told} |" for name, kind, told in shown.columns)]))
    others = ["### Views and full text", "", "| name | what | what it shows |", "| --- | --- | --- |"]
    others += [f"| `{shown.name}` | {shown.kind} | {shown.purpose} |" for shown in schema() if shown.kind != "table"]
    return "\n\n".join([*parts, "\n".join(others)])
