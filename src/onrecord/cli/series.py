"""`onrecord series`: the events between two sides month by month."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.recorded import RecordsArgument, Tally, records_in, tell_nothing
from onrecord.cli.streams import put, speak_safely, speak_utf8, while_read
from onrecord.cli.tables import joined, put_csv

if TYPE_CHECKING:
    from onrecord.record import Record
    from onrecord.store import Store

_HEADER = (
    "month", "actor", "recipient", "events", "reports", "types", "quads", "intensity_sum", "intensity_mean",
)  # fmt: skip


def series(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="One side: its code or its name.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other side.")],
    records: RecordsArgument,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row for each month and direction.")] = False,
) -> None:
    """Count the events between two sides, month by month and in each direction, with PLOVER's intensity.

    Only what has happened or is going on counts; an event that several reports tell of the same day counts once. The
    exit status is 1 where there is none.

    **Examples**

    * onrecord series RUS UKR records.jsonl --csv > series.csv
    * onrecord series Ethiopia Egypt records.jsonl
    * onrecord series RUS UKR news.db --json
    """
    from onrecord.ledger import series as series_of

    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    tally = Tally()
    months = series_of(records_in(records, tally, lambda store: _narrowed(store, actor, other)), actor, other)
    if json:
        from onrecord.record.jsontext import to_json

        speak_utf8()
        for month in months:
            put(to_json(asdict(month)))
    elif csv:
        rows = (
            (
                month.month, month.actor, month.recipient, month.events, month.reports,
                joined(f"{name} {count}" for name, count in month.types),
                joined(f"{name} {count}" for name, count in month.quads), month.intensity_sum, month.intensity_mean,
            )
            for month in months
        )  # fmt: skip
        put_csv(_HEADER, rows)
    elif months:
        from onrecord.views.terminal.ledger import render_series
        from onrecord.views.terminal.render import console_for

        speak_safely()
        with while_read():
            render_series(months, console_for(sys.stdout))
    if not months:
        tell_nothing(f"no event between {actor} and {other} is told", records, tally)
    if not months or tally.unread:
        raise typer.Exit(1)


def _narrowed(store: Store, actor: str, other: str) -> Iterator[Record]:
    from onrecord.ledger import code_asked
    from onrecord.store import records_of_events

    return records_of_events(store, code_asked(actor), code_asked(other))
