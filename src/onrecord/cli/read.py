"""`onrecord read`: reports in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.incoming import incoming, intake_options
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
    UrlOption,
)
from onrecord.cli.streams import put, speak_safely, speak_utf8, tell, while_read
from onrecord.errors import OnRecordError
from onrecord.incoming import given_for

if TYPE_CHECKING:
    from onrecord.compose import Given
    from onrecord.intake import Bad, IntakeOptions
    from onrecord.record import Record
    from onrecord.record.why import Why

_OUTPUT = "Output (the terminal, if none is named)"


def read(  # noqa: PLR0913 - each parameter is an option of the command
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...", help="Files of any format, folders, patterns, http(s) addresses; “-” is standard input."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per report.", rich_help_panel=_OUTPUT)] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same, one per line.", rich_help_panel=_OUTPUT)] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="One self-contained page, written to OUT.", rich_help_panel=_OUTPUT),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rule or model decided what.", rich_help_panel=_OUTPUT)
    ] = False,
    date: DateOption = None,
    outlet: OutletOption = None,
    url: UrlOption = None,
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
    """Read news reports and show what is on record: who said what, through whom, and when.

    Plain text, web pages, RSS and Atom, web archives, NewsML-G2, NITF, ninjs, JSON lines, CSV and Parquet are told
    apart by what they hold; so are zip, gz and zst around them. What the input says of a report (day, outlet, address)
    counts where the options do not say it. What cannot be read gives one line on standard error; the rest is still
    read, and the exit status is 1.

    **Examples**

    * onrecord read report.txt
    * onrecord read report.txt --html report.html
    * onrecord read report.txt --explain
    * onrecord read wire/*.txt --jsonl --processes 4 > records.jsonl
    * onrecord read report.txt --actors my.csv --frames my.yaml
    * onrecord read wire.zip "archive/**/*.html" CC-NEWS-20260503.warc.gz --jsonl > records.jsonl
    * onrecord read list.csv --column text=Story --column published=Day --jsonl
    * onrecord read https://gazette.example/feed.xml --links
    * pbpaste | onrecord read - --date 2026-11-23 --outlet Reuters --json
    """
    if json + jsonl + explain + (html is not None) > 1:
        raise typer.BadParameter("--json, --jsonl, --html and --explain exclude each other")
    if not files and sys.stdin.isatty():
        raise typer.BadParameter("no FILE given; name a text file, or - for standard input")
    if html is not None and str(html) != "-" and not html.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder of --html {html} does not exist")
    from onrecord.compose import given_of

    problems = Problems()
    options = intake_options(
        form, columns, encoding=encoding, links=links, max_mb=max_mb, private=private, robots=robots
    )
    given = given_of(date, as_of, outlet=outlet, url=url, model=model, actors=actors, frames=frames)
    jobs = _jobs(files or ["-"], options, given, problems)
    if explain:
        _show(_explained(jobs))
    elif html is not None:
        _write_page(_records(jobs, processes), html)
    elif json or jsonl:
        _write_json(_records(jobs, processes), indent=2 if json else None)
    else:
        _show((record, None) for record in _records(jobs, processes))
    if problems.count:
        raise typer.Exit(1)


@dataclass(slots=True)
class Problems:
    """The inputs that could not be read; each is told as it is met."""

    count: int = 0

    def met(self, bad: Bad) -> None:
        """Tell the problem on standard error and count it."""
        self.count += 1
        tell(str(bad))


def _jobs(sources: list[str], options: IntakeOptions, given: Given, problems: Problems) -> Iterator[tuple[str, Given]]:
    """The reports of all sources that can be read, each with what is known of it."""
    from onrecord.intake import Bad

    for item in incoming(sources, options, tell):
        if isinstance(item, Bad):
            problems.met(item)
        else:
            yield item.text, given_for(item, given)


def _records(jobs: Iterator[tuple[str, Given]], processes: int) -> Iterator[Record]:
    """Read each report, in order."""
    from onrecord.many import read_jobs

    try:
        yield from read_jobs(jobs, processes)
    except BrokenExecutor as error:
        raise OnRecordError(
            "a reading process was ended from outside, most likely for want of memory", remedy="Use fewer --processes."
        ) from error


def _write_json(records: Iterator[Record], indent: int | None) -> None:
    from onrecord.record.jsontext import to_json

    speak_utf8()
    for record in records:
        put(to_json(record.to_dict(), indent=indent))


def _write_page(records: Iterator[Record], path: Path) -> None:
    from onrecord.views.web.page import page

    read_ones = list(records)
    if not read_ones:
        return
    text = page(read_ones)
    if str(path) == "-":
        speak_utf8()
        put(text)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OnRecordError(f"{path} cannot be written: {error.strerror}", remedy="Name another file.") from error


def _explained(jobs: Iterator[tuple[str, Given]]) -> Iterator[tuple[Record, list[Why]]]:
    """Read each report in this process, with why each of its statements was read as it was."""
    from onrecord.compose import read_given

    for text, given in jobs:
        trace: list[Why] = []
        yield read_given(text, given, trace), trace


def _show(records: Iterable[tuple[Record, list[Why] | None]]) -> None:
    from onrecord.views.terminal.render import console_for, render
    from onrecord.views.terminal.why import render_why

    speak_safely()
    console = console_for(sys.stdout)
    with while_read():
        for number, (record, trace) in enumerate(records):
            if number:
                console.rule()
            render(record, console)
            if trace is not None:
                render_why(trace, console)
