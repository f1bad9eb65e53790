"""What a store knows of one report beside its record: versions, copies, notes and corrections."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """Another version of a report at the same address; `change` counts statements added and removed by the newer."""

    report: str
    newer: bool
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A report elsewhere that says the same; `similarity` is the share of common word sequences."""

    place: str
    outlet: str | None
    url: str | None
    similarity: float


@dataclass(frozen=True, slots=True)
class Remark:
    """A user's note or correction; `field` is null for a note."""

    item: str
    field: str | None
    text: str | None
    author: str | None
    at: str


@dataclass(frozen=True, slots=True)
class Around:
    """Versions, copies and remarks of one report."""

    versions: list[Version]
    copies: list[Copy]
    remarks: list[Remark]


def around(db: sqlite3.Connection, report: str) -> Around:
    """What the store knows of a report beside its record."""
    versions = db.execute(
        "SELECT newer, 1, added, removed FROM revisions WHERE older = :report"
        " UNION ALL SELECT older, 0, added, removed FROM revisions WHERE newer = :report",
        {"report": report},
    )
    copies = db.execute(
        "SELECT place, outlet, url, similarity FROM copies WHERE report = ? ORDER BY added_at, place LIMIT 50",
        (report,),
    )
    remarks = db.execute(
        "SELECT item, NULL, text, author, at FROM notes WHERE report = :report"
        " UNION ALL SELECT item, field, value, author, at FROM corrections WHERE report = :report ORDER BY at",
        {"report": report},
    )
    return Around(
        [Version(str(other), bool(newer), int(added), int(removed)) for other, newer, added, removed in versions],
        [Copy(*row) for row in copies],
        [Remark(*row) for row in remarks],
    )
