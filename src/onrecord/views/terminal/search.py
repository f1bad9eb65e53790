"""Showing in the terminal what a search found: who said it and when, where that was read, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.record.visible import visible
from onrecord.store import Count, Evidence, Said
from onrecord.views.wording import NO_SPEAKER, day

#: How much of a statement is shown; where what was searched for lies further on, the words around it.
_LONGEST, _BEFORE = 240, 80
_HIT = Style(bold=True, reverse=True)


def render_found(found: Iterable[Said], console: Console) -> None:
    """Print two lines for each statement: day, speaker, kind, addressee; then outlet, place and words.

    What was searched for stands out, in brackets where there is no colour.
    """
    plain = console.no_color or console.color_system is None
    for said in found:
        console.print(Text(visible(_head(said)), "bold"), soft_wrap=True)
        line = Text(f"    {visible(_where(said.evidence))}  ", "dim")
        line.append_text(_words(said, plain))
        console.print(line, soft_wrap=True)


def render_counts(found: Sequence[Count], console: Console) -> None:
    """Print a table of values and how many statements have each."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(justify="right")
    table.add_column()
    for count in found:
        table.add_row(f"{count.count:,}", Text(visible(count.value or "–")))
    console.print(table)


def _head(said: Said) -> str:
    who = ", ".join([said.speaker or NO_SPEAKER, *filter(None, said.co_speakers)])
    known = ", ".join(part for part in (who, said.role if said.role != said.speaker else None) if part)
    to = said.addressee_code or said.addressee
    told = ", ".join(part for part in (said.kind, said.force, said.modality) if part)
    return "  ".join(
        part
        for part in (
            day(said.day) or "day unknown", f"{known} [{said.code}]" if said.code else known, told,
            f"to {to}" if to else "",
        )
        if part
    )  # fmt: skip


def _where(evidence: Evidence) -> str:
    """Outlet, then file (or address, or report) and the place of the words in its text."""
    place = f"{evidence.source or evidence.url or evidence.report}:{evidence.start}"
    return " · ".join(part for part in (evidence.outlet, place) if part)


def _words(said: Said, plain: bool) -> Text:
    words = said.evidence.words
    start, end = _window(words, said.highlights)
    text = Text("“…" if start else "“")
    position = start
    for first, last in said.highlights:
        if first >= position and last <= end:
            text.append(visible(words[position:first]))
            hit = visible(words[first:last])
            text.append(f"⟦{hit}⟧" if plain else hit, None if plain else _HIT)
            position = last
    text.append(visible(words[position:end]))
    text.append("…”" if end < len(words) else "”")
    return text


def _window(words: str, highlights: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Which part of long words to show: their beginning, or from some words before the first that were searched for."""
    if len(words) <= _LONGEST:
        return 0, len(words)
    first = highlights[0][0] if highlights else 0
    start = 0
    if first > _LONGEST - _BEFORE:
        start = words.find(" ", first - _BEFORE, first) + 1 or first
    if start + _LONGEST >= len(words):
        return start, len(words)
    end = words.rfind(" ", start + _BEFORE, start + _LONGEST)
    return start, end if end > 0 else start + _LONGEST
