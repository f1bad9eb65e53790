"""Events of whole invented wire reports: few that nobody told, and most of those that a careful reader would give."""

from __future__ import annotations

from typing import Any

from tests.casebook import rows

import onrecord
from onrecord.record import Event, Participant

#: Shares that must be right and found over all reports; raise them as reading gets better.
RIGHT, FOUND = 0.87, 0.78


def _is_side(wanted: list[str], parties: tuple[Participant, ...]) -> bool:
    """Whether the codes are half of those wanted or more; "_" is anybody, "|" parts right answers."""
    if any("_" in each.split("|") for each in wanted):
        return True
    codes = {party.code for party in parties if party.code}
    hit = sum(bool(codes & set(each.split("|"))) for each in wanted)
    extra = sum(not any(code in each.split("|") for each in wanted) for code in codes)
    return bool(wanted) and hit / (len(wanted) + extra) >= 0.5


def _is_told(line: str, event: Event) -> bool:
    left, right = line.lstrip("?").split("->")
    types, *actors = left.split()
    *recipients, _status = right.split()
    return event.type in types.split("|") and _is_side(actors, event.actor) and _is_side(recipients, event.recipient)


def _counts(case: dict[str, Any]) -> tuple[int, int, int]:
    """How many events are right, how many were missed, and how many nobody told."""
    left = list(onrecord.read(case["text"], as_of="2024-12-31").events)
    right = missed = 0
    for line in sorted(case["events"], key=lambda line: line.startswith("?")):
        found = next((event for event in left if _is_told(line, event)), None)
        if found is not None:
            left.remove(found)
        if not line.startswith("?"):
            right += found is not None
            missed += found is None
    return right, missed, len(left)


def test_the_events_of_whole_reports() -> None:
    reports = rows("wire/reports", "wire/sixth", "wire/seventh", "deeds/reports")
    right, missed, invented = (sum(column) for column in zip(*map(_counts, reports), strict=True))
    assert right / (right + invented) >= RIGHT, (right, invented)
    assert right / (right + missed) >= FOUND, (right, missed)
