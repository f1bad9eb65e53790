"""Finding triggers: verbs, adjectives and nouns of a segment that open a frame, before anybody is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.events.grammar import (
    acting,
    behind,
    complement,
    is_each_other,
    is_engaged,
    is_held,
    is_lost,
    is_participle,
    predicate,
    theme,
)
from onrecord.events.ontology import Frame, Noun, Ontology, Pattern, singular_key
from onrecord.events.parties import Parties
from onrecord.language import Segment
from onrecord.language.columns import among
from onrecord.language.nodes import Node, Sentence, Tree, children, first_child, first_object, is_passive, subject
from onrecord.language.syntax import OBJECTS
from onrecord.statements.columns import Columns, columns

_NEAR = 12
#: How many words behind a measure it may say what is measured ("dollars in aid").
_MEASURE = 2
_VERBAL = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_OPENING = frozenset({"VERB", "NOUN", "PROPN", "ADJ", "AUX"})
_NOUNS = frozenset({"NOUN", "PROPN"})
#: Classes of nouns that are somebody.
_HUMANS = frozenset({"people", "migrants"})
_NOTHING = frozenset({"nothing", "nobody", "none"})
_ONESELF = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves"})
#: Ranks of matches whose object is of no class of the frame.
_COMPLEMENT, _WORD, _PERSON, _ANY = 8, 10, 20, 30
#: Words for what the report has told of before.
_TAKEN_UP = frozenset({"it", "them", "they"})
_PERSONS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_NOT_VERBS = frozenset({"aux", "aux:pass", "auxpass", "cop", "case", "mark", "fixed"})


@dataclass(slots=True)
class Match:
    """A trigger with its frame: `head` is the verb, adjective or noun; `theme` the noun that completes it."""

    segment: Segment
    head: Node
    frame: Frame
    words: tuple[Node, ...]
    theme: Node | None = None
    object: Node | None = None  # what the verb is done to, where a preposition's noun is the theme
    noun: Noun | None = None  # the event noun that a light verb carries, or that stands alone
    nominal: bool = False

    @property
    def type(self) -> str:
        """The type of the frame, or of the noun that it carries."""
        return (self.noun.type or "") if self.frame.type == "NOUN" and self.noun is not None else self.frame.type

    @property
    def mode(self) -> str | None:
        """The mode of the frame, or of the noun that it carries."""
        return self.noun.mode if self.frame.type == "NOUN" and self.noun is not None else self.frame.mode


class Finder:
    """Finds the triggers of one report."""

    def __init__(self, ontology: Ontology, parties: Parties) -> None:
        self._ontology = ontology
        self._parties = parties
        self._classes: dict[Node, tuple[Noun, ...]] = {}
        self._calls: dict[Node, frozenset[str]] = {}

    def matches(self, segment: Segment, tree: Tree) -> dict[int, Match]:
        """Token number -> the trigger there, verbs and adjectives first, then nouns that no verb carries."""
        table = columns(segment.doc)
        known = sorted({*among(table.lemma, self._ontology.lemmas), *among(table.lower, self._ontology.forms)})
        found: dict[int, Match] = {}
        carried: set[int] = set()
        for index, patterns in self._openings(known, table, tree):
            match = self._best(segment, tree[index], patterns)
            if match is not None:
                found[index] = match
                if match.theme is not None:
                    carried.add(match.theme.i)
        for index in known:
            if table.pos[index] not in _NOUNS or index in found or index in carried:
                continue
            if self._ontology.nominal.isdisjoint((table.lemma[index], table.lower[index])):
                continue
            token = tree[index]
            held = not self._ontology.held.isdisjoint((table.lemma[index], table.lower[index])) and (
                is_held(token) or is_engaged(token)
            )
            wanted = (each for each in self.nouns(token) if each.type and (each.nominal or held))
            noun = next(wanted, None)
            if noun is not None:
                frame = Frame(
                    noun.type or "", noun.mode, noun.contexts, recipient=noun.recipient,
                    reciprocal=held and noun.reciprocal,
                )  # fmt: skip
                found[index] = Match(segment, token, frame, (token,), token, None, noun, nominal=True)
        return found

    def _openings(self, known: list[int], table: Columns, tree: Tree) -> Iterator[tuple[int, list[Pattern]]]:
        """The verbs and adjectives that open a frame, with those patterns whose words and nouns the sentence has."""
        verbs, adjectives = self._ontology.verbs, self._ontology.adjectives
        lemma, lower = table.lemma, table.lower
        end, called = 0, set[str]()
        for index in known:
            verb = table.tag[index] in _VERBAL
            if not (verb or table.pos[index] == "ADJ"):
                continue
            if table.pos[index] not in _OPENING or table.dep[index] in _NOT_VERBS:
                continue
            patterns = adjectives.get(lower[index], ())
            if verb:
                patterns += verbs.get(lemma[index], ())
            if not patterns:
                continue
            if index >= end:
                sentence = tree.sentence(index)
                end, called = sentence.end, self._called(table, sentence)
            near = frozenset(lower[max(0, index - 1) : index + _NEAR])
            fitting = [
                each for each in patterns
                if not each.asks or not called.isdisjoint(each.asks)
                if not each.words or near.issuperset(each.words)
            ]  # fmt: skip
            if fitting:
                yield index, fitting

    def _called(self, table: Columns, sentence: Sentence) -> set[str]:
        """The words of a sentence and the classes of its nouns; of the next one as far as a measure looks."""
        here = slice(sentence.start, sentence.end + _MEASURE)
        called = {*table.lower[here], *table.lemma[here]}
        classes = self._ontology.classes
        return called.union(*[classes[form] for form in classes.keys() & called])

    def _best(self, segment: Segment, token: Node, patterns: Sequence[Pattern]) -> Match | None:
        """Of the patterns that fit: the one with the most words, then the one that asks for most of its object."""
        best: Match | None = None
        least = (False, 0, 0)
        verb = token.tag_.startswith("VB")
        if not verb and token.pos_ != "ADJ":
            return None
        if verb and ((token.dep_ in ("amod", "compound") and not is_lost(token)) or _is_gerund(token)):
            return None
        stative = not verb or _is_state(token)
        for pattern in patterns:
            if pattern.frame.stative and not stative:
                continue
            if best is not None and (not pattern.own, -len(pattern.words)) > least[:2]:
                break
            hit = self._match(segment, token, pattern)
            if hit is not None:
                order = (not pattern.own, -len(pattern.words), self._rank(hit))
                if best is None or order < least:
                    best, least = hit, order
        return best

    def _rank(self, match: Match) -> int:
        """How closely the object fits: its most specific entry first, then any person, then no object asked for."""
        frame = match.frame
        if frame.complement:
            return _COMPLEMENT if not frame.objects else 0
        if match.noun is not None and match.theme is not None:
            entries = self.nouns(match.theme)
            return entries.index(match.noun) + 1 if match.noun in entries else 1
        if match.theme is not None and match.theme.lemma_.lower() in frame.objects:
            return _WORD
        return _PERSON if frame.objects or frame.subjects else _ANY

    def nouns(self, token: Node) -> tuple[Noun, ...]:
        """The entries that fit a noun with the words beside it, the most specific first; "tons of rice" is rice."""
        if token not in self._classes:
            found = tuple(self._fitting(token))
            if not found and token.pos_ == "PROPN":  # "ambassador Brah Mohamane"
                titles = children(token, "nmod:desc", "compound", "appos")
                found = tuple(
                    noun for title in titles if title.lower_ in self._ontology.offices for noun in self._fitting(title)
                )
            if token.lemma_.lower() in self._ontology.measures:
                found += tuple(noun for other in _measured(token) for noun in self._fitting(other))
            self._classes[token] = found
        return self._classes[token]

    def _fitting(self, token: Node) -> Iterator[Noun]:
        nouns = self._ontology.nouns
        entries = (
            nouns.get(token.lemma_.lower()) or nouns.get(token.lower_) or nouns.get(singular_key(token.lower_), ())
        )
        if not any(noun.before or noun.of or noun.on for noun in entries):
            yield from entries
            return
        beside = {
            form for child in token.children
            if child.i < token.i and child.dep_ in ("compound", "amod", "nmod", "nummod")
            for form in (child.lower_, child.lemma_.lower(), *child.lower_.split("-"))
        }  # fmt: skip
        beside |= {more.lower_ for child in token.children for more in children(child, "conj", "compound", "amod")}
        of = {child.lemma_.lower() for child in children(token, "nmod") if "of" in child.forms("case")}
        for noun in entries:
            if noun.on and not any(True for _ in behind(token, "on")):
                continue
            if noun.before <= beside and (noun.of is None or noun.of in of):
                yield noun

    def _match(self, segment: Segment, token: Node, pattern: Pattern) -> Match | None:
        frame = pattern.frame
        words, noun = [token], None
        for number, word in enumerate(pattern.words):
            hit = _beside(token, word, words[-1])
            if hit is None:
                return None
            words.append(hit)
            if number == len(pattern.words) - 1 and hit.dep_ in ("case", "mark", "fixed", "prep"):
                noun = None if _is_stranded(token, hit) or _is_particle(hit) else _governed(hit)
                if noun is not None and noun.pos_ in ("PROPN", "NUM") and noun.lower_ in self._ontology.days:
                    return None  # "agreed a ceasefire on Sunday"
        of = noun if noun is not None else theme(token)
        completing, wanted = (_doer(token), frame.subjects) if frame.subjects else (of, frame.objects)
        if wanted and not self._may_fit(completing, wanted):
            return None
        if _is_unfit(token, pattern, of, noun) or (frame.predicate and not self._is_condemned(token)):
            return None
        done_to = theme(token) if noun is not None else None
        if frame.subjects:
            if frame.objects and not self._fits(segment, of, frame.objects)[0]:
                return None
            done_to, of = of, completing
        fits, carried = self._fits(segment, of, wanted) if wanted else (True, None)
        if not fits:
            return None
        if frame.type == "NOUN":
            if carried is None or carried.type is None:
                return None
            words += [of] if of is not None else []
        elif of is not None and (frame.objects or frame.subjects) and carried is not None:
            words.append(of)
        return Match(segment, token, frame, tuple(sorted(set(words), key=_position)), of, done_to, carried)

    def _is_condemned(self, verb: Node) -> bool:
        """ "called the move a provocation", "described it as illegal"."""
        called = predicate(verb)
        return called is not None and bool({called.lower_, called.lemma_.lower()} & self._ontology.condemning)

    def _may_fit(self, of: Node | None, wanted: frozenset[str]) -> bool:
        """False where no word and no class of the object is wanted; what "it" stands for may be of any class."""
        if of is None or of.lower_ in _TAKEN_UP:
            return of is not None or "none" in wanted
        if of not in self._calls:
            lemma = of.lemma_.lower()
            called = {of.lower_, lemma, "igo", *(noun.group for noun in self.nouns(of))}
            called.update(f"{child.lemma_.lower()} {lemma}" for child in children(of, "compound", "amod"))
            if of.pos_ in _PERSONS or not _HUMANS.isdisjoint(called) or is_each_other(of):
                called.add("person")
            self._calls[of] = frozenset(called)
        return not wanted.isdisjoint(self._calls[of])

    def _fits(self, segment: Segment, of: Node | None, wanted: frozenset[str]) -> tuple[bool, Noun | None]:
        """Whether the object is of a wanted class, and the noun's entry that says so."""
        if of is None:
            return "none" in wanted, None
        for noun in self.nouns(of):
            if noun.group in wanted:
                return True, noun
        if is_each_other(of):
            return "person" in wanted, None
        if of.lower_ in wanted:
            return True, None
        if of.lower_ in _TAKEN_UP:
            meant = self._taken_up(segment, of, wanted)
            if meant is not None or "person" not in wanted:
                return meant is not None, meant
        if of.lemma_.lower() in wanted or of.lower_ in wanted:
            return True, None
        phrase = {f"{child.lemma_.lower()} {of.lemma_.lower()}" for child in children(of, "compound", "amod")}
        if phrase & wanted:
            return True, None
        if "igo" in wanted and any(party.sector == "IGO" for party in self._parties.one(segment, of)):
            return True, None
        if "person" in wanted and any(noun.group in _HUMANS for noun in self.nouns(of)):
            return True, None
        if "person" in wanted and of.pos_ in _PERSONS:
            return self._parties.are_persons(segment, of) or of.tag_ in ("PRP", "CD"), None
        return False, None

    def _taken_up(self, segment: Segment, pronoun: Node, wanted: frozenset[str]) -> Noun | None:
        """ "broke off relations and restored them": the noun before in the sentence that the pronoun stands for."""
        for index in range(pronoun.i - 2, pronoun.sent.start - 1, -1):
            if pronoun.tree.words.pos[index] == "NOUN":
                for noun in self.nouns(pronoun.tree[index]):
                    if noun.group in wanted:
                        return noun
        return None


