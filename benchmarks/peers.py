"""Read the same texts with onrecord and with every peer that the package registries have, side by side in one run.

    python -m benchmarks.peers [--rounds 3]

`make peers` makes an environment of its own for it, since the peers are no part of onrecord. Each peer gets whole texts
parsed by onrecord's own pipeline; both the parse and the reading count as its time (seconds of one processor, median
over rounds in which all take turns). Quality is counted by the scorer beside the gold sets, over PolNeAR's dev articles
where they lie beside the checkout; else the example reports are read and only times and counts are told. The result
goes to benchmarks/peers.json.
"""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import onrecord
from benchmarks.pairs import lies_in, offsets
from benchmarks.score import ROOT, shared_folder
from onrecord.language import load
from onrecord.language.products import one_thread

RESULTS = Path(__file__).with_name("peers.json")
AS_OF = "2026-12-01"
#: What a peer may raise over a text that it cannot read; told as a failure of that text.
FAILURES = (ValueError, TypeError, IndexError, KeyError, AttributeError)

Json = dict[str, Any]
#: Gives the statements of a text in the shape of the scorer: speaker, cue and content as lists of start and end.
Reader = Callable[[str], list[Json]]

#: Peers that were looked at and are not in the table, each with the reason.
NOT_RUN = {
    "GenderGapTracker's extractor": "no package; measured elsewhere at .401 on all statements, over a like pipeline",
    "booknlp": "for novels; its models come from outside the registries on first use",
    "sayswho's coreference": "its model is not in the registries; the package's quotation finder runs without",
    "quotect": "for German; its model comes from outside the registries",
    "citext": "the registry's package of this name is about a database type, not about quotations",
}


@dataclass(frozen=True, slots=True)
class Peer:
    """One reader of the table; `package` is what must be installed for it."""

    name: str
    package: str
    make: Callable[[], Reader]


def _onrecord() -> Reader:
    def read(text: str) -> list[Json]:
        statements = onrecord.read(text, as_of=AS_OF).statements
        content = {statement.id: statement.content for statement in statements}
        return [
            {
                "speaker": offsets(statement.speaker.spans),
                "cue": offsets(statement.cue.spans),
                "content": offsets(statement.content),
            }
            for statement in statements
            if not lies_in(statement, content.get(statement.within or "", ()))  # the gold is flat
        ]

    return read


def _triples(module: str, function: str, *, single_breaks: bool = False) -> Reader:
    """A reader that gives (speaker, cue, content) of spaCy tokens over a parsed doc, as textacy does.

    `single_breaks` is for one that breaks down over an empty line: all line breaks but the last of a run become blanks.
    """
    find = getattr(importlib.import_module(module), function)
    nlp = load().nlp

    def read(text: str) -> list[Json]:
        with one_thread():
            doc = nlp(_EMPTY_LINE.sub(" ", text) if single_breaks else text)
        return [
            {"speaker": _ranges(found.speaker), "cue": _ranges(found.cue), "content": _ranges(found.content)}
            for found in find(doc)
        ]

    return read


_EMPTY_LINE = re.compile(r"\n(?=\s*\n)")


def _ranges(tokens: Iterable[Any]) -> list[dict[str, int]]:
    return [{"start": token.idx, "end": token.idx + len(token)} for token in tokens]


def _bare() -> Reader:
    nlp = load().nlp

    def read(text: str) -> list[Json]:
        with one_thread():
            nlp(text)
        return []

    return read


PEERS = (
    Peer("onrecord", "onrecord", _onrecord),
    Peer("textacy, direct_quotations", "textacy", lambda: _triples("textacy.extract.triples", "direct_quotations")),
    Peer(
        "sayswho, quote_finder", "sayswho", lambda: _triples("sayswho.quote_finder", "quote_finder", single_breaks=True)
    ),
    Peer("the pipeline alone", "spacy", _bare),
)


def corpus() -> tuple[str, list[Json]]:
    """Name and documents (id, text, attributions where there is gold)."""
    path = shared_folder() / "eval" / "polnear-dev.jsonl"
    if path.exists():
        lines = path.read_text(encoding="utf-8").splitlines()
        return "PolNeAR dev", [json.loads(line) for line in lines if line.strip()]
    paths = sorted((ROOT / "examples").glob("*.txt"))
    return "the example reports", [{"id": path.stem, "text": path.read_text(encoding="utf-8")} for path in paths]


def read_all(read: Reader, documents: Sequence[Json]) -> tuple[list[Json], list[str], float]:
    """Predictions, what went wrong (one line for each text that failed), and the seconds of the processor."""
    predictions, failed = [], []
    began = time.process_time()
    for document in documents:
        try:
            predictions.append({"id": document["id"], "statements": read(document["text"])})
        except FAILURES as error:
            failed.append(f"{type(error).__name__}: {' '.join(str(error).split()).partition(';')[0]}")
    return predictions, failed, time.process_time() - began


