"""Events of whole invented wire reports: few that nobody told, and most of those that a careful reader would give."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import rows

import onrecord
from onrecord.record import Event, Participant

#: Shares that must be right and found over the reports of some files; raise them as reading gets better. Nothing was
#: repaired after the ninth set was read.
SHARES = {
    ("wire/reports", "wire/sixth", "wire/seventh", "deeds/reports"): (0.87, 0.80),
    ("wire/eighth",): (0.90, 0.60),
    ("wire/ninth",): (0.75, 0.50),
}
#: Of the events found in the last two, whose word they are: the share that must be right.
VOUCHED = 0.85


def _is_side(wanted: list[str], parties: tuple[Participant, ...]) -> bool:
    """Whether the codes are half of those wanted or more; "_" is anybody, "|" parts right answers."""
    if any("_" in each.split("|") for each in wanted):
        return True
    codes = {party.code for party in parties if party.code}
    hit = sum(bool(codes & set(each.split("|"))) for each in wanted)
    extra = sum(not any(code in each.split("|") for each in wanted) for code in codes)
    return bool(wanted) and hit / (len(wanted) + extra) >= 0.5


def _is_told(line: str, event: Event) -> bool:
    left, right = line.partition(" @ ")[0].lstrip("?").split("->")
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


@pytest.mark.parametrize("files", SHARES, ids=" ".join)
def test_the_events_of_whole_reports(files: tuple[str, ...]) -> None:
    right, missed, invented = (sum(column) for column in zip(*map(_counts, rows(*files)), strict=True))
    least_right, least_found = SHARES[files]
    assert right / (right + invented) >= least_right, (right, invented)
    assert right / (right + missed) >= least_found, (right, missed)


def _vouching(case: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """For each event that is found: its line, and the outlet or whoever vouches for the events that may be meant."""
    record = onrecord.read(case["text"], as_of="2024-12-31")
    called = {"outlet": "outlet"}
    for one in record.statements:
        who = one.speaker
        words = (who.name, who.role, who.organisation, *(span.text for span in who.spans))
        called[one.id] = " ".join(filter(None, words))
    lines = (line for line in case["events"] if not line.startswith("?"))
    told = ((line, [called[event.voice] for event in record.events if _is_told(line, event)]) for line in lines)
    return [(line, voices) for line, voices in told if voices]


def test_whose_word_the_events_are() -> None:
    told = [each for case in rows("wire/eighth", "wire/ninth") for each in _vouching(case)]
    wrong = [
        (line, voices)
        for line, voices in told
        if not any(line.partition(" @ ")[2].lower() in voice.lower() for voice in voices)
    ]
    assert 1 - len(wrong) / len(told) >= VOUCHED, wrong
