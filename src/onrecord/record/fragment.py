"""One record as a small, self-contained HTML fragment for notebooks: no style sheet, no script, no link to outside."""

from __future__ import annotations

from html import escape

from onrecord.record.marks import Readable, Run, laid_out
from onrecord.record.parts import Statement
from onrecord.record.visible import shortened, visible

# Underlines tell the kinds apart without colour; the colours keep a contrast of 3:1 on white and on black paper.
_LINES = {"direct": "solid #0b7285", "mixed": "dashed #8a3ffc", "indirect": "dotted #b54708"}
_BLOCKS = {
    "headline": "font-weight:bold;font-size:1.3em",
    "subheadline": "font-style:italic",
    "byline": "font-size:.9em",
    "furniture": "font-size:.85em;opacity:.7",
}
_CELL = "text-align:left;vertical-align:top;padding:.2em .8em .2em 0"


def fragment(record: Readable) -> str:
    """Show the report with its statements underlined, and under it the list of them."""
    numbers = {statement.id: number for number, statement in enumerate(record.statements, start=1)}
    blocks = "".join(
        f'<p dir="auto" style="margin:.4em 0;{_BLOCKS.get(block.kind, "")}">'
        f"{''.join(_run(run, numbers) for run in runs)}</p>"
        for block, runs in laid_out(record)
    )
    rows = "".join(_row(numbers[statement.id], statement) for statement in record.statements)
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in ("", "who", "verb", "what", "kind", "when"))
    table = f'<table style="border-collapse:collapse;font-size:.9em"><tr>{head}</tr>{rows}</table>' if rows else ""
    return f'<div style="max-width:46em;line-height:1.5">{blocks}{table}</div>'


def _run(run: Run, numbers: dict[str, int]) -> str:
    words = escape(visible(run.text))
    starts = [mark for mark in run.marks if mark.role == "content" and mark.start == run.start and mark.of in numbers]
    labels = "".join(f"<sup>{numbers[mark.of]}</sup>" for mark in starts if mark.of)
    style = ""
    if run.content is not None and run.content.kind in _LINES:
        style = f"border-bottom:2px {_LINES[run.content.kind]}"
    elif run.has("own-voice"):
        style = "font-style:italic"
    if run.has("cue"):
        style += ";font-weight:bold"
    return f'{labels}<span style="{style}">{words}</span>' if style else labels + words


def _row(number: int, statement: Statement) -> str:
    speaker = statement.speaker
    who = speaker.name or speaker.organisation or speaker.role or " … ".join(span.text for span in speaker.spans)
    words = " … ".join(span.text for span in statement.content)
    cells = (
        str(number),
        f"{who}, {speaker.role}" if speaker.role and speaker.role != who else who,
        " ".join(span.text for span in statement.cue.spans),
        shortened(words, 120),
        statement.kind,
        statement.said_on or "",
    )
    return "<tr>" + "".join(f'<td dir="auto" style="{_CELL}">{escape(visible(cell))}</td>' for cell in cells) + "</tr>"
