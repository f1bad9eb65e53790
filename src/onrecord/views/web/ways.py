"""Where the parts of a report lead on a site, and what is to be shown beside it; a page alone leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from onrecord.record import Speaker


def _nowhere(_: object) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses on a site by speaker, code and pair of codes; `asked` are places to point out, `why` the decisions.

    `asked` holds pairs of offsets into the report's text. `why` holds, by the id of a statement, pairs of what was
    decided and by which rule; `ask_why` is the address that shows them, where they are not shown yet.
    """

    speaker: Callable[[Speaker], str | None] = _nowhere
    code: Callable[[str], str | None] = _nowhere
    pair: Callable[[tuple[str, str]], str | None] = _nowhere
    asked: tuple[tuple[int, int], ...] = ()
    why: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    ask_why: str | None = None


ALONE = Ways()
