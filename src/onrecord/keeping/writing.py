"""A batch of decisions into the store, in one transaction with its rows of the journal."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import replace

from onrecord.compose import Given
from onrecord.errors import StoreError
from onrecord.keeping.arrivals import Arrival, Settings, Unread
from onrecord.keeping.deciding import Decider, Decision, copy_id
from onrecord.keeping.own import OwnTables, own_tables
from onrecord.record import Record
from onrecord.store import Origin, Store
from onrecord.store.ids import digest
from onrecord.store.packing import shown
from onrecord.store.revisions import supersede
from onrecord.store.rows import title_of
from onrecord.store.writing import now, told_of

#: A decision with the record that was read for it, or a piece that could not be read.
Entry = tuple[Decision, Record | None] | Unread


class Writer:
    """Writes batches; what another process has written since a decision is looked at again before it is acted on."""

    def __init__(self, store: Store, decider: Decider, settings: Settings) -> None:
        self._store = store
        self._db = store.db
        self._decider = decider
        self._settings = settings
        self._own_kept = False
        self._version = self._data_version()

    def write(self, entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
        """Write a batch; the outcome of each entry: added, replaced, unchanged, revision, copy, known or bad."""
        with self._store.transaction():
            changed = self._data_version() != self._version
            if not self._own_kept:
                OwnTables(self._db).keep(self._settings)
            outcomes = [self._written(entry, changed) for entry in entries]
        self._version = self._data_version()
        self._own_kept = True
        for entry in entries:
            if not isinstance(entry, Unread):
                self._decider.pending.done(entry[0].arrival.sha256)
        return outcomes

    def _data_version(self) -> int:
        """A number that changes when another connection writes."""
        (version,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(version)

    def _written(self, entry: Entry, changed: bool) -> tuple[str, Entry]:
        if isinstance(entry, Unread):
            return self._bad(entry), entry
        try:
            return self._decided(*entry, changed), entry
        except StoreError as error:  # raised before anything of it is written
            unread = Unread(entry[0].arrival.place, error.problem, error.remedy)
            return self._bad(unread), unread

    def _decided(self, decision: Decision, record: Record | None, changed: bool) -> str:
        arrival = decision.arrival
        if changed and decision.outcome in ("read", "copy"):
            decision = self._decider.decide(arrival, waiting=False)
            if decision.outcome == "again":
                decision = replace(decision, outcome="known")
        outcome = decision.outcome
        if outcome == "copy":
            self._copy(decision)
        elif outcome != "known" and record is not None:
            outcome = self._record(decision, record)
        if arrival.place:
            kept = "copy" if outcome == "copy" else "report"
            self._journal(arrival.place, kept, arrival.sha256, decision.report, arrival.changed)
            self._db.execute("DELETE FROM bad WHERE place = ?", (arrival.place,))
        return outcome

    def _record(self, decision: Decision, record: Record) -> str:
        arrival = decision.arrival
        origin = Origin(arrival.place or None, arrival.format, arrival.changed, _told(decision.given, arrival))
        if arrival.record is not None:
            OwnTables(self._db).keep(arrival)
        outcome = self._store.put(record, origin)
        if outcome != "added":
            return outcome
        if decision.shingles is not None:
            self._db.executemany(
                "INSERT OR IGNORE INTO sketches (band, report) VALUES (?, ?)",
                [(band, record.report.id) for band in decision.shingles.bands],
            )
        self._db.executemany(
            "INSERT OR IGNORE INTO source_notes (report, code, text) VALUES (?, ?, ?)",
            [(record.report.id, code, shown(text)) for code, text in arrival.notes],
        )
        if decision.takes is not None:
            supersede(self._db, decision.takes, record.report.id, arrival.url)
        elif decision.under is not None:
            supersede(self._db, record.report.id, decision.under, arrival.url)
        else:
            return outcome
        return "revision"

    def _copy(self, decision: Decision) -> None:
        arrival = decision.arrival
        (sha256,) = self._db.execute("SELECT sha256 FROM reports WHERE id = ?", (decision.report,)).fetchone()
        text = None if sha256 == arrival.sha256 else zlib.compress(arrival.text.encode("utf-8", "surrogatepass"), 6)
        place, title = arrival.place, title_of(shown(arrival.text))
        outlet = self._settings.outlet or arrival.outlet
        day = self._settings.date or arrival.published
        self._db.execute(
            "INSERT OR IGNORE INTO copies (id, place, report, sha256, title, outlet, url, published, similarity, text,"
            " added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (copy_id(arrival), place, decision.report, arrival.sha256, title, outlet, arrival.url,
             day.isoformat() if day else None, decision.similarity, text, now()),
        )  # fmt: skip

    def _bad(self, piece: Unread) -> str:
        place = shown(piece.place)
        self._db.execute(
            "INSERT OR REPLACE INTO bad (id, place, reason, remedy, start, met_at) VALUES (?, ?, ?, ?, ?, ?)",
            (
                digest(place, piece.reason, piece.start.hex()),
                place,
                shown(piece.reason),
                piece.remedy,
                piece.start,
                now(),
            ),
        )
        self._journal(place, "bad")
        return "bad"

    def _journal(
        self, place: str, outcome: str, sha256: str | None = None, report: str | None = None, changed: str | None = None
    ) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO journal (place, sha256, outcome, report, changed) VALUES (?, ?, ?, ?, ?)",
            (place, sha256, outcome, report, changed),
        )


def _told(given: Given | None, arrival: Arrival) -> dict[str, str | None]:
    """What was known beside the text, as plain values; of a record that arrived read, what it says of it."""
    if arrival.record is not None:
        return told_of(arrival.record) | {kind: own.sha256 for kind, own in own_tables(arrival)}
    if given is None:
        return {}
    return {
        "date": given.date.isoformat() if given.date else None,
        "outlet": given.outlet,
        "url": given.url,
        "metadata": given.metadata.isoformat() if given.metadata else None,
        "actors": given.actors.sha256 if given.actors else None,
        "frames": given.frames.sha256 if given.frames else None,
    }


def known_already(db: sqlite3.Connection, decision: Decision) -> bool:
    """True where nothing is to be written: the report is known, and so is the place."""
    if decision.outcome != "known":
        return False
    arrival = decision.arrival
    row = db.execute("SELECT sha256 FROM journal WHERE place = ?", (arrival.place,)).fetchone()
    return row is not None and row[0] == arrival.sha256
