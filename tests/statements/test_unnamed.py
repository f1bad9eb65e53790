"""The card of unnamed speakers, drawn from the records of invented sentences (tests/cases/unnamed)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.casebook import cases

import onrecord


@pytest.mark.parametrize("case", cases("unnamed/cards"))
def test_card(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], as_of="2026-01-01")
    card = onrecord.unnamed_card(record.statements[0], record)
    if case["card"] is None:
        assert card is None, case["why"]
        return
    assert card is not None, case["why"]
    told = {
        name: [span.text for span in getattr(card, name)] if name in ("wish", "reason") else getattr(card, name)
        for name in case["card"]
    }
    assert told == case["card"], case["why"]


def test_a_card_points_at_its_words() -> None:
    text = "An aide, speaking on condition of anonymity because the talks are private, said a deal was near."
    record = onrecord.read(text, as_of="2026-01-01")
    card = onrecord.unnamed_card(record.statements[0], record)
    assert card is not None
    assert [text[span.start : span.end] for span in (*card.wish, *card.reason)] == [
        "on condition of anonymity", "because the talks are private",
    ]  # fmt: skip
