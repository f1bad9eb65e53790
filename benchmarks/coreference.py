"""Whom onrecord takes the pronoun before a reporting verb for, on GUM's coreference.

python -m training.coreference.prepare
python -m benchmarks.coreference build/coreference/dev.jsonl build/coreference/test.jsonl

Asks the same as `training.coreference.baseline`: the speaker of every statement whose speaker is one of its pronouns.
The actor that the record gives is right when most of the actor's places hold heads of mentions of the pronoun's chain.
"No statement" counts reporting verbs that onrecord does not take for a statement by that pronoun (most are in speeches
and conversations, or have no content).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from onrecord import Record, read
from training.coreference.baseline import answerable, questions
from training.coreference.prepare import Document
from training.coreference.prepare import read as read_documents

DAY = "2024-01-01"
"""A day for the reader: the texts have none, and it changes nothing here."""


def chain_of(document: Document, places: list[tuple[int, int]], pronoun: dict[str, Any]) -> int | None:
    """The chain that most of an actor's places belong to; the pronoun's own place is no evidence."""
    held: Counter[int] = Counter()
    for start, end in places:
        heads = [m for m in document["mentions"] if m["head"][0] >= start and m["head"][1] <= end]
        if heads and not start <= pronoun["start"] < end:
            held[max(heads, key=lambda m: (m["end"] - m["start"] <= end - start, m["end"] - m["start"]))["chain"]] += 1
    return held.most_common(1)[0][0] if held else None


def outcome(document: Document, record: Record, pronoun: dict[str, Any]) -> str:
    """What became of one pronoun: right, wrong, open (a statement whose speaker has no actor), or no statement."""
    at = pronoun["start"], pronoun["end"]
    for statement in record.statements:
        if not any((span.start, span.end) == at for span in statement.speaker.spans):
            continue
        actor = next((each for each in record.actors if each.id == statement.speaker.actor), None)
        if actor is None:
            return "open"
        places = [(span.start, span.end) for span in actor.mentions]
        return "right" if chain_of(document, places, pronoun) == pronoun["chain"] else "wrong"
    return "no statement"


def measure(documents: list[Document]) -> dict[str, Counter[str]]:
    """How often each outcome came over the answerable pronouns, in news and in all genres."""
    found: dict[str, Counter[str]] = {"news": Counter(), "all": Counter()}
    for document in documents:
        asked = [each for each in questions(document) if answerable(document, each)]
        if asked:
            record = read(document["text"], as_of=DAY)
            outcomes = [outcome(document, record, pronoun) for pronoun in asked]
            found["all"].update(outcomes)
            found["news"].update(outcomes if document["genre"] == "news" else ())
    return found


def main() -> None:
    """Print the outcomes for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    for path in parser.parse_args().files:
        for genres, outcomes in measure(read_documents(path)).items():
            print(path.stem, genres, dict(outcomes.most_common()))


if __name__ == "__main__":
    main()
