"""`onrecord export`: records handed on in the formats of the field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.recorded import RecordsArgument, Tally, records_in, tell_nothing
from onrecord.cli.streams import put, speak_utf8, tell
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.record import Record
    from onrecord.views.exports import Format


#: The one format that is files in a folder and no stream of lines.
_BRAT = "brat"


class _Passed:
    """How many lines (or pairs of files) went out, and how many events and reports were left out."""

    def __init__(self) -> None:
        self.lines = self.undone = self.undated = 0


def export(
    records: RecordsArgument,
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="plover, polecat, csv, w3c, brat or schema.org.")],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where it goes (default: standard output); for brat a folder."
        ),
    ] = "-",
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="Reports from 2022, 2022-05 or 2022-05-03 on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The same; the last one is included.")
    ] = None,
    all_events: Annotated[
        bool, typer.Option("--all-events", help="Also events that are planned, asked for, denied ... (plover).")
    ] = False,
    spreadsheet: Annotated[
        bool, typer.Option("--spreadsheet", help="An apostrophe before what would run as a formula (csv).")
    ] = False,
) -> None:
    """Hand records on in a format that other tools read.

    Records come from **onrecord read --jsonl**, or from a store.

    * **plover**: events as PLOVER's JSON Lines, those that are told as done
    * **polecat**: the same as POLECAT's table, 40 columns parted by tabs
    * **csv**: statements, one row each
    * **w3c**: statements as Web Annotations, one JSON-LD object a line
    * **brat**: statements as standoff, a .txt and a .ann for each report
    * **schema.org**: what stands in quotation marks, as Quotations, one JSON-LD object a line

    Offsets are Unicode code points into the text of the record. The exit status is 1 where nothing was handed on, or an
    input could not be read.

    **Examples**

    * onrecord export news.db --to csv --spreadsheet -o statements.csv
    * onrecord export records.jsonl --to plover --since 2022 > events.jsonl
    * onrecord read report.txt --json | onrecord export - --to w3c
    * onrecord export news.db --to brat -o standoff
    """
    from onrecord.ledger.days import bounds_asked
    from onrecord.views.exports import FORMATS, SAFE_CSV

    _check_asked(to, output, records, all_events=all_events, spreadsheet=spreadsheet)
    first, last = bounds_asked(since, until)
    tally, passed = Tally(), _Passed()

    def chosen() -> Iterator[Record]:
        for record in records_in(records, tally):
            day = record.report.published
            if (first or last) and day is None:
                passed.undated += 1
            elif (first is None or (day or "") >= str(first)) and (last is None or (day or "") <= str(last)):
                yield record

    if to == _BRAT:
        _write_folder(Path(output), chosen(), passed)
    else:
        format_ = SAFE_CSV if spreadsheet else FORMATS[to]
        with _sink(output) as write:
            for line in _lines(format_, chosen(), passed, all_events=all_events):
                write(line)
    _tell_left_out(passed)
    if not passed.lines:
        tell_nothing(f"nothing to hand on as {to}", records, tally)
    if not passed.lines or tally.unread:
        raise typer.Exit(1)


def _check_asked(to: str, output: str, inputs: Iterable[str], *, all_events: bool, spreadsheet: bool) -> None:
    """Refuse what does not go together, and an output that would write over an input."""
    from onrecord.views.exports import FORMATS

    if to not in (*FORMATS, _BRAT):
        raise typer.BadParameter(f"--to {to!r} is no format; the formats are {', '.join((*FORMATS, _BRAT))}")
    if to == _BRAT and output == "-":
        raise typer.BadParameter("--to brat writes two files for each report; name a folder with --output")
    if spreadsheet and to != "csv":
        raise typer.BadParameter("--spreadsheet is for --to csv")
    if all_events and (to == _BRAT or not FORMATS[to].status):
        telling = ", ".join(name for name, each in FORMATS.items() if each.status)
        raise typer.BadParameter(f"--all-events is for formats that say how an event stands: {telling}")
    if output != "-" and any(name != "-" and Path(name).resolve() == Path(output).resolve() for name in inputs):
        raise typer.BadParameter(f"--output {output} is one of the inputs; name another file")


def _write_folder(path: Path, records: Iterable[Record], passed: _Passed) -> None:
    """Write the files of brat into a folder, which is made where there is none."""
    from onrecord.views.exports import Folder

    try:
        path.mkdir(parents=True, exist_ok=True)
        folder = Folder(path)
        for record in records:
            folder.write(record)
            passed.lines += 1
    except OSError as error:
        raise OnRecordError(f"{path} cannot be written: {error.strerror}", remedy="Name another folder.") from error


def _lines(format_: Format, records: Iterable[Record], passed: _Passed, *, all_events: bool) -> Iterator[str]:
    from onrecord.views.exports import done_only

    if format_.header:
        yield format_.header()
    for record in records:
        told = record if all_events or not format_.events else done_only(record)
        passed.undone += len(record.events) - len(told.events)
        for line in format_.lines(told):
            passed.lines += 1
            yield line


@contextmanager
def _sink(output: str) -> Iterator[Callable[[str], None]]:
    """Where lines go: standard output, or a file that has its name once it is whole."""
    if output == "-":
        speak_utf8()
        yield put
        return
    path = Path(output)
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield lambda line: print(line, file=file)
        part.replace(path)
    except OSError as error:
        raise OnRecordError(f"{output} cannot be written: {error.strerror}", remedy="Name another file.") from error
    finally:
        part.unlink(missing_ok=True)


def _tell_left_out(passed: _Passed) -> None:
    if passed.undated:
        tell(f"{_many(passed.undated, 'report')} without a day left out")
    if passed.undone:
        tell(f"{_many(passed.undone, 'event')} not told as done left out (planned, asked for, denied ...)")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
