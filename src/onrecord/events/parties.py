"""Who the nouns around a trigger are: codes and sectors from the cast, else from the words themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.actors import Cast, Identity, code_of
from onrecord.actors.gazetteer import lookup, plain
from onrecord.events.context import Context
from onrecord.events.grammar import is_lost, joined
from onrecord.events.ontology import Ontology
from onrecord.language import Reading, Segment
from onrecord.language.columns import words_of
from onrecord.language.nodes import Node, children
from onrecord.language.syntax import RELATIVE, SUBJECTS
from onrecord.record import Participant, Span
from onrecord.tables import load_csv

#: Dependents that say more of a noun than who it is.
_BEYOND = (
    RELATIVE
    | SUBJECTS
    | {
        "acl",
        "advcl",
        "conj",
        "cc",
        "appos",
        "parataxis",
        "ccomp",
        "xcomp",
        "dep",
        "punct",
        "advmod",
        "orphan",
        "obj",
        "dobj",
    }
    | {"aux", "cop", "mark"}
)
_SORTS = frozenset({"WST", "NGO", "IGO", "ISM", "IMG", "MNC"})
_UNNAMED = frozenset({"organisation", "group"})
#: Sectors of those who fight or rule within a state.
WITHIN = frozenset({"REB", "MIL", "OPP", "COP", "UAF", "PTY"})
_SCENES = frozenset({"state", "capital", "city", "place"})
_METONYMS = frozenset({"capital", "seat"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_POSSESSIVE = frozenset({"'s", "’s", "'"})
#: What joins a state to its ship or firm ("Maltese-flagged").
_OF_STATES = frozenset({"flagged", "owned", "registered", "operated", "run"})
_MODIFIERS = ("amod", "compound", "nmod:poss", "poss", "nmod", "nn")

#: Gives the ids of the actors whom "I" and "we" may mean at an offset, the speaker first.
Focus = Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Party:
    """One actor or recipient as the words name it; `span` is None where it is implied."""

    code: str | None
    sector: str | None
    span: Span | None
    plural: bool = False
    joint: bool = False  # one of "both sides"
    pronoun: bool = False
    itself: bool = True  # known without what stands behind prepositions
    own: bool = False  # named by a pronoun's possession ("its ambassador")

    def participant(self) -> Participant:
        """The party as the record shows it."""
        return Participant((self.span,) if self.span is not None else (), self.code, self.sector)


class Parties:
    """Looks up, over one report, whom a noun means."""

    def __init__(
        self,
        reading: Reading,
        cast: Cast,
        day: date | None,
        ontology: Ontology,
        focus: Focus,
        context: Context,
    ) -> None:
        self._ontology = ontology
        self._context = context
        self._reading = reading
        self._cast = cast
        self._day = day
        self._kinds: dict[int, str] | None = None
        self._focus = focus
        #: Of the state of the dateline for want of a better: "a rally in Tel Aviv. Police arrested nine people"
        self._local = {one.id for one in cast.actors if one.code_basis == "dateline" and one.kind in _UNNAMED}
        self._known: dict[Node, tuple[Party, ...]] = {}
        self._codes: dict[str, tuple[str, str | None] | None] = {}

    def of(self, segment: Segment, head: Node) -> tuple[Party, ...]:
        """Everybody whom a noun and what is coordinated with it mean; those of whom nothing is known are left out."""
        found: list[Party] = []
        for noun in joined(head):
            found += self._halves(segment, noun) or self.one(segment, noun)
        return tuple(found)

    def _halves(self, segment: Segment, head: Node) -> list[Party]:
        """ "Mali and Burkina Faso", "X and President Y": two whom the parse took for one name."""
        first = next((one for one in children(head, "compound") if one.pos_ == "PROPN" and one.i < head.i), None)
        if first is None:
            return []
        low, high = head.left_edge.i, head.i
        high = max([high, *(one.i for one in children(head, "flat"))])
        cut = next((i for i in range(first.i + 1, head.i) if head.tree.words.dep[i] == "cc"), None)
        if cut is None:
            return []
        out = []
        for span in (segment.doc[low:cut], segment.doc[cut + 1 : high + 1]):
            who = self._cast.identify(segment, span, ())
            if who is None or who.code is None:
                return []
            out.append(Party(who.code, None if who.kind == "state" else who.sector, self._reading.span(segment, span)))
        return out if out[0].code != out[1].code else []

    def are_persons(self, segment: Segment, head: Node) -> bool:
        """Whether a noun means somebody by itself, not by what stands behind it ("a notice from Yerevan")."""
        return any(party.span is None or party.itself for party in self.one(segment, head))

    def one(self, segment: Segment, head: Node) -> tuple[Party, ...]:
        """Whom one noun means: one party, or several for "Turkish and Greek sides"; none where nothing tells."""
        known = self._known.get(head)
        if known is not None:
            return known
        found = tuple(self._read(segment, head))
        if not self._changes(head):
            self._known[head] = found
        return found

    def _changes(self, head: Node) -> bool:
        """Whether it depends on what the report has told so far whom a noun means."""
        return head.lower_ == "they" or self._is_both(head) or self._is_counterpart(head) or self._is_theirs(head)

    def _read(self, segment: Segment, head: Node) -> Iterator[Party]:
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET") and not head.tag_.startswith("NN"):
            return
        whole = _whole_word(head)
        if whole != head.text and self._told(head.text) is not None and self._told(whole) is None:
            return  # "a Soviet-era reactor" is nobody's
        sides = self._sides(segment, head)
        if len(sides) > 1:
            yield from sides
            return
        first, last, wide_first, wide_last = _edges(head)
        words, span = head.tree.words, self._reading.stretch(segment, first, last)
        who = self._cast.identify(segment, segment.doc[first : last + 1], self._focus(span.start))
        taken_up = self._by_story(segment, head, who is not None)
        if taken_up is not None:
            yield from (Party(code, None, span, joint=head.tag_ != "NN") for code in taken_up)
            return
        code, sector = (who.code, who.sector) if who is not None else (None, None)
        itself = code is not None or sector is not None
        nameless = code is None or (who is not None and who.kind == "person" and sector is None)
        if nameless and head.tag_ not in _PRONOUNS:
            told = self._told(words.phrase(wide_first, wide_last + 1))
            official = sector == "GOV" and who is not None and who.kind == "person"
            if told is not None and not (told[0] == "NGO" and (official or _is_quantity(head))):
                code, sector = code or told[0], sector or told[1]
        if head.pos_ == "NOUN":
            code = self._by_adjective(head) or code
        if code is None and head.pos_ == "NOUN" and (body := self._named_behind(segment, head)) is not None:
            code, sector = body.code, body.sector
        if code is None and self._is_theirs(head):
            yield from (Party(code, sector, span) for code in self._context.together(segment.start))
            return
        if code is not None and self._is_against(segment, first, last, code):
            code = None
        code = "NGO" if sector == "NGO" else code
        if who is not None and who.kind == "state":
            sector = self._state_sector(span.text, head)
        if who is not None and who.actor in self._local:
            code = self._context.scene_before(segment, span.start) or self._of_topic(who, head) or code
        if code is None and sector is None:
            return
        if nameless and head.tag_ not in _PRONOUNS and not itself:
            itself = wide_last == last or self._told(span.text) is not None
        itself = itself and not (sector is None and _has_owner(head))
        plural = who is not None and who.plural
        yield Party(code, sector, span, plural, pronoun=head.tag_ == "PRP", itself=itself, own=_is_possessed(head))

    def _by_story(self, segment: Segment, head: Node, known: bool) -> tuple[str, ...] | None:
        """The codes that words take up from the report so far ("both sides", "they", "its neighbour"), or None."""
        if self._is_both(head):
            return self._context.pair()
        if head.lower_ == "they" and not known:
            return self._context.together(segment.start)
        other = self._across(segment, head) if self._is_counterpart(head) else None
        return (other,) if other is not None else None

    def _of_topic(self, who: Identity, head: Node) -> str | None:
        """The state that the report is about, for those who fight or rule within one, where it hardly names its own."""
        within = who.sector in WITHIN or head.lemma_.lower() in self._ontology.regimes
        return self._context.topic() if within and not self._context.is_about_home() else None

    def _named_behind(self, segment: Segment, head: Node) -> Identity | None:
        """ "the regional bloc ECOWAS": the body whose name stands right behind the noun."""
        if head.i + 1 >= len(segment.doc) or head.nbor().pos_ != "PROPN" or head.nbor().head is head:
            return None
        who = self._cast.identify(segment, segment.doc[head.i + 1 : head.i + 2], ())
        return who if who is not None and who.sector == "IGO" and who.code is not None else None

    def _is_theirs(self, head: Node) -> bool:
        words = head.tree.words
        return any(words.lower[child] == "their" for child in words.below[head.i])

    def _by_adjective(self, head: Node) -> str | None:
        """ "Somali soldiers": the state that the noun's own adjective names, if it names one."""
        told = (
            self._told(_whole_word(child)) for child in children(head, "amod") if child.capital and child.i < head.i
        )
        return next((found[0] for found in told if found is not None), None)

    def _is_against(self, segment: Segment, first: int, last: int, code: str) -> bool:
        """ "an anti-Syria journalist": against the state that the word names."""
        words, here = words_of(segment.doc), slice(first, last + 1)
        if not any(word == "anti" or word.startswith("anti-") for word in words.lower[here]):
            return False
        return not any((told := self._told(word)) is not None and told[0] != code for word in words.text[here])

    def _is_counterpart(self, head: Node) -> bool:
        """ "its neighbour", "its rival": another state, by what it is to one."""
        return head.lemma_.lower() in self._ontology.neighbours and any(one.tag_ == "PRP$" for one in head.children)

    def _across(self, segment: Segment, head: Node) -> str | None:
        """The state that "its neighbour" is: the other side of the one whose neighbour it is."""
        owner = next(one for one in head.children if one.tag_ == "PRP$")
        whose = self._cast.identify(segment, segment.doc[owner.i : owner.i + 1], ())
        code = whose.code if whose is not None else None
        named = self._told(segment.doc[head.left_edge.i : head.i + 1].text)
        if code is None or named is not None:
            return None
        return self._context.other(code, bodies()) or self._context.newest_other(code)

    def _is_both(self, head: Node) -> bool:
        """ "both sides", "the two countries", "the two": those of whom the report tells."""
        if head.lower_ in ("two", "both") and head.dep_ not in ("nummod", "det", "amod"):
            return not any(child.dep_ in ("nmod", "compound") for child in head.children)
        if head.lemma_.lower() not in self._ontology.sides:
            return False
        beside = {child.lower_ for child in head.children}
        if head.tag_ == "NNS" and head.lemma_.lower() in self._ontology.neighbours and beside <= {"the"}:
            return True  # "the neighbours"
        return bool(beside & {"both", "two"}) and not any(child.pos_ == "PROPN" for child in head.children)

    def _sides(self, segment: Segment, head: Node) -> list[Party]:
        """ "the Turkish and Greek sides", "US and British forces": a party for each adjective."""
        for child in children(head, "amod", "compound", "nmod"):
            parts = list(joined(child))
            if len(parts) < 2 or any(case.dep_ == "case" for case in child.children):
                continue
            named = [part for part in parts if part.capital]
            coded = [(part, told) for part in named if (told := self._told(part.text)) is not None]
            if len({told[0] for _, told in coded}) > 1:
                whole = self._told(f"{coded[0][0].text} {head.text}")
                sector = whole[1] if whole is not None else None
                return [Party(told[0], sector, self._reading.span(segment, [part])) for part, told in coded]
        return self._of_several(segment, head) if head.tag_ in ("NNS", "NNPS") else []

    def _of_several(self, segment: Segment, head: Node) -> list[Party]:
        """ "the foreign ministers of Kenya and Uganda": a party for each state."""
        for child in children(head, "nmod"):
            if not any(case.lower_ in ("of", "from") for case in children(child, "case")):
                continue
            coded = [(part, told) for part in joined(child) if (told := self._told(part.text)) is not None]
            if len({told[0] for _, told in coded}) > 1:
                whole = self._told(f"{coded[0][0].text} {head.lemma_}")
                sector = whole[1] if whole is not None else None
                return [Party(told[0], sector, self._reading.span(segment, [part])) for part, told in coded]
        return []

    def mod(self, segment: Segment, head: Node) -> tuple[Party, ...]:
        """The states and bodies that adjectives, compounds and possessors of a noun name ("Slovak beef")."""
        out: list[Party] = []
        inner = [one for one in children(head, "compound") if one.text[:1].islower()]
        flagged = [one for one in children(head, "amod") if one.lower_ in _OF_STATES]
        beyond = [
            far for one in (*inner, *flagged) for far in children(one, "amod", *(("compound",) if flagged else ()))
        ]
        for child in (*children(head, *_MODIFIERS), *beyond):
            if child.i > head.i or any(case.dep_ == "case" and case.i < child.i for case in child.children):
                continue
            for part in joined(child):
                if child.dep_ in ("nmod:poss", "poss"):
                    out += self.one(segment, part)
                elif part.capital and (told := self._told(_without_flag(part))) is not None:
                    out.append(Party(told[0], None, self._reading.span(segment, [part])))
        return tuple(out)

    def is_scene(self, deed: Node) -> bool:
        """ "the Gaza strike", "Kabul blast": a place's own name before a deed says where, its adjective by whom."""
        for child in children(deed, "compound", "nmod"):
            if child.i < deed.i and child.pos_ == "PROPN" and not child.text.isupper() and "." not in child.text:
                entry = lookup(plain(child.text))
                return entry is not None and entry.kind in _SCENES
        return False

    def may_be_place(self, offset: int) -> bool:
        """Whether a name behind "in" is a place: one that the cast has as such, or that begins no other's mention."""
        if self._kinds is None:
            self._kinds = {mention.start: actor.kind for actor in self._cast.actors for mention in actor.mentions}
        return self._kinds.get(offset, "place") in ("place", "state")

    def _told(self, words: str) -> tuple[str, str | None] | None:
        if words not in self._codes:
            self._codes[words] = code_of(words, self._day) if words[:1] else None
        return self._codes[words]

    def _state_sector(self, text: str, head: Node) -> str | None:
        """GOV for a state by its capital or seat of government, or where its government is named."""
        entry = lookup(plain(text).removeprefix("the ").removeprefix("The "))
        if entry is not None and entry.kind in _METONYMS:
            return "GOV"
        return "GOV" if head.lemma_.lower() in self._ontology.governments else None


