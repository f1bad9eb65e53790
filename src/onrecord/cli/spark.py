"""`onrecord spark`: many reports into Parquet tables, on all cores of a machine or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import day
from onrecord.cli.incoming import intake_options
from onrecord.cli.options import ActorsOption, ColumnOption, FormOption, FramesOption, MaxOption
from onrecord.cli.streams import put, tell

_READING = "Input and reading"
_TABLES = "Tables made from all that was read"


def _script(wanted: bool) -> None:
    if wanted:
        from importlib import resources

        put(str(resources.files("onrecord.scale").joinpath("submit.py")))
        raise typer.Exit


def spark(  # noqa: PLR0913 - each parameter is an option of the command
    inputs: Annotated[
        list[str], typer.Option("--input", metavar="PATH", help="A file, folder or pattern; may be given many times.")
    ],
    output: Annotated[Path, typer.Option("--output", metavar="PATH", help="The folder of the tables.")],
    master: Annotated[
        str,
        typer.Option(
            metavar="URL", help="local[N] for N cores, local-cluster[MACHINES,CORES,MB], or spark://HOST:PORT."
        ),
    ] = "local[*]",
    copies: Annotated[
        bool, typer.Option("--copies", help="Link near-duplicates: tables links, families.", rich_help_panel=_TABLES)
    ] = False,
    dyads: Annotated[
        bool, typer.Option("--dyads", help="Events by pair of actors and month: table dyads.", rich_help_panel=_TABLES)
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            parser=day, metavar="DAY", help="The newest day a report may be of (default: today, kept with the output)."
        ),
    ] = None,
    portion: Annotated[
        int | None,
        typer.Option(
            min=1000,
            metavar="CHARACTERS",
            help="How much text is one partition (default: what suits input and cores).",
            rich_help_panel=_READING,
        ),
    ] = None,
    actors: ActorsOption = None,
    frames: FramesOption = None,
    max_mb: MaxOption = None,
    form: FormOption = None,
    columns: ColumnOption = None,
    script: Annotated[
        bool,
        typer.Option("--script", help="Print the script for spark-submit.", callback=_script, is_eager=True),
    ] = False,
) -> None:
    """Read many reports into Parquet tables of the record, with Spark.

    Inputs are those of **onrecord read**: web archives, Parquet, JSON lines and the others. Out come the tables
    reports, statements, events, ties, actors, dates, terms, figures and records (the exact JSON), in folders by month
    of publication; what cannot be read is a row of the table errors. DuckDB, pandas and Spark read them as they are.

    The work is parted; each part is committed when it is read. Say the same again after a break and only the rest is
    read; say it with more inputs and only these are. An input that has changed is read anew in place of what it was.

    It needs Java 17 or newer, and pip install "onrecord[spark,intake]".

    **Examples**

    * onrecord spark --input wire/ --output record/
    * onrecord spark --input CC-NEWS-20260503.warc.gz --input "more/*.parquet" --output record/ --copies --dyads
    * onrecord spark --input may.jsonl --output record/ --master "local-cluster[2,1,2048]" --frames my.yaml
    * spark-submit --master spark://head:7077 $(onrecord spark --script) --input wire/ --output record/
    """
    options = intake_options(form, columns, max_mb=max_mb)
    from onrecord.actors import read_own
    from onrecord.events import read_frames
    from onrecord.scale.call import carry_out
    from onrecord.scale.job import Job

    own = (read_own(actors) if actors else None, read_frames(frames) if frames else None)
    job = Job(tuple(inputs), output, options, as_of, portion, *own)
    done = carry_out(job, master, links=copies, dyads=dyads, tell=tell)
    for line in done.lines():
        tell(line)
    if done.totals.errors:
        raise typer.Exit(1)
