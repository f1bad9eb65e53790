"""The small pieces of HTML that cards and text share: every character escaped, what could act unseen made visible."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from onrecord.record.visible import visible

KINDS = {"direct": "direct quotation", "mixed": "partly quoted", "indirect": "reported speech"}


def e(text: str) -> str:
    """Escape a text for HTML, with what is unseen made visible."""
    return escape(visible(text))


def kind_of(kind: str | None) -> str:
    """A kind of statement that the style sheet knows."""
    return kind if kind in KINDS else "indirect"


def led(html: str, address: str | None) -> str:
    """Make a piece of HTML a link, where it leads anywhere."""
    return f'<a href="{escape(address)}">{html}</a>' if address else html


def facts(pairs: Iterable[tuple[str, str | None]]) -> str:
    """Set what is known as a list of names and values, leaving out what is not known."""
    shown = "".join(f"<div><dt>{name}</dt><dd><bdi>{e(value)}</bdi></dd></div>" for name, value in pairs if value)
    return f'<dl class="facts">{shown}</dl>' if shown else ""


def counted(number: int, thing: str) -> str:
    """Write a number with its thing.

    >>> counted(1, "tie"), counted(1200, "event")
    ('1 tie', '1,200 events')
    """
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
