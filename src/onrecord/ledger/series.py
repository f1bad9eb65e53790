"""Monthly series of a dyad: how many events went from one side to the other, of which kind, and how intense."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from onrecord.ledger.asked import code_asked
from onrecord.ledger.days import period
from onrecord.ledger.events import events_of
from onrecord.record import Record
from onrecord.tables import load_yaml

#: Events that have happened; what is planned, denied or only possible is no part of a series.
_DONE = frozenset({"actual", "ongoing"})


@dataclass(frozen=True, slots=True)
class Month:
    """The events of one month from `actor` to `recipient`.

    An event that several reports tell of the same day counts once; `reports` counts who tells them. `types` and
    `quads` are (name, count) in the order of PLOVER; `intensity` is PLOVER's score, from -10 to 10, summed and as mean.
    """

    month: str
    actor: str
    recipient: str
    events: int
    reports: int
    types: tuple[tuple[str, int], ...]
    quads: tuple[tuple[str, int], ...]
    intensity_sum: float
    intensity_mean: float


class _Deed(NamedTuple):
    """What makes two reported events one: day, type, mode and direction."""

    day: str
    type: str
    mode: str | None
    actor: str
    recipient: str


def series(records: Iterable[Record], a: str, b: str) -> tuple[Month, ...]:
    """The monthly series of both directions between `a` and `b` (codes or names), in order of months.

    Only what has happened or is going on counts, in the month in which it begins; an event without a day counts in
    that of its report. Records are read once; their order makes no difference. Raises QueryError for unknown names.
    """
    first, second = code_asked(a), code_asked(b)
    tellers: dict[_Deed, set[str]] = {}
    for told in events_of(records):
        days = period(told.day)
        if told.status not in _DONE or days is None:
            continue
        for actor, recipient in ((first, second), (second, first)):
            if actor in told.actor and recipient in told.recipient:
                deed = _Deed(days[0].isoformat(), told.type, told.mode, actor, recipient)
                tellers.setdefault(deed, set()).add(told.report)
    months: dict[tuple[str, str, str], list[_Deed]] = {}
    for deed in sorted(tellers, key=lambda deed: (*deed[:2], deed.mode or "", *deed[3:])):
        months.setdefault((deed.day[:7], deed.actor, deed.recipient), []).append(deed)
    return tuple(_month(key, deeds, tellers) for key, deeds in sorted(months.items()))


def _month(key: tuple[str, str, str], deeds: list[_Deed], tellers: dict[_Deed, set[str]]) -> Month:
    scores = [score_of(deed.type, deed.mode) for deed in deeds]
    types, quads = Counter(deed.type for deed in deeds), Counter(quad_of(deed.type) for deed in deeds)
    order = list(_types())
    return Month(
        *key, len(deeds), len({report for deed in deeds for report in tellers[deed]}),
        tuple((name, types[name]) for name in order if name in types),
        tuple((quad, quads[quad]) for quad in dict.fromkeys(map(quad_of, order)) if quad in quads),
        round(sum(scores), 2), round(sum(scores) / len(scores), 2),
    )  # fmt: skip


def score_of(event_type: str, mode: str | None = None) -> float:
    """The intensity of a type, from -10 (conflict) to 10 (cooperation), or of its mode where that has one of its own.

    It is 0 for a type of a user's own.

    >>> score_of("ACCUSE"), score_of("ACCUSE", "allege"), score_of("SANCTION", "withdraw") == score_of("SANCTION")
    (-3.0, -3.5, True)
    """
    row = _types().get(event_type, {})
    return float((row.get("modes", {}).get(mode) or {}).get("score", row.get("score", 0.0)))


def quad_of(event_type: str) -> str:
    """The quad class of a type ("verbal conflict"); "other" for a type of a user's own."""
    return str(_types().get(event_type, {}).get("quad", "other"))


def event_types() -> tuple[str, ...]:
    """The types of events that PLOVER has.

    >>> event_types()[:2]
    ('AGREE', 'CONSULT')
    """
    return tuple(_types())


@cache
def _types() -> dict[str, dict[str, Any]]:
    return dict(load_yaml("ontology/types.yaml"))
