"""Searching statements by their words, by who said them, and by all else that a store knows of them."""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Unpack

from onrecord.store.asking.filters import Asked, StatementFilters, statement_conditions
from onrecord.store.asking.fulltext import match_of
from onrecord.store.asking.model import Evidence, Found, Said
from onrecord.store.asking.planning import Leg

if TYPE_CHECKING:
    import sqlite3

    from onrecord.store.store import Store

#: Put around what was searched for; no text in a store holds the controls at their outer ends.
_OPENS, _CLOSES = "\x02\x0e⟦", "⟧\x0f\x03"
_ALL = -1
_COLUMNS = (
    "s.rowid, s.id, s.day, s.speaker_name, s.role, s.organisation, s.code, s.sector, s.named, s.cue, s.force,"
    " s.modality, s.kind, s.part, s.addressee_name, s.addressee_code, s.about, s.venue_kind, s.chain, s.said_on,"
    " r.title, s.confidence, r.id, r.outlet, r.published, r.url, r.source, s.start, s.stop, s.content"
)
#: (row of the statement, rank, day): what is needed to put statements in order.
Hit = tuple[int, float | None, str | None]


def search(
    store: Store,
    words: str | None = None,
    *,
    limit: int | None = 50,
    offset: int = 0,
    **filters: Unpack[StatementFilters],
) -> Found[Said]:
    """The statements that hold `words` and pass the filters.

    Words are searched in what was said, in any form (`dialogue`, `"river treaty"`, `negot*`, `gas OR oil`,
    `sanctions NOT gas`; see docs/asking.md); those that fit best come first, then the newest. Without words the newest
    come first. Only newest versions of reports count. `limit` None gives all. Raises QueryError for words, a day or a
    value that cannot be asked for.

    >>> from onrecord.store import open_store
    >>> search(open_store(":memory:"), "dialogue", speaker="BLR", since="2022", kind="direct")
    ()
    """
    asked = statement_conditions(store.db, filters)
    match = None if words is None else match_of(words)
    count = _ALL if limit is None else limit
    if match is not None:
        hits = _by_words(store.db, by_words(match, asked), count, offset)
    else:
        hits = _by_day(store.db, asked.legs(store.db), count, offset)
    return Found(Said, _said(store.db, hits, match))


def matching(store: Store, words: str | None, filters: Mapping[str, Any], otherwise: str | None = None) -> list[Leg]:
    """The parts of a question that name, together, all statements (`s`) as `search` finds them.

    `otherwise` is the index to go by where nothing is asked that has one.
    """
    asked = statement_conditions(store.db, filters)
    return asked.legs(store.db, otherwise=otherwise) if words is None else [by_words(match_of(words), asked)]


def by_words(match: str, asked: Asked) -> Leg:
    """Full text goes first, and each of its hits is looked at once; the other way round it would be asked for each."""
    conditions = asked.whole()
    checks = ["statements_fts MATCH ?", "s.superseded = 0", *(each.check for each in conditions)]
    values = [value for each in conditions for value in each.values]
    begin = "FROM statements_fts CROSS JOIN statements s ON s.rowid = statements_fts.rowid"
    return Leg(f"{begin} WHERE {' AND '.join(checks)}", (_in_content(match), *values))


def _in_content(match: str) -> str:
    return f"content : {match}"


def _by_words(db: sqlite3.Connection, found: Leg, limit: int, offset: int) -> list[Hit]:
    """The best first, among equals the newest."""
    return db.execute(
        f"SELECT s.rowid, bm25(statements_fts), s.day {found.sql}"
        " ORDER BY 2, s.day DESC, s.rowid DESC LIMIT ? OFFSET ?",
        (*found.values, limit, offset),
    ).fetchall()


def _by_day(db: sqlite3.Connection, legs: list[Leg], limit: int, offset: int) -> list[Hit]:
    """The newest first."""
    most = _ALL if limit == _ALL else limit + offset
    found = [
        db.execute(
            f"SELECT s.rowid, NULL, s.day {leg.sql} ORDER BY s.day DESC, s.rowid DESC LIMIT ?", (*leg.values, most)
        )
        for leg in legs
    ]
    hits = heapq.merge(*found, key=lambda hit: (_down(hit[2]), -hit[0]))
    return list(itertools.islice(hits, offset, None if limit == _ALL else most))


def _down(day: str | None) -> tuple[int, ...]:
    """A day as a key by which later ones come first, and none last."""
    return (*(-ord(sign) for sign in day), 0) if day else (1,)


def _said(db: sqlite3.Connection, hits: list[Hit], match: str | None) -> Iterator[Said]:
    """The statements of some rows, in their order."""
    rows = json.dumps([row for row, _, _ in hits])
    held = {
        row[0]: row
        for row in db.execute(
            f"SELECT {_COLUMNS} FROM json_each(?) AS hit CROSS JOIN statements s ON s.rowid = hit.value"
            " JOIN reports r ON r.id = s.report",
            (rows,),
        )
    }
    joint = _joint_speakers(db, rows)
    marked = _marked(db, hits, match) if match else {}
    for row, rank, _ in hits:
        yield _one(held[row], joint.get(row, ()), marked.get(row, ()), rank)


def _one(
    row: tuple[Any, ...], joint: tuple[str, ...], highlights: tuple[tuple[int, int], ...], rank: float | None
) -> Said:
    (
        _, identity, day, speaker, role, organisation, code, sector, named, cue, force, modality, kind, part, addressee,
        addressee_code, about, venue, chain, said_on, title, confidence, *evidence,
    ) = row  # fmt: skip
    return Said(
        identity, day, speaker, role, organisation, code, sector, bool(named), joint, cue, force, modality, kind, part,
        addressee, addressee_code, tuple(json.loads(about)) if about else (), venue, chain, said_on, title, confidence,
        Evidence(*evidence), highlights, rank,
    )  # fmt: skip


def _joint_speakers(db: sqlite3.Connection, rows: str) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for row, name in db.execute(
        "SELECT s.rowid, coalesce(c.speaker_name, '') FROM json_each(?) AS hit CROSS JOIN statements s"
        " ON s.rowid = hit.value JOIN co_speakers c ON c.statement = s.id ORDER BY c.statement, c.number",
        (rows,),
    ):
        found[row] = (*found.get(row, ()), name)
    return found


def _marked(db: sqlite3.Connection, hits: list[Hit], match: str) -> dict[int, tuple[tuple[int, int], ...]]:
    """Where in each statement the words stand that were searched for."""
    found = {}
    for row, _, _ in hits:
        (text,) = db.execute(
            f"SELECT highlight(statements_fts, 0, '{_OPENS}', '{_CLOSES}') FROM statements_fts"
            " WHERE statements_fts MATCH ? AND rowid = ?",
            (_in_content(match), row),
        ).fetchone()
        found[row] = tuple(_places(text))
    return found


def _places(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each marked stretch, as places in the text without marks."""
    position = 0
    for number, piece in enumerate(text.split(_OPENS)):
        inside, closed, outside = piece.partition(_CLOSES) if number else ("", "", piece)
        if closed:
            yield position, position + len(inside)
        position += len(inside) + len(outside)
