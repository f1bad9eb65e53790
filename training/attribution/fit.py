"""Fit the decision on cues: counts of lemmas, then the weights of closed features, and write the artefact.

    python -m training.attribution.parses --gold ../shared/eval/polnear-train.jsonl --out build/attribution/train
    python -m training.attribution.fit --parses build/attribution/train --out src/onrecord/models/cues

Needs scikit-learn beside onrecord. What is written holds no text: lemmas that are cues in at least five documents, with
how often they are, and weights over grammatical features.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.language import Reading
from onrecord.statements.bounds import Bounds, bound_crossings, bound_evidence, variants
from onrecord.statements.candidates import Candidate
from onrecord.statements.choosing import candidates_for, possible_cues
from onrecord.statements.deciding import ANY, REST, Counts
from onrecord.statements.evidence import chance, counted_frame, crossings, evidence, frame_group, lemma_key
from onrecord.statements.extents import content_range, joined
from onrecord.statements.lexicon import verb_entry
from onrecord.statements.quoting import Period, periods
from training.attribution.parses import articles

MIN_DOCUMENTS = 5
#: A lemma is listed when it is a cue in at least this share of its uses.
MIN_RATE = 0.03
MIN_FEATURE = 30
MIN_WEIGHT = 0.02
RIGHT = 0.5
#: The overlap from which on a gold content tells where the stretch should end.
NEAR = 0.05

Words = frozenset[int]


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate of the gold articles: is it a statement, and which article is it from."""

    document: int
    candidate: Candidate
    period: Period
    right: bool
    bounds: tuple[tuple[list[str], bool], ...] = ()  # features of each stretch that the content could have, is it exact

    @property
    def frame(self) -> str:
        """The frame under which it is counted."""
        return counted_frame(self.candidate.frame)

    @property
    def key(self) -> tuple[str, str]:
        """(part, lemma)."""
        return lemma_key(self.candidate)


def cases(folder: Path) -> Iterator[Case]:
    """Every candidate outside of gold contents, with whether a gold statement with that cue has that content."""
    for number, (article, reading) in enumerate(articles(folder)):
        gold = [(_words(reading, item["cue"]), _words(reading, item["content"])) for item in article["attributions"]]
        inside = frozenset().union(*(content for _, content in gold)) if gold else frozenset()
        for segment in reading.segments:
            for period in periods(reading, segment):
                for token in (period.tree[index] for index in possible_cues(period, _any)):
                    at = segment.offset(token)
                    mine = [content for cue, content in gold if at in cue]
                    if at in inside and not mine:
                        continue
                    for candidate in candidates_for(token, verb_entry(token), period):
                        found = _content(reading, period, candidate)
                        if found:
                            right = any(_overlap(found, each) >= RIGHT for each in mine)
                            near = [each for each in mine if _overlap(found, each) >= NEAR]
                            yield Case(
                                number, candidate, period, right, tuple(_bounds(reading, period, candidate, near))
                            )


def _any(part: str, lemma: str) -> bool:
    return True


def _words(reading: Reading, spans: list[dict[str, int]]) -> Words:
    """Where the words of the spans begin."""
    return frozenset(start for span in spans for start in _starts(reading, span["start"], span["end"]))


def _starts(reading: Reading, low: int, high: int) -> Iterator[int]:
    segment = reading.at(low)
    if segment is None:
        return
    for token in segment.doc:
        at = segment.offset(token)
        if low <= at < high and not token.is_punct and not token.is_space:
            yield at


def _bounds(
    reading: Reading, period: Period, candidate: Candidate, gold: list[Words]
) -> Iterator[tuple[list[str], bool]]:
    """The stretches that a content could have, where one of them is the gold's."""
    offered = variants(candidate, period) if gold else []
    if len(offered) < 2:
        return
    found = [
        (_crossed(candidate, each, period), _stretch(reading, period, candidate, each) in gold) for each in offered
    ]
    if any(right for _, right in found):
        yield from found


