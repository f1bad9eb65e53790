"""`onrecord who`: under which roles and organisations a person was reported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.streams import put, speak_safely, speak_utf8, tell, while_read
from onrecord.errors import OnRecordError, RecordError

if TYPE_CHECKING:
    from onrecord.record import Record

_MAX_MB = 4000


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or a part of it; capitals and accents are free.")],
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS...", help="Files of records: JSON, JSON Lines, or “-” for standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="One JSON object with all evidence.")] = False,
) -> None:
    """Show every role and organisation under which a person was reported, with days and the words.

    Records come from **onrecord read --jsonl**. Each post is told with the days of its reports, and under it where it
    was read: day, outlet, report and character, then the words. Two full names that differ are two persons; a surname
    alone joins the one full name that fits. The exit status is 1 where nobody is called so.

    **Examples**

    * onrecord read wire/*.txt --jsonl > records.jsonl
    * onrecord who Sorrentz records.jsonl
    * onrecord who "Ilka Sorrentz" records.jsonl more.jsonl --json
    * onrecord read report.txt --json | onrecord who Sorrentz -
    """
    from onrecord.ledger import profiles

    tally = Tally()
    found = profiles(_records(records, tally), name)
    if json:
        from onrecord.record.jsontext import to_json

        speak_utf8()
        put(to_json({"name": name, "profiles": [asdict(profile) for profile in found]}, indent=2))
    elif found:
        from onrecord.views.terminal.render import console_for
        from onrecord.views.terminal.who import render_profiles

        speak_safely()
        with while_read():
            render_profiles(found, console_for(sys.stdout))
    if not found:
        tell(f"nobody is called {name!r} in {tally.read} record{'' if tally.read == 1 else 's'}")
    if not found or tally.unread:
        raise typer.Exit(1)


class Tally:
    """How many records were read, and how many inputs could not be."""

    read = 0
    unread = 0


def _records(names: list[str], tally: Tally) -> Iterator[Record]:
    """The records of all inputs; an input that cannot be read on is told, and the others are still read."""
    from onrecord.intake.text import decoded, named, read_bytes
    from onrecord.record import Record
    from onrecord.record.jsontext import objects_in

    for name in names:
        try:
            source = decoded(read_bytes(name, sys.stdin.buffer, max_mb=_MAX_MB), named(name), "utf-8")
            for line, data in objects_in(source.text):
                if not isinstance(data, dict):
                    raise RecordError(f"line {line} holds no record")
                yield Record.from_dict(data)
                tally.read += 1
        except OnRecordError as error:
            tell(str(error) if named(name) in str(error) else f"{named(name)}: {error}")
            tally.unread += 1
