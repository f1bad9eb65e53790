"""What to do with an arrival: read it, read it anew, link it as a copy, or pass over what is known."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from typing import Any

from onrecord.compose import Given, reader_of
from onrecord.errors import StoreError
from onrecord.keeping.arrivals import Arrival, Settings
from onrecord.keeping.copies import DAYS, SAME_STORY, Shingles
from onrecord.keeping.own import OwnTables, own_tables
from onrecord.keeping.pending import Pending, Waiting
from onrecord.record import Reader
from onrecord.store import Store
from onrecord.store.ids import digest
from onrecord.store.packing import shown
from onrecord.store.rows import title_of

#: So many reports are compared with a newcomer at most, those with the most bands in common.
_CANDIDATES = 20
_HELD = (
    "SELECT id, outlet, url, source, superseded_by, as_of, given, reader_version, model, model_sha256 FROM reports"
    " JOIN records ON records.report = reports.id"
)
#: The day that was known of a report before it was read: later arrivals must find the same, read already or not.
_DAY = "SELECT coalesce(json_extract(given, '$.date'), json_extract(given, '$.metadata')) FROM records WHERE report = ?"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an arrival: `outcome` is known, copy, read or again (read anew).

    `report` is the report that it is or copies; for one to be read, `given` says how, `shingles` are for its sketch.
    `takes` is the report whose place at its address it takes, `under` the newer version there that keeps its own.
    """

    arrival: Arrival
    outcome: str
    report: str
    similarity: float = 1.0
    given: Given | None = None
    shingles: Shingles | None = None
    takes: str | None = None
    under: str | None = None


@dataclass(frozen=True, slots=True)
class _Held:
    """A report of the store."""

    report: str
    outlet: str | None
    url: str | None
    source: str | None
    superseded_by: str | None
    as_of: str
    given: dict[str, Any]
    reader: tuple[Any, ...]  # version, pipeline, its hash


@dataclass(frozen=True, slots=True)
class _Version:
    """Another version of a report: how much both have in common."""

    in_common: float
    report: str
    changed: str | None


