"""The tree of a parse: its nodes answer as spaCy's tokens do, and let each other go when the reading is over."""

from __future__ import annotations

import gc
import weakref

from spacy.tokens import Token

from onrecord.language import Reading, read_language
from onrecord.language.nodes import Node
from onrecord.layout import lay_out

TEXT = (
    'The envoy, Ana Prohaska, told reporters in Ljubljana on Monday that "both sides" would meet in two weeks.\n\n'
    "Talks on grain, fuel and prisoners, she said, had gone well: nobody walked out, which was new."
)


def _reading() -> Reading:
    return read_language(lay_out(TEXT))


def _of_node(node: Node) -> tuple[object, ...]:
    plain = (node.text, node.lower_, node.lemma_, node.tag_, node.pos_, node.dep_, node.ent_type_, node.idx, len(node))
    flags = (node.is_alpha, node.is_punct, node.is_space, node.like_num, node.is_spaced)
    near = (node.head.i, node.left_edge.i, node.right_edge.i, node.sent.start, node.sent.end)
    many = (node.children, node.ancestors, node.subtree, node.conjuncts)
    return (*plain, *flags, *near, *([other.i for other in found] for found in many))


def _of_token(token: Token) -> tuple[object, ...]:
    plain = (
        token.text, token.lower_, token.lemma_, token.tag_, token.pos_, token.dep_, token.ent_type_, token.idx,
        len(token),
    )  # fmt: skip
    flags = (token.is_alpha, token.is_punct, token.is_space, token.like_num, bool(token.whitespace_))
    near = (token.head.i, token.left_edge.i, token.right_edge.i, token.sent.start, token.sent.end)
    many = (token.children, token.ancestors, token.subtree, token.conjuncts)
    return (*plain, *flags, *near, *([other.i for other in found] for found in many))


def test_a_node_answers_as_the_token_does() -> None:
    for segment in _reading().segments:
        assert [_of_node(node) for node in segment.tree] == [_of_token(token) for token in segment.doc]


def test_a_stretch_of_nodes_is_that_of_a_slice() -> None:
    segment = _reading().segments[0]
    numbers = range(len(segment.doc))
    for low, high in ((2, 5), (0, len(segment.doc) + 3), (4, 2), (1, -2), (0, 0)):
        assert [node.i for node in segment.tree.between(low, high)] == list(numbers)[low:high]
    assert segment.tree.text(1, 6) == segment.doc[1:6].text
    assert segment.tree.text(3, len(segment.doc) + 9) == segment.doc[3:].text
    assert segment.tree.text(5, 2) == ""


def test_a_released_tree_needs_no_collector_of_garbage() -> None:
    reading = _reading()
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
    assert reading.segments[0].tree[0].head.children  # made anew for who asks again
