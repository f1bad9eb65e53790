"""What intake hands on: a report as it came in, or a piece of input that could not be read, kept with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day

#: How much of a bad piece is kept, in bytes.
KEPT = 2000
#: The size of one report at most, in megabytes, where nobody says otherwise.
MAX_MB = 10.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: the same input gives the same places in the same order, so they serve as keys.

    `source` is a file's path, an address, or "standard input"; `member` a file inside an archive, or the page that a
    feed leads to; `number` the record, row or line in it, from 1, where one source holds several.

    >>> print(Place("news.zip", "may/list.jsonl", 3))
    news.zip: may/list.jsonl: 3
    """

    source: str
    member: str | None = None
    number: int | None = None

    def __str__(self) -> str:
        return ": ".join(str(part) for part in (self.source, self.member, self.number) if part is not None)


@dataclass(frozen=True, slots=True)
class Note:
    """What the input says about a report beside its text.

    `code` is one of NOTES, `text` the words of the input or what they come to (for an embargo the moment it ends).
    """

    code: str
    text: str


#: The codes of notes with their meaning.
NOTES: Mapping[str, str] = {
    "byline": "who wrote it",
    "captured": "when a web archive took the page: never the day of publication",
    "correction": "that it corrects an earlier version, with the words of the note",
    "credit": "the credit line",
    "embargo": "until when it may not be published",
    "date": "that its day could not be read, with what stood there",
    "encoding": "that its encoding was decided, and how",
    "note": "a note of the desk to its readers",
    "status": "that it was withheld or cancelled",
    "summary": "that the feed gave a summary and not the whole report",
    "urgency": "how urgent it was, 1 (most) to 8 or 9",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One report as it came in.

    `text` is what offsets count in: the report as it stands in plain text; for other formats headline, a blank line,
    then the paragraphs with blank lines between. `format` is one of FORMATS. `title`, `outlet`, `url`, `language` (a
    BCP 47 tag) and `published` are what the input says of it, never what its text says; `basis` tells in words where
    the day stood. `version` and `changed` (an ISO date or moment) tell revisions of one report apart.
    """

    text: str
    place: Place
    format: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Day | None = None
    basis: str | None = None
    version: str | None = None
    changed: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Bad:
    """A piece of input that could not be read: where it stands, why, what to do, and how it begins (KEPT bytes).

    The reason is said of the place.

    >>> print(Bad(Place("may.jsonl", number=3), "is larger than 16 MB", "Split it."))
    may.jsonl: 3 is larger than 16 MB. Split it.
    """

    place: Place
    reason: str
    remedy: str | None = None
    start: bytes = b""

    def __str__(self) -> str:
        said = f"{self.place} {self.reason.rstrip('.')}."
        return f"{said} {self.remedy}" if self.remedy else said


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """How to take input in; every limit is a promise on memory, time or manners.

    `format` is one of FORMATS where it shall not be told from the content; `encoding` that of plain text and pages.
    `columns` names the columns of tables: text, title, outlet, url, language, published, version -> its name there.
    `links` reads the page behind each entry of a feed. Sizes are in megabytes of a million bytes: `max_mb` for one
    report, `max_total_mb` and `max_ratio` for what an archive may unpack to. `timeout` is in seconds for connecting and
    for each read, `pause` the least time between two requests to one host. Addresses of this machine and its network
    are refused without `private`, `robots` false leaves a site's robots.txt unread.

    For feeds that are polled: `seen` says of an address in a feed, and of the moment of change that the feed gives,
    that its page need not be read again; `validators` keeps what servers said of the sources, by address, and a source
    that has not changed since then gives nothing.
    """

    format: str | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    links: bool = False
    max_mb: float = MAX_MB
    max_total_mb: float = 16_000.0
    max_ratio: float = 200.0
    timeout: float = 20.0
    pause: float = 1.0
    redirects: int = 5
    private: bool = False
    robots: bool = True
    agent: str = "onrecord"
    seen: Callable[[str, str | None], bool] | None = None
    validators: dict[str, dict[str, str]] | None = None


@dataclass(slots=True)
class Meter:
    """Counts the bytes taken in so far, as they lie on disk or come over the network; for bars that show progress."""

    done: int = 0


#: The formats that are told apart, with what each is.
FORMATS: Mapping[str, str] = {
    "text": "plain text",
    "html": "a web page",
    "feed": "an RSS or Atom feed",
    "warc": "a web archive",
    "newsml": "NewsML-G2",
    "nitf": "NITF",
    "ninjs": "ninjs",
    "jsonl": "JSON lines",
    "csv": "a table with commas, semicolons or tabs",
    "parquet": "a Parquet table",
}