def quality(documents: Sequence[Json], predictions: list[Json]) -> Json | None:
    """F1 of the scorer beside the gold sets; None without gold."""
    if not all("attributions" in document for document in documents):
        return None
    folder = str(shared_folder() / "eval")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    scored, _ = importlib.import_module("score_attributions").score(documents, predictions)
    figures = {
        "all": scored["all"]["statement"], "exact": scored["all"]["exact"],
        "speaker": scored["all"]["statement_and_speaker"], "speech": scored["speech cues only"]["statement"],
        "direct": scored["direct"]["statement"], "indirect": scored["indirect"]["statement"],
        "mixed": scored["mixed"]["statement"],
    }  # fmt: skip
    return {name: figure["f1"] for name, figure in figures.items()}


def measure(rounds: int) -> Json:
    """Read everything with every peer that is installed, in turns."""
    name, documents = corpus()
    rows: list[Json] = []
    readers: list[tuple[Peer, Reader]] = []
    missing = dict(NOT_RUN)
    for peer in PEERS:
        try:
            readers.append((peer, peer.make()))
        except ImportError as error:
            missing[peer.name] = f"not installed here: {error}"
    for _, read in readers:
        read_all(read, documents[:3])
    runs = [[read_all(read, documents) for _, read in readers] for _ in range(rounds)]
    words = sum(len(document["text"].split()) for document in documents)
    for place, (peer, _) in enumerate(readers):
        predictions, failed, _ = runs[0][place]
        seconds = statistics.median(run[place][2] for run in runs)
        found = sum(len(prediction["statements"]) for prediction in predictions)
        scores = quality(documents, predictions) if peer.package != "spacy" else None
        rows.append(
            {
                "name": peer.name, "version": version(peer.package), "statements": found, "failed": len(failed),
                "why": max(set(failed), key=failed.count) if failed else None, "seconds": round(seconds, 2),
                "words_per_second": round(words / seconds), "f1": scores,
            }
        )  # fmt: skip
    return {
        "measured": datetime.datetime.now(datetime.UTC).date().isoformat(), "corpus": name,
        "documents": len(documents), "words": words, "pipeline": load().name, "rows": rows, "not_run": missing,
    }  # fmt: skip


def table_of(data: Json) -> str:
    """The result as a Markdown table, with what is to know about it.

    >>> row = {"name": "x", "version": "1", "statements": 2, "failed": 0, "why": None, "seconds": 1.5,
    ...        "words_per_second": 10, "f1": None}
    >>> print(table_of({"measured": "2026-01-01", "corpus": "two texts", "documents": 2, "words": 15,
    ...                 "pipeline": "p", "rows": [row], "not_run": {}}))
    Measured on 2026-01-01 over two texts (2 texts, 15 words), F1; each reader over the parses of p:
    <BLANKLINE>
    | reader | all | exact | + speaker | speech cues | direct | indirect | mixed | found | texts failed | seconds |
    | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
    | x 1 | – | – | – | – | – | – | – | 2 | 0 | 1.5 |
    """
    lines = [
        f"Measured on {data['measured']} over {data['corpus']} ({data['documents']} texts, {data['words']:,} words), "
        f"F1; each reader over the parses of {data['pipeline']}:",
        "",
        f"| {' | '.join(_HEADINGS)} |",
        f"| --- |{' ---: |' * (len(_HEADINGS) - 1)}",
    ]
    for row in data["rows"]:
        figures = [row["f1"][name] if row["f1"] else None for name in _COLUMNS]
        cells = [f"{row['name']} {row['version']}", *("–" if each is None else f"{each:.3f}" for each in figures)]
        lines.append(f"| {' | '.join([*cells, str(row['statements']), str(row['failed']), str(row['seconds'])])} |")
    notes = [
        f"- {row['name']} failed over {row['failed']} texts: {row['why']}" for row in data["rows"] if row["failed"]
    ]
    notes += [f"- Not in the table: {name}: {why}." for name, why in sorted(data["not_run"].items())]
    return "\n".join([*lines, *([""] if notes else []), *notes])


_HEADINGS = (
    "reader", "all", "exact", "+ speaker", "speech cues", "direct", "indirect", "mixed", "found", "texts failed",
    "seconds",
)  # fmt: skip
_COLUMNS = ("all", "exact", "speaker", "speech", "direct", "indirect", "mixed")


def main(arguments: list[str] | None = None) -> None:
    """Measure, keep, and show the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description="Read with every peer.")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    data = measure(options.rounds)
    RESULTS.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table_of(data))
    print("kept in benchmarks/peers.json; say `make docs` to bring the page up to it")


if __name__ == "__main__":
    main()
