"""Headings in title case for the parser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from onrecord.language.headlines import sentence_case

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/language/headlines.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    assert sentence_case(case["heading"], case["body"]) == case["expect"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_length_and_letters_stay(heading: str, body: str) -> None:
    written = sentence_case(heading, body)
    assert len(written) == len(heading)
    assert written.casefold() == heading.casefold()


def test_a_saying_is_read_from_a_heading_in_title_case() -> None:
    text = (
        "Minister Orlok Says Talks Will Resume in May\n\n"
        "OSLO, April 3, 2019 (AP) - Talks will resume in May, Dana Orlok, the minister, said on Wednesday."
    )
    first = onrecord.read(text, as_of="2020-01-01").statements[0]
    assert first.part == "headline"
    assert [span.text for span in first.content] == ["Talks Will Resume in May"]
    assert first.speaker.name == "Dana Orlok"
