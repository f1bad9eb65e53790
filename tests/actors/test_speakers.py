"""Codes and sectors of speakers of every kind, through the whole reading (tests/cases/actors/speakers.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import onrecord

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "actors" / "speakers.yaml").read_text(encoding="utf-8"))
DATELINE = "GENEVA, May 3, 2024 (AFP)"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40].replace(" ", "-"))
def test_speakers(case: dict[str, Any]) -> None:
    record = onrecord.read(f"{case.get('dateline', DATELINE)} - {case['text']}", as_of="2026-01-01")
    speaker = record.statements[0].speaker
    assert (speaker.code, speaker.sector) == (case["code"], case["sector"])
