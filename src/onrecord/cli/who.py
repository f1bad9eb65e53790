"""`onrecord who`: under which roles and organisations a person was reported."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.recorded import RecordsArgument, Tally, records_in, tell_nothing
from onrecord.cli.streams import put, speak_safely, speak_utf8, while_read

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store import Store


def who(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or a part of it; capitals and accents are free.")],
    records: RecordsArgument,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with all evidence.")] = False,
) -> None:
    """Show every role and organisation under which a person was reported, with days and the words.

    Records come from **onrecord read --jsonl**, or from a store. Each post is told with the days of its reports, and
    under it where it was read: day, outlet, report and character, then the words. Two full names that differ are two
    persons; a surname alone joins the one full name that fits. The exit status is 1 where nobody is called so.

    **Examples**

    * onrecord read wire/*.txt --jsonl > records.jsonl
    * onrecord who Sorrentz records.jsonl
    * onrecord who Sorrentz news.db
    * onrecord who "Ilka Sorrentz" records.jsonl more.jsonl --json
    * onrecord read report.txt --json | onrecord who Sorrentz -
    """
    from onrecord.ledger import profiles

    tally = Tally()
    found = profiles(records_in(records, tally, lambda store: _naming(store, name)), name)
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
        tell_nothing(f"nobody is called {name!r}", records, tally)
    if not found or tally.unread:
        raise typer.Exit(1)


def _naming(store: Store, name: str) -> Iterator[Record]:
    from onrecord.store import records_naming

    return records_naming(store, name)
