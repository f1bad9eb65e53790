"""The parsed report: one spaCy Doc for each headline and paragraph, and the way from its tokens to the report's
offsets.

Tokens stay inside the floors that read (language to ties); what leaves them is `Span`, in offsets of the whole report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from onrecord.language.columns import words_of
from onrecord.language.nodes import Tree, release, tree_of
from onrecord.layout import Layout
from onrecord.record import Span


class Placed(Protocol):
    """A word that knows where it begins in the text of its doc, and how long it is: a token, or a node of a tree."""

    @property
    def idx(self) -> int: ...
    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Segment:
    """One headline, subheadline or body paragraph with its parse.

    `doc` covers exactly `layout.text[start:end]`, character by character (line breaks inside are spaces to the parser),
    so a token stands at `start + token.idx` in the report. The dateline is not part of the first body segment.
    """

    part: str  # headline | subheadline | body
    number: int  # position among the segments of the report
    start: int
    end: int
    doc: Doc

    @property
    def tree(self) -> Tree:
        """The parse as a tree of plain objects."""
        return tree_of(self.doc)

    def offset(self, token: Placed) -> int:
        """Where the token begins in the report."""
        return self.start + int(token.idx)

    def offset_after(self, token: Placed) -> int:
        """Where the token ends in the report."""
        return self.start + int(token.idx) + len(token)


@dataclass(frozen=True, slots=True)
class Reading:
    """A laid-out report with the parses of its segments, in text order."""

    layout: Layout
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """The report's text."""
        return self.layout.text

    def span(self, segment: Segment, tokens: TokenSpan | Sequence[Placed]) -> Span:
        """The characters from the first to the last of the given tokens (which must be in text order)."""
        return Span.of(self.text, segment.offset(tokens[0]), segment.offset_after(tokens[-1]))

    def stretch(self, segment: Segment, first: int, last: int) -> Span:
        """The characters from the first to the last of the words with these numbers."""
        words = words_of(segment.doc)
        end = words.idx[last] + len(words.text[last])
        return Span.of(self.text, segment.start + words.idx[first], segment.start + end)

    def at(self, offset: int) -> Segment | None:
        """The segment that holds the character at `offset`."""
        number = bisect_right(self.segments, offset, key=lambda segment: segment.start) - 1
        found = self.segments[number] if number >= 0 else None
        return found if found is not None and offset < found.end else None

    def release(self) -> None:
        """Let go what was kept with the parses and points in circles, once nothing more is read of them."""
        for segment in self.segments:
            release(segment.doc)
