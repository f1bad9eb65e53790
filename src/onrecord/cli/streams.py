"""Standard output and standard error as the commands use them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from onrecord.record.visible import visible


class ReaderGone(Exception):
    """Whoever read our output has closed it; not an OSError, which Typer would turn into a status of its own."""


def tell(message: str, command: str = "onrecord") -> None:
    """Write one line to standard error; characters that could act on a terminal are made visible."""
    line = " ".join(visible(f"{command}: {message}").split("\n"))
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    sys.stderr.write(line.encode(encoding, errors="backslashreplace").decode(encoding) + "\n")


def speak_utf8() -> None:
    """Make standard output UTF-8 with plain line feeds, whatever the locale: for data that other programs read."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def speak_safely() -> None:
    """Let standard output keep the terminal's encoding; what it cannot show comes out as an escape."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


@contextmanager
def while_read() -> Iterator[None]:
    """Raise ReaderGone when standard output is closed at its other end."""
    try:
        yield
    except BrokenPipeError as error:
        raise ReaderGone from error


def put(text: str) -> None:
    """Write data to standard output at once, with a line feed after it."""
    with while_read():
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
