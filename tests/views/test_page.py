"""The page: every character escaped, nothing loaded, links that lead somewhere, and colours that can be read."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.random_records import records

from onrecord.record import Record, Statement
from onrecord.record.verify import digest
from onrecord.views.web import page

SAMPLE = Path(__file__).parents[1] / "samples" / "records" / "harbour.json"
HARBOUR = Record.from_dict(json.loads(SAMPLE.read_text(encoding="utf-8")))
VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """What a browser would build: elements with attributes, their nesting checked, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def values(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "article", "aside", "footer", "nav",
    "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "span", "a", "bdi", "blockquote", "strong",
}  # fmt: skip
NAMES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "aria-label", "aria-hidden", "dir",
    "title", "rel",
}  # fmt: skip


def renamed(record: Record, words: str) -> Record:
    """The record with the same words in every field that a text or a stranger's record fills."""
    text = f"{words}\n\n{words} said {words}"
    speaker = replace(record.statements[0].speaker, spans=(), name=words, role=words, organisation=words, code=words)
    hops = tuple(replace(hop, name=words, spans=()) for hop in record.statements[2].chain)
    statement: Statement = replace(
        record.statements[2], id=words, kind=words, speaker=speaker, chain=hops, said_on=words, within=words,
        content=(), quoted=(), cue=replace(record.statements[2].cue, spans=(), force=words), venue=None,
    )  # fmt: skip
    report = replace(
        record.report, text=text, sha256=digest(text), headline=None, dateline=None, outlet=words, url=words,
        published=words, published_basis=words,
    )  # fmt: skip
    reader = replace(record.reader, version=words, model=words, as_of=words)
    return replace(
        record, reader=reader, report=report, statements=(statement,), actors=(), dates=(), own_voice=(),
        notices=(replace(record.notices[0], code=words, message=words),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "' onfocus='alert(1)' autofocus='",
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "<!-- --><![CDATA[ ]]>&lt;&amp;&#60;",
        "</title></head><body onload=alert(1)>",
        "<svg/onload=alert(1)>",
    ],
)
def test_no_words_become_markup(words: str) -> None:
    built = Page(page(renamed(HARBOUR, words)))
    assert {tag for tag, _ in built.elements} <= TAGS
    assert {name for _, attributes in built.elements for name in attributes} <= NAMES
    assert built.text.count(words) > 10
    assert all(re.match(r"#|https?://", link) for link in built.values("href"))


@settings(max_examples=30)
@given(st.lists(records(st.sampled_from("<>&\"'/=ab \r\n\x00\x1b\u202e\u2028\ud800")), max_size=3))
def test_any_records_make_a_sound_page(several: list[Record]) -> None:
    html = page(several)
    built = Page(html)
    assert {tag for tag, _ in built.elements} <= TAGS
    assert {name for _, attributes in built.elements for name in attributes} <= NAMES
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    ids = built.values("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in built.values("href")} <= set(ids)


def test_unseen_characters_are_shown() -> None:
    text = "The \u202enimda\u202c said\x1b[2J no."
    report = replace(HARBOUR.report, text=text, headline=None, dateline=None)
    html = page(replace(HARBOUR, report=report, statements=(), dates=(), own_voice=()))
    assert "The ⟨U+202E⟩nimda⟨U+202C⟩ said␛[2J no." in html


def test_every_statement_is_linked_both_ways() -> None:
    built = Page(page(HARBOUR))
    links, ids = built.values("href"), built.values("id")
    for number in range(1, 7):
        assert f"#r1-s{number}" in links
        assert f"#r1-s{number}-t" in links
        assert f"r1-s{number}" in ids
        assert f"r1-s{number}-t" in ids
    assert links.count("#r1-s3") == 2  # the quotation is split, and both parts lead to its card


def test_nested_words_belong_to_both_statements() -> None:
    assert '<span class="said direct r1-s4 r1-s5">every island has a price.</span>' in page(HARBOUR)


def test_kinds_are_told_in_words_and_not_by_colour_alone() -> None:
    built = Page(page(HARBOUR))
    for words in ("direct quotation", "partly quoted", "reported speech", "the outlet’s own voice"):
        assert words in built.text
    css = resources.files("onrecord.views.web").joinpath("style.css").read_text(encoding="utf-8")
    for style in ("solid", "dashed", "dotted", "double"):
        assert style in css


def test_title_outlet_day_place_and_notices_are_shown() -> None:
    built = Page(page(HARBOUR))
    for words in (
        'Harbour "',
        "Aegis",
        "Naxos Port",
        "published 6 May 2025",
        "Year inferred.",
        "2025 is the newest year",
    ):
        assert words in built.text
    assert "<title>Harbour &quot;not for sale&quot;, says island minister – on record</title>" in page(HARBOUR)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    html = page(HARBOUR)
    built = Page(html)
    (policy,) = [attributes["content"] for _, attributes in built.elements if "http-equiv" in attributes]
    assert policy is not None
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    allowed = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert not built.values("src")
    assert "<script" not in html


def test_addresses_are_links_only_where_they_lead_to_the_web() -> None:
    html = page(replace(HARBOUR, report=replace(HARBOUR.report, url="https://example.org/a?b=1&c=2")))
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer noopener nofollow">' in html
    assert "javascript:" not in Page(page(renamed(HARBOUR, "javascript:x"))).values("href")


def test_several_reports_have_an_index() -> None:
    built = Page(page([HARBOUR, HARBOUR]))
    assert "2 reports on record" in built.text
    assert [link for link in built.values("href") if "-" not in link] == ["#r1", "#r2"]
    assert [tag for tag, _ in built.elements].count("h1") == 1
    assert page([HARBOUR, HARBOUR]) == page([HARBOUR, HARBOUR])


def colours() -> dict[str, dict[str, str]]:
    """The colour variables of the style sheet, in light and in dark."""
    css = resources.files("onrecord.views.web").joinpath("style.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    pairs = re.compile(r"--([\w-]+): (#[0-9a-f]{6})")
    return {"light": dict(pairs.findall(light)), "dark": dict(pairs.findall(dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(scheme: str) -> None:
    names = colours()[scheme]
    grounds = [name for name in names if name.endswith("-tint") or name in ("paper", "target")]
    poor = [(ink, ground) for ink, ground in product(["ink"], grounds) if contrast(names[ink], names[ground]) < 4.5]
    poor += [(ink, "paper") for ink in ("muted", "direct", "mixed", "indirect", "own")
             if contrast(names[ink], names["paper"]) < 4.5]  # fmt: skip
    poor += [(kind, f"{kind}-tint") for kind in ("direct", "mixed", "indirect", "own")
             if contrast(names[kind], names[f"{kind}-tint"]) < 3]  # fmt: skip
    poor += [("muted", "target")] if contrast(names["muted"], names["target"]) < 4.5 else []
    assert len(names) >= 14
    assert poor == []
