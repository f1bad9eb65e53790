"""What all tests share: repeatable property tests, and the gold sets beside the checkout where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from benchmarks.score import shared_folder
from onrecord.scale.session import missing

# The same examples on every run, so that a red test stays red; no deadline, since one may load the pipeline first.
settings.register_profile("onrecord", derandomize=True, deadline=None)
settings.load_profile("onrecord")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests marked `shared` where the gold sets are not, and those marked `spark` where it cannot start."""
    reasons = {}
    if not (shared_folder() / "eval").is_dir():
        reasons["shared"] = "needs the gold sets (ONRECORD_SHARED names their folder)"
    if any(item.get_closest_marker("spark") for item in items) and (lacking := missing()) is not None:
        reasons["spark"] = f"Spark cannot start: {lacking}"
    for item in items:
        for name in reasons:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=reasons[name]))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the gold sets; for tests marked `shared`."""
    return shared_folder()
