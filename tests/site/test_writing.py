"""What a site lets in and what it keeps out: nothing is written without the token, and no text becomes markup."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from tests.site.conftest import Visitor, serving
from tests.site.test_browser import PASTED, sound, tab

import onrecord
from onrecord.keeping import reread
from onrecord.record import Record
from onrecord.record.verify import digest
from onrecord.store import open_store
from onrecord.views.web.site.bodies import LARGEST
from onrecord.views.web.site.serve import datasette_over

TOKEN = "correct horse battery staple"


@pytest.fixture
def store(example_store: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example_store, tmp_path / "own.db"))


@pytest.fixture
def writer(store: Path) -> Iterator[Visitor]:
    found = Visitor(datasette_over(store, TOKEN))
    yield found
    found.close()


def count(store: Path) -> int:
    with open_store(store, write=False) as opened:
        return int(opened.db.execute("SELECT count(*) FROM reports").fetchone()[0])


def form(visitor: Visitor) -> tuple[str, dict[str, str]]:
    """The token of a form of the site, and the cookie that came with it."""
    page = visitor.get("/-/read")
    return re.findall(r'name="csrftoken" value="([^"]+)"', page.text)[0], dict(page.cookies)


def test_a_site_without_token_has_no_route_that_writes(visitor: Visitor) -> None:
    mark, cookies = form(visitor)
    sent = {"text": PASTED, "token": "", "csrftoken": mark}
    assert visitor.post("/-/keep", data=sent, cookies=cookies).status_code == 404
    assert "--write" in visitor.post("/-/read", data=sent, cookies=cookies).text


def test_with_the_token_a_report_is_kept(writer: Visitor, store: Path) -> None:
    mark, cookies = form(writer)
    before = count(store)
    done = writer.post("/-/keep", data={"text": PASTED, "token": TOKEN, "csrftoken": mark}, cookies=cookies)
    assert done.status_code == 302
    assert count(store) == before + 1
    assert "Rita Zammit" in writer.get(done.headers["location"]).text


def test_what_the_form_says_of_a_report_is_known_when_it_is_read_anew(writer: Visitor, store: Path) -> None:
    mark, cookies = form(writer)
    sent = {"text": "The talks went on, Rita Zammit said.", "date": "2024-05-03", "outlet": "The Gazette"}
    assert writer.post("/-/keep", data={**sent, "token": TOKEN, "csrftoken": mark}, cookies=cookies).status_code == 302
    with open_store(store) as opened:
        (before,) = (record for record in opened.records() if record.report.text == sent["text"])
        assert (before.report.published, before.report.outlet) == ("2024-05-03", "The Gazette")
        reread(opened, all_of_them=True)
        assert opened.record(before.report.id) == before


@pytest.mark.parametrize(
    ("token", "own_mark", "own_cookie"),
    [("wrong", True, True), ("", True, True), (TOKEN, False, True), (TOKEN, True, False), (TOKEN, False, False)],
)
def test_without_token_or_from_elsewhere_nothing_is_kept(
    writer: Visitor, store: Path, token: str, own_mark: bool, own_cookie: bool
) -> None:
    mark, cookies = form(writer)
    sent = {"text": PASTED, "token": token, "csrftoken": mark if own_mark else "forged"}
    before = count(store)
    done = writer.post("/-/keep", data=sent, cookies=cookies if own_cookie else {})
    assert done.status_code == 403
    assert count(store) == before
    assert writer.get("/-/keep").status_code == 403


def test_a_form_with_a_foreign_mark_is_not_read_either(visitor: Visitor) -> None:
    _, cookies = form(visitor)
    assert visitor.post("/-/read", data={"text": PASTED, "csrftoken": "forged"}, cookies=cookies).status_code == 403


def test_larger_texts_than_any_report_are_refused(visitor: Visitor) -> None:
    mark, cookies = form(visitor)
    sent = {"csrftoken": mark, "text": "a" * (LARGEST + 1)}
    assert visitor.post("/-/read", data=sent, cookies=cookies).status_code == 413
    sent["text"] = "a " * 600_000
    assert "more than 1,000,000" in visitor.post("/-/read", data=sent, cookies=cookies).text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("   ", "There is no text"),
        ("<html><body><article><p>" + "The minister said no. " * 40 + "</p></article></body></html>", "The minister"),
        ("%PDF-1.4 binary", ""),
    ],
)
def test_what_is_pasted_is_taken_as_a_file_would_be(visitor: Visitor, text: str, told: str) -> None:
    mark, cookies = form(visitor)
    page = visitor.post("/-/read", data={"csrftoken": mark, "text": text}, cookies=cookies)
    assert page.status_code == 200
    assert told in page.text


def test_a_day_that_is_none_is_told(visitor: Visitor) -> None:
    mark, cookies = form(visitor)
    page = visitor.post("/-/read", data={"csrftoken": mark, "text": PASTED, "date": "soon"}, cookies=cookies)
    assert "is not a day" in page.text


@pytest.mark.slow
def test_the_token_is_shown_where_the_site_is_started(chromium: Browser, store: Path) -> None:
    with serving(store, "--write") as (address, said), tab(chromium, address, 390) as page:
        token = said.strip().rpartition(" ")[2]
        page.goto("/-/read")
        page.get_by_label("The text, as").fill(PASTED)
        page.get_by_role("button", name="Read", exact=True).click()
        sound(page)
        page.get_by_label("Token").fill(token)
        page.get_by_role("button", name="Keep this report").click()
        expect(page).to_have_url(re.compile("/-/report/[0-9a-f]+$"))
        expect(page.locator("h1")).to_contain_text("Lagoon talks go on")


HOSTILE = (
    "<script>document.title='gone'</script>",
    "<img src=x onerror=document.title='gone'>",
    "\"'><svg onload=document.title='gone'>",
    "</textarea></style></script><b>",
    "{{ 7 * 7 }} {% raw %} @url @told{safe}",
    "\u202egnp.exe\u202c \u2066hidden\u2069 \x1b[31m",
)


def hostile_records(example_records: list[Record]) -> Iterator[Record]:
    """Records in which every word that a text could bring is hostile."""
    river = next(record for record in example_records if record.ties and record.events)
    for number, words in enumerate(HOSTILE):
        text = (
            f"Talks go on {number} {words}\n\nVALLETTA, May 3, 2024 (Reuters) - Malta will keep the lagoon open, "
            f'Minister Rita Zammit said on Friday.\n\n"We close nothing," she told reporters.\n\n{words}\n'
        )
        record = onrecord.read(text, as_of="2026-11-25", outlet=words)
        speakers = [replace(each, speaker=replace(each.speaker, name=words, role=words, organisation=words, named=True,
                                                  code="PRY")) for each in record.statements]  # fmt: skip
        span = record.report.dateline
        assert span is not None
        evidence = (replace(river.ties[0].evidence[0], start=span.start, end=span.end, text=span.text),)
        tie = replace(river.ties[0], id="t1", between=("PRY", "URY"), voice="outlet", evidence=evidence)
        yield replace(record, statements=tuple(speakers), ties=(tie,), events=())


def test_no_text_becomes_markup_in_a_browser(chromium: Browser, example_records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "hostile.db"
    with open_store(path) as opened:
        opened.put_all(hostile_records(example_records))
        reports = [row[0] for row in opened.db.execute("SELECT id FROM reports")]
        speakers = [row[0] for row in opened.db.execute("SELECT id FROM speakers")]
    assert len(reports) == len(HOSTILE)
    assert speakers
    paths = ["/", "/-/search", "/-/dyad/PRY/URY", "/-/ties", *(f"/-/report/{each}" for each in reports)]
    paths += [f"/-/speaker/{each}" for each in speakers]
    with serving(path) as (address, _), tab(chromium, address, 1280) as page:
        for each in paths:
            page.goto(each)
            assert page.title() != "gone", each
            text = page.locator("main").inner_text()
            assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", text), each
            assert "49 " not in text
        page.goto("/-/dyad/PRY/URY")
        sound(page)


def test_a_paragraph_of_a_megabyte_shows_as_text(tmp_path: Path, example_records: list[Record]) -> None:
    text = "<b>word</b> " * 90_000
    model = example_records[0]
    small = onrecord.read("x", as_of="2026-11-25").report
    report = replace(small, text=text, id="f" * 16, sha256=digest(text))
    record = replace(model, report=report, statements=(), events=(), ties=(), actors=(), dates=(), terms=(), figures=(),
                     own_voice=())  # fmt: skip
    path = tmp_path / "large.db"
    with open_store(path) as opened:
        opened.put(record)
    found = Visitor(datasette_over(path))
    try:
        page: Any = found.get(f"/-/report/{'f' * 16}")
        assert page.status_code == 200
        shown = re.findall(r'<p class="paragraph"[^>]*>(.*?)</p>', page.text, re.DOTALL)
        assert unescape(shown[0]) == text
    finally:
        found.close()
