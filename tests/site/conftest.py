"""A store of the example reports, and Datasette over it: in this process, and as a server on loopback."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

import onrecord
from onrecord.record import Record
from onrecord.store import open_store

EXAMPLES = Path(__file__).parents[2] / "examples"


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
    """Datasette in this process, in a thread of its own, asked as a browser would."""

    def __init__(self, datasette: Any) -> None:
        self.datasette = datasette
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever)
        self.thread.start()
        self._wait(datasette.invoke_startup())

    def get(self, path: str, **more: Any) -> Any:
        """The answer to a GET; redirects are not followed."""
        return self._wait(self.datasette.client.get(path, **more))

    def post(self, path: str, **more: Any) -> Any:
        """The answer to a POST."""
        return self._wait(self.datasette.client.post(path, **more))

    def close(self) -> None:
        """End the loop, the threads and the connections of Datasette."""
        for base in self.datasette.databases.values():
            base.close()
        self.datasette.executor.shutdown()
        self._wait(self.loop.shutdown_default_executor())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def _wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()


@pytest.fixture(scope="session")
def visitor(example_store: Path) -> Iterator[Visitor]:
    """A visitor of the site over the examples, as `onrecord serve` starts it."""
    from onrecord.views.web.site.serve import datasette_over

    found = Visitor(datasette_over(example_store))
    yield found
    found.close()


def chromium_path() -> str | None:
    """Debian's Chromium, or another one that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running Chromium without a window."""
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium is installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@contextmanager
def serving(store: Path, *options: str) -> Iterator[tuple[str, str]]:
    """`onrecord serve` as a process of its own on a free port; its address, and what it says when it starts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "onrecord.cli", "serve", str(store), "--port", str(port), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = process.stderr.readline()
        if "--write" in options:
            said += process.stderr.readline()
        try:
            _wait(port, process)
            yield f"http://127.0.0.1:{port}", said
        finally:
            process.terminate()
            process.communicate(timeout=30)


def _wait(port: int, process: subprocess.Popen[str]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise AssertionError("the site ended before it answered")
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the site did not answer within a minute")


@pytest.fixture(scope="session")
def address(example_store: Path) -> Iterator[str]:
    """The address of the site over the examples, served as a person would serve it."""
    with serving(example_store) as (found, said):
        assert found in said
        yield found
