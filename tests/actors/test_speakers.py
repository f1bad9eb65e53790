"""Codes and sectors of speakers of every kind, through the whole reading (tests/cases/actors/speakers.yaml)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import cases

import onrecord

DATELINE = "GENEVA, May 3, 2024 (AFP)"


@pytest.mark.parametrize("case", cases("actors/speakers"))
def test_speakers(case: dict[str, Any]) -> None:
    record = onrecord.read(f"{case.get('dateline', DATELINE)} - {case['text']}", as_of="2026-01-01")
    speaker = record.statements[0].speaker
    assert (speaker.code, speaker.sector) == (case["code"], case["sector"])
