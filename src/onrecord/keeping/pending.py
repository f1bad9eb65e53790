"""What has been decided to be read and is not yet written: the store knows nothing of it, and later arrivals must."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.keeping.arrivals import Arrival
from onrecord.keeping.copies import Shingles

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One report that is being read.

    `day` is what is known of its publication, `takes` the report whose place at its address it takes; `newest` is false
    for a version older than another.
    """

    report: str
    arrival: Arrival
    shingles: Shingles
    day: str | None = None
    takes: str | None = None
    newest: bool = True


@dataclass(slots=True)
class Pending:
    """The reports that are being read, found by text, address and sketch."""

    by_text: dict[str, Waiting] = field(default_factory=dict)
    by_address: dict[str, list[Waiting]] = field(default_factory=lambda: defaultdict(list))
    by_band: dict[int, list[Waiting]] = field(default_factory=lambda: defaultdict(list))

    def add(self, waiting: Waiting) -> None:
        self.by_text[waiting.arrival.sha256] = waiting
        if waiting.arrival.url is not None:
            self.by_address[waiting.arrival.url].append(waiting)
        for band in waiting.shingles.bands:
            self.by_band[band].append(waiting)

    def done(self, sha256: str) -> None:
        """Forget a report that has been written."""
        waiting = self.by_text.pop(sha256, None)
        if waiting is None:
            return
        if waiting.arrival.url is not None:
            _forget(self.by_address, waiting.arrival.url, waiting)
        for band in waiting.shingles.bands:
            _forget(self.by_band, band, waiting)

    def alike(self, bands: Iterable[int]) -> dict[str, tuple[int, Waiting]]:
        """Those that share bands, by id: how many, and the report."""
        found: dict[str, tuple[int, Waiting]] = {}
        for band in bands:
            for waiting in self.by_band.get(band, ()):
                number, _ = found.get(waiting.report, (0, waiting))
                found[waiting.report] = (number + 1, waiting)
        return found


def _forget(index: dict[K, list[Waiting]], key: K, waiting: Waiting) -> None:
    index[key].remove(waiting)
    if not index[key]:
        del index[key]
