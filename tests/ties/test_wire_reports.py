"""Whole invented wire reports: the ties that a careful reader would give, and few that nobody told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import onrecord
from onrecord.record import Tie

CASES = Path(__file__).parent.parent / "cases" / "wire"
#: Ties that may be missed or invented over a whole file of reports; lower them as reading gets better.
MISSED, INVENTED = 4, 1


def _wanted(line: str) -> tuple[bool, set[str], set[str], frozenset[str]]:
    """Whether a tie may be left out, its possible kinds and states, and its sides."""
    words = line.lstrip("?").split()
    sides = frozenset(word for word in words if word.isupper())
    *kind, state = (word for word in words if not word.isupper())
    return line.startswith("?"), set(" ".join(kind).split("|")), set(state.split("|")), sides


def _compared(case: dict[str, Any]) -> tuple[list[str], list[Tie]]:
    """The lines of a report that were missed, and the ties that stand for none."""
    left = list(onrecord.read(case["text"], as_of="2026-01-01").ties)
    missed = []
    for line in sorted(case["ties"], key=lambda line: line.startswith("?")):
        optional, kinds, states, sides = _wanted(line)
        fitting = (tie for tie in left if tie.kind in kinds and tie.state in states and set(tie.between) == sides)
        found = next(fitting, None)
        if found is not None:
            left.remove(found)
        elif not optional:
            missed.append(f"{case['name']}: {line}")
    return missed, left


@pytest.mark.parametrize("path", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_ties_of_whole_reports(path: Path) -> None:
    missed: list[str] = []
    invented: list[tuple[str, Tie]] = []
    for case in yaml.safe_load(path.read_text(encoding="utf-8")):
        lines, more = _compared(case)
        missed += lines
        invented += [(case["name"], tie) for tie in more]
    assert len(missed) <= MISSED, missed
    assert len(invented) <= INVENTED, invented
