"""Which of the databases that Datasette has open is a store, and how our pages ask it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Response

from onrecord.errors import StoreError
from onrecord.store import open_store
from onrecord.store.migrations import APPLICATION

_P = ParamSpec("_P")
_T = TypeVar("_T")
_KEPT = 200
#: Where SQLite's file format keeps the application_id: four bytes, the highest first.
_MARK = slice(68, 72)
_SITES: WeakKeyDictionary[Any, Site | None] = WeakKeyDictionary()


def site_of(datasette: Any) -> Site | None:
    """The site of a Datasette: over the first of its databases that is a store; None where none is."""
    if datasette not in _SITES:
        stores = [(name, path) for name, path in _paths(datasette) if is_store(path)]
        alone = len(stores) == len([name for name in datasette.databases if not name.startswith("_")])
        _SITES[datasette] = Site(datasette, *stores[0], alone) if stores else None
    return _SITES[datasette]


def is_store(path: Path) -> bool:
    """True for a file that begins as a store does."""
    try:
        with path.open("rb") as file:
            return int.from_bytes(file.read(100)[_MARK], "big") == APPLICATION
    except OSError:
        return False


def problem_of(path: Path) -> StoreError | None:
    """What keeps the pages from a store, such as an older schema; None where nothing does."""
    try:
        open_store(path, write=False).close()
    except StoreError as error:
        return error
    return None


def _paths(datasette: Any) -> list[tuple[str, Path]]:
    return [(name, Path(base.path)) for name, base in datasette.databases.items() if base.path]


class Site:
    """A store in Datasette: its name and file, where its pages stand, and answers kept until the file changes."""

    def __init__(self, datasette: Any, database: str, path: Path, alone: bool) -> None:
        self.datasette = datasette
        self.database = database
        self.path = path
        self._front = alone
        self.problem = problem_of(path)
        self._kept: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._state: object = None

    @property
    def home(self) -> str:
        """The address of the home page."""
        return self.to("/" if self._front else "/-/record")

    def to(self, path: str) -> str:
        """An address on this site, below the base that Datasette is served at."""
        return str(self.datasette.urls.path(path))

    @property
    def token(self) -> str | None:
        """The token that allows writing; None on a site that is read-only."""
        settings = self.datasette.plugin_config("onrecord") or {}
        return settings.get("write_token") or None

    async def warmed(self) -> None:
        """Load what the first page would otherwise wait for."""
        from onrecord.views.web.site import assets, charts, mapchart, names, network
        from onrecord.views.web.site.pages.home import counted

        for part in (assets, charts, mapchart, names, network):
            await asyncio.to_thread(part.warmed)
        for name in self.datasette.jinja_env.list_templates(filter_func=lambda name: name.startswith("onrecord/")):
            self.datasette.jinja_env.get_template(name)
        if self.problem is None:
            await counted(self)

    async def allow(self, request: Any) -> None:
        """Raise Datasette's Forbidden where the visitor may not see the store."""
        await self.datasette.ensure_permissions(request.actor, [("view-database", self.database), "view-instance"])

    async def ask(
        self, question: Callable[Concatenate[sqlite3.Connection, _P], _T], *args: _P.args, **kwargs: _P.kwargs
    ) -> _T:
        """Ask the store, in a thread of Datasette's; the answer is kept until the file of the store changes."""
        base = self.datasette.get_database(self.database)
        answer: _T = await self._once(
            (question, args, tuple(kwargs.items())), lambda: base.execute_fn(lambda db: question(db, *args, **kwargs))
        )
        return answer

    async def kept(self, key: tuple[object, ...], make: Callable[[], _T]) -> _T:
        """Make something of the store's answers, such as a chart, in a thread; it is kept as they are."""
        made: _T = await self._once(key, lambda: asyncio.to_thread(make))
        return made

    async def _once(self, key: tuple[object, ...], make: Callable[[], Awaitable[Any]]) -> Any:
        state = self._now()
        if state != self._state:
            self._kept.clear()
            self._state = state
        if key not in self._kept:
            self._kept[key] = await make()
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _now(self) -> object:
        """What changes whenever the store does: times and sizes of the file and of its log."""
        found = []
        for path in (self.path, self.path.with_name(self.path.name + "-wal")):
            if path.exists():
                known = path.stat()
                found.append((known.st_mtime_ns, known.st_size))
        return tuple(found)

    async def page(self, request: Any, template: str, status: int = 200, **context: Any) -> Response:
        """Answer with a page of ours. `style` is a style sheet of this page alone; `charts` asks for the library."""
        from onrecord.views.web.site.answers import answered

        return await answered(self, request, template, status, context)
