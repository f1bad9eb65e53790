"""Things and the changes done to them: "broke off technical talks", "talks suspended since", "lifting of sanctions".

The parse is asked first, and the order of the words where the parse hangs them elsewhere, as it does in headlines.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.language import Segment
from onrecord.language.lemmas import verb_lemma
from onrecord.language.syntax import OBJECTS, PASSIVE_SUBJECTS, RELATIVE, children, first_object, is_passive
from onrecord.ties.rules import Rules, Thing
from onrecord.ties.scanning import places_of

Classes = tuple[str, ...]
_NP_LEFT, _NP_RIGHT = 6, 6
_IN_NP = frozenset({"ADJ", "NOUN", "PROPN", "DET", "NUM", "PART", "PRON", "ADV"})
_GLUE = frozenset({"-", "–", "'", "’", "'s", "’s", "[", "]", "(", "and", "non", ","})


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing with the word that tells its state, which is a verb, a noun or an adjective."""

    segment: Segment
    thing: Token
    rule: Thing
    state: str
    change: Token
    name: str  # the class of words that the change is of
    first: int  # first and last token of the evidence
    last: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A thing with the kinds that it may be of, and the changes that may be done to it, the likeliest first."""

    thing: Token
    kinds: tuple[str, ...]
    changes: tuple[Finding, ...]


def findings(segment: Segment, rules: Rules) -> Iterator[Seen]:
    """The things of a segment in text order."""
    doc = segment.doc
    for index in places_of(doc, rules.thing_ids):
        token = doc[index]
        if token.pos_ not in ("NOUN", "PROPN") and token.dep_ != "obj":
            continue
        rows = rules.things.get(singular(token, rules))
        if not rows or _only_describes(token, rules):
            continue
        phrase, begins = noun_phrase(doc, token)
        phrase |= {singular(token, rules)}
        fitting = [row for row in rows if fits(row, token, phrase)]
        if fitting:
            found = tuple(_readings(segment, token, begins, fitting, rules))
            yield Seen(token, tuple(row.kind for row in fitting), found)


def _only_describes(token: Token, rules: Rules) -> bool:
    """A thing right before another noun only says which that is ("peace treaty talks", "trade practices")."""
    behind = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if behind is None or token.dep_ != "compound":
        return False
    if (
        behind == token.head
        and behind.lemma_.lower() not in rules.lists["carriers"]
        and singular(behind, rules) not in rules.things
    ):
        return True
    words, _ = noun_phrase(token.doc, behind)
    return any(fits(row, behind, words) for row in rules.things.get(singular(behind, rules), ()))


def singular(token: Token, rules: Rules) -> str:
    """The dictionary form of a noun, also where the tagger left the plural as it is."""
    lemma = str(token.lemma_.lower())
    if token.lower_ == "bases":
        return "base"
    if lemma in rules.things or not lemma.endswith("s"):
        return lemma
    return lemma[:-3] + "y" if lemma.endswith("ies") else lemma[:-1]


def link(noun: Token) -> str:
    """The preposition that opens a noun's phrase, wherever the parse hangs it; "" where none does."""
    own = next((child.lower_ for child in children(noun, "case") if child.i < noun.i), None)
    first = noun.left_edge
    return str(own or (first.lower_ if first.pos_ == "ADP" else ""))


def noun_phrase(doc: Doc, head: Token) -> tuple[frozenset[str], int]:
    """The words around a noun that belong to its phrase, in lower case, and where the phrase begins."""
    words = [head.lower_]
    begin = head.i
    for index in range(head.i - 1, max(head.sent.start, head.i - _NP_LEFT) - 1, -1):
        token = doc[index]
        if token.pos_ in _IN_NP or token.lower_ in _GLUE or (token.tag_ in ("VBN", "VBG") and token.dep_ == "amod"):
            words.append(token.lower_)
            if token.lower_ not in _GLUE:
                begin = index
            if token.tag_ in ("VBN", "VBD") and _is_verb_here(token):
                break
            continue
        break
    if head.i + 1 < len(doc) and doc[head.i + 1].lower_ in ("of", "for"):
        for token in doc[head.i + 2 : head.i + 2 + _NP_RIGHT]:
            if token.pos_ not in _IN_NP and token.lower_ not in _GLUE:
                break
            words.append(token.lower_)
    return frozenset(words), begin


