"""The mention beside the cue: which noun phrase says it."""

from __future__ import annotations

from onrecord import tables
from onrecord.language.columns import Words, words_of
from onrecord.language.nodes import Node, children, edges, is_passive, nearest_subject, prepositional, subject
from onrecord.language.syntax import PASSIVE_SUBJECTS, RELATIVE
from onrecord.statements.quoting import DASHES, MARKS, Period
from onrecord.statements.venues import is_venue

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OUTSIDE_MENTION = RELATIVE | {"parataxis", "advcl", "ccomp", "list", "discourse", "dep"}
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
_CLAUSE_ENDS = frozenset({",", ".", ";", ":", "—", "–", "-"})
#: How many heads up the one who governs a word is looked for.
_HIGHEST = 6
_LOST_VERBS = frozenset({"ROOT", "amod", "conj", "acl", "dep", "parataxis", "ccomp", "appos", "advcl"})
_OF_A_PERSON = frozenset({"to", "of", "with", "on", "in", "at", "for", "from", "about"})
_SUMMED_UP = 2
_EITHER = frozenset({"neither", "either"})
_CITING = frozenset({"citing", "quoting", "when", "asked"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
_KNOWING = frozenset({"close", "familiar", "briefed", "involved", "privy", "informed", "aware"})
_SPEAKING = (
    "lexicon/source_nouns.csv", "gazetteer/titles.csv", "gazetteer/institutions.csv", "gazetteer/descriptions.csv",
    "lexicon/channel_nouns.csv",
)  # fmt: skip
_EDGE_WORDS = frozenset({"and", "but", "or", "while", "as", "though", "although", "so", "that", "because"})


def source_of(verb: Node, period: Period) -> tuple[Node, ...]:
    """The tokens of the noun phrase that says it: subject, antecedent, agent or shared subject; empty when none is
    named.
    """
    if is_passive(verb):
        agent = next((noun for _, noun in prepositional(verb, "by")), None)
        return phrase(agent, period, verb) if agent is not None else ()
    told_of = _told_of(verb)
    if told_of is not None:
        return trimmed(period, max(told_of.left_edge.i, period.first), told_of.i)
    main = _of_main_clause(verb)
    if main is not None:
        return source_of(main, period)
    head = _speaking_noun(verb)
    if head is not None:
        return _behind_while(head, period, verb) or phrase(head, period, verb)
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.dep_ not in _LOST_VERBS:
        return ()
    return _before_verb(verb, period) or (_of_heading(verb, period) if period.segment.part != "body" else ())


def _of_main_clause(verb: Node) -> Node | None:
    """ "X rejected a report that said Y, calling it Z": the main verb, where a participle stands behind the relative
    clause of a thing."""
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    node = verb
    for _ in range(_HIGHEST):
        if node.head == node:
            return None
        if node.dep_ in RELATIVE:
            who, main = subject(node), node.head.head
            ruled = who is not None and who.lower_ in ("that", "which") and main.tag_.startswith("VB")
            return main if ruled and main != verb else None
        node = node.head
    return None


def _behind_while(head: Node, period: Period, verb: Node) -> tuple[Node, ...]:
    """ "X echoed the call, while the envoy, Y, urged Z": the parse took the first clause's subject for the second's."""
    words = words_of(period.segment.doc)
    for index in range(head.i + 1, verb.i - 1):
        if words.lower[index] == "while" and words.lower[index - 1] == ",":
            between = words.tag[index + 1 : verb.i]
            clause = between[0] not in ("IN", "JJ", "TO") and not any(tag[:2] == "VB" or tag == "MD" for tag in between)
            return trimmed(period, index + 1, verb.i - 1) if clause else ()
    return ()


def _of_heading(verb: Node, period: Period) -> tuple[Node, ...]:
    """ "X tells Y to leave, says Z": in a heading the second verb's speaker is the first one's subject."""
    if verb.i <= period.first or verb.nbor(-1).text != ",":
        return ()
    earlier = (period.tree[index] for index in range(period.first, verb.i))
    found = (subject(token) for token in earlier if token.tag_ in ("VBZ", "VBP", "VBD"))
    first = next((noun for noun in found if noun is not None and noun.i < verb.i), None)
    return phrase(first, period, verb) if first is not None else ()


def relative_mention(verb: Node) -> Node | None:
    """The "who", "which" or "that" that is the verb's subject in a relative clause."""
    found = subject(verb)
    return found if found is not None and found.lower_ in _RELATIVES and verb.dep_ in RELATIVE else None


def _before_verb(verb: Node, period: Period) -> tuple[Node, ...]:
    """The noun phrase right before a finite verb to which the parse gave no subject; a day may stand between."""
    tree, index = period.tree, verb.i - 1
    while index > period.first and (tree[index].pos_ in ("ADV", "AUX", "PART") or tree[index].ent_type_ == "TIME"):
        index -= 1
    if index > period.first and tree[index].lower_ in ("on", "late", "early"):
        index -= 1
    if index > period.first and tree[index].text == ",":
        return between_commas(verb, period)
    if index < period.first or tree[index].pos_ not in ("NOUN", "PROPN", "PRON") or tree[index].text in MARKS:
        return ()
    low = index
    while low > period.first and tree[low - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
        low -= 1
    return trimmed(period, _with_head_noun(period, low), index)


def _with_head_noun(period: Period, low: int) -> int:
    """Where "sources close to the bank" begins, given the noun behind the preposition."""
    tree = period.tree
    while low - 2 >= period.first and tree[low - 1].tag_ in ("IN", "TO") and tree[low - 1].lower_ in _OF_A_PERSON:
        at = low - 2
        while at > period.first and tree[at].lower_ in _KNOWING:
            at -= 1
        if tree[at].pos_ not in ("NOUN", "PROPN", "ADJ") or period.in_quote(at):
            break
        while at > period.first and tree[at - 1].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
            at -= 1
        low = at
    return low


def between_commas(verb: Node, period: Period) -> tuple[Node, ...]:
    """ "In a message, its secretary, X, claimed": the stretches before the verb that are set off and hold no verb."""
    tree, low = period.tree, verb.i - 1
    start = verb.i
    while low > period.first:
        chunk = low - 1
        while chunk >= period.first and tree[chunk].text != ",":
            chunk -= 1
        words = tree.between(chunk + 1, low)
        if not len(words) or words[0].tag_ in ("IN", "CC", "TO", "WDT", "WP", "VBG", "VBN"):
            break
        if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in words):
            break
        start, low = chunk + 1, chunk
    tokens = trimmed(period, start, verb.i - 1) if start < verb.i else ()
    return tokens if any(token.pos_ in ("NOUN", "PROPN", "PRON") for token in tokens) else ()


def _speaking_noun(verb: Node) -> Node | None:
    seen = 0
    node = verb
    while seen < 6:
        found = nearest_subject(node) if node == verb else subject(node)
        if found is not None:
            if found.lower_ in _RELATIVES and node.dep_ in RELATIVE:
                return node.head
            return None if found.dep_ in PASSIVE_SUBJECTS and node != verb and node.dep_ != "conj" else found
        if node.dep_ in {"acl", *RELATIVE} and node.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return node.head
        if node.dep_ == "ccomp" and (lost := _lost_to_the_verb_above(node)) is not None:
            return lost
        if node.dep_ == "conj" and node.tag_ in ("VBD", "VBN") and node.head.pos_ in ("NOUN", "PROPN"):
            return node.head  # "a spokesman neither confirmed nor denied X": the parse took no verb for the main one
        if node.dep_ not in _SHARES_SUBJECT or node.head == node:
            return None
        node = node.head
        seen += 1
    return None


def _told_of(verb: Node) -> Node | None:
    """ "accused Y of having said X": the gerund behind the preposition is of whom the verb above takes for object."""
    marked = verb.tag_ == "VBG" or any(child.tag_ == "VBG" and child.dep_ == "aux" for child in verb.children)
    if not marked or not any(child.lower_ in ("of", "for") and child.i < verb.i for child in verb.children):
        return None
    return next((child for child in children(verb.head, "obj", "dobj") if verb.head.i < child.i < verb.i), None)


def _lost_to_the_verb_above(verb: Node) -> Node | None:
    """ "said X, who ..., had promised": the parse took the subject for an object of the saying."""
    for child in verb.head.children:
        if verb.head.i < child.i < verb.i and child.dep_ in ("obj", "dobj", "nsubj"):
            return child
    return None


def maker_of(word: Node, period: Period) -> tuple[Node, ...]:
    """Who does what a word without a subject of its own says: the owner of a noun, or who governs it.

    "the ministry's claim", "criticism from X", "X made the claim", "X, after condemning Y", "X was eager to Y".
    """
    node = word
    for _ in range(_HIGHEST):
        if node.tag_.startswith("NN"):
            owner = next(iter(children(node, "nmod:poss", "poss")), None)
            if owner is None:
                owner = next((inner for _, inner in prepositional(node, "by", "from")), None)
            if owner is not None:
                return _owner(phrase(owner, period, word))
        found = subject(node)
        if found is not None and found != word:
            return phrase(found, period, word)
        if node.dep_ in {"acl", *RELATIVE} and node.tag_ in ("VBG", "VBN") and node.head.pos_ in ("NOUN", "PROPN"):
            return phrase(node.head, period, word)
        if node.head == node or not period.first <= node.head.i <= period.last:
            return ()
        node = node.head
    return ()


def _owner(tokens: tuple[Node, ...]) -> tuple[Node, ...]:
    return tuple(token for token in tokens if token.tag_ != "POS")


def phrase(head: Node, period: Period, cue: Node) -> tuple[Node, ...]:
    """The noun phrase of `head` with its appositions, without relative clauses, cut off at the cue."""
    low, high = edges(head, _OUTSIDE_MENTION | {"case"})
    low, high = max(low, period.first), min(high, period.last)
    joined = next((child for child in children(head, "conj") if child.tag_ in _FINITE_TAGS and child.i > head.i), None)
    if joined is not None and head.i < cue.i:
        high = min(high, max(head.i, joined.left_edge.i - 1))  # "X who lives in Y and asked to Z"
    if head.i < cue.i:
        high = min(high, cue.i - 1)
    else:
        low = max(low, cue.i + 1)
    tokens = _without_relative(trimmed(period, low, high), head)
    dashes = [number for number, token in enumerate(tokens) if token.text in DASHES and token.is_spaced]
    if dashes and (tokens[dashes[-1]].i < head.i or tokens[0].i == 0):
        tokens = tokens[dashes[-1] + 1 :]  # "Tallinn, Estonia - Families have ...": a place before the text
    comma = next((number for number, token in enumerate(tokens) if token.text == ","), None)
    if tokens and tokens[0].pos_ == "ADP" and comma is not None:
        tokens = tokens[comma + 1 :]  # "asked about the pact with X, Minister Y said"
    if len(tokens) > 2 and tokens[1].text == "," and tokens[0].pos_ == "ADV" and head.i > tokens[1].i:
        tokens = tokens[2:]  # "Earlier, the daily X"
    tokens = _without_summed_up(_without_inserted(period, tokens, head), head)
    if tokens and tokens[0].lower_ == "whose":
        return _antecedent(period, tokens[0].i) or tokens
    return _whole_name(period, tokens, cue) if head.i < cue.i else _with_hyphen(period, tokens)


def _without_inserted(period: Period, tokens: tuple[Node, ...], head: Node) -> tuple[Node, ...]:
    """The phrase up to a venue, a question or a source that is set off behind its head: "X, in a post on Y,"."""
    for number, token in enumerate(tokens[:-1]):
        opens = tokens[number + 1]
        if token.text == "," and token.i > head.i and (opens.lower_ in _CITING or is_venue(period, opens.i)):
            return tokens[:number]
        if token.lower_ == "that" and token.tag_ == "IN" and token.i > head.i:
            return tokens[:number]  # "was assured by Y that Z"
    return tokens


def _without_summed_up(tokens: tuple[Node, ...], head: Node) -> tuple[Node, ...]:
    """ "..., an allegation Ankara denied": the noun before the name sums up what was said and is the verb's object."""
    if head.pos_ != "PROPN" or len(tokens) <= _SUMMED_UP or tokens[0].lower_ not in ("a", "an"):
        return tokens
    noun = tokens[1]
    summed = noun.tag_ == "NN" and noun.head == head and noun.lower_ in tables.load_terms("lexicon/comment_nouns.csv")
    return tokens[_SUMMED_UP:] if summed else tokens


def _with_hyphen(period: Period, tokens: tuple[Node, ...]) -> tuple[Node, ...]:
    """The phrase with the second half of a name that a hyphen joins ("Adama Keita-Diarra")."""
    tree = period.tree
    while tokens and tokens[-1].i + 2 <= period.last:
        hyphen, second = tree[tokens[-1].i + 1], tree[tokens[-1].i + 2]
        if hyphen.text != "-" or tokens[-1].is_spaced or hyphen.is_spaced or not second.text[:1].isupper():
            break
        tokens = (*tokens, hyphen, second)
    return tokens


def _antecedent(period: Period, index: int) -> tuple[Node, ...]:
    """ "X, whose imports ..., called for Y": the parse took the relative clause's noun for who says it."""
    tree, low = period.tree, index - 1
    if low <= period.first or tree[low].text != ",":
        return ()
    while low > period.first and tree[low - 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "NUM"):
        low -= 1
    return trimmed(period, low, index - 1)


def _whole_name(period: Period, tokens: tuple[Node, ...], cue: Node) -> tuple[Node, ...]:
    """The phrase with the capitalised words right beside it that the parse cut off: "Adm. Stelios | Vrettakos said"."""
    tokens = _with_hyphen(period, tokens)
    if not tokens or tokens[-1].pos_ not in ("PROPN", "NOUN"):
        return tokens
    tree, low, high = period.tree, tokens[0].i, tokens[-1].i
    if period.segment.part != "body" and low - 2 == period.first and tree[low - 1].text == "," and _is_name(tree[low]):
        low -= 2  # "China, Laos agree": headings join with a comma
    while high + 1 < cue.i and _is_name(tree[high + 1]) and tree[high].pos_ in ("PROPN", "NOUN"):
        if tree[high + 1].lower_ in tables.load_terms("lexicon/time_words.csv"):
            break
        high += 1
    while low > period.first and _is_name(tree[low]) and period.in_quote(low - 1) is None:
        joined = tree[low - 1].lower_ == "and" and low - 2 >= period.first and _is_name(tree[low - 2])
        if not joined and not _is_name(tree[low - 1]):
            break
        low -= 2 if joined else 1
    return tuple(tree[index] for index in range(low, high + 1))


def can_say(noun: Node | None) -> bool:
    """A noun that may say something: a name, a pronoun, an office, a body or a kind of source; true for none."""
    if noun is None or noun.pos_ in ("PROPN", "PRON"):
        return True
    words = {noun.lower_, str(noun.lemma_).lower()}
    return any(words & tables.load_terms(name) for name in _SPEAKING)


def _is_name(token: Node) -> bool:
    return token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def _without_relative(tokens: tuple[Node, ...], head: Node) -> tuple[Node, ...]:
    """The phrase up to a relative clause that is set off behind its head ("France, which ..., urged")."""
    for number, token in enumerate(tokens):
        if number > 1 and token.i > head.i and token.lower_ in _RELATIVES and tokens[number - 1].text == ",":
            return tokens[: number - 1]
    return tokens


def trimmed(period: Period, low: int, high: int) -> tuple[Node, ...]:
    """The tokens low..high without punctuation, marks and joining words at the edges."""
    words = period.tree.words
    while low <= high and (words.lower[low] in _EDGE_WORDS or _is_edge(words, low)):
        low += 1
    if not _EITHER.isdisjoint(words.lower[low + 1 : high + 1]):
        for index in range(low + 1, high + 1):
            if words.lower[index] in _EITHER and words.pos[index - 1] in ("NOUN", "PROPN"):
                high = index - 1  # "the spokesman neither confirmed nor denied X"
                break
    while low <= high and _is_edge(words, high):
        high -= 1
    return tuple([period.tree[index] for index in range(low, high + 1)])


def with_apposition(period: Period, source: tuple[Node, ...]) -> tuple[Node, ...]:
    """A source behind its cue with the apposition that the parse lost: `said X, the minister of Y.`"""
    tree, start = period.tree, source[-1].i + 1
    if (
        start >= period.last
        or tree[start].text != ","
        or tree[start + 1].pos_ not in ("DET", "NOUN", "PROPN", "ADJ", "PRON")
    ):
        return source
    end = start + 1
    while end < period.last and tree[end].text not in _CLAUSE_ENDS and not period.in_quote(end):
        if tree[end].pos_ in ("VERB", "AUX") or tree[end].lower_ in _RELATIVES or tree[end].tag_ == "VBG":
            return source
        end += 1
    return (*source, *trimmed(period, start, end - 1)) if tree[end].text in _CLAUSE_ENDS else source


def _is_edge(words: Words, index: int) -> bool:
    text = words.text[index]
    return text not in (")", "]") and (words.punct[index] or words.blank[index] or text in MARKS)


def between(period: Period, low: int, high: int) -> tuple[Node, ...]:
    """A source read from position alone: what stands between a quotation and its cue, when it can be a noun phrase.

    Relative clauses are cut off; empty when there is no noun or pronoun.
    """
    tokens = trimmed(period, low, high)
    if tokens:
        tokens = _without_relative(tokens, tokens[0])
    if any(token.pos_ in ("NOUN", "PROPN", "PRON") or token.tag_.startswith("NN") for token in tokens):
        return tokens
    return ()
