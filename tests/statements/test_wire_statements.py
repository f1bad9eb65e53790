"""Whole invented wire reports: who said what, by which cue, through whom; the shares that must be right over a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.casebook import rows

import onrecord
from onrecord import Statement

#: The least shares over each file: of statements found, of those read that are right, and of the right parts.
FLOORS: dict[str, dict[str, float]] = {
    "said": {
        "found": 0.98, "right": 0.98, "cue": 0.97, "force": 0.98, "kind": 0.98, "name": 0.98, "role": 0.98,
        "code": 0.96, "reason": 0.98, "chain": 0.98, "within": 0.98,
    },
    "said_again": {
        "found": 0.94, "right": 0.93, "cue": 0.98, "force": 0.98, "kind": 0.98, "name": 0.94, "role": 0.98,
        "code": 0.9, "reason": 0.98, "chain": 0.98, "within": 0.98,
    },
    "said_once_more": {
        "found": 0.97, "right": 0.97, "cue": 0.97, "force": 0.97, "kind": 0.97, "name": 0.97, "role": 0.97,
        "code": 0.97, "reason": 0.97, "chain": 0.97, "within": 0.97,
    },
}  # fmt: skip
#: Two contents are the same statement when this share of their words is common.
ALIKE = 0.5


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+(?:['’]\w+)*", text.casefold()))


def _alike(wanted: dict[str, Any], statement: Statement) -> float:
    got = _words(" ".join(span.text for span in statement.content))
    texts = [" ".join(wanted["said"]), *_many(wanted.get("said_any", []))]
    return max(sum((got & _words(text)).values()) / max(1, sum((got | _words(text)).values())) for text in texts)


def _paired(wanted: list[dict[str, Any]], statements: list[Statement]) -> Iterator[tuple[int, Statement]]:
    """Numbers of the wanted statements with what was read for them, the likest first."""
    pairs = sorted(
        (-_alike(want, one), number, place)
        for number, want in enumerate(wanted)
        for place, one in enumerate(statements)
    )
    taken: set[int] = set()
    used: set[int] = set()
    for unlike, number, place in pairs:
        if -unlike >= ALIKE and number not in taken and place not in used:
            taken.add(number)
            used.add(place)
            yield number, statements[place]


def _has_role(wanted: dict[str, Any], role: str | None) -> bool:
    """A role is right that shares most of its words with a right one."""
    for right in _many(wanted.get("role")):
        if right is None or role is None:
            if right is role:
                return True
        elif 2 * sum((_words(right) & _words(role)).values()) >= 0.7 * sum((_words(right) + _words(role)).values()):
            return True
    return bool(wanted.get("role_free"))


def _has_name(wanted: dict[str, Any], name: str | None) -> bool:
    """A name is right that ends in a right one's surname."""
    names = _many(wanted.get("name"))
    return name in names or any(right and name and right.split()[-1] == name.split()[-1] for right in names)


def _parts(wanted: dict[str, Any], one: Statement, outer: str | None, outlet: str) -> dict[str, bool]:
    """Which parts of a statement that was found are right; `outer` is the id of the one that should hold it."""
    speaker, via = one.speaker, wanted.get("via", [])
    ways = [*(via if via and isinstance(via[0], list) else [via]), *wanted.get("via_any", [])]
    cues = " ".join(span.text for span in one.cue.spans)
    told = {span.text for span in speaker.unnamed_reason}
    return {
        "cue": any(cue in cues for cue in _many(wanted["cue"])),
        "force": one.cue.force in _many(wanted.get("force", "assert")),
        "kind": one.kind in [wanted.get("kind", "indirect"), *wanted.get("kind_any", [])],
        "name": _has_name(wanted, speaker.name),
        "role": _has_role(wanted, speaker.role),
        "code": speaker.code in _many(wanted.get("code")) or bool(wanted.get("code_free")),
        "reason": told == set(wanted.get("reason", [])) or wanted.get("named") == "any",
        "chain": [hop.name for hop in one.chain[1:]] in [[*way, outlet] for way in ways],
        "within": one.within == outer,
    }


def _counts(case: dict[str, Any]) -> tuple[Counter[str], Counter[str]]:
    """What is right and out of how many, over one report."""
    statements = list(onrecord.read(case["text"], as_of="2026-01-01", outlet=case["outlet"]).statements)
    pairs = dict(_paired(case["statements"], statements))
    right, of = Counter[str](right=len(pairs)), Counter[str](right=len(statements))
    for number, wanted in enumerate(case["statements"]):
        if wanted.get("optional"):
            continue
        of["found"] += 1
        if number not in pairs:
            continue
        right["found"] += 1
        outer = pairs.get(wanted["within"] - 1) if "within" in wanted else None
        for part, good in _parts(wanted, pairs[number], outer.id if outer else None, case["outlet"]).items():
            of[part] += 1
            right[part] += good
    return right, of


@pytest.mark.parametrize("name", FLOORS)
def test_the_statements_of_whole_reports(name: str) -> None:
    right, of = Counter[str](), Counter[str]()
    for case in rows(f"wire/{name}"):
        some, total = _counts(case)
        right.update(some)
        of.update(total)
    shares = {part: round(right[part] / of[part], 3) for part in FLOORS[name]}
    low = {part: (share, FLOORS[name][part]) for part, share in shares.items() if share < FLOORS[name][part]}
    assert not low, f"read less than the floor over tests/cases/wire/{name}.yaml (share, floor): {low}"
