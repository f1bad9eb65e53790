"""Figures in invented sentences (tests/cases/figures/figures.yaml), and their tables."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pycountry
import pytest
from tests.casebook import cases, rows

import onrecord
from onrecord.figures.numbers import numbers
from onrecord.tables import load_csv

#: Currencies that are gone, and one of no state, have no entry in pycountry.
_GONE = {"BEF", "BGN", "BTC", "DEM", "FRF", "ITL", "NLG", "ZWL"}


@pytest.mark.parametrize("case", cases("figures/figures"))
def test_figures(case: dict[str, Any]) -> None:
    record = onrecord.read(case["text"], as_of="2026-01-01")
    found = [[figure.text, figure.value, figure.low, figure.high, figure.unit] for figure in record.figures]
    assert found == case["figures"], case["why"]
    for figure in record.figures:
        assert record.report.text[figure.start : figure.end] == figure.text


def test_a_figure_belongs_to_the_innermost_statement() -> None:
    text = "Minister Ada Kroll said General Juri Pesk had told her that 40 soldiers had left. The town has 300 houses."
    record = onrecord.read(text, as_of="2026-01-01")
    soldiers, houses = record.figures
    inner = next(statement for statement in record.statements if statement.id == soldiers.voice)
    assert inner.within is not None
    assert houses.voice == "outlet"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one hundred and five", [105]),
        ("three thousand two hundred", [3200]),
        ("five and six", [5, 6]),
        ("1.5m", [1_500_000]),
        ("12 lakh", [1_200_000]),
        ("3rd, 21st, F-16, 9/11, 1:0, COVID-19, v2.0", []),
        ("hundreds of thousands", [None]),
        ("1,000,000 and 1,5", [1_000_000]),
    ],
)
def test_numbers(text: str, values: list[float | None]) -> None:
    assert [number.value for number in numbers(text)] == values


def test_currencies_are_those_of_iso_4217() -> None:
    rows = [row for row in load_csv("lexicon/figure_units.csv") if row["kind"] in ("currency", "sign")]
    codes = {row["unit"] for row in rows} - {"", "magnitude"} - _GONE
    assert {code for code in codes if pycountry.currencies.get(alpha_3=code) is None} == set()
    assert len(rows) > 150


def test_figures_stand_in_text_order_and_never_overlap() -> None:
    figures = onrecord.read(" ".join(case["text"] for case in rows("figures/figures")), as_of="2026-01-01").figures
    assert all(one.end <= other.start for one, other in pairwise(figures))