def _crossed(candidate: Candidate, bounds: Bounds, period: Period) -> list[str]:
    group = frame_group(candidate.frame)
    plain = bound_evidence(candidate, bounds, period)
    return [each for name in plain for each in bound_crossings(name, group, bounds.side)]


def _stretch(reading: Reading, period: Period, candidate: Candidate, bounds: Bounds) -> Words:
    whole = content_range(reading, period, bounds.low, bounds.high, cue=candidate.anchor)
    return frozenset(_starts(reading, *whole)) if whole else frozenset()


def _content(reading: Reading, period: Period, candidate: Candidate) -> Words:
    ranges = joined(
        content_range(reading, period, low, high, cue=candidate.anchor) for low, high in candidate.found.stretches
    )
    return frozenset(start for low, high in ranges for start in _starts(reading, low, high))


def _overlap(one: Words, other: Words) -> float:
    return len(one & other) / len(one | other)


@dataclass(slots=True)
class Tally:
    """Cues and uses by (part, lemma, frame), over all articles and within each; the articles of each."""

    uses: Counter[tuple[str, str, str]]
    cues: Counter[tuple[str, str, str]]
    within: dict[int, dict[tuple[str, str, str], tuple[int, int]]]
    documents: dict[tuple[str, str], set[int]]
    spread: dict[tuple[str, str, str], set[int]]


def tally(found: list[Case]) -> Tally:
    """Count the cases."""
    out = Tally(
        Counter(), Counter(), defaultdict(lambda: defaultdict(lambda: (0, 0))), defaultdict(set), defaultdict(set)
    )
    for case in found:
        part, lemma = case.key
        for key in {(part, lemma, case.frame), (part, lemma, ANY)}:
            out.uses[key] += 1
            out.cues[key] += case.right
            out.spread[key].add(case.document)
            cues, uses = out.within[case.document][key]
            out.within[case.document][key] = (cues + case.right, uses + 1)
        for key in ((part, ANY, case.frame), (part, ANY, ANY)):
            out.uses[key] += 1
            out.cues[key] += case.right
        if case.right:
            out.documents[case.key].add(case.document)
    return out


def counted(seen: Tally) -> Counts:
    """The table of counts: lemmas that are cues in enough documents, frames at large."""
    listed = {
        key
        for key, documents in seen.documents.items()
        if len(documents) >= MIN_DOCUMENTS and seen.cues[(*key, ANY)] >= MIN_RATE * seen.uses[(*key, ANY)]
    }
    kept = {
        key: (seen.cues[key], seen.uses[key])
        for key in sorted(seen.uses)
        if key[1] == ANY or (key[:2] in listed and len(seen.spread[key]) >= MIN_DOCUMENTS)
    }
    rest: dict[tuple[str, str, str], list[int]] = {}
    spread: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for key in seen.uses:
        if key[:2] in listed and key not in kept:
            pooled = rest.setdefault((*key[:2], REST), [0, 0])
            pooled[0] += seen.cues[key]
            pooled[1] += seen.uses[key]
            spread[*key[:2], REST] |= seen.spread[key]
    wide = {key: (cues, uses) for key, (cues, uses) in rest.items() if len(spread[key]) >= MIN_DOCUMENTS}
    return Counts(dict(sorted((kept | wide).items())))


def _left_out(
    own: dict[tuple[str, str, str], tuple[int, int]], key: tuple[str, str, str], counts: Counts
) -> tuple[int, int]:
    """What an article adds to the count under which a key is looked up."""
    found = counts.key(*key)
    if found is None:
        return 0, 0
    if found[2] != REST:
        return own.get(key, (0, 0))
    pooled = [pair for each, pair in own.items() if each[:2] == key[:2] and each not in counts.uses]
    return sum(cues for cues, _ in pooled), sum(uses for _, uses in pooled)


