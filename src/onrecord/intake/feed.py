"""RSS and Atom: each entry is a report, or leads to one."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from onrecord.errors import IntakeError
from onrecord.intake.blocks import html_paragraphs
from onrecord.intake.columns import headed
from onrecord.intake.days import day_in, moment_in
from onrecord.intake.item import Bad, Item, Note
from onrecord.intake.stream import Stream
from onrecord.intake.xml import refuse_entities

_ENDS = re.compile(rb"</(?:rss|feed|(?:\w+:)?RDF)\s*>", re.I)


def read_feed(stream: Stream) -> Iterator[Item | Bad]:
    """Each entry's report, newest as the feed has them; with `links` the page behind it is read instead.

    A page that cannot be read is a Bad, and the entry's own text stands for it. The entry at which a feed is cut off
    is a Bad. Raises IntakeError for what is no feed.
    """
    data = stream.whole()
    refuse_entities(data)
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    if not feed.get("version") and not feed.entries:
        raise IntakeError(f"is no feed that can be read: {_why(feed)}", remedy="Give RSS or Atom.")
    cut_off = bool(feed.bozo) and not _ENDS.search(data[-2000:])
    for number, entry in enumerate(feed.entries, start=1):
        if cut_off and number == len(feed.entries):
            yield stream.bad(number, "is the entry at which the feed is cut off", _start(entry))
            return
        yield from _entry(stream, feed.feed, entry, number)
    if feed.bozo and not feed.entries:
        raise IntakeError(f"is a broken feed: {_why(feed)}", remedy="Get it again.")


def _entry(stream: Stream, feed: Any, entry: Any, number: int) -> Iterator[Item | Bad]:
    link = urljoin(stream.address or "", entry.get("link") or "") or None
    try:
        item = _item(stream, feed, entry, number, link)
    except IntakeError as error:
        item = None
        if not (stream.options.links and link):
            yield stream.bad(number, error, _start(entry))
            return
    if (
        not stream.options.links
        or stream.follow is None
        or link is None
        or urlsplit(link).scheme not in ("http", "https")
    ):
        if item is not None:
            yield item
        return
    if stream.options.seen is not None and stream.options.seen(link, item.changed if item else None):
        return
    read = False
    for page in stream.follow(link, dataclasses.replace(stream.at(number), member=link)):
        if isinstance(page, Item):
            read = True
            page = _joined(page, item)
        yield page
    if not read and item is not None:
        yield item


def _joined(page: Item, entry: Item | None) -> Item:
    """The page, with what only the feed knows of it."""
    if entry is None:
        return page
    from_feed = page.published is None
    return dataclasses.replace(
        page,
        title=page.title or entry.title,
        outlet=entry.outlet or page.outlet if _is_host(page) else page.outlet or entry.outlet,
        url=page.url or entry.url,
        language=page.language or entry.language,
        published=entry.published if from_feed else page.published,
        basis=entry.basis if from_feed else page.basis,
        changed=entry.changed or page.changed,  # the feed's, by which a poll sees whether the page is to be read again
    )


def _is_host(page: Item) -> bool:
    """True where a page does not say whose it is, and its outlet is no more than the host of its address."""
    parts = urlsplit(page.url or "")
    return page.outlet in (parts.netloc, parts.hostname, (parts.hostname or "").removeprefix("www."))


def _item(stream: Stream, feed: Any, entry: Any, number: int, link: str | None) -> Item:
    whole = next((part.get("value") for part in entry.get("content", ()) if part.get("value")), None)
    body = whole or entry.get("summary") or ""
    paragraphs = html_paragraphs(body)
    title = " ".join(html_paragraphs(entry.get("title") or "")) or None
    if not paragraphs:
        raise IntakeError("is an entry without text", remedy="Read the pages behind the entries with --links.")
    name = next((name for name in ("published", "updated", "created") if day_in(_own(entry, name))), None)
    source = entry.get("source") or {}
    author = " ".join((entry.get("author") or "").split())
    notes = [Note("summary", "the feed gives no more than a summary")] if whole is None else []
    notes += [Note("byline", author)] if author else []
    return Item(
        text=headed(title, "\n\n".join(paragraphs)),
        place=stream.at(number),
        format="feed",
        title=title,
        outlet=source.get("title") or feed.get("title") or None,
        url=link or entry.get("id"),
        language=entry.get("language") or feed.get("language") or None,
        published=day_in(_own(entry, name)) if name else None,
        basis=f"the feed ({name})" if name else None,
        changed=moment_in(_own(entry, "updated")),
        notes=tuple(notes),
    )


def _own(entry: Any, name: str) -> Any:
    """A field of an entry, without the library's stand-ins for one that is missing."""
    return dict.get(entry, name)


def _start(entry: Any) -> bytes:
    return str(entry.get("title") or entry.get("link") or entry.get("id") or "").encode("utf-8", "replace")


def _why(feed: Any) -> str:
    return " ".join(str(feed.get("bozo_exception", "it has no entries")).split())
