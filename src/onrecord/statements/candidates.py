"""Every place where a word could report what somebody says, thinks, wants or does with words.

Candidates are read from the structure alone, whatever the word: `deciding` says which of them are statements. Each has
one frame, the construction that would hold the content:

    c    a finite clause ("hopes that X")                     o    the object ("criticised the plan")
    cb   a clause before the cue ("X, said Y")                op   the object with what follows ("praised Y for X")
    ca   a clause around the cue ("X, Y said, X")             oc   a description ("called Y an X")
    cp   a clause behind the cue by position alone            p:W  what stands behind the preposition W ("spoke of X")
    x    an infinitive ("plans to X")                         pc   a passive's subject and complement ("Y is said to X")
    g    a gerund ("considered X-ing")                        as   the clause around "as Y said"
    ox   an infinitive behind an object ("urged Y to X")
    oxf  object and infinitive together ("expects Y to X")

A noun's frames begin with "n" (nc, nx, np:W), an adjective's with "a".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.language.nodes import Node, children, edges, is_passive, subject
from onrecord.language.syntax import OBJECTS
from onrecord.statements.finite import finite_clauses
from onrecord.statements.found import Found, opens_with_to
from onrecord.statements.frames import described
from onrecord.statements.lexicon import CueEntry, cue_verbs, lemma_of, verb_entry
from onrecord.statements.quoting import Period

_PREPOSITIONS = frozenset({
    "of", "for", "with", "about", "against", "on", "to", "as", "at", "over", "in", "from", "into", "toward", "towards",
    "upon",
})  # fmt: skip
_ANY = CueEntry("", frozenset({"c", "w", "b", "oc", "as"}), "assert", "mind")
#: Names of the frames of a finite clause by the construction that was found.
CLAUSES = {"clause": "c", "clause before": "cb", "clause around": "ca", "clause by position": "cp"}
CLAUSE_FRAMES = frozenset(CLAUSES.values())
_CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_OBLIQUE = frozenset({"obl", "nmod", "advcl", "xcomp", "ccomp", "obl:agent", "acl"})


@dataclass(slots=True)
class Candidate:
    """A possible cue with the content that one frame would give it."""

    anchor: Node
    frame: str
    found: Found
    listed: bool = False  # in a frame that the lexicon has for the word
    about: list[str] | None = None  # the features of the word itself, the same for all its candidates
    key: tuple[str, str] | None = None  # (v, n or a; lemma) of the word


def of_verb(verb: Node, period: Period) -> list[Candidate]:
    """The candidates of one verb, at most one for each frame."""
    behind = _behind(verb, period)
    noun = next((child for child in behind if child.dep_ in OBJECTS), None)
    clauses = [Candidate(verb, CLAUSES[clause.rule], clause) for clause in finite_clauses(verb, _entry(verb), period)]
    found = _apart(clauses)
    if not clauses and verb.dep_ == "advcl" and subject(verb) is not None and "as" in verb.forms("mark"):
        around = _around(verb, period)
        if around is not None:
            found.append(Candidate(verb, "as", around))
    if behind:
        found += _infinitives(verb, behind, noun, period)
        if noun is not None:
            found += _objects(verb, behind, noun, period)
        found += _phrases(verb, "p", lemma_of(verb), behind, period)
        passive = _of_passive(verb, behind, period) if is_passive(verb) else None
        if passive is not None:
            found.append(Candidate(verb, "pc", passive))
    return found


def _behind(word: Node, period: Period) -> list[Node]:
    """What hangs on a word and stands behind it in the period."""
    index, last = word.i, period.last
    return [word.tree[child] for child in word.tree.words.below[index] if index < child <= last]


def _apart(clauses: list[Candidate]) -> list[Candidate]:
    """Without the clause found by position where the parse has the same one."""
    if len(clauses) < 2 or clauses[-1].frame != "cp":
        return clauses
    low, high = clauses[-1].found.stretches[0]
    ends = [each.found.stretches[0] for each in clauses if each.frame == "c"]
    same = any(abs(low - first) <= 1 and abs(high - last) <= 1 for first, last in ends)
    return clauses[:-1] if same else clauses


def _entry(verb: Node) -> CueEntry:
    """The lexicon's entry with every clause allowed."""
    entry = verb_entry(verb)
    return _ANY if entry is None else _widened(entry.lemma)