def _is_unfit(token: Node, pattern: Pattern, of: Node | None, noun: Node | None) -> bool:
    """Whether the clause rules the frame out, whoever is meant; `noun` is what the pattern's preposition governs."""
    frame = pattern.frame
    if frame.complement:
        inner = complement(token)
        if inner is None or (noun is not None and inner.i == noun.i and noun.pos_ != "VERB"):
            return True
        if frame.infinitive and not any(child.lower_ == "to" and child.i < inner.i for child in inner.children):
            return True
        if frame.subjunctive and inner.tag_ not in ("VB", "VBP"):
            return True
        if frame.gerund and inner.tag_ != "VBG":
            return True
    if (frame.needs == "object" and of is None) or (of is not None and of.lower_ in _NOTHING and not frame.said):
        return True
    if of is not None and of.lower_ in _ONESELF and frame.type != "ASSAULT":
        return True
    if of is not None and of.lower_ == "it" and frame.mode == "release":
        return True  # "returned it"
    if frame.ahead and not pattern.words and any(True for _ in behind(token, "to")):
        return True  # "will respond to the offer"
    return frame.alone and first_object(token) is not None


def _measured(token: Node) -> Iterator[Node]:
    """What a measure measures: "tons of rice", "dollars in aid"."""
    yield from behind(token, "of")
    if token.pos_ == "SYM":
        yield from behind(token, "in")  # "$95 million in aid"
    if token.i + _MEASURE < len(token.tree) and token.nbor().lower_ == "in":
        yield _governed(token.nbor()) or token.nbor(_MEASURE)


