"""Attribution by preposition: "according to X", "in the words of X", "in X's view", "per X"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord import tables
from onrecord.language import Reading, behind_aside
from onrecord.language.nodes import Node, subject
from onrecord.statements.draft import Draft
from onrecord.statements.extents import content_range, joined
from onrecord.statements.lexicon import verb_entry
from onrecord.statements.quoting import Period
from onrecord.statements.sources import trimmed

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({",", ".", ";", ":", "?", "!"})
_LONGEST_HELD = 12
_BREAKERS = frozenset({"who", "which", "whose"})


@cache
def _prepositions() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """(words, force) of each cue by its first word."""
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in tables.load_csv("lexicon/cue_prepositions.csv"):
        words = tuple(row["key"].split())
        by_first.setdefault(words[0], []).append((words, row["force"]))
    return by_first


def read_according(reading: Reading, period: Period) -> Iterator[Draft]:
    """Statements whose cue is a preposition; the content is the clause around its phrase."""
    lower, opening, behind = period.table.lower, _prepositions(), period.first
    for index in [index for index in range(period.first, period.last + 1) if lower[index] in opening]:
        found = _match(index, period) if index >= behind else None
        if found is None or period.in_quote(index):
            continue
        content = _around(reading, period, index, found.end)
        if found.source and content and not _is_told_with(period, index, found):
            lemma = " ".join(found.words)
            yield Draft(period.segment, lemma, found.cue, lemma, found.force, content, found.source, confidence=0.87)
        behind = found.end + 1


def _is_told_with(period: Period, index: int, found: _Phrase) -> bool:
    """ "the committee noted with reference to Y": whoever says it refers to Y, and stays its speaker."""
    if found.words[0] != "with" or index == period.first:
        return False
    verb = period.tree[index - 1]
    entry = verb_entry(verb) if verb.tag_ in _FINITE and verb.dep_ != "advcl" else None
    return entry is not None and entry.kind == "speech" and subject(verb) is not None


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase that attributes: the words of its row, its cue and source, its last token, and its force."""

    words: tuple[str, ...]
    cue: tuple[Node, ...]
    source: tuple[Node, ...]
    end: int
    force: str


def _match(index: int, period: Period) -> _Phrase | None:
    tree = period.tree
    lower = period.table.lower
    for words, force in _prepositions().get(lower[index], ()):
        if "*" in words:
            found = _held(index, words, force, period)
            if found is not None:
                return found
            continue
        if index + len(words) <= period.last and tuple(lower[index : index + len(words)]) == words:
            end = _source_end(period, index + len(words))
            return _Phrase(
                words,
                tuple(tree.between(index, index + len(words))),
                trimmed(period, index + len(words), end),
                end,
                force,
            )
    return None


def _held(index: int, words: tuple[str, ...], force: str, period: Period) -> _Phrase | None:
    """ "in his words", "in the minister's view", "as one envoy put it": the source stands inside the phrase."""
    rest, table = words[words.index("*") + 1 :], period.table
    farthest = min(index + _LONGEST_HELD, period.last - len(rest) + 1)
    if rest[0] not in table.lower[index + 2 : farthest + 1]:
        return None
    for at in range(index + 2, farthest + 1):
        if table.lower[at - 1] in _STOPS or table.tag[at - 1] in _FINITE:
            return None
        if tuple(table.lower[at : at + len(rest)]) == rest:
            return _phrase_held(index, at, words, force, period)
    return None


def _phrase_held(index: int, at: int, words: tuple[str, ...], force: str, period: Period) -> _Phrase | None:
    """The phrase whose source stands between token `index` and the rest of its words, which begins at `at`."""
    tree, rest = period.tree, words[words.index("*") + 1 :]
    held = tree.between(index + 1, at)
    owned = held[-1].tag_ in ("PRP$", "POS")
    if len(rest) == 1 and not (owned and (len(held) == 1 or held[-1].tag_ == "POS")):
        return None
    end = at + len(rest) - 1
    while len(rest) > 1 and end < period.last and tree[end + 1].text not in _STOPS and not period.in_quote(end + 1):
        end += 1
    source = trimmed(period, index + 1, at - 2 if held[-1].tag_ == "POS" else at - 1)
    cue = tree.between(index, at + len(rest)) if len(held) == 1 else tree.between(at, at + len(rest))
    return _Phrase(words, tuple(cue), source, end, force)


