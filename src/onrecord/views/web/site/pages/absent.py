"""The page for what is not in the store."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from onrecord.errors import StoreError
from onrecord.views.web.site.open_store import Site


async def absent(site: Site, request: Any, error: StoreError) -> Response:
    """Say what is not there, and where to go on."""
    told = {"problem": error.problem, "remedy": error.remedy}
    return await site.page(request, "absent.html", 404, title="Not in the store", **told)
