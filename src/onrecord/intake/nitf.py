"""NITF, the News Industry Text Format: one report from one document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.intake.blocks import local_name, paragraphs_of
from onrecord.intake.item import Bad, Item
from onrecord.intake.newsitem import NewsItem, item_from
from onrecord.intake.stream import Stream
from onrecord.intake.xml import attribute, below, first, found, root_of, words_of, xml_lang

_HEADINGS = ("hl1", "hl2")


def read_nitf(stream: Stream) -> Iterator[Item | Bad]:
    """The report of one NITF document; raises IntakeError for broken XML and for one without text."""
    root = root_of(stream.whole())
    yield item_from(news_of_nitf(root), stream.place, "nitf")


def news_of_nitf(root: Any) -> NewsItem:
    """What a NITF element says."""
    data = next(iter(found(root, "head", "docdata")), None)
    head = next(iter(found(root, "body", "body.head")), None)
    news = NewsItem(paragraphs=_paragraphs(root), language=xml_lang(root))
    news.headline = _headline(head) or first(root, "head", "title")
    if head is not None:
        news.byline = first(head, "byline")
        news.dateline = first(head, "dateline")
        news.outlet = first(head, "distributor", "org") or first(head, "distributor")
        news.desk_notes = [words for note in found(head, "note") if (words := words_of(note))]
    if data is not None:
        _document(news, data)
    publication = found(root, "head", "pubdata")
    news.dates += [("date.publication", one.get("date.publication")) for one in publication]
    news.outlet = news.outlet or next((name for one in publication if (name := one.get("name"))), None)
    return news


def _document(news: NewsItem, data: Any) -> None:
    """Read `docdata`: identity, moments, urgency, messages of the desk."""
    issued, released = attribute(data, "norm", "date.issue"), attribute(data, "norm", "date.release")
    news.url = attribute(data, "id-string", "doc-id")
    news.version = attribute(data, "version", "du-key") or attribute(data, "version", "doc-id")
    news.urgency = attribute(data, "ed-urg", "urgency")
    news.credit = attribute(data, "regsrc", "doc-id") or attribute(data, "holder", "doc.copyright")
    news.status = data.get("management-status")
    if news.status == "embargoed":
        news.embargo, news.status = released or "", None
    elif news.status is not None and news.status.startswith("usable"):
        news.status = None
    news.dates += [("date.release", released), ("date.issue", issued)]
    news.changed = issued or released
    messages = [one.get("info") or one.get("msg-type") for one in found(data, "ed-msg")]
    news.desk_notes += [" ".join(words.split()) for words in messages if words]
    for one in found(data, "correction"):
        news.correction = one.get("info") or one.get("id-string") or "corrected"


def _headline(head: Any) -> str | None:
    if head is None:
        return None
    for name in _HEADINGS:
        if words := first(head, "hedline", name):
            return words
    return first(head, "hedline")


def _paragraphs(root: Any) -> list[str]:
    contents = found(root, "body", "body.content") or below(root, "body.content")
    if not contents and local_name(root) != "nitf":
        contents = [root]
    return [words for content in contents for words in paragraphs_of(content)]
