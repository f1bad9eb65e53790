"""Cutting a report into runs loses nothing, and says of each run exactly which marks lie on it."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.random_records import records

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.record.marks import Mark, blocks_of, cut, laid_out, marks_of
from onrecord.record.visible import shortened, visible

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"


@pytest.fixture(scope="module")
def harbour() -> Record:
    return Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))


@settings(max_examples=40)
@given(records(), st.lists(st.integers(0, 2), max_size=2))
def test_runs_cover_the_text_and_marks_hold_on_the_whole_run(record: Record, borders: list[int]) -> None:
    marks = marks_of(record)
    runs = cut(record.report.text, marks, borders)
    assert "".join(run.text for run in runs) == record.report.text
    assert all(run.start < run.end for run in runs)
    for run in runs:
        assert set(run.marks) == {mark for mark in marks if mark.start <= run.start and run.end <= mark.end}
        assert not [mark for mark in marks if run.start < mark.start < run.end or run.start < mark.end < run.end]


@settings(max_examples=40)
@given(records())
def test_blocks_stand_in_order_and_hold_every_mark_of_content(record: Record) -> None:
    blocks = blocks_of(record)
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    shown = "".join("".join(run.text for run in runs) for _, runs in laid_out(record))
    assert "".join(shown.split()) == "".join(record.report.text.split())


def test_nested_statements_lie_on_one_run_the_longest_first(harbour: Record) -> None:
    (run,) = [run for _, runs in laid_out(harbour) for run in runs if run.text == "every island has a price."]
    assert [(mark.role, mark.of) for mark in run.marks] == [("content", "s4"), ("content", "s5")]
    assert run.content is not None
    assert run.content.of == "s5"


def test_the_parts_of_the_report_become_blocks(harbour: Record) -> None:
    assert [block.kind for block in blocks_of(harbour)] == ["headline", "paragraph", "paragraph", "paragraph"]


def test_a_mark_outside_the_text_is_refused() -> None:
    with pytest.raises(RecordError, match="does not lie in a text of 3 characters"):
        cut("abc", [Mark(1, 4, "cue")])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain Zoë 東京 👩‍👩‍👧\tend", "plain Zoë 東京 👩‍👩‍👧\tend"),
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("a\x00b\x7f\x9bc", "a␀b␡⟨U+009B⟩c"),
        ("pay \u202egnp.exe", "pay ⟨U+202E⟩gnp.exe"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("\ud83d", "⟨U+D83D⟩"),
    ],
)
def test_what_could_act_unseen_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()), st.integers(2, 30))
def test_shortened_text_is_one_line_within_its_length(text: str, length: int) -> None:
    line = shortened(text, length)
    assert len(line) <= length
    assert "\n" not in line


class Tags(HTMLParser):
    """Collects what a browser would build."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_notebook_shows_the_record(harbour: Record) -> None:
    html = harbour._repr_html_()
    shown = Tags(html)
    assert "The harbour <b>loses</b> money every year & nobody disputes it." in shown.text
    assert "dashed" in html  # s4 is mixed
    assert "Ilka Sorrentz, Trade Minister" in shown.text


@settings(max_examples=40)
@given(records(st.sampled_from("<>&\"'abc \n")))
def test_nothing_of_a_record_becomes_markup_in_a_notebook(record: Record) -> None:
    shown = Tags(record._repr_html_())
    assert shown.tags <= {"div", "p", "span", "sup", "table", "tr", "th", "td"}
    assert shown.names <= {"style", "dir"}
