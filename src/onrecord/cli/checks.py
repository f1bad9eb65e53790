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


def column(text: str) -> str:
    """Check ROLE=NAME given as an option."""
    from onrecord.intake.columns import ROLES

    role, equals, name = text.partition("=")
    if not equals or not name or role not in ROLES:
        raise typer.BadParameter(f"{text!r} names no column; write ROLE=NAME, with ROLE one of {', '.join(ROLES)}")
    return text


def form(name: str) -> str:
    """Check the name of a format given as an option."""
    from onrecord.intake import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is no format; use one of {', '.join(FORMATS)}")
    return name