@cache
def bodies() -> frozenset[str]:
    """The codes of bodies of states and of sorts of actors, which no other side of a war or a border is."""
    return _SORTS | {row["code"] for row in load_csv("gazetteer/organisations.csv") if row["sector"] == "IGO"}


def _whole_word(node: Node) -> str:
    """The word that a node begins, with what hyphens join to it ("Soviet-era")."""
    words, end = node.tree.words, node.i + 1
    while words.lower[end : end + 1] == ["-"] and end + 1 < len(words) and not any(words.spaced[end - 1 : end + 1]):
        end += 2
    return words.phrase(node.i, end)


def _has_owner(head: Node) -> bool:
    """ "Kenya's report": whose it is, by a noun."""
    return any(owner.tag_ != "PRP$" for owner in children(head, "nmod:poss", "poss"))


def _is_possessed(head: Node) -> bool:
    """ "its", "its report"."""
    return head.tag_ == "PRP$" or any(child.tag_ == "PRP$" for child in head.children)


def _without_flag(token: Node) -> str:
    """ "British" of "British-flagged": whose a ship or a firm is."""
    whole = _whole_word(token)
    first, _, last = whole.rpartition("-")
    return first if last.lower() in _OF_STATES else whole


def _is_quantity(head: Node) -> bool:
    return head.lower_ in ("group", "groups", "network") and any(child.dep_ == "nmod" for child in head.children)


def _edges(head: Node) -> tuple[int, int, int, int]:
    """First and last word of the noun phrase without what stands behind prepositions, then of the whole."""
    words, at = head.tree.words, head.i
    below, deps = words.below, words.dep
    low = high = first = last = at
    if not below[at]:
        return low, high, first, last
    lost = [child.i for child in children(head, "amod", "compound") if child.i < at and is_lost(child)]
    verb = lost[-1] if lost else -1
    for child in below[at]:
        dep = deps[child]
        if child <= verb or dep in _BEYOND or (dep == "case" and words.lower[child] not in _POSSESSIVE):
            continue
        cases = [case for case in below[child] if deps[case] == "case"]
        behind_preposition = bool(cases) and cases[0] < child
        node = head.tree[child]
        begin, end = _edges(node)[2:] if child > at else (node.left_edge.i, child)
        begin = min(begin, *cases) if behind_preposition else begin
        first, last = min(first, begin), max(last, end)
        if child < at or not (behind_preposition or dep == "prep"):
            low, high = min(low, begin), max(high, end)
    return low, high, first, last
