"""Parses of the gold articles, kept on disk so that every experiment starts from the same ones.

python -m training.attribution.parses --gold ../shared/eval/polnear-train.jsonl --out build/attribution/train
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.tokens import Doc

from onrecord.language import Reading, Segment, load, read_language
from onrecord.layout import lay_out

_LEFT_OUT = ["tensor", "user_data"]


def write(gold: Path, out: Path) -> int:
    """Lay out and parse every article of a gold file, one file for each; returns their number."""
    out.mkdir(parents=True, exist_ok=True)
    number = 0
    with gold.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            segments = [
                (segment.part, segment.number, segment.start, segment.end, segment.doc.to_bytes(exclude=_LEFT_OUT))
                for segment in read_language(lay_out(article["text"])).segments
            ]
            srsly.write_msgpack(out / f"{number:04}.msgpack", {"article": article, "segments": segments})
            number += 1
    return number


def articles(folder: Path) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Each article's gold with its reading, in the order of the gold file."""
    vocab = load().nlp.vocab
    for path in sorted(folder.glob("*.msgpack")):
        kept = srsly.read_msgpack(path)
        segments = tuple(
            Segment(part, number, start, end, Doc(vocab).from_bytes(doc))
            for part, number, start, end, doc in kept["segments"]
        )
        yield kept["article"], Reading(lay_out(kept["article"]["text"]), segments)


def main() -> None:
    """Write the parses of one gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="a file of articles with attributions, JSON lines")
    parser.add_argument("--out", type=Path, required=True, help="folder for the parses")
    given = parser.parse_args()
    print(f"{write(given.gold, given.out)} articles parsed into {given.out}")


if __name__ == "__main__":
    main()
