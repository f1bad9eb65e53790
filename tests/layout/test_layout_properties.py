"""What holds for the layout of any text: spans cut the text, do not overlap, and lose no character."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.layout import lay_out, reports_in
from onrecord.layout.lines import lines_of

PIECES = st.sampled_from(
    ["OSLO (AP) - ", "Envoy recalled", "\n", "\n\n", "\r\n", "\f", '"', "'", "“", "”", "‘", "’", "``", "''",
     "«", "»", "„", "By Ann Lee", "NNNN", "(Reporting by Ann Lee)", "UPDATE 2-", "He left.", " ", "[them]",
     "(states - TASS)", "=====", "Published: 3 May 2024", "5'10\"", "\x00", "\ufeff", "\u2028",
     "Copyright 2020 AP", "a", "MINSK, May 3. /TASS/. "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_character_has_one_place(text: str) -> None:
    layout = lay_out(text)
    single = [layout.headline, layout.subheadline, layout.byline, layout.header_date]
    spans = [span for span in single if span] + [*layout.paragraphs, *layout.furniture]
    spans += [layout.dateline.span] if layout.dateline else []
    assert all(text[span.start : span.end] == span.text for span in spans)
    ordered = sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(ordered))
    held = {place for span in spans for place in range(span.start, span.end)}
    lines = {place for line in lines_of(text) for place in (line.start, line.end - 1)}
    assert lines <= held
    assert all(text[place].isspace() or not text[place].isprintable() or place in held for place in range(len(text)))
    assert list(layout.paragraphs) == sorted(layout.paragraphs)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_quotations_nest_and_stay_in_their_paragraph(text: str) -> None:
    layout = lay_out(text)
    homes = [span for span in (layout.headline, layout.subheadline, *layout.paragraphs) if span]
    for one in layout.quotations:
        assert 0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text)
        assert any(home.start <= one.start and one.end <= home.end for home in homes)
    for one in layout.quotations:
        for other in layout.quotations:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing
    assert all(text[span.start : span.end] == span.text for span in layout.insertions)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reports_lie_in_order(text: str) -> None:
    reports = reports_in(text)
    assert bool(reports) == bool(lines_of(text))
    assert all(one.end <= other.start for one, other in pairwise(reports))


@pytest.mark.parametrize("piece", ['a"', "“", "'a ", "«", "(a - ", "A\n", "MAY 3, ", "By A "])
def test_time_grows_with_length(piece: str) -> None:
    start = time.perf_counter()
    lay_out(piece * 2_000)
    short = time.perf_counter() - start
    start = time.perf_counter()
    lay_out(piece * 16_000)
    assert time.perf_counter() - start < 30 * short + 0.5


def test_blank_and_control_characters_are_told() -> None:
    assert [notice.code for notice in lay_out(" \n").notices] == ["no-text"]
    assert [notice.code for notice in lay_out("He\x00 left the city.").notices] == ["control-characters"]


def test_insertions_lie_inside_quotations() -> None:
    layout = lay_out('OSLO (AP) - "They (the states - TASS) stopped [it] (laughs) (sic)," he said [again].')
    assert [span.text for span in layout.insertions] == ["(the states - TASS)", "[it]", "(sic)"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = lay_out('OSLO (AP) - "We go.\n\n"We stay," she said.').quotations
    assert (first.closed, first.continues, second.closed, second.continues) == (False, False, True, True)
