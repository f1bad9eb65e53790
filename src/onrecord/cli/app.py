"""The `onrecord` command with its sub-commands, and how each way of ending becomes an exit status.

0 all went well, 1 an input could not be read or did not hold, 2 the command was used wrongly, 130 interrupted.
Data goes to standard output, messages to standard error, each on one line.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer

from onrecord.cli.add import add, reread
from onrecord.cli.events import events
from onrecord.cli.export import export
from onrecord.cli.lean import start_lean
from onrecord.cli.read import read
from onrecord.cli.schema import schema
from onrecord.cli.search import search
from onrecord.cli.series import series
from onrecord.cli.serve import serve
from onrecord.cli.spark import spark
from onrecord.cli.streams import ReaderGone, tell
from onrecord.cli.ties import ties
from onrecord.cli.verify import verify
from onrecord.cli.watch import watch
from onrecord.cli.who import who
from onrecord.errors import OnRecordError, QueryError

# The exceptions behind Typer's public BadParameter; Typer brings them from Click or from a copy of its own.
_USAGE: Any = typer.BadParameter.__bases__[0]
_SHOWN: Any = _USAGE.__bases__[0]

app = typer.Typer(
    name="onrecord",
    help="Read news reports into a record: who said what, through whom and when, with the words it was read from.",
    epilog="Begin with: onrecord read FILE. Each command teaches more with --help.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(read)
app.command()(verify)
app.command()(schema)
app.command()(who)
app.command()(serve)
app.command()(add)
app.command()(watch)
app.command()(reread)
app.command()(ties)
app.command()(events)
app.command()(series)
app.command()(search)
app.command()(export)
app.command()(spark)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _root(
    shown: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> int:
    """Run the command with `arguments` (default: those of the process) and return its exit status."""
    if arguments is None:
        start_lean()
    try:
        status = app(args=arguments, prog_name="onrecord", standalone_mode=False)
        sys.stdout.flush()
    except _USAGE as error:
        if error.format_message():  # without arguments the help has been shown, and there is nothing more to tell
            where = error.ctx.command_path if error.ctx else "onrecord"
            tell(f"{error.format_message().rstrip('.')}. See: {where} --help", where)
        return 2
    except _SHOWN as error:
        tell(error.format_message())
        return 2
    except QueryError as error:
        tell(str(error))
        return 2
    except OnRecordError as error:
        tell(str(error))
        return 1
    except (ReaderGone, BrokenPipeError):
        # Write what is left nowhere, so that closing the stream is quiet as well.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except (KeyboardInterrupt, typer.Abort):
        return 130
    return status if isinstance(status, int) else 0
