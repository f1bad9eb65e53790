"""The tie cases under tests/cases/ties: which lasting relations must be read out of invented sentences."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import cases

import onrecord
from onrecord.record import Tie


def _shown(tie: Tie, wanted: dict[str, Any]) -> dict[str, Any]:
    """The tie in the shape of the case, with the fields that the case names; the order of the sides is free."""
    full: dict[str, Any] = {
        "between": sorted(tie.between), "kind": tie.kind, "state": tie.state, "by": sorted(tie.by), "since": tie.since,
        "voice": tie.voice,
    }  # fmt: skip
    return {key: full[key] for key in wanted}


def _sorted(wanted: dict[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, list) else value for key, value in wanted.items()}


@pytest.mark.parametrize("case", cases("ties"))
def test_case(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], date=case.get("date", "2025-01-15"), as_of="2026-01-01")
    wanted = [_sorted(tie) for tie in case["ties"]]
    got = [_shown(tie, want) for tie, want in zip(record.ties, wanted, strict=False)]
    extra = [(tie.between, tie.kind, tie.state) for tie in record.ties[len(wanted) :]]
    assert (got, extra) == (wanted, []), case["why"]
