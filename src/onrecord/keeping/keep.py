"""The stream itself: arrivals in, batches into the store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.keeping.arrivals import Arrival, Settings, Unread
from onrecord.keeping.deciding import Decider, Decision
from onrecord.keeping.own import own_tables
from onrecord.keeping.writing import Entry, Writer, known_already
from onrecord.many import Job, read_among
from onrecord.record import Record
from onrecord.store import Store

#: Entries in a batch at most, and seconds after which a batch is written even so.
BATCH = 64
SECONDS = 1.0
#: Bad pieces remembered to be listed at the end; all of them are in the store.
LISTED = 20

Heard = Callable[[str], None]


@dataclass(slots=True)
class Tally:
    """What became of what came: how many reports were added, replaced, and so on; the first bad pieces."""

    added: int = 0
    revision: int = 0
    replaced: int = 0
    copy: int = 0
    known: int = 0
    bad: int = 0
    statements: int = 0
    first_bad: list[Unread] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How much came."""
        return self.added + self.revision + self.replaced + self.copy + self.known + self.bad

    def count(self, outcome: str, entry: Entry) -> None:
        """Count one outcome of the writer."""
        outcome = "known" if outcome == "unchanged" else outcome
        setattr(self, outcome, getattr(self, outcome) + 1)
        if isinstance(entry, Unread):
            if len(self.first_bad) < LISTED:
                self.first_bad.append(entry)
        elif entry[1] is not None and outcome in ("added", "revision", "replaced"):
            self.statements += len(entry[1].statements)


def keep(
    store: Store,
    arrivals: Iterable[Arrival | Unread],
    settings: Settings | None = None,
    *,
    processes: int = 1,
    batch: int = BATCH,
    heard: Heard | None = None,
) -> Tally:
    """Take reports into a store, as a stream in constant memory; what became of them.

    Each text is read once: one that is known is passed over, or read anew where it was read by another version; one
    that says what a report says already is linked to it as a copy; another text at the same address is a revision.
    Records that arrive already read are written as they are. Batches are written in one transaction each, in order, so
    that the store is the same whatever the number of processes and wherever it was broken off; `batch` is how many
    arrivals one holds at most. `heard` is called with each outcome that is written: added, revision, replaced, copy,
    known or bad.

    >>> from onrecord.store import open_store
    >>> with open_store(":memory:") as store:
    ...     texts = ["OSLO, May 3, 2026 (AP) - Talks go on, she said.", "Peru agrees, Chile said."]
    ...     tally = keep(store, [Arrival(text, f"text {number}") for number, text in enumerate(texts)])
    ...     (tally.added, len(list(store.records())))
    (2, 2)
    """
    settings = settings or Settings()
    return _Keeping(store, settings, heard, batch).run(arrivals, processes)


def keep_records(store: Store, records: Iterable[Record], *, place: str, heard: Heard | None = None) -> Tally:
    """Take records that were read elsewhere into a store, with copies and revisions as in `keep`.

    `place` says where they come from. Raises StoreError where another text has the id of one of them.
    """
    arrivals = (
        Arrival(
            record.report.text, f"{place}: {record.report.id}", "record", record.report.outlet, record.report.url,
            record=record,
        )
        for record in records
    )  # fmt: skip
    return keep(store, arrivals, heard=heard)


def reread(
    store: Store,
    settings: Settings | None = None,
    *,
    processes: int = 1,
    all_of_them: bool = False,
    heard: Heard | None = None,
) -> Tally:
    """Read anew what another version of onrecord or another pipeline has read, or all reports.

    Where `settings` have own actors or frames, what was read without them is read anew, too. Each report is read with
    what was known of it at first (day, outlet, own actors and frames), and replaced in one transaction; notes and
    corrections stay. It can be broken off and goes on where it was.
    """
    settings = settings or Settings()
    keeping = _Keeping(store, settings, heard, BATCH, again=True)
    return keeping.run(keeping.outdated(all_of_them), processes)


class _Keeping:
    """One run."""

    def __init__(
        self, store: Store, settings: Settings, heard: Heard | None, batch: int, *, again: bool = False
    ) -> None:
        self._store = store
        self._settings = settings
        self._decider = Decider(store, settings)
        self._writer = Writer(store, self._decider, settings)
        self._heard = heard or _quiet
        self._again = again
        self._most = batch
        self._tally = Tally()
        self._batch: list[Entry] = []
        self._written = time.monotonic()

    def run(self, arrivals: Iterable[Arrival | Unread], processes: int) -> Tally:
        for waiting, record in read_among(self._decided(arrivals), processes):
            if isinstance(waiting, Unread):
                self._take(waiting)
            else:
                self._take((waiting, record or waiting.arrival.record))
        self._write()
        return self._tally

    def outdated(self, all_of_them: bool) -> Iterator[Arrival]:
        """The reports of the store that another reader has read, or that were read without the user's tables of now."""
        where, values = ("1", []) if all_of_them else self._other()
        last = 0
        while rows := self._store.db.execute(
            f"SELECT rowid, id FROM reports WHERE rowid > ? AND ({where}) ORDER BY rowid LIMIT {BATCH}", (last, *values)
        ).fetchall():
            for _, report in rows:
                yield Arrival(self._store.record(report).report.text, "")
            last = rows[-1][0]

    def _other(self) -> tuple[str, list[str]]:
        """The condition on reports to be read anew, in SQL, with its values."""
        reader = self._decider.reader
        where = "(reader_version, model, coalesce(model_sha256, '')) != (?, ?, ?)"
        values = [reader.version, reader.model, reader.model_sha256 or ""]
        for kind, own in own_tables(self._settings):
            where += f" OR (SELECT json_extract(given, '$.{kind}') FROM records WHERE report = reports.id) IS NOT ?"
            values.append(own.sha256)
        return where, values

    def _decided(self, arrivals: Iterable[Arrival | Unread]) -> Iterator[tuple[Decision | Unread, Job | None]]:
        """Decide on each arrival as it comes; those to be read have a job."""
        for arrival in arrivals:
            if isinstance(arrival, Unread):
                yield arrival, None
                continue
            decision = self._decide(arrival)
            if known_already(self._store.db, decision):
                self._count("known", (decision, None))
                continue
            self._decider.expect(decision)
            given = decision.given if arrival.record is None else None
            yield decision, (arrival.text, given) if given else None

    def _decide(self, arrival: Arrival) -> Decision:
        return self._decider.again(arrival) if self._again else self._decider.decide(arrival)

    def _take(self, entry: Entry) -> None:
        self._batch.append(entry)
        if len(self._batch) >= self._most or time.monotonic() - self._written > SECONDS:
            self._write()

    def _write(self) -> None:
        if self._batch:
            for outcome, entry in self._writer.write(self._batch):
                self._count(outcome, entry)
            self._batch.clear()
        self._written = time.monotonic()

    def _count(self, outcome: str, entry: Entry) -> None:
        self._tally.count(outcome, entry)
        self._heard(outcome)


def _quiet(outcome: str) -> None:
    """Tell nobody."""
