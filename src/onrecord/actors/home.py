"""The report's own country, for offices and bodies that name no state: "the foreign minister" under a dateline.

A seat of organisations or host of talks (Brussels, Geneva, Doha) tells nothing of the state where the report is about
another: then the state under discussion is taken where the words show it, or none.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.actors.gazetteer import table
from onrecord.actors.mentions import Mention
from onrecord.actors.places import country_of_place
from onrecord.language import Reading

_STATES = frozenset({"state", "capital", "adjective", "people"})
#: Part of a report and its mentions, segment by segment.
_Mentions = dict[int, list[Mention]]


def home_of(reading: Reading, mentions: _Mentions) -> tuple[str | None, str]:
    """The state that unqualified offices of the report are of, and how it is known: "dateline" or "scene"."""
    dateline = reading.layout.dateline
    place = dateline.place if dateline is not None else None
    towns = place.split("/") if place else []
    region = dateline.region if dateline is not None else None
    states = list(dict.fromkeys(country_of_place(town.strip(), region) for town in towns))
    known = [state for state in states if state is not None]
    if len(known) > 1:
        return None, "dateline"  # written in two states
    host = known[0] if known else None
    if host is None:
        return _topic(reading, mentions), "dateline"
    if place is None or place.title() not in table("hosts"):
        return host, "dateline"
    lead = next((segment.number for segment in reading.segments if segment.part == "body"), None)
    heading = list(_states(mentions, [one.number for one in reading.segments if one.part == "headline"]))
    opening = list(_states(mentions, [lead] if lead is not None else []))
    if any(kind != "capital" for _, code, kind in [*heading, *opening] if code == host):
        return host, "dateline"
    others = {code for _, code, _ in heading if code != host} or {code for _, code, _ in opening if code != host}
    if not others:
        return host, "dateline"
    acting = {code for mention, code, _ in opening if mention.subject and not mention.inner}
    return (others.pop() if len(others) == 1 and others <= acting else None), "scene"


def _topic(reading: Reading, mentions: _Mentions) -> str | None:
    """The one state that the headline of a report without dateline names."""
    headings = [segment.number for segment in reading.segments if segment.part == "headline"]
    named = {code for _, code, kind in _states(mentions, headings) if kind in ("state", "capital")}
    return named.pop() if len(named) == 1 else None


def _states(mentions: _Mentions, numbers: list[int]) -> Iterator[tuple[Mention, str | None, str]]:
    """The mentions of states in these segments, with code and kind of name."""
    for number in numbers:
        for mention in mentions[number]:
            if mention.kind == "entry" and mention.entry is not None and mention.entry.kind in _STATES:
                yield mention, mention.code, mention.entry.kind
            elif mention.titles and mention.titles[0].code:
                yield mention, mention.titles[0].code, "adjective"
            elif mention.kind == "institution" and mention.code:
                yield mention, mention.code, "adjective"
