"""What the outlet asserts in its own voice: sentences and main clauses that no statement covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.language import Reading
from onrecord.language.nodes import Node
from onrecord.language.syntax import RELATIVE
from onrecord.record import Span, Statement
from onrecord.statements.quoting import Period, periods

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_JOINTS = frozenset(
    {"after", "as", "while", "because", "since", "although", "though", "and", "but", "when", "before", "with"}
)


def read_own_voice(reading: Reading, statements: Sequence[Statement]) -> tuple[Span, ...]:
    """The spans that the outlet asserts with nobody to vouch for them, in text order."""
    covered = _covered(reading, statements)
    out: list[Span] = []
    for segment in reading.segments:
        for period in periods(reading, segment):
            span = _own(reading, period, covered.get(segment.number, []))
            if span is not None:
                out.append(span)
    return tuple(out)


def _covered(reading: Reading, statements: Sequence[Statement]) -> dict[int, list[tuple[int, int]]]:
    """Ranges that belong to statements (content, cue and speaker), by the number of their segment."""
    by_segment: dict[int, list[tuple[int, int]]] = {}
    for statement in statements:
        speaker = statement.speaker.spans if statement.cue.spans else ()
        for span in (*statement.content, *statement.cue.spans, *speaker):
            segment = reading.at(span.start)
            if segment is not None:
                by_segment.setdefault(segment.number, []).append((span.start, span.end))
    return by_segment


def _own(reading: Reading, period: Period, covered: list[tuple[int, int]]) -> Span | None:
    segment, tree = period.segment, period.tree
    start, end = segment.offset(tree[period.first]), segment.offset_after(tree[period.last])
    inside = [(low, high) for low, high in covered if low < end and start < high]
    if not inside:
        span = Span.trimmed(reading.text, start, end)
        return span if span is not None and _asserts(period, span) else None
    root = _root(period)
    if root is None or _lies_in(segment.offset(root), inside):
        return None
    cut = _clause_start(period, root, inside)
    if cut is None or cut > period.last:
        if not any(token.tag_ in _FINITE for token in period.frame() if not _lies_in(segment.offset(token), inside)):
            return None
        return Span.trimmed(reading.text, start, end)
    if cut <= root.i:
        return None
    while cut - 1 > root.i and (tree[cut - 1].is_punct or tree[cut - 1].lower_ in _JOINTS):
        cut -= 1
    if not any(token.tag_ in _FINITE for token in tree.between(period.first, cut)):
        return None
    return Span.trimmed(reading.text, start, segment.offset_after(tree[cut - 1]))


def _asserts(period: Period, span: Span) -> bool:
    """A sentence of at least a few words; a lone label, a number or a question of layout asserts nothing."""
    words = sum(period.tree.words.alpha[period.first : period.last + 1])
    return words >= 3 and not period.is_bare_quotation and not span.text.rstrip().endswith(":")


def _root(period: Period) -> Node | None:
    """The token on which the period hangs."""
    deps = period.tree.words.dep
    return next((period.tree[index] for index in period.outside() if deps[index] == "ROOT"), None)


def _lies_in(offset: int, ranges: list[tuple[int, int]]) -> bool:
    return any(low <= offset < high for low, high in ranges)


def _clause_start(period: Period, root: Node, inside: list[tuple[int, int]]) -> int | None:
    """First token of the dependent clause with the statement; None when it is a relative clause inside the sentence."""
    segment = period.segment
    first = next((token for token in period.tokens() if _lies_in(segment.offset(token), inside)), None)
    if first is None:
        return None
    below = list(_path(first, root))
    if any(token.dep_ in RELATIVE for token in below):
        return None
    return below[-1].left_edge.i if below else first.i


def _path(token: Node, root: Node) -> Iterator[Node]:
    """The token and its ancestors up to, but without, the root."""
    while token != root and token.head != token:
        yield token
        token = token.head
