"""`onrecord serve`: a store in the browser."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.streams import tell
from onrecord.errors import OnRecordError


def serve(
    store: Annotated[Path, typer.Argument(metavar="STORE", help="The store, made by onrecord add.")],
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port to listen at.")] = 8001,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen at; 0.0.0.0 lets other machines in.")
    ] = "127.0.0.1",
    write: Annotated[
        bool, typer.Option("--write", help="Let those who have the token, which is shown, put reports into the store.")
    ] = False,
    browser: Annotated[bool, typer.Option("--open", help="Open a browser at the first page.")] = False,
) -> None:
    """Show a store in the browser: what is on record, report by report, speaker by speaker, tie by tie.

    Pages: what is in the store, with a search; each report as it was published, with every statement marked and beside
    it who said it, through whom, and how sure that is (**j** and **k** go through the statements); speakers and
    states; two states over time; a map of ties; and Read, which shows the record of any text that you paste.

    Nobody else can see the site unless you name another --host, and nothing can be written unless you say --write.
    The site is a plugin of Datasette: tables, facets, SQL, CSV and JSON of everything come with it, and
    **datasette STORE** shows the same pages. Stop it with Ctrl-C. It needs the extra: pip install 'onrecord\\[site]'.

    **Examples**

    * onrecord add wire.db wire/*.txt
    * onrecord serve wire.db --open
    * onrecord serve wire.db --port 8080
    * onrecord serve wire.db --write
    """
    try:
        from onrecord.views.web.site.serve import Serving
        from onrecord.views.web.site.serve import serve as run
    except ModuleNotFoundError as error:
        raise OnRecordError(
            f"the site needs {error.name}, which is not installed", remedy="Say: pip install 'onrecord[site]'"
        ) from error
    serving = Serving(host, port, secrets.token_urlsafe(18) if write else None, browser)
    run(store, serving, lambda address: _tell_address(address, serving.token))


def _tell_address(address: str, token: str | None) -> None:
    tell(f"Open {address} (Ctrl-C stops the site)")
    if token:
        tell(f"The token that allows writing: {token}")