class Decider:
    """Decides on arrivals one after another, over a store and what is being read for it."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._db = store.db
        self._settings = settings
        self._newest = settings.as_of or Day.today()
        self.reader = reader_of(self._fresh())
        self._own = OwnTables(store.db)
        self.pending = Pending()

    def decide(self, arrival: Arrival, *, waiting: bool = True) -> Decision:
        """What to do with an arrival; `waiting` false looks at the store alone."""
        if waiting and (found := self.pending.by_text.get(arrival.sha256)) is not None:
            return self._of_waiting(arrival, found)
        held = self._by_text(arrival)
        if held is not None:
            return self._of_held(arrival, held)
        known = self._known_copy(arrival)
        if known is not None:
            return known
        shingles = Shingles(arrival.text)
        version = self._version_of(arrival, shingles, waiting)
        if version is None:
            return self._near(arrival, shingles, waiting) or self._read(arrival, shingles)
        if version.in_common == 1:
            return Decision(arrival, "known", version.report)
        if _before(arrival.changed, version.changed):
            return self._read(arrival, shingles, under=version.report)
        return self._read(arrival, shingles, takes=version.report)

    def again(self, arrival: Arrival) -> Decision:
        """Read a report of the store anew."""
        held = self._by_text(arrival)
        if held is None:
            raise StoreError(f"the report with the hash {arrival.sha256} is gone from the store")
        return self._anew(arrival, held)

    def expect(self, decision: Decision) -> None:
        """Remember that a report is being read."""
        given = decision.given
        if given is None or decision.shingles is None:
            return
        day = given.date or given.metadata
        self.pending.add(
            Waiting(
                decision.report, decision.arrival, decision.shingles, day.isoformat() if day else None, decision.takes,
                decision.under is None,
            )
        )  # fmt: skip

    # --- known texts

    def _of_waiting(self, arrival: Arrival, waiting: Waiting) -> Decision:
        """A text that is being read at this moment: the same report, or a copy in another place."""
        first = waiting.arrival
        outlets = (self._settings.outlet or each.outlet for each in (arrival, first))
        same = arrival.place == first.place or (len(set(outlets)) == 1 and arrival.url == first.url)
        return Decision(arrival, "known" if same else "copy", waiting.report)

    def _by_text(self, arrival: Arrival) -> _Held | None:
        row = self._db.execute(f"{_HELD} WHERE sha256 = ?", (arrival.sha256,)).fetchone()
        if row is None:
            return None
        report, outlet, url, source, superseded_by, as_of, given, *reader = row
        return _Held(report, outlet, url, source, superseded_by, as_of, json.loads(given), tuple(reader))

    def _of_held(self, arrival: Arrival, held: _Held) -> Decision:
        """A text that the store has: the same report, read anew where that is due, or a copy in another place."""
        same = arrival.place == held.source
        if not same and not self._alike_in_facts(arrival, held):
            return self._known_copy(arrival) or Decision(arrival, "copy", held.report)
        if arrival.record is not None:
            other = _identity(arrival.record.reader) != held.reader or _differs(arrival, held)
            return Decision(arrival, "again" if other else "known", held.report)
        if held.reader != _identity(self.reader) or (same and self._wishes_differ(held)):
            return self._anew(arrival, held)
        return Decision(arrival, "known", held.report)

    def _alike_in_facts(self, arrival: Arrival, held: _Held) -> bool:
        """True where outlet and address are those of the report, as known before it was read, or of the record."""
        if arrival.record is not None:
            return arrival.outlet == held.outlet and arrival.url == held.url
        outlet = self._settings.outlet or arrival.outlet
        return bool(outlet == held.given.get("outlet") and arrival.url == held.given.get("url"))

    def _wishes_differ(self, held: _Held) -> bool:
        """True where the user now says of a report what it was not read with."""
        given, wishes = held.given, self._settings
        return (
            (wishes.date is not None and wishes.date.isoformat() != given.get("date"))
            or (wishes.outlet is not None and wishes.outlet != given.get("outlet"))
            or (wishes.as_of is not None and wishes.as_of.isoformat() != held.as_of)
            or _differs(wishes, held)
        )

    def _anew(self, arrival: Arrival, held: _Held) -> Decision:
        given, wishes = held.given, self._settings
        again = Given(
            date=wishes.date or _day(given.get("date")),
            as_of=wishes.as_of or Day.fromisoformat(held.as_of),
            outlet=wishes.outlet or given.get("outlet"),
            url=given.get("url"),
            model=wishes.model,
            metadata=_day(given.get("metadata")),
            actors=wishes.actors or self._own.actors(given),
            frames=wishes.frames or self._own.frames(given),
        )
        return Decision(
            arrival, "again", held.report, given=again, shingles=Shingles(arrival.text), under=held.superseded_by
        )

    # --- copies

    def _known_copy(self, arrival: Arrival) -> Decision | None:
        row = self._db.execute("SELECT report FROM copies WHERE id = ?", (copy_id(arrival),)).fetchone()
        return Decision(arrival, "known", row[0]) if row else None

    def _near(self, arrival: Arrival, shingles: Shingles, waiting: bool) -> Decision | None:
        """The report that says already what this one says, the nearest where there are several."""
        day = self._settings.date or arrival.published
        found: list[tuple[float, str]] = []
        for report, text, other_day in self._alike(shingles, waiting):
            other = Shingles(text)
            if not _apart(day, other_day) and shingles.copies(other):
                found.append((-shingles.in_common(other), report))
        if not found:
            return None
        similarity, report = min(found)
        return Decision(arrival, "copy", report, round(-similarity, 4))

    def _alike(self, shingles: Shingles, waiting: bool) -> Iterator[tuple[str, str, str | None]]:
        """(id, text, day) of those reports, in the store or being read, that have most bands in common."""
        bands = shingles.bands
        if not bands:
            return
        marks = ", ".join("?" * len(bands))
        shared: dict[str, int] = dict(
            self._db.execute(
                f"SELECT report, count(*) AS shared FROM sketches WHERE band IN ({marks}) GROUP BY report"
                f" ORDER BY shared DESC, report LIMIT {_CANDIDATES}",
                bands,
            ).fetchall()
        )
        being_read = self.pending.alike(bands) if waiting else {}
        shared |= {report: number for report, (number, _) in being_read.items()}
        for report in sorted(shared, key=lambda report: (-shared[report], report))[:_CANDIDATES]:
            if report in being_read:
                _, each = being_read[report]
                yield report, each.arrival.text, each.day
            else:
                (text,) = self._db.execute("SELECT text FROM reports WHERE id = ?", (report,)).fetchone()
                (day,) = self._db.execute(_DAY, (report,)).fetchone()
                yield report, text, day

    # --- what is to be read

    def _version_of(self, arrival: Arrival, shingles: Shingles, waiting: bool) -> _Version | None:
        """The report at the arrival's address of which it is another version.

        Two texts at one address that have neither words nor title in common are two reports: some sites give all their
        pages one address.
        """
        if arrival.url is None:
            return None
        found: dict[str, tuple[str, str | None]] = {
            report: (text, changed)
            for report, text, changed in self._db.execute(
                "SELECT id, text, changed FROM reports WHERE url = ? AND superseded_by IS NULL", (arrival.url,)
            )
        }
        if waiting:
            here = self.pending.by_address.get(arrival.url, [])
            found |= {each.report: (each.arrival.text, each.arrival.changed) for each in here if each.newest}
            for each in here:
                found.pop(each.takes or "", None)
        title = title_of(shown(arrival.text))
        versions = [
            _Version(in_common, report, changed)
            for report, (text, changed) in found.items()
            if (in_common := shingles.in_common(Shingles(text))) >= SAME_STORY or title_of(shown(text)) == title
        ]
        return max(versions, key=lambda each: (each.in_common, each.report), default=None)

    def _read(
        self, arrival: Arrival, shingles: Shingles, *, takes: str | None = None, under: str | None = None
    ) -> Decision:
        record = arrival.record
        report = record.report.id if record is not None else arrival.sha256[:16]
        given = replace(
            self._fresh(), outlet=self._settings.outlet or arrival.outlet, url=arrival.url, metadata=arrival.published
        )
        return Decision(arrival, "read", report, given=given, shingles=shingles, takes=takes, under=under)

    def _fresh(self) -> Given:
        wishes = self._settings
        return Given(
            wishes.date, self._newest, wishes.outlet, None, wishes.model, actors=wishes.actors, frames=wishes.frames
        )  # fmt: skip


def copy_id(arrival: Arrival) -> str:
    """The id of an arrival as a copy: made from its place and its text."""
    return digest(arrival.place, arrival.sha256)


def _differs(asked: Settings | Arrival, held: _Held) -> bool:
    """True where a report of the store was read without the own tables that are asked for, or come with a record."""
    return any(own.sha256 != held.given.get(kind) for kind, own in own_tables(asked))


def _identity(reader: Reader) -> tuple[str, str, str | None]:
    return reader.version, reader.model, reader.model_sha256


def _day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None


def _apart(day: Day | None, published: str | None) -> bool:
    """True where both days are known and too far from each other for a copy."""
    if day is None or published is None:
        return False
    return abs(day - Day.fromisoformat(published)) > datetime.timedelta(days=DAYS)


def _before(one: str | None, other: str | None) -> bool:
    """True where both versions or moments are known and of one kind, and the first is the earlier.

    >>> _before("2", "10"), _before("2026-05-03T10:00:00", "2026-05-04"), _before(None, "2")
    (True, True, False)
    """
    if one is None or other is None:
        return False
    if one.isdecimal() and other.isdecimal():
        return int(one) < int(other)
    return not one.isdecimal() and not other.isdecimal() and one < other
