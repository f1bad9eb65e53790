"""Events of a report: triggers with their actors and recipients, their status, and the voice that vouches for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from onrecord.actors import Cast
from onrecord.dates import Publication
from onrecord.events.contexts import contexts_of
from onrecord.events.finding import Finder, Match
from onrecord.events.grammar import complement
from onrecord.events.merging import told_once
from onrecord.events.ontology import Ontology, shipped
from onrecord.events.parties import Parties, Party
from onrecord.events.roles import Roles
from onrecord.events.status import is_hypothetical, status_of
from onrecord.events.voice import Voices
from onrecord.events.when import day_of
from onrecord.language import Reading, Segment
from onrecord.language.syntax import auxiliaries, is_passive, negation
from onrecord.record import Event, Statement, TimeExpression, merged

_OPEN = ("planned", "offered", "possible")
_SAME_SIDE = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "ASSAULT", "SANCTION"})


@dataclass(frozen=True, slots=True)
class Coded:
    """An event with the token that it hangs on, before events told twice are put together."""

    event: Event
    lemma: str
    headline: bool


class Coder:
    """Codes the events of one report."""

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        statements: Sequence[Statement],
        expressions: Sequence[TimeExpression],
        publication: Publication,
        ontology: Ontology,
    ) -> None:
        self._reading = reading
        self._ontology = ontology
        self._expressions = expressions
        self._publication = publication
        self._voices = Voices(statements)
        self._parties = Parties(reading, cast, publication.date, self._voices.focus)
        self._finder = Finder(ontology, self._parties)

    def code(self) -> tuple[Event, ...]:
        """Every event of the report, in text order."""
        coded = [each for segment in self._reading.segments for each in self._segment(segment)]
        return told_once(self._reading.text, coded)

    def _segment(self, segment: Segment) -> Iterator[Coded]:
        matches = self._finder.matches(segment)
        if not matches:
            return
        roles = Roles(self._ontology, self._parties, matches)
        silent = _inside_speech(matches)
        for match in matches.values():
            if match.head.i not in silent:
                coded = self._event(match, matches, roles)
                if coded is not None:
                    yield coded

    def _event(self, match: Match, matches: dict[int, Match], roles: Roles) -> Coded | None:
        verb = _clause(match)
        if is_hypothetical(verb):
            return None
        kind, mode, status = self._kind(match, matches, verb)
        if kind is None:
            return None
        actors = roles.actors(match)
        recipients = roles.recipients(match, actors)
        actors, recipients = self._implied(match, roles, kind, actors, recipients)
        if not self._sound(match, kind, actors, recipients):
            return None
        actors, recipients = _reciprocal(match, kind, actors, recipients)
        spans = merged(self._reading.text, (self._reading.span(match.segment, [word]) for word in match.words))
        event = Event(
            id="e0",
            type=kind,
            mode=mode if mode in self._ontology.types[kind].modes else None,
            contexts=contexts_of(
                _words_about(match), (*match.frame.contexts, *(match.noun.contexts if match.noun else ()))
            ),
            actor=tuple(dict.fromkeys(party.participant() for party in actors)),
            recipient=tuple(dict.fromkeys(party.participant() for party in recipients)),
            trigger=spans,
            date=day_of(self._reading, match.segment, verb, match.theme, self._expressions, self._publication),
            place=None,
            status=status,
            voice=self._voices.of(spans[0]),
            confidence=0.7 if match.nominal else 0.9,
        )
        return Coded(event, match.head.lemma_.lower(), match.segment.part != "body")

    def _kind(self, match: Match, matches: dict[int, Match], verb: Token) -> tuple[str | None, str | None, str]:
        """Type, mode and status, with promises of good and of ill told as such."""
        frame, types = match.frame, self._ontology.types
        kind, mode = match.type, match.mode
        status = status_of(verb, self._ontology, headline=match.segment.part != "body")
        if frame.status is not None and status == "actual":
            status = frame.status
        inner = complement(match.head) if frame.complement else None
        embedded = matches.get(inner.i) if inner is not None else None
        if frame.complement_types and (embedded is None or embedded.type not in frame.complement_types):
            return None, None, status
        if (
            frame.promise
            and embedded is not None
            and not types[embedded.type].cooperative
            and embedded.type != "REQUEST"
        ):
            kind = "THREATEN"
        if frame.complement and kind in ("THREATEN", "REQUEST", "REJECT") and mode is None and embedded is not None:
            mode = _mode_of(kind, embedded)
        if frame.keep:
            return kind, mode, status
        if status == "negated" and types[kind].cooperative and _refuses(verb):
            return "REJECT", _mode_of("REJECT", match), "actual"
        if status in _OPEN and kind not in ("AGREE", "THREATEN", "REQUEST", "REJECT", "ACCUSE"):
            return self._promised(match, kind, mode, status)
        return kind, mode, status

    def _promised(self, match: Match, kind: str, mode: str | None, status: str) -> tuple[str, str | None, str]:
        if self._ontology.types[kind].cooperative:
            if kind == "RETREAT" and mode in ("withdraw", "ceasefire"):
                return "CONCEDE", None, status
            return "AGREE", None, status
        if kind == "MOBILIZE":
            return kind, mode, status
        return "THREATEN", _mode_of("THREATEN", match), status

    def _implied(
        self, match: Match, roles: Roles, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Fill what the clause leaves open: the place for whoever has no state, the speaker for a passive."""
        rule = self._ontology.types[kind]
        place: Party | None = None
        if not any(party.code for party in actors) and not (
            actors and actors[0].sector in ("IGO", "NGO", "IMG", "ISM", "MNC")
        ):
            place = roles.place(match)
            if place is not None and (actors or kind in ("ASSAULT", "PROTEST", "COERCE")):
                actors = _placed(actors, place.code)
            elif is_passive(match.head) and not match.nominal and not actors:
                code = self._voices.code_at(self._reading.span(match.segment, [match.head]).start)
                actors = (
                    (Party(code, None, None),) if code is not None and kind in ("REQUEST", "AGREE", "SUPPORT") else ()
                )
        codes = [party.code for party in recipients if party.code]
        if not codes and (rule.domestic or kind == "ASSAULT"):
            place = place or roles.place(match)
            home = place.code if place is not None else next((party.code for party in actors if party.code), None)
            if home is not None and (recipients or rule.domestic):
                recipients = _placed(recipients, home)
        return actors, recipients

    def _sound(self, match: Match, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
        """Whether enough is known to call it an event."""
        rule = self._ontology.types[kind]
        acting = [party.code or party.sector for party in actors]
        receiving = [party.code for party in recipients if party.code]
        if not acting:
            return False
        if (rule.needs_recipient or match.frame.needs == "recipient") and not recipients:
            return False
        if match.nominal:
            return bool(receiving) and not set(receiving) & set(acting)
        return True


def read_events(
    reading: Reading,
    cast: Cast,
    statements: Sequence[Statement],
    expressions: Sequence[TimeExpression],
    publication: Publication,
    ontology: Ontology | None = None,
) -> tuple[Event, ...]:
    """Every event of the report in text order, in the terms of the `ontology` (default: the shipped one)."""
    return Coder(reading, cast, statements, expressions, publication, ontology or shipped()).code()


def _inside_speech(matches: dict[int, Match]) -> set[int]:
    """Tokens in what is asked for, promised, threatened or refused: the deed there is no second event."""
    out: set[int] = set()
    for match in matches.values():
        if not match.frame.speech:
            continue
        inner = complement(match.head)
        for node in (inner, match.theme):
            if node is not None and node.i != match.head.i and match.head not in node.subtree:
                out.update(token.i for token in node.subtree)
    return out


def _clause(match: Match) -> Token:
    """The word whose grammar tells how it stands."""
    return match.head


def _words_about(match: Match) -> list[Token]:
    out = list(match.words)
    if match.theme is not None:
        out += [token for token in match.theme.subtree if abs(token.i - match.theme.i) < 5]
    return out


def _mode_of(kind: str, match: Match) -> str | None:
    """The mode of a request, refusal or threat, by the deed that it is about."""
    deed = match.type
    if kind == "THREATEN":
        if deed == "SANCTION":
            return "expel" if match.mode == "expel" else "relations"
        if deed == "COERCE":
            return "arrest" if match.mode == "arrest" else "restrict"
        return {"ASSAULT": "violence", "PROTEST": "restrict"}.get(deed)
    if deed in ("AID", "COOPERATE", "SUPPORT", "MOBILIZE"):
        return "assist"
    return {"CONSULT": "meet", "CONCEDE": "yield", "RETREAT": "yield"}.get(deed, "change")


def _refuses(verb: Token) -> bool:
    """ "will not", "would not" withdraw: a refusal, not a mere absence."""
    return negation(verb) is not None and any(
        token.lower_ in ("will", "would", "wo", "shall", "'ll") for token in auxiliaries(verb)
    )


def _placed(parties: tuple[Party, ...], code: str | None) -> tuple[Party, ...]:
    """Parties without a code get that of the place; where there is none, one is implied."""
    return tuple(replace(party, code=party.code or code) for party in parties) or (Party(code, None, None),)


def _reciprocal(
    match: Match, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Meetings and agreements list every party as actor; a visit, and what one side does, keep their recipient."""
    carried = match.noun is not None and match.noun.reciprocal and match.frame.type == "NOUN"
    if not (match.frame.reciprocal or carried) or kind not in ("CONSULT", "AGREE", "SUPPORT"):
        return actors, recipients
    if match.mode in ("visit", "third-party") or match.frame.status == "offered":
        return actors, recipients
    together = (*actors, *recipients)
    codes = {party.code for party in together}
    if len(codes) < 2 or (match.frame.complement and recipients):
        return actors, recipients
    return together, ()
