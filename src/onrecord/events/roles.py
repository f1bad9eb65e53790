"""Who does it and to whom: the actors and recipients of a trigger, from its grammar and its frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.events.finding import Match
from onrecord.events.grammar import (
    acting,
    behind,
    complement,
    indirect,
    is_engaged,
    is_handed,
    is_participle,
    own_subject,
    theme,
)
from onrecord.events.ontology import TALKS, Ontology
from onrecord.events.parties import Parties, Party, bodies
from onrecord.language.columns import words_of
from onrecord.language.nodes import Node, children, first_child, is_passive, subject
from onrecord.language.syntax import RELATIVE

_PLACES = ("in", "at", "near", "into", "across", "inside", "from", "around", "throughout", "through")
_ABOVE = 2
_NEXT = 12
#: Event nouns that are things with an owner, too.
_THINGS = frozenset({"arms", "aid", "equipment", "protest"})
#: Classes of nouns of which one alone may act and be of the place: a bomb, a crowd.
_DOERS = frozenset({"violence", "protester"})
_OF_PERSONS = frozenset({("COERCE", "arrest"), ("COERCE", "deport"), ("RETREAT", "release")})
_SCENES = frozenset({"in", "at", "on"})
_ABROAD = frozenset({"SANCTION", "AID", "COOPERATE", "SUPPORT"})
_SIDES = frozenset({"between", "among"})
_NEAR = frozenset({"complement", "mod", "of", "in", "at", "near", "into", "poss", "for"})
_WHEN = frozenset({"after", "as", "when", "since", "because", "once"})
_ALONG = frozenset({"together", "along", "jointly"})
_IF = frozenset({"if", "unless", "until"})
#: Clauses that tell something else, and times.
_APART = frozenset(
    {"parataxis", "ccomp", "punct", "nsubj", "csubj", "cc", "mark", "aux", "obl:unmarked", "obl:tmod", "dep",
     "discourse", *RELATIVE}
)  # fmt: skip


class Roles:
    """Looks up actors and recipients of matches; `matches` are those of the same segment by token number."""

    def __init__(self, ontology: Ontology, parties: Parties, matches: dict[int, Match]) -> None:
        self._ontology = ontology
        self._parties = parties
        self._matches = matches

    def actors(self, match: Match) -> tuple[Party, ...]:
        """Who does it, as far as the clause says."""
        if match.nominal and is_engaged(match.head):
            doer = own_subject(match.head)
            return self._parties.of(match.segment, doer) if doer is not None else ()
        if match.nominal:
            held = match.frame.reciprocal and self.governing(match)
            return held or self._of_noun(match)
        if match.frame.negative or match.frame.said:
            return ()
        head = match.head
        if match.frame.inverse:
            nouns = (head, match.theme) if match.theme is not None else (head,)
            if match.type == "ASSAULT" and (found := self._attackers(match)):
                return found
            return tuple(
                p for noun in nouns for other in behind(noun, "from") for p in self._parties.of(match.segment, other)
            )
        if match.frame.subjects:
            return self._sides(match) or self._of_noun(match) or self._theme_of(match)
        token = acting(head)
        if match.frame.stative or (match.frame.undergoer and is_passive(head)):
            token = own_subject(head) or token
        if token is None and is_participle(head) and match.frame.reciprocal:
            return self.governing(match)
        if token is None and is_passive(head) and match.theme is not None:
            suffered = _is_suffered(match)
            by_attack = self._attackers(match) if suffered else ()
            if by_attack:
                return by_attack
            return () if suffered or _is_of_guests(match) else self._of_noun(match)
        if token is None:
            return ()
        found = self._parties.of(match.segment, token)
        if not any(party.code for party in found) and (token.pos_ == "NOUN" or token.tag_ == "VBG"):
            coded = self._owners(match, token) or self._around(match, token, head)
            found = tuple(replace(party, code=coded[0].code) for party in found) if found and coded else found or coded
        return found

    def _attackers(self, match: Match) -> tuple[Party, ...]:
        """ "were killed in a Kenyan air strike", "died in a clash with X": whose attack it was."""
        for preposition in ("in", "during"):
            for noun in behind(match.head, preposition):
                groups = {one.group for one in self._ontology.nouns.get(noun.lemma_.lower(), ())}
                found: tuple[Party, ...] = ()
                if "violence" in groups and not self._parties.is_scene(noun):
                    found = self._owners(match, noun)
                elif "fighting" in groups:
                    found = tuple(p for one in behind(noun, "with") for p in self._parties.of(match.segment, one))
                if found:
                    return found
        return ()

    def _owners(self, match: Match, noun: Node) -> tuple[Party, ...]:
        """Of a deed that acts itself ("Palestinian riots", "recent US attacks"): whose it is."""
        segment = match.segment
        return self._parties.mod(segment, noun) or tuple(
            party for other in behind(noun, "by", "from", "of") for party in self._parties.of(segment, other)
        )  # fmt: skip

    def _of_noun(self, match: Match) -> tuple[Party, ...]:
        noun = match.theme if match.theme is not None else match.head
        segment = match.segment
        for preposition in ("by", "from", "of") if match.type == "RETREAT" else ("by", "from"):
            nouns = (noun, *children(noun, "nmod"))
            found = [p for one in nouns for other in behind(one, preposition) for p in self._parties.of(segment, other)]
            if found and not (preposition == "from" and match.type not in ("REQUEST", "ACCUSE", "THREATEN", "AID")):
                return tuple(found)
        return self._parties.mod(segment, noun)

    def governing(self, match: Match) -> tuple[Party, ...]:
        """Who acts in the clause in which a noun stands."""
        node = match.head.head
        while node.head is not node and node.pos_ not in ("VERB", "AUX"):
            node = node.head
        who = acting(node) if node.pos_ in ("VERB", "AUX") else None
        return self._parties.of(match.segment, who) if who is not None else ()

    def foreseen(self, match: Match) -> str | None:
        """The code of whoever would do what is threatened ("warned that Rabat would"); None where that is open."""
        inner = complement(match.head)
        who = own_subject(inner) if inner is not None else None
        if who is None or who.tag_ == "PRP":
            return None
        return next((party.code for party in self._parties.of(match.segment, who) if party.code), None)

    def is_nobodys(self, match: Match) -> bool:
        """ "Gaza strike kills 14": told by its place alone, where the clause names no other."""
        who = None if match.nominal or match.type != "ASSAULT" else acting(match.head)
        if who is None or who.pos_ != "NOUN" or not self._parties.is_scene(who):
            return False
        if any(True for _ in behind(who, "on", "against")):
            return False
        own = {party.code for party in self._parties.mod(match.segment, who)}
        words = words_of(match.segment.doc)
        after = range(match.head.i + 1, min(len(words.lower), match.head.i + _NEXT))
        end = next((index for index in after if words.lower[index] in _WHEN), match.head.i + _NEXT)
        named = (match.head.tree[index] for index in after if index < end and words.pos[index] == "PROPN")
        return not any(party.code not in own for noun in named for party in self._parties.one(match.segment, noun))

    def main_actor(self, match: Match, own: str) -> str | None:
        """Who acts in the main clause, for a deed in a clause of time or reason ("closed it after X proposed to")."""
        node = match.head
        for _ in range(_ABOVE):
            if node.dep_ == "advcl" and node.left_edge.lower_ in _WHEN:
                who = acting(node.head)
                found = self._parties.of(match.segment, who) if who is not None else ()
                codes = {party.code for party in found if party.code and party.sector in (None, "GOV")}
                return next(iter(codes), None) if len(codes) == 1 and own not in codes else None
            node = node.head
        return None

    def may_act(self, match: Match, who: Node) -> bool:
        """Whether the state of a nameless doer may be told by the place: people, and what kills by itself."""
        if who.tag_ in ("NNS", "PRP") or who.pos_ == "PROPN":
            return True
        return any(noun.group in _DOERS for noun in self._ontology.nouns.get(who.lemma_.lower(), ()))

    def is_taken_up(self, match: Match) -> bool:
        """ "accused it of": done to a pronoun of which the report does not tell whom it means."""
        other = match.object if match.object is not None else match.theme
        return other is not None and other.lower_ in ("it", "them") and not self._parties.of(match.segment, other)

    def has_counterpart(self, match: Match) -> bool:
        """ "met his counterpart": somebody of the other side."""
        return any(
            token.lemma_.lower() in self._ontology.counterparts and any(c.tag_ == "PRP$" for c in token.children)
            for token in match.head.subtree
        )

    def named_near(self, match: Match) -> Iterator[str]:
        """The codes of states that the sentence names, the nearest to the trigger first; not those it is done to."""
        at = match.head.i
        nouns = match.head.sent.of_kind("PROPN", "ADJ")
        if match.theme is not None:
            nouns = [token for token in nouns if not token.is_under(match.theme)]
        nouns.sort(key=lambda token: abs(token.i - at))
        for noun in nouns:
            yield from (party.code for party in self._parties.one(match.segment, noun) if party.code)

    def named_before(self, match: Match) -> list[str]:
        """The codes that the sentence names before a trigger, the nearest first."""
        nouns = (noun for noun in reversed(match.head.sent.of_kind("PROPN")) if noun.i < match.words[0].i)
        return [party.code for noun in nouns for party in self._parties.one(match.segment, noun) if party.code]

    def _sides(self, match: Match) -> tuple[Party, ...]:
        noun = match.theme if match.theme is not None else match.head
        return tuple(
            party for preposition in _SIDES for other in (*behind(noun, preposition), *behind(match.head, preposition))
            for party in self._parties.of(match.segment, other)
        )  # fmt: skip

    def recipients(
        self, match: Match, actors: tuple[Party, ...], kind: str | None = None
    ) -> tuple[tuple[Party, ...], str | None]:
        """To whom it is done, and the role: the first of the frame that names somebody with a code, else a sector."""
        if match.frame.inverse:
            who = acting(match.head)
            return (self._parties.of(match.segment, who) if who is not None else ()), "obj"
        roles = self._roles(match, kind or match.type)
        uncoded: tuple[Party, ...] = ()
        uncoded_role: str | None = None
        for role in roles:
            if (role == "anywhere" and uncoded) or (role in _SCENES and self._is_held_there(match, kind)):
                continue
            told = self._in_role(match, role)
            found = tuple(party for party in told if _may_receive(match, party, actors, role))
            if any(party.code for party in found):
                return tuple(party for party in found if party.code), role
            if found and not uncoded:
                uncoded, uncoded_role = found, role
        return uncoded, uncoded_role

    def _roles(self, match: Match, kind: str) -> tuple[str, ...]:
        """Where to look, in order; a threat's condition before what only stands near, anywhere in the clause last."""
        frame, noun = match.frame, match.noun
        roles = frame.recipient or ()
        if frame.type == "NOUN" and noun is not None and noun.recipient:
            roles = (*roles, *noun.recipient)
        roles = roles or self._ontology.types[match.type].recipient
        if kind in ("THREATEN", "REJECT", "AGREE") and "condition" not in roles:
            near = next((number for number, role in enumerate(roles) if role in _NEAR), len(roles))
            roles = (*roles[:near], "condition", *roles[near:])
        together = frame.reciprocal or (frame.type == "NOUN" and noun is not None and noun.reciprocal)
        return roles if match.nominal or together else (*roles, "anywhere")

    def _in_role(self, match: Match, role: str) -> Iterator[Party]:
        """Everybody in one role: a special one, or behind the preposition of that name."""
        special = {
            "obj": self._object, "iobj": self._indirect, "clause": self._clause_subject, "complement": self._in_clause,
            "mod": self._modifiers, "poss": self._modifiers, "purpose": self._purpose, "anywhere": self._anywhere,
            "condition": self._condition, "subject": self._subject,
            "theme": self._theme,
        }  # fmt: skip
        if role in special:
            yield from special[role](match)
            return
        noun = None if match.nominal and match.theme is match.head else match.theme
        for place in (match.head, noun):
            for other in behind(place, role) if place is not None else ():
                if other != match.theme or not is_of_talks(match):
                    yield from self._parties.of(match.segment, other)

    def _object(self, match: Match) -> Iterator[Party]:
        deed = match.noun is not None and match.noun.type is not None and match.noun.group not in _THINGS
        carrying = match.frame.type == "NOUN" or match.nominal or match.frame.subjects or deed
        other = match.object if match.object is not None else None if carrying else match.theme
        if other is not None:
            yield from self._parties.of(match.segment, other)

    def _theme(self, match: Match) -> Iterator[Party]:
        yield from self._theme_of(match)

    def _theme_of(self, match: Match) -> tuple[Party, ...]:
        return self._parties.of(match.segment, match.theme) if match.theme is not None else ()

    def _subject(self, match: Match) -> Iterator[Party]:
        who = own_subject(match.head)
        if who is not None:
            yield from self._parties.of(match.segment, who)

    def _indirect(self, match: Match) -> Iterator[Party]:
        head = match.head
        other = indirect(head)
        if other is None and is_handed(head):
            other = subject(head.head)
        if other is None and is_passive(head) and match.theme is not None and subject(head) not in (None, match.theme):
            other = subject(head)
        if other is not None:
            yield from self._parties.of(match.segment, other)

    def _modifiers(self, match: Match) -> Iterator[Party]:
        noun = match.object if match.frame.subjects and match.object is not None else match.theme
        if noun is not None:
            yield from self._parties.mod(match.segment, noun)

    def _purpose(self, match: Match) -> Iterator[Party]:
        for clause in children(match.head, "advcl", "xcomp", "acl"):
            if clause.tag_ in ("VB", "VBG"):
                yield from self._around(match, clause)

    def _anywhere(self, match: Match) -> Iterator[Party]:
        yield from self._around(match, match.head, acting(match.head))

    def _condition(self, match: Match) -> Iterator[Party]:
        inner = complement(match.head)
        clauses = [clause for node in (match.head, inner) if node is not None for clause in children(node, "advcl")]
        for clause in clauses:
            who = subject(clause)
            if who is not None and not _IF.isdisjoint(clause.forms("mark")):
                yield from self._parties.of(match.segment, who)

    def _clause_subject(self, match: Match) -> Iterator[Party]:
        inner = self._inner(match)
        who = subject(inner) if inner is not None else None
        if who is not None:
            yield from self._parties.of(match.segment, who)

    def _inner(self, match: Match) -> Node | None:
        inner = complement(match.head)
        return complement(match.theme) if inner is None and match.theme is not None else inner

    def _in_clause(self, match: Match) -> Iterator[Party]:
        inner = self._inner(match)
        if inner is None:
            return
        embedded = self._matches.get(inner.i)
        if embedded is not None and embedded is not match:
            yield from self.recipients(embedded, self.actors(match))[0]
            return
        of = theme(inner)
        found = self._parties.of(match.segment, of) if of is not None else ()
        yield from found if any(p.code for p in found) else self._around(match, inner) or found

    def _around(self, match: Match, head: Node, taken: Node | None = None) -> tuple[Party, ...]:
        """The first party with a code that hangs on a word, near before far, in no clause of its own, not `taken`."""
        deed = self.deed(match)
        queue = [child for child in head.children if child.i > head.i] if head.pos_ != "NOUN" else list(head.children)
        while queue:
            token = queue.pop(0)
            if (
                (taken is not None and token.is_under(taken))
                or token.dep_ in _APART
                or (token.dep_ == "advcl" and not _is_purpose(token))
            ):
                continue
            if self._is_origin(match, token, deed) or _is_together(token):
                continue
            nobody = token == match.theme and is_of_talks(match)  # "talks in Moscow"
            if token.pos_ in ("NOUN", "PROPN", "ADJ") and token.dep_ not in ("amod", "advmod") and not nobody:
                found = tuple(party for party in self._parties.of(match.segment, token) if party.code)
                if found:
                    return found
            queue += [child for child in token.children if child.dep_ != "conj" or token.pos_ != "VERB"]
        return ()

    def _is_origin(self, match: Match, token: Node, kind: str) -> bool:
        """Behind "by", "through", "after": words that never say to whom; "from" and "in" only of some deeds."""
        cases = token.forms("case", "mark")
        if not self._ontology.beside.isdisjoint(cases):
            return True
        if not _SCENES.isdisjoint(cases) and (kind == "CONSULT" or is_of_talks(match)):
            return True
        return "from" in cases and kind in ("AID", "AGREE", "COOPERATE", "SUPPORT", "MOBILIZE", "CONSULT")

    def _is_held_there(self, match: Match, kind: str | None) -> bool:
        """Whether what stands behind "in" is but where they meet ("walked out of talks in Cairo")."""
        if is_of_talks(match) and match.mode != "visit" and match.frame.type != "NOUN":
            return True
        return kind != "CONSULT" and match.frame.complement and self.deed(match) == "CONSULT"

    def deed(self, match: Match) -> str:
        """The type of what it is about: of the deed in the complement, else its own."""
        inner = complement(match.head) if match.frame.complement else None
        other = self._matches.get(inner.i) if inner is not None else None
        return other.type if other is not None else match.type

    def place(self, match: Match) -> Party | None:
        """The state in which the clause says that it happened."""
        nodes = [match.head]
        inner = complement(match.head)
        nodes += [
            node for node in (match.theme, inner, theme(inner) if inner is not None else None) if node is not None
        ]
        nodes += list(match.head.ancestors)[:_ABOVE]
        who = None if match.nominal else acting(match.head)
        if who is not None:
            nodes.append(who)
        nodes += [child for node in list(nodes) for child in children(node, "obl", "nmod")]
        others = (other for node in nodes for other in behind(node, *_PLACES))
        places = (
            party for other in others if self._is_place(other) for party in self._parties.of(match.segment, other)
        )
        return next((party for party in places if party.code and party.sector in (None, "GOV")), None)

    def _is_place(self, noun: Node) -> bool:
        return noun.pos_ == "PROPN" or noun.lemma_.lower() in self._ontology.places


