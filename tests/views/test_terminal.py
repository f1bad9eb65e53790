"""The record in the terminal: readable at any width, with and without colour, and deaf to what a report might send."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from tests.record.random_records import records

import onrecord
from onrecord.record import Record
from onrecord.views.terminal import console_for, render

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"


@pytest.fixture(scope="module")
def harbour() -> Record:
    return Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))


def shown(record: Record, width: int | None = None, colour: bool = False, no_colour: bool = False) -> str:
    stream = io.StringIO()
    console = console_for(stream)
    if width or colour:
        console = Console(
            file=stream, width=width or 100, force_terminal=colour, no_color=no_colour,
            color_system="standard" if colour else None, markup=False, emoji=False, highlight=False,
        )  # fmt: skip
    render(record, console)
    return stream.getvalue()


def test_piped_output_is_plain_and_100_columns_wide(harbour: Record) -> None:
    out = shown(harbour)
    assert "\x1b" not in out
    assert max(map(cell_len, out.split("\n"))) <= 100
    assert '"⟦3 We were asked⟧," she told Radio Velmora, "⟦3 and we said no⟧."' in out


def test_nested_statements_and_own_voice_are_bracketed(harbour: Record) -> None:
    out = " ".join(shown(harbour, 200).split())
    assert '⟦4 the buyer, Tamas Okoro, had told her that "⟦5 every island has a price.⟧"⟧' in out
    assert "⟦= The harbour <b>loses</b> money every year & nobody disputes it.⟧" in out


def test_who_verb_what_kind_chain_and_day_are_told(harbour: Record) -> None:
    line = next(line for line in shown(harbour, 200).splitlines() if line.lstrip().startswith("3 "))
    assert line.split("  ")[0:1] == [""]
    for words in ("Ilka Sorrentz", "told", "We were asked … and we said no", "direct", "6 May 2025"):
        assert words in line
    assert "Radio Velmora → Aegis" in " ".join(shown(harbour, 200).split())
    assert "Notice (year-inferred): The dateline gives May 6 without a year" in shown(harbour, 200)


@pytest.mark.parametrize("width", [60, 80, 89, 90, 120, 200])
@pytest.mark.parametrize("colour", [True, False])
def test_no_line_is_wider_than_the_terminal(harbour: Record, width: int, colour: bool) -> None:
    out = re.sub(r"\x1b\[[0-9;]*m", "", shown(harbour, width, colour))
    assert max(map(cell_len, out.split("\n"))) <= width
    for words in ("Ilka Sorrentz", "Tamas Okoro", "indirect", "denied"):
        assert words in out


def test_colours_mark_kinds_where_there_are_colours(harbour: Record) -> None:
    out = shown(harbour, 100, colour=True)
    assert "\x1b[32mWe were asked\x1b[0m" in out
    assert "⟦" not in out


def test_no_color_brackets_instead(harbour: Record) -> None:
    out = shown(harbour, 100, colour=True, no_colour=True)
    assert "⟦3 We were asked⟧" in out
    assert "\x1b[32m" not in out


def test_the_environment_can_ask_for_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not console_for(Terminal()).no_color
    monkeypatch.setenv("NO_COLOR", "1")
    assert console_for(Terminal()).no_color


def test_a_report_cannot_send_commands_to_the_terminal(harbour: Record) -> None:
    evil = "\x1b]0;owned\x07 \x1b[2J \u202egnp"
    report = replace(harbour.report, text=evil, headline=None, dateline=None, outlet=evil)
    notice = replace(harbour.notices[0], message=evil)
    record = replace(harbour, report=report, statements=(), dates=(), own_voice=(), notices=(notice,))
    out = shown(record)
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "␛]0;owned␇" in out
    assert "No statement was found" in out


@settings(max_examples=30)
@given(records(), st.sampled_from([60, 100, 200]), st.booleans())
def test_any_record_can_be_shown(record: Record, width: int, colour: bool) -> None:
    assert shown(record, width, colour)


def test_loaded_wording_and_figures_stand_below_with_their_users() -> None:
    text = "Minister Ada Kroll said the Kiev regime had lost between 20 and 30 tanks. At least 12 people died."
    stream = io.StringIO()
    render(onrecord.read(text, as_of="2026-01-01"), console_for(stream))
    shown = " ".join(stream.getvalue().split())
    assert "Kiev regime the government of Ukraine 1, Ada Kroll" in shown
    assert "20 to 30 tanks 1, Ada Kroll" in shown
    assert "At least 12 people from 12 people killed the outlet" in shown
