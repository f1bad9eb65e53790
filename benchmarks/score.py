"""Measure onrecord on the gold sets and compare the main figures with the committed ones.

    python -m benchmarks.score [--keep] [--from SCORES.json]

Exit status 0: no figure fell; 1: one fell beyond its noise, or the gold itself changed. Where the gold sets do not lie
beside the checkout it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.figures import COMMITTED, Figure, Row, compare, gold_hashes, load_committed, load_figures

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "build" / "scores.json"


def shared_folder() -> Path:
    """The folder with the gold sets: `../shared` beside the checkout, or what ONRECORD_SHARED names."""
    return (ROOT / os.environ.get("ONRECORD_SHARED", "../shared")).resolve()


def measure(shared: Path) -> dict[str, Any]:
    """Run the shared scorer over all its sets and give its output; its own table goes to build/scores.txt."""
    OUT.parent.mkdir(exist_ok=True)
    command = [sys.executable, str(shared / "eval" / "score.py"), "--out", str(OUT)]
    with OUT.with_suffix(".txt").open("w", encoding="utf-8") as log:
        subprocess.run([*command, "--keep", str(OUT.parent / "predictions")], check=True, stdout=log, cwd=ROOT)
    scores: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
    return scores


def keep(rows: list[Row], gold: dict[str, str], path: Path = COMMITTED) -> None:
    """Write the figures as the committed ones, with the hash of each gold set and the day."""
    data = {
        "measured": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "gold": gold,
        "figures": {row.figure.id: row.now for row in rows if row.now is not None},
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def table_of(rows: list[Row]) -> Table:
    """The figures as a table: committed, now, change, and what is asked of each."""
    table = Table("figure", title="Figures against the committed ones", title_justify="left")
    for name in ("committed", "now", "change", "first aim", "must reach"):
        table.add_column(name, justify="right")
    group = None
    for row in rows:
        if row.figure.group != group:
            group = row.figure.group
            table.add_section()
            table.add_row(f"[bold]{group}[/bold]")
        table.add_row(f"  {row.figure.name}", *_cells(row))
    return table


def _cells(row: Row) -> list[str]:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    change = ""
    if row.committed is not None and row.now is not None and row.now != row.committed:
        change = f"{row.now - row.committed:+.3f}"
    if row.fell:
        change = f"[red]{change or 'gone'} FELL[/red]"
    return [
        number(row.committed),
        number(row.now),
        change,
        _aim(row.figure.first, row.now),
        _aim(row.figure.target, row.now),
    ]


def _aim(aim: float | None, now: float | None) -> str:
    if aim is None:
        return ""
    reached = now is not None and now >= aim
    return f"{aim:.2f} {'[green]✓[/green]' if reached else '·'}"


def verdict(rows: list[Row], changed: list[str], scores: Mapping[str, Any]) -> list[str]:
    """What is wrong with the figures, one line each; nothing where all is well."""
    wrong = [
        f"{row.figure.id} fell from {row.committed} to {row.now} (noise {row.figure.noise})" for row in rows if row.fell
    ]
    for name, figures in scores.items():
        failed = figures.get("failed documents", figures.get("missing", 0))
        if failed:
            wrong.append(f"{failed} documents of {name} could not be read")
    if changed:
        wrong.append(f"the gold of {', '.join(changed)} is not the one the committed figures were measured on")
    return wrong


def main(arguments: list[str] | None = None) -> int:
    """Measure, show, compare; see the top of this file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description="Measure on the gold sets.")
    parser.add_argument("--keep", action="store_true", help="write the figures to benchmarks/scores.json")
    parser.add_argument("--from", dest="given", type=Path, help="compare this output of the scorer, measure nothing")
    options = parser.parse_args(arguments)
    console, shared = Console(), shared_folder()
    if not (shared / "eval" / "score.py").exists():
        console.print("score: skipped, since the gold sets are not here (ONRECORD_SHARED names their folder)")
        return 0
    figures: tuple[Figure, ...] = load_figures()
    scores = json.loads(options.given.read_text(encoding="utf-8")) if options.given else measure(shared)
    committed = load_committed()
    rows = compare(figures, committed["figures"], scores)
    console.print(table_of(rows))
    gold = gold_hashes(shared, {figure.set for figure in figures})
    if options.keep:
        keep(rows, gold)
        console.print("kept in benchmarks/scores.json; say `make docs` to bring the README up to it")
        return 0
    changed = [name for name, digest in gold.items() if committed["gold"].get(name, digest) != digest]
    wrong = verdict(rows, changed, scores)
    for line in wrong:
        console.print(f"[red]{line}[/red]")
    if wrong:
        console.print(
            "Better the reading; or, where the fall has a reason, `make score-keep` and say it in the commit."
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
