"""The house keeps its own rules: floors, sizes, addresses, locks, papers. Each test names the file to correct."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from docs.generate import floors

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "onrecord"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

LONGEST_FILE, USUAL_FILE = 600, 400
LONGEST_FUNCTION, USUAL_FUNCTION = 50, 35
DEEPEST = 4
#: Addresses that one machine or one network has, and the hosts of package registries.
_FOREIGN = re.compile(
    r"(?<![\w.])/(?:work|home|root|Users|opt|mnt|tmp)/\w|file://|(?:pypi\.org|pythonhosted\.org|anaconda\.org|npmjs\.)",
    re.I,
)
_NESTING = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match)


def tracked(*patterns: str) -> list[Path]:
    """The files under version control, or all files where there is none (as in an unpacked archive)."""
    done = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> list[Path]:
    return sorted([*SOURCE.rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), *(ROOT / "docs").rglob("*.py")])


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return sum((statement.end_lineno or 0) - statement.lineno + 1 for statement in body)


def depth(node: ast.AST) -> int:
    """How deep statements nest below a node; `elif` is no further level."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        chained = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child) + (isinstance(child, _NESTING) and not chained))
    return deepest


def test_depth_counts_levels_and_not_elif() -> None:
    source = "def f(x):\n if x:\n  pass\n elif x:\n  for y in x:\n   pass\n"
    assert depth(ast.parse(source).body[0]) == 2


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path.relative_to(ROOT): length for path, length in lengths.items() if length > LONGEST_FILE} == {}
    long = [path for path, length in lengths.items() if length > USUAL_FILE]
    assert len(long) <= 0.05 * len(lengths), f"split one of {long}"


def test_functions_stay_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}": code_lines(f) for path in modules() for f in functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    ordered = sorted(lengths.values())
    assert ordered[int(len(ordered) * 0.95)] <= USUAL_FUNCTION


def test_functions_stay_flat() -> None:
    deep = [
        f"{path.relative_to(ROOT)}:{f.lineno} {f.name}"
        for path in modules()
        for f in functions(path)
        if depth(f) > DEEPEST
    ]
    assert deep == []


def test_every_room_has_a_floor_and_only_unbuilt_ones_stand_in_parentheses() -> None:
    planned = {room for floor in floors() for room in floor}
    built = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()} - {
        "__init__"
    }
    assert built - planned == set(), "give the room a floor (pyproject.toml) or take off its parentheses"
    assert {room for room in planned if not room.startswith("(")} == built


def test_the_house_page_puts_every_room_on_its_floor() -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    told = {(int(floor), room) for floor, room in re.findall(r"^\| (\d+) \| `(\w+)` \|", page, re.M)}
    planned = {(number, room) for number, floor in enumerate(floors()) for room in floor}
    built = {(number, room) for number, room in planned if not room.startswith("(")}
    assert built - told == set(), "add a line to the table"
    assert told - {(number, room.strip("()")) for number, room in planned} == set(), "no such room on that floor"


def test_no_machine_and_no_registry_is_named() -> None:
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if path != Path(__file__):
            found += [f"{path.relative_to(ROOT)}: {match.group()}" for match in _FOREIGN.finditer(text)]
    assert found == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_locks_hold_pins_and_hashes_and_nothing_else(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    allowed = re.compile(r"#.*|[a-z0-9.-]+==\S+(?: ;.*)? \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?")
    assert [line for line in lines if not allowed.fullmatch(line)] == []


def test_locks_agree_and_hold_what_the_project_asks_for() -> None:
    pins = {}
    for name in ("requirements.lock", "requirements-dev.lock"):
        pins[name] = dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.M))
    run, dev = pins["requirements.lock"], pins["requirements-dev.lock"]
    assert run.items() <= dev.items()
    project = PROJECT["project"]
    asked = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in project["dependencies"]}
    assert asked <= set(run), "say make lock"
    asked = {re.split(r"[<>=;\[ ]", line)[0].lower() for line in project["optional-dependencies"]["dev"]}
    assert asked <= set(dev), "say make lock"


def test_the_change_log_knows_this_version() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = PROJECT["project"]["version"]
    assert f"## [{version}]" in log or "## [Unreleased]" in log
    assert version in log


def test_continuous_integration_runs_what_the_readme_says() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    ci = re.findall(r"^make (\w+)$", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.M)
    readme = re.findall(r"^make (\w+) ", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert readme == ["demo", "test"]
    assert ci == ["demo", "check"]
    assert re.search(r"^check: .*\btest\b", makefile, re.M), "make check must run make test"


def test_every_test_is_collected() -> None:
    homes = PROJECT["tool"]["pytest"]["ini_options"]["testpaths"]
    assert {"tests", "src", "README.md", "docs"} <= set(homes)
    tests = [path for path in tracked("*.py") if path.name.startswith("test_") or path.name.endswith("_test.py")]
    stray = [path.relative_to(ROOT) for path in tests if path.relative_to(ROOT).parts[0] not in homes]
    assert stray == [], "move it under tests/"
    names = Counter(path.name for path in tests if not (path.parent / "__init__.py").exists())
    assert [name for name, count in names.items() if count > 1] == [], "test files need names of their own"
    wrong = [path for path in tracked("tests/*.py") if re.search(r"^def test_", path.read_text(encoding="utf-8"), re.M)]
    assert [path.relative_to(ROOT) for path in wrong if path not in tests] == [], "name the file test_*.py"


def test_the_wheel_holds_the_whole_package_and_its_papers(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {path.relative_to(ROOT / "src").as_posix() for path in tracked("src")}
    assert wanted - held == set()
    assert {name.rpartition("/")[2] for name in held} >= {"LICENSE", "NOTICE", "entry_points.txt", "py.typed"}
