"""One event told twice is one event: the same deed by the same to the same, with all the words that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from onrecord.record import Event, merged


class Told(Protocol):
    """An event with the lemmas of its trigger, and whether a heading or a mere noun tells it."""

    @property
    def event(self) -> Event: ...
    @property
    def lemmas(self) -> frozenset[str]: ...
    @property
    def headline(self) -> bool: ...
    @property
    def nominal(self) -> bool: ...


def told_once(text: str, coded: Sequence[Told]) -> tuple[Event, ...]:
    """Put tellings of one event together and number what is left, in text order."""
    groups: list[list[Told]] = []
    for each in coded:
        group = next((group for group in groups if _joins(each, group)), None)
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    events = [_joined(text, group) for group in groups]
    events.sort(key=lambda event: event.trigger[0].start)
    return tuple(replace(event, id=f"e{number}") for number, event in enumerate(events, 1))


def _joins(each: Told, group: Sequence[Told]) -> bool:
    """Whether a telling is of the group: by its words, or as the first of the body that fits what a heading tells."""
    first = each.headline or all(other.headline for other in group)
    return any(_same(each, other) and (first or each.nominal or each.lemmas & other.lemmas) for other in group)


def _same(one: Told, other: Told) -> bool:
    a, b = one.event, other.event
    heading = one.headline or other.headline
    if a.type != b.type or (a.mode and b.mode and a.mode != b.mode and not heading):
        return False
    if a.date and b.date and a.date != b.date and not (a.date.startswith(b.date) or b.date.startswith(a.date)):
        return False
    if (a.status in ("denied", "negated")) != (b.status in ("denied", "negated")):
        return False
    actors = ({p.code for p in a.actor if p.code}, {p.code for p in b.actor if p.code})
    recipients = ({p.code for p in a.recipient if p.code}, {p.code for p in b.recipient if p.code})
    if not all(_agree(*sides) for sides in (actors, recipients)):
        return False
    return heading or one.nominal or bool(one.lemmas & other.lemmas)


def _agree(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b)


def _joined(text: str, group: Sequence[Told]) -> Event:
    """The fullest telling, of the body where it can be, with the triggers of all."""
    best = max(group, key=_fullness).event
    triggers = merged(text, (span for told in group for span in told.event.trigger))
    first = next((told.event.date for told in group if told.event.date), None)
    place = next((told.event.place for told in group if told.event.place), None)
    return replace(best, trigger=triggers, date=best.date or first, place=best.place or place)


def _fullness(told: Told) -> tuple[bool, bool, bool, bool]:
    return not told.headline, not told.nominal, bool(told.event.recipient), bool(told.event.date)
