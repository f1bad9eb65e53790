"""Where a content behind its cue begins and ends: the ends that commas and conjunctions offer, judged by weights.

The frame gives one stretch; `variants` gives the others that the same words could be cut to, and `bound_evidence` what
speaks for each, again by grammar and position alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.language.syntax import SUBJECTS
from onrecord.statements.candidates import CLAUSE_FRAMES, Candidate
from onrecord.statements.columns import FINITE, Columns
from onrecord.statements.quoting import Period

_MOST = 14
_NEAREST = 7
_HIGHEST = 12
_COMMAS = tuple(f"commas={number}" for number in range(4))
_LENGTHS = tuple(f"length={number}" for number in range(7))
_FINITES = tuple(f"finite={number}" for number in range(3))
#: Features whose weight depends on the side to which the end was moved.
_SIDED = ("last=", "next=", "then=", "hangs=", "rest", "to the end", "begins", "quotation")


@dataclass(slots=True)
class Bounds:
    """One stretch that a content could have, and the one that its frame gave."""

    low: int
    high: int
    base: tuple[int, int]

    @property
    def side(self) -> str:
        """Whether it ends where the frame's own does."""
        return "same" if self.high == self.base[1] else "shorter" if self.high < self.base[1] else "longer"


def variants(candidate: Candidate, period: Period) -> list[Bounds]:
    """The stretches that the content could have, the frame's own first; only that one where it stands before its cue
    or in two parts.
    """
    stretches = candidate.found.stretches
    low, high = stretches[0]
    base = Bounds(low, high, (low, high))
    if len(stretches) > 1 or low <= candidate.anchor.i or high < low:
        return [base]
    table = period.table
    lows = [low]
    begin = _subject_of_clause(period, table, low, high) if candidate.frame in ("c", "cp") else None
    if begin is not None and low < begin < min(high, low + _NEAREST) and not _has_verb(table, low, begin):
        lows.append(begin)
    highs = _ends(candidate, period, table, low, high)
    if len(highs) > _MOST:
        highs = set(sorted(highs, key=lambda end: (end != high, abs(end - high)))[:_MOST])
    found = [Bounds(start, end, (low, high)) for start in lows for end in sorted(highs) if end >= start]
    return [base, *[each for each in found if each.high != high or each.low != low]]


def _ends(candidate: Candidate, period: Period, table: Columns, low: int, high: int) -> set[int]:
    """Where the content low..high could end: there, or at the period's end, a mark, an opening word or a quotation."""
    last, quotes = period.last, period.quotes
    cuts = [index - 1 for index, cut in enumerate(table.cut[low + 1 : last + 1], low + 1) if cut]
    if quotes:
        cuts = [end for end in cuts if period.in_quote(end + 1) is None]
        cuts += [quote.last for quote in quotes if quote.first >= low]
    highs = {high, last, *cuts}
    if table.again[last + 1] > table.again[high + 1]:
        again = next(index for index in range(high + 1, last + 1) if table.again[index + 1] > table.again[index])
        highs = {end for end in highs if end < again}
    if candidate.frame in CLAUSE_FRAMES and table.finite[high + 1] > table.finite[low]:
        highs = {end for end in highs if table.finite[end + 1] > table.finite[low]}
    return highs


def _subject_of_clause(period: Period, table: Columns, low: int, high: int) -> int | None:
    """Where the subject of the first finite verb of a stretch begins."""
    if table.finite[high + 1] == table.finite[low]:
        return None
    index = next(index for index in range(low, high + 1) if table.tag[index] in FINITE)
    verb = period.tree[table.head[index] if table.dep[index] in ("aux", "aux:pass", "cop") else index]
    edges = [child.left_edge.i for child in verb.children if child.dep_ in SUBJECTS and child.i < verb.i]
    return int(edges[0]) if edges and edges[0] >= low else None


def _has_verb(table: Columns, low: int, high: int) -> bool:
    return any(tag.startswith("VB") or tag == "MD" for tag in table.tag[low:high])


def bound_evidence(candidate: Candidate, bounds: Bounds, period: Period) -> list[str]:
    """Names of the plain features of one stretch; each also counts together with the frame and with the side."""
    table, low, high = period.table, bounds.low, bounds.high
    names = _of_end(candidate.anchor.i, bounds, period, table)
    if low != bounds.base[0]:
        begin = bounds.base[0]
        names.append(f"begins later={table.kind[begin]}:{min(3, (low - begin).bit_length())}")
    names.append(bounds.side)
    if period.quotes:
        _add_quotations(names, period, table, low, high)
    if table.again[high + 1] > table.again[low + 1]:
        names.append("says again inside")
    names.append(_COMMAS[min(3, table.commas[high + 1] - table.commas[low])])
    names.append(_LENGTHS[min(6, (high + 1 - low).bit_length())])
    names.append(_FINITES[min(2, table.finite[high + 1] - table.finite[low])])
    return names


def _add_quotations(names: list[str], period: Period, table: Columns, low: int, high: int) -> None:
    """Add the features of the quotations that a stretch holds."""
    marks = [quote for quote in period.quotes if quote.first <= high and quote.last >= low]
    if not marks:
        return
    names.append("quotation ends it" if marks[-1].last == high else "quotation inside")
    if marks[-1].last > high or marks[0].first < low:
        names.append("quotation cut")
    gap = next((quote.first - high for quote in period.quotes if quote.first > high), None)
    if gap is not None and marks[-1].last == high:
        speaks = table.saying[high + gap] > table.saying[high + 1]
        names.append(f"quotation follows={min(4, gap.bit_length())}{' behind a cue' if speaks else ''}")


def bound_crossings(name: str, group: str, side: str) -> list[str]:
    """The names under which a plain feature of a stretch has weights."""
    plain = [name, f"{group}|{name}"]
    return [*plain, f"{side}|{name}"] if name.startswith(_SIDED) else plain


def _of_end(anchor: int, bounds: Bounds, period: Period, table: Columns) -> list[str]:
    """The features of what stands before and behind the end of a stretch."""
    end, last, kind, pos = bounds.high, period.last, table.kind, table.pos
    after = [index for index in range(end + 1, min(end + 4, last + 1)) if pos[index] != "SPACE"]
    names = [f"last={kind[end]}"]
    if not after or (len(after) == 1 and pos[after[0]] == "PUNCT"):
        names.append("to the end")
        return names
    following = kind[after[0]]
    names.append(f"next={following}")
    word = next((index for index in after if pos[index] != "PUNCT"), None)
    if word is not None:
        hangs = _hangs(word, anchor, bounds, table)
        names.append(f"hangs={hangs}")
        names.append(f"next={following} hangs={hangs}")
        if word != after[0]:
            names.append(f"then={kind[word]}")
            names.append(f"next={following} then={kind[word]}")
    if period.quotes and any(quote.last == end for quote in period.quotes):
        names.append(f"next={following} behind quotation")
    finite = table.finite[last + 1] > table.finite[end + 1]
    names.append(f"rest={'finite' if finite else 'none'}:{min(5, (last - end).bit_length())}")
    if table.saying[last + 1] > table.saying[end + 1]:
        names.append("rest says")
    return names


def _hangs(word: int, anchor: int, bounds: Bounds, table: Columns) -> str:
    """On what the word behind the stretch hangs, and by which relation: inside the content, the cue, or elsewhere."""
    node = word
    for _ in range(_HIGHEST):
        head = table.head[node]
        if head == node:
            return "root"
        if bounds.low <= head <= bounds.high:
            return f"content:{table.dep[node]}"
        if head == anchor:
            return f"cue:{table.dep[node]}"
        node = head
    return "far"
