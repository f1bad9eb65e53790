"""A parse as a tree of plain objects, for what walks up and down it much.

spaCy makes a new object for each token, head and child that it is asked for, and a new string for each label. A node is
made once, together with its sentence, and keeps what has been found out about it. The attributes have spaCy's names
and meaning; questions about grammar are those of `onrecord.language.syntax`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from spacy.tokens import Doc, Token

from onrecord.language.columns import words_of
from onrecord.language.syntax import NEGATIONS, NOMINAL_SUBJECTS, OBJECTS, PASSIVE

Answer = TypeVar("Answer")


class Node:
    """One word: `i` is its number in the doc, `head` the node above (a root is its own), `children` those below.

    The nodes above and below are made when first asked for.
    """

    __slots__ = ("answers", "children", "dep_", "head", "i", "lemma_", "lower_", "pos_", "tag_", "tree")

    head: Node
    children: list[Node]
    answers: dict[Callable[[Node], Any], Any]

    def __init__(self, tree: Tree, i: int) -> None:
        words = tree.words
        self.tree = tree
        self.i = i
        self.lower_ = words.lower[i]
        self.lemma_ = words.lemma[i]
        self.tag_ = words.tag[i]
        self.pos_ = words.pos[i]
        self.dep_ = words.dep[i]

    def __getattr__(self, name: str) -> object:
        """Make what is missing so far; raises AttributeError for what no node has."""
        made: object
        if name == "head":
            made = self.tree[self.tree.words.head[self.i]]
        elif name == "children":
            made = [self.tree[index] for index in self.tree.words.below[self.i]]
        elif name == "answers":
            made = {}
        else:
            raise AttributeError(f"a node has no {name}")
        setattr(self, name, made)
        return made

    @property
    def token(self) -> Token:
        """spaCy's own token, which knows where it stands in the text."""
        return self.tree.doc[self.i]

    @property
    def text(self) -> str:
        """The word as it is written."""
        return self.tree.words.text[self.i]

    @property
    def capital(self) -> bool:
        """True for a word that begins with a capital letter."""
        return self.tree.words.capital[self.i]

    @property
    def idx(self) -> int:
        """Where the word begins in the doc's text."""
        return self.tree.words.idx[self.i]

    def __len__(self) -> int:
        return len(self.text)

    @property
    def left_edge(self) -> Node:
        """The first word of the subtree."""
        return self.tree[self.token.left_edge.i]

    @property
    def right_edge(self) -> Node:
        """The last word of the subtree."""
        return self.tree[self.token.right_edge.i]

    @property
    def sent(self) -> Sentence:
        """The sentence of the word."""
        return self.tree.sentence(self.i)

    @property
    def subtree(self) -> Iterator[Node]:
        """The node and all below it, in text order."""
        here = True
        for child in self.children:
            if here and child.i > self.i:
                here = False
                yield self
            yield from child.subtree
        if here:
            yield self

    @property
    def ancestors(self) -> Iterator[Node]:
        """The nodes above, the nearest first."""
        node = self
        while node.head is not node:
            node = node.head
            yield node

    def nbor(self, steps: int = 1) -> Node:
        """The word so many steps behind; raises IndexError outside the doc."""
        return self.tree[self.i + steps]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The word numbers of one sentence, `end` exclusive."""

    tree: Tree
    start: int
    end: int

    @property
    def last(self) -> str:
        """The last word, in small letters."""
        return self.tree.words.lower[self.end - 1]

    def between(self, low: int, high: int) -> list[Node]:
        """The words of the sentence from number `low` to before `high`."""
        return [self.tree[index] for index in range(max(low, self.start), min(high, self.end))]

    def of_kind(self, *parts: str) -> list[Node]:
        """The words of the sentence that are any of these parts of speech, in text order."""
        pos = self.tree.words.pos
        return [self.tree[index] for index in range(self.start, self.end) if pos[index] in parts]


class Tree:
    """The nodes of a doc that is parsed and changes no more, each made when first asked for.

    >>> from onrecord.language import load
    >>> tree = Tree(load().nlp("Peru recalled its envoy. Chile did not."))
    >>> [child.lower_ for child in tree[1].children], tree[3].head is tree[1], tree[6].sent.start
    (['peru', 'envoy', '.'], True, 5)
    """

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words = words_of(doc)
        self._nodes: list[Node | None] = [None] * len(doc)
        self._starts: list[int] = []
        self._sentences: dict[int, Sentence] = {}

    def __len__(self) -> int:
        return len(self._nodes)

    def __getitem__(self, index: int) -> Node:
        """The node of a word; raises IndexError outside the doc."""
        node = self._nodes[index]
        if node is None:
            node = self._nodes[index] = Node(self, index)
        return node

    def sentence(self, index: int) -> Sentence:
        """The sentence of a word."""
        if not self._starts:
            self._starts = [sentence.start for sentence in self.doc.sents]
        number = bisect_right(self._starts, index)
        found = self._sentences.get(number)
        if found is None:
            end = self._starts[number] if number < len(self._starts) else len(self)
            found = self._sentences[number] = Sentence(self, self._starts[number - 1], end)
        return found


def kept(question: Callable[[Node], Answer]) -> Callable[[Node], Answer]:
    """Let each node keep its answer to a question that only the parse decides."""

    @wraps(question)
    def asked(node: Node) -> Answer:
        known = node.answers
        if question not in known:
            known[question] = question(node)
        answer: Answer = known[question]
        return answer

    return asked


def children(node: Node, *labels: str) -> list[Node]:
    """The direct dependents with any of these labels, in text order."""
    return [child for child in node.children if child.dep_ in labels]


def first_child(node: Node, *labels: str) -> Node | None:
    """The first of the direct dependents with any of these labels."""
    for child in node.children:
        if child.dep_ in labels:
            return child
    return None


def subject(verb: Node) -> Node | None:
    """The verb's own grammatical subject, expletives left out; None where it has none."""
    for child in verb.children:
        if child.dep_ in NOMINAL_SUBJECTS:
            return child
    return None


def first_object(verb: Node) -> Node | None:
    """The verb's direct object."""
    for child in verb.children:
        if child.dep_ in OBJECTS:
            return child
    return None


def is_passive(verb: Node) -> bool:
    """True for a verb in the passive voice ("was told", "is believed")."""
    return not PASSIVE.isdisjoint([child.dep_ for child in verb.children])


def negation(verb: Node) -> Node | None:
    """The word that negates the verb, if any ("did not say", "never said")."""
    for child in verb.children:
        if child.dep_ == "neg" or (
            child.lower_ in NEGATIONS and child.i < verb.i and child.dep_ in ("advmod", "cc", "cc:preconj")
        ):
            return child
    return None


def auxiliaries(verb: Node) -> list[Node]:
    """The auxiliaries of the verb, in text order."""
    return children(verb, "aux", "aux:pass", "auxpass")
