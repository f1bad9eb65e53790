"""Statements of a report: drafts with their speakers resolved, kinds told apart, chains laid and identifiers given."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from onrecord.actors import Cast, Identity
from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node, subject
from onrecord.record import Addressee, Cue, Hop, Notice, Span, Speaker, Statement, merged
from onrecord.record.why import Why
from onrecord.statements.chains import chain_of, outlet_hop, venue_of
from onrecord.statements.channels import Channel
from onrecord.statements.confidence import OPEN_SPEAKER, likelihood
from onrecord.statements.draft import Draft
from onrecord.statements.explain import explain
from onrecord.statements.gather import gather
from onrecord.statements.kinds import inserted_in, kind_of, quoted_in
from onrecord.statements.quoting import Period
from onrecord.statements.resolved import Resolved
from onrecord.statements.together import (
    as_the_last,
    coordinated,
    is_one_of,
    parties,
    says_they,
    those_before,
)
from onrecord.statements.turns import read_turns
from onrecord.statements.venues import Place, place_of

#: Gives the ISO day on which a cue says that something was said, or None.
SaidOn = Callable[[Segment, Token], str | None]

#: In tokens: the longest mention that takes up a text ("the statement").
_LONGEST_TAKING_UP = 4
#: Mentions that must lead to somebody: where they do not, the reader of the record is told.
_PERSONAL = frozenset({"he", "she", "they", "him", "her", "them", "i", "we"})


def read_statements(
    reading: Reading, cast: Cast, said_on: SaidOn, outlet: str | None, trace: list[Why] | None = None
) -> tuple[tuple[Statement, ...], tuple[Notice, ...]]:
    """Every statement of the report in text order, and notices on speakers that were left open.

    Where a `trace` is given, why each statement was read as it was is added to it, in the same order.
    """
    drafts, cut = gather(reading, lambda segment, tokens: _can_speak(cast, segment, tokens))
    drafts = read_turns(reading, cut, drafts)
    by_segment = {segment.number: stretches for segment, stretches in cut}
    resolved = _of_others(_resolve(reading, cast, drafts, by_segment, said_on), outlet)
    resolved.sort(key=lambda each: _begins(each.draft))
    for number, each in enumerate(resolved, start=1):
        each.id = f"s{number}"
    known = {id(each.draft): each for each in resolved}
    _carry_days(cast, resolved, by_segment, said_on)
    _carry_channels(resolved)
    named = _named_bodies(cast)
    statements = tuple([_statement(reading, cast, each, known, outlet, named) for each in resolved])
    if trace is not None:
        trace.extend(explain(resolved, statements, cast.actors))
    return statements, tuple(_open_speakers(resolved))


def _of_others(resolved: list[Resolved], outlet: str | None) -> list[Resolved]:
    """Without what the outlet says of itself ("BelTA reported earlier"), which is no word of somebody else."""
    own = {
        id(each.draft)
        for each in resolved
        if outlet is not None
        and each.identity is not None
        and each.identity.kind == "outlet"
        and (each.identity.name or "").casefold() == outlet.casefold()
    }
    for each in resolved:
        while each.draft.within is not None and id(each.draft.within) in own:
            each.draft.within = each.draft.within.within
    return [each for each in resolved if id(each.draft) not in own]


def _can_speak(cast: Cast, segment: Segment, tokens: Sequence[Node]) -> bool:
    identity = cast.identify(segment, segment.doc[tokens[0].i : tokens[-1].i + 1])
    return identity is not None and identity.kind in ("person", "organisation", "group", "outlet") and len(tokens) <= 5


def _begins(draft: Draft) -> tuple[int, int, int]:
    """Where a statement begins in the text; of two that begin together the outer one comes first, then the earlier
    cue.
    """
    starts = [start for start, _ in draft.content]
    starts += [draft.segment.offset(token) for token in draft.cue[:1]]
    depth, outer = 0, draft.within
    while outer is not None:
        depth, outer = depth + 1, outer.within
    return min(starts), depth, draft.anchor


def _resolve(
    reading: Reading, cast: Cast, drafts: list[Draft], by_segment: dict[int, list[Period]], said_on: SaidOn
) -> list[Resolved]:
    out: list[Resolved] = []
    focus: list[str] = []
    done: dict[int, Resolved] = {}
    last: Resolved | None = None
    for draft in _outer_first(drafts):
        period = next(
            (
                period
                for period in by_segment[draft.segment.number]
                if draft.head and period.first <= draft.head.i <= period.last
            ),
            None,
        )
        followed = done.get(id(draft.follows)) if draft.follows is not None else None
        if followed is not None:
            each = Resolved(draft, followed.speaker, followed.identity, (), followed.place, followed.said_on)
        else:
            outer = done.get(id(draft.within)) if draft.within is not None else None
            speaking = [outer.identity.actor] if outer is not None and outer.identity and outer.identity.actor else []
            each = _resolve_one(reading, cast, draft, period, [*speaking, *focus], said_on)
            if last is not None and _takes_up_document(draft, last):
                each.speaker, each.identity = Speaker(each.speaker.spans), last.identity
            elif last is not None and _is_of_the_last(each, last):
                each.speaker, each.identity = replace(last.speaker, spans=each.speaker.spans), last.identity
            elif last is not None and is_one_of(draft, last):
                each.speaker = replace(last.speaker, spans=each.speaker.spans, actor=None, name=None, role=None)
            elif says_they(draft):
                _resolve_they(reading, cast, each, by_segment)
                as_the_last(each, last)
        done[id(draft)] = each
        out.append(each)
        last = each if draft.within is None else last
        if each.identity is not None and each.identity.actor and draft.within is None and draft.segment.part == "body":
            focus = [each.identity.actor, *(actor for actor in focus if actor != each.identity.actor)]
    return out


def _resolve_they(reading: Reading, cast: Cast, each: Resolved, by_segment: dict[int, list[Period]]) -> None:
    """Make "they" the two or more who are the joint subject of the sentence before."""
    segment, draft = each.draft.segment, each.draft
    several = those_before(cast, draft, by_segment[segment.number], by_segment.get(segment.number - 1, ()))
    if several:
        speakers = [_speaker(cast, reading, segment, draft.source, who) for who in several]
        each.speaker, each.identity, each.co_speakers = speakers[0], several[0], tuple(speakers[1:])


def _takes_up_document(draft: Draft, last: Resolved) -> bool:
    """ "According to a communique, ... It did not say when": the document goes on saying."""
    if len(draft.source) != 1 or draft.source[0].lower_ not in ("it", "they") or last.identity is None:
        return False
    return last.identity.kind == "document" and draft.segment.number - last.draft.segment.number <= 1


def _is_of_the_last(each: Resolved, last: Resolved) -> bool:
    """ "In a statement, the ministry said X. ..., the statement concluded": the text is of whoever issued it."""
    source, issued = each.draft.source, last.place
    if each.identity is None or each.identity.kind != "document" or issued is None or last.identity is None:
        return False
    near = 0 <= each.draft.segment.number - last.draft.segment.number <= 1
    definite = bool(source) and source[0].lower_ in ("the", "its") and len(source) < _LONGEST_TAKING_UP
    return near and definite and issued.kind in ("statement", "document", "post", "readout")


def _outer_first(drafts: list[Draft]) -> list[Draft]:
    """The drafts in text order, but each behind the one whose content holds it ("She would go, X said")."""
    out: dict[int, Draft] = {}
    for draft in drafts:
        line = [draft]
        while line[-1].within is not None and id(line[-1].within) not in out:
            line.append(line[-1].within)
        out.update((id(each), each) for each in reversed(line) if id(each) not in out)
    return list(out.values())


def _resolve_one(
    reading: Reading, cast: Cast, draft: Draft, period: Period | None, focus: list[str], said_on: SaidOn
) -> Resolved:
    segment = draft.segment
    parts = parties(cast, segment, draft.source)
    named = coordinated(draft.referent) if draft.referent else parts
    named = named if len(named) == len(parts) else [draft.referent]
    besides = focus[0] if focus and draft.within is not None and draft.cue_is_quoted else None
    identities = [cast.identify(segment, _stretch(part), focus, besides) for part in named]
    if len({who.actor for who in identities if who is not None and who.actor}) == 1 and None not in identities:
        parts, identities = [draft.source], identities[:1]  # one person told twice: "its leader, X"
    if draft.rule == "turn" and draft.source and (identities[0] is None or identities[0].actor is None):
        identities = [_labelled(reading, cast, draft), *identities[1:]]
    speakers = [_speaker(cast, reading, segment, part, who) for part, who in zip(parts, identities, strict=True)]
    first = speakers[0] if speakers else Speaker(())
    speakers = [_as_unnamed_as(first, speaker) for speaker in speakers]
    place = place_of(draft, period) if period is not None else None
    if place is not None and draft.within is not None and not _stands_in(draft.within, segment, place):
        place = None  # the words around a saying tell where the outer one was said
    if place is not None and draft.via:
        place = replace(place, channels=tuple(_named_channel(cast, segment, draft, each) for each in place.channels))
    day = said_on(segment, draft.head.token) if draft.head is not None else None
    return Resolved(draft, first, identities[0] if identities else None, tuple(speakers[1:]), place, day)


def _as_unnamed_as(first: Speaker, other: Speaker) -> Speaker:
    """Who speaks together with an unnamed source is unnamed for the same reason."""
    if other.named or other.unnamed_reason or not first.unnamed_reason:
        return other
    return replace(other, unnamed_reason=first.unnamed_reason)


def _named_channel(cast: Cast, segment: Segment, draft: Draft, channel: Channel) -> Channel:
    """ "was quoted by the agency": the agency told of before, by its name."""
    if channel.kind != "official":
        return channel
    who = cast.identify(segment, _stretch(draft.via))
    return replace(channel, name=who.name, kind="agency") if who and who.kind == "outlet" and who.name else channel


def _stands_in(outer: Draft, segment: Segment, place: Place) -> bool:
    at = segment.offset(place.tokens[0]) if place.tokens else -1
    return any(start <= at < end for start, end in outer.content)


def _labelled(reading: Reading, cast: Cast, draft: Draft) -> Identity | None:
    """Who speaks in a transcript under a label in capitals ("PESKOV: ..."): the person of that surname."""
    surname = draft.source[-1].text.casefold()
    for actor in cast.actors:
        if actor.kind != "person" or not actor.name or actor.name.split()[-1].casefold() != surname:
            continue
        for mention in actor.mentions:
            at = reading.at(mention.start)
            if at is None:
                continue
            words = at.doc.char_span(mention.start - at.start, mention.end - at.start, alignment_mode="expand")
            if words is not None:
                return cast.identify(at, words)
    return None


def _stretch(tokens: Sequence[Node]) -> TokenSpan:
    return tokens[0].tree.doc[tokens[0].i : tokens[-1].i + 1]


def _speaker(cast: Cast, reading: Reading, segment: Segment, tokens: Sequence[Node], who: Identity | None) -> Speaker:
    spans = (reading.span(segment, tokens),)
    if who is None:
        return Speaker(spans)
    body = who.organisation
    if who.kind == "state" and len(tokens) == 1 and tokens[0].pos_ == "PRON":
        body = next((actor.name for actor in cast.actors if actor.id == who.actor), None)  # "it" tells nobody's name
    return Speaker(spans, who.actor, who.name, who.role, body, who.code, who.sector, who.named, who.unnamed_reason)


def _carry_days(cast: Cast, resolved: list[Resolved], by_segment: dict[int, list[Period]], said_on: SaidOn) -> None:
    """Fill the days that no cue gives: from the sentence before, from the same speaker, for a headline from the
    lead.
    """
    given = [each for each in resolved if each.said_on is not None]
    for each in resolved:
        if each.said_on is None and each.draft.within is None:
            each.said_on = _day_before(cast, each, by_segment, said_on)
            each.day_from = "that of the sentence before, in which the same person acts"
    for each in resolved:
        if each.said_on is not None or each.identity is None:
            continue
        actor, nested = each.identity.actor, each.draft.within is None
        same = [
            other
            for other in given
            if other.identity is not None and other.identity.actor == actor and (other.draft.within is None) == nested
        ]
        lead = [other for other in given if other.draft.segment.part == "body"][:1]
        if not same and each.draft.segment.part != "body":
            same = lead
        if same:
            number = each.draft.segment.number
            each.day_from = nearest = min(same, key=lambda other: abs(other.draft.segment.number - number))
            each.said_on = nearest.said_on


def _day_before(cast: Cast, each: Resolved, by_segment: dict[int, list[Period]], said_on: SaidOn) -> str | None:
    """The day of the sentence before, in the same paragraph, when the same person acts or speaks in it.

    "On February 24, X launched ... He stressed that ...": the stressing is of that day.
    """
    segment, cue = each.draft.segment, each.draft.head
    if cue is None or each.identity is None:
        return None
    before = [period for period in by_segment[segment.number] if period.last < cue.i]
    if not before:
        return None
    root = before[-1].root()
    actor = subject(root) if root is not None else None
    if root is None or actor is None:
        return None
    who = cast.identify(segment, segment.doc[actor.left_edge.i : actor.right_edge.i + 1])
    return said_on(segment, root.token) if who is not None and who.actor == each.identity.actor else None


def _carry_channels(resolved: list[Resolved]) -> None:
    """A channel named once carries the same speaker's next statements, until the text names another."""
    latest: dict[str, tuple[Resolved, Place]] = {}
    for each in sorted(resolved, key=lambda each: each.draft.anchor):
        actor = each.identity.actor if each.identity is not None else None
        if actor is None or each.draft.within is not None:
            continue
        if each.place is not None and (each.place.channels or each.place.kind):
            if each.place.channels:
                latest[actor] = each, each.place
            elif each.place.kind == "post" and actor in latest and _is_platform(latest[actor][1]):
                each.place_from, carried = latest[actor]  # "..., he tweeted", of whom a post on X was told
                each.place = replace(each.place, channels=carried.channels)
            else:
                latest.pop(actor, None)
        elif actor in latest:
            each.place_from, carried = latest[actor]
            each.place = Place(None, (), carried.channels)


