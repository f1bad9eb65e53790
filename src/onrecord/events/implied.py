"""What a clause leaves open: the place for whoever has no state, the other side for whom nobody is named."""

from __future__ import annotations

from dataclasses import replace

from onrecord.events.context import Context, Voices
from onrecord.events.finding import Match
from onrecord.events.grammar import acting, behind, is_handed
from onrecord.events.ontology import Ontology
from onrecord.events.parties import WITHIN, Party, bodies
from onrecord.events.roles import Roles, is_of_talks
from onrecord.language import Reading
from onrecord.language.nodes import Node, is_passive

Sides = tuple[tuple[Party, ...], tuple[Party, ...]]
_STATELESS = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})
#: Types whose recipient, where none is named, is the other side of the report.
_TOWARDS = frozenset(
    {
        "REQUEST",
        "REJECT",
        "THREATEN",
        "SANCTION",
        "ACCUSE",
        "AGREE",
        "AID",
        "COOPERATE",
        "SUPPORT",
        "CONCEDE",
    }
)
#: Types that somebody may suffer without anybody being named who does it.
_AT_HOME = frozenset({"curb", "protest", "rights"})
_SUFFERED = frozenset({"ASSAULT", "PROTEST", "COERCE"})
#: What is never implied to be done to a body of states: its envoy speaks in the report, nobody shoots at it.
_ARMED = frozenset({"ASSAULT", "MOBILIZE"})
_AT_OTHERS = frozenset({"ACCUSE", "REQUEST", "THREATEN"})
_ANSWERING = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
_LIKEWISE = frozenset({"SANCTION", "AID", "SUPPORT", "ACCUSE"})
_ASKED = frozenset({"REQUEST", "AGREE", "SUPPORT"})