@cache
def _widened(lemma: str) -> CueEntry:
    entry = cue_verbs()[lemma]
    return CueEntry(lemma, entry.frames | _ANY.frames, entry.force, entry.kind)


def _found(stretch: tuple[int, int], period: Period, rule: str) -> Found:
    low, high = stretch
    return Found([(max(low, period.first), min(high, period.last))], rule)


def _around(verb: Node, period: Period) -> Found | None:
    """ "As Y said, X": the clause that the comparison hangs on, without it."""
    low, high = verb.left_edge.i, verb.right_edge.i
    stretches = [(start, end) for start, end in ((period.first, low - 1), (high + 1, period.last)) if end - start > 1]
    return Found(stretches, "as") if stretches else None


def _infinitives(verb: Node, behind: list[Node], noun: Node | None, period: Period) -> Iterator[Candidate]:
    for child in behind:
        if child.dep_ not in _CLAUSAL:
            continue
        if opens_with_to(child):
            (low, high), own = edges(child), subject(child)
            if own is not None and own.i > verb.i:
                yield Candidate(verb, "oxf", _found((own.left_edge.i, high), period, "object with infinitive"))
                yield Candidate(verb, "ox", _found((own.right_edge.i + 1, high), period, "object and infinitive"))
            elif noun is not None and noun.i < child.i:
                yield Candidate(verb, "oxf", _found((noun.left_edge.i, high), period, "object with infinitive"))
                yield Candidate(verb, "ox", _found((max(low, noun.i + 1), high), period, "object and infinitive"))
            else:
                yield Candidate(verb, "x", _found((max(low, verb.i + 1), high), period, "infinitive"))
            return
        lost = child.dep_ == "acl" and child.i == verb.i + 1  # a gerund right behind a verb is no noun's
        if child.tag_ == "VBG" and (lost or child.dep_ in ("xcomp", "ccomp")):
            low, high = edges(child)
            yield Candidate(verb, "g", _found((max(low, verb.i + 1), high), period, "gerund"))
            return


def _objects(verb: Node, behind: list[Node], noun: Node, period: Period) -> Iterator[Candidate]:
    low, high = edges(noun)
    low = max(low, verb.i + 1)
    yield Candidate(verb, "o", _found((low, high), period, "object"))
    further = high
    for child in behind:
        if child.i > high and child.dep_ in _OBLIQUE and not opens_with_to(child):
            if period.tree[further + 1].text == ",":
                break
            further = max(further, child.right_edge.i)
    if further > high:
        yield Candidate(verb, "op", _found((low, further), period, "object and what follows"))
    found = described(verb, _ANY, period)
    if found is not None:
        yield Candidate(verb, "oc", found)


def _phrases(word: Node, frame: str, lemma: str, behind: list[Node], period: Period) -> Iterator[Candidate]:
    """What stands behind each preposition that hangs on a word."""
    for marker, inner in _prepositional(behind):
        found = _found((marker.i + 1, inner.right_edge.i), period, f"{lemma} {marker.lower_}")
        yield Candidate(word, f"{frame}:{marker.lower_}", found)


def _prepositional(behind: list[Node]) -> Iterator[tuple[Node, Node]]:
    seen: set[str] = set()
    for child in behind:
        words = child.tree.words
        for marker in words.below[child.i]:
            if marker >= child.i:
                break
            form, dep = words.lower[marker], words.dep[marker]
            if dep in ("case", "mark") and form in _PREPOSITIONS:
                if form not in seen and not (form == "to" and dep == "mark"):
                    seen.add(form)
                    yield child.tree[marker], child
                break


