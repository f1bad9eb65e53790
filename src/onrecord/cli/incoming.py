"""Reports from any source, as the commands that read them take them in, and the options that these commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.incoming import parted

if TYPE_CHECKING:
    from onrecord.intake import Bad, IntakeOptions, Item, Meter
    from onrecord.keeping import Arrival, Unread

_SOURCES = "Formats, feeds and addresses"


def _pair(text: str) -> str:
    """Check ROLE=NAME given as an option."""
    from onrecord.intake.columns import ROLES

    role, equals, name = text.partition("=")
    if not equals or not name or role not in ROLES:
        raise typer.BadParameter(f"{text!r} names no column; write ROLE=NAME, with ROLE one of {', '.join(ROLES)}")
    return text


def _form(name: str) -> str:
    """Check the name of a format given as an option."""
    from onrecord.intake import FORMATS

    if name not in FORMATS:
        raise typer.BadParameter(f"{name!r} is no format; use one of {', '.join(FORMATS)}")
    return name


FormOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        parser=_form,
        metavar="NAME",
        help="What the input is, where its content does not tell: text, html, feed, warc, newsml, nitf, ninjs, jsonl, "
        "csv or parquet.",
        rich_help_panel=_SOURCES,
    ),
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        parser=_pair,
        metavar="ROLE=NAME",
        help="Which column (or JSON field) holds text, title, outlet, url, language, published, version or changed; "
        "others are guessed from their names, and said.",
        rich_help_panel=_SOURCES,
    ),
]
LinksOption = Annotated[
    bool, typer.Option("--links", help="Read the page behind each entry of a feed.", rich_help_panel=_SOURCES)
]
PrivateOption = Annotated[
    bool,
    typer.Option("--private", help="Allow addresses of this machine and its network.", rich_help_panel=_SOURCES),
]
RobotsOption = Annotated[
    bool, typer.Option("--robots/--no-robots", help="Heed the robots.txt of sites.", rich_help_panel=_SOURCES)
]


def intake_options(
    form: str | None,
    columns: list[str] | None,
    *,
    encoding: str | None,
    links: bool,
    max_mb: float,
    private: bool,
    robots: bool,
) -> IntakeOptions:
    """The options of intake as the command line gives them."""
    from onrecord.intake import IntakeOptions

    pairs = (pair.partition("=") for pair in columns or ())
    return IntakeOptions(
        format=form,
        encoding=encoding,
        columns={role: name for role, _, name in pairs},
        links=links,
        max_mb=max_mb,
        private=private,
        robots=robots,
    )


def incoming(
    sources: Iterable[str], options: IntakeOptions, tell: Callable[[str], None], meter: Meter | None = None
) -> Iterator[Item | Bad]:
    """The reports of all sources, in order; addresses share their connections and manners."""
    from onrecord.intake import read_source, web_for

    with web_for(sources := list(sources), options) as web:
        for source in sources:
            yield from parted(read_source(source, options, tell=tell, meter=meter, web=web))


def arrival_of(item: Item | Bad) -> Arrival | Unread:
    """What intake hands on, as a store takes it in.

    Places serve as keys: a page behind a feed is known by its address, an entry of a feed by the address that it names,
    since its number changes with every poll.
    """
    from onrecord.intake import Bad
    from onrecord.keeping import Arrival, Unread

    place = item.place
    if place.member is not None and place.member.startswith(("http://", "https://")):
        where = place.member
    elif isinstance(item, Bad) or item.format != "feed" or item.url is None:
        where = str(place)
    else:
        where = f"{place.source}: {item.url}"
    if isinstance(item, Bad):
        return Unread(where, item.reason, item.remedy, item.start)
    return Arrival(
        item.text, where, item.format, item.outlet, item.url, item.published, item.changed or item.version,
        tuple((note.code, note.text) for note in item.notes),
    )  # fmt: skip
