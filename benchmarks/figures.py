"""The main figures: which they are, what they are now, and which of them fell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.yaml"
COMMITTED = HERE / "scores.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure (0 to 1): where it stands in the scorer's output, and what is asked of it."""

    group: str
    set: str
    name: str
    key: tuple[str, ...]
    noise: float
    first: float | None
    target: float | None

    @property
    def id(self) -> str:
        """The figure's name in scores.json: its set and its path."""
        return " / ".join((self.set, *self.key))


@dataclass(frozen=True, slots=True)
class Row:
    """A figure with its committed value (None where there is none yet) and its value now (None where unmeasured)."""

    figure: Figure
    committed: float | None
    now: float | None

    @property
    def fell(self) -> bool:
        """True when the figure fell by more than its noise, or is gone."""
        if self.committed is None:
            return False
        return self.now is None or self.committed - self.now > self.figure.noise + 1e-9


def load_figures(path: Path = FIGURES) -> tuple[Figure, ...]:
    """Read the list of figures; an unknown or missing field is a TypeError or KeyError that names it."""
    groups = yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    return tuple(
        Figure(
            group=group["title"],
            set=group["set"],
            noise=group["noise"],
            **{"first": None, "target": None, **entry, "key": tuple(entry["key"])},
        )
        for group in groups
        for entry in group["figures"]
    )


def value_of(figure: Figure, scores: Mapping[str, Any]) -> float | None:
    """Look one figure up in the scorer's output; None where its set was not measured or it could not be counted.

    >>> figure = Figure("Dates", "wire", "dates", ("date", "f1"), 0.01, None, None)
    >>> value_of(figure, {"wire": {"date": {"p": 1.0, "r": 0.5, "f1": 0.6667}}})
    0.6667
    """
    found: Any = scores.get(figure.set)
    for name in figure.key:
        if found is None:
            return None
        if name not in found:
            raise KeyError(f"the scorer gives no {figure.id!r}; correct benchmarks/figures.yaml")
        found = found[name]
    return None if found is None else round(float(found), 4)


def compare(figures: tuple[Figure, ...], committed: Mapping[str, float], scores: Mapping[str, Any]) -> list[Row]:
    """Put each figure's committed value beside its value now."""
    return [Row(figure, committed.get(figure.id), value_of(figure, scores)) for figure in figures]


def load_committed(path: Path = COMMITTED) -> dict[str, Any]:
    """Read the committed scores: `measured` (a day), `gold` (hash by set), `figures` (value by id); empty at first."""
    if not path.exists():
        return {"measured": None, "gold": {}, "figures": {}}
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def gold_hashes(shared: Path, sets: set[str]) -> dict[str, str]:
    """SHA-256 of each gold set: of its file, or of the names and contents of its folder's files."""
    hashes = {}
    for name in sorted(sets):
        single = shared / "eval" / f"{name}.jsonl"
        folder = next((home for home in (shared / "eval" / name, shared / name) if home.is_dir()), None)
        digest = hashlib.sha256()
        for path in [single] if single.exists() else sorted(folder.iterdir()) if folder else []:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        hashes[name] = digest.hexdigest()
    return hashes
