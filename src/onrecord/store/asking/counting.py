"""How many items have each value of a field: the facets of what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from onrecord.errors import QueryError
from onrecord.store.asking.filters import StatementFilters
from onrecord.store.asking.model import Count, Found
from onrecord.store.asking.statements import matching

if TYPE_CHECKING:
    from onrecord.store.store import Store

#: What statements can be counted by: the column, and the index that begins with it.
FACETS = {
    "speaker": ("s.speaker_name", "statements_speaker_name"), "code": ("s.code", "statements_code"),
    "sector": ("s.sector", "statements_sector"), "organisation": ("s.organisation", "statements_organisation"),
    "named": ("s.named", "statements_named"), "kind": ("s.kind", "statements_kind"),
    "part": ("s.part", "statements_part"), "force": ("s.force", "statements_force"),
    "modality": ("s.modality", "statements_modality"), "cue": ("s.lemma", "statements_lemma"),
    "outlet": ("s.outlet", "statements_outlet"), "venue": ("s.venue_kind", "statements_venue_kind"),
    "addressee": ("s.addressee_code", "statements_addressee"), "day": ("s.day", "statements_superseded"),
    "month": ("substr(s.day, 1, 7)", "statements_superseded"),
    "year": ("substr(s.day, 1, 4)", "statements_superseded"),
}  # fmt: skip


def count_by(
    store: Store, by: str, words: str | None = None, *, limit: int | None = 50, **filters: Unpack[StatementFilters]
) -> Found[Count]:
    """How many statements, as `search` finds them, have each value of a field; the most frequent first.

    `by` is one of FACETS; a count by year, month or day comes in their order. Raises QueryError for another field, and
    as `search` does.

    >>> from onrecord.store import open_store
    >>> count_by(open_store(":memory:"), "outlet", "dialogue", code="BLR")
    ()
    """
    if by not in FACETS:
        raise QueryError(f"statements cannot be counted by {by!r}", remedy=f"Use {', '.join(FACETS)}.")
    column, index = FACETS[by]
    legs = matching(store, words, filters, index)
    rows = " UNION ALL ".join(f"SELECT {column} AS value {leg.sql}" for leg in legs)
    order = "1" if by in ("year", "month", "day") else "2 DESC, 1"
    found = store.db.execute(
        f"SELECT value, count(*) FROM ({rows}) GROUP BY 1 ORDER BY {order} LIMIT ?",
        (*(value for leg in legs for value in leg.values), -1 if limit is None else limit),
    )
    return Found(Count, (Count(None if value is None else str(value), number) for value, number in found))


def total(store: Store, words: str | None = None, **filters: Unpack[StatementFilters]) -> int:
    """How many statements `search` would find with no limit. Raises QueryError as it does."""
    found = 0
    for leg in matching(store, words, filters):
        (number,) = store.db.execute(f"SELECT count(*) {leg.sql}", leg.values).fetchone()
        found += number
    return found