def _source_end(period: Period, start: int) -> int:
    """Last token of the source: up to the comma or stop that ends its noun phrase, appositions with it."""
    tree = period.tree
    head = _noun_head(period, start)
    if head is None:
        return start
    end = start
    for index in range(start, period.last + 1):
        token = tree[index]
        if token.text in _STOPS and not _continues_name(period, index, head):
            break
        if token.lower_ in _BREAKERS or (index > start and period.in_quote(index)):
            break
        end = index
    return end


def _noun_head(period: Period, start: int) -> Node | None:
    """The highest token of the phrase that begins at `start`."""
    tree = period.tree
    if start > period.last:
        return None
    token = tree[start]
    while token.head != token and token.head.i >= start and token.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        token = token.head
    return token


def _continues_name(period: Period, index: int, head: Node) -> bool:
    """A comma inside the source: before an apposition of its head, when the phrase stands at the period's end."""
    tree = period.tree
    if tree[index].text != "," or index + 1 > period.last:
        return False
    following = tree[index + 1]
    if _is_name_at_the_end(period, index):
        return True
    anchor = following
    while anchor.head != anchor and anchor.head.i > index:
        anchor = anchor.head
    if anchor.dep_ != "appos" or not head.i <= anchor.head.i < index:
        return False
    return not _is_subject(period, index + 1)


def _is_name_at_the_end(period: Period, comma: int) -> bool:
    """ "X, according to his secretary, Jan Kos.": capitalised words alone up to the period's end."""
    words = period.tree.words
    last = period.last
    while last > comma and words.pos[last] == "PUNCT":
        last -= 1
    low, high = comma + 1, last + 1
    return low < high and set(words.pos[low:high]) == {"PROPN"} and all(words.capital[low:high])


def _is_subject(period: Period, start: int) -> bool:
    """The words behind the comma are the subject of a clause: a finite verb follows them before any stop."""
    for token in period.tree.between(start, period.last + 1):
        if token.text in _STOPS or token.lower_ in _BREAKERS:
            return False
        if token.tag_ in _FINITE:
            return True
    return False


def _around(reading: Reading, period: Period, low: int, high: int) -> list[tuple[int, int]]:
    """The content: the period without the phrase low..high."""
    tree = period.tree
    parts = []
    if low > period.first and not _is_report(period, low):
        parts.append(content_range(reading, period, period.first, low - 1))
    after = _behind_relative_clause(period, high + 1)
    while after <= period.last and tree[after].text in (",", "—", "-"):
        after += 1
    if after <= period.last and any(token.is_alpha for token in tree.between(after, period.last + 1)):
        parts.append(content_range(reading, period, after, period.last))
    return joined(parts)


def _is_report(period: Period, low: int) -> bool:
    """ "As X reported earlier, with reference to Y, Z": what stands before the phrase only says who has it."""
    tree = period.tree
    if tree[period.first].lower_ != "as" or tree[low - 1].text != ",":
        return False
    return any(token.tag_ in _FINITE for token in tree.between(period.first, low)) and all(
        token.text != "," for token in tree.between(period.first, low - 1)
    )


def _behind_relative_clause(period: Period, index: int) -> int:
    """The token behind a relative clause that hangs on the source ("according to X, who asked not to be named, Y")."""
    tree = period.tree
    index = min(behind_aside(tree.doc, index), period.last + 1)
    if index + 1 > period.last or tree[index].text != "," or tree[index + 1].lower_ not in _BREAKERS:
        return index
    end = max(int(tree[index + 1].head.right_edge.i), index + 1)
    while end <= period.last and tree[end].text != ",":
        end += 1
    return min(end, period.last)
