"""What stands in quotation marks as schema.org Quotations, one JSON-LD object a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.record import Record, Report, Speaker, Statement
from onrecord.record.jsontext import to_json
from onrecord.views.exports.evidence import address_in, address_of, words_of


def lines(record: Record) -> Iterator[str]:
    """One Quotation for each statement with quoted words; a paraphrase, or what was not said, has none.

    Whoever is quoted without a name, or is nobody that the report shows to be a person or a body, stands as creditText.
    """
    for said in record.statements:
        if said.quoted and said.cue.force != "negated":
            yield to_json(_quotation(record, said))


def _quotation(record: Record, said: Statement) -> dict[str, Any]:
    speakers = (said.speaker, *said.co_speakers)
    creators = [creator for one in speakers if (creator := _creator(record, one))]
    credits = [words for one in speakers if not _creator(record, one) and (words := _credit(one))]
    told = {
        "@context": "https://schema.org",
        "@type": "Quotation",
        "@id": address_in(record, said.id),
        "text": words_of(said.quoted),
        "creator": creators[0] if len(creators) == 1 else creators,
        "creditText": " and ".join(credits),
        "dateCreated": said.said_on,
        "inLanguage": record.report.language,
        "isPartOf": _article(record.report),
    }
    return {name: value for name, value in told.items() if value}


def _creator(record: Record, one: Speaker) -> dict[str, Any] | None:
    """A named speaker as Person or Organization, by what the report shows it to be."""
    kind = next((actor.kind for actor in record.actors if actor.id == one.actor), None)
    if not one.named or not one.name or kind in (None, "place"):
        return None
    if kind != "person":
        return {"@type": "Organization", "name": one.name}
    told: dict[str, Any] = {"@type": "Person", "name": one.name}
    if one.role:
        told["jobTitle"] = one.role
    if one.organisation:
        told["affiliation"] = {"@type": "Organization", "name": one.organisation}
    return told


def _credit(one: Speaker) -> str:
    return one.name or one.role or words_of(one.spans)


def _article(report: Report) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "@id": address_of(report),
        "url": report.url,
        "headline": report.headline.text if report.headline else None,
        "datePublished": report.published,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
    }
    return {name: value for name, value in told.items() if value}
