"""Who stands where around a trigger: subject, object and the nouns behind prepositions, over any depth of grammar."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language.nodes import Node, children, first_child, first_object, is_passive, kept, subject
from onrecord.language.syntax import (
    INDIRECT_OBJECTS,
    OBJECTS,
    PASSIVE_SUBJECTS,
    RELATIVE,
)

_RELATIVES = frozenset({"who", "which", "that", "whom"})
#: How what stands behind a preposition hangs on its head.
_HANGING = ("obl", "nmod", "advcl", "acl", "advmod", "xcomp")
_TAKING_OBJECT = frozenset(
    {"order", "urge", "ask", "tell", "force", "allow", "permit", "call", "accuse", "press", "pressure", "compel",
     "instruct", "direct", "invite", "enable", "help", "persuade", "let", "require", "request", "warn", "prevent",
     "ban", "bar", "stop", "prohibit", "forbid", "appeal", "blame", "suspect", "see"}
)  # fmt: skip
_DEPTH = 6
_AT_WHICH = frozenset({"after", "following", "during", "at", "in"})
_TIMES = frozenset({"hour", "day", "week", "month", "year", "decade"})
#: Verbs whose passive keeps an object: what somebody is handed.
_GIVING = frozenset({"hand", "give", "deny", "grant", "award", "send", "offer", "refuse", "serve"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubjpass")


def own_subject(verb: Node) -> Node | None:
    """The verb's subject, also where the parse hung it on an auxiliary."""
    found = subject(verb)
    if found is None:
        found = next((far for child in children(verb, "aux", "cop") if (far := subject(child)) is not None), None)
    if found is None and verb.dep_ == "ROOT" and verb.tag_ in ("VBZ", "VBD", "VBN"):  # "Cambodia bans Thai fruit"
        found = next(
            (one for one in children(verb, "compound", "nmod") if one.i < verb.i and one.pos_ == "PROPN"), None
        )
    if found is None and verb.dep_ == "csubj" and verb.tag_ == "VBD" and verb.i:
        last = verb.nbor(-1)  # "since Cairo and Mogadishu sealed a pact": the parse took them for the time
        found = last.head if last.dep_ == "conj" else last if last.pos_ == "PROPN" else None
    if found is not None and found.lemma_ in _TIMES:  # "five months after X agreed": the parse may take the time for it
        return next((child for child in children(found, "nmod") if "after" in child.forms("case")), found)
    return found


def is_lost(token: Node) -> bool:
    """ "Serbia eased measures", "has imposed sanctions": a finite verb that the parse took for the noun's adjective."""
    if token.dep_ not in ("amod", "compound") or token.tag_ not in ("VBN", "VBD", "VBP", "VB", "VBZ"):
        return False
    noun = token.head
    if noun.i <= token.i or noun.i - token.i > _DEPTH:
        return False
    return _lost_subject(token) is not None


def _whole(noun: Node) -> Node:
    """ "imposed asset freezes": the noun of which it is but the first part."""
    return noun.head if noun.dep_ == "compound" and noun.head.i > noun.i else noun


def _lost_subject(token: Node) -> Node | None:
    noun = _whole(token.head)
    verb = noun.head
    own = own_subject(token) or next((child for child in children(noun, *_SUBJECTS) if child.i < token.i), None)
    if own is not None:
        return own
    if noun.dep_ in OBJECTS and verb.i < token.i:
        if verb.lemma_ == "have":
            return subject(verb)
        if verb.pos_ == "PROPN":  # "ECOWAS imposed sanctions": the name was taken for the verb
            return verb
        if token.tag_ in ("VBD", "VBN") and token.has("cc"):
            return acting(verb)  # "pulled out of the deal and reimposed sanctions"
    if noun.dep_ in ("ROOT", "ccomp") and token.tag_ in ("VBN", "VBD"):
        parts = (*children(noun, "compound", "nmod"), *children(token.head, "compound", "nmod"))
        first = next((child for child in parts if child.i < token.i), None)
        return first if first is not None and first.pos_ == "PROPN" and token.i - first.i < _DEPTH else None
    if token.tag_ == "VBD" and noun.dep_ in ("nmod", "appos", "conj") and noun.head.i < token.i:
        return noun.head  # a past tense is no adjective
    return None


