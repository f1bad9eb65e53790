"""Events of a report: triggers with their actors and recipients, their status, and the voice that vouches for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.actors import Cast
from onrecord.dates import Publication
from onrecord.events.context import Context, Voices
from onrecord.events.contexts import contexts_of
from onrecord.events.finding import Finder, Match
from onrecord.events.grammar import acting, behind, complement, is_each_other, is_participle
from onrecord.events.implied import Implied, reciprocal
from onrecord.events.merging import told_once
from onrecord.events.ontology import Ontology, shipped
from onrecord.events.parties import Parties, Party
from onrecord.events.roles import Roles
from onrecord.events.said import said_events
from onrecord.events.status import is_hypothetical
from onrecord.events.telling import counts_beside, silent, told_as
from onrecord.events.when import day_of
from onrecord.events.where import place_of
from onrecord.language import Reading, Segment
from onrecord.language.nodes import Node, first_object, is_passive
from onrecord.language.syntax import RELATIVE
from onrecord.record import Event, Statement, TimeExpression, merged
from onrecord.statements.forces import is_about_anonymity, is_outlets_question

_NOMINAL, _PLAIN = 0.7, 0.9
_TWO = 2
#: What one state does with or for another, never with itself.
_MUTUAL = frozenset({"CONSULT", "SUPPORT", "COOPERATE"})
#: Those within a state, whose state the place tells better than the speaker of the statement.
_INNER = frozenset({"OPP", "PTY", "REB", "CVL", "UAF"})
#: Forces of statements that vouch for nothing: what somebody fears, or would not confirm.
_UNSURE = frozenset({"negated", "fear", "ask"})
#: Types whose verbs are said of the weather and of games, too.
_BY_HAND = frozenset({"ASSAULT", "COERCE", "SUPPORT"})


@dataclass(frozen=True, slots=True)
class Coded:
    """An event with the lemmas of its trigger, before events told twice are put together."""

    event: Event
    lemmas: frozenset[str]
    headline: bool
    nominal: bool = False


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
        home: str | None,
    ) -> None:
        self._reading = reading
        self._ontology = ontology
        self._expressions = expressions
        self._publication = publication
        self._voices = Voices(statements)
        self._context = Context(reading, cast.actors, home)
        self._parties = Parties(reading, cast, publication.date, ontology, self._voices.focus, self._context)
        self._finder = Finder(ontology, self._parties)
        self._implied = Implied(reading, ontology, self._context, self._voices)

    def code(self) -> tuple[Event, ...]:
        """Every event of the report, in text order."""
        coded = [each for segment in self._reading.segments for each in self._segment(segment)]
        return told_once(self._reading.text, coded)

    def _segment(self, segment: Segment) -> Iterator[Coded]:
        tree = segment.tree
        matches = self._finder.matches(segment, tree)
        said, asked = said_events(segment, tree, matches, self._voices, self._parties, self._reading)
        for coded in said:
            self._context.note(coded)
            yield Coded(coded, frozenset({"must"}), segment.part != "body")
        if not matches:
            return
        roles = Roles(self._ontology, self._parties, matches)
        left_out = silent(matches, self._ontology) | asked
        for match in matches.values():
            if match.head.i not in left_out and _stands(match, self._ontology) and counts_beside(match, matches):
                found = self._event(match, matches, roles)
                if found is not None:
                    self._context.note(found.event)
                    yield found

    def _event(self, match: Match, matches: dict[int, Match], roles: Roles) -> Coded | None:
        if roles.is_nobodys(match):
            return None
        said = self._voices.at(match.segment.offset(match.head))
        unsure = said is not None and said.cue.force in _UNSURE
        actors = self._by_cue(match, roles, roles.actors(match))
        guessed = said is not None and unsure and said.speaker.code not in {party.code for party in actors}
        told = told_as(match, matches, self._ontology, guessed=guessed)
        if told is None:
            return None
        kind, mode, status = told
        if not actors and self._implied.leaves_nobody(match, roles, kind):
            return None
        status = "possible" if unsure and status in ("actual", "ongoing", "planned") else status
        recipients, role = roles.recipients(match, actors, kind)
        if match.frame.needs == "told" and not any(party.code for party in recipients):
            return None
        if match.nominal and mode == "visit" and not recipients:  # "days after a visit by X, Panama said"
            recipients = tuple(one for one in roles.governing(match) if one.code not in {by.code for by in actors})
        kind, mode = self._in_words(match, kind, mode, actors)
        actors, recipients = self._implied.filled(match, roles, kind, actors, recipients)
        actors, recipients = reciprocal(match, kind, role, actors, recipients)
        if kind == "THREATEN" and match.frame.complement:
            foreseen = roles.foreseen(match)
            if foreseen is not None and foreseen not in {party.code for party in actors}:
                return None  # "warned that Russia would attack": not by the one who warns
        if not self._sound(match, (kind, status), actors, recipients) or self._is_day(match):
            return None
        if match.theme is not None and (is_each_other(match.theme) or (kind == "ACCUSE" and match.frame.reciprocal)):
            recipients = actors
        if kind == "RETREAT" and mode == "withdraw" and _is_from_body(match, recipients):
            kind, mode = "SANCTION", "withdraw"
        if kind == "ASSAULT" and mode == "heavy-weapons" and not any(party.code for party in recipients):
            kind, mode = _fired(match, kind, mode)
        return self._coded(match, (kind, mode or self._mode(match, kind, actors), status), actors, recipients)

    def _coded(
        self, match: Match, told: tuple[str, str | None, str], actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> Coded:
        """The event of a trigger, with its contexts, its day, its place, and who vouches for it."""
        kind, mode, status = told
        segment = match.segment
        spans = merged(self._reading.text, (self._reading.stretch(segment, word.i, word.i) for word in match.words))
        given = (*match.frame.contexts, *(match.noun.contexts if match.noun else ()))
        event = Event(
            id="e0",
            type=kind,
            mode=mode if mode in self._ontology.types[kind].modes else None,
            contexts=contexts_of(_words_about(match), given),
            actor=tuple(party.participant() for party in actors),
            recipient=tuple(party.participant() for party in recipients),
            trigger=spans,
            date=day_of(self._reading, segment, match.head, match.theme, self._expressions, self._publication),
            place=place_of(segment, (match.head, match.theme), self._parties, self._expressions),
            status=status,
            voice=self._voices.voice(spans[0].start),
            confidence=_NOMINAL if match.nominal else _PLAIN,
        )
        lemmas = frozenset(word.lemma_.lower() for word in match.words)
        return Coded(event, lemmas, segment.part != "body", match.nominal)

    def _in_words(self, match: Match, kind: str, mode: str | None, actors: tuple[Party, ...]) -> tuple[str, str | None]:
        """A government protests in words; "hundreds protested in Nairobi" are people, whatever state is named."""
        if kind != "PROTEST" or match.head.lemma_ != "protest" or not _are_states(actors):
            return kind, mode
        who = acting(match.head)
        many = who is not None and (who.tag_ == "CD" or who.lemma_.lower() in self._ontology.measures)
        return (kind, mode) if many else ("ACCUSE", "disapprove")

    def _is_day(self, match: Match) -> bool:
        """ "a vote called for Sunday": nothing is done to a day."""
        if match.theme is None or match.theme.pos_ not in ("PROPN", "NUM"):
            return False
        offset = match.segment.offset(match.theme)
        return any(each.start <= offset < each.end for each in self._expressions)

    def _mode(self, match: Match, kind: str, actors: tuple[Party, ...]) -> str | None:
        """A mode that no frame tells: of talks by how many hold them, of an attack by what does it ("a car bomb")."""
        if kind == "CONSULT" and len({party.code for party in actors if party.code}) > _TWO:
            return "multilateral"
        who = acting(match.head) if kind == "ASSAULT" and not match.nominal else None
        nouns = self._finder.nouns(who) if who is not None else ()
        return next((noun.mode for noun in nouns if noun.group == "violence" and noun.mode), None)

    def _by_cue(self, match: Match, roles: Roles, actors: tuple[Party, ...]) -> tuple[Party, ...]:
        """Who says it, where the trigger is the cue of a statement: its speaker is known from more than the clause."""
        statement = (
            self._voices.cue_at(match.segment.offset(match.head))
            if match.frame.speech or match.type == "ACCUSE"
            else None
        )
        speaker = statement.speaker if statement is not None else None
        if match.type == "THREATEN" and match.frame.complement and speaker is not None and speaker.spans:
            foreseen = roles.foreseen(match)
            if foreseen is not None and foreseen == speaker.code:
                return (Party(speaker.code, speaker.sector, speaker.spans[0]),)
        by_agent = is_passive(match.head) or is_participle(
            match.head
        )  # "Iran, accused by Riyadh": not the one who speaks
        if (
            speaker is None
            or (by_agent and actors)
            or not speaker.code
            or not speaker.spans
            or any(
                one.code == speaker.code or one.sector in _INNER or (one.sector == "IGO" and one.span) for one in actors
            )
        ):
            return actors
        return (Party(speaker.code, speaker.sector, speaker.spans[0]),)

    def _sound(
        self, match: Match, told: tuple[str, str], actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> bool:
        """Whether enough is known to call it an event."""
        kind, status = told
        acts = [party.code or party.sector for party in actors if party.code or party.sector]
        receiving = [party.code for party in recipients if party.code]
        if not acts or not any(party.code for party in (*actors, *recipients)):
            return False
        if (self._ontology.types[kind].needs_recipient or match.frame.needs == "recipient") and not recipients:
            return False
        if match.frame.subjects and match.frame.needs == "recipient" and not set(receiving) - set(acts):
            return False
        if kind == "ACCUSE" and is_passive(match.head) and acts and set(receiving) == set(acts):
            return False  # "fears being blamed": by whom is not told
        if _MUTUAL & {kind, match.type} and len(set(acts)) == 1 and set(receiving) == set(acts):
            return False  # within one state: a trip at home, its own defence
        if match.frame.said and (set(receiving) & set(acts) or not receiving):
            return False  # "said that it was responsible"
        if match.frame.speech and any(party.pronoun and party.code in acts for party in recipients):
            return False  # among colleagues ("promised to inform her")
        if kind == "CONSULT" and not recipients and len(acts) == 1 and match.mode != "visit" and match.type == kind:
            return match.frame.keep  # a body's own session
        if match.frame.reciprocal and kind == "AGREE" and not recipients and len(acts) == 1 and not match.frame.speech:
            return False  # "resolved its dispute with a tailor"
        if match.head.dep_ in RELATIVE and (not receiving or status == "negated"):
            return False
        if match.nominal and match.frame.reciprocal:
            return len(set(acts)) > 1 and bool(receiving)
        if match.nominal:
            return bool(receiving) and not set(receiving) & set(acts)
        return True


def read_events(
    reading: Reading,
    cast: Cast,
    statements: Sequence[Statement],
    expressions: Sequence[TimeExpression],
    publication: Publication,
    *,
    ontology: Ontology | None = None,
    home: str | None = None,
) -> tuple[Event, ...]:
    """Every event of the report in text order, in the terms of the `ontology` (default: the shipped one).

    `home` is the code of the state in which the report was written.
    """
    return Coder(reading, cast, statements, expressions, publication, ontology or shipped(), home).code()


def _stands(match: Match, ontology: Ontology) -> bool:
    """Whether a trigger tells of a deed, not of a condition, a purpose, a question, or a source's wish for no name."""
    head, lemma = match.head, match.head.lemma_.lower()
    if is_hypothetical(head, ontology) or head.sent.last == "?":
        return False
    if match.type == "REJECT" and match.frame.complement and _withholds(match, ontology):
        return False
    if match.type in _BY_HAND and not match.nominal and _is_nobodys(head, ontology):
        return False
    return not (match.frame.speech and (is_outlets_question(head, lemma) or is_about_anonymity(head, lemma, "")))


