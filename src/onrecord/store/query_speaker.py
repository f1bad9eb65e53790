"""One speaker, or all who speak for one code: their roles, when they speak, to whom, and through which outlets."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from onrecord.store.query_home import SpeakerLine


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A role under which somebody spoke, from the first to the last day, with where it was read first and last."""

    role: str | None
    organisation: str | None
    code: str | None
    first_day: str | None
    last_day: str | None
    statements: int
    report: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many statements go to, or through, somebody; with the newest of them."""

    name: str
    statements: int
    report: str
    start: int
    stop: int


def speaker_by_id(db: sqlite3.Connection, identity: str) -> SpeakerLine | None:
    """The speaker with this id."""
    row = db.execute(
        "SELECT id, name, code, statements, first_day, last_day FROM speakers WHERE id = ?", (identity,)
    ).fetchone()
    return SpeakerLine(*row) if row else None


def speakers_of(db: sqlite3.Connection, code: str, limit: int) -> list[SpeakerLine]:
    """The named speakers for a code, those with the most statements first."""
    found = db.execute(
        "SELECT id, name, code, statements, first_day, last_day FROM speakers WHERE code = ? AND statements > 0"
        " ORDER BY statements DESC, name LIMIT ?",
        (code, limit),
    )
    return [SpeakerLine(*row) for row in found]


def namesakes(db: sqlite3.Connection, found: SpeakerLine) -> list[SpeakerLine]:
    """Other speakers of the same name: the same person for another state, or somebody else."""
    others = db.execute(
        "SELECT id, name, code, statements, first_day, last_day FROM speakers"
        " WHERE name = ? COLLATE NOCASE AND id != ? AND statements > 0 ORDER BY statements DESC",
        (found.name, found.id),
    )
    return [SpeakerLine(*row) for row in others]


def roles(db: sqlite3.Connection, identity: str) -> list[RoleLine]:
    """The roles of a speaker in the order of their first days; statements without a role give none."""
    found = db.execute(
        "SELECT role, organisation, code, min(day), max(day), count(*), report, start, stop FROM statements"
        " WHERE speaker = ? AND superseded = 0 AND (role IS NOT NULL OR organisation IS NOT NULL)"
        " GROUP BY role, organisation, code ORDER BY min(day), role",
        (identity,),
    )
    return [RoleLine(*row) for row in found]


def by_month(db: sqlite3.Connection, field: str, value: str) -> list[tuple[str, int]]:
    """How many statements a speaker (`field` "speaker") or a code ("code") made in each month."""
    found = db.execute(
        f"SELECT substr(day, 1, 7), count(*) FROM statements WHERE {_field(field)} = ? AND superseded = 0"
        " AND day > '' GROUP BY 1 ORDER BY 1",
        (value,),
    )
    return [(str(month), int(number)) for month, number in found]


def shares(db: sqlite3.Connection, field: str, value: str, of: str, limit: int) -> list[Share]:
    """How the statements of a speaker or a code part by addressee (`of` "addressee_code") or outlet ("outlet")."""
    found = db.execute(
        f"SELECT s.{_field(of)}, share.number, s.report, s.start, s.stop FROM ("
        f" SELECT count(*) AS number, max(day), rowid AS place FROM statements WHERE {_field(field)} = ?"
        f" AND superseded = 0 AND {_field(of)} IS NOT NULL GROUP BY {_field(of)} ORDER BY 1 DESC LIMIT ?) share"
        f" CROSS JOIN statements s ON s.rowid = share.place ORDER BY 2 DESC, 1",
        (value, limit),
    )
    return [Share(*row) for row in found]


def _field(name: str) -> str:
    """A column that may be asked for; anything else is a mistake of the caller."""
    if name not in ("speaker", "code", "addressee_code", "outlet"):
        raise ValueError(f"statements are not counted by {name!r}")
    return name
