"""Who stands in a tie: codes of states and organisations, from the words around the deed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.actors import Cast
from onrecord.language import Segment
from onrecord.language.syntax import children, is_passive, subject
from onrecord.record import Actor, Span, Statement

_NEAR = 9
#: Codes that say of what sort somebody is and not who.
SORTS = frozenset({"NGO", "IGO", "MNC", "ISM", "IMG"})
_OURS = frozenset({"state", "organisation", "group", "person", "place"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of somebody with a code."""

    start: int
    end: int
    actor: Actor

    @property
    def code(self) -> str:
        """The code, which every mention here has."""
        return self.actor.code or ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A code told beside a thing, the word before it ("with", "and", "" where none tells), and its last token."""

    code: str
    before: str
    last: int


class Parties:
    """The mentions of a report, in text order, and the questions about them."""

    def __init__(self, cast: Cast, lists: Mapping[str, frozenset[str]]) -> None:
        self._cast = cast
        self._lists = lists
        self.mentions = sorted(
            (
                Mention(span.start, span.end, actor)
                for actor in cast.actors
                if actor.code and actor.kind in _OURS and actor.code not in SORTS
                for span in actor.mentions
            ),
            key=lambda mention: (mention.start, -mention.end),
        )
        self.bodies = {mention.code for mention in self.mentions if mention.actor.sector == "IGO"}
        self._starts = [mention.start for mention in self.mentions]

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in a stretch of the report."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of_noun(self, segment: Segment, token: Token, speaker: str | None = None) -> tuple[str, ...]:
        """The codes that a noun phrase stands for: one, several where it joins some, none where nothing tells."""
        if token.pos_ == "PRON" and token.tag_ in ("PRP", "PRP$"):
            who = self._cast.identify(segment, segment.doc[token.i : token.i + 1], (speaker,) if speaker else ())
            return (who.code,) if who is not None and who.code else ()
        if self._is_pair(token):
            return self.latest_two(segment.offset(token))
        codes = [self._head_code(segment, token)]
        codes += [self._head_code(segment, joined) for joined in _joined(token)]
        return tuple(dict.fromkeys(code for code in codes if code))

    def _head_code(self, segment: Segment, token: Token) -> str | None:
        begin, end = segment.offset(token), segment.offset_after(token)
        low = segment.offset(token.left_edge)
        near = [mention for mention in self.between(low, end) if mention.end > begin]
        if near:
            return max(near, key=lambda mention: mention.end - mention.start).code
        beside = [mention for mention in self.between(end, end + 2) if mention.actor.kind in ("state", "organisation")]
        if beside and token.pos_ == "NOUN":
            return beside[0].code  # "the regional bloc ECOWAS"
        inner = [
            mention
            for mention in self.between(low, begin)
            if mention.actor.kind in ("state", "organisation") and token.pos_ in ("NOUN", "PROPN")
        ]
        return inner[-1].code if inner else None

    def _is_pair(self, token: Token) -> bool:
        if token.lemma_.lower() not in self._lists["pair"] and token.lower_ not in ("both", "two", "them"):
            return False
        words = {child.lower_ for child in token.children}
        if token.tag_ == "NNS" and (words & {"the", "both", "two"}):
            bare = not any(child.dep_ in ("amod", "nmod", "compound", "acl:relcl") for child in token.children)
            return bare or token.lemma_.lower() in self._lists["mutual"]
        return token.lower_ in ("both",) or bool(words & {"both", "two"}) or (token.lower_ == "two" and "the" in words)

    def latest_two(self, before: int) -> tuple[str, ...]:
        """The two states named last before a place of the text; none where fewer have been named."""
        found: list[str] = []
        for mention in reversed(self.mentions[: bisect_left(self._starts, before)]):
            if mention.actor.kind == "state" and mention.code not in found:
                found.append(mention.code)
                if len(found) == 2:
                    return (found[1], found[0])
        return ()

    def spoken_of(self, before: int, known: Iterable[str]) -> tuple[str, ...]:
        """The state named most often before a place of the text (of equal ones: in all of it), but for known ones."""
        known = set(known)
        earlier = self.mentions[: bisect_left(self._starts, before)]
        named = [mention.code for mention in earlier if mention.actor.kind == "state" and mention.code not in known]
        whole = Counter(mention.code for mention in self.mentions if mention.actor.kind == "state")
        counts = Counter(named)
        return tuple(sorted(counts, key=lambda code: (-counts[code], -whole[code], named.index(code))))[:1]

    def doer(self, segment: Segment, change: Token, speaker: str | None) -> tuple[str, ...]:
        """Who does it: the subject of the verb or of the one that governs it, the agent of a passive, a possessor."""
        node = change
        for _ in range(4):
            if node.pos_ in ("VERB", "AUX", "ADJ") or node.dep_ == "ROOT":
                found = self._subject_or_agent(segment, node, speaker)
                if found is not None:
                    return found
            elif node.pos_ in ("NOUN", "PROPN"):
                agent = self._possessor(segment, node, speaker)
                if agent:
                    return agent
            if node.head == node or node.dep_ in ("ccomp", "acl:relcl", "relcl", "parataxis"):
                return ()
            node = node.head
        return ()

    def _subject_or_agent(self, segment: Segment, verb: Token, speaker: str | None) -> tuple[str, ...] | None:
        """Codes of the subject; an empty tuple for a subject or passive that tells nobody; None without a subject."""
        if is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ in ("acl", "acl:relcl")):
            for child in children(verb, "obl:agent", "agent", "obl"):
                if any(mark.lower_ == "by" for mark in children(child, "case")):
                    return self.of_noun(segment, child, speaker)
            return ()
        own = subject(verb)
        if own is None:
            return None
        if own.tag_ in ("WDT", "WP") and verb.dep_ in ("acl:relcl", "relcl"):
            own = verb.head
        found = self.of_noun(segment, own, speaker)
        if found:
            return found
        beside = _noun_before(verb)  # "three years after the two countries broke off": the parse may miss the subject
        if beside is None or not {mark.lower_ for mark in children(beside, "case", "mark")} & self._lists["after"]:
            return ()
        return self.of_noun(segment, beside, speaker)

    def _possessor(self, segment: Segment, noun: Token, speaker: str | None) -> tuple[str, ...]:
        for child in children(noun, "nmod:poss", "poss", "nmod", "obl"):
            marks = {mark.lower_ for mark in children(child, "case")}
            if child.dep_ in ("nmod:poss", "poss") or "by" in marks:
                found = self.of_noun(segment, child, speaker)
                if found:
                    return found
        return ()

    def asked(self, segment: Segment, change: Token) -> tuple[str, ...]:
        """Whom a request is put to: the object of the verb above the change ("urged X and Y to resume talks")."""
        for verb in (change.head, *change.head.ancestors):
            for child in children(verb, "obj", "iobj", "dobj", "obl"):
                found = self.of_noun(segment, child) if child.i < change.i else ()
                if found:
                    return found
            if verb.dep_ in ("ccomp", "ROOT"):
                break
        return self.of_noun(segment, change.head) if change.dep_ == "acl" else ()

    def given_to(self, segment: Segment, change: Token) -> tuple[str, ...]:
        """Whom a pronoun beside a verb means ("sold it drones")."""
        pronouns = (child for child in children(change, "iobj", "dative", "obj") if child.lower_ in ("it", "them"))
        return next((self.of_noun(segment, pronoun) for pronoun in pronouns), ())

    def counterparts(self, segment: Segment, thing: Token, change: Token, *, there: bool) -> list[Beside]:
        """The codes told with the thing: in its phrase and in the phrases behind it, in text order."""
        doc = segment.doc
        first, last = _zone(thing, change)
        found: list[Beside] = []
        for mention in self.between(segment.offset(doc[first]), segment.offset_after(doc[last])):
            if (mention.actor.kind == "place" and not there) or any(mention.code == other.code for other in found):
                continue
            tokens = doc.char_span(mention.start - segment.start, mention.end - segment.start, alignment_mode="expand")
            if tokens is None:
                continue
            before = _preposition(tokens.start, doc, first)
            if before in self._lists["there"] and not there:
                continue
            told = (*self._lists["related"], *self._lists["there"], "", "and", ",")
            if before in told or tokens.start < thing.i:
                found.append(Beside(mention.code, before, tokens.end - 1))
        return found

    def of_sentence(self, segment: Segment, token: Token) -> list[str]:
        """The states and organisations of states that the sentence names, places where something lies left out."""
        doc, sentence = segment.doc, token.sent
        found: list[str] = []
        acting: set[str] = set()
        start, end = segment.offset(doc[sentence.start]), segment.offset_after(doc[sentence.end - 1])
        for mention in self.between(start, end):
            tokens = doc.char_span(mention.start - segment.start, mention.end - segment.start, alignment_mode="expand")
            if mention.actor.kind != "state" or mention.code in found or tokens is None:
                continue
            if doc[max(0, tokens.start - 1)].lower_ not in self._lists["there"]:
                found.append(mention.code)
                acting |= {mention.code} if tokens.root.dep_ == "nsubj" else set()
        return sorted(found, key=lambda code: code in acting)


def _joined(noun: Token) -> Iterator[Token]:
    """What is coordinated with a noun, also where the parse hangs one link of the list on another."""
    for joined in children(noun, "conj"):
        if joined.pos_ != "VERB":
            yield joined
            yield from _joined(joined)


def _noun_before(verb: Token) -> Token | None:
    """The noun right before a verb and its auxiliaries and adverbs."""
    for token in reversed(verb.doc[verb.sent.start : verb.i]):
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            return token
        if token.pos_ not in ("AUX", "ADV", "PART"):
            return None
    return None


def _preposition(index: int, doc: Doc, first: int) -> str:
    """The word before a mention, articles and adjectives left out; "" where the mention opens the stretch."""
    for back in range(index - 1, max(first - 1, index - 4), -1):
        token = doc[back]
        if token.pos_ in ("ADP", "CCONJ", "PUNCT", "SCONJ"):
            return str(token.lower_)
        if token.pos_ in ("VERB", "NOUN", "PROPN"):
            return ""
    return ""


def _zone(thing: Token, change: Token) -> tuple[int, int]:
    """The stretch of tokens that belongs to the thing: from its phrase on, to the next verb, quote or clause."""
    doc, sentence = thing.doc, thing.sent
    first = min(thing.left_edge.i, thing.i)
    if change.i < thing.i and (first < change.i or (change.pos_ == "VERB" and thing.i - change.i < _NEAR)):
        first = change.i + 1
    last = thing.i
    for token in doc[thing.i + 1 : sentence.end]:
        if token.text in (";", ":", "—", "–") or token.is_quote or (token.text == "," and not _lists(token)):
            break
        own = token == change or (token.pos_ == "AUX" and token.head == change)
        if token.pos_ in ("VERB", "AUX") and not own and token.tag_ not in ("VBG", "VBN"):
            break
        if token.tag_ in ("WDT", "WP", "WRB") or token.dep_ == "mark":
            break
        if token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "advcl") and token != change and token.head != thing:
            break
        last = token.i
    return first, last


def _lists(comma: Token) -> bool:
    """Whether a comma stands in a list of names ("Russia, Belarus and Iran")."""
    behind = comma.doc[comma.i + 1 : comma.i + 4]
    return bool(len(behind)) and behind[0].pos_ == "PROPN" and any(token.lower_ in ("and", ",") for token in behind[1:])


def said_in(statements: Iterable[Statement], offset: int) -> Iterator[Statement]:
    """The statements whose content holds a place of the text, the innermost (shortest) first."""
    holding = [
        statement for statement in statements if any(span.start <= offset < span.end for span in statement.content)
    ]
    return iter(sorted(holding, key=_length))


def _length(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def in_spans(spans: Sequence[Span], start: int, end: int) -> bool:
    """Whether any of the spans shares a character with a stretch."""
    return any(span.start < end and start < span.end for span in spans)
