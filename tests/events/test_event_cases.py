"""Events of invented sentences: everything that a sentence holds, and nothing that it does not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from tests.casebook import FOLDER, cases, rows

import onrecord
from onrecord.events import shipped
from onrecord.record import Event, Participant

CASES = rows("events")


def told(event: Event) -> str:
    """One event as the cases write it."""
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return f"{kind} {_side(event.actor)} > {_side(event.recipient)} {event.status}"


def _side(parties: tuple[Participant, ...]) -> str:
    return ",".join(party.code for party in parties if party.code)


@pytest.mark.parametrize("case", cases("events"))
def test_events_of_a_sentence(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], date="2015-06-03", as_of="2024-01-01")
    assert sorted(map(told, record.events)) == sorted(case["events"]), case["hard"]


def test_there_are_enough_cases_and_half_of_them_are_traps() -> None:
    texts = {case["text"] for case in CASES}
    assert len(texts) == len(CASES) >= 150
    traps = 0
    for file in (FOLDER / "events").glob("*.yaml"):
        _, _, below = file.read_text(encoding="utf-8").partition("# traps\n")
        traps += len(yaml.safe_load(below) or ())
    assert traps * 2 >= len(CASES)


def test_every_type_and_mode_has_a_case() -> None:
    told_of = {line.split()[0] for case in CASES if "xfail" not in case for line in case["events"]}
    types = {kind.partition("/")[0] for kind in told_of}
    assert types == set(shipped().types)
    modes = {f"{name}/{mode}" for name, kind in shipped().types.items() for mode in kind.modes}
    assert modes <= told_of
