"""Parses of the gold articles, kept on disk so that every experiment starts from the same ones.

python -m training.attribution.parses --gold ../shared/eval/polnear-train.jsonl --out build/attribution/train
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from onrecord.language import Reading, Segment, load, read_language
from onrecord.layout import lay_out

#: What a doc keeps: all that the statements floor asks of a token.
_FILE = "articles.pickle"


def write(gold: Path, out: Path) -> int:
    """Lay out and parse every article of a gold file; returns their number."""
    out.mkdir(parents=True, exist_ok=True)
    number = 0
    with gold.open(encoding="utf-8") as lines, (out / _FILE).open("wb") as file:
        for line in lines:
            article = json.loads(line)
            layout = lay_out(article["text"])
            reading = read_language(layout)
            parts = [
                (seg.part, seg.number, seg.start, seg.end, seg.doc.to_bytes(exclude=["tensor", "user_data"]))
                for seg in reading.segments
            ]
            pickle.dump((article, layout, parts), file)
            number += 1
    return number


def articles(folder: Path) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each article's gold with its reading, as they were written."""
    vocab = load().nlp.vocab
    with (folder / _FILE).open("rb") as file:
        while True:
            try:
                article, layout, parts = pickle.load(file)
            except EOFError:
                return
            segments = tuple(
                Segment(part, number, start, end, Doc(vocab).from_bytes(doc)) for part, number, start, end, doc in parts
            )
            yield article, Reading(layout, segments)


def main() -> None:
    """Write the parses of one gold file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    print(f"{write(given.gold, given.out)} articles parsed into {given.out}")


if __name__ == "__main__":
    main()
