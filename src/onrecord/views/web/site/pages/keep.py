"""Keep: write a pasted report into the store. The only page that writes; it is there only on a site with a token."""

from __future__ import annotations

import hmac
import sqlite3
from typing import Any

from datasette.utils.asgi import Forbidden, Response

from onrecord.errors import OnRecordError, StoreError
from onrecord.record import Record
from onrecord.store import Origin, open_store
from onrecord.store.writing import told_of
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.pages.reading import pasted_of
from onrecord.views.web.site.readings import read_pasted


async def keep(site: Site, request: Any) -> Response:
    """Read the text that was sent and write its record; 403 without the token, or from another site's form."""
    if request.method != "POST":
        raise Forbidden("Send a text with POST")
    sent = await request.post_vars()
    if not (site.token and hmac.compare_digest(site.token.encode(), (sent.get("token") or "").encode())):
        raise Forbidden("This is not the token that the site was started with")
    if not hmac.compare_digest(request.scope["csrftoken"](), sent.get("csrftoken") or ""):
        raise Forbidden("The form is not of this site")
    try:
        record = await read_pasted(pasted_of(sent))
        await _write(site, record)
    except OnRecordError as error:
        return await site.page(
            request, "absent.html", 400, title="Not kept", problem=error.problem, remedy=error.remedy
        )
    return Response.redirect(Links(site).report(record.report.id))


async def _write(site: Site, record: Record) -> None:
    base = site.datasette.get_database(site.database)
    if not base.is_mutable:
        raise StoreError("The store was opened as immutable", remedy="Open it with: onrecord serve STORE --write")

    def put(_: sqlite3.Connection) -> None:
        with open_store(site.path, create=False) as store:
            store.put(record, Origin(given=told_of(record)))

    await base.execute_fn(put)
