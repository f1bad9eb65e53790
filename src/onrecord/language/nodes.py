"""A parse as a tree of plain objects, for what walks up and down it much.

spaCy makes a new object for each token, head and child that it is asked for, and a new string for each label. A node is
made once, together with its sentence, and keeps what has been found out about it. The attributes have spaCy's names
and meaning; questions about grammar are those of `onrecord.language.syntax`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from spacy.tokens import Doc, Token

from onrecord.language.columns import words_of
from onrecord.language.syntax import INDIRECT_OBJECTS, NEGATIONS, NOMINAL_SUBJECTS, OBJECTS, PASSIVE

#: In place of what a node was told of, once its tree is let go.
_GONE: Any = None
#: Where a doc keeps its tree.
KEPT = "onrecord.tree"
Answer = TypeVar("Answer")


class Node:
    """One word: `i` is its number in the doc, `head` the node above (a root is its own), `children` those below.

    The nodes above and below are made when first asked for; `left_edge` and `right_edge` are the first and the last
    word of the subtree.
    """

    __slots__ = (
        "answers", "children", "dep_", "head", "i", "left_edge", "lemma_", "lower_", "pos_", "right_edge", "tag_",
        "text", "tree",
    )  # fmt: skip

    head: Node
    children: Sequence[Node]
    left_edge: Node
    right_edge: Node
    answers: dict[Callable[[Node], Any], Any]

    def __init__(self, tree: Tree, i: int) -> None:
        words = tree.words
        self.tree = tree
        self.i = i
        self.text = words.text[i]
        self.lower_ = words.lower[i]
        self.lemma_ = words.lemma[i]
        self.tag_ = words.tag[i]
        self.pos_ = words.pos[i]
        self.dep_ = words.dep[i]

    def __getattr__(self, name: str) -> object:
        """Make what is missing so far; raises AttributeError for what no node has."""
        tree = self.tree
        if name == "head":
            self.head = tree[tree.words.head[self.i]]
        elif name == "children":
            below = tree.words.below[self.i]
            self.children = [tree[index] for index in below] if below else ()
        elif name in ("left_edge", "right_edge"):
            token = tree.doc[self.i]
            self.left_edge, self.right_edge = tree[token.left_edge.i], tree[token.right_edge.i]
        elif name == "answers":
            self.answers = {}
        else:
            raise AttributeError(f"a node has no {name}")
        made: object = getattr(self, name)
        return made

    @property
    def token(self) -> Token:
        """spaCy's own token, which knows where it stands in the text."""
        return self.tree.doc[self.i]

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
    def ent_type_(self) -> str:
        """The kind of name that the word is part of; empty for none."""
        return self.tree.words.ent[self.i]

    @property
    def is_alpha(self) -> bool:
        """True for a word of letters alone."""
        return self.tree.words.alpha[self.i]

    @property
    def is_punct(self) -> bool:
        """True for a mark."""
        return self.tree.words.punct[self.i]

    @property
    def is_space(self) -> bool:
        """True for white space that is a token of its own."""
        return self.tree.words.blank[self.i]

    @property
    def like_num(self) -> bool:
        """True for a number, in digits or in words."""
        return bool(self.token.like_num)

    @property
    def is_spaced(self) -> bool:
        """True where a space stands behind the word."""
        return bool(self.tree.words.spaced[self.i])

    @property
    def conjuncts(self) -> list[Node]:
        """All that the word is joined with, itself left out."""
        return [self.tree[other.i] for other in self.token.conjuncts]

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

    def has(self, *labels: str) -> bool:
        """True where something hangs on the word by one of these labels."""
        words = self.tree.words
        return any(words.dep[child] in labels for child in words.below[self.i])

    def forms(self, *labels: str) -> list[str]:
        """What hangs on the word by one of these labels, in small letters and in text order."""
        words = self.tree.words
        return [words.lower[child] for child in words.below[self.i] if words.dep[child] in labels]

    def is_under(self, other: Node) -> bool:
        """True for the other node itself and for all below it."""
        node = self
        while node is not other and node.head is not node:
            node = node.head
        return node is other

    def nbor(self, steps: int = 1) -> Node:
        """The word so many steps behind; raises IndexError outside the doc."""
        if self.i + steps < 0:
            raise IndexError(f"no word stands {-steps} before {self.text!r}")
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

    def lemmas(self, part: str) -> list[str]:
        """The lemmas of the words of one part of speech, in small letters."""
        words = self.tree.words
        return [words.lemma[index].lower() for index in range(self.start, self.end) if words.pos[index] == part]

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
        #: What rooms keep with the doc.
        self.notes: dict[str, Any] = {}
        self._nodes: list[Node | None] = [None] * len(doc)
        self._starts: list[int] = []
        self._sentences: dict[int, Sentence] = {}

    def __len__(self) -> int:
        return len(self._nodes)

    def __getitem__(self, index: int) -> Node:
        """The node of a word, counted from the end where the number is negative; raises IndexError outside the doc."""
        node = self._nodes[index]
        if node is None:
            index = index if index >= 0 else index + len(self._nodes)
            node = self._nodes[index] = Node(self, index)
        return node

    def __iter__(self) -> Iterator[Node]:
        """All nodes in text order."""
        return map(self.__getitem__, range(len(self._nodes)))

    def between(self, low: int, high: int) -> list[Node]:
        """The nodes from number `low` to before `high`, as a slice has them."""
        found = self._nodes[low:high]
        if None in found:
            return [self[index] for index in range(*slice(low, high).indices(len(self._nodes)))]
        return found  # type: ignore[return-value]

    def text(self, low: int, high: int) -> str:
        """The text of the words from number `low` to before `high` as it stands."""
        high = min(high, len(self._nodes))
        return self.words.phrase(low, high) if low < high else ""

    def release(self) -> None:
        """Part the nodes from each other: they point in circles, which only the collector of garbage would find.

        Nobody may ask them after that.
        """
        for node in self._nodes:
            if node is not None:
                node.tree = node.head = node.children = node.left_edge = node.right_edge = node.answers = _GONE
        self._nodes, self.notes, self._sentences = [], {}, {}

    def sentence(self, index: int) -> Sentence:
        """The sentence of a word."""
        if not self._starts:
            self._starts = self.words.sentences
        number = bisect_right(self._starts, index)
        found = self._sentences.get(number)
        if found is None:
            end = self._starts[number] if number < len(self._starts) else len(self)
            found = self._sentences[number] = Sentence(self, self._starts[number - 1], end)
        return found


