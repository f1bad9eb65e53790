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

from benchmarks.actors import SET, share_right
from benchmarks.figures import COMMITTED, Figure, Row, compare, gold_hashes, load_committed, load_figures

ROOT = Path(__file__).resolve().parents[1]
#: What is measured here and not by the shared scorer, under the name of its set.
ACTOR_CODES = "codes of actors"
OUT = ROOT / "build" / "scores.json"


def shared_folder() -> Path:
    """The folder with the gold sets: `../shared` beside the checkout, or what ONRECORD_SHARED names."""
    return (ROOT / os.environ.get("ONRECORD_SHARED", "../shared")).resolve()


def measure(shared: Path) -> dict[str, Any]:
    """Run the shared scorer over all its sets and give its output; what it prints goes to build/scores.txt.

    Raises SystemExit with the scorer's last words where it fails.
    """
    OUT.parent.mkdir(exist_ok=True)
    command = [sys.executable, str(shared / "eval" / "score.py"), "--out", str(OUT)]
    done = subprocess.run(
        [*command, "--keep", str(OUT.parent / "predictions")], capture_output=True, text=True, cwd=ROOT, check=False
    )
    OUT.with_suffix(".txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode} and no word"])[-1]
        raise SystemExit(f"score: the scorer failed: {why}; see build/scores.txt")
    scores: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
    scores.setdefault(SET, {})[ACTOR_CODES] = share_right(shared)
    return scores


def keep(rows: list[Row], gold: dict[str, str], path: Path = COMMITTED) -> None:
    """Write the figures as the committed ones, with the hash of each gold set and the day."""
    data = {
        "measured": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "gold": gold,
        "figures": {row.figure.id: row.now for row in rows if row.now is not None},
    }
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def lines_of(rows: list[Row]) -> list[str]:
    """The figures as lines of text under their groups: committed, now, change, first aim, what must be reached."""
    lines = [f"{'':<38}{'committed':>10}{'now':>8}{'change':>9}{'first aim':>12}{'must reach':>12}"]
    group = None
    for row in rows:
        if row.figure.group != group:
            group = row.figure.group
            lines.append(group)
        aims = f"{_aim(row.figure.first, row.now):>12}{_aim(row.figure.target, row.now):>12}"
        line = f"  {row.figure.name:<36}{_number(row.committed):>10}{_number(row.now):>8}{_change(row):>9}{aims}"
        lines.append(f"{line}{'  FELL' if row.fell else ''}".rstrip())
    return lines


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _change(row: Row) -> str:
    if row.committed is None or row.now is None or row.committed == row.now:
        return ""
    return f"{row.now - row.committed:+.3f}"


def _aim(aim: float | None, now: float | None) -> str:
    if aim is None:
        return ""
    return f"{aim:.2f} {'✓' if now is not None and now >= aim else '·'}"


def verdict(rows: list[Row], changed: list[str], scores: Mapping[str, Any]) -> list[str]:
    """What is wrong with the figures, one line each; nothing where all is well."""
    wrong = [
        f"{row.figure.id} fell from {row.committed} to {row.now} (noise {row.figure.noise})" for row in rows if row.fell
    ]
    for name, figures in scores.items():
        failed = figures.get("failed documents", figures.get("missing", 0))
        if failed:
            wrong.append(f"{failed} documents of {name} could not be read, see build/scores.txt")
    if changed:
        wrong.append(f"the gold of {', '.join(changed)} is not the one the committed figures were measured on")
    return wrong


def main(arguments: list[str] | None = None) -> int:
    """Measure, show, compare; see the top of this file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.score", description="Measure on the gold sets.")
    parser.add_argument("--keep", action="store_true", help="write the figures to benchmarks/scores.json")
    parser.add_argument("--from", dest="given", type=Path, help="compare this output of the scorer, measure nothing")
    options = parser.parse_args(arguments)
    shared = shared_folder()
    if not (shared / "eval" / "score.py").exists():
        print("score: skipped, since the gold sets are not here (ONRECORD_SHARED names their folder)")
        return 0
    figures: tuple[Figure, ...] = load_figures()
    scores = json.loads(options.given.read_text(encoding="utf-8")) if options.given else measure(shared)
    committed = load_committed()
    rows = compare(figures, committed["figures"], scores)
    print("\n".join(lines_of(rows)))
    gold = gold_hashes(shared, {figure.set for figure in figures})
    if options.keep:
        keep(rows, gold)
        print("kept in benchmarks/scores.json; say `make docs` to bring the README up to it")
        return 0
    changed = [name for name, digest in gold.items() if committed["gold"].get(name, digest) != digest]
    wrong = verdict(rows, changed, scores)
    for line in wrong:
        print(line)
    if wrong:
        print("Better the reading; or, where the fall has a reason, `make score-keep` and say it in the commit.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
