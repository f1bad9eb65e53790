"""What the commands that fill a store share: options, a bar that shows how far they are, and the account at the end."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.streams import put, tell
from onrecord.errors import OnRecordError

if TYPE_CHECKING:
    from onrecord.intake import Meter
    from onrecord.keeping import Arrival, Settings, Tally, Unread

StoreArgument = Annotated[Path, typer.Argument(metavar="STORE", help="The store: one SQLite file, made if it is new.")]
OldStoreArgument = Annotated[Path, typer.Argument(metavar="STORE", help="The store that onrecord add has made.")]

#: How each outcome is told, for one and for several.
_TOLD = {
    "added": ("report added", "reports added"),
    "revision": ("newer or older version of a report", "newer or older versions of reports"),
    "replaced": ("report read anew", "reports read anew"),
    "copy": ("copy of a report", "copies of reports"),
    "known": ("known already", "known already"),
    "bad": ("not read", "not read"),
}


def settings_of(
    date: str | None = None,
    as_of: str | None = None,
    *,
    outlet: str | None = None,
    model: str | None = None,
    actors: Path | None = None,
    frames: Path | None = None,
) -> Settings:
    """The user's wishes as the command line gives them.

    Raises ModelError for a pipeline that cannot be loaded, IntakeError and TableError for a bad table of actors or file
    of frames.
    """
    from onrecord.actors import read_own
    from onrecord.events import read_frames
    from onrecord.keeping import Settings
    from onrecord.language import identity
    from onrecord.models import DEFAULT

    identity(model or DEFAULT)
    return Settings(
        date=datetime.date.fromisoformat(date) if date else None,
        as_of=datetime.date.fromisoformat(as_of) if as_of else None,
        outlet=outlet,
        model=model or DEFAULT,
        actors=read_own(actors) if actors else None,
        frames=read_frames(frames) if frames else None,
    )


@contextmanager
def bar(total: int | None, meter: Meter | None) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, where that is a terminal: how much is done, reports a second, time that is left.

    What is given is called with each outcome; `meter` counts bytes up to `total`, else each outcome is one of `total`.
    """
    if not sys.stderr.isatty():
        yield lambda outcome: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[reports]} reports"), BarColumn(), TaskProgressColumn(),
        TextColumn("{task.fields[rate]:.1f}/s"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total, reports=0, rate=0.0)
        shown = progress.tasks[0]

        def heard(outcome: str) -> None:
            reports = shown.fields["reports"] + 1
            rate = reports / (shown.elapsed or 1.0)
            done = meter.done if meter is not None else reports
            progress.update(task, completed=done, reports=reports, rate=rate)

        yield heard


@contextmanager
def readers_told() -> Iterator[None]:
    """Tell why a reading process has ended."""
    try:
        yield
    except BrokenExecutor as error:
        raise OnRecordError(
            "a reading process was ended from outside, most likely for want of memory",
            remedy="Use fewer --processes; the same command goes on where it was.",
        ) from error


def until_a_report(arrivals: Iterator[Arrival | Unread], store: Path) -> Iterator[Arrival | Unread]:
    """The same stream, begun, so that a store is made only where there is a report to keep.

    Where none comes, what could not be read is told, and the command ends here. More of that than the account lists
    deserves a store, too.
    """
    from onrecord.keeping import LISTED, Tally, Unread

    unread: list[Unread] = []
    for arrival in arrivals:
        if not isinstance(arrival, Unread) or len(unread) == LISTED:
            return chain(unread, [arrival], arrivals)
        unread.append(arrival)
    account(store, Tally(bad=len(unread), first_bad=unread), made=False)
    raise typer.Exit


def account(store: Path, tally: Tally, *, made: bool = True) -> None:
    """Tell what became of what came; what could not be read is listed, and makes the exit status 1."""
    told = [f"{number} {words[number != 1]}" for name, words in _TOLD.items() if (number := getattr(tally, name))] or [
        "nothing came"
    ]
    statements = f" ({tally.statements} statements)" if tally.statements else ""
    put(f"{store}: {', '.join(told)}{statements}{'' if made else '; no store was made'}")
    for piece in tally.first_bad:
        said = f"{piece.place} {piece.reason.rstrip('.')}."
        tell(f"{said} {piece.remedy}" if piece.remedy else said)
    if tally.bad > len(tally.first_bad):
        tell(f"{tally.bad - len(tally.first_bad)} more could not be read; the table bad of {store} has them all")
    if tally.bad:
        raise typer.Exit(1)
