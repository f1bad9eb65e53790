"""The words for an actor and their codes (tests/cases/actors/codes.yaml)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casebook import cases

from onrecord.actors import code_of
from onrecord.actors.holders import holder_in


@pytest.mark.parametrize("case", cases("actors/codes"))
def test_codes(case: dict[str, Any]) -> None:
    found = code_of(case["text"], case.get("as_of"), case.get("context", ""))
    code, sector = found or (None, None)
    assert code == case["code"], case["why"]
    if "sector" in case:
        assert sector == case["sector"], case["why"]


def test_two_of_one_name_stay_open_without_a_date() -> None:
    assert holder_in("Minister Shevardnadze") is None
    assert holder_in("Minister Shevardnadze", date(1986, 1, 1)) == ("SUN", "GOV")


@given(st.text(max_size=60))
def test_any_text_has_a_code_or_none(text: str) -> None:
    found = code_of(text, context=text)
    assert found is None or found[0]