def release(doc: Doc) -> None:
    """Let go the tree of a doc that has been read."""
    tree: Tree | None = doc.user_data.pop(KEPT, None)
    if tree is not None:
        tree.release()


def tree_of(doc: Doc) -> Tree:
    """The tree of a doc that is parsed and changes no more; made once, and kept with it for all rooms that ask."""
    tree: Tree | None = doc.user_data.get(KEPT)
    if tree is None:
        tree = doc.user_data[KEPT] = Tree(doc)
    return tree


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


def addressed(verb: Node) -> Node | None:
    """Who is spoken to: the indirect object, or the object of verbs like "tell" and "assure"."""
    found = None
    for child in verb.children:
        if child.dep_ in INDIRECT_OBJECTS:
            return child
        if found is None and child.dep_ in OBJECTS:
            found = child
    return found


def nearest_subject(verb: Node) -> Node | None:
    """The verb's subject; of several the nearest before it, if a comma parts it off ("Iran, he said, ...")."""
    found = [child for child in verb.children if child.dep_ in NOMINAL_SUBJECTS]
    if len(found) < 2:
        return found[0] if found else None
    before = [child for child in found if child.i < verb.i]
    if len(before) > 1:
        lower, low = verb.tree.words.lower, before[-1].left_edge.i
        if low > 0 and lower[low - 1] == "," and "," not in lower[low : verb.i]:
            return before[-1]
        if low == before[0].right_edge.i + 1:
            return before[-1]  # one phrase taken for two ("Venezuelan | Vice President X")
    return found[0]


def prepositional(head: Node, *prepositions: str) -> Iterator[tuple[Node, Node]]:
    """(preposition, its noun or clause head) of each phrase on `head` that opens with one of the prepositions.

    Works for UD (noun with a `case` or `mark` child) and for ClearNLP (`prep` with a `pobj` or `pcomp`).
    """
    for child in head.children:
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions:
            for inner in children(child, "pobj", "pcomp"):
                yield child, inner
            continue
        for marker in child.children:
            if marker.i > child.i:
                break
            if marker.lower_ in prepositions and marker.dep_ in ("case", "mark"):
                yield marker, child
                break


def edges(head: Node, leave_out: frozenset[str] = frozenset()) -> tuple[int, int]:
    """First and last number of the subtree of `head`, without dependents whose label is in `leave_out`."""
    low = high = head.i
    for child in head.children:
        if child.dep_ in leave_out:
            continue
        first, last = child.left_edge.i, child.right_edge.i
        low, high = first if first < low else low, last if last > high else high
    return low, high


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
