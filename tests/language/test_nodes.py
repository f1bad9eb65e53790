"""A tree says of every word of a report what spaCy's tokens say of it, and gives each answer once."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from onrecord.language import load, nodes, read_language, syntax
from onrecord.language.nodes import Node, Tree, kept
from onrecord.layout import lay_out

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
_PREPOSITIONS = ("of", "in", "on", "to", "with")
_LABELS = ("nmod", "case", "amod", "det", "aux")


def pairs(path: Path) -> Iterator[tuple[Token, Node]]:
    for segment in read_language(lay_out(path.read_text(encoding="utf-8"))).segments:
        tree = Tree(segment.doc)
        yield from ((token, tree[token.i]) for token in segment.doc)


def numbers(words: object) -> list[int]:
    assert hasattr(words, "__iter__")
    return [word.i for word in words]


def number(word: Token | Node | None) -> int | None:
    return word.i if word is not None else None


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem)
def test_a_node_is_what_its_token_is(path: Path) -> None:
    for token, node in pairs(path):
        assert (node.text, node.lower_, node.lemma_) == (token.text, token.lower_, token.lemma_)
        assert (node.tag_, node.pos_, node.dep_) == (token.tag_, token.pos_, token.dep_)
        assert (node.idx, len(node), node.capital) == (token.idx, len(token), token.text[:1].isupper())
        assert (node.is_alpha, node.is_punct, node.is_space) == (token.is_alpha, token.is_punct, token.is_space)
        assert (node.like_num, node.is_spaced) == (token.like_num, bool(token.whitespace_))
        assert (node.ent_type_, numbers(node.conjuncts)) == (token.ent_type_, numbers(token.conjuncts))
        assert (node.head.i, numbers(node.children)) == (token.head.i, numbers(token.children))
        assert (numbers(node.subtree), numbers(node.ancestors)) == (numbers(token.subtree), numbers(token.ancestors))
        assert (node.left_edge.i, node.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (node.sent.start, node.sent.end) == (token.sent.start, token.sent.end)
        assert node.sent.last == token.sent[-1].lower_
        assert all(node.is_under(node.tree[other.i]) == (token in other.subtree) for other in token.sent)


@pytest.mark.parametrize("path", EXAMPLES[:3], ids=lambda path: path.stem)
def test_grammar_is_the_same_of_nodes_and_of_tokens(path: Path) -> None:
    for token, node in pairs(path):
        assert numbers(nodes.children(node, *_LABELS)) == numbers(syntax.children(token, *_LABELS))
        assert node.forms(*_LABELS) == [child.lower_ for child in syntax.children(token, *_LABELS)]
        assert node.has(*_LABELS) == any(True for _ in syntax.children(token, *_LABELS))
        assert number(nodes.first_child(node, "case")) == number(next(syntax.children(token, "case"), None))
        assert number(nodes.subject(node)) == number(syntax.subject(token))
        assert number(nodes.first_object(node)) == number(syntax.first_object(token))
        assert number(nodes.negation(node)) == number(syntax.negation(token))
        assert numbers(nodes.auxiliaries(node)) == numbers(syntax.auxiliaries(token))
        assert nodes.is_passive(node) == syntax.is_passive(token)
        assert number(nodes.addressed(node)) == number(syntax.addressed(token))
        assert number(nodes.nearest_subject(node)) == number(syntax.nearest_subject(token))
        assert nodes.edges(node) == syntax.edges(token)
        found, wanted = nodes.prepositional(node, *_PREPOSITIONS), syntax.prepositional(token, *_PREPOSITIONS)
        assert [numbers(pair) for pair in found] == [numbers(pair) for pair in wanted]


def test_each_node_is_made_once_and_keeps_its_answers() -> None:
    asked = []

    @kept
    def loud(node: Node) -> str:
        asked.append(node.i)
        return node.lower_.upper()

    tree = Tree(Doc(Vocab(), words=["Chad", "left"], heads=[1, 1], deps=["nsubj", "ROOT"]))
    assert tree[0] is tree[0] is tree[1].children[0]
    assert [loud(tree[0]), loud(tree[0]), loud(tree[1])] == ["CHAD", "CHAD", "LEFT"]
    assert asked == [0, 1]


def test_what_no_node_has_and_no_doc_holds_is_an_error() -> None:
    tree = Tree(Doc(Vocab(), words=["Chad"], heads=[0], deps=["ROOT"]))
    with pytest.raises(AttributeError, match="has no colour"):
        _ = tree[0].colour
    with pytest.raises(IndexError):
        tree[1]


def test_a_stretch_of_nodes_is_that_of_a_slice() -> None:
    segment = read_language(lay_out("Chad told the panel on Monday that both sides would meet.")).segments[0]
    numbered = range(len(segment.doc))
    for low, high in ((2, 5), (0, len(segment.doc) + 3), (4, 2), (1, -2), (0, 0)):
        assert numbers(segment.tree.between(low, high)) == list(numbered)[low:high]
    assert segment.tree.text(1, 6) == segment.doc[1:6].text
    assert segment.tree.text(3, len(segment.doc) + 9) == segment.doc[3:].text
    assert segment.tree.text(5, 2) == ""


def test_a_released_tree_needs_no_collector_of_garbage() -> None:
    reading = read_language(lay_out("Chad told the panel on Monday that both sides would meet."))
    tree = reading.segments[0].tree
    assert [node.head.i for node in tree] and [node.children for node in tree]
    gone = weakref.ref(tree)
    gc.disable()
    try:
        del tree
        assert gone() is not None
        reading.release()
        assert gone() is None
    finally:
        gc.enable()
    assert reading.segments[0].tree[1].children  # made anew for who asks again


def test_numbers_count_from_the_end_and_stop_at_the_edges() -> None:
    tree = Tree(load().nlp("Peru recalled its envoy."))
    assert tree[-1].i == len(tree) - 1
    assert [node.i for node in tree] == list(range(len(tree)))
    with pytest.raises(IndexError, match="before 'Peru'"):
        tree[0].nbor(-1)
    with pytest.raises(IndexError):
        tree[-1].nbor()
