"""Showing in the terminal what many records say together: ties over time, events, monthly series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.ledger import Account, Change, History, Month, Reported, Voice
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import day

_LONGEST = 90
#: Accounts that are shown for a change; JSON and CSV have them all.
_SHOWN = 5


def render_ties(histories: Sequence[History], console: Console) -> None:
    """Print each history: the sides and the kind, the changes in order of days, and who tells them."""
    for number, history in enumerate(histories):
        if number:
            console.print()
        _say(console, f"{' – '.join(history.between)}: {history.kind}", "bold")
        for change in history.changes:
            _change(history, change, console)


def _change(history: History, change: Change, console: Console) -> None:
    parts = [
        day(change.since) or "day not told",
        change.state + (f" by {', '.join(change.by)}" if change.by else ""),
        f"reported {_span(change.reported, change.last_reported)}",
        f"{change.origins} origin{'' if change.origins == 1 else 's'}",
    ]
    sign = "*" if change.id in history.standing else " "
    _say(console, f" {sign}{change.id}  {' · '.join(parts)}", "")
    if change.against:
        _say(console, f"      told otherwise: {', '.join(change.against)}", "italic")
    for account in change.accounts[:_SHOWN]:
        _account(account, console)
    if len(change.accounts) > _SHOWN:
        _say(console, f"      and {len(change.accounts) - _SHOWN} more", "dim")


def _account(account: Account, console: Console) -> None:
    words = " … ".join(words for _, _, words in account.words)
    told = [
        day(account.published) or "day unknown", account.outlet, f"{account.report}:{account.words[0][0]}",
        vouching(account.voice),
    ]  # fmt: skip
    line = " · ".join(part for part in told if part)
    _say(console, f"      {line}  “{shortened(words, _LONGEST)}”", "dim")


def vouching(voice: Voice) -> str:
    """Say who vouches for something: the outlet itself, or a speaker with role and code.

    >>> vouching(Voice("speaker", "Ana Ruiz", "minister", None, "PER")), vouching(Voice("outlet", "AFP"))
    ('Ana Ruiz, minister [PER]', 'the outlet')
    """
    if voice.kind == "outlet":
        return "the outlet"
    known = ", ".join(part for part in (voice.name, voice.role or voice.organisation) if part) or "a speaker"
    return f"{known} [{voice.code}]" if voice.code else known


def render_events(events: Iterable[Reported], console: Console) -> None:
    """Print one line for each event: day, type, direction, status, who tells it, and the words."""
    for told in events:
        deed = f"{told.type}, {told.mode}" if told.mode else told.type
        when = (day(told.day) or "day unknown") + (" (of the report)" if told.day_basis == "published" else "")
        sides = f"{', '.join(told.actor) or '–'} → {', '.join(told.recipient) or '–'}"
        _say(console, f"{when}  {deed}  {sides}  {told.status}", "bold")
        words = " … ".join(words for _, _, words in told.words)
        parts = (told.outlet, f"{told.report}:{told.words[0][0] if told.words else 0}", vouching(told.voice))
        line = " · ".join(part for part in parts if part)
        _say(console, f"    {line}  “{shortened(words, _LONGEST)}”", "dim")


def render_series(months: Sequence[Month], console: Console) -> None:
    """Print a table: month, direction, counts and intensity."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for name in ("month", "from", "to", "events", "reports", "mean", "sum", "types"):
        table.add_column(name, justify="right" if name in ("events", "reports", "mean", "sum") else "left")
    for month in months:
        types = ", ".join(f"{name} {count}" for name, count in month.types)
        cells = (
            month.month, month.actor, month.recipient, str(month.events), str(month.reports),
            f"{month.intensity_mean:+.1f}", f"{month.intensity_sum:+.1f}", types,
        )  # fmt: skip
        table.add_row(*(Text(visible(cell)) for cell in cells))
    console.print(table)


def _span(first: str | None, last: str | None) -> str:
    if first is None:
        return "on a day unknown"
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def _say(console: Console, line: str, style: str) -> None:
    console.print(Text(visible(line), style), soft_wrap=True)
