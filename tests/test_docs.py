"""The generated parts of README and docs say what the code says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from docs.generate import PARTS, ROOT, renewed
from onrecord.record.vocabulary import NOTICES


@pytest.mark.parametrize(("file", "name", "write"), PARTS, ids=[f"{file}-{name}" for file, name, _ in PARTS])
def test_generated_parts_are_fresh(file: str, name: str, write: Callable[[], str]) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert renewed(text, name, write()) == text, "say make docs"


def test_a_part_without_its_marks_is_an_error() -> None:
    with pytest.raises(ValueError, match="begin: x"):
        renewed("<!-- begin: x --> and no end", "x", "new")


def test_every_notice_that_the_code_gives_is_documented() -> None:
    page = (ROOT / "docs" / "notices.md").read_text(encoding="utf-8")
    assert [code for code in NOTICES if f"| `{code}` |" not in page] == []


def test_every_link_between_our_pages_leads_somewhere() -> None:
    dead = []
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for goal in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
            if not (page.parent / goal).exists():
                dead.append(f"{page.name}: {goal}")
    assert dead == []
