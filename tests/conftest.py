"""What all tests share: repeatable property tests, and the gold sets beside the checkout where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.score import shared_folder

# The same examples on every run, so that a red test stays red; no deadline, since one may load the pipeline first.
settings.register_profile("onrecord", derandomize=True, deadline=None)
settings.load_profile("onrecord")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `shared` where the gold sets are not."""
    if (shared_folder() / "eval").is_dir():
        return
    for item in items:
        if item.get_closest_marker("shared"):
            item.add_marker(pytest.mark.skip(reason="needs the gold sets (ONRECORD_SHARED names their folder)"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the gold sets; for tests marked `shared`."""
    return shared_folder()
