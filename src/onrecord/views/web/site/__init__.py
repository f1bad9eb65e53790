"""The site over a store: a Datasette plugin with pages of its own where reading matters.

Datasette gives tables, facets, SQL, CSV and JSON of the whole store; the pages here are routes of the plugin. Where a
store is the only database, the home page takes Datasette's place at "/"; beside others it stands at "/-/record". The
plugin does nothing where no store is open, and it writes nothing unless it is configured with a token.
"""

from __future__ import annotations

from typing import Any

from datasette import hookimpl

from onrecord.views.web.site.bodies import limited
from onrecord.views.web.site.open_store import Site, site_of


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """The pages, where a store is open."""
    site = site_of(datasette)
    if site is None:
        return []
    from onrecord.views.web.site.routes import routes

    return routes(site)


@hookimpl
def asgi_wrapper(datasette: Any) -> Any:
    """Refuse bodies that are larger than any report."""
    return limited


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """The way from Datasette's pages back to ours."""
    site = site_of(datasette)
    return [{"href": site.home, "label": "On record"}] if site else []


@hookimpl
def startup(datasette: Any) -> Any:
    """Load what draws the charts before the first page asks for it."""
    site: Site | None = site_of(datasette)
    return site.warmed if site else None