def rows(found: list[Case], seen: Tally, counts: Counts) -> Iterator[tuple[list[str], bool]]:
    """The features of each case, its own article left out of the counts."""
    for case in found:
        part, lemma = case.key
        own, frame = seen.within[case.document], case.frame
        keys = [(part, lemma, each) for each in (frame, ANY)]
        less = [_left_out(own, key, counts) for key in keys]
        prior, general = (counts.logit(part, lemma, each, left) for each, left in zip((frame, ANY), less, strict=True))
        plain = evidence(case.candidate, case.period, prior, general)
        group, likely = frame_group(case.candidate.frame), chance(prior)
        yield [each for name in plain for each in crossings(name, group, likely)], case.right


def fit(examples: list[tuple[list[str], bool]], strength: float) -> dict[str, float]:
    """Weights by feature name, `bias` among them: logistic regression with a quadratic penalty."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    seen = Counter(name for names, _ in examples for name in set(names))
    number = {name: place for place, name in enumerate(sorted(name for name, n in seen.items() if n >= MIN_FEATURE))}
    ends, places = [0], []
    for names, _ in examples:
        places += sorted({number[name] for name in names if name in number})
        ends.append(len(places))
    matrix = csr_matrix(([1.0] * len(places), places, ends), shape=(len(examples), len(number)))
    model = LogisticRegression(C=strength, max_iter=500, solver="liblinear", random_state=0)
    model.fit(matrix, [right for _, right in examples])
    weights = {name: float(model.coef_[0][place]) for name, place in number.items()}
    return {"bias": float(model.intercept_[0])} | {
        name: weight for name, weight in weights.items() if abs(weight) >= MIN_WEIGHT
    }


def write(out: Path, counts: Counts, weights: dict[str, dict[str, float]], paper: dict[str, Any]) -> None:
    """Write the two tables and the paper with their hashes; the notice lies there already."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "counts.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(
            "# How often a lemma is a cue in a frame, counted in PolNeAR's training part (see NOTICE.txt); CC0-1.0.\n"
        )
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["key", "part", "lemma", "frame", "cues", "uses"])
        for (part, lemma, frame), (cues, uses) in counts.uses.items():
            table.writerow([f"{part} {lemma} {frame}", part, lemma, frame, cues, uses])
    for name, table_of in weights.items():
        with (out / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            file.write("# Weights of features, fitted on PolNeAR's training part (see NOTICE.txt); CC0-1.0.\n")
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["key", "weight"])
            table.writerows([name, f"{weight:.3f}"] for name, weight in sorted(table_of.items()))
    files = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("NOTICE.txt", "bounds.csv", "counts.csv", "weights.csv")
    }
    text = json.dumps(paper | {"files": files}, indent=1, ensure_ascii=False)
    (out / "onrecord.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parses", type=Path, required=True, help="folder written by training.attribution.parses")
    parser.add_argument("--out", type=Path, required=True, help="folder of the artefact")
    parser.add_argument("--strength", type=float, default=1.0, help="inverse of the penalty")
    given = parser.parse_args()
    found = list(cases(given.parses))
    seen = tally(found)
    counts = counted(seen)
    examples = list(rows(found, seen, counts))
    weights = fit(examples, given.strength)
    bounds = fit([pair for case in found for pair in case.bounds], given.strength)
    listed = sum(key[1] != ANY and key[2] == ANY for key in counts.uses)
    paper = {
        "name": "cues", "version": "0.1.0", "licence": "CC0-1.0",
        "training_data": [{"name": "PolNeAR, training part", "use": "weights of features, counts of cue lemmas"}],
        "documents": 1 + max(case.document for case in found), "candidates": len(examples),
        "statements": sum(right for _, right in examples), "lemmas": listed, "weights": len(weights) + len(bounds),
        "minimum_documents": MIN_DOCUMENTS, "strength": given.strength,
    }  # fmt: skip
    write(given.out, counts, {"weights": weights, "bounds": bounds}, paper)
    print(json.dumps(paper, indent=1))


if __name__ == "__main__":
    main()
