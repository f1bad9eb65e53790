"""Names from the entity mentions of UD English GUM (``Entity=`` in MISC).

A mention counts as a name when its head is a proper noun, or a common noun directly followed by
a name ("team member Rodaba Noori"); the span is cut to the core of the name, without titles.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from training.language.conllu import Sentence, Token
from training.language.words import words

Span = tuple[int, int, str]
"""First token, one past the last token, label."""

LINKING = frozenset(words("names")["linking"])
TITLES = frozenset(words("names")["titles"])
BREAKS = frozenset(words("names")["breaks"])
NAME_PREPOSITIONS = frozenset(("of", "for", "de", "on", "du", "in"))
PLACE_PREPOSITIONS = frozenset(("of", "de", "du"))


@dataclass(slots=True)
class Mention:
    """One bracket of ``Entity=`` that lies within one sentence.

    ``start`` and ``end`` are its first and last token, ``chain`` the number that mentions of one entity share in their
    document, ``status`` its information status, ``core`` the places of its head words inside it, counted from 1 as
    "2,4", ``link`` how it is tied to its antecedent.
    """

    sentence: int
    start: int
    end: int
    kind: str
    identity: str
    chain: int = 0
    status: str = ""
    core: str = ""
    link: str = ""


def read_mentions(sentences: list[Sentence]) -> list[Mention]:
    """All (possibly nested) mentions of a document."""
    found: list[Mention] = []
    open_mentions: dict[str, list[Mention]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for index, token in enumerate(sentence.tokens):
            for opening, body, closing in _brackets(token.misc.get("Entity", "")):
                if opening:
                    fields = body.split("-", 7) + [""] * 8
                    _, kind, status, _, _, core, link, identity = fields[:8]
                    mention = Mention(number, index, -1, kind, identity, int(fields[0]), status, core, link)
                    open_mentions[fields[0]].append(mention)
                    body = fields[0]
                if closing and open_mentions[body]:
                    mention = open_mentions[body].pop()
                    mention.end = index
                    if mention.sentence == number:
                        found.append(mention)
    return found


def _brackets(text: str) -> list[tuple[bool, str, bool]]:
    """The opening and closing brackets of one ``Entity=`` value: (opens, body or id, closes)."""
    out = []
    at = 0
    while at < len(text):
        if text[at] == "(":
            match = re.match(r"\(([^()]+(?:\([^()]*\)[^()]*)*?)(?=\(\d+-|\)|$)", text[at:])
            if match is None:
                break
            at += match.end()
            closes = text[at : at + 1] == ")"
            at += closes
            out.append((True, match.group(1), closes))
            continue
        match = re.match(r"(\d+)\)", text[at:])
        if match is not None:
            out.append((False, match.group(1), True))
        at += match.end() if match is not None else 1
    return out


class _Core:
    """Grows the core of a name from its head within one mention."""

    def __init__(self, tokens: list[Token], mention: Mention) -> None:
        self.tokens = tokens
        self.mention = mention
        self.kind = mention.kind
        inside = range(mention.start, mention.end + 1)
        self.heads = [i for i in inside if not mention.start <= tokens[i].head <= mention.end]
        self.children: dict[int, list[int]] = defaultdict(list)
        for i in inside:
            if i not in self.heads[:1] and mention.start <= tokens[i].head <= mention.end:
                self.children[tokens[i].head].append(i)

    def head(self) -> int | None:
        """The head of the name, or None where the mention is no name."""
        if not self.heads:
            return None
        head = self.heads[0]
        tokens = self.tokens
        if tokens[head].is_name:
            return head
        for child in self.children[head]:
            follows = child > head and all(tokens[j].form not in BREAKS for j in range(head + 1, child))
            if follows and tokens[child].is_name and tokens[child].dep in ("appos", "flat", "nmod:desc"):
                self.children[child] += [j for j in self.children[head] if j > child and tokens[j].dep == "flat"]
                return child
        return None

    def belongs(self, child: int, parent: int, head: int) -> bool:
        """Whether a dependent is part of the name."""
        token, kind, before = self.tokens[child], self.kind, child < parent
        capital = token.form[:1].isupper()
        if token.dep == "nmod:desc":
            return (token.is_name and not (before and kind == "person")) or token.xpos == "CD"
        if token.dep == "nmod:unmarked":
            return kind in ("event", "object", "abstract") and (token.is_name or token.xpos == "CD")
        if token.dep == "nmod:poss":
            return before and self._owner_in_name(child, parent)
        match token.base:
            case "flat" | "goeswith":
                return True
            case "compound":
                return token.is_name or capital or token.xpos in ("CD", "FW", "HYPH", "GW")
            case "amod" | "advmod" | "nummod" if before:
                return token.is_name or (capital and child != 0 and kind != "person")
            case "nummod":
                return True
            case "nmod":
                return not before and token.is_name and self._linked_by_preposition(child)
            case "conj":
                return token.is_name and parent != head and kind != "person"
        return False

    def _linked_by_preposition(self, child: int) -> bool:
        words = {self.tokens[j].form.lower() for j in self.children[child] if self.tokens[j].dep == "case"}
        if self.kind == "place":
            return bool(words & PLACE_PREPOSITIONS)
        return self.kind in ("organization", "event", "abstract", "object") and bool(words & NAME_PREPOSITIONS)

    def _owner_in_name(self, child: int, parent: int) -> bool:
        """A possessor is kept where the linked identity mentions it (Doctors Without Borders)."""
        fits = self.kind in ("organization", "event", "object", "abstract")
        if not fits or not self.tokens[parent].form[:1].isupper():
            return False
        if not self.tokens[child].is_name or any(self.tokens[j].dep == "det" for j in self.children[child]):
            return False
        return self.tokens[child].form.replace("'", "") in self.mention.identity.replace("_", " ").split()

    def grow(self, head: int) -> set[int]:
        """All tokens that belong to the name with this head."""
        core = {head}
        frontier = [head]
        while frontier:
            parent = frontier.pop()
            for child in self.children[parent]:
                if child not in core and self.belongs(child, parent, head):
                    core.add(child)
                    frontier.append(child)
        return core

    def _stretch(self, edge: int, others: range, core: set[int]) -> int:
        """The far end of the core on one side; gaps may hold linking words only."""
        for i in others:
            if i not in core:
                continue
            gap = range(min(i, edge) + 1, max(i, edge))
            if not all(j in core or self.tokens[j].form.lower() in LINKING for j in gap):
                break
            edge = i
        return edge

    def span(self) -> tuple[int, int] | None:
        """First and last token of the name, or None."""
        head = self.head()
        if head is None:
            return None
        core = self.grow(head)
        first = self._stretch(head, range(head - 1, self.mention.start - 1, -1), core)
        last = self._stretch(head, range(head + 1, self.mention.end + 1), core)
        if self.kind == "person":
            while first < last and first != head and self.tokens[first].form.lower() in TITLES:
                first += 1
            if all(self.tokens[i].form.lower() in TITLES for i in range(first, last + 1)):
                return None
        if not any(letter.isalpha() for i in range(first, last + 1) for letter in self.tokens[i].form):
            return None
        return first, last


def name_spans(sentences: list[Sentence], labels: Mapping[str, str]) -> list[list[Span]]:
    """Names per sentence without overlaps; of two the longer, then the innermost mention wins."""
    candidates: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    for mention in read_mentions(sentences):
        label = labels.get(mention.kind)
        tokens = sentences[mention.sentence].tokens
        span = _Core(tokens, mention).span() if label else None
        if label is None or span is None:
            continue
        if label == "PERSON" and span[0] == span[1] and tokens[span[0]].xpos == "NNPS":
            label = labels.get("people", "MISC")
        size = span[1] - span[0] + 1
        candidates[mention.sentence].append((-size, mention.end - mention.start, span[0], label))
    out: list[list[Span]] = [[] for _ in sentences]
    for number, found in candidates.items():
        used: set[int] = set()
        for negative, _, start, label in sorted(found):
            covered = range(start, start - negative)
            if used.isdisjoint(covered):
                used.update(covered)
                out[number].append((start, start - negative, label))
        out[number].sort()
    return out
