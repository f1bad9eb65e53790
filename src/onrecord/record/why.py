"""Why a statement was read as it was: one line for each decision, beside the record and never part of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Why:
    """The decisions behind one statement, by its id: pairs of what was decided and by which rule or model."""

    statement: str
    lines: tuple[tuple[str, str], ...]