def _position(token: Node) -> int:
    return int(token.i)


def _is_state(token: Node) -> bool:
    """ "is prepared to", "are committed to": a participle that says how somebody is."""
    return token.tag_ == "VBN" and any(child.lemma_ == "be" for child in token.children)


def _is_gerund(token: Node) -> bool:
    """ "involvement in killing", "fierce fighting": a noun in all but its tag."""
    return token.tag_ == "VBG" and any(child.dep_ in ("case", "det", "amod", "nmod:poss") for child in token.children)


def _beside(token: Node, word: str, last: Node) -> Node | None:
    """The word of a pattern that belongs to the trigger, or to the pattern's word before ("express regret over")."""
    tree, lower = token.tree, columns(token.tree.doc).lower
    behind_and_before = (*range(token.i + 1, min(token.i + _NEAR, len(lower))), *range(token.i - 1, token.i)[: token.i])
    for index in behind_and_before:
        if lower[index] != word:
            continue
        near = tree[index]
        beside_number = index == token.i + 1 and near.head.dep_ == "nummod"  # "handed over two suspects"
        belongs = beside_number or near.head is token or near.head.head is token or near.head.head is last
        if near.sent is token.sent and (belongs or _hangs_on_object(near, token)):
            return near
        if near.dep_ == "fixed" and near.head.head.head is token:
            return near
    return None


