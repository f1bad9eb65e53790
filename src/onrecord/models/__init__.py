"""Trained artefacts: finding the shipped language pipeline and verifying that it is the one its paper describes.

Each artefact is a folder with a paper, `onrecord.json`: name, version, licence, training data, scores, and the
sha256 of every file. Nothing here knows spaCy; the floor `language` loads what this module has found.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.errors import ModelError

DEFAULT = "en_wire"
PAPER = "onrecord.json"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Artefact:
    """A verified artefact: where it lies, what it is called, and one hash over all its files."""

    name: str
    version: str
    path: Path
    sha256: str


@cache
def artefact(name: str = DEFAULT) -> Artefact:
    """Find a shipped artefact by name and check every file against its paper.

    Raises ModelError when there is none of that name, a file is missing, or a hash differs.
    """
    folder = _HERE / name
    if not (folder / PAPER).is_file():
        shipped = ", ".join(sorted(path.parent.name for path in _HERE.glob(f"*/{PAPER}"))) or "none"
        raise ModelError(f"no language pipeline named {name!r} is shipped (shipped: {shipped})")
    paper = json.loads((folder / PAPER).read_text(encoding="utf-8"))
    whole = hashlib.sha256()
    for relative, expected in sorted(paper["files"].items()):
        found = _sha256(folder / relative, name)
        if found != expected:
            raise ModelError(
                f"{relative} of the language pipeline {name!r} differs from its paper",
                remedy="The installation is damaged; install onrecord again.",
            )
        whole.update(f"{relative} {found}\n".encode())
    return Artefact(paper["name"], paper["version"], folder, whole.hexdigest())


def is_shipped(name: str) -> bool:
    """True when an artefact of that name lies in the package."""
    return (_HERE / name / PAPER).is_file()


def _sha256(path: Path, name: str) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelError(
            f"{path.name} of the language pipeline {name!r} cannot be read ({error.strerror})",
            remedy="The installation is damaged; install onrecord again.",
        ) from error
