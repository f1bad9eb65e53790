"""Colours of charts: named, not chosen.

A chart is made on the server and shown in light or dark, so each colour in it is a stand-in for a variable of the style
sheet, which the page's script puts in its place.
"""

from __future__ import annotations

_NAMES = (
    "ink", "muted", "rule", "paper", "card", "strong", "direct", "mixed", "indirect", "own", "deed", "term",
    "c1", "c2", "c3", "c4", "c5", "c6", "c7", "good", "fair", "poor", "bad",
)  # fmt: skip

#: The stand-in for each variable: colours that no style sheet of ours has.
STANDS_FOR = {name: f"#fe01{number:02x}" for number, name in enumerate(_NAMES)}
#: The variable behind each stand-in, for the script.
VARIABLES = {stand_in: f"--{name}" for name, stand_in in STANDS_FOR.items()}


def colour(name: str) -> str:
    """The stand-in for a variable of the style sheet.

    >>> colour("ink")
    '#fe0100'
    """
    return STANDS_FOR[name]