class Implied:
    """Fills in what the clause leaves open, from the report so far."""

    def __init__(self, reading: Reading, ontology: Ontology, context: Context, voices: Voices) -> None:
        self._reading = reading
        self._ontology = ontology
        self._context = context
        self._voices = voices

    def filled(
        self, match: Match, roles: Roles, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> Sides:
        """Actors and recipients with what is implied."""
        if not any(party.code for party in actors) and not (actors and actors[0].sector in _STATELESS):
            actors = self._actors(match, roles, kind, actors, recipients)
        acting = {party.code for party in actors}
        if kind in _AT_OTHERS and actors and all(one.pronoun and one.code in acting for one in recipients):
            recipients = ()  # nobody accuses himself: "it" is somebody else
        if kind == "REQUEST" and _are_own(actors, recipients) and self._context.other(actors[0].code or ""):
            recipients = ()  # "demanded the release of two of its citizens"
        if not any(party.code for party in recipients):
            recipients = self._recipients(match, roles, kind, actors, recipients)
        elif kind == "REQUEST" and self._is_of_both(match, recipients, acting):
            recipients = tuple(Party(code, None, None) for code in self._context.pair())
        return _distinct(actors), _distinct(recipients)

    def leaves_nobody(self, match: Match, roles: Roles, kind: str) -> bool:
        """Whether nobody is implied to do what the clause names nobody for, to whomever it is done."""
        head = match.head
        who = None if match.nominal or _is_said(match) else acting(head)
        if match.frame.reciprocal or _is_carried_together(match):
            return False
        if who is None and (_is_of_speaker(match, kind) or _is_sent_away(match)):
            return match.nominal and kind == "REQUEST"
        if match.nominal or not _may_be_left_out(match, kind, who):
            return True
        return who is not None and not roles.may_act(match, who)

    def _actors(
        self, match: Match, roles: Roles, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        head = match.head
        offset = match.segment.offset(head)
        who = None if match.nominal or _is_said(match) else acting(head)
        if match.nominal and kind == "REQUEST":
            return actors
        if who is None and not actors and _is_of_speaker(match, kind):
            speaker = self._voices.at(offset)
            code = speaker.speaker.code if speaker is not None else None
            return (Party(code, None, None),) if code is not None else ()
        if who is None and not actors and _is_sent_away(match):
            return self._host(offset, recipients)
        if match.nominal or (not actors and not _may_be_left_out(match, kind, who)):
            return actors
        if not actors and who is not None and not roles.may_act(match, who):
            return actors
        place = roles.place(match)
        code = place.code if place is not None else None
        if actors and kind in _AT_OTHERS and (to := next((one.code for one in recipients if one.code), None)):
            other = self._context.other(to, bodies())  # an official of no state speaks for the other side
            return _placed(actors, other) if other is not None else actors
        if code is None and actors and actors[0].sector in WITHIN:
            code = self._context.scene_before(match.segment, offset) or self._context.topic()
        if code is None and actors and kind == "PROTEST":  # also "outside the U.S. embassy"
            code = self._context.scene_before(match.segment, offset) or self._context.home
        if code is None and actors and self._ontology.types[kind].domestic:
            code = next((party.code for party in recipients if party.code), None)
        if code is None and actors:
            code = self._context.place_before(match.segment, offset)
        if code is None and who is not None and (actors or who.pos_ == "PROPN"):
            near = (code for code in roles.named_near(match) if kind not in _ARMED or code not in bodies())
            code = next(near, None)
        if code is None and not actors and kind == "ASSAULT" and match.segment.part == "body" and recipients:
            code = self._context.scene_before(match.segment, offset)
        if code is None and not actors and kind in _SUFFERED:
            code = next((party.code for party in recipients if party.code), None)
        return _placed(actors, code) if code is not None else actors

    def _host(self, offset: int, recipients: tuple[Party, ...]) -> tuple[Party, ...]:
        """ "The Finnish ambassador was summoned": by the state that says so, else by the other side."""
        code = next((party.code for party in recipients if party.code), None)
        if code is None:
            return ()
        said = self._voices.at(offset)
        host = said.speaker.code if said is not None and said.speaker.code not in {None, code, *bodies()} else None
        host = host or self._context.other(code, bodies())
        return (Party(host, None, None),) if host is not None else ()

    def _recipients(
        self, match: Match, roles: Roles, kind: str, actors: tuple[Party, ...], recipients: tuple[Party, ...]
    ) -> tuple[Party, ...]:
        own = next((party.code for party in actors if party.code), None)
        if kind == "REQUEST" and own is not None and (match.nominal or acting(match.head) is None):
            return self._asked(match, roles, own)
        together = match.frame.reciprocal and len({party.code for party in actors}) > 1
        if own is None or match.nominal or together:
            return recipients
        if kind == "AID" and any(True for _ in behind(match.head, "to")):
            return recipients  # "sent vehicles to its border": the clause says where to
        co = frozenset(party.code for party in actors if party.code) - {own}
        place = roles.place(match)
        if recipients and recipients[0].sector in WITHIN and (about := self._context.topic(but=own)) is not None:
            return _placed(
                recipients, place.code if place is not None and place.code else about
            )  # "urged the generals to"
        domestic = self._is_domestic(match, kind, own, recipients)
        if domestic and not recipients and _is_known_curb(match) and (other := self._context.other(own, bodies())):
            return (Party(other, None, None),)
        rebels = any(party.sector == "REB" for party in actors) and own == self._context.topic()
        if domestic and kind == "THREATEN" and match.type == kind and not recipients:
            domestic = self._other_side(match, roles, kind, own, co) is None
        if not domestic or (kind == "ASSAULT" and place is None and not rebels):
            other = roles.main_actor(match, own) or self._other_side(match, roles, kind, own, co)
            if place is not None and other == place.code and is_of_talks(match):
                return recipients  # "walked out of talks in Moscow": where they met
            open_side = not recipients or kind == "ASSAULT" or all(party.own for party in recipients)
            if other is not None and open_side:
                others = self._context.side_of(other, own) if kind in _ANSWERING else (other,)
                return tuple(Party(code, None, None) for code in others)
            if other is None and not recipients:
                if kind == "ASSAULT" and own == self._context.topic() and actors[0].sector in WITHIN:
                    return (Party(own, None, None),)
                return tuple(Party(code, None, None) for code in self._third(match, roles, kind, own))
        return _placed(recipients, place.code if place is not None and place.code else own) if domestic else recipients

    def _is_of_both(self, match: Match, recipients: tuple[Party, ...], acting: set[str | None]) -> bool:
        """ "called for a ceasefire in Ukraine", by whoever stands outside the war: of both who wage it."""
        pair = self._context.pair()
        of_peace = match.theme is not None and match.theme.lemma_.lower() in self._ontology.peace
        one = of_peace and len(recipients) == 1 and recipients[0].code in pair
        return one and not acting & set(pair) and not match.frame.complement

    def _third(self, match: Match, roles: Roles, kind: str, own: str) -> tuple[str, ...]:
        """Towards whom a state acts that stands apart: both sides ("offered to mediate"), or whoever had the same."""
        if kind in _LIKEWISE and (codes := self._context.likewise(kind)):
            return tuple(code for code in codes if code != own)
        pair = self._context.pair()
        if kind == "REQUEST" and match.theme is not None and match.theme.lemma_.lower() in self._ontology.peace:
            return pair if own not in pair else ()  # "called for calm": of both sides
        deed = roles.deed(match)
        return pair if (deed == "CONSULT" or (deed == "AID" and match.mode != "military")) and own not in pair else ()

    def _is_domestic(self, match: Match, kind: str, own: str, recipients: tuple[Party, ...]) -> bool:
        """Whether a deed without a recipient is done at home."""
        deed = match.type if kind in ("THREATEN", "AGREE") else kind
        if own in bodies():
            return bool(recipients and deed == "ASSAULT")  # a body of states has no home
        if deed == "CONCEDE":
            return bool(recipients) or (match.noun is not None and match.noun.group in _AT_HOME)
        return self._ontology.types[deed].domestic or bool(recipients and deed == "ASSAULT")

    def _other_side(self, match: Match, roles: Roles, kind: str, own: str, co: frozenset[str]) -> str | None:
        """Towards whom, where nobody is named: whose deed is answered, else the other side of the report."""
        if roles.is_taken_up(match):
            return self._context.newest_other(own)
        if kind in ("ACCUSE", "SUPPORT", "REJECT") and match.theme is not None:
            return self._context.reacted_to(own) or self._context.other(own, co)
        if kind == "ACCUSE":
            return self._context.other(own, co) or self._context.reacted_to(own)
        if kind in _ARMED:
            return self._context.other(own, bodies() | co)
        if kind in _TOWARDS or (kind == "CONSULT" and roles.has_counterpart(match)):
            return self._context.other(own, co)
        return None

    def _asked(self, match: Match, roles: Roles, own: str) -> tuple[Party, ...]:
        """Of whom a request without a verb of its own is made: whoever answers it, else the one named before it."""
        above = roles.governing(match)
        codes = [party.code for party in above if party.code and party.code != own] if match.nominal else []
        codes += [code for code in roles.named_before(match) if code != own]
        return (Party(codes[0], None, None),) if codes else ()


def reciprocal(
    match: Match, kind: str, role: str | None, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> Sides:
    """Of a deed done together (meeting, agreeing, breaking off talks) every party is actor and recipient."""
    if not (match.frame.reciprocal or _is_carried_together(match)) or kind not in (
        "CONSULT",
        "AGREE",
        "SUPPORT",
        "COOPERATE",
        "SANCTION",
    ):
        return actors, recipients
    if match.mode in ("visit", "third-party") or match.frame.status == "offered":
        return actors, recipients
    if recipients and role not in ("with", "between", "among", "obj"):
        return actors, recipients
    if recipients and kind not in ("CONSULT", "AGREE", "SUPPORT"):
        return actors, recipients
    together = _distinct((*actors, *recipients))
    if len({party.code for party in together}) < 2 or (match.frame.complement and recipients):
        return actors, recipients
    return together, together


def _is_carried_together(match: Match) -> bool:
    """ "held talks": what the noun names is done together."""
    return match.noun is not None and match.noun.reciprocal and match.frame.type == "NOUN"


def _is_of_speaker(match: Match, kind: str) -> bool:
    """Whether it is done by the one who says so, where nobody else is named."""
    asked = kind in _ASKED and is_passive(match.head)
    return _is_said(match) or asked or _is_intended(match.head)


def _is_said(match: Match) -> bool:
    """ "X will not go unanswered", "Y is to blame": told of another by whoever says so."""
    return match.frame.negative or match.frame.said


def _may_be_left_out(match: Match, kind: str, who: Node | None) -> bool:
    """Whether it may be told without who does it: what somebody suffers, and what several do."""
    suffered = kind in _SUFFERED or (kind == "ACCUSE" and is_passive(match.head) and who is None)
    return suffered or _is_at_a_place(match, kind) or (who is not None and who.tag_ == "NNS")


def _is_known_curb(match: Match) -> bool:
    """ "announced the restrictions": those of which the report has told before."""
    if match.noun is None or match.noun.group not in _AT_HOME or match.theme is None:
        return False
    return any(child.lower_ in ("the", "these", "those") for child in match.theme.children)


def _are_own(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Whether a government asks something for its own people."""
    codes = {party.code for party in actors if party.sector in (None, "GOV")}
    return bool(codes and recipients) and all(party.code in codes for party in recipients) and None not in codes


def _is_at_a_place(match: Match, kind: str) -> bool:
    """ "were freed in Togo", "police were deployed in Lome": the place says by whom."""
    if kind == "MOBILIZE":
        return match.noun is not None and match.noun.group == "police"
    return match.type == "RETREAT" and match.mode == "release" and is_passive(match.head)


def _is_sent_away(match: Match) -> bool:
    """An envoy summoned, expelled or handed a note, with nobody named who does it."""
    if is_handed(match.head):
        return match.type == "ACCUSE"
    envoys = match.noun is not None and match.noun.group == "diplomats"
    return envoys and is_passive(match.head) and (match.type == "ACCUSE" or match.mode == "expel")


def _is_intended(verb: Node) -> bool:
    """ "there was no question of sending troops": meant by, or of, the one who says so."""
    return verb.tag_ == "VBG" and verb.dep_ == "acl"


def _placed(parties: tuple[Party, ...], code: str) -> tuple[Party, ...]:
    """Parties without a code get that of the place; where there is none, one is implied."""
    return tuple(replace(party, code=party.code or code) for party in parties) or (Party(code, None, None),)


def _distinct(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Each code once: the first mention of it."""
    found: dict[tuple[str | None, str | None], Party] = {}
    for party in parties:
        found.setdefault((party.code, None if party.code else party.sector), party)
    return tuple(found.values())