def _hangs_on_object(near: Node, verb: Node) -> bool:
    """ "warned Somalia of consequences": the parse may hang the preposition's noun on the object."""
    holder = near.head.head
    return near.dep_ == "case" and holder.head is verb and holder.dep_ in OBJECTS and near.head.i > holder.i


def _is_stranded(verb: Node, preposition: Node) -> bool:
    """ "were shot at by X": the passive's subject is what the preposition was before."""
    return is_passive(verb) and preposition.i + 1 < len(verb.tree) and preposition.nbor().lower_ == "by"


def _doer(token: Node) -> Node | None:
    """Whoever an active verb's own subject is, or whose clause it takes over ("was ordered to leave")."""
    own = subject(token)
    return acting(token) if own is None and not is_passive(token) and not is_participle(token) else own


def _is_particle(word: Node) -> bool:
    """ "handed the island over to X": the parse may take the particle for a preposition, too."""
    behind_it = word.nbor() if word.i + 1 < len(word.tree) else None
    if behind_it is None or behind_it.lower_ != "to":
        return False
    return behind_it.dep_ == "case" and behind_it.head is word.head


def _governed(preposition: Node) -> Node | None:
    """The noun behind a preposition."""
    if preposition.dep_ == "prep":
        return first_child(preposition, "pobj", "pcomp")
    return preposition.head.head if preposition.dep_ == "fixed" else preposition.head
