"""Headings in title case for the parser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.casebook import cases

import onrecord
from onrecord.language.headlines import sentence_case


@pytest.mark.parametrize("case", cases("language/headlines"))
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