@kept
def theme(verb: Node) -> Node | None:
    """What the verb is done to: its object, its passive subject, or the noun that a participle hangs on."""
    if is_lost(verb):
        return _whole(verb.head)
    if is_passive(verb) and verb.lemma_ in _GIVING and (given := first_object(verb)) is not None:
        return given  # "was handed a note"
    if is_passive(verb):
        return first_child(verb, *PASSIVE_SUBJECTS) or subject(verb) or _shared_theme(verb)
    found = _second_object(verb) or _with_direction(first_object(verb)) or _up_to(verb) or _misplaced(verb)
    if found is None and (is_participle(verb) or _is_bare_relative(verb)):
        return antecedent(verb)
    if found is not None and found.lower_ in _RELATIVES and verb.dep_ in RELATIVE:
        return antecedent(verb)
    return found


def _second_object(verb: Node) -> Node | None:
    """ "promised Uganda a loan": of two objects the second, where the parse calls neither indirect."""
    found = [child for child in children(verb, *OBJECTS) if child.i > verb.i]
    two = len(found) == 2 and found[0].pos_ in ("PROPN", "PRON") and found[1].pos_ == "NOUN"
    if not two or found[1].left_edge.dep_ in ("mark", "case"):  # "accused X of flying drones"
        return None
    return found[1] if found[1].left_edge.i == found[0].right_edge.i + 1 else None


def _with_direction(found: Node | None) -> Node | None:
    """ "a drill east of the island": the parse may take the direction for what is done."""
    if found is not None and found.tag_ == "RB":
        return next((child for child in children(found, "compound") if child.pos_ == "NOUN"), found)
    return found


@kept
def is_participle(verb: Node) -> bool:
    """A past participle that hangs on a noun and has no object: "talks suspended in June"."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"acl", *RELATIVE} or subject(verb) is not None:
        return False
    return first_object(verb) is None and antecedent(verb) is not None and not _leads(verb)


def _leads(verb: Node) -> bool:
    """ "The spokesman called on Japan to apologise.": a sentence's only verb, which the parse hung on its subject."""
    noun = verb.head
    if noun.dep_ != "ROOT" or noun.i > verb.i or verb.sent.last not in (".", "”", '"', "''") or agent(verb) is not None:
        return False
    return not any(child.dep_ in ("cop", "nsubj") for child in noun.children)


def _is_bare_relative(verb: Node) -> bool:
    """ "an accord the two signed last year": a relative clause without its pronoun."""
    if verb.dep_ not in RELATIVE or is_passive(verb) or verb.has("ccomp", "xcomp"):
        return False
    who = subject(verb)
    return who is not None and who.lower_ not in _RELATIVES


def _misplaced(verb: Node) -> Node | None:
    """An object that the parse put under the participle before it ("reject proposed changes"), or a lone pronoun."""
    inner = next((child for child in children(verb, "xcomp") if child.tag_ == "VBN" and child.i == verb.i + 1), None)
    if inner is not None:
        return first_object(inner)
    second = first_child(verb, *INDIRECT_OBJECTS)
    if second is None:
        return None
    given = (child for child in children(verb, "obl:unmarked") if child.i > second.i and child.pos_ == "NOUN")
    return next((child for child in given if child.has("det", "amod", "nummod")), second)


def _up_to(verb: Node) -> Node | None:
    """ "kidnapped up to 16 advisers": the number's words are no preposition."""
    for child in children(verb, "obl"):
        case = first_child(child, "case")
        if case is not None and case.lower_ == "to" and case.i and case.nbor(-1).lower_ == "up":
            return child
    return None


def _shared_theme(verb: Node) -> Node | None:
    """ "was arrested and jailed": the second passive has the first one's subject."""
    if verb.dep_ == "conj" and verb.head is not verb and is_passive(verb.head):
        return theme(verb.head)
    return None


def antecedent(verb: Node) -> Node | None:
    """The noun that a relative or participial clause is about."""
    return verb.head if verb.head is not verb and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") else None


@kept
def acting(verb: Node) -> Node | None:
    """Who does it: the subject, the agent of a passive, or whoever a clause without subject takes over."""
    return _acting(verb, 0)