def fits(row: Thing, token: Token, words: frozenset[str]) -> bool:
    """Whether the noun with the words of its phrase is the thing of a rule."""
    lemma = token.lemma_.lower()
    if lemma in row.plural_of and token.tag_ not in ("NNS", "NNPS"):
        return False
    return not (words & row.refuse) and (not row.of or bool(words & row.of))


def classes_of(token: Token, rules: Rules) -> tuple[Classes, int]:
    """The classes of change that a verb belongs to, with the last token of it ("break off": that of "off")."""
    doc, lemma = token.doc, verb_of(token, rules)
    for rest, classes in rules.verbs.get(lemma, ()):
        if not rest:
            return classes, token.i
        end = _follows(doc, token.i + 1, rest)
        if end is None:  # the particle behind the object: "called its ambassador home"
            loose = next((child for child in token.children if child.lower_ == rest[0] and child.i > token.i), None)
            end = token.i if loose is not None and len(rest) == 1 and loose.dep_ in ("compound:prt", "prt") else None
        if end is not None:
            plain = next((own for more, own in rules.verbs[lemma] if not more), ())
            return (
                *classes,
                *(name for name in plain if rest[-1] in ("from", "of", "to") and name not in classes),
            ), end
    return (), token.i


def verb_of(token: Token, rules: Rules) -> str:
    """The dictionary form of a word as a verb, also where the tagger took it for another form or for a noun."""
    lemma = str(token.lemma_.lower())
    if lemma not in rules.verbs and (token.pos_ == "VERB" or token.lower_.endswith("ing")):
        tag = "VBG" if token.lower_.endswith("ing") else "VBD"
        return verb_lemma(token.lower_, tag) or lemma
    return lemma


def _follows(doc: Doc, start: int, words: tuple[str, ...]) -> int | None:
    if start + len(words) <= len(doc) and all(doc[start + n].lower_ == word for n, word in enumerate(words)):
        return start + len(words) - 1
    return None


def _readings(segment: Segment, thing: Token, begins: int, fitting: list[Thing], rules: Rules) -> Iterator[Finding]:
    """The readings of one thing: by the verb that it hangs on, by a noun of change, by nearness, by an adjective."""
    seen = set()
    for change, classes, last in _candidates(thing, rules):
        if change.i in seen:
            continue
        for row in fitting:
            name = row.change(singular(thing, rules), classes)
            if name is not None:
                seen.add(change.i)
                low, high = min(change.i, begins), max(change.i, thing.i, last)
                yield Finding(segment, thing, row, row.states[name], change, name, low, high)
                break


