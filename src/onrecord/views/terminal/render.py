"""Showing one record in the terminal: the report with its statements marked, then who said what as a table.

Nothing is told by colour alone: each statement carries its number, and where there is no colour its ends are bracketed.
"""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.record import Record, Statement, card_of
from onrecord.record.marks import Mark, Run, laid_out
from onrecord.record.visible import shortened, visible
from onrecord.views.terminal.events import events_table
from onrecord.views.terminal.terms import figures_table, terms_table
from onrecord.views.terminal.ties import ties_table
from onrecord.views.wording import content, day, post, published, through, unnamed, verb, who

_PIPED_WIDTH = 100
_TEXT_WIDTH = 96
_TABLE_WIDTH = 180
_NARROW = 90

_KINDS = {"direct": Style(color="green"), "mixed": Style(color="magenta"), "indirect": Style(color="yellow")}
_OWN = Style(color="bright_blue", italic=True)
_ROLES = {
    "cue": Style(bold=True),
    "speaker": Style(underline=True),
    "date": Style(color="cyan"),
    "headline": Style(bold=True),
    "subheadline": Style(italic=True),
    "byline": Style(dim=True),
    "furniture": Style(dim=True),
    "dateline": Style(dim=True),
}
_LABEL = Style(bold=True, reverse=True)


class _Console(Console):
    """A console that tells when its reader has gone, and leaves it to the command line what to do then."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console_for(stream: TextIO) -> Console:
    """Make the console for a stream: its terminal's width and colours, or 100 columns without colour where it is none.

    NO_COLOR in the environment is respected.
    """
    piped = not stream.isatty()
    return _Console(
        file=stream,
        width=_PIPED_WIDTH if piped else None,
        force_terminal=False if piped else None,
        markup=False,
        emoji=False,
        highlight=False,
    )


def render(record: Record, console: Console) -> None:
    """Print the report with its marks, the table of statements, and the notices."""
    plain = console.no_color or console.color_system is None
    numbers = {statement.id: number for number, statement in enumerate(record.statements, start=1)}
    _head(record, console)
    _text(record, console, numbers, plain)
    if record.statements or record.own_voice:
        console.print(_legend(plain), width=min(console.width, _TEXT_WIDTH))
        console.print()
    if not record.statements:
        console.print(Text("No statement was found in this report.", style="italic"))
    elif console.width < _NARROW:
        console.print(_cards(record))
    else:
        _show(_table(record, min(console.width, _TABLE_WIDTH)), console, plain)
    if record.events:
        console.print()
        _show(events_table(record), console, plain)
    if record.ties:
        console.print()
        _show(ties_table(record), console, plain)
    if record.terms:
        console.print()
        _show(terms_table(record), console, plain)
    if record.figures:
        console.print()
        _show(figures_table(record), console, plain)
    if record.notices:
        console.print()
    for notice in record.notices:
        console.print(Text(visible(f"Notice ({notice.code}): {notice.message}"), style="" if plain else "yellow"))


def _show(table: Table, console: Console, plain: bool) -> None:
    """Print a table; where there is no colour, without blanks at the lines' ends."""
    if not plain:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    console.print(Text("\n".join(line.rstrip() for line in captured.get().splitlines())))


def _text(record: Record, console: Console, numbers: dict[str, int], plain: bool) -> None:
    """The report itself, a blank line after each block but between headline and subheadline."""
    blocks = list(laid_out(record))
    followers = [block.kind for block, _ in blocks[1:]] + [""]
    for (_, runs), follower in zip(blocks, followers, strict=True):
        text = Text()
        for run in runs:
            _add(text, run, numbers, plain)
        console.print(text, width=min(console.width, _TEXT_WIDTH))
        if follower not in ("subheadline", "byline"):
            console.print()


def _head(record: Record, console: Console) -> None:
    """The line above the report: outlet, place, day."""
    report = record.report
    place = report.dateline.place if report.dateline else None
    parts = [part for part in (report.outlet, place, published(report), report.url) if part]
    console.print(Text(visible(" · ".join(parts)), style="dim"))
    console.print()


