"""Statements searched by their words, and narrowed by speaker, kind, outlet and day."""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Response

from onrecord.errors import QueryError
from onrecord.record.vocabulary import FORCES
from onrecord.store.query_statements import Wanted, statements
from onrecord.views.web.site.links import Links
from onrecord.views.web.site.open_store import Site
from onrecord.views.web.site.periods import parsed

_PAGE = 30
_FIELDS = ("q", "name", "code", "to", "kind", "force", "outlet", "since", "until", "published")
KINDS = ("direct", "mixed", "indirect")


async def search(site: Site, request: Any) -> Response:
    """The page of a search; every field of the form stands in the address."""
    asked = {name: (request.args.get(name) or "").strip()[:300] for name in _FIELDS}
    offset = _number(request.args.get("from"))
    wanted, problems = wanted_of(asked)
    try:
        found = await site.ask(statements, wanted, _PAGE + 1, offset)
    except QueryError as error:
        found, problems = [], [*problems, str(error)]
    links = Links(site)
    given = {name: value for name, value in asked.items() if value}
    return await site.page(
        request,
        "search.html",
        title=f"Search: {asked['q']}" if asked["q"] else "Search statements",
        asked=asked,
        found=found[:_PAGE],
        offset=offset,
        more=links.search(**given, **{"from": offset + _PAGE}) if len(found) > _PAGE else None,
        before=links.search(**given, **{"from": max(0, offset - _PAGE)}) if offset else None,
        problems=problems,
        kinds=KINDS,
        forces=FORCES,
        links=links,
    )


def wanted_of(asked: dict[str, str]) -> tuple[Wanted, list[str]]:
    """What a form asks for, and what of it is no answerable question; that is left out.

    >>> wanted_of({"q": "port", "since": "soon"})
    (Wanted(words='port', ...), ['“soon” is not a day; write it as 2026-11-23.'])
    """
    days, problems = {}, []
    for name in ("since", "until"):
        if value := asked.get(name):
            days[name] = value if parsed(value) else None
            if days[name] is None:
                problems.append(f"“{value}” is not a day; write it as 2026-11-23.")
    first, _, last = (asked.get("published") or "").partition("..")
    wanted = Wanted(
        words=asked.get("q") or None,
        name=asked.get("name") or None,
        code=asked.get("code") or None,
        to=asked.get("to") or None,
        kind=asked.get("kind") if asked.get("kind") in KINDS else None,
        force=asked.get("force") if asked.get("force") in FORCES else None,
        outlet=asked.get("outlet") or None,
        published_since=first if parsed(first) else None,
        published_until=last if parsed(last) else None,
        **days,
    )
    return wanted, problems


def _number(text: str | None) -> int:
    return min(int(text), 100_000) if text and text.isdecimal() and len(text) < 7 else 0
