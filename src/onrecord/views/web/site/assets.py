"""Style sheets and scripts: ours, and the script of the chart library out of its package; compressed, and kept."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Response

if TYPE_CHECKING:
    from onrecord.views.web.site.open_store import Site

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
#: By the name in an address: package and file.
_FILES = {
    "style.css": ("onrecord.views.web", "style.css"),
    "site.css": ("onrecord.views.web.site", "static/site.css"),
    "site.js": ("onrecord.views.web.site", "static/site.js"),
    "charts.js": ("onrecord.views.web.site", "static/charts.js"),
    "mark.svg": ("onrecord.views.web.site", "static/mark.svg"),
    "bokeh.min.js": ("bokeh", "server/static/js/bokeh.min.js"),
}


@dataclass(frozen=True, slots=True)
class _Asset:
    plain: bytes
    packed: bytes
    mark: str


@cache
def _asset(name: str) -> _Asset:
    package, file = _FILES[name]
    plain = resources.files(package).joinpath(file).read_bytes()
    return _Asset(plain, gzip.compress(plain, 9, mtime=0), hashlib.sha256(plain).hexdigest()[:12])


def address(site: Site, name: str) -> str:
    """The address of a file, which changes with its content."""
    return site.to(f"/-/onrecord/{_asset(name).mark}/{name}")


def warmed() -> None:
    """Read and compress every file before a page asks for one."""
    for name in _FILES:
        _asset(name)


async def asset(site: Site, request: Any) -> Response:
    """Send a file; a browser may keep it for good, since other content has another address."""
    name = request.url_vars["name"]
    if name not in _FILES:
        raise NotFound(f"There is no file {name}")
    found = _asset(name)
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    body = found.plain
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = found.packed, "gzip"
    return Response(body, headers=headers, content_type=_TYPES[name.rpartition(".")[2]])
