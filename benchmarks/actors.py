"""How many of the actors' words in the PLOVER gold come out with the code that the gold gives them.

    python -m benchmarks.actors [--wrong]

Codes are folded as the shared scorer of events folds them (three letters, organisations as IGO), by that scorer's own
function. Asked is `onrecord.actors.code_of` with the gold's words and their sentence; gold without a code is left out.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.actors import code_of

SET = "plover-gsr-dev"


def scored(shared: Path) -> Iterator[tuple[str, str, str | None]]:
    """(words, the gold's code, ours), both codes folded, for every actor and recipient of the gold."""
    fold = _fold(shared)
    for line in (shared / "eval" / f"{SET}.jsonl").read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        for actor in (*event["source"], *event["target"]):
            gold = fold(actor["code_fixed"] or actor["code"])
            if gold and not gold.startswith(("-", "*")):
                found = code_of(actor["text"], context=event["text"])
                yield actor["text"], gold, fold(found[0]) if found else None


def share_right(shared: Path) -> float:
    """The share of the gold's actors whose code is right."""
    rows = list(scored(shared))
    return sum(gold == ours for _, gold, ours in rows) / len(rows)


def _fold(shared: Path) -> Callable[[str], str]:
    """The scorer's function that folds codes, loaded from where the gold sets lie."""
    sys.path.insert(0, str(shared / "eval"))  # the scorer imports its neighbours
    try:
        spec = importlib.util.spec_from_file_location("score_events", shared / "eval" / "score_events.py")
        if spec is None or spec.loader is None:
            raise SystemExit(f"actors: no scorer of events in {shared / 'eval'}")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    fold: Callable[[str], str] = module.code
    return fold


def main() -> None:
    """Print the share, and with `--wrong` what came out wrong."""
    from benchmarks.score import shared_folder

    parser = argparse.ArgumentParser(prog="python -m benchmarks.actors", description="Measure the codes of actors.")
    parser.add_argument("--wrong", action="store_true", help="list what came out wrong")
    options = parser.parse_args()
    shared = shared_folder()
    if not (shared / "eval" / f"{SET}.jsonl").exists():
        print("actors: skipped, since the gold sets are not here (ONRECORD_SHARED names their folder)")
        return
    rows = list(scored(shared))
    wrong = [row for row in rows if row[1] != row[2]]
    print(f"{1 - len(wrong) / len(rows):.3f} of {len(rows)} actors have the gold's code")
    for words, gold, ours in wrong if options.wrong else ():
        print(f"  {words}: {ours}, gold {gold}")


if __name__ == "__main__":
    main()
