"""The word lists of ``words.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def words(section: str) -> dict[str, Any]:
    """One section of the lists by name."""
    lists = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf8"))
    return dict(lists[section])
