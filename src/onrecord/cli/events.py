"""`onrecord events`: what was done by whom to whom, over many records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.recorded import RecordsArgument, Tally, records_in, tell_nothing
from onrecord.cli.streams import put, speak_safely, speak_utf8, tell, while_read
from onrecord.cli.tables import joined, put_csv

if TYPE_CHECKING:
    from onrecord.ledger import Reported, Wanted
    from onrecord.record import Record
    from onrecord.record.csvtext import Cell
    from onrecord.store import Store

_HEADER = (
    "report", "outlet", "published", "url", "event", "type", "mode", "contexts", "actor", "recipient", "status", "day",
    "day_basis", "place", "voice", "speaker", "role", "code", "origin", "confidence", "start", "end", "words",
)  # fmt: skip


def events(  # noqa: PLR0913 - each parameter is an option of the command
    records: RecordsArgument,
    actor: Annotated[str | None, typer.Option("--actor", metavar="ACTOR", help="By whom: a code or a name.")] = None,
    recipient: Annotated[
        str | None, typer.Option("--recipient", metavar="ACTOR", help="To whom: a code or a name.")
    ] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="PLOVER's type, such as SANCTION.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="actual, ongoing, planned, offered, denied ...")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DAY", help="From 2022, 2022-05 or 2022-05-03 on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The same; the last one is included.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row for each piece of evidence.")] = False,
) -> None:
    """List the events of many records with the words that tell them and who vouches for them.

    Records come from **onrecord read --jsonl**, or from a store. The day is that of the event, or that of the report
    where the event has none. The exit status is 1 where no event is as asked.

    **Examples**

    * onrecord events records.jsonl --actor RUS --recipient UKR
    * onrecord events news.db --actor RUS --type SANCTION
    * onrecord events records.jsonl --type SANCTION --status actual --since 2022 --csv
    * onrecord read report.txt --json | onrecord events - --json
    """
    from onrecord.ledger import event_types, events_of, wanted
    from onrecord.record.vocabulary import STATUSES

    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    if status is not None and status not in STATUSES:
        raise typer.BadParameter(f"--status {status!r} is none of {', '.join(STATUSES)}")
    asked = wanted(actor, recipient, kind, status, since=since, until=until)
    tally = Tally()
    shown = _Counted(events_of(records_in(records, tally, lambda store: _narrowed(store, asked)), asked))
    if json:
        from onrecord.record.jsontext import to_json

        speak_utf8()
        for told in shown:
            put(to_json(asdict(told)))
    elif csv:
        put_csv(_HEADER, _rows(shown))
    else:
        from onrecord.views.terminal.ledger import render_events
        from onrecord.views.terminal.render import console_for

        speak_safely()
        with while_read():
            render_events(shown, console_for(sys.stdout))
    if not shown.count:
        tell_nothing("no such event is told", records, tally)
        if kind is not None and kind not in event_types():
            tell(f"PLOVER has no type {kind!r}; its types are {', '.join(event_types())}")
    if not shown.count or tally.unread:
        raise typer.Exit(1)


def _narrowed(store: Store, asked: Wanted) -> Iterator[Record]:
    from onrecord.store import records_of_events

    return records_of_events(
        store, asked.actor, asked.recipient, kind=asked.type, status=asked.status, since=asked.since, until=asked.until
    )


class _Counted:
    """A stream of events that remembers how many have passed."""

    def __init__(self, told: Iterator[Reported]) -> None:
        self._told = told
        self.count = 0

    def __iter__(self) -> Iterator[Reported]:
        for each in self._told:
            self.count += 1
            yield each


def _rows(shown: Iterable[Reported]) -> Iterator[tuple[Cell, ...]]:
    for told in shown:
        voice = told.voice
        for start, end, words in told.words:
            yield (
                told.report, told.outlet, told.published, told.url, told.event, told.type, told.mode,
                joined(told.contexts), joined(told.actor), joined(told.recipient), told.status, told.day,
                told.day_basis, told.place, voice.kind, voice.name, voice.role, voice.code, told.origin,
                told.confidence, start, end, words,
            )  # fmt: skip
