"""Web pages, feeds, web archives and news XML: what each gives, and what its broken twins give."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path

import pytest
from making import (
    ATOM,
    BODY,
    FIRST,
    HEADLINE,
    NEWSML,
    NINJS,
    NITF,
    PAGE_META,
    RSS,
    SECOND,
    answer,
    bad,
    chunked,
    got,
    one,
    page,
    warc,
)

from onrecord.intake import Bad, Item, Note, read_source

MAY_3 = datetime.date(2026, 5, 3)
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
THEFT = '<!DOCTYPE x [<!ENTITY a SYSTEM "file" >]>'


def test_a_page_gives_its_report_and_what_it_says_of_it() -> None:
    item = one(page(PAGE_META).encode())
    assert item.text == "\n\n".join([HEADLINE, *BODY])
    assert (item.format, item.title, item.outlet) == ("html", HEADLINE, "Harbour Gazette")
    assert (item.url, item.language) == ("https://gazette.example/talks", "en-GB")
    assert (item.published, item.basis, item.changed) == (MAY_3, "the page", "2026-05-04T08:00:00Z")


def test_a_page_without_a_date_has_none_though_its_text_names_days() -> None:
    item = one(page(body=[*BODY, "On March 4, 2025 they had met, and on May 6, 2024 as well, the port said."]).encode())
    assert (item.published, item.basis) == (None, None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (page('<meta charset="windows-1252">').encode("cp1252"), None),
        (page('<meta charset="iso-8859-1">').encode("cp1252"), None),
        (page().encode("utf-16"), None),
        (page().encode("cp1252"), "cp1252"),
        (page('<meta charset="utf-8">').encode("cp1252"), "cp1252"),
        (page('<meta charset="klingon">').encode(), None),
        (page('<meta charset="base64">').encode(), None),
    ],
)
def test_the_encoding_of_a_page_is_told_or_decided_and_said(data: bytes, code: str | None) -> None:
    item = one(data)
    assert SECOND in item.text
    assert [note.code for note in item.notes] == (["encoding"] if code else [])
    assert all(code in note.text for note in item.notes if code)


def test_one_broken_byte_does_not_turn_a_page_into_another_encoding() -> None:
    item = one(page().encode().replace(b"harbour would", b"harb\xffour would"))
    assert SECOND in item.text
    assert item.notes == (Note("encoding", "1 bytes are not valid utf-8 and stand as U+FFFD"),)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"<!doctype html><html><body><script>x()</script></body></html>", "no report was found"),
        (b"<html><body>" + b"<div>" * 50_000, "no report was found"),
        (b"<!doctype html>" + b"\x00" * 100, "no report was found"),
        (page().encode() + b" " * 2_000_000, "is larger than 1 MB"),
    ],
)
def test_a_page_without_a_report_is_told(data: bytes, told: str) -> None:
    assert told in bad(data, max_mb=1).reason


def test_a_page_cut_off_in_the_middle_gives_what_is_there() -> None:
    assert FIRST in one(page().encode()[:-300]).text


def test_rss_gives_each_entry() -> None:
    whole, summary = got(RSS.encode())
    assert isinstance(whole, Item)
    assert whole.text == "\n\n".join([HEADLINE, FIRST, SECOND])
    assert (whole.published, whole.basis, whole.url) == (MAY_3, "the feed (published)", "https://gazette.example/talks")
    assert (whole.outlet, whole.language, whole.place.number) == ("Harbour Gazette", "en-gb", 1)
    assert isinstance(summary, Item)
    assert summary.text == "Ferry & quay\n\nThe ferry sailed, the port said."
    assert [note.code for note in summary.notes] == ["summary"]


def test_atom_gives_each_entry() -> None:
    item = one(ATOM.encode())
    assert item.text == "\n\n".join([HEADLINE, FIRST, SECOND])
    assert (item.published, item.changed, item.language) == (MAY_3, "2026-05-04T10:00:00+00:00", "en")


def test_a_feed_cut_off_gives_the_entries_before() -> None:
    whole, cut = got(RSS.encode()[: RSS.index("sailed")])
    assert isinstance(whole, Item)
    assert isinstance(cut, Bad)
    assert "cut off" in cut.reason
    assert cut.start == b"Ferry & quay"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (RSS.replace("<rss", f"{BOMB}<rss").encode(), "declares entities"),
        (RSS.replace("<rss", f"{THEFT}<rss").encode(), "declares entities"),
        (RSS.replace("utf-8", "utf-16").replace("<rss", f"{BOMB}<rss").encode("utf-16"), "declares entities"),
        (b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "is an entry without text"),
        (b"<rss", "is no feed"),
        (NEWSML.replace("<newsMessage", f"{BOMB}<newsMessage").encode(), "declares entities"),
        (NITF.replace('SYSTEM "nitf-3-4.dtd"', '[<!ENTITY a "b">]').encode(), "declares entities"),
        (NEWSML.encode()[:-200], "is cut off"),
        (NITF.encode()[:-300], "is cut off"),
        (NITF.replace("“", "").replace("stayed", "stayed \x93").encode("latin-1"), "is not well-formed XML"),
        (b"<?xml version='1.0'?><invoice/>", "is XML of the kind <invoice>"),
        (b"<?xml version='1.0'?><NewsML Version='1.2'/>", "is NewsML 1"),
        (b"<newsMessage/>", "without a news item"),
        (b"<nitf><body/></nitf>", "holds no text"),
    ],
)
def test_xml_that_is_broken_or_bad_is_told(data: bytes, told: str) -> None:
    assert told in bad(data).reason


def test_newsml_gives_each_item_with_the_desks_notes() -> None:
    item, picture = got(NEWSML.encode())
    assert isinstance(item, Item)
    assert item.text == "\n\n".join([HEADLINE, "By Marla Quist", f"OSLO, May 3 (HNA) - {FIRST}", SECOND])
    assert (item.format, item.outlet, item.language, item.version) == ("newsml", "Harbour News Agency", "en-GB", "3")
    assert (item.published, item.basis, item.changed) == (MAY_3, "firstCreated", "2026-05-04T09:00:00+00:00")
    assert item.url == "urn:newsml:harbour.example:20260503:talks"
    assert [(note.code, note.text) for note in item.notes] == [
        ("embargo", "2026-05-05T00:00:00Z"),
        ("correction", "CORRECTS name of the minister in paragraph 2."),
        ("byline", "Marla Quist"),
        ("credit", "HNA/Quay Desk"),
        ("urgency", "3"),
    ]
    assert isinstance(picture, Bad)
    assert (picture.reason, picture.place.number) == ("holds no text", 2)


def test_a_cancelled_item_says_so() -> None:
    item = got(
        NEWSML.replace("stat:usable", "stat:canceled").replace("CORRECTS name", "Mandatory kill: name").encode()
    )[0]
    assert isinstance(item, Item)
    assert Note("status", "canceled") in item.notes


def test_nitf_gives_its_report_with_the_desks_notes() -> None:
    item = one(NITF.encode())
    assert item.text == "\n\n".join([HEADLINE, "By Marla Quist", f"OSLO, May 3 - {FIRST}", "They—all of them—stayed."])
    assert (item.format, item.outlet, item.version) == ("nitf", "Harbour News Agency", "2")
    assert (item.published, item.basis) == (datetime.date(2026, 5, 4), "date.release")
    assert [(note.code, note.text) for note in item.notes] == [
        ("embargo", "20260504T060000Z"),
        ("correction", "Editors: CORRECTS spelling throughout."),
        ("byline", "By Marla Quist"),
        ("credit", "HNA"),
        ("urgency", "4"),
    ]


def test_newsml_may_carry_nitf() -> None:
    inner = (
        NITF[NITF.index("<nitf") :].replace("&mdash;", "-").replace("<nitf", "<nitf xmlns='http://iptc.org/std/NITF/'")
    )
    begin, end = NEWSML.index("<html"), NEWSML.index("</inlineXML>")
    item = got((NEWSML[:begin] + inner + NEWSML[end:]).encode())[0]
    assert isinstance(item, Item)
    assert FIRST in item.text
    assert item.published == MAY_3


def test_ninjs_is_known_among_json() -> None:
    item = one(json.dumps(NINJS).encode())
    assert item.text == "\n\n".join([HEADLINE, "By Marla Quist", FIRST, SECOND])
    assert (item.format, item.outlet, item.url) == ("ninjs", "Harbour News Agency", "urn:hna:7")
    assert (item.published, item.version, item.language) == (MAY_3, "2", "en")
    assert [note.code for note in item.notes] == ["embargo", "correction", "byline", "urgency"]


def test_ninjs_of_the_second_version() -> None:
    newer = {
        "uri": "urn:hna:8", "type": "text", "versionCreated": "2026-05-03T10:00:00Z", "pubStatus": "withheld",
        "headlines": [{"role": "short", "value": "Talks"}, {"role": "main", "value": HEADLINE}],
        "bodies": [{"contentType": "text/html", "value": f"<p>{FIRST}</p>"}],
    }  # fmt: skip
    item = one(json.dumps(newer).encode())
    assert item.text == f"{HEADLINE}\n\n{FIRST}"
    assert item.notes == (Note("status", "withheld"),)


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    body = page(PAGE_META).encode()
    zipped = gzip.compress(page().encode())
    data = warc(
        answer("https://gazette.example/a", body),
        answer("https://gazette.example/b", chunked(zipped), "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        answer("https://gazette.example/none", b"<html>gone", status="404 Not Found"),
        answer("https://gazette.example/picture", b"\x89PNG", kind="image/png"),
        answer("https://gazette.example/c", page().encode("cp1252"), kind="text/html; charset=windows-1252"),
        answer("https://gazette.example/d", page().encode(), "Transfer-Encoding: chunked", "Content-Encoding: br"),
        packed=packed,
    )
    path = tmp_path / ("CC-NEWS-20260601000000-00001.warc" + (".gz" if packed else ""))
    path.write_bytes(data)
    for items in (list(read_source(str(path))), got(data)):
        assert all(isinstance(item, Item) and item.text == "\n\n".join([HEADLINE, *BODY]) for item in items), items
        assert [item.place.number for item in items] == [1, 2, 5, 6]
        first, second, third, _ = (item for item in items if isinstance(item, Item))
        assert first.notes == (Note("captured", "2026-06-01T00:00:00Z"),)
        assert (first.published, first.url) == (MAY_3, "https://gazette.example/talks")
        assert (second.published, second.url) == (None, "https://gazette.example/b")
        assert third.outlet == "gazette.example"


def test_a_web_archive_with_a_damaged_record_gives_the_others(tmp_path: Path) -> None:
    records = [
        gzip.compress(answer(f"https://gazette.example/{n}", page(headline=f"Talks {n}").encode())) for n in range(4)
    ]
    records[1] = records[1][:300] + b"\x00" * 40 + records[1][340:]
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join(records)[:-100])
    items = list(read_source(str(path)))
    assert [item.title for item in items if isinstance(item, Item)] == ["Talks 0", "Talks 2"]
    assert sum(isinstance(item, Bad) for item in items) >= 2
    assert all("damaged" in item.reason or "cut off" in item.reason for item in items if isinstance(item, Bad)), items


@pytest.mark.parametrize(
    ("body", "headers", "told"),
    [
        (chunked(page().encode())[:500], ["Transfer-Encoding: chunked"], "is cut off inside a chunk"),
        (b"4\r\n<htm\r\nzz\r\n", ["Transfer-Encoding: chunked"], "a chunk of it is broken"),
        (gzip.compress(page().encode())[:-60], ["Content-Encoding: gzip"], "is cut off"),
        (gzip.compress(b"<p>" * 3_000_000), ["Content-Encoding: gzip"], "is larger than 1 MB"),
        (b"\x00\x01\x02", ["Content-Encoding: br"], "is in the coding br"),
        (b"<p>" * 500_000, [], "is larger than 1 MB"),
    ],
)
def test_a_broken_answer_in_a_web_archive_is_one_bad_piece(body: bytes, headers: list[str], told: str) -> None:
    good = answer("https://gazette.example/good", page().encode())
    broken = answer("https://gazette.example/bad", body, *headers)
    first, second, third = got(warc(good, broken, good), max_mb=1)
    assert isinstance(first, Item)
    assert isinstance(second, Bad)
    assert told in second.reason
    assert second.start == b"https://gazette.example/bad"
    assert isinstance(third, Item)
