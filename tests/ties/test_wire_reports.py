"""Whole invented wire reports: the ties that a careful reader would give, and few that nobody told."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import FOLDER, rows

import onrecord
from onrecord.record import Tie

#: Ties that may be missed or invented over a whole file of reports; lower them as reading gets better.
MISSED, INVENTED = 4, 1
#: The same for a file of many reports.
OF_MANY = {"sixth": (6, 5), "seventh": (4, 2), "eighth": (3, 1), "ninth": (2, 4)}
#: The files whose reports are told with their ties; others are told with their statements.
FILES = [
    name for name in sorted(path.stem for path in (FOLDER / "wire").glob("*.yaml")) if "ties" in rows(f"wire/{name}")[0]
]


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


@pytest.mark.parametrize("name", FILES)
def test_the_ties_of_whole_reports(name: str) -> None:
    missed: list[str] = []
    invented: list[tuple[str, Tie]] = []
    for case in rows(f"wire/{name}"):
        lines, more = _compared(case)
        missed += lines
        invented += [(case["name"], tie) for tie in more]
    most_missed, most_invented = OF_MANY.get(name, (MISSED, INVENTED))
    assert len(missed) <= most_missed, missed
    assert len(invented) <= most_invented, invented
