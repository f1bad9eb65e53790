"""Read CoNLL-U treebanks (packed with xz) into small, editable sentences."""

from __future__ import annotations

import copy
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = -1
"""Head of a token that depends on nothing inside its sentence."""


@dataclass(slots=True)
class Token:
    """One syntactic word; ``head`` is an index into the sentence, or ``ROOT``."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool = True
    misc: dict[str, str] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """The relation without its subtype."""
        return self.dep.split(":")[0]

    @property
    def is_name(self) -> bool:
        """Whether the tag is that of a proper noun."""
        return self.xpos in ("NNP", "NNPS")


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence with where it comes from; ``speaker`` is who says it in a conversation."""

    tokens: list[Token]
    sent_id: str = ""
    document: str = ""
    genre: str = ""
    new_paragraph: bool = False
    speaker: str = ""

    def copy(self) -> Sentence:
        """A copy whose tokens may be changed freely."""
        return copy.deepcopy(self)

    def root(self) -> int:
        """Index of the root token."""
        return next(i for i, token in enumerate(self.tokens) if token.head == ROOT)

    def children(self, index: int) -> list[int]:
        """Indices of the direct dependents of a token, left to right."""
        return [i for i, token in enumerate(self.tokens) if token.head == index]

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and of everything below it, left to right."""
        found = {index}
        frontier = [index]
        while frontier:
            below = [i for head in frontier for i in self.children(head) if i not in found]
            found.update(below)
            frontier = below
        return sorted(found)


def _pairs(column: str) -> dict[str, str]:
    """The key=value pairs of a FEATS or MISC column."""
    return dict(part.split("=", 1) for part in column.split("|") if "=" in part) if column != "_" else {}


def _token(cells: list[str], misc: dict[str, str], space: bool) -> Token:
    """One token row; an underscore in a column means that it is empty."""
    form, lemma = cells[1], cells[2]
    return Token(
        form=form,
        lemma=form if lemma == "_" and form != "_" else lemma,
        upos="" if cells[3] == "_" else cells[3],
        xpos=cells[4],
        feats="" if cells[5] == "_" else cells[5],
        head=int(cells[6]) - 1,
        dep="ROOT" if cells[7] == "root" else cells[7],
        space=space,
        misc=misc,
    )


def _tokens(rows: list[str]) -> list[Token]:
    """Tokens of one sentence; words inside a multi-word token are joined without a space."""
    tokens: list[Token] = []
    joined: dict[int, bool] = {}
    for row in rows:
        cells = row.split("\t")
        if "." in cells[0]:
            continue
        misc = _pairs(cells[9])
        space = misc.get("SpaceAfter") != "No"
        if "-" in cells[0]:
            first, last = map(int, cells[0].split("-"))
            joined.update({i: space and i == last for i in range(first, last + 1)})
            continue
        tokens.append(_token(cells, misc, joined.get(int(cells[0]), space)))
    return tokens


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of one treebank file in order."""
    document, genre, sent_id, speaker = "", "", "", ""
    new_paragraph = False
    rows: list[str] = []
    with lzma.open(path, "rt", encoding="utf8") as lines:
        for line in (*lines, ""):
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield Sentence(_tokens(rows), sent_id, document, genre, new_paragraph, speaker)
                rows, new_paragraph, speaker = [], False, ""
            elif not line.startswith("#"):
                rows.append(line)
            elif line.startswith("# newdoc"):
                document, genre, new_paragraph = line.partition("=")[2].strip(), "", True
            elif re.match(r"# newpar( id|$)", line):
                new_paragraph = True
            elif line.startswith("# sent_id"):
                sent_id = line.partition("=")[2].strip()
            elif line.startswith("# speaker ="):
                speaker = line.partition("=")[2].strip()
            elif line.startswith("# meta::genre"):
                genre = line.partition("=")[2].strip()


def read_documents(path: Path) -> list[list[Sentence]]:
    """The sentences of a treebank file grouped by document."""
    grouped: dict[str, list[Sentence]] = {}
    for sentence in read_sentences(path):
        grouped.setdefault(sentence.document, []).append(sentence)
    return list(grouped.values())