def _is_platform(place: Place) -> bool:
    return all(channel.kind == "social" for channel in place.channels)


def _statement(
    reading: Reading,
    cast: Cast,
    each: Resolved,
    known: dict[int, Resolved],
    outlet: str | None,
    named: list[tuple[int, str, int]],
) -> Statement:
    draft, text = each.draft, reading.text
    content, quoted = tuple(Span.of(text, start, end) for start, end in draft.content), quoted_in(reading, draft)
    cue_spans = merged(text, (reading.span(draft.segment, [token]) for token in draft.cue))
    outer = known.get(id(draft.within)) if draft.within is not None else None
    return Statement(
        id=each.id,
        kind=kind_of(reading, draft, quoted),
        part=draft.segment.part,
        cue=Cue(cue_spans, draft.lemma, draft.force, draft.modality),
        speaker=each.speaker,
        content=content,
        co_speakers=each.co_speakers,
        quoted=quoted,
        inserted=inserted_in(reading, draft),
        venue=venue_of(reading, draft.segment, each.place),
        chain=_chain(reading, each, outer, outlet),
        addressee=_addressee(reading, cast, draft),
        said_on=each.said_on,
        about=_about(named, content, each.speaker.code),
        within=outer.id if outer is not None else None,
        confidence=round(likelihood(draft) * (OPEN_SPEAKER if draft.source and each.identity is None else 1.0), 2),
    )


