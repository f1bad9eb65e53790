"""Write the generated parts of README and docs anew, so that they say what the code says.

    python -m docs.generate

A generated part stands between `<!-- begin: NAME -->` and `<!-- end: NAME -->`; a test fails when one is not
what this module would write.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import subprocess
import sys
import tomllib
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import grimp
import yaml

from benchmarks import calibration, capacity, errors
from benchmarks.figures import load_committed, load_figures
from benchmarks.peers import table_of
from benchmarks.readme import scores_table, speed_table
from docs.store_schema import schema_tables
from onrecord.intake import NOTES
from onrecord.record import Record
from onrecord.record.schema import json_schema
from onrecord.record.vocabulary import NOTICES

ROOT = Path(__file__).resolve().parents[1]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "true or false"}


def floors() -> list[list[str]]:
    """The modules of each floor from the ground up, as the import contract in pyproject.toml has them.

    Rooms that are not built yet stand there in parentheses, and here too.
    """
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (layers,) = (contract["layers"] for contract in config["contracts"] if contract["type"] == "layers")
    return [[module.strip() for module in re.split("[|:]", layer)] for layer in reversed(layers)]


def flow() -> list[tuple[str, str]]:
    """The arrows of the drawing: (from, to) where `to` imports `from`.

    The ground (floors 0 and 1) is left out, since every room stands on it, and so is an arrow where a longer way leads
    to the same room.
    """
    graph = grimp.build_graph("onrecord", cache_dir=None)
    rooms = [room for floor in floors()[2:] for room in floor]
    above: dict[str, set[str]] = {room: set() for room in rooms}
    for module in sorted(graph.modules):
        for imported in graph.find_modules_directly_imported_by(module):
            importer, source = _room(module), _room(imported)
            if importer in above and source in above and importer != source:
                above[source].add(importer)
    return [(low, high) for low in rooms for high in rooms if high in above[low] and not _detour(above, low, high)]


def _room(module: str) -> str:
    """The room that a module belongs to; the package itself belongs to none.

    >>> _room("onrecord.dates.lexer")
    'dates'
    """
    return f"{module}..".split(".")[1]


def _detour(above: dict[str, set[str]], start: str, goal: str) -> bool:
    """True when another way than the arrow itself leads from start to goal."""
    waiting, seen = [room for room in above[start] if room != goal], set()
    while waiting:
        room = waiting.pop()
        if room == goal:
            return True
        if room not in seen:
            seen.add(room)
            waiting.extend(above[room])
    return False


def drawing() -> str:
    """The drawing of the house: floors from the config, arrows from the imports, as a Mermaid chart."""
    lines = ["```mermaid", "flowchart BT"]
    for number, floor in enumerate(floors()):
        rooms = [room for room in floor if not room.startswith("(")]
        if rooms:
            lines.append(f'    subgraph floor{number}["floor {number}"]')
            lines += [f"        {room}" for room in rooms]
            lines.append("    end")
    lines += [f"    {lower} --> {upper}" for lower, upper in flow()]
    return "\n".join([*lines, "```"])


def notices_table() -> str:
    """Every notice code with its meaning."""
    return "\n".join(
        ["| code | meaning |", "| --- | --- |", *(f"| `{code}` | {text} |" for code, text in sorted(NOTICES.items()))]
    )


def notes_table() -> str:
    """Every note that a source can make on a report, with its meaning."""
    return "\n".join(
        ["| note | meaning |", "| --- | --- |", *(f"| `{code}` | {text} |" for code, text in NOTES.items())]
    )


def record_tables() -> str:
    """One table of fields for each data class of the record, with the meanings of docs/fields.yaml."""
    meanings = yaml.safe_load((ROOT / "docs" / "fields.yaml").read_text(encoding="utf-8"))
    classes = {cls.__name__: cls for cls in _classes(Record, [])}
    if set(classes) != set(meanings):
        raise ValueError(f"docs/fields.yaml and the record differ in {sorted(set(classes) ^ set(meanings))}")
    return "\n\n".join(_class_table(classes[name], meanings[name]) for name in meanings)


def _class_table(cls: type, meanings: dict[str, str]) -> str:
    hints = get_type_hints(cls)
    names = [field.name for field in dataclasses.fields(cls)]
    if names != list(meanings):
        raise ValueError(f"docs/fields.yaml has {list(meanings)} for {cls.__name__}, the class has {names}")
    lines = [f"### {cls.__name__}", "", (cls.__doc__ or "").split("\n")[0], "", "| field | type | what it holds |"]
    lines.append("| --- | --- | --- |")
    for name in names:
        words = ", ".join(_allowed(cls.__name__, name))
        lines.append(
            f"| `{name}` | {type_name(hints[name])} | {meanings[name]}{f'; one of: {words}' if words else ''} |"
        )
    return "\n".join(lines)


def _allowed(cls: str, field: str) -> list[str]:
    """The words that a field with a closed vocabulary may hold, as the published schema has them; else none."""
    schema = json_schema()
    described = schema["$defs"].get(cls, schema)["properties"].get(field, {})
    options = [described, *described.get("anyOf", [])]
    return [word for option in options for word in option.get("enum", []) if word is not None]


def type_name(hint: Any) -> str:
    """The JSON type of a field, in words.

    >>> type_name(str | None)
    'string or null'
    >>> type_name(tuple[int, ...])
    'list of integer'
    """
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join("null" if one is type(None) else type_name(one) for one in get_args(hint))
    if get_origin(hint) is tuple:
        return f"list of {type_name(get_args(hint)[0])}"
    if dataclasses.is_dataclass(hint):
        name = getattr(hint, "__name__", str(hint))
        return f"[{name}](#{name.lower()})"
    return _PLAIN[hint]


def _classes(cls: type, seen: list[type]) -> list[type]:
    """The data class and all that its fields lead to."""
    if cls in seen:
        return seen
    seen.append(cls)
    for hint in get_type_hints(cls).values():
        for inner in _inner(hint):
            _classes(inner, seen)
    return seen


def _inner(hint: Any) -> Iterator[type]:
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for argument in get_args(hint):
        yield from _inner(argument)


def example_output() -> str:
    """What `onrecord read` prints for the first example report, as it stands in a terminal of 100 columns."""
    examples = sorted((ROOT / "examples").glob("*.txt"))
    if not examples:
        return "There are no example reports yet."
    command = ["onrecord", "read", f"examples/{examples[0].name}"]
    code = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *command[1:], "--as-of", "2026-12-01"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {done.stderr.decode('utf-8').strip().splitlines()[-1]}")
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    return "\n".join(["```text", f"$ {' '.join(command)}", *lines, "```"])


def peers_result() -> str:
    """The table of benchmarks/peers.json."""
    path = ROOT / "benchmarks" / "peers.json"
    return table_of(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else "Not measured (`make peers`)."


def speed_result() -> str:
    """The table of benchmarks/results.json."""
    return speed_table(json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8")))


def calibration_result() -> str:
    """The tables of benchmarks/calibration.json."""
    return calibration.table_of(calibration.kept())


def errors_result() -> str:
    """The table of benchmarks/errors.yaml."""
    return errors.table_of(errors.kept())


#: (file, name of the part, what writes it)
PARTS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("README.md", "scores", lambda: scores_table(load_figures(), load_committed())),
    ("README.md", "speed", speed_result),
    ("docs/house.md", "drawing", drawing),
    ("docs/notices.md", "notices", notices_table),
    ("docs/intake.md", "notes", notes_table),
    ("docs/record.md", "fields", record_tables),
    ("docs/scale.md", "capacity", capacity.capacity_table),
    ("docs/store.md", "schema", schema_tables),
    ("docs/statements.md", "calibration", calibration_result),
    ("docs/statements.md", "errors", errors_result),
    ("docs/statements.md", "peers", peers_result),
    ("README.md", "output", example_output),
)


def renewed(text: str, name: str, part: str) -> str:
    """`text` with the generated part `name` replaced; raises ValueError where its two marks do not stand there once.

    >>> print(renewed("<!-- begin: x -->old<!-- end: x -->", "x", "new"))
    <!-- begin: x -->
    new
    <!-- end: x -->
    """
    begin, end = f"<!-- begin: {name} -->", f"<!-- end: {name} -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"{begin} and {end} must stand in the file once each")
    return re.sub(f"{begin}.*?{end}", lambda _: f"{begin}\n{part}\n{end}", text, flags=re.DOTALL)


def main() -> None:
    """Renew every generated part, and name the files that changed."""
    for file, name, write in PARTS:
        path = ROOT / file
        old = path.read_text(encoding="utf-8")
        new = renewed(old, name, write())
        if new != old:
            path.write_text(new, encoding="utf-8")
            print(f"{file}: {name} renewed")


if __name__ == "__main__":
    main()
