"""Figures of a pipeline on the gold corpora: tags, trees, lemmas, names, attribution edges, speed."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training.language.gemm import use_blis, use_numpy
from training.language.words import words

TREES = {
    "gum-test": "test/gum-test",
    "gum-test-news": "slices/gum-test-news",
    "gum-dev-news": "slices/gum-dev-news",
    "ewt-test": "test/ewt-test",
    "synthetic-dev": "slices/synthetic-dev",
}
NAMES = ("gum-test", "gum-news", "wikigold-test", "re3d-test", "meantime-test")
NAME_LABELS = ("PERSON", "ORG", "PLACE")
RELATIONS: tuple[str, ...] = tuple(words("evaluation")["relations"])
REPORTING = frozenset(words("evaluation")["reporting"])

Edges = set[tuple[int, int]]
Figures = dict[str, Any]


def scores(right: int, predicted: int, gold: int) -> Figures:
    """Precision, recall and F in percent."""
    precision = right / predicted if predicted else 0.0
    recall = right / gold if gold else 0.0
    f = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"P": round(100 * precision, 1), "R": round(100 * recall, 1), "F": round(100 * f, 1), "gold": gold}


def read_gold(path: Path, nlp: Language) -> list[Doc]:
    """The gold documents of one corpus."""
    return list(DocBin().from_disk(path.with_suffix(".spacy")).get_docs(nlp.vocab))


def bare(nlp: Language, gold: Doc) -> Doc:
    """The same words without annotation; norms as the tokenizer would give them."""
    doc = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold])
    norms = {(t.idx, len(t)): t.norm_ for t in nlp.make_doc(gold.text)}
    for token in doc:
        token.norm_ = norms.get((token.idx, len(token)), token.norm_)
    return doc


def speaker_edges(doc: Doc) -> Edges:
    """(reporting verb, its subject)."""
    return {(t.head.i, t.i) for t in doc if t.dep_ == "nsubj" and t.head.lemma_ in REPORTING and t.head.pos_ == "VERB"}


def content_edges(doc: Doc) -> Edges:
    """(reporting verb, head of its content), whichever of the two governs the other."""
    found = set()
    for token in doc:
        base = token.dep_.split(":")[0]
        if base in ("ccomp", "parataxis") and token.head.lemma_ in REPORTING and token.head.pos_ == "VERB":
            found.add((token.head.i, token.i))
        elif base == "parataxis" and token.lemma_ in REPORTING and token.pos_ == "VERB":
            found.add((token.i, token.head.i))
    return found


def content_before(edges: Edges) -> Edges:
    """The edges whose content head precedes the verb."""
    return {edge for edge in edges if edge[1] < edge[0]}


def attribution(pairs: Iterable[tuple[Doc, Doc]]) -> Figures:
    """Precision and recall of speaker and content edges."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, predicted in pairs:
        for name, find in (
            ("speaker", speaker_edges),
            ("content", content_edges),
            ("content_before", lambda doc: content_before(content_edges(doc))),
            ("content_after", lambda doc: content_edges(doc) - content_before(content_edges(doc))),
        ):
            right, guess = find(gold), find(predicted)
            counts[name, "right"] += len(right & guess)
            counts[name, "gold"] += len(right)
            counts[name, "predicted"] += len(guess)
    names = dict.fromkeys(name for name, _ in counts)
    return {n: scores(counts[n, "right"], counts[n, "predicted"], counts[n, "gold"]) for n in names}


def trees(pairs: list[tuple[Doc, Doc]]) -> Figures:
    """Accuracies over gold tokens; ``_np`` leaves out tokens whose gold relation is punct."""
    c: Counter[str] = Counter()
    relations: Counter[tuple[str, str]] = Counter()
    for gold, predicted in pairs:
        for a, b in zip(gold, predicted, strict=True):
            head = a.head.i == b.head.i
            both = head and a.dep_ == b.dep_
            c["words"] += 1
            c["upos"] += a.pos_ == b.pos_
            c["xpos"] += a.tag_ == b.tag_
            c["morph"] += str(a.morph) == str(b.morph)
            c["lemma"] += a.lemma_.lower() == b.lemma_.lower()
            if a.dep_ != "punct":
                c["words_np"] += 1
                c["uas_np"] += head
                c["las_np"] += both
            c["uas"] += head
            c["las"] += both
            relations["gold", a.dep_.replace("ROOT", "root")] += 1
            relations["predicted", b.dep_.replace("ROOT", "root")] += 1
            relations["right", a.dep_.replace("ROOT", "root")] += both
        starts = {s.start for s in gold.sents}, {s.start for s in predicted.sents}
        c["sents"] += len(starts[0])
        c["sents_predicted"] += len(starts[1])
        c["sents_right"] += len(starts[0] & starts[1])
    out: Figures = {"words": c["words"], "sents": scores(c["sents_right"], c["sents_predicted"], c["sents"])}
    for name in ("upos", "xpos", "morph", "lemma", "uas", "las"):
        out[name] = round(100 * c[name] / c["words"], 2)
    for name in ("uas_np", "las_np"):
        out[name] = round(100 * c[name] / c["words_np"], 2)
    out["relations"] = {
        r: scores(relations["right", r], relations["predicted", r], relations["gold", r])
        for r in RELATIONS
        if relations["gold", r]
    }
    return out