def _withholds(match: Match, ontology: Ontology) -> bool:
    """ "declined to comment", "refused to give details": words are withheld, and nothing is refused to anybody."""
    inner = complement(match.head)
    if inner is None:
        return False
    thing = first_object(inner)
    told = {inner.lemma_.lower()} | ({thing.lemma_.lower()} if thing is not None else set())
    return not told.isdisjoint(ontology.withheld)


def _is_nobodys(head: Node, ontology: Ontology) -> bool:
    """ "Storms cut off", "were killed in a crash", "beat them in the final": the weather, an accident, or a game."""
    causes = list(behind(head, "in", "by"))
    who = acting(head)
    if any(cause.lemma_.lower() in ontology.accidents for cause in (causes if who is None else (who, *causes))):
        return True
    return not ontology.sports.isdisjoint(head.sent.lemmas("NOUN"))


def _fired(match: Match, kind: str, mode: str | None) -> tuple[str, str | None]:
    """ "fired two missiles into the sea": at nobody, a show of arms."""
    arms = match.noun is not None and match.noun.group == "arms"
    return ("MOBILIZE", "weapons") if arms else (kind, mode)


def _is_from_body(match: Match, recipients: tuple[Party, ...]) -> bool:
    """ "completed its withdrawal from the OAS": from a body, not troops from a state."""
    leaving = match.noun is not None and match.noun.group == "withdrawal"
    return leaving and bool(recipients) and all(party.sector == "IGO" for party in recipients)


def _are_states(actors: tuple[Party, ...]) -> bool:
    """Governments protest in words."""
    return bool(actors) and all(party.code and party.sector in (None, "GOV", "IGO") for party in actors)


def _words_about(match: Match) -> list[Node]:
    out = list(match.words)
    if match.theme is not None:
        out += [token for token in match.theme.subtree if abs(token.i - match.theme.i) < 5]
    return out
