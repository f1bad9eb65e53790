"""NewsML-G2: each news item of a document, with what the agency says of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import IntakeError
from onrecord.intake.blocks import html_paragraphs, local_name, paragraphs_of
from onrecord.intake.item import Bad, Item
from onrecord.intake.newsitem import NewsItem, item_from
from onrecord.intake.nitf import news_of_nitf
from onrecord.intake.stream import Stream
from onrecord.intake.xml import attribute, below, first, found, root_of, words_of, xml_lang


def read_newsml(stream: Stream) -> Iterator[Item | Bad]:
    """The report of each news item; one without text (a picture) is a Bad. Raises IntakeError for broken XML."""
    root = root_of(stream.whole())
    items = [root] if local_name(root) == "newsitem" else below(root, "newsitem")
    if not items:
        raise IntakeError("is NewsML-G2 without a news item", remedy="Give the items that it names.")
    for number, element in enumerate(items, start=1):
        try:
            place = stream.place if len(items) == 1 else stream.at(number)
            yield item_from(_news(element), place, "newsml")
        except IntakeError as error:
            yield stream.bad(number, error, (element.get("guid") or "").encode())


def _news(element: Any) -> NewsItem:
    inline = _inline(element)
    news = inline or NewsItem()
    for meta in found(element, "itemmeta"):
        _item_meta(news, meta)
    for meta in found(element, "contentmeta"):
        _content_meta(news, meta)
    news.version = element.get("version") or news.version
    news.language = news.language or xml_lang(element)
    links = [
        one.get("href") for one in found(element, "itemmeta", "link") if "text/html" in (one.get("contenttype") or "")
    ]
    news.url = next((link for link in links if link and link.startswith("http")), element.get("guid") or news.url)
    return news


def _item_meta(news: NewsItem, meta: Any) -> None:
    """Read `itemMeta`: who provides it, when, and under which conditions."""
    news.outlet = (
        first(meta, "provider", "name") or attribute(meta, "literal", "provider") or news.outlet
        or _last(attribute(meta, "qcode", "provider"))
    )  # fmt: skip
    created, version = first(meta, "firstcreated"), first(meta, "versioncreated")
    news.dates = [("firstCreated", created), ("versionCreated", version), *news.dates]
    news.changed = version or created or news.changed
    news.status = _last(attribute(meta, "qcode", "pubstatus"))
    news.headline = first(meta, "title") or news.headline
    for embargo in found(meta, "embargoed"):
        news.embargo = words_of(embargo) or ""
    news.desk_notes = [*filter(None, map(words_of, found(meta, "ednote"))), *news.desk_notes]
    for signal in found(meta, "signal"):
        if "correct" in (code := (_last(signal.get("qcode")) or "").lower()):
            news.correction = code


def _content_meta(news: NewsItem, meta: Any) -> None:
    """Read `contentMeta`: what the report says of itself."""
    headlines = sorted(
        found(meta, "headline"), key=lambda one: _last(one.get("role")) not in (None, "main", "headline")
    )
    news.headline = next((words for one in headlines if (words := words_of(one))), news.headline)
    news.byline = first(meta, "by") or news.byline
    news.dateline = first(meta, "dateline") or news.dateline
    news.credit = first(meta, "creditline") or news.credit
    news.urgency = first(meta, "urgency") or news.urgency
    news.language = attribute(meta, "tag", "language") or news.language
    news.dates = [*news.dates, ("contentCreated", first(meta, "contentcreated"))]


def _inline(element: Any) -> NewsItem | None:
    """What the first content with text says: NITF, HTML or plain text."""
    for content in found(element, "contentset", "*"):
        kind = (content.get("contenttype") or "").lower()
        inner = next((child for child in content if local_name(child)), None)
        if inner is not None and local_name(inner) == "nitf":
            news = news_of_nitf(inner)
        elif inner is not None:
            news = NewsItem(paragraphs=_of_page(inner))
        elif local_name(content) == "inlinedata":
            news = NewsItem(paragraphs=html_paragraphs(content.text or ""))
        else:
            continue
        if news.paragraphs and "image" not in kind:
            return news
    return None


def _of_page(inner: Any) -> list[str]:
    bodies = below(inner, "body")
    return paragraphs_of(bodies[0] if bodies else inner)


def _last(code: str | None) -> str | None:
    """The code behind a scheme's prefix: "stat:usable" gives "usable"."""
    return code.rpartition(":")[2] if code else None