def _of_passive(verb: Node, behind: list[Node], period: Period) -> Found | None:
    """ "Y is believed to X", "Y was accused of X": what is believed has a part before the cue and one behind it."""
    who = subject(verb)
    if who is None or who.i > verb.i or who.tag_ in ("WP", "WDT"):
        return None
    parts = (child for child in behind if child.dep_ in _CLAUSAL or child.dep_ in ("obl", "obj"))
    part = next((child for child in parts if not _tells_when(child)), None)
    if part is None:
        return None
    low, high = edges(who)
    return Found(
        [(max(low, period.first), min(high, verb.i - 1)), (verb.i + 1, min(part.right_edge.i, period.last))], "passive"
    )


def _tells_when(part: Node) -> bool:
    """ "were agreed in 2023", "was announced on Monday": when it was said, not what."""
    return part.dep_ == "obl" and (part.lower_ in _days() or (part.tag_ == "CD" and part.text.isdigit()))


@cache
def _days() -> frozenset[str]:
    """Names of days and months, "yesterday" and their like."""
    rows = tables.load_csv("lexicon/time_words.csv")
    return frozenset(row["key"] for row in rows if row["kind"] in ("WEEKDAY", "MONTH", "DAYWORD"))


def clause_right_behind(noun: Node) -> Node | None:
    """The clause whose "that" stands right behind a noun, when the parse hung it on another word."""
    if noun.i + 2 >= len(noun.tree):
        return None
    mark = noun.nbor(1)
    held = mark.lower_ == "that" and mark.tag_ == "IN" and mark.dep_ == "mark" and mark.head.i > mark.i
    clause = mark.head
    while clause.dep_ in ("cop", "aux", "aux:pass"):
        clause = clause.head
    return clause if held and clause.i > mark.i else None


def of_noun(noun: Node, period: Period) -> Iterator[Candidate]:
    """The candidates of one noun: the clause, infinitive or phrase that hangs on it, or on the verb that carries it."""
    behind = _behind(noun, period)
    if noun.dep_ in ("obj", "dobj"):
        behind += [child for child in children(noun.head, *_CLAUSAL) if noun.i < child.i <= period.last]
    for child in behind:
        if child.dep_ not in ("acl", "ccomp", "acl:relcl", "xcomp", "advcl"):
            continue
        low, high = edges(child)
        if opens_with_to(child):
            yield Candidate(noun, "nx", _found((max(low, noun.i + 1), high), period, "noun and infinitive"))
        elif any(mark.lower_ in ("that", "whether", "how", "why") and mark.i < child.i for mark in child.children):
            yield Candidate(noun, "nc", _found((max(low, noun.i + 1), high), period, "noun with clause"))
            break
    else:
        lost = clause_right_behind(noun)
        if lost is not None and lost.i <= period.last:
            stretch = (noun.i + 1, lost.right_edge.i)
            yield Candidate(noun, "nc", _found(stretch, period, "noun with clause"))
    yield from _phrases(noun, "np", str(noun.lemma_).lower(), behind, period)


def of_adjective(adjective: Node, period: Period) -> Iterator[Candidate]:
    """The candidates of one predicative adjective ("is sure that X", "was eager to X", "is critical of X")."""
    behind = _behind(adjective, period)
    for child in behind:
        if child.dep_ not in _CLAUSAL:
            continue
        low, high = edges(child)
        frame = "ax" if opens_with_to(child) else "ac"
        yield Candidate(adjective, frame, _found((max(low, adjective.i + 1), high), period, "adjective with clause"))
        break
    yield from _phrases(adjective, "ap", str(adjective.lemma_).lower(), behind, period)


def of_token(token: Node, period: Period) -> Iterator[Candidate]:
    """The candidates of one token, by its part of speech."""
    if token.tag_.startswith("VB"):
        return iter(of_verb(token, period))
    if token.tag_.startswith("NN"):
        return of_noun(token, period)
    if token.tag_.startswith("JJ") and token.dep_ != "amod":
        return of_adjective(token, period)
    return iter(())