def names(pairs: Iterable[tuple[Doc, Doc]]) -> Figures:
    """Exact spans with type; ``names`` is PERSON, ORG and PLACE together, ``spans`` the same without type."""
    counts: Counter[tuple[str, str]] = Counter()
    for gold, predicted in pairs:
        open_words = {t.i for t in gold if t.ent_iob == 0}
        right = {(e.start, e.end, e.label_) for e in gold.ents}
        guess = {(e.start, e.end, e.label_) for e in predicted.ents if open_words.isdisjoint(range(e.start, e.end))}
        groups: dict[str, tuple[set[Any], set[Any]]] = {
            label: ({e for e in right if e[2] == label}, {e for e in guess if e[2] == label})
            for label in (*NAME_LABELS, "MISC")
        }
        wanted = [{e for e in found if e[2] in NAME_LABELS} for found in (right, guess)]
        groups["names"] = (wanted[0], wanted[1])
        groups["spans"] = ({e[:2] for e in wanted[0]}, {e[:2] for e in wanted[1]})
        for name, (a, b) in groups.items():
            counts[name, "right"] += len(a & b)
            counts[name, "gold"] += len(a)
            counts[name, "predicted"] += len(b)
    labels = dict.fromkeys(name for name, _ in counts)
    return {n: scores(counts[n, "right"], counts[n, "predicted"], counts[n, "gold"]) for n in labels}


def speed(nlp: Language, texts: list[str], rounds: int = 3) -> float:
    """Words per second of processor time from raw text, median of some rounds (set OPENBLAS_NUM_THREADS=1)."""
    rates = []
    for _ in range(rounds):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        rates.append(words / (time.process_time() - start))
    return round(sorted(rates)[rounds // 2])


def evaluate(nlp: Language, corpora: Path, named: Path, *, timing: bool = True) -> Figures:
    """All figures of a pipeline; ``corpora`` and ``named`` are folders made by prepare."""
    out: Figures = {"trees": {}, "attribution": {}, "names": {}, "speed": {}}
    texts: list[str] = []
    if "parser" in nlp.pipe_names:
        for name, place in TREES.items():
            gold = read_gold(corpora / place, nlp)
            pairs = list(zip(gold, nlp.pipe([bare(nlp, doc) for doc in gold], batch_size=64), strict=True))
            out["trees"][name] = trees(pairs)
            out["attribution"][name] = attribution(pairs)
            texts += [doc.text for doc in gold] if place.startswith("test/") else []
    if "ner" in nlp.pipe_names:
        with nlp.select_pipes(enable="ner"):
            for name in NAMES:
                gold = read_gold(named / "slices" / name, nlp)
                pairs = list(zip(gold, nlp.pipe([bare(nlp, doc) for doc in gold], batch_size=64), strict=True))
                out["names"][name] = names(pairs)
    if timing and texts:
        use_blis()
        out["speed"]["blis"] = speed(nlp, texts)
        use_numpy()
        out["speed"]["numpy"] = speed(nlp, texts)
    return out


def digest(figures: Figures) -> dict[str, float]:
    """The figures that a row of ``experiments.csv`` shows."""
    row: dict[str, float] = {}
    for name in ("gum-test", "gum-test-news", "ewt-test"):
        tree = figures["trees"].get(name)
        if tree:
            row |= {f"{name} {key}": tree[key] for key in ("upos", "uas_np", "las_np", "lemma")}
    for name in ("gum-test", "ewt-test", "synthetic-dev"):
        for edge, counted in figures["attribution"].get(name, {}).items():
            if edge in ("speaker", "content", "content_before"):
                row |= {f"{name} {edge} {key}": counted[key] for key in ("P", "R")}
    for name, counted in figures["names"].items():
        row |= {f"{name} {key} F": counted[key]["F"] for key in ("names", "spans")}
    return row | {f"words/s {key}": value for key, value in figures["speed"].items()}


def main() -> None:
    """Print the figures of a model folder as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/language"))
    parser.add_argument("--no-timing", action="store_true")
    parser.add_argument("--short", action="store_true", help="only the figures of the experiment log")
    options = parser.parse_args()
    nlp = spacy.load(options.model)
    figures = evaluate(nlp, options.work / "corpus", options.work / "names", timing=not options.no_timing)
    print(json.dumps(digest(figures) if options.short else figures, indent=1))


if __name__ == "__main__":
    main()
