"""A statement in the making: tokens and offsets, before anyone is resolved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.language import Segment
from onrecord.language.nodes import Node

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """One act of saying as the structure shows it.

    `content` are ranges of offsets in the report, in text order; `source` the tokens of the mention beside the cue
    (empty when the text names nobody); `follows` the draft whose speaker goes on speaking, for a quotation without a
    cue of its own; `rule` names the construction that it was read from.
    """

    segment: Segment
    rule: str
    cue: tuple[Node, ...]
    lemma: str | None
    force: str
    content: list[Range]
    source: tuple[Node, ...] = ()
    referent: tuple[Node, ...] = ()  # the antecedent, where the mention beside the cue is "who" or "which"
    addressee: tuple[Node, ...] = ()
    modality: str | None = None
    kind_of_cue: str = "speech"
    follows: Draft | None = None
    via: tuple[Node, ...] = ()  # the channel named beside the cue ("KCNA quoted X as saying")
    confidence: float = 0.9
    cue_is_quoted: bool = False
    decided: Callable[[], str] | None = None  # what a model decided of it, in words, where one did
    #: the statement that reports this one, once nesting is known
    within: Draft | None = field(default=None, repr=False)

    @property
    def head(self) -> Node | None:
        """The main token of the cue."""
        return self.cue[-1] if self.cue else None

    @property
    def anchor(self) -> int:
        """Where the draft stands in the text, for ordering: its cue, else its content."""
        return self.segment.offset(self.cue[0]) if self.cue else self.content[0][0]
