"""`onrecord add` and `onrecord reread`: reports into a store, and those of a store read anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.incoming import arrival_of, incoming, intake_options
from onrecord.cli.keeping import (
    OldStoreArgument,
    StoreArgument,
    account,
    bar,
    readers_told,
    settings_of,
    until_a_report,
)
from onrecord.cli.options import (
    ActorsOption,
    AsOfOption,
    ColumnOption,
    DateOption,
    EncodingOption,
    FormOption,
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
    from onrecord.intake import IntakeOptions, Meter
    from onrecord.keeping import Arrival, Unread


def add(  # noqa: PLR0913 - each parameter is an option of the command
    store: StoreArgument,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE...",
            help="Files of any format, folders, patterns, http(s) addresses, outputs of **onrecord spark**; “-” is "
            "standard input.",
        ),
    ] = None,
    date: DateOption = None,
    outlet: OutletOption = None,
    as_of: AsOfOption = None,
    model: ModelOption = None,
    actors: ActorsOption = None,
    frames: FramesOption = None,
    processes: ProcessesOption = 1,
    encoding: EncodingOption = None,
    max_mb: MaxOption = None,
    form: FormOption = None,
    columns: ColumnOption = None,
    links: LinksOption = False,
    private: PrivateOption = False,
    robots: RobotsOption = True,
) -> None:
    """Read reports into a store: one SQLite file that is yours.

    Every format of **onrecord read** is taken in, as a stream. What the store has already is passed over, so the same
    command can be given again and again; broken off anywhere, it goes on where it was. A report that says what another
    says already is linked to it as a copy and not read; another text at the same address is kept as a new version, with
    what was said added and removed. What an older version of onrecord has read is read anew; your notes and corrections
    stay.

    What cannot be read is kept aside in the table *bad* and listed at the end; the exit status is then 1. No new store
    is made where no report comes.

    **Examples**

    * onrecord add news.db report.txt
    * onrecord add news.db wire/ "archive/**/*.html" CC-NEWS-20260503.warc.gz --processes 4
    * onrecord add news.db list.csv --column text=Story --column published=Day
    * onrecord add news.db wire/ --actors my.csv --frames my.yaml
    * onrecord add news.db https://gazette.example/feed.xml --links
    * onrecord add news.db record/   (what **onrecord spark** has read)
    * cat report.txt | onrecord add news.db - --date 2026-11-23 --outlet Reuters
    """
    if not sources and sys.stdin.isatty():
        raise typer.BadParameter("no SOURCE given; name a file, or - for standard input")
    from onrecord.intake import Meter, size_of
    from onrecord.keeping import keep
    from onrecord.scale import is_output
    from onrecord.store import open_store

    sources = sources or ["-"]
    options = intake_options(
        form, columns, encoding=encoding, links=links, max_mb=max_mb, private=private, robots=robots
    )
    settings = settings_of(date, as_of, outlet=outlet, model=model, actors=actors, frames=frames)
    meter = Meter()
    outputs = [source for source in sources if is_output(source)]
    if outputs and (actors or frames):
        tell(f"{', '.join(outputs)} has been read already; onrecord reread {store} reads it with --actors and --frames")
    total = None if outputs else size_of(sources)
    arrivals = _arrivals(sources, options, meter)
    if not store.exists():
        arrivals = until_a_report(arrivals, store)
    with open_store(store) as kept, readers_told(), bar(total, meter) as heard:
        tally = keep(kept, arrivals, settings, processes=processes, heard=heard)
    account(store, tally)


def _arrivals(sources: list[str], options: IntakeOptions, meter: Meter) -> Iterator[Arrival | Unread]:
    """What the sources hold: first what outputs of Spark hold already read, then the others."""
    from onrecord.scale import is_output

    outputs = [source for source in sources if is_output(source)]
    for source in outputs:
        from onrecord.scale.output import arrivals_of

        yield from arrivals_of(Path(source))
    rest = [source for source in sources if source not in outputs]
    yield from (arrival_of(item) for item in incoming(rest, options, tell, meter))


def reread(
    store: OldStoreArgument,
    all_of_them: Annotated[bool, typer.Option("--all", help="Also what this version has read itself.")] = False,
    model: ModelOption = None,
    actors: ActorsOption = None,
    frames: FramesOption = None,
    processes: ProcessesOption = 1,
) -> None:
    """Read anew the reports of a store that another version of onrecord, or another pipeline, has read.

    Each is read with what was known of it at first (day, outlet, own actors and frames) and replaced in one
    transaction. With --actors or --frames, what was read without them is read anew with them. Statements that are
    still read keep their ids, so notes and corrections stay with them; the view *remarks* tells those whose statement
    is gone. Broken off anywhere, it goes on where it was.

    **Examples**

    * onrecord reread news.db --processes 4
    * onrecord reread news.db --actors my.csv --frames my.yaml
    * onrecord reread news.db --all
    """
    from onrecord.keeping import reread as read_anew
    from onrecord.store import open_store

    settings = settings_of(model=model, actors=actors, frames=frames)
    with open_store(store, create=False) as kept, readers_told():
        (reports,) = kept.db.execute("SELECT count(*) FROM reports").fetchone()
        with bar(reports if all_of_them else None, None) as heard:
            tally = read_anew(kept, settings, processes=processes, all_of_them=all_of_them, heard=heard)
    account(store, tally)
