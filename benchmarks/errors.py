"""Draw statements of PolNeAR dev that onrecord misses or invents, with a fixed seed, to be read one by one.

    python -m benchmarks.errors [--each 25] [--seed 4]

Needs the gold sets beside the checkout. Each error is printed with its id (m or s for missed or spurious, the number of
the article in the file, the offset at which the content begins), its sentence, and what overlaps on the other side.
The causes that were found are kept by these ids in benchmarks/errors.yaml, and never with the articles' words.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pairs import Compared, Json, has_gold, offsets, polnear
from onrecord.tables import parse_yaml

CAUSES = Path(__file__).with_name("errors.yaml")
EACH, SEED = 25, 4

Ranges = Sequence[Json]


@dataclass(frozen=True, slots=True)
class Error:
    """A statement that only one side has: its id, its parts, and the contents on the other side that touch its own."""

    id: str
    text: str
    source: Ranges
    cue: Ranges
    content: Ranges
    beside: tuple[Ranges, ...]


def errors(texts: Sequence[Compared]) -> tuple[list[Error], list[Error]]:
    """All missed and all spurious statements, in the order of the articles."""
    missed, spurious = [], []
    for number, each in enumerate(texts):
        ours = [offsets(one.statement.content) for one in each.judged]
        for gold in each.missed:
            parts = (gold["source"], gold["cue"], gold["content"])
            missed.append(Error(f"m{number}:{_start(parts[2])}", each.text, *parts, _touching(parts[2], ours)))
        for one in each.judged:
            if not one.right:
                told = one.statement
                source, cue, content = offsets(told.speaker.spans), offsets(told.cue.spans), offsets(told.content)
                beside = _touching(content, [gold["content"] for gold in each.gold])
                spurious.append(Error(f"s{number}:{_start(content)}", each.text, source, cue, content, beside))
    return missed, spurious


def drawn(found: tuple[list[Error], list[Error]], each: int = EACH, seed: int = SEED) -> list[Error]:
    """As many of each kind, by chance, in the order of the articles."""
    dice = random.Random(seed)
    return [kind[place] for kind in found for place in sorted(dice.sample(range(len(kind)), min(each, len(kind))))]


def _start(content: Ranges) -> int:
    return int(min(part["start"] for part in content))


def _touching(content: Ranges, others: Sequence[Ranges]) -> tuple[Ranges, ...]:
    return tuple(
        other
        for other in others
        if any(a["start"] < b["end"] and b["start"] < a["end"] for a in content for b in other)
    )


def shown(error: Error) -> Iterator[str]:
    """The lines of an error."""
    places = [part for parts in (error.source, error.cue, error.content) for part in parts]
    low = error.text.rfind("\n", 0, min(part["start"] for part in places)) + 1
    high = error.text.find("\n", max(part["end"] for part in places))
    yield f"== {error.id}"
    for name, parts in (("source", error.source), ("cue", error.cue), ("content", error.content)):
        yield f"  {name}: {_words(error.text, parts)}"
    yield from (f"  the other side: {_words(error.text, parts)}" for parts in error.beside)
    yield f"  in: {' '.join(error.text[low : high if high >= 0 else None].split())}"


def _words(text: str, parts: Ranges) -> str:
    return " … ".join(" ".join(text[part["start"] : part["end"]].split()) for part in parts) or "–"


def table_of(data: Json) -> str:
    """The causes kept, as a Markdown table, the commonest first.

    >>> cause = {"cause": "Wrong parse", "example": "a name cut in two", "help": "A better parser"}
    >>> print(table_of({"measured": "2026-01-01", "all": {"missed": 30, "spurious": 20},
    ...                 "causes": [{**cause, "ids": ["m1:5", "m2:7", "s1:0"]}]}))
    Drawn on 2026-01-01: 2 of 30 statements missed and 1 of 20 spurious ones.
    <BLANKLINE>
    | cause | missed | spurious | looks like | what would help |
    | --- | ---: | ---: | --- | --- |
    | Wrong parse | 2 | 1 | a name cut in two | A better parser |
    """
    rows = sorted(data["causes"], key=lambda cause: -len(cause["ids"]))
    counts = [[sum(each.startswith(kind) for each in cause["ids"]) for kind in "ms"] for cause in rows]
    missed, spurious = (sum(column) for column in zip(*counts, strict=True))
    lines = [
        f"Drawn on {data['measured']}: {missed} of {data['all']['missed']} statements missed and {spurious} of "
        f"{data['all']['spurious']} spurious ones.",
        "",
        "| cause | missed | spurious | looks like | what would help |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    lines += [
        f"| {cause['cause']} | {m} | {s} | {cause['example']} | {cause['help']} |"
        for cause, (m, s) in zip(rows, counts, strict=True)
    ]
    return "\n".join(lines)


def kept() -> Json:
    """The causes kept in benchmarks/errors.yaml."""
    data: Json = parse_yaml(CAUSES.read_text(encoding="utf-8"), CAUSES.name)
    return data


def main(arguments: list[str] | None = None) -> None:
    """Print the errors drawn."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.errors", description="Draw errors to be read.")
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args(arguments)
    if not has_gold():
        print("errors: skipped, since the gold sets are not here (ONRECORD_SHARED names their folder)")
        return
    missed, spurious = errors(list(polnear()))
    print(f"{len(missed)} missed, {len(spurious)} spurious")
    for error in drawn((missed, spurious), options.each, options.seed):
        print("\n".join(shown(error)))


if __name__ == "__main__":
    main()