def _add(text: Text, run: Run, numbers: dict[str, int], plain: bool) -> None:
    """Append a run with its style, its labels before it and, where there is no colour, its closing brackets after."""
    framed = [mark for mark in run.marks if _label(mark, numbers)]
    for mark in framed:
        if mark.start == run.start:
            label = _label(mark, numbers)
            text.append(f"⟦{label} " if plain else label if mark.role == "content" else "", None if plain else _LABEL)
            if not plain and mark.role == "content":
                text.append(" ")
    text.append(visible(run.text), _style(run))
    if plain:
        text.append("⟧" * sum(mark.end == run.end for mark in framed))


def _label(mark: Mark, numbers: dict[str, int]) -> str:
    if mark.role == "own-voice":
        return "="
    return str(numbers[mark.of]) if mark.role == "content" and mark.of in numbers else ""


def _style(run: Run) -> Style:
    content = run.content
    style = Style()
    if content is not None:
        style += _KINDS.get(content.kind or "", Style())
    elif run.has("own-voice"):
        style += _OWN
    for role, extra in _ROLES.items():
        if run.has(role):
            style += extra
    return style


def _legend(plain: bool) -> Text:
    if plain:
        return Text("⟦1 …⟧ what statement 1 says   ⟦= …⟧ what the outlet says itself")
    text = Text()
    for words_, style in (
        *_KINDS.items(),
        ("own voice", _OWN),
        ("cue", _ROLES["cue"]),
        ("speaker", _ROLES["speaker"]),
        ("date", _ROLES["date"]),
    ):
        text.append(words_, style)
        text.append("   ")
    return text


def _table(record: Record, width: int) -> Table:
    """Who, verb, what, kind, through whom, when; one row for each statement."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), width=width, header_style="bold underline")
    room = width - 3 - 8 - 11 - 2 * 6
    table.add_column("#", justify="right", width=3)
    table.add_column("who", width=room * 30 // 100)
    verbs = max(room * 14 // 100, len("(headline)"))
    table.add_column("verb", width=verbs)
    table.add_column("what", width=room - room * 30 // 100 - verbs - room * 18 // 100)
    table.add_column("kind", width=8)
    table.add_column("through", width=room * 18 // 100)
    table.add_column("when", width=11)
    shown: set[str] = set()
    for number, statement in enumerate(record.statements, start=1):
        table.add_row(
            str(number),
            _who(record, statement, shown),
            _cell(verb(statement)),
            _cell(shortened(content(statement), max(60, width))),
            Text(statement.kind, _KINDS.get(statement.kind, Style())),
            _cell(through(statement)),
            _cell(day(statement.said_on)),
        )
    return table


def _who(record: Record, statement: Statement, shown: set[str]) -> Text:
    """Name the speakers, and the first time what else is known of each (`shown` remembers what has been)."""
    lines = Text()
    for speaker in (statement.speaker, *statement.co_speakers):
        if lines:
            lines.append("\n")
        lines.append(visible(who(speaker)), "bold")
        more = post(speaker)
        if more and f"{who(speaker)}, {more}" not in shown:
            lines.append("\n" + visible(more))
            shown.add(f"{who(speaker)}, {more}")
        card = card_of(speaker, record)
        if card is not None and unnamed(card) not in shown:
            lines.append("\n" + visible(unnamed(card)), "italic")
            shown.add(unnamed(card))
    return lines


def _cards(record: Record) -> Text:
    """The same as the table, one below the other, for a narrow terminal."""
    shown: set[str] = set()
    text = Text()
    for number, statement in enumerate(record.statements, start=1):
        text.append(f"{number}  ", "bold")
        text.append_text(_who(record, statement, shown))
        text.append("\n" + visible(f"{verb(statement)}: "), "italic")
        text.append(shortened(content(statement), 160))
        tail = [statement.kind, through(statement), day(statement.said_on)]
        text.append("\n" + visible(" · ".join(part for part in tail if part)) + "\n\n", "dim")
    return text


def _cell(text: str) -> Text:
    return Text(visible(text))
