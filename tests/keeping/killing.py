"""Runs of `onrecord add` that are killed at random moments and given again, and what runs beside each other."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

#: Two cores may be shared with much else, so spans are reckoned from a run that nobody disturbs.
_COMMAND = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """The command as a process of its own, in a group that can be killed."""
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def run(*arguments: str) -> int:
    """Run the command to its end; its exit status."""
    return started(*arguments).wait()


def undisturbed(arguments: tuple[str, ...], store: Path) -> float:
    """Run the command to its end; how many seconds it lasts from the opening of the store on."""
    before = _touched(store)
    process = started(*arguments)
    while process.poll() is None and _touched(store) == before:
        time.sleep(0.005)
    began = time.monotonic()
    process.wait()
    return time.monotonic() - began


def killed(arguments: tuple[str, ...], store: Path, kills: int, span: float, seed: int) -> int:
    """Start the command and kill it at a random moment, so many times; how many of the runs had ended before.

    The moment is drawn from the first `span` seconds after the store is opened (in the first run, made).
    """
    chance = random.Random(seed)
    ended = 0
    for _ in range(kills):
        before = _touched(store)
        process = started(*arguments)
        while process.poll() is None and _touched(store) == before:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, span))
        ended += process.poll() is not None
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.wait()
    return ended


def _touched(store: Path) -> object:
    """What changes when a store is opened for writing: it gets its index of the log."""
    try:
        return store.with_name(store.name + "-shm").stat().st_mtime_ns
    except FileNotFoundError:
        return None
