"""Pages as responses: rendered by Datasette's templates, under a policy that runs no script but our files."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from onrecord.record.visible import visible
from onrecord.views.web.site.assets import address
from onrecord.views.web.site.names import name_of_code
from onrecord.views.wording import day

if TYPE_CHECKING:
    from onrecord.views.web.site.open_store import Site

_NAV = (
    ("home", "Home", ""),
    ("search", "Search", "/-/search"),
    ("ties", "Ties", "/-/ties"),
    ("read", "Read", "/-/read"),
)


async def answered(site: Site, request: Any, template: str, status: int, context: dict[str, Any]) -> Response:
    """Render a template of ours with what every page needs."""
    style, charts = context.get("style", ""), bool(context.get("charts"))
    body = await site.datasette.render_template(
        f"onrecord/{template}",
        {
            "site": site,
            "nav": [(name, label, site.to(path) if path else site.home) for name, label, path in _NAV],
            "tables": site.to(f"/{site.datasette.urls.database(site.database).rpartition('/')[2]}"),
            "asset": lambda name: address(site, name),
            "visible": visible,
            "day": day,
            "called": name_of_code,
            "here": template.removesuffix(".html"),
            **context,
        },
        request=request,
    )
    return Response.html(body, status=status, headers=_headers(style, charts))


def _headers(style: str, charts: bool) -> dict[str, str]:
    """What a browser may do on a page: run our script files, and, for charts, set styles as their library does."""
    own = "'unsafe-inline'" if charts else _hash(style) if style else ""
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' {own}; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy.replace(" ;", ";"),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
