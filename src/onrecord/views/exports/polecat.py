"""Events as POLECAT's table: 40 columns parted by tabs, with its header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.ledger.series import quad_of, score_of
from onrecord.record import Event, Participant, Record
from onrecord.record.visible import writable
from onrecord.views.exports.deeds import days_of
from onrecord.views.exports.evidence import words_of

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_BETWEEN = "; "


def header() -> str:
    """The line with the names of the columns."""
    return "\t".join(COLUMNS)


def rows(record: Record) -> Iterator[str]:
    """One row for each event; what onrecord does not know (COW and GeoNames numbers, places on the map) is empty.

    The table cannot say that an event was planned or denied, nor whose word it is: give it records of `done_only`.
    """
    for event in record.events:
        cells = _cells(record, event)
        yield "\t".join(_cell(cells.get(column)) for column in COLUMNS)


def _cells(record: Record, event: Event) -> dict[str, str | None]:
    report, days = record.report, days_of(event, record.report.published)
    return {
        "Event ID": f"{report.id}:{event.id}",
        "Event Date": str(days[0]) if days else None,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": str(score_of(event.type, event.mode)),
        "Quad Code": quad_of(event.type).upper(),
        "Contexts": _BETWEEN.join(event.contexts),
        **_side("Actor", record, event.actor),
        **_side("Recipient", record, event.recipient),
        "Placename": event.place,
        "Raw Placename": event.place,
        "Source": report.outlet,
        "Publication Date": report.published,
        "Story People": _named(record, "person"),
        "Story Organizations": _named(record, "organisation", "group", "outlet"),
        "Story Locations": _named(record, "state", "place"),
        "Language": report.language,
        "Version": f"onrecord {record.reader.version}",
    }


def _side(name: str, record: Record, ones: Iterable[Participant]) -> dict[str, str]:
    """The columns of all actors, or of all recipients, each cell a list in their order."""
    ones = tuple(ones)
    sectors = list(dict.fromkeys(one.sector for one in ones if one.sector))
    return {
        f"{name} Name": _BETWEEN.join(_name(record, one) for one in ones),
        f"{name} Country": _listed(one.code or "" for one in ones),
        f"Primary {name} Sector": sectors[0] if sectors else "",
        f"{name} Sectors": _BETWEEN.join(sectors),
        f"{name} Name Raw": _listed(words_of(one.spans) for one in ones),
    }


def _listed(values: Iterable[str]) -> str:
    """Values in the order of the names, with a gap where one has none; nothing where none has any."""
    values = tuple(values)
    return _BETWEEN.join(values) if any(values) else ""


def _name(record: Record, one: Participant) -> str:
    """The name of the actor of the report that is mentioned there; its words, or its code, where there is none."""
    for actor in record.actors:
        if actor.name and any(span in actor.mentions for span in one.spans):
            return actor.name
    return words_of(one.spans) or one.code or ""


def _named(record: Record, *kinds: str) -> str:
    return _BETWEEN.join(dict.fromkeys(one.name for one in record.actors if one.kind in kinds and one.name))


def _cell(value: str | None) -> str:
    """A cell without tabs and line breaks: all white space in it becomes one blank."""
    return writable(" ".join(value.split())) if value else ""