def _chain(reading: Reading, each: Resolved, outer: Resolved | None, outlet: str | None) -> tuple[Hop, ...]:
    outer_hops = chain_of(reading, outer.speaker, outer.place) if outer is not None else ()
    told = {_folded(hop) for hop in outer_hops}  # nobody carries the same words twice
    own = [hop for hop in chain_of(reading, each.speaker, each.place) if hop.name is None or _folded(hop) not in told]
    hops = [*own, *outer_hops]
    if outlet is not None:  # "told Reuters" in a Reuters report: the outlet is the last hop alone
        hops = [
            hop for number, hop in enumerate(hops) if not number or (hop.name or "").casefold() != outlet.casefold()
        ]
    return (*hops, *outlet_hop(reading, outlet))


def _folded(hop: Hop) -> str:
    return (hop.name or "").casefold()


def _addressee(reading: Reading, cast: Cast, draft: Draft) -> Addressee | None:
    if not draft.addressee:
        return None
    who = cast.identify(draft.segment, _stretch(draft.addressee))
    crowd = who is None or (who.kind == "person" and who.plural and not who.named)
    outlet = who is not None and who.kind == "outlet"  # telling a newspaper is not telling its state
    return Addressee(
        (reading.span(draft.segment, draft.addressee),),
        who.name if who is not None else None,
        who.code if who is not None and not crowd and not outlet else None,
    )


def _named_bodies(cast: Cast) -> list[tuple[int, str, int]]:
    """Where the report names states and organisations: (start, code, end) of each mention, in text order."""
    bodies = [actor for actor in cast.actors if actor.code and actor.kind in ("state", "organisation", "group")]
    return sorted([(span.start, actor.code or "", span.end) for actor in bodies for span in actor.mentions])


def _about(named: list[tuple[int, str, int]], content: tuple[Span, ...], own: str | None) -> tuple[str, ...]:
    """Codes of the states and organisations that the content names, the speaker's own left out, in text order."""
    found: list[tuple[int, str]] = []
    for span in content:
        low, high = bisect_left(named, (span.start,)), bisect_left(named, (span.end,))
        found += [(start, code) for start, code, end in named[low:high] if end <= span.end and code != own]
    return tuple(dict.fromkeys([code for _, code in sorted(found)]))


def _open_speakers(resolved: list[Resolved]) -> list[Notice]:
    return [
        Notice("speaker-unresolved", f"Statement {each.id}: {each.speaker.spans[0].text!r} could not be resolved.")
        for each in resolved
        if each.identity is None and each.speaker.spans and each.speaker.spans[0].text.casefold() in _PERSONAL
    ]
