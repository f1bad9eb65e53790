"""`onrecord read`: reports in, records out."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.streams import put, speak_safely, speak_utf8, tell
from onrecord.errors import IntakeError, ModelError, OnRecordError

if TYPE_CHECKING:
    from onrecord.record import Record

_GIVEN = "What the text does not say"
_OUTPUT = "Output (the terminal, if none is named)"
_INPUT = "Input and reading"


def _day(text: str) -> str:
    """Check a day given as an option."""
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23") from error


def read(  # noqa: PLR0913 - each parameter is an option of the command
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE...", help="Text files; “-” is standard input.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object per report.", rich_help_panel=_OUTPUT)] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="The same, one per line.", rich_help_panel=_OUTPUT)] = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="OUT", help="One self-contained page, written to OUT.", rich_help_panel=_OUTPUT),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(parser=_day, metavar="DAY", help="Day of publication, like 2026-11-23.", rich_help_panel=_GIVEN),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published it.", rich_help_panel=_GIVEN)
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", help="Where it was published.", rich_help_panel=_GIVEN)
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            parser=_day, metavar="DAY", help="The newest day it may be of (default: today).", rich_help_panel=_GIVEN
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Another installed spaCy pipeline to read with.", rich_help_panel=_INPUT),
    ] = None,
    processes: Annotated[
        int, typer.Option(min=1, max=256, metavar="N", help="Read N reports at a time.", rich_help_panel=_INPUT)
    ] = 1,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Encoding of the files (default: UTF-8).", rich_help_panel=_INPUT),
    ] = None,
    max_mb: Annotated[
        float, typer.Option(min=0.001, metavar="MB", help="Refuse larger files.", rich_help_panel=_INPUT)
    ] = 10.0,
) -> None:
    """Read news reports and show what is on record: who said what, through whom, and when.

    A file that cannot be read gives one line on standard error; the others are still read, and the exit status is 1.

    **Examples**

    * onrecord read report.txt
    * onrecord read report.txt --html report.html
    * onrecord read wire/*.txt --jsonl --processes 4 > records.jsonl
    * pbpaste | onrecord read - --date 2026-11-23 --outlet Reuters --json
    """
    if json + jsonl + (html is not None) > 1:
        raise typer.BadParameter("--json, --jsonl and --html exclude each other")
    if not files and sys.stdin.isatty():
        raise typer.BadParameter("no FILE given; name a text file, or - for standard input")
    if html is not None and str(html) != "-" and not html.absolute().parent.is_dir():
        raise typer.BadParameter(f"the folder of --html {html} does not exist")
    options = {"date": date, "as_of": as_of, "outlet": outlet, "url": url, "model": model}
    problems = Problems()
    pieces = _pieces(files or ["-"], problems, encoding=encoding, max_mb=max_mb)
    records = _records(pieces, problems, processes, options)
    if html is not None:
        _write_page(records, html)
    elif json or jsonl:
        _write_json(records, indent=2 if json else None)
    else:
        _show(records)
    if problems.count:
        raise typer.Exit(1)


@dataclass(slots=True)
class Problems:
    """The inputs that could not be read; each is told as it is met."""

    count: int = 0

    def met(self, error: OnRecordError, name: str | None = None) -> None:
        """Tell the problem on standard error and count it."""
        self.count += 1
        tell(f"{name}: {error}" if name else str(error))


@dataclass(frozen=True, slots=True)
class Piece:
    """One report of an input; `name` is the input's, with the report's number where it holds several."""

    name: str
    text: str


def _pieces(files: list[str], problems: Problems, *, encoding: str | None, max_mb: float) -> Iterator[Piece]:
    """The reports of all inputs that can be read."""
    from onrecord.intake.text import read_texts
    from onrecord.layout import reports_in

    for source in read_texts(files, sys.stdin.buffer, encoding=encoding, max_mb=max_mb):
        if isinstance(source, IntakeError):
            problems.met(source)
            continue
        spans = reports_in(source.text)
        if len(spans) < 2:
            yield Piece(source.name, source.text)
        else:
            yield from (Piece(f"{source.name} (report {n})", span.text) for n, span in enumerate(spans, start=1))


def _records(pieces: Iterator[Piece], problems: Problems, processes: int, options: dict[str, Any]) -> Iterator[Record]:
    """Read each report, in order; a pipeline that cannot be used ends the command, any other error one report alone."""
    from onrecord.compose import read as read_report

    for piece in pieces:
        try:
            yield read_report(piece.text, **options)
        except ModelError:
            raise
        except OnRecordError as error:
            problems.met(error, piece.name)


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


def _show(records: Iterator[Record]) -> None:
    from onrecord.views.terminal.render import console_for, render

    speak_safely()
    console = console_for(sys.stdout)
    for number, record in enumerate(records):
        if number:
            console.rule()
        render(record, console)
