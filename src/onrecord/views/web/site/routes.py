"""Which address leads to which page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.utils.asgi import Response

from onrecord.errors import StoreError
from onrecord.views.web.site.assets import asset
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.pages.absent import absent
from onrecord.views.web.site.pages.dyad import dyad
from onrecord.views.web.site.pages.home import home
from onrecord.views.web.site.pages.keep import keep
from onrecord.views.web.site.pages.reading import reading
from onrecord.views.web.site.pages.report import report
from onrecord.views.web.site.pages.search import search
from onrecord.views.web.site.pages.speaker import actor, speaker
from onrecord.views.web.site.pages.ties import ties

View = Callable[[Site, Any], Awaitable[Response]]

_PAGES: tuple[tuple[str, View], ...] = (
    (r"^/-/record$", home),
    (r"^/-/search$", search),
    (r"^/-/report/(?P<report>[0-9a-f]{1,64})$", report),
    (r"^/-/speaker/(?P<speaker>[0-9a-f]{1,64})$", speaker),
    (r"^/-/actor/(?P<code>[^/]{1,80})$", actor),
    (r"^/-/dyad/(?P<first>[^/]{1,80})/(?P<second>[^/]{1,80})$", dyad),
    (r"^/-/ties$", ties),
    (r"^/-/read$", reading),
    (r"^/-/onrecord/[0-9a-f]{12}/(?P<name>[a-z.]{1,30})$", asset),
)


def routes(site: Site) -> list[tuple[str, Any]]:
    """The routes of a site; without a token there is none that writes."""
    pages = list(_PAGES)
    if site.home == site.to("/"):
        pages.insert(0, (r"^/$", home))
    if site.token:
        pages.append((r"^/-/keep$", keep))
    return [(pattern, _bound(site, view)) for pattern, view in pages]


def _bound(site: Site, view: View) -> Callable[..., Awaitable[Response]]:
    """A page as Datasette calls it."""

    async def run(request: Any) -> Response:
        await site.allow(request)
        if site.problem is not None:
            return await absent(site, request, site.problem)
        try:
            return await view(site, request)
        except StoreError as error:
            return await absent(site, request, error)

    return run