def _acting(verb: Node, depth: int) -> Node | None:
    if is_lost(verb):
        return _lost_subject(verb)
    if is_passive(verb) or is_participle(verb):
        return agent(verb)
    own = own_subject(verb)
    if own is not None and not (own.lower_ in _RELATIVES and verb.dep_ in RELATIVE):
        return own
    head = verb.head
    if head is verb or depth > _DEPTH:
        return None
    if verb.dep_ in {"acl", *RELATIVE}:
        return _of_noun(verb, head, depth)
    if verb.dep_ == "conj" and (head.pos_ in ("VERB", "AUX", "ADJ") or (head.pos_ == "PROPN" and head.dep_ == "ROOT")):
        if head.pos_ == "PROPN":
            return head
        if is_passive(head):
            return agent(head) if is_handed(verb) else subject(head)
        return _acting(head, depth + 1)
    if verb.dep_ == "conj" and head.dep_ == "obl" and head.head.lemma_ in _TAKING_OBJECT and _opens_with(head, "of"):
        return first_object(head.head)  # "accused X of financing and arming them"
    ready = verb.pos_ == "ADJ" and verb.dep_ in OBJECTS  # "stood ready to"
    if ready or verb.dep_ in ("xcomp", "ccomp", "advcl", "parataxis", "dep", "obl", "nmod"):
        if head.lemma_.lower() in _TAKING_OBJECT and (verb.dep_ != "advcl" or _opens_with(verb, "of", "from", "into")):
            found = theme(head) if is_participle(head) else None
            found = found or (subject(head) if is_passive(head) else first_object(head) or first_child(head, "iobj"))
            if found is not None:
                return found
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            return (subject(head) if is_passive(head) else None) or _acting(head, depth + 1)
        if head.pos_ in ("NOUN", "PROPN"):
            return _holder(head, depth)
    return None


def _of_noun(verb: Node, noun: Node, depth: int) -> Node | None:
    """Who does what a clause on a noun tells: the noun, or whoever has it ("its plan to attack")."""
    if verb.dep_ != "acl":
        return antecedent(verb)
    if noun.dep_ in OBJECTS and noun.head.lemma_ in _TAKING_OBJECT and _opens_with(verb, "of"):
        return _acting(noun.head, depth + 1) if is_each_other(noun) else noun  # "accused its rival of shelling them"
    if verb.tag_ == "VB" or _opens_with(verb, "of", "for", "to", "in", "on"):
        return _holder(noun, depth)
    return antecedent(verb)


def _opens_with(verb: Node, *words: str) -> bool:
    return any(form in words for form in verb.forms("mark", "case"))


def _holder(noun: Node, depth: int) -> Node | None:
    """ "its plan to attack", "had plans to attack": who has the noun that the clause hangs on."""
    owner = first_child(noun, "nmod:poss", "poss")
    if owner is not None:
        return owner
    verb = noun.head
    if noun.dep_ in OBJECTS and verb is not noun:
        return _acting(verb, depth + 1)
    if noun.dep_ == "ROOT" and noun.tag_ == "NNS":  # "Kenya plans to impose tariffs": the verb was taken for a noun
        return next((one for one in children(noun, "compound", "nmod", "nsubj") if one.pos_ == "PROPN"), None)
    return None


def is_handed(verb: Node) -> bool:
    """ "was summoned and handed a note": a second passive without its "was", of a verb that gives."""
    return (
        verb.dep_ == "conj"
        and verb.lemma_ in _GIVING
        and verb.tag_ in ("VBN", "VBD")
        and is_passive(verb.head)
        and subject(verb) is None
        and first_object(verb) is not None
    )


def agent(verb: Node) -> Node | None:
    """The noun behind "by" of a passive; also where it hangs on the noun before ("hit with stones by X")."""
    for child in verb.children:
        if child.dep_ == "obl:agent":
            return child
        if child.dep_ == "agent":
            return first_child(child, "pobj")
        if child.dep_ in ("obl", "nmod") and "by" in child.forms("case"):
            return child
    for child in children(verb, "obl"):
        for other in children(child, "nmod"):
            if other.i > verb.i and "by" in other.forms("case"):
                return other
    return None


