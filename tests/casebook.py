"""Cases as data: short texts and what must come out of them, YAML files under `tests/cases`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent / "cases"


def rows(*names: str) -> list[dict[str, Any]]:
    """All cases of files ("actors/codes") and of whole folders ("ties"), in order."""
    return [case for name in names for path in _files(name) for case in _in(path)]


def cases(*names: str) -> list[Any]:
    """The same for `parametrize`, each called by its name or its beginning; what is known to fail must fail."""
    return [
        pytest.param(
            case,
            id=f"{path.stem}: {_called(case)}",
            marks=[pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else [],
        )
        for name in names
        for path in _files(name)
        for case in _in(path)
    ]


def _files(name: str) -> list[Path]:
    path = FOLDER / name
    return sorted(path.glob("*.yaml")) if path.is_dir() else [path.with_name(f"{path.name}.yaml")]


def _in(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def _called(case: dict[str, Any]) -> str:
    return str(next(case[key] for key in ("name", "head", "text", "why") if key in case))[:60]
