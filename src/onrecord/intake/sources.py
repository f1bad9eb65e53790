"""The one entrance: any source, a stream of items."""

from __future__ import annotations

import glob
import io
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import IntakeError
from onrecord.intake.item import FORMATS, KEPT, Bad, IntakeOptions, Item, Meter, Place
from onrecord.intake.sniff import archive_of, format_of
from onrecord.intake.stream import CHUNK, Counted, LibraryMissing, Stream, Unchanged, needs, open_stream
from onrecord.intake.text import STDIN, named, opened
from onrecord.intake.unpack import Budget, unpacked

if TYPE_CHECKING:
    from onrecord.intake.web import Web

#: Where the reader of each format lives: its library is loaded with it, and only then.
_READERS = {
    "text": ("text", "read_text"), "html": ("html", "read_html"), "feed": ("feed", "read_feed"),
    "warc": ("warc", "read_warc"), "newsml": ("newsml", "read_newsml"), "nitf": ("nitf", "read_nitf"),
    "ninjs": ("jsonl", "read_jsonl"), "jsonl": ("jsonl", "read_jsonl"), "csv": ("csvtable", "read_csv"),
    "parquet": ("parquet", "read_parquet"),
}  # fmt: skip
_PATTERN = frozenset("*?[")
#: What a whole archive packs is a stream of records; each of these is packed for itself.
_PACKED_WARC = ".warc.gz"


def read_source(
    source: str,
    options: IntakeOptions | None = None,
    *,
    tell: Callable[[str], None] | None = None,
    meter: Meter | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
) -> Iterator[Item | Bad]:
    """Read every report of a source, as a stream in constant memory and always in the same order.

    A source is a file, a folder, a pattern (`wire/**/*.html`), an archive, an http(s) address, or "-" for `stdin`
    (default: the process's standard input). What cannot be read comes as a Bad in its place, and the rest is read.
    `tell` is called with each line that a person should know (what was guessed), `meter` counts bytes. `web` keeps
    manners and connections over several sources. Raises IntakeError only where a library is missing or an option is
    none that is known.

    >>> import io
    >>> (item,) = read_source("-", stdin=io.BytesIO(b'{"title": "Talks open", "body": "OSLO (AP) - They met."}'))
    >>> item.format, item.text
    ('jsonl', 'Talks open\\n\\nOSLO (AP) - They met.')
    """
    options = options or IntakeOptions()
    if options.format is not None and options.format not in FORMATS:
        raise IntakeError(f"{options.format!r} is no format", remedy=f"Use one of {', '.join(FORMATS)}.")
    intake = _Intake(options, tell or _quiet, meter or Meter(), stdin, web)
    try:
        yield from intake.source(source)
    finally:
        intake.close()


@contextmanager
def web_for(sources: Iterable[str], options: IntakeOptions) -> Iterator[Web | None]:
    """What several sources share where one of them is an address, closed in the end; None where none is.

    Raises IntakeError where the library is missing.
    """
    if not any(_is_address(source) for source in sources):
        yield None
        return
    with _online(options, Meter()) as web:
        yield web


def _online(options: IntakeOptions, meter: Meter) -> Web:
    try:
        from onrecord.intake.web import Web
    except ModuleNotFoundError as error:
        raise needs("Addresses") from error
    return Web(options, meter)


def _is_address(source: str) -> bool:
    return source.startswith(("http://", "https://"))


def _quiet(line: str) -> None:
    """Tell nobody."""


