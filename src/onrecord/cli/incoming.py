"""Reports from any source, as the commands that read them take them in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.incoming import parted

if TYPE_CHECKING:
    from onrecord.intake import Bad, IntakeOptions, Item, Meter
    from onrecord.keeping import Arrival, Unread


def intake_options(
    form: str | None = None,
    columns: list[str] | None = None,
    *,
    encoding: str | None = None,
    links: bool = False,
    max_mb: float | None = None,
    private: bool = False,
    robots: bool = True,
) -> IntakeOptions:
    """The options of intake as the command line gives them; `max_mb` None is intake's own limit."""
    from onrecord.intake import IntakeOptions

    pairs = (pair.partition("=") for pair in columns or ())
    options = IntakeOptions(
        format=form,
        encoding=encoding,
        columns={role: name for role, _, name in pairs},
        links=links,
        private=private,
        robots=robots,
    )
    return options if max_mb is None else dataclasses.replace(options, max_mb=max_mb)


def incoming(
    sources: Iterable[str], options: IntakeOptions, tell: Callable[[str], None], meter: Meter | None = None
) -> Iterator[Item | Bad]:
    """The reports of all sources, in order; addresses share their connections and manners."""
    from onrecord.intake import read_source, web_for

    with web_for(sources := list(sources), options) as web:
        for source in sources:
            yield from parted(read_source(source, options, tell=tell, meter=meter, web=web))


def arrival_of(item: Item | Bad) -> Arrival | Unread:
    """What intake hands on, as a store takes it in.

    Places serve as keys: a page behind a feed is known by its address, an entry of a feed by the address that it names,
    since its number changes with every poll.
    """
    from onrecord.intake import Bad
    from onrecord.keeping import Arrival, Unread

    place = item.place
    if place.member is not None and place.member.startswith(("http://", "https://")):
        where = place.member
    elif isinstance(item, Bad) or item.format != "feed" or item.url is None:
        where = str(place)
    else:
        where = f"{place.source}: {item.url}"
    if isinstance(item, Bad):
        return Unread(where, item.reason, item.remedy, item.start)
    return Arrival(
        item.text, where, item.format, item.outlet, item.url, item.published, item.changed or item.version,
        tuple((note.code, note.text) for note in item.notes),
    )  # fmt: skip
