"""`onrecord ties`: how two sides stood to each other over time, as the reports tell it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.checks import day
from onrecord.cli.recorded import Tally, records_in, tell_nothing
from onrecord.cli.streams import put, speak_safely, speak_utf8, while_read
from onrecord.cli.tables import joined, put_csv

if TYPE_CHECKING:
    from onrecord.ledger import History
    from onrecord.record import Record
    from onrecord.record.csvtext import Cell
    from onrecord.store import Store

_HEADER = (
    "side", "other", "kind", "change", "state", "by", "since", "reported", "last_reported", "origins", "against",
    "standing", "report", "outlet", "published", "url", "voice", "speaker", "role", "code", "origin", "told_since",
    "start", "end", "words",
)  # fmt: skip


def ties(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="A state or organisation: its code or its name.")],
    records: Annotated[
        list[str],
        typer.Argument(
            metavar="[OTHER] RECORDS...",
            help="The other side, if only the ties with it are asked for; then a store, files of records, or “-”.",
        ),
    ],
    as_of: Annotated[
        str | None, typer.Option("--as-of", parser=day, metavar="DAY", help="Leave out what changed after this day.")
    ] = None,
    known_by: Annotated[
        str | None, typer.Option("--known-by", parser=day, metavar="DAY", help="Leave out reports of after this day.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with all accounts.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row for each account.")] = False,
) -> None:
    """Show the history of the ties between two sides, or of all ties of one, with who says so.

    Records come from **onrecord read --jsonl**, or from a store. Each change is told with its day, by whom, when it was
    reported and how many independent origins tell it (copies of one agency's report are one), then each account:
    outlet, report and character, who vouches, and the words. What reports tell differently stands side by side. The
    exit status is 1 where no tie is told.

    Two clocks: **--as-of** asks how things stood on a day, **--known-by** what had been reported by a day.

    **Examples**

    * onrecord read wire/*.txt --jsonl > records.jsonl
    * onrecord ties BLR NATO records.jsonl
    * onrecord ties BLR NATO news.db
    * onrecord ties Belarus "European Union" records.jsonl --as-of 2023-01-01
    * onrecord ties BLR records.jsonl --known-by 2022-12-31 --json
    """
    from onrecord.ledger import ties_of

    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    other = records.pop(0) if len(records) > 1 and not _is_input(records[0]) else None
    tally = Tally()
    found = ties_of(
        records_in(records, tally, lambda store: _narrowed(store, actor, other)),
        actor,
        other,
        as_of=as_of,
        known_by=known_by,
    )
    if json:
        from onrecord.record.jsontext import to_json

        speak_utf8()
        put(to_json({"actor": actor, "other": other, "ties": [asdict(history) for history in found]}, indent=2))
    elif csv:
        put_csv(_HEADER, _rows(found))
    elif found:
        from onrecord.views.terminal.ledger import render_ties
        from onrecord.views.terminal.render import console_for

        speak_safely()
        with while_read():
            render_ties(found, console_for(sys.stdout))
    if not found:
        about = f"between {actor} and {other}" if other else f"of {actor}"
        tell_nothing(f"no tie {about} is told", records, tally)
    if not found or tally.unread:
        raise typer.Exit(1)


def _narrowed(store: Store, actor: str, other: str | None) -> Iterator[Record]:
    from onrecord.ledger import code_asked
    from onrecord.store import records_of_ties

    return records_of_ties(store, *(code_asked(side) for side in (actor, other) if side is not None))


def _is_input(name: str) -> bool:
    """Whether an argument names records and no actor."""
    return name == "-" or "." in name or "/" in name or Path(name).exists()


def _rows(found: tuple[History, ...]) -> Iterator[tuple[Cell, ...]]:
    for history in found:
        for change in history.changes:
            for account in change.accounts:
                voice = account.voice
                for start, end, words in account.words:
                    yield (
                        *history.between, change.kind, change.id, change.state, joined(change.by), change.since,
                        change.reported, change.last_reported, change.origins, joined(change.against),
                        "yes" if change.id in history.standing else "", account.report, account.outlet,
                        account.published, account.url, voice.kind, voice.name, voice.role, voice.code, account.origin,
                        account.since, start, end, words,
                    )  # fmt: skip
