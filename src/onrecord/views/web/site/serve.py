"""Starting the site: Datasette with one store, on this machine alone unless another address is named."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

from onrecord.errors import StoreError
from onrecord.views.web.site.open_store import is_store, problem_of


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: where, and with which token to write; no token for a site that only reads."""

    host: str = "127.0.0.1"
    port: int = 8001
    token: str | None = None
    browser: bool = False


def datasette_over(store: Path, token: str | None = None) -> Any:
    """Datasette over a store, as `onrecord serve` starts it; raises StoreError for a file that is none."""
    from datasette.app import Datasette

    if store.is_dir():
        raise StoreError(f"{store} is a directory", remedy="Name the file of a store; onrecord add makes one.")
    if not store.is_file():
        raise StoreError(f"{store} does not exist", remedy=f"Make it: onrecord add {store} REPORTS...")
    if not is_store(store):
        raise StoreError(f"{store} is no store of onrecord", remedy="Make one: onrecord add STORE REPORTS...")
    if problem := problem_of(store):
        raise problem
    metadata = {
        "title": "On record",
        "description": "Who said what, through whom, and when: every row leads to the words it was read from.",
        "plugins": {"onrecord": {"write_token": token}},
    }
    return Datasette([str(store)], metadata=metadata, settings={"sql_time_limit_ms": 2000, "facet_time_limit_ms": 500})


def serve(store: Path, serving: Serving, ready: Callable[[str], object]) -> None:
    """Serve a store until interrupted; `ready` is told the address once the store is known to be one."""
    import uvicorn

    datasette = datasette_over(store, serving.token)
    ready(address_of(serving))
    if serving.browser:
        Timer(1.0, webbrowser.open, [address_of(serving)]).start()
    uvicorn.run(datasette.app(), host=serving.host, port=serving.port, log_level="warning", lifespan="on")


def address_of(serving: Serving) -> str:
    """The address to open in a browser.

    >>> address_of(Serving(host="::1", port=8080))
    'http://[::1]:8080/'
    """
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    return f"http://{host}:{serving.port}/"