def _candidates(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    yield from _by_noun(thing, rules)
    yield from _by_order(thing, rules)
    yield from _by_verb(thing, rules)
    yield from _by_relative(thing, rules)
    yield from _by_existence(thing, rules)
    yield from _by_predicate(thing, rules)
    yield from _by_aside(thing, rules)
    yield from _by_nearness(thing, rules)
    yield from _by_adjective(thing, rules)


def _by_noun(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """The suspension of talks; withdrawal from the treaty; arms deliveries (where the head is itself the change)."""
    node = thing
    for _ in range(2):
        above = node.head
        if above == node or above.pos_ not in ("NOUN", "PROPN") or node.dep_ not in ("nmod", "obl"):
            return
        if link(node) in ("of", "from", "in", "to", "on", "for"):
            classes = rules.nouns.get(above.lemma_.lower(), ())
            if classes:
                yield above, classes, above.i
        node = above


def _by_order(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Ordered the ambassador to leave; gave diplomats 48 hours to leave."""
    doc, low = thing.doc, thing.sent.start
    for token in doc[thing.i + 1 : min(thing.sent.end - 1, thing.i + 6)]:
        if token.lower_ == "to" and doc[token.i + 1].lemma_.lower() in rules.lists["departing"]:
            order = next(
                (word for word in reversed(doc[low : thing.i]) if verb_of(word, rules) in rules.lists["ordering"]), None
            )
            if order is not None:
                yield order, ("recall",), token.i + 1
            return


def _by_verb(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    node = thing
    for _ in range(4):
        above = node.head
        if above == node:
            return
        if node.dep_ == "conj" and above.pos_ in ("NOUN", "PROPN"):
            node = above
            continue
        wraps = above.lemma_.lower() in rules.lists["wrappers"] and link(node) in ("of", "in", "")
        if (wraps or above.pos_ in ("NOUN", "PROPN", "NUM", "SYM")) and not _infinitive(above):
            if wraps:
                node = above
                continue
            if above.lemma_.lower() in rules.lists["parts"] and link(node) == "in":
                node = above
                continue
            return
        break
    verb = node.head
    if verb.pos_ not in ("VERB", "AUX", "ADJ") and not _infinitive(verb):
        return
    if _may_be_done_to(node, verb, verb.i):
        yield from _stopped(verb, rules)
    classes, last = classes_of(verb, rules)
    leaving = "pull" in classes and node.dep_ == "nsubj" and verb_of(verb, rules) in rules.lists["departing"]
    if classes and (leaving or _may_be_done_to(node, verb, last) or _is_sum_in(node, verb, rules)):
        yield verb, classes, last
    if node.dep_ in ("nsubj", "nsubj:pass") and node.i < verb.i:
        for inner in children(verb, "xcomp"):
            classes, last = classes_of(inner, rules)
            if classes and first_object(inner) is None:
                yield inner, classes, last


def _is_sum_in(noun: Token, verb: Token, rules: Rules) -> bool:
    """Pledged 150 million dollars in aid: the sum is the object, the aid stands behind "in"."""
    amount = first_object(verb)
    if amount is None or noun.dep_ != "obl" or link(noun) != "in":
        return False
    return amount.pos_ == "SYM" or amount.lemma_.lower() in rules.lists["wrappers"]


def _stopped(verb: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Stop providing aid; halted shipping oil: the verb above tells what is done to the thing."""
    above = verb.head
    if verb.tag_ == "VBG" and above != verb and verb.dep_ in ("xcomp", "obj", "ccomp", "advcl"):
        classes, _ = classes_of(above, rules)
        stopping = tuple(name for name in classes if name in ("suspend", "end"))
        if stopping and not any(child.dep_ in ("mark", "case") for child in verb.children):
            yield above, stopping, verb.i


def _infinitive(word: Token) -> bool:
    """A verb behind "to" that the tagger took for a noun."""
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in children(word, "mark"))


def _may_be_done_to(node: Token, verb: Token, last: int) -> bool:
    """The noun is what the verb is done to: its object, its passive subject, or the subject where no object stands."""
    if node.dep_ in OBJECTS or node.dep_ in PASSIVE_SUBJECTS:
        return not (node.dep_ in OBJECTS and is_passive(verb))
    if node.dep_ in ("nsubj", "xcomp"):
        return is_passive(verb) or first_object(verb) is None or node.i > verb.i
    if node.dep_ in ("iobj", "ccomp"):
        return True
    if node.dep_ in ("obl", "advmod", "nmod"):
        return last > verb.i or node.i == verb.i + 1
    return False


def _by_relative(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Talks suspended since; dialogue with NATO, which was suspended: the clause may hang on the nearer noun."""
    holders = [thing, *(child for child in children(thing, "nmod", "appos", "flat"))]
    for holder in holders:
        for clause in holder.children:
            if clause.i < thing.i or clause.dep_ not in {*RELATIVE, "acl"}:
                continue
            relative = next((child for child in clause.children if child.tag_ in ("WDT", "WP")), None)
            passive = is_passive(clause) or (clause.tag_ in ("VBN", "VBD") and relative is None)
            if passive or (relative is not None and relative.dep_ in OBJECTS | PASSIVE_SUBJECTS):
                if first_object(clause) is not None and clause.tag_ != "VBN":
                    continue
                classes, last = classes_of(clause, rules)
                if classes:
                    yield clause, classes, last


def _by_predicate(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Talks are under way; a ceasefire is in force; the border remains closed; is open for dialogue."""
    doc, end = thing.doc, thing.sent.end
    verb = next((token for token in doc[thing.i + 1 : min(end, thing.i + 9)] if token.pos_ in ("VERB", "AUX")), None)
    if verb is not None and verb.lemma_.lower() in rules.lists["being"]:
        for token in doc[verb.i + 1 : min(end, verb.i + 5)]:
            found = _phrase_at(token, rules)
            if found is not None:
                yield found
                return
            if token.pos_ not in ("ADV", "AUX") and token.lemma_.lower() not in rules.lists["being"]:
                break
    for token in doc[max(thing.sent.start, thing.i - 6) : thing.i]:
        found = _phrase_at(token, rules)
        if found is not None and "propose" in found[1] and token.pos_ == "ADJ":
            yield found
            return


def _phrase_at(token: Token, rules: Rules) -> tuple[Token, Classes, int] | None:
    for rest, classes in rules.adjectives.get(token.lower_, ()):
        end = _follows(token.doc, token.i + 1, rest) if rest else token.i
        if end is not None:
            return token, classes, end
    return None


def _by_existence(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """There are 500 soldiers in the country."""
    verb = thing.head
    if verb.lemma_ == "be" and thing.dep_ == "nsubj" and any(child.dep_ == "expl" for child in verb.children):
        yield verb, ("deploy",), verb.i


def _by_aside(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Passenger trains to Minsk, suspended in March 2020: a participle behind a comma, with a time of its own."""
    doc = thing.doc
    for token in doc[thing.i + 1 : min(thing.sent.end - 2, thing.i + 6)]:
        participle, behind = doc[token.i + 1], doc[token.i + 2]
        if token.text == "," and participle.tag_ in ("VBN", "VBD") and behind.lower_ in ("in", "since", "for", "by"):
            classes, last = classes_of(participle, rules)
            if classes:
                yield participle, classes, last
            return


def _by_nearness(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """The verb right before the noun phrase, or the participle right behind it, whatever the parse makes of them."""
    doc = thing.doc
    _, begin = noun_phrase(doc, thing)
    if begin < thing.i and _is_verb_here(doc[begin]):
        classes, last = classes_of(doc[begin], rules)
        if classes:
            yield doc[begin], classes, last
            return
    begin = _before_quotation(doc, begin)
    for index in range(begin - 1, max(thing.sent.start, begin - 3) - 1, -1):
        token = doc[index]
        classes, last = (
            classes_of(token, rules) if token.tag_[:2] in ("VB", "NN") and token.tag_ != "NN" else ((), index)
        )
        if classes and last >= begin - 1 and not is_passive(token):
            yield token, classes, last
            return
        if token.pos_ in ("VERB", "AUX", "SCONJ", "PUNCT"):
            return
    after = doc[thing.i + 1] if thing.i + 1 < thing.sent.end else None
    if after is not None and after.tag_ in ("VBN", "VBD") and first_object(after) is None:
        classes, last = classes_of(after, rules)
        if classes:
            yield after, classes, last


def _before_quotation(doc: Doc, index: int) -> int:
    """Where a quoted aside before a phrase begins (revoked "with immediate effect" the accord), else the phrase."""
    if index < 2 or not doc[index - 1].is_quote:
        return index
    for opening in range(index - 2, max(doc[index - 1].sent.start, index - 9) - 1, -1):
        if doc[opening].is_quote:
            return opening
    return index


def _is_verb_here(token: Token) -> bool:
    """A participle that opens a noun phrase right behind a noun or verb is its verb ("the Union tightened it")."""
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    if before is None:
        return False
    if token.tag_ in ("VBN", "VBD"):
        return before.pos_ in ("PROPN", "NOUN", "PRON") and before.tag_ != "PRP$"
    return token.lower_.endswith("ing") and before.pos_ in ("VERB", "ADP") and token.dep_ in ("compound", "amod")


def _by_adjective(thing: Token, rules: Rules) -> Iterator[tuple[Token, Classes, int]]:
    """Stalled talks; the suspended pact."""
    for child in children(thing, "amod"):
        found = _phrase_at(child, rules)
        if found is not None and child.i < thing.i:
            yield found
