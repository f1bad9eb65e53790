"""Is a statement's `confidence` what it says? How many statements are right at each level of it, and by each rule.

    python -m benchmarks.calibration [--fit]

Over PolNeAR dev and wire-dev, where they lie beside the checkout; the result goes to benchmarks/calibration.json. Right
is a statement whose content overlaps a gold content by half or more (Jaccard, as the scorers pair them). `--fit` only
tells which slope and offset onrecord.statements.confidence should have by every third article of PolNeAR train.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.pairs import Json, Judged, has_gold, polnear, wire, write_json
from onrecord.statements.confidence import OFFSET, SLOPE

RESULTS = Path(__file__).with_name("calibration.json")
#: Levels are this wide, in hundredths.
STEP = 10
#: How many statements a level or a rule needs for its share to say something.
ENOUGH, ENOUGH_OF_RULE = 50, 10
#: For the fit: every third article, the logit of a confidence of 1, and how small a determinant may be.
EVERY, _SUREST, _SINGULAR = 3, 7.0, 1e-9


def levels(judged: Iterable[Judged]) -> list[Json]:
    """The statements by level of confidence, from the lowest: how many, their mean confidence, the shares right."""
    by_level: dict[int, list[Judged]] = defaultdict(list)
    for each in judged:
        by_level[min(round(each.statement.confidence * 100), 99) // STEP * STEP].append(each)
    return [{"from": level / 100, **shares(by_level[level])} for level in sorted(by_level)]


def rules(judged: Iterable[Judged]) -> list[Json]:
    """The same by the rule that a statement was read by, the commonest first, rare ones left out."""
    by_rule: dict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        by_rule[each.rule].append(each)
    common = [(rule, group) for rule, group in by_rule.items() if len(group) >= ENOUGH_OF_RULE]
    return [{"rule": rule, **shares(group)} for rule, group in sorted(common, key=lambda pair: -len(pair[1]))]


def shares(group: Sequence[Judged]) -> Json:
    """How many, their mean confidence, and the shares that are right, and right with their speaker."""
    count = len(group)
    return {
        "statements": count,
        "confidence": round(sum(each.statement.confidence for each in group) / count, 3),
        "right": round(sum(each.right for each in group) / count, 3),
        "with_speaker": round(sum(each.with_speaker for each in group) / count, 3),
    }


def expected_error(found: Sequence[Json], share: str = "right") -> float:
    """Expected calibration error: how far confidence and share lie apart, over all levels by their size.

    >>> level = {"statements": 10, "confidence": 0.9, "right": 0.8}
    >>> expected_error([level, {**level, "statements": 30, "right": 0.9}])
    0.025
    """
    total = sum(level["statements"] for level in found)
    apart: float = sum(level["statements"] * abs(level["confidence"] - level[share]) for level in found)
    return round(apart / total, 3) if total else 0.0


def measure() -> Json:
    """Read both sets."""
    sets = {}
    both: list[Judged] = []
    for name, texts in (("PolNeAR dev", list(polnear())), ("wire-dev", list(wire()))):
        judged = [each for text in texts for each in text.judged]
        found = levels(judged)
        sets[name] = {
            "texts": len(texts), "statements": len(judged), "error": expected_error(found),
            "error_with_speaker": expected_error(found, "with_speaker"), "levels": found,
        }  # fmt: skip
        both += judged
    return {"measured": datetime.datetime.now(datetime.UTC).date().isoformat(), "sets": sets, "rules": rules(both)}


def table_of(data: Json) -> str:
    """The result as Markdown tables.

    >>> row = {"statements": 60, "confidence": 0.95, "right": 0.9, "with_speaker": 0.8}
    >>> one = {"texts": 2, "statements": 60, "error": 0.05, "error_with_speaker": 0.15}
    >>> one["levels"] = [{"from": 0.9, **row}]
    >>> print(table_of({"measured": "2026-01-01", "sets": {"x": one}, "rules": [{"rule": "turn", **row}]}))
    Measured on 2026-01-01:
    <BLANKLINE>
    | texts | confidence | statements | mean confidence | right | with the speaker |
    | --- | --- | ---: | ---: | ---: | ---: |
    | x | 0.9 to 1.0 | 60 | 0.95 | 0.90 | 0.80 |
    <BLANKLINE>
    - x: 60 statements of 2 texts; expected calibration error 0.050, 0.150 with the speaker.
    <BLANKLINE>
    | read by, in both | statements | mean confidence | right | with the speaker |
    | --- | ---: | ---: | ---: | ---: |
    | turn | 60 | 0.95 | 0.90 | 0.80 |
    """
    lines = [
        f"Measured on {data['measured']}:",
        "",
        "| texts | confidence | statements | mean confidence | right | with the speaker |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
    ]
    for name, found in data["sets"].items():
        lines += [
            f"| {name} | {level['from']:.1f} to {level['from'] + STEP / 100:.1f} | {_cells(level)} |"
            for level in found["levels"]
        ]
    lines.append("")
    lines += [
        f"- {name}: {found['statements']} statements of {found['texts']} texts; expected calibration error "
        f"{found['error']:.3f}, {found['error_with_speaker']:.3f} with the speaker."
        for name, found in data["sets"].items()
    ]
    lines += ["", "| read by, in both | statements | mean confidence | right | with the speaker |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    return "\n".join([*lines, *(f"| {row['rule']} | {_cells(row)} |" for row in data["rules"])])


def _cells(row: Json) -> str:
    figures = (f"{row[name]:.2f}" for name in ("confidence", "right", "with_speaker"))
    return " | ".join([str(row["statements"]), *figures])


def fitted(judged: Iterable[Judged], rounds: int = 20) -> tuple[float, float]:
    """Slope and offset of the model's logit that make what is right likeliest, by Newton's steps.

    Raises ValueError where the statements do not determine them (all right, all wrong, or of one confidence).
    """
    cases = [
        ((_logit(each.statement.confidence) - OFFSET) / SLOPE, each.right)
        for each in judged
        if each.rule == "the model"
    ]
    slope, offset = 1.0, 0.0
    for _ in range(rounds):
        likely = [1.0 / (1.0 + math.exp(-(slope * logit + offset))) for logit, _ in cases]
        weights = [share * (1.0 - share) for share in likely]
        off = [right - share for share, (_, right) in zip(likely, cases, strict=True)]
        first = sum(each * logit for each, (logit, _) in zip(off, cases, strict=True))
        square, cross = (
            sum(weight * logit**power for weight, (logit, _) in zip(weights, cases, strict=True)) for power in (2, 1)
        )
        whole = square * sum(weights) - cross**2
        if whole < _SINGULAR:
            raise ValueError(
                f"{len(cases)} statements do not determine slope and offset; give more, right and wrong ones"
            )
        slope += (sum(weights) * first - cross * sum(off)) / whole
        offset += (square * sum(off) - cross * first) / whole
    return slope, offset


def _logit(share: float) -> float:
    return math.log(share / (1.0 - share)) if share < 1.0 else _SUREST


def kept() -> Json:
    """The committed result."""
    data: Json = json.loads(RESULTS.read_text(encoding="utf-8"))
    return data


def main(arguments: list[str] | None = None) -> None:
    """Measure, keep, and show the tables; or tell the fit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description="Measure the confidence.")
    parser.add_argument("--fit", action="store_true", help="tell slope and offset by PolNeAR train, keep nothing")
    options = parser.parse_args(arguments)
    if not has_gold():
        print("calibration: skipped, since the gold sets are not here (ONRECORD_SHARED names their folder)")
        return
    if options.fit:
        slope, offset = fitted(each for text in polnear("train", EVERY) for each in text.judged)
        print(f"slope {slope:.2f}, offset {offset:.2f}; now {SLOPE} and {OFFSET}")
        return
    data = measure()
    write_json(RESULTS, data)
    print(table_of(data))
    print("kept in benchmarks/calibration.json; say `make docs` to bring the page up to it")


if __name__ == "__main__":
    main()