def _is_suffered(match: Match) -> bool:
    """ "our sailors are being shot at", "two Ugandan pilots were freed": whose they are, not who does it."""
    by_persons = match.type == "ASSAULT" or (match.type, match.mode) in _OF_PERSONS or match.frame.complement
    return by_persons and match.frame.type != "NOUN"


def _is_together(noun: Node) -> bool:
    """ "together with Finland": one who does it, too."""
    case = first_child(noun, "case")
    return case is not None and case.lower_ == "with" and case.i > 0 and case.nbor(-1).lower_ in _ALONG


def _is_of_guests(match: Match) -> bool:
    """Of an envoy who is summoned or expelled: his adjective tells to whom it is done."""
    envoys = match.noun is not None and match.noun.group == "diplomats"
    return envoys and (match.type == "ACCUSE" or match.mode == "expel")


def is_of_talks(match: Match) -> bool:
    """Whether what is done is done to talks or a meeting: those hold them, and where says nothing of who."""
    return match.noun is not None and match.noun.group in TALKS and not match.nominal


def _may_receive(match: Match, party: Party, actors: tuple[Party, ...], role: str) -> bool:
    if any(party.span is not None and party.span == actor.span for actor in actors):
        return False
    same = any(party.code == actor.code for actor in actors)
    if party.own and party.span is not None and match.type == "ASSAULT" and party.code in bodies():
        return False  # "shelled its centre": of the town, not of those who left it
    abroad = role in _SCENES and (
        match.type in _ABROAD or bool(match.frame.subjects)
    )  # "will close the Finnish consulate in Moscow"
    return not (same and (party.own or party.joint or abroad))


def _is_purpose(clause: Node) -> bool:
    return clause.tag_ in ("VB", "VBG")
