"""Web pages: the report in a page, with what the page says of it."""

from __future__ import annotations

import datetime
import logging
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from trafilatura import bare_extraction

from onrecord.errors import IntakeError
from onrecord.intake.columns import headed
from onrecord.intake.decoding import page_text
from onrecord.intake.item import Bad, IntakeOptions, Item, Note, Place
from onrecord.intake.stream import Stream

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_LANG = re.compile(r"<html\b[^>]{0,300}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})", re.I)
_TIME = re.compile(
    r"(?:article:modified_time|og:updated_time|dateModified)[\"']\s*(?:content\s*=|:)\s*[\"'](\d{4}-\d\d-\d\d[T0-9:.+Z-]*)"
)
#: A page's date is taken from what it declares, never searched in its text; the last day makes no clock needed.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}

# Their complaints about single pages come as Bad items; without a handler Python would print them besides.
for _name in ("trafilatura", "htmldate", "courlan", "readability"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_html(stream: Stream) -> Iterator[Item | Bad]:
    """The report of one page; raises IntakeError for a page without one."""
    yield item_of_page(stream.whole(), stream.place, stream.options, address=stream.address, charset=stream.charset)


def item_of_page(
    data: bytes, place: Place, options: IntakeOptions, *, address: str | None = None, charset: str | None = None
) -> Item:
    """The report in the bytes of a page that stood at `address`, in the encoding that its server named.

    The text is headline and paragraphs with blank lines between. Day, outlet and language are what the page declares.
    """
    text, notes = page_text(data, charset, options.encoding)
    text = _DECLARATION.sub("", text).replace("\x00", "")
    if not text.strip():
        raise IntakeError("is empty" if not data else "holds no text", remedy="Give a page with a report.")
    document = _extracted(text, address)
    lines = [line for part in (document.text or "").split("\n") if (line := part.strip())]
    if not lines:
        raise IntakeError("is a page in which no report was found", remedy="Save the report's text alone.")
    title = " ".join((document.title or "").split()) or None
    day = _day(document.date)
    changed = _TIME.search(text)
    if document.author:
        notes = (*notes, Note("byline", " ".join(document.author.split())))
    language = _LANG.search(text)
    return Item(
        text=headed(title, "\n\n".join(lines)),
        place=place,
        format="html",
        title=title,
        outlet=document.sitename or _host(document.url or address),
        url=document.url or address,
        language=language[1].replace("_", "-") if language else None,
        published=day,
        basis="the page" if day else None,
        changed=changed[1] if changed else None,
        notes=notes,
    )


def _extracted(text: str, address: str | None) -> Any:
    """What the library finds; raises IntakeError where that is nothing."""
    try:
        found = bare_extraction(
            text,
            url=address,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError) as error:
        raise IntakeError(f"is a page that cannot be taken apart: {type(error).__name__}") from error
    if found is None:
        raise IntakeError("is a page in which no report was found", remedy="Save the report's text alone.")
    return found


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _host(address: str | None) -> str | None:
    host = urlsplit(address).hostname if address else None
    return host.removeprefix("www.") if host else None
