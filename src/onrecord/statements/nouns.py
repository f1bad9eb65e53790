"""Nouns that report a saying with a clause behind them: "gave notice that X", "the ministry's claim that X"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.language import Reading
from onrecord.language.nodes import Node, children, edges, prepositional
from onrecord.statements.candidates import clause_right_behind
from onrecord.statements.draft import Draft
from onrecord.statements.extents import content_range, joined
from onrecord.statements.forces import sums_up
from onrecord.statements.lexicon import cue_nouns, lemma_of
from onrecord.statements.quoting import Period
from onrecord.statements.sources import between_commas, phrase, source_of

_LIGHT_VERBS = frozenset({"give", "make", "issue", "offer", "send", "express", "voice", "repeat", "receive", "deliver"})


def read_nouns(reading: Reading, period: Period) -> Iterator[Draft]:
    """Statements whose cue is a noun with a "that" clause and somebody who makes it."""
    tree, table, nouns = period.tree, period.table, cue_nouns()
    lemmas = table.lemma[period.first : period.last + 1]
    for index in [index for index, lemma in enumerate(lemmas, period.first) if lemma in nouns]:
        if not table.tag[index].startswith("NN") or period.in_quote(index):
            continue
        token, entry = tree[index], nouns[table.lemma[index]]
        if sums_up(token):
            continue
        clause = next(
            (child for child in children(token, "acl", "ccomp", "acl:relcl") if _opens_with_that(child)), None
        )
        verb = _light_verb(token)
        if verb is not None and clause is None:
            clause = next(
                (child for child in children(verb, "ccomp") if child.i > token.i and _opens_with_that(child)), None
            )
        if clause is None:
            clause = clause_right_behind(token)
        if clause is None or clause.i < token.i:
            continue
        source = _maker(token, verb, period)
        low, high = edges(clause)
        content = joined([content_range(reading, period, max(low, token.i + 1), high)])
        if source and content:
            cue = (verb, token) if verb is not None and verb.i == token.i - 1 else (token,)
            yield Draft(
                period.segment, "noun with clause", cue, entry.lemma, entry.force, content, source, confidence=0.75
            )


def _opens_with_that(clause: Node) -> bool:
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)


def _light_verb(noun: Node) -> Node | None:
    """The verb that only carries the noun ("gave notice", "issued a warning")."""
    head = noun.head
    before = noun.nbor(-1) if noun.i else noun
    if (
        before.tag_ == "VBN"
        and before.dep_ == "amod"
        and lemma_of(before) in _LIGHT_VERBS
        and not _has_determiner(noun)
    ):
        return before  # "X, the envoy, expressed hope that Y": the tagger took the verb for a participle
    if noun.dep_ in ("obj", "dobj", "obl") and lemma_of(head) in _LIGHT_VERBS:
        return head
    return None


def _has_determiner(noun: Node) -> bool:
    return any(child.dep_ in ("det", "nmod:poss", "poss") for child in noun.children)


def _maker(noun: Node, verb: Node | None, period: Period) -> tuple[Node, ...]:
    if verb is not None:
        return source_of(verb, period) or (between_commas(verb, period) if verb.i > period.first else ())
    owner = next(iter(children(noun, "nmod:poss", "poss")), None)
    if owner is None:
        owner = next((inner for _, inner in prepositional(noun, "by", "from")), None)
    if owner is None:
        return ()
    tokens = phrase(owner, period, noun)
    return tuple(token for token in tokens if token.tag_ != "POS")
