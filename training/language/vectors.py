"""A trial with floret vectors trained on the open texts: the tree part with and without them, for a few hundred steps.

python -m training.language.vectors --data ../shared/data --work build/language --steps 800

needs the package floret, which nothing else here does. The texts are those of the training parts; none is shipped.
"""

from __future__ import annotations

import argparse
import itertools
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import spacy
from spacy.training.initialize import convert_vectors

from training.language.assemble import join
from training.language.conllu import read_sentences
from training.language.evaluate import digest, evaluate
from training.language.gemm import use_numpy
from training.language.prepare import prepare
from training.language.prepare_names import read_all
from training.language.train import TREES_CONFIG, Part, commit, log_experiment, train_part

EPOCHS = 20


def texts(data: Path) -> list[str]:
    """One line of words for each sentence of the training parts of all sets."""
    trees = itertools.chain.from_iterable(read_sentences(data / f"{bank}-train.conllu.xz") for bank in ("gum", "ewt"))
    lines = [" ".join(token.form for token in sentence.tokens) for sentence in trees]
    named = itertools.chain.from_iterable(split["train"] for name, split in read_all(data).items() if name != "gum")
    return lines + [" ".join(sentence.words) for sentence in named]


def train_vectors(data: Path, out: Path, rows: int, size: int) -> int:
    """Write vectors that spaCy can load to ``out``; returns the number of words they were trained on."""
    floret: Any = import_module("floret")
    out.mkdir(parents=True, exist_ok=True)
    lines = texts(data)
    (out / "texts.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    model = floret.train_unsupervised(
        str(out / "texts.txt"), model="cbow", mode="floret", hashCount=2, bucket=rows, minn=4, maxn=5, minCount=2,
        dim=size, epoch=EPOCHS, lr=0.05, thread=1,
    )  # fmt: skip
    model.save_floret_vectors(str(out / "vectors.floret"))
    nlp = spacy.blank("en")
    convert_vectors(nlp, out / "vectors.floret", truncate=0, prune=-1, mode="floret")
    nlp.to_disk(out / "vectors")
    return sum(len(line.split()) for line in lines)


def trial(options: argparse.Namespace, vectors: Path | None, note: str) -> None:
    """Train the tree part alone, measure it, and add a row to the experiments."""
    name = "with floret vectors" if vectors else "without vectors"
    part = Part(TREES_CONFIG, options.work / "corpus", options.work / name.replace(" ", "-"), options.seed)
    steps = options.steps
    part.overrides = {
        "training.max_steps": steps,
        "training.optimizer.learn_rate.total_steps": steps,
        "training.eval_frequency": steps // 2,
    }
    if vectors is not None:
        part.overrides |= {
            "paths.vectors": str(vectors),
            "components.tok2vec.model.embed.include_static_vectors": True,
        }
    train_part(part)
    nlp = join(part.best, None)
    size = sum(path.stat().st_size for path in part.best.rglob("*") if path.is_file()) / 1e6
    flat = digest(evaluate(nlp, part.corpora, part.corpora))
    date = datetime.now(tz=UTC).date().isoformat()
    row = {
        "date": date,
        "commit": commit(),
        "name": f"trial {name}",
        "data": note,
        "seed": options.seed,
        "steps": steps,
    }
    log_experiment(row | {"minutes": round(part.minutes, 1), "note": f"trees only, {size:.1f} MB on disk", **flat})


def main() -> None:
    """Train the vectors, then both tree parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("build/language"))
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the table of vectors")
    parser.add_argument("--size", type=int, default=64, help="numbers in a vector")
    options = parser.parse_args()
    use_numpy()
    counts = prepare(options.data, options.work / "corpus", options.seed)
    trees = f"{sum(found['words'] for name, found in counts.items() if name.endswith('-train'))} words of trees"
    folder = options.work / "floret"
    words = train_vectors(options.data, folder, options.rows, options.size)
    note = f"{trees}; floret vectors of {options.rows} rows x {options.size} from {words} words"
    trial(options, folder / "vectors", note)
    trial(options, None, trees)


if __name__ == "__main__":
    main()
