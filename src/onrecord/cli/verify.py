"""`onrecord verify`: re-checking records that come from anywhere."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from onrecord.cli.recorded import is_store, recorded_in
from onrecord.cli.streams import put, speak_safely, tell
from onrecord.errors import OnRecordError, RecordError
from onrecord.record.visible import visible


def verify(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS...", help="Files of records: JSON, JSON Lines, or “-” for standard input."),
    ],
) -> None:
    """Re-check records: their shape, the hash of the text, the words of every span, every reference.

    Each failure is printed as FILE:LINE: PATH: PROBLEM. The exit status is 0 when all records hold, 1 otherwise.

    Examples:

    onrecord read report.txt --json | onrecord verify -

    onrecord verify records.jsonl more/*.json
    """
    from onrecord.intake.text import named

    speak_safely()
    tally = Counter[str]()
    for name in records:
        try:
            _check(name, tally)
        except OnRecordError as error:
            tell(str(error) if named(name) in str(error) else f"{named(name)}: {error}")
            tally["unread"] += 1
    checked = f"{tally['checked']} record{'' if tally['checked'] == 1 else 's'}"
    if tally["failed"]:
        tell(f"{tally['failed']} of {checked} did not hold")
    elif tally["checked"] or not tally["unread"]:
        put(f"{checked} held: shape, hash, spans, ids and references.")
    if tally["failed"] or tally["unread"]:
        raise typer.Exit(1)


def _check(name: str, tally: Counter[str]) -> None:
    """Print the failures of each record of one input; raises OnRecordError where it cannot be read on."""
    from onrecord.intake.text import named
    from onrecord.record.verify import verify as failures_of

    if is_store(name):
        raise RecordError(f"{name} is a database", remedy="verify re-checks files of records: onrecord read --jsonl.")
    number = 0
    for number, (line, data) in enumerate(recorded_in(name), start=1):
        failures = failures_of(data)
        tally["checked"] += 1
        tally["failed"] += bool(failures)
        for failure in failures:
            put(visible(f"{named(name)}:{line}: record {number}: {failure}"))
    if not number:
        raise RecordError(f"{named(name)} holds no record")
