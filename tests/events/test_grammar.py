"""Who stands where around a verb, in either scheme of labels."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.events.grammar import behind
from onrecord.language.nodes import Tree


@pytest.mark.parametrize(
    ("deps", "heads"),
    [(["ROOT", "case", "fixed", "obl"], [0, 3, 1, 0]), (["ROOT", "prep", "pcomp", "pobj"], [0, 0, 1, 1])],
    ids=["universal", "clearnlp"],
)
def test_nouns_behind_a_preposition_in_either_scheme_of_labels(deps: list[str], heads: list[int]) -> None:
    tree = Tree(Doc(Vocab(), words=["walked", "out", "of", "talks"], heads=heads, deps=deps))
    assert "talks" in [noun.lower_ for noun in behind(tree[0], "out")]
    assert not list(behind(tree[0], "in"))
