"""Options that several commands share, each defined once; what they mean is the same in all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.checks import column, day, encoding_name, form

_GIVEN = "What the texts do not say"
_INPUT = "Input and reading"
_SOURCES = "Formats, feeds and addresses"

DateOption = Annotated[
    str | None,
    typer.Option("--date", parser=day, metavar="DAY", help="Day of publication, like 2026-11-23.",
                 rich_help_panel=_GIVEN),
]  # fmt: skip
OutletOption = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.", rich_help_panel=_GIVEN)
]
UrlOption = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="Where it was published.", rich_help_panel=_GIVEN)
]
AsOfOption = Annotated[
    str | None,
    typer.Option("--as-of", parser=day, metavar="DAY", help="The newest day it may be of (default: today).",
                 rich_help_panel=_GIVEN),
]  # fmt: skip

ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="NAME", help="Another installed spaCy pipeline to read with.",
                 rich_help_panel=_INPUT),
]  # fmt: skip
ActorsOption = Annotated[
    Path | None,
    typer.Option("--actors", metavar="CSV", help="Your own actors; they win over the shipped ones.",
                 rich_help_panel=_INPUT),
]  # fmt: skip
FramesOption = Annotated[
    Path | None,
    typer.Option("--frames", metavar="YAML", help="Your own types and frames of events; they win likewise.",
                 rich_help_panel=_INPUT),
]  # fmt: skip
ProcessesOption = Annotated[
    int,
    typer.Option("--processes", min=1, max=256, metavar="N", help="Read N reports at a time.", rich_help_panel=_INPUT),
]
EncodingOption = Annotated[
    str | None,
    typer.Option("--encoding", parser=encoding_name, metavar="NAME", help="Encoding of the files (default: UTF-8).",
                 rich_help_panel=_INPUT),
]  # fmt: skip
#: Without it the limit of `onrecord.intake.IntakeOptions` holds; a test compares the number.
MaxOption = Annotated[
    float | None,
    typer.Option("--max-mb", min=0.001, metavar="MB", help="Refuse larger reports (default: 10).",
                 rich_help_panel=_INPUT),
]  # fmt: skip

FormOption = Annotated[
    str | None,
    typer.Option("--format", parser=form, metavar="NAME", rich_help_panel=_SOURCES, help="What the input is, where its "
                 "content does not tell: text, html, feed, warc, newsml, nitf, ninjs, jsonl, csv or parquet."),
]  # fmt: skip
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", parser=column, metavar="ROLE=NAME", rich_help_panel=_SOURCES, help="Which column (or JSON "
                 "field) holds text, title, outlet, url, language, published, version or changed; others are guessed "
                 "from their names, and said."),
]  # fmt: skip
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
