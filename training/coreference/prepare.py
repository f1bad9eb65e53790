"""Prepare GUM's coreference for the resolution of speakers: a file of JSON lines for each part, and a table.

python -m training.coreference.prepare --data ../shared/data --out build/coreference

Only the genres of GUM with open texts are in the data folder. The parts are GUM's own, by whole documents.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from training.coreference.documents import as_document
from training.language.conllu import read_documents

PARTS = ("train", "dev", "test")
Document = dict[str, Any]


def prepare(data: Path, out: Path) -> dict[str, list[Document]]:
    """Write ``train.jsonl``, ``dev.jsonl`` and ``test.jsonl``, one document a line; returns them by part."""
    out.mkdir(parents=True, exist_ok=True)
    parts: dict[str, list[Document]] = {}
    for part in PARTS:
        documents = [as_document(each, part) for each in read_documents(data / f"gum-{part}.conllu.xz")]
        lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) + "\n" for each in documents)
        (out / f"{part}.jsonl").write_text("".join(lines), encoding="utf-8")
        parts[part] = documents
    return parts


def read(path: Path) -> list[Document]:
    """The documents of one written part."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def counts(documents: Sequence[Document]) -> dict[str, int]:
    """What a part holds; chains are entities that are mentioned more than once."""
    forms = Counter(mention["form"] for each in documents for mention in each["mentions"])
    types = Counter(mention["type"] for each in documents for mention in each["mentions"])
    subjects = Counter(
        each["mentions"][saying["mention"]]["form"] if saying["mention"] is not None else "no mention"
        for each in documents
        for saying in each["sayings"]
    )
    sizes = [size for each in documents for size in Counter(m["chain"] for m in each["mentions"]).values()]
    return {
        "documents": len(documents),
        "news documents": sum(each["genre"] == "news" for each in documents),
        "sentences": sum(len(each["sentences"]) for each in documents),
        "mentions": sum(forms.values()),
        **{f"mentions that are a {form}": forms[form] for form in ("name", "noun", "pronoun")},
        **{f"mentions of type {kind}": types[kind] for kind in ("person", "organization", "place")},
        "chains of two mentions and more": sum(size > 1 for size in sizes),
        "entities mentioned once": sum(size == 1 for size in sizes),
        "subjects of reporting verbs": sum(subjects.values()),
        **{f"of these a {form}": subjects[form] for form in ("name", "noun", "pronoun")},
        "of these no mention": subjects["no mention"],
    }


def table(parts: dict[str, list[Document]]) -> str:
    """The counts as Markdown, a column for each part."""
    columns = {part: counts(documents) for part, documents in parts.items()}
    rows = ["| | " + " | ".join(columns) + " |", "| --- |" + " --- |" * len(columns)]
    for name in next(iter(columns.values())):
        rows.append(f"| {name} | " + " | ".join(f"{column[name]:,}" for column in columns.values()) + " |")
    return "\n".join(rows)


def main() -> None:
    """Read the options, write the files and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    parser.add_argument("--out", type=Path, default=Path("build/coreference"), help="folder to write")
    options = parser.parse_args()
    print(table(prepare(options.data, options.out)))


if __name__ == "__main__":
    main()
