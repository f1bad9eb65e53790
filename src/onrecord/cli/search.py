"""`onrecord search`: what was said, by its words and by all else that a store knows of it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.recorded import Tally, store_of
from onrecord.cli.streams import put, speak_safely, speak_utf8, tell, while_read
from onrecord.cli.tables import joined, put_csv

if TYPE_CHECKING:
    from onrecord.record.csvtext import Cell
    from onrecord.store import Said, Store

_WHO, _WHAT, _WHERE = "Who said it, and to whom", "What was said", "When and where it was reported"
_OUTPUT = "Output (the terminal, if none is named)"


def _option(name: str, metavar: str, panel: str, told: str) -> Any:
    return typer.Option(name, metavar=metavar, help=told, rich_help_panel=panel)


def search(  # noqa: PLR0913 - each parameter is an option of the command
    store: Annotated[str, typer.Argument(metavar="STORE", help="A store (onrecord add makes it), or records.")],
    words: Annotated[str | None, typer.Argument(metavar="[WORDS]", help="What to search for; see below.")] = None,
    speaker: Annotated[str | None, _option("--speaker", "WHO", _WHO, "A name, a part of it, or a state.")] = None,
    code: Annotated[str | None, _option("--code", "CODE", _WHO, "For whom: a code or a name.")] = None,
    sector: Annotated[str | None, _option("--sector", "CODE", _WHO, "The speaker's PLOVER sector: GOV, MIL.")] = None,
    named: Annotated[
        bool | None, typer.Option("--named/--unnamed", help="Speakers with a name, or without.", rich_help_panel=_WHO)
    ] = None,
    to: Annotated[str | None, _option("--to", "WHO", _WHO, "To whom it was said: a code or a name.")] = None,
    kind: Annotated[str | None, _option("--kind", "KIND", _WHAT, "direct, indirect or mixed.")] = None,
    force: Annotated[str | None, _option("--force", "FORCE", _WHAT, "deny, threaten, promise ...")] = None,
    about: Annotated[str | None, _option("--about", "WHAT", _WHAT, "A code or name that it is about.")] = None,
    part: Annotated[str | None, _option("--part", "PART", _WHAT, "headline, subheadline or body.")] = None,
    since: Annotated[str | None, _option("--since", "DAY", _WHERE, "2022, 2022-05 or 2022-05-03; included.")] = None,
    until: Annotated[str | None, _option("--until", "DAY", _WHERE, "The same; the last one is included.")] = None,
    outlet: Annotated[str | None, _option("--outlet", "NAME", _WHERE, "Who published the report.")] = None,
    venue: Annotated[str | None, _option("--venue", "KIND", _WHERE, "interview, speech, post ...")] = None,
    count: Annotated[
        str | None, _option("--count", "FIELD", _OUTPUT, "Only count, by speaker, code, outlet, month ...")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="At most so many (0: all).", rich_help_panel=_OUTPUT)
    ] = None,
    offset: Annotated[int, typer.Option(min=0, metavar="N", help="Leave out the first.", rich_help_panel=_OUTPUT)] = 0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.", rich_help_panel=_OUTPUT)] = False,
    csv: Annotated[bool, typer.Option("--csv", help="One row for each statement.", rich_help_panel=_OUTPUT)] = False,
) -> None:
    """Search what was said in all reports of a store: by words, speaker, day and more.

    Words find every form of theirs (“dialogue” finds “dialogues”), and all must be there. “"river treaty"” finds words
    in a row, “negot*” all that begin so; OR and NOT (in capitals) and brackets work as one expects. What fits best
    comes first; without words, the newest. A person is found by name, a state or organisation by its code or its name:
    **--speaker** Belarus, like BLR, finds all who speak for it.

    Each statement is told with who said it and when, then outlet, file and character, and the words. Files of records
    are searched as a store is, which takes longer. The exit status is 1 where nothing is found.

    **Examples**

    * onrecord search news.db dialogue --speaker Belarus --since 2022 --kind direct
    * onrecord search news.db '"peace talks" NOT ceasefire' --until 2023-06 --csv > found.csv
    * onrecord search news.db '(gas OR oil) pipelin*' --to NATO --force threaten
    * onrecord search news.db --speaker Sorrentz --since 2024-05-01 --limit 0 --json
    * onrecord search news.db sanctions --count outlet
    * onrecord read wire/*.txt --jsonl | onrecord search - dialogue
    """
    if json and csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    filters = {
        "speaker": speaker, "code": code, "sector": sector, "named": named, "addressee": to, "kind": kind,
        "force": force, "about": about, "part": part, "since": since, "until": until, "outlet": outlet, "venue": venue,
    }  # fmt: skip
    tally = Tally()
    with store_of(store, tally) as opened:
        if count is not None:
            shown = _counted(opened, count, words, filters, limit=limit, form="json" if json else "csv" if csv else "")
        else:
            shown = _searched(opened, words, filters, most=50 if limit is None else limit or None, offset=offset,
                              form="json" if json else "csv" if csv else "")  # fmt: skip
    if not shown and (tally.read or not tally.unread):
        tell(f"nothing in {store} is as asked")
    if not shown or tally.unread:
        raise typer.Exit(1)


def _searched(
    store: Store, words: str | None, filters: dict[str, Any], *, most: int | None, offset: int, form: str
) -> int:
    """Show what is found; how many there are."""
    from onrecord.store import search as asked
    from onrecord.store import total

    found = asked(store, words, limit=most, offset=offset, **filters)
    if form == "json":
        _put_json(found)
    elif form == "csv":
        put_csv(_header(), map(_row, found))
    else:
        from onrecord.views.terminal.render import console_for
        from onrecord.views.terminal.search import render_found

        speak_safely()
        with while_read():
            render_found(found, console_for(sys.stdout))
        if most is not None and len(found) == most and (all_of_it := total(store, words, **filters)) > offset + most:
            tell(f"shown are {offset + 1} to {offset + most} of {all_of_it:,}; --limit 0 shows all")
    return len(found)


def _counted(store: Store, by: str, words: str | None, filters: dict[str, Any], *, limit: int | None, form: str) -> int:
    """Show how many statements have each value of a field; how many values there are."""
    from onrecord.store import count_by

    found = count_by(store, by, words, limit=limit or None, **filters)
    if form == "json":
        _put_json(found)
    elif form == "csv":
        put_csv((by, "statements"), ((each.value, each.count) for each in found))
    else:
        from onrecord.views.terminal.render import console_for
        from onrecord.views.terminal.search import render_counts

        speak_safely()
        with while_read():
            render_counts(found, console_for(sys.stdout))
    return len(found)


def _put_json(found: Iterable[Any]) -> None:
    from onrecord.record.jsontext import to_json

    speak_utf8()
    for item in found:
        put(to_json(asdict(item)))


def _header() -> list[str]:
    from onrecord.store import Said
    from onrecord.store.asking.model import columns_of

    return [name for name in columns_of(Said) if name != "highlights"]


def _row(said: Said) -> list[Cell]:
    from onrecord.store.asking.model import flat

    row = {name: value for name, value in flat(said).items() if name != "highlights"}
    return [joined(value) if isinstance(value, tuple) else value for value in row.values()]
