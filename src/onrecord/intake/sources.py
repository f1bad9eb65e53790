"""The one entrance: any source, a stream of items."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import IntakeError
from onrecord.intake.item import Bad, IntakeOptions, Item, Meter, Place
from onrecord.intake.text import decoded, named, read_bytes


def read_source(
    source: str,
    options: IntakeOptions | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    meter: Meter | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Item | Bad]:
    """Read every report of a source, as a stream in constant memory and always in the same order.

    A source is a file, a folder, a pattern (`wire/**/*.html`), an archive, an http(s) address, or "-" for `stdin`
    (default: the process's standard input). What cannot be read comes as a Bad in its place, and the rest is read.
    `tell` is called with each line that a person should know (what was guessed), `meter` counts bytes. Raises
    IntakeError only where a library is missing.
    """
    options = options or IntakeOptions()
    path = Path(source)
    paths = sorted(child for child in path.rglob("*") if child.is_file()) if path.is_dir() else [source]
    for each in paths:
        name = named(each)
        try:
            data = read_bytes(each, stdin or sys.stdin.buffer, max_mb=options.max_mb)
            if meter is not None:
                meter.done += len(data)
            yield Item(decoded(data, name, options.encoding).text, Place(name), "text")
        except IntakeError as error:
            yield Bad(Place(name), error.problem.removeprefix(f"{name} "), error.remedy)


def size_of(sources: list[str]) -> int | None:
    """The bytes that `sources` hold together as they lie on disk, for a bar; None where one has no known size."""
    total = 0
    for source in sources:
        path = Path(source)
        if path.is_dir():
            total += sum(child.stat().st_size for child in path.rglob("*") if child.is_file())
        elif path.is_file():
            total += path.stat().st_size
        else:
            return None
    return total
