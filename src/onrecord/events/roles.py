"""Who does it and to whom: the actors and recipients of a trigger, from its grammar and its frame."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.events.finding import Match
from onrecord.events.grammar import acting, behind, complement, indirect, theme
from onrecord.events.ontology import Ontology
from onrecord.events.parties import Parties, Party
from onrecord.language.syntax import children, is_passive, subject
from onrecord.record import Span

_PLACES = ("in", "at", "near", "outside", "into", "across", "inside", "from", "around", "throughout")
_SIDES = frozenset({"between", "among"})


class Roles:
    """Looks up actors and recipients of matches; `matches` are those of the same segment by token number."""

    def __init__(self, ontology: Ontology, parties: Parties, matches: dict[int, Match]) -> None:
        self._ontology = ontology
        self._parties = parties
        self._matches = matches

    def actors(self, match: Match) -> tuple[Party, ...]:
        """Who does it, as far as the clause says."""
        if match.nominal:
            return self._of_noun(match)
        head = match.head
        if match.frame.subjects:
            return self._sides(match) or self._of_noun(match)
        token = acting(head)
        if token is None and is_passive(head) and match.theme is not None:
            return self._of_noun(match)
        if token is None:
            return ()
        found = self._parties.of(match.segment, token)
        if not found and token.pos_ == "NOUN":
            found = self._owners(match, token)
        return found

    def _owners(self, match: Match, noun: Token) -> tuple[Party, ...]:
        """Of a deed that acts itself ("Palestinian riots", "recent US attacks"): whose it is."""
        segment = match.segment
        return self._parties.mod(segment, noun) or tuple(
            party for preposition in ("by", "from", "of") for other in behind(noun, preposition)
            for party in self._parties.of(segment, other)
        )  # fmt: skip

    def _of_noun(self, match: Match) -> tuple[Party, ...]:
        noun = match.theme if match.theme is not None else match.head
        segment = match.segment
        for preposition in ("by", "from"):
            found = [party for other in behind(noun, preposition) for party in self._parties.of(segment, other)]
            if found and not (preposition == "from" and match.type not in ("REQUEST", "ACCUSE", "THREATEN", "AID")):
                return tuple(found)
        return self._parties.mod(segment, noun)

    def _sides(self, match: Match) -> tuple[Party, ...]:
        noun = match.theme if match.theme is not None else match.head
        return tuple(
            party for preposition in _SIDES for other in (*behind(noun, preposition), *behind(match.head, preposition))
            for party in self._parties.of(match.segment, other)
        )  # fmt: skip

    def recipients(self, match: Match, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """To whom it is done: the first role of the frame that names somebody with a code, else with a sector."""
        roles = match.frame.recipient
        if match.frame.type == "NOUN" and match.noun is not None and match.noun.recipient:
            roles = (*(roles or ()), *match.noun.recipient)
        roles = roles or self._ontology.types[match.type].recipient
        uncoded: tuple[Party, ...] = ()
        taken = {party.span for party in actors if party.span is not None}
        for role in roles:
            found = tuple(
                party for party in self._in_role(match, role) if self._may_receive(party, actors, taken, role)
            )
            if any(party.code for party in found):
                return tuple(party for party in found if party.code)
            uncoded = uncoded or found
        return uncoded

    def _may_receive(self, party: Party, actors: tuple[Party, ...], taken: set[Span], role: str) -> bool:
        if party.span in taken:
            return False
        own = party.own and any(party.code == actor.code for actor in actors)
        return not (own and role in ("obj", "mod", "of", "poss"))

    def _in_role(self, match: Match, role: str) -> Iterator[Party]:
        head, noun, segment = match.head, match.theme, match.segment
        carrying = match.frame.type == "NOUN" or match.nominal
        if role == "obj":
            if noun is not None and not carrying and not match.frame.subjects:
                yield from self._parties.of(segment, noun)
        elif role == "iobj":
            other = indirect(head)
            if (
                other is None
                and is_passive(head)
                and noun is not None
                and subject(head) is not None
                and noun != subject(head)
            ):
                other = subject(head)
            if other is not None:
                yield from self._parties.of(segment, other)
        elif role in ("clause", "complement"):
            yield from self._in_clause(match, role)
        elif role in ("mod", "poss"):
            if noun is not None:
                yield from self._parties.mod(segment, noun)
        elif role == "purpose":
            for clause in children(head, "advcl", "xcomp", "acl"):
                inner = theme(clause)
                if inner is not None:
                    yield from self._parties.of(segment, inner)
        else:
            for place in (head, noun):
                if place is not None and not (place is noun and match.nominal and noun is head):
                    for other in behind(place, role):
                        yield from self._parties.of(segment, other)

    def _in_clause(self, match: Match, role: str) -> Iterator[Party]:
        inner = complement(match.head)
        if inner is None and match.theme is not None:
            inner = complement(match.theme)
        if inner is None:
            return
        segment = match.segment
        if role == "clause":
            who = subject(inner)
            if who is not None:
                yield from self._parties.of(segment, who)
            return
        embedded = self._matches.get(inner.i)
        if embedded is not None and embedded is not match:
            yield from self.recipients(embedded, self.actors(match))
            return
        of = theme(inner)
        found = self._parties.of(segment, of) if of is not None else ()
        if not found:
            for preposition in ("with", "to", "against", "on", "from", "for", "of", "in", "into"):
                for place in (inner, of):
                    if place is not None and not found:
                        found = tuple(
                            party for other in behind(place, preposition) for party in self._parties.of(segment, other)
                        )
        if not found and of is not None:
            found = self._parties.mod(segment, of)
        yield from found

    def place(self, match: Match) -> Party | None:
        """The state in which the clause says that it happened."""
        nodes = [match.head]
        if match.theme is not None:
            nodes.append(match.theme)
        if match.head.head != match.head:
            nodes.append(match.head.head)
        who = None if match.nominal else acting(match.head)
        if who is not None:
            nodes.append(who)
        others = (other for node in nodes for preposition in _PLACES for other in behind(node, preposition))
        places = (party for other in others for party in self._parties.of(match.segment, other))
        return next((party for party in places if party.code and party.sector in (None, "GOV")), None)
