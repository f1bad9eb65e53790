"""How an output is known; nothing else is imported here, so that asking costs nothing."""

from __future__ import annotations

from pathlib import Path

#: The folder of manifests in an output; readers of tables pass over names that begin so.
OWN = "_onrecord"
JOB = "job.json"


def is_output(path: str | Path) -> bool:
    """True for a folder that a job has written.

    >>> is_output("no such folder")
    False
    """
    try:
        return Path(path, OWN, JOB).is_file()
    except (OSError, ValueError):
        return False
