"""What came in, made ready to be read: one item for each report, and what its source says beside its text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.compose import Given
    from onrecord.intake import Bad, Item


def parted(items: Iterable[Item | Bad]) -> Iterator[Item | Bad]:
    """Part plain texts that hold several reports into one item for each, numbered from 1."""
    from onrecord.intake import Bad
    from onrecord.layout import reports_in

    for item in items:
        spans = () if isinstance(item, Bad) or item.format != "text" else reports_in(item.text)
        if isinstance(item, Bad) or len(spans) < 2:
            yield item
            continue
        for number, span in enumerate(spans, start=1):
            yield dataclasses.replace(item, text=span.text, place=dataclasses.replace(item.place, number=number))


def given_for(item: Item, given: Given) -> Given:
    """What is known of one report: what the user gives wins over what the input says."""
    if item.published is None and item.outlet is None and item.url is None:
        return given
    return dataclasses.replace(
        given, outlet=given.outlet or item.outlet, url=given.url or item.url, metadata=item.published
    )
