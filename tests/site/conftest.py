"""A store of the example reports, and Datasette over it: in this process, and as a server on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord.record import Record
from onrecord.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples"

Get = Callable[..., Any]


@pytest.fixture(scope="session")
def example_records() -> list[Record]:
    """The records of all example reports, the twelve of the river among them."""
    paths = [*sorted(EXAMPLES.glob("*.txt")), *sorted(EXAMPLES.glob("river/*.txt"))]
    return [onrecord.read(path.read_text(encoding="utf-8"), as_of="2026-11-25") for path in paths]


@pytest.fixture(scope="session")
def example_store(example_records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of these records; nobody writes into it."""
    path = tmp_path_factory.mktemp("store") / "examples.db"
    with open_store(path) as store:
        store.put_all(example_records)
    return path


class Visitor:
    """Datasette in this process, asked as a browser would."""

    def __init__(self, datasette: Any) -> None:
        self.datasette = datasette
        self.loop = asyncio.new_event_loop()
        self.loop.run_until_complete(datasette.invoke_startup())

    def get(self, path: str, **more: Any) -> Any:
        """The answer to a GET; redirects are not followed."""
        return self.loop.run_until_complete(self.datasette.client.get(path, **more))

    def post(self, path: str, **more: Any) -> Any:
        """The answer to a POST."""
        return self.loop.run_until_complete(self.datasette.client.post(path, **more))

    def close(self) -> None:
        """End the loop, the threads and the connections of Datasette."""
        for base in self.datasette.databases.values():
            base.close()
        self.datasette.executor.shutdown()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


@pytest.fixture(scope="session")
def visitor(example_store: Path) -> Iterator[Visitor]:
    """A visitor of the site over the examples, as `onrecord serve` starts it."""
    from onrecord.views.web.site.serve import datasette_over

    found = Visitor(datasette_over(example_store))
    yield found
    found.close()
