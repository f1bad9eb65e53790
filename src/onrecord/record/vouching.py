"""Who vouches for a stretch of a report: the innermost statement that holds it, else the outlet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from onrecord.record.parts import Statement

OUTLET = "outlet"


def vouching(statements: Iterable[Statement]) -> Callable[[int, int], str]:
    """A function that gives, for offsets start and end, the id of the innermost statement whose content holds them.

    A statement inside another one has the shorter content, so of those that hold the stretch the shortest is asked;
    the words of a headline may be split over several spans. Where none holds it, the answer is "outlet".

    >>> vouching([])(0, 5)
    'outlet'
    """
    contents = [
        (span.start, span.end, sum(part.end - part.start for part in statement.content), statement.id)
        for statement in statements
        for span in statement.content
    ]

    def voice(start: int, end: int) -> str:
        held = [(length, name) for low, high, length, name in contents if low <= start and end <= high]
        touched = held or [(length, name) for low, high, length, name in contents if low <= start < high]
        return min(touched)[1] if touched else OUTLET

    return voice