def behind(head: Node, *prepositions: str) -> Iterator[Node]:
    """The nouns behind the prepositions, one after the other, that hang on the head; any word of "out of" counts."""
    phrases = _phrases(head)
    for preposition in prepositions if phrases else ():
        for child, opening in phrases:
            if preposition in opening:
                if child.dep_ == "prep":
                    yield from children(child, "pobj", "pcomp")
                else:
                    yield child


@kept
def _phrases(head: Node) -> list[tuple[Node, list[str]]]:
    """What hangs on a head with the prepositions that open it; ClearNLP hangs the preposition itself there."""
    words, found = head.tree.words, []
    for child in words.below[head.i]:
        if words.dep[child] == "prep":
            found.append((head.tree[child], [words.lower[child]]))
        elif words.dep[child].startswith(_HANGING):
            cases = [case for case in words.below[child] if case < child and words.dep[case] in ("case", "mark")]
            fixed = [more for case in cases for more in words.below[case] if words.dep[more] == "fixed"]
            if cases:
                found.append((head.tree[child], [words.lower[case] for case in (*cases, *fixed)]))
    return found


def indirect(verb: Node) -> Node | None:
    """The indirect object."""
    found = first_child(verb, *INDIRECT_OBJECTS)
    return first_object(verb) if found is None and _second_object(verb) is not None else found


def joined(head: Node) -> Iterator[Node]:
    """The noun and those coordinated with it."""
    yield head
    for child in children(head, "conj", "appos") if head.pos_ == "PROPN" else children(head, "conj"):
        if child.dep_ == "appos" and (child.pos_ != "PROPN" or not _is_listed(head, child)):
            continue
        if child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            yield from joined(child)


def predicate(verb: Node) -> Node | None:
    """What the verb's object is called: "a provocation" in "called the move a provocation", "described it as one"."""
    of = first_object(verb)
    if of is not None and any(child.lower_ == "what" for child in verb.children):
        return of
    for child in verb.children:
        if of is not None and child.i > of.i and child.dep_ in {"xcomp", *OBJECTS}:
            return child
    return next(behind(verb, "as"), None) or (next(behind(of, "as"), None) if of is not None else None)


def is_each_other(noun: Node) -> bool:
    """ "each other", "one another"."""
    return noun.lower_ in ("each", "one") and any(child.dep_ == "fixed" for child in noun.children)


def is_held(noun: Node) -> bool:
    """ "after talks with X", "at a meeting with X": held, since something was said or done there."""
    cases = {case.lower_ for case in children(noun, "case") if case.i < noun.i}
    if cases == {"in"} and noun.dep_ == "nmod":
        return False  # "saw no point in talks"
    return bool(cases & _AT_WHICH) and any(True for _ in behind(noun, "with"))


def is_engaged(noun: Node) -> bool:
    """ "is on a visit to X", "are in talks": what the subject is doing."""
    if not noun.has("cop") or own_subject(noun) is None:
        return False
    return not {"on", "in"}.isdisjoint(noun.forms("case"))


def _is_listed(head: Node, apposed: Node) -> bool:
    """Whether what the parse calls an apposition is one of a list ("Chad, Mali and Togo", "Mali and Burkina Faso")."""
    if head.has("conj"):
        return True
    return any(node.dep_ == "cc" for node in head.sent.between(head.i + 1, apposed.i))


@kept
def complement(verb: Node) -> Node | None:
    """The verb of the clause that completes a verb, an adjective or a noun."""
    for child in verb.children:
        if (
            child.i > verb.i
            and child.dep_ in ("xcomp", "ccomp", "pcomp")
            and child.pos_ in ("VERB", "AUX", "ADJ", "NOUN")
        ):
            return child
    for child in children(verb, "obl", *OBJECTS):  # "demanded through its envoy that X leave"
        for clause in children(child, *RELATIVE):
            if clause.i > child.i and "that" in clause.forms("mark"):
                return clause
    of = _up_to(verb) or first_object(verb)
    clauses: list[Node] = [*verb.children, *(of.children if of is not None else ())]
    for child in clauses:
        if child.i > verb.i and child.dep_ in ("advcl", "acl") and child.pos_ == "VERB":
            mark = first_child(child, "mark", "aux")
            if child.tag_ == "VB" and (mark is None or mark.lower_ in ("to", "that")):
                return child
            if child.tag_ == "VBG" and child.i - verb.i <= 2 and (mark is None or mark.lower_ == "to"):
                return child
    return None
