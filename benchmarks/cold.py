"""Cold start: a fresh process that reads one report, against one that only loads spaCy and the same pipeline.

    python -m benchmarks.cold [--rounds 7]

Both run in turns (A B A B ...) as child processes; what counts is their processor time, so that other work on the
machine does not. Python keeps what it compiled of the sources in a folder made for this, as an installed package has
it beside them; the first run of each side fills it and is not counted.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence

from rich.console import Console

from benchmarks.score import ROOT
from onrecord import models

REPORT = ROOT / "examples" / "ap-strait.txt"
_READ = (sys.executable, "-m", "onrecord.cli", "read", str(REPORT), "--as-of", "2026-12-01")


def cold_start(rounds: int) -> tuple[float, float]:
    """Seconds of processor time, medians: to load spaCy with the shipped pipeline, and to read one report."""
    loading = (sys.executable, "-c", f"import spacy; spacy.load({str(models.artefact().path)!r})")
    times: dict[Sequence[str], list[float]] = {loading: [], _READ: []}
    with tempfile.TemporaryDirectory() as compiled:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for command, measured in times.items():
                seconds = _processor_seconds(command, environment)
                if number:
                    measured.append(seconds)
    return statistics.median(times[loading]), statistics.median(times[_READ])


def _processor_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def main(arguments: list[str] | None = None) -> None:
    """Measure and show both sides and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cold", description="Measure the cold start.")
    parser.add_argument("--rounds", type=int, default=7)
    loading, reading = cold_start(parser.parse_args(arguments).rounds)
    Console().print(
        f"spaCy and the pipeline {loading:.2f} s, one report read {reading:.2f} s: {reading / loading:.2f} x"
    )


if __name__ == "__main__":
    main()
