"""ninjs, the JSON of news agencies: one report from one object, of version 1 and 2."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.intake.blocks import html_paragraphs
from onrecord.intake.item import Item, Place
from onrecord.intake.newsitem import NewsItem, item_from

_BODIES = ("body_html", "body_xhtml", "body_text", "bodyhtml", "bodyxhtml", "bodytext")
_MARKS = frozenset(
    [
        "versioncreated",
        "versionCreated",
        "pubstatus",
        "pubStatus",
        "contentcreated",
        "contentCreated",
        "firstCreated",
        "firstcreated",
        "representationtype",
        "ednote",
        "edNote",
        "profile",
        "infosource",
        "infosources",
        "standard",
    ]
)


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """True for an object that says it is ninjs or looks like it: a uri, a body of ninjs, and another of its fields.

    >>> is_ninjs({"uri": "urn:1", "body_text": "...", "versioncreated": "2026-05-03T10:00:00Z"}), is_ninjs({"text": ""})
    (True, False)
    """
    body = any(key in value for key in _BODIES) or isinstance(value.get("bodies"), list)
    return "uri" in value and body and bool(_MARKS & value.keys())


def item_of_ninjs(value: Mapping[str, Any], place: Place) -> Item:
    """The report in one object; raises IntakeError where it holds no text."""
    news = NewsItem(
        headline=_headline(value),
        byline=_string(value, "byline"),
        dateline=_string(value, "dateline"),
        paragraphs=_paragraphs(value),
        outlet=_outlet(value),
        credit=_string(value, "creditline", "source"),
        url=_url(value),
        language=_string(value, "language"),
        version=_string(value, "version"),
        changed=_string(value, "versioncreated", "versionCreated", "contentmodified", "contentModified"),
        dates=[
            (name, _string(value, name.lower(), name)) for name in ("firstCreated", "contentCreated", "versionCreated")
        ],
        embargo=_string(value, "embargoed"),
        status=_string(value, "pubstatus", "pubStatus"),
        urgency=_string(value, "urgency"),
        correction=_correction(value),
        desk_notes=[note for note in (_string(value, "ednote", "edNote"),) if note],
    )
    return item_from(news, place, "ninjs")


def _string(value: Mapping[str, Any], *keys: str) -> str | None:
    """The first of these fields that holds words or a number."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, str | int | float) and not isinstance(found, bool) and str(found).strip():
            return " ".join(str(found).split())
    return None


def _objects(value: object) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [value]
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, Sequence) else []


def _headline(value: Mapping[str, Any]) -> str | None:
    plain = _string(value, "headline", "title")
    named = sorted(_objects(value.get("headlines")), key=lambda one: one.get("role") not in (None, "main"))
    found = plain or next((words for one in named if (words := _string(one, "value"))), None)
    return " ".join(html_paragraphs(found)) if found else None


def _paragraphs(value: Mapping[str, Any]) -> list[str]:
    for key in _BODIES:
        body = value.get(key)
        if isinstance(body, str) and (found := html_paragraphs(body)):
            return found
    for one in _objects(value.get("bodies")):
        body = one.get("value")
        if isinstance(body, str) and (found := html_paragraphs(body)):
            return found
    return []


def _outlet(value: Mapping[str, Any]) -> str | None:
    for key in ("infosource", "infosources", "provider", "publisher"):
        for one in _objects(value.get(key)):
            if name := _string(one, "name"):
                return name
    return _string(value, "provider", "publisher")


def _url(value: Mapping[str, Any]) -> str | None:
    """Where the report stands: a web address before the name by which the agency knows it."""
    for one in _objects(value.get("links")):
        href = _string(one, "href")
        if href and href.startswith("http"):
            return href
    return _string(value, "webSource", "url", "uri")


def _correction(value: Mapping[str, Any]) -> str | None:
    signals = value.get("signals", value.get("signal"))
    words = [str(signals)] if isinstance(signals, str) else [str(one.get("code", "")) for one in _objects(signals)]
    return next((word for word in words if "correct" in word.lower()), None)
