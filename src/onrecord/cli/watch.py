"""`onrecord watch`: feeds polled into a store."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.incoming import arrival_of, incoming, intake_options
from onrecord.cli.keeping import StoreArgument, account, readers_told, settings_of
from onrecord.cli.options import (
    ActorsOption,
    FramesOption,
    LinksOption,
    MaxOption,
    ModelOption,
    OutletOption,
    PrivateOption,
    ProcessesOption,
    RobotsOption,
)
from onrecord.cli.streams import tell

if TYPE_CHECKING:
    from onrecord.intake import IntakeOptions
    from onrecord.keeping import Settings, Tally
    from onrecord.store import Store


def watch(  # noqa: PLR0913 - each parameter is an option of the command
    store: StoreArgument,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", help="Addresses of RSS or Atom feeds.")],
    every: Annotated[float, typer.Option(min=1.0, metavar="MINUTES", help="How long to wait between polls.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="Poll once and end.")] = False,
    outlet: OutletOption = None,
    model: ModelOption = None,
    actors: ActorsOption = None,
    frames: FramesOption = None,
    processes: ProcessesOption = 1,
    max_mb: MaxOption = None,
    links: LinksOption = False,
    private: PrivateOption = False,
    robots: RobotsOption = True,
) -> None:
    """Poll feeds and read what is new in them into a store, until it is ended with Ctrl-C.

    A feed is asked for only if it has changed; a page behind it (with --links) is fetched once, and again where the
    feed says that it has changed. robots.txt is heeded and each site has a second of rest between two requests. What
    cannot be read is told and kept aside, and the next poll comes all the same.

    **Examples**

    * onrecord watch news.db https://gazette.example/feed.xml --links
    * onrecord watch news.db https://a.example/rss https://b.example/atom --every 30
    * onrecord watch news.db https://gazette.example/feed.xml --once --frames my.yaml
    """
    from onrecord.store import open_store

    options = intake_options(links=links, max_mb=max_mb, private=private, robots=robots)
    settings = settings_of(outlet=outlet, model=model, actors=actors, frames=frames)
    with open_store(store) as kept, readers_told():
        options = dataclasses.replace(
            options, seen=lambda address, changed: seen(kept, address, changed), validators={}
        )
        while True:
            tally = _poll(kept, feeds, options, settings, processes)
            if once:
                break
            _tell(store, tally)
            time.sleep(every * 60)
    account(store, tally)


def _poll(store: Store, feeds: list[str], options: IntakeOptions, settings: Settings, processes: int) -> Tally:
    from onrecord.keeping import keep

    return keep(store, (arrival_of(item) for item in incoming(feeds, options, tell)), settings, processes=processes)


def _tell(store: Path, tally: Tally) -> None:
    """The account of a poll, where something came of it."""
    if tally.all == tally.known:
        return
    try:
        account(store, tally)
    except typer.Exit:
        return  # what could not be read has been told


def seen(store: Store, address: str, changed: str | None) -> bool:
    """True where a page has been read, and the feed says of no later change."""
    row = store.db.execute("SELECT outcome, changed FROM journal WHERE place = ?", (address,)).fetchone()
    return row is not None and row[0] != "bad" and (changed is None or row[1] == changed)
