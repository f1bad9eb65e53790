"""Read: a pasted or dropped text, and its record at once. Nothing is stored unless one with the token asks for it."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response
from markupsafe import Markup

from onrecord.errors import OnRecordError
from onrecord.views.web.page import lit
from onrecord.views.web.report import report_section
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.pages.report import ways_of
from onrecord.views.web.site.readings import LONGEST, Pasted, read_pasted

_FIELDS = ("date", "outlet", "url")


async def reading(site: Site, request: Any) -> Response:
    """The form, and under it the record of what was sent."""
    if request.method != "POST":
        return await _page(site, request, Pasted(""))
    pasted = pasted_of(await request.post_vars())
    if not pasted.text.strip():
        return await _page(site, request, pasted, problem="There is no text. Paste a report, or drop a file.")
    try:
        record = await read_pasted(pasted)
    except OnRecordError as error:
        return await _page(site, request, pasted, problem=str(error))
    section = report_section(record, 1, 2, ways_of(Links(site), record, ""))
    return await _page(site, request, pasted, record=record, section=Markup(section), style=Markup(lit([record])))


def pasted_of(sent: dict[str, str]) -> Pasted:
    """What a form sent. A form ends lines with CR LF, which no report was written with: they become LF again."""
    said = {name: (sent.get(name) or "").strip()[:2000] or None for name in _FIELDS}
    return Pasted(text=(sent.get("text") or "").replace("\r\n", "\n"), **said)


async def _page(site: Site, request: Any, pasted: Pasted, **found: Any) -> Response:
    return await site.page(
        request,
        "reading.html",
        title="Read a report",
        pasted=pasted,
        longest=LONGEST,
        keep=site.to("/-/keep") if site.token else None,
        **found,
    )
