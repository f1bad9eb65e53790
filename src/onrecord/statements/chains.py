"""Venue and chain of a statement: from the mouth to this report, each hop with the words that it was read from."""

from __future__ import annotations

from onrecord.language import Reading, Segment
from onrecord.record import Hop, Span, Speaker, Venue
from onrecord.statements.channels import Channel
from onrecord.statements.venues import Place


def venue_of(reading: Reading, segment: Segment, place: Place | None) -> Venue | None:
    """The venue, with the outlet that carried it where one is named."""
    if place is None or place.kind is None:
        return None
    spans = (reading.span(segment, place.tokens),) if place.tokens else ()
    return Venue(spans, place.kind, place.channels[0].name if place.channels else None)


def chain_of(reading: Reading, speaker: Speaker, place: Place | None) -> tuple[Hop, ...]:
    """The speaker, then each channel that carried the words."""
    hops = []
    name = speaker.name or speaker.organisation or (speaker.spans[0].text if speaker.spans else None)
    hops.append(Hop(name, "speaker", speaker.spans))
    for channel in place.channels if place is not None else ():
        if name is None or channel.name.casefold() != name.casefold():
            hops.append(_hop(reading, channel))
    return tuple(hops)


def outlet_hop(reading: Reading, outlet: str | None) -> tuple[Hop, ...]:
    """The outlet itself as the last hop; none where it is unknown."""
    if outlet is None:
        return ()
    dateline = reading.layout.dateline
    spans: tuple[Span, ...] = ()
    if dateline is not None and dateline.agency is not None:
        at = reading.text.find(dateline.agency, dateline.span.start, dateline.span.end)
        spans = (Span.of(reading.text, at, at + len(dateline.agency)),) if at >= 0 else ()
    return (Hop(outlet, "outlet", spans),)


def _hop(reading: Reading, channel: Channel) -> Hop:
    segment = next((segment for segment in reading.segments if segment.doc is channel.tokens[0].tree.doc), None)
    spans = (reading.span(segment, channel.tokens),) if segment is not None else ()
    return Hop(channel.name, channel.kind, spans)
