"""Whose word an event is: the innermost statement that holds its trigger, or the outlet."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record import Span, Statement


class Voices:
    """Looks up, over the statements of one report, who vouches for what stands at an offset."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._spans = [(span, statement) for statement in statements for span in statement.content]

    def at(self, offset: int) -> Statement | None:
        """The innermost statement whose content holds the character; of equal ones the later."""
        holding = [(span.end - span.start, -number, each) for number, (span, each) in enumerate(self._spans)
                   if span.start <= offset < span.end]  # fmt: skip
        return min(holding, key=lambda found: found[:2])[2] if holding else None

    def of(self, span: Span) -> str:
        """The id of the statement that vouches for a trigger, or "outlet"."""
        found = self.at(span.start)
        return found.id if found is not None else "outlet"

    def focus(self, offset: int) -> Sequence[str]:
        """The actor whom "I" and "we" mean at an offset."""
        found = self.at(offset)
        return (found.speaker.actor,) if found is not None and found.speaker.actor else ()

    def code_at(self, offset: int) -> str | None:
        """The state for which the one speaks whose words stand at an offset."""
        found = self.at(offset)
        return found.speaker.code if found is not None else None
