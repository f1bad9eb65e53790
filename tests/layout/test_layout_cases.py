"""The readable cases of layout: datelines, quotations, whole reports and files of several reports."""

from typing import Any

import pytest
from tests.casebook import cases

from onrecord.layout import lay_out, reports_in


@pytest.mark.parametrize("case", cases("layout/datelines"))
def test_dateline(case: dict[str, Any]) -> None:
    text = f"Talks go on in the capital\n\n{case['line']}\n\nA second paragraph of the report follows here."
    dateline = lay_out(text).dateline
    if case["span"] is None:
        assert dateline is None
        return
    assert dateline is not None
    assert dateline.span.text == case["span"]
    for name in ("place", "region", "agency", "year", "month", "day"):
        assert getattr(dateline, name) == case.get(name), name


@pytest.mark.parametrize("case", cases("layout/quotations"))
def test_quotation(case: dict[str, Any]) -> None:
    text = f"OSLO (AP) - {case['text']}"
    layout = lay_out(text)
    assert [text[q.start : q.end] for q in layout.quotations] == case["found"]
    assert [n.code for n in layout.notices] == ["unbalanced-quotation"] * case.get("notices", 0)
    if "uses" in case:
        assert [q.use for q in layout.quotations] == case["uses"]


@pytest.mark.parametrize("case", cases("layout/reports"))
def test_report(case: dict[str, Any]) -> None:
    layout = lay_out(case["text"])
    for name in ("headline", "subheadline", "byline", "header_date"):
        span = getattr(layout, name)
        assert (span.text if span else None) == case.get(name), name
    assert (layout.dateline.span.text if layout.dateline else None) == case.get("dateline")
    assert [span.text for span in layout.paragraphs] == case["paragraphs"]
    assert [span.text for span in layout.furniture] == case.get("furniture", [])
    assert layout.outlet == case.get("outlet")


@pytest.mark.parametrize("case", cases("layout/files"))
def test_file(case: dict[str, Any]) -> None:
    assert [span.text.split()[0] for span in reports_in(case["text"])] == case["first"]
