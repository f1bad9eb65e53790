"""Checks of what is given as options."""

from __future__ import annotations

import codecs
import datetime

import typer


def day(text: str) -> str:
    """Check a day given as an option."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-11-23") from error


def encoding_name(name: str) -> str:
    """Check the name of an encoding given as an option."""
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise typer.BadParameter(f"{name!r} is not an encoding; use one like utf-8, cp1252 or utf-16-le") from error
    return name
