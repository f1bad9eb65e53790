"""Compiled wheels: with ONRECORD_COMPILE=1 set, the rooms that read go through mypyc into the wheel.

    ONRECORD_COMPILE=1 pip install .          (needs a C compiler; some minutes)

The modules stay in the wheel as they are; beside each lies its compiled form, which Python prefers, and the records are
the same to the byte. Without the variable nothing of this happens, and an editable installation is never compiled: a
compiled module would hide what is changed in its source.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = "ONRECORD_COMPILE"
#: The rooms whose code takes the time, and what of the language room they ask most.
COMPILED = (
    "actors/*.py", "dates/*.py", "events/*.py", "figures/*.py", "layout/*.py", "statements/*.py", "terms/*.py",
    "ties/*.py", "voice/*.py", "language/asides.py", "language/columns.py", "language/lemmas.py",
    "language/sentences.py", "language/syntax.py",
)  # fmt: skip
#: Doors, which only import, and a list of a kind of its own, for which mypyc has no class.
LEFT_OUT = ("__init__.py", "tokens.py")


class CompiledHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds compiled modules to a wheel where they are asked for."""

    def dependencies(self) -> list[str]:
        """What a build needs besides hatchling."""
        return ["mypy>=1.14", "setuptools", "types-PyYAML>=6.0"] if os.environ.get(ASKED) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile a copy of the source and add what came out; raises SystemExit where the compiler gives up."""
        if version == "editable" or not os.environ.get(ASKED):
            return
        root = Path(self.root)
        place = root / "build" / "mypyc"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(root / "src", place, ignore=shutil.ignore_patterns("*.so", "__pycache__", "models"))
        compile_modules(place, root / "pyproject.toml")
        for built in place.rglob("*.so"):
            inside = built.relative_to(place)
            if inside.parts[0] != "build":
                build_data["force_include"][str(built)] = str(inside)
        build_data["pure_python"], build_data["infer_tag"] = False, True


def modules(place: Path) -> list[str]:
    """The modules to compile, as paths below `place`."""
    found = (path for pattern in COMPILED for path in sorted((place / "onrecord").glob(pattern)))
    return [str(path.relative_to(place)) for path in found if path.name not in LEFT_OUT]


def compile_modules(place: Path, config: Path) -> None:
    """Compile the modules in place; all in one group, so that they call each other directly."""
    command = [sys.executable, "-m", "mypyc", "--config-file", str(config), *modules(place)]
    run = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
    if run.returncode:
        said = "\n".join((run.stdout + run.stderr).splitlines()[-20:])
        raise SystemExit(f"{said}\nonrecord could not be compiled; leave {ASKED} out for a wheel of plain Python.")
