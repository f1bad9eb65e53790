"""Train en_wire by one command: prepare, synthesise, train trees, train names, assemble, evaluate.

python -m training.language.train --data ../shared/data --out src/onrecord/models/en_wire
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import spacy
from spacy import util
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop

from training.language import assemble
from training.language.evaluate import digest, evaluate
from training.language.gemm import use_numpy
from training.language.prepare import prepare
from training.language.prepare_names import prepare_names

HERE = Path(__file__).parent
EXPERIMENTS = HERE.parent / "experiments.csv"
TREES_CONFIG = HERE / "config.cfg"
NAMES_CONFIG = HERE / "config_names.cfg"


@dataclass(slots=True)
class Part:
    """One training run: which configuration on which corpora, and how it went.

    With ``begin`` it goes on from a checkpoint instead of starting anew.
    """

    config: Path
    corpora: Path
    out: Path
    seed: int
    overrides: dict[str, Any] = field(default_factory=dict)
    begin: Path | None = None
    minutes: float = 0.0

    @property
    def best(self) -> Path:
        """Folder of the checkpoint with the best score on the development part."""
        return self.out / "model-best"


def train_part(part: Part, tok2vec: Path | None = None) -> None:
    """Train one part; with ``tok2vec`` the recogniser starts from the word vectors of the tree part."""
    overrides = {
        "paths.train": str(part.corpora / "train"),
        "paths.dev": str(part.corpora / "dev"),
        "system.seed": part.seed,
    }
    config = util.load_config(part.config, overrides=overrides | part.overrides, interpolate=False)
    start = time.monotonic()
    nlp = init_nlp(config) if part.begin is None else go_on(part.begin, overrides | part.overrides)
    if tok2vec is not None:
        source: Any = spacy.load(tok2vec).get_pipe("tok2vec")
        names: Any = nlp.get_pipe("ner")
        names.model.get_ref("tok2vec").layers[0].from_bytes(source.model.to_bytes())
    part.out.mkdir(parents=True, exist_ok=True)
    train_loop(nlp, part.out, stdout=sys.stderr, stderr=sys.stderr)
    part.minutes = (time.monotonic() - start) / 60


def go_on(checkpoint: Path, overrides: dict[str, Any]) -> Language:
    """A checkpoint of the tree part made ready for more training."""
    nlp = spacy.load(checkpoint, config=overrides)
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    # spaCy does not restore this index, without which every lemma counts as the first label
    lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    return nlp


def log_experiment(row: Mapping[str, Any], path: Path = EXPERIMENTS) -> None:
    """Add a row to the experiment log; columns that are new are added to its header."""
    rows: list[dict[str, Any]] = []
    if path.exists():
        with path.open(encoding="utf8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    rows.append(dict(row))
    header = list(dict.fromkeys(key for each in rows for key in each))
    with path.open("w", encoding="utf8", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def commit() -> str:
    """The commit that is checked out, for the log."""
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip()


def build(options: argparse.Namespace) -> None:
    """All steps; those already done are kept with ``--resume``."""
    work: Path = options.work
    trees = Part(TREES_CONFIG, work / "corpus", work / "trees", options.seed)
    trees.begin = options.begin
    names = Part(NAMES_CONFIG, work / "names", work / "recogniser", options.seed)
    for part, steps in ((trees, options.steps), (names, options.names_steps)):
        if steps:
            part.overrides = dict.fromkeys(("training.max_steps", "training.optimizer.learn_rate.total_steps"), steps)
    counts = prepare(options.data, trees.corpora, options.seed)
    prepare_names(options.data, names.corpora, options.seed)
    if not (options.resume and trees.best.exists()):
        train_part(trees)
    if not (options.resume and names.best.exists()):
        train_part(names, trees.best)
    nlp = assemble.join(trees.best, names.best)
    figures = evaluate(nlp, trees.corpora, names.corpora)
    flat = digest(figures)
    papers = {"seed": options.seed, "training_note": options.note, "scores": figures}
    assemble.save(nlp, options.out, data=options.data, flat=flat, papers=papers)
    assemble.check(options.out, nlp, trees.corpora)
    words = sum(value["words"] for key, value in counts.items() if key.endswith("-train"))
    log_experiment(
        {
            "date": datetime.now(tz=UTC).date().isoformat(),
            "commit": commit(),
            "name": options.name,
            "data": f"{words} words of trees",
            "seed": options.seed,
            "steps": options.steps or "as configured",
            "minutes": round(trees.minutes + names.minutes, 1) or "",
            "note": options.note,
            **flat,
        }
    )


def main() -> None:
    """Read the options and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the data sets")
    parser.add_argument("--out", type=Path, default=Path("src/onrecord/models/en_wire"), help="model folder to write")
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="corpora and checkpoints")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=0, help="steps of the tree part (default: as configured)")
    parser.add_argument("--names-steps", type=int, default=0, help="steps of the names (default: as configured)")
    parser.add_argument("--name", default=assemble.NAME, help="name of the row in experiments.csv")
    parser.add_argument("--note", default="", help="what the log and the papers should say about this training")
    parser.add_argument("--begin", type=Path, help="checkpoint of the tree part to go on from")
    parser.add_argument("--resume", action="store_true", help="keep parts whose best checkpoint exists")
    use_numpy()
    build(parser.parse_args())


if __name__ == "__main__":
    main()
