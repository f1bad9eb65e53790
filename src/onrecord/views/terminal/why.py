"""Showing in the terminal why each statement was read as it was, one line for each decision."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from onrecord.record.visible import visible
from onrecord.record.why import Why


def render_why(trace: Sequence[Why], console: Console) -> None:
    """Print the decisions behind each statement, numbered as in the table of statements."""
    for number, why in enumerate(trace, start=1):
        console.print()
        for place, (about, by) in enumerate(why.lines):
            line = Text(f"{number if not place else '':>3}  ", "bold")
            line.append(f"{about:<11}", "dim")
            line.append(visible(by))
            console.print(line, soft_wrap=True)
