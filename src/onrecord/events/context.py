"""What the report so far tells: who stands against whom, where it plays, and whose word is being read."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from onrecord.language import Reading, Segment
from onrecord.record import Actor, Event, Statement

_REACTIONS = frozenset({"ACCUSE", "REQUEST", "REJECT"})
#: What stands before the name of a scene.
_SCENE = re.compile(r"\b(?:in|across|throughout) (?:the )?$")
_SEVERAL = 3
_NAMED = frozenset({"state", "organisation"})


class Context:
    """The pairs of states met so far, and how often; before the first event, the two that heading or lead name."""

    def __init__(self, reading: Reading, actors: Sequence[Actor], home: str | None) -> None:
        self.home = home
        self._places = sorted(
            (mention.start, actor.code)
            for actor in actors
            if actor.code and actor.kind in ("state", "place")
            for mention in actor.mentions
        )
        self._pairs: Counter[tuple[str, ...]] = Counter()
        self._last: Event | None = None
        self._together: tuple[int, tuple[str, ...]] = (-1, ())
        self._sides: dict[str, tuple[str, ...]] = {}  # who acted towards a state last
        self._scenes = [
            (start, code) for start, code in self._places if _SCENE.search(reading.text[max(0, start - 12) : start])
        ]
        self._topic = _topic(reading, actors)
        counts = Counter({actor.code: len(actor.mentions) for actor in actors if actor.kind == "state"})
        self._about_home = counts[home] * 2 > counts[self._topic] if home is not None else True
        first = _named_first(reading, actors)
        if first:
            self._pairs[first] = 1

    def note(self, event: Event) -> None:
        """Keep who acted towards whom."""
        actors = [party.code for party in event.actor]
        recipients = [party.code for party in event.recipient]
        self._last = event
        doers = tuple(dict.fromkeys(code for code in actors if code))
        if len(doers) > 1:
            self._together = event.trigger[0].start, doers
        if doers:
            self._sides |= {code: doers for code in recipients if code and code not in doers}
        for one in dict.fromkeys(actors):
            for other in dict.fromkeys(recipients):
                if one and other and one != other:
                    known = (other, one) if (other, one) in self._pairs else (one, other)
                    count = self._pairs.pop(known, 0) + 1
                    self._pairs[known] = count  # newest last

    def pair(self) -> tuple[str, ...]:
        """The two that "both sides" are: those who act towards each other most, of equal ones the newest."""
        return self._most(tuple(self._pairs))

    def other(self, code: str, but: frozenset[str] = frozenset()) -> str | None:
        """The other side of a state: the one with which it has most to do, of equal ones the newest; none of `but`."""
        pair = self._most([pair for pair in self._pairs if code in pair and not but & set(pair)])
        return next((other for other in pair if other != code), None)

    def side_of(self, other: str, own: str) -> tuple[str, ...]:
        """The other side with those who acted with it towards a state last ("Mali, Niger and Burkina Faso accused")."""
        doers = self._sides.get(own, ())
        return doers if other in doers else (other,)

    def together(self, since: int) -> tuple[str, ...]:
        """Whom "they" means: those who did something together last, where that is told behind an offset; () else."""
        start, doers = self._together
        return doers if start >= since else ()

    def likewise(self, kind: str) -> tuple[str, ...]:
        """To whom the same was done just before by another ("Britain froze aid. Norway cut support, too")."""
        if self._last is None or self._last.type != kind:
            return ()
        return tuple(dict.fromkeys(party.code for party in self._last.recipient if party.code))

    def reacted_to(self, own: str) -> str | None:
        """Whose deed a reaction is to ("condemned the launch"): the doer of the event before, else to whom it was done.

        What was itself a reaction is passed on to whom it was aimed at.
        """
        if self._last is None:
            return None
        doers = [party.code for party in self._last.actor if party.code and party.code != own]
        others = [party.code for party in self._last.recipient if party.code and party.code != own]
        aimed = any(party.code == own for party in self._last.recipient)
        first, second = (others, doers) if self._last.type in _REACTIONS and not aimed else (doers, others)
        return next(iter([*first, *second]), None)

    def newest_other(self, own: str) -> str | None:
        """Whom "it" means beside a state: the other side of the event before."""
        codes = [party.code for party in (*self._last.recipient, *self._last.actor)] if self._last is not None else []
        return next((code for code in codes if code and code != own), None)

    def _most(self, pairs: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return max(enumerate(pairs), key=lambda each: (self._pairs[each[1]], each[0]), default=(0, ()))[1]

    def scene_before(self, segment: Segment, offset: int) -> str | None:
        """The state of the place at which the paragraph plays before an offset ("in Tel Aviv"); None where none is."""
        return _last_before(self._scenes, segment.start, offset)

    def topic(self, but: str | None = None) -> str | None:
        """The state of which a report of several paragraphs speaks most, which "the rebels" are of; None for others."""
        return self._topic if self._topic != but else None

    def is_about_home(self) -> bool:
        """Whether the report names the state in which it was written half as often as the one it is about."""
        return self._about_home

    def place_before(self, segment: Segment, offset: int) -> str | None:
        """The state named last before an offset in the same paragraph, else that of the dateline."""
        return _last_before(self._places, segment.start, offset) or self.home


def _last_before(places: list[tuple[int, str]], low: int, offset: int) -> str | None:
    """The code of the last place that begins in low..offset; `places` are sorted."""
    at = bisect_left(places, (offset, "")) - 1
    return places[at][1] if at >= 0 and places[at][0] >= low else None


def _topic(reading: Reading, actors: Sequence[Actor]) -> str | None:
    """The code of the state with more mentions than any other, at least two, in a report of several paragraphs."""
    if sum(segment.part == "body" for segment in reading.segments) < _SEVERAL:
        return None
    counts = Counter({actor.code: len(actor.mentions) for actor in actors if actor.code and actor.kind == "state"})
    (code, most), (_, next_most) = (*counts.most_common(2), (None, 0), (None, 0))[:2]
    return code if most > max(1, next_most) else None


def _named_first(reading: Reading, actors: Sequence[Actor]) -> tuple[str, ...]:
    """The two states or organisations that the headline, else the first sentence of the body, names; () for others."""
    stretches = [(segment.start, segment.end) for segment in reading.segments if segment.part == "headline"]
    lead = next((segment for segment in reading.segments if segment.part == "body"), None)
    if lead is not None:
        first = next(iter(lead.doc.sents))
        stretches.append((lead.start, lead.offset_after(first[-1])))
    for low, high in stretches:
        codes = {
            actor.code: None for actor in actors if actor.code and actor.kind in _NAMED
            for mention in actor.mentions if low <= mention.start < high
        }  # fmt: skip
        if len(codes) == 2:
            return tuple(codes)
    return ()


class Voices:
    """Looks up, over the statements of one report, who vouches for what stands at an offset."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        told = [(span, statement) for statement in statements for span in statement.content]
        self._spans = sorted(
            ((span, number, statement) for number, (span, statement) in enumerate(told)), key=lambda each: each[0].start
        )
        self._starts = [span.start for span, _, _ in self._spans]
        self._reach = list(accumulate((span.end for span, _, _ in self._spans), max))
        self._found: dict[int, Statement | None] = {}
        self._cues = [(span, statement) for statement in statements for span in statement.cue.spans]

    def at(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character; of equal ones the later."""
        if offset not in self._found:
            self._found[offset] = self._innermost(offset)
        return self._found[offset]

    def _innermost(self, offset: int) -> Statement | None:
        index = bisect_right(self._starts, offset) - 1
        best: tuple[int, int] | None = None
        found: Statement | None = None
        while index >= 0 and self._reach[index] > offset:  # none before reaches so far
            span, number, each = self._spans[index]
            if offset < span.end and (best is None or (span.end - span.start, -number) < best):
                best, found = (span.end - span.start, -number), each
            index -= 1
        return found

    def voice(self, offset: int) -> str:
        """The id of the statement that vouches for a trigger, or "outlet"."""
        found = self.at(offset)
        return found.id if found is not None else "outlet"

    def focus(self, offset: int) -> Sequence[str]:
        """The actor whom "I" and "we" mean at an offset."""
        found = self.at(offset)
        return (found.speaker.actor,) if found is not None and found.speaker.actor else ()

    def cue_at(self, offset: int) -> Statement | None:
        """The statement whose cue holds the character."""
        return next((each for span, each in self._cues if span.start <= offset < span.end), None)