class _Intake:
    """The reading of one source."""

    def __init__(
        self, options: IntakeOptions, tell: Callable[[str], None], meter: Meter, stdin: BinaryIO | None, web: Web | None
    ) -> None:
        self._options = options
        self._tell = tell
        self._meter = meter
        self._stdin = stdin
        self._web = web
        self._own_web: Web | None = None

    def close(self) -> None:
        if self._own_web is not None:
            self._own_web.close()

    def source(self, source: str) -> Iterator[Item | Bad]:
        if _is_address(source):
            yield from self.page(source, Place(source), again=True)
        elif source == STDIN:
            stdin = self._stdin or sys.stdin.buffer
            yield from self._bytes(stdin, Place(named(source)))
        else:
            found = False
            for path in paths_of(source):
                found = True
                yield from self._file(path)
            if not found:
                yield Bad(Place(source), "holds no file", "Check the folder or the pattern.")

    def page(self, address: str, place: Place, again: bool = False) -> Iterator[Item | Bad]:
        """What stands at an address; `again`: nothing, where the server says that it has not changed since."""
        try:
            fetched = self._online().fetch(address, again=again)
        except LibraryMissing:
            raise
        except Unchanged:
            return
        except IntakeError as error:
            yield Bad(place, error.problem, error.remedy)
            return
        with closing(fetched.file):
            stream = open_stream(place, fetched.file, self._options, self._tell, name=fetched.address)
            stream.address, stream.charset, stream.kind = fetched.address, fetched.charset, fetched.kind
            stream.follow = self.page
            yield from self._dispatched(stream, Budget.of(self._options))

    def _online(self) -> Web:
        if self._web is not None:
            return self._web
        if self._own_web is None:
            self._own_web = _online(self._options, self._meter)
        return self._own_web

    def _file(self, path: str) -> Iterator[Item | Bad]:
        place = Place(path)
        before = self._meter.done
        try:
            with opened(path) as file:
                size = os.fstat(file.fileno()).st_size
                yield from self._bytes(cast(BinaryIO, Counted(file, self._meter)), place)
            self._meter.done = max(self._meter.done, before + size)
        except IntakeError as error:
            if isinstance(error, LibraryMissing):
                raise
            yield Bad(place, error.problem.removeprefix(f"{path} "), error.remedy)

    def _bytes(self, file: BinaryIO, place: Place) -> Iterator[Item | Bad]:
        buffered = cast(BinaryIO, io.BufferedReader(file, CHUNK)) if isinstance(file, io.RawIOBase) else file
        stream = open_stream(place, buffered, self._options, self._tell)
        stream.follow = self.page
        yield from self._dispatched(stream, Budget.of(self._options))

    def _dispatched(self, stream: Stream, budget: Budget) -> Iterator[Item | Bad]:
        """Read a stream as what it is; what ends its reading becomes a Bad with its first bytes."""
        try:
            kind = archive_of(stream.head)
            if kind is not None and not _is_packed_warc(stream, kind):
                yield from unpacked(stream, kind, budget, lambda inner: self._dispatched(inner, budget))
                return
            form = self._options.format or ("warc" if kind else format_of(stream.head, stream.name, stream.kind))
            yield from reader_of(form)(stream)
        except LibraryMissing:
            raise
        except IntakeError as error:
            yield Bad(stream.place, error.problem.removeprefix(f"{stream.place} "), error.remedy, stream.head[:KEPT])
        except OSError as error:
            yield Bad(stream.place, f"cannot be read: {error.strerror or error}", None, stream.head[:KEPT])


def _is_packed_warc(stream: Stream, kind: str) -> bool:
    return kind == "gz" and stream.name.lower().endswith(_PACKED_WARC)


def reader_of(form: str) -> Callable[[Stream], Iterator[Item | Bad]]:
    """The reader of a format; raises LibraryMissing where its library is not installed."""
    module, name = _READERS[form]
    try:
        reader: Callable[[Stream], Iterator[Item | Bad]] = getattr(import_module(f"onrecord.intake.{module}"), name)
    except ModuleNotFoundError as error:
        raise needs(f"Inputs of the kind {FORMATS[form]!r}") from error
    return reader


def paths_of(source: str) -> Iterator[str]:
    """The files of a path, a folder or a pattern, sorted; those with a leading dot in folders are passed over."""
    if os.path.isdir(source):  # noqa: PTH112 - a source may hold what no path can, and must then be told, not raised
        yield from _files_in(source)
    elif not _PATTERN & set(source) or os.path.lexists(source):
        yield source
    else:
        for path in sorted(glob.glob(source, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            if Path(path).is_file():
                yield path


def _files_in(folder: str) -> Iterator[str]:
    for below, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(below) / name
            if not name.startswith(".") and _is_regular(path):
                yield str(path)


def _is_regular(path: Path) -> bool:
    """True for a file, also one that cannot be read; false for pipes and devices."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def size_of(sources: Iterable[str]) -> int | None:
    """The bytes that `sources` hold together as they lie on disk, for a bar; None where one has no known size."""
    total = 0
    for source in sources:
        if source == STDIN or _is_address(source):
            return None
        for path in paths_of(source):
            try:
                total += Path(path).stat().st_size
            except (OSError, ValueError):
                continue
    return total
