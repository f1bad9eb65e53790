"""Reports of a tie that contradict each other, as the ledger of ties finds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import RecordError
from onrecord.ledger import Account, Change, History, ties_of
from onrecord.store import Store
from onrecord.store.asking import records_of_ties

#: Reports of a tie between two that are looked through while somebody waits for the page.
MOST = 60


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of a tie: its state, who says so and when, the words, and where they stand."""

    state: str
    voice: str
    day: str | None
    words: str
    report: str
    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two reports of one kind of tie that cannot both hold."""

    kind: str
    one: Telling
    other: Telling


def contradictions(
    db: sqlite3.Connection, path: str, first: str, second: str, until: str | None
) -> list[Contradiction]:
    """What reports tell of the ties of two codes against each other, up to a day of publication."""
    try:
        histories = ties_of(records_of_ties(Store(db, path), first, second), first, second, known_by=until)
    except RecordError:  # the ledger knows codes by its tables; of one that is not there it has nothing to tell
        return []
    return [found for history in histories for found in _of(history)]


def _of(history: History) -> Iterator[Contradiction]:
    by_id = {change.id: change for change in history.changes}
    for place, change in enumerate(history.changes):
        for other in change.against:
            if other in list(by_id)[place + 1 :]:
                yield Contradiction(history.kind, _telling(change), _telling(by_id[other]))


def _telling(change: Change) -> Telling:
    account: Account = change.accounts[0]
    words = account.words
    return Telling(
        change.state,
        account.voice.name or account.outlet or "the outlet",
        account.since or account.published,
        " … ".join(text for _, _, text in words),
        account.report,
        words[0][0] if words else None,
        words[-1][1] if words else None,
    )
