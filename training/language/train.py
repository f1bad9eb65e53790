"""Train en_wire by one command: prepare, synthesise, train trees, train names, assemble, evaluate.

python -m training.language.train --data ../shared/data --out src/onrecord/models/en_wire
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
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
HAND_OVER_STEP = 2500
"""Step of the tree part at which the names begin with a copy of its tok2vec; both then train side by side."""


@dataclass(slots=True)
class Part:
    """One training run: which configuration on which corpora, and how it went.

    With ``begin`` it goes on from a checkpoint instead of starting anew; ``hand_over`` is the file for its tok2vec.
    """

    config: Path
    corpora: Path
    out: Path
    seed: int
    overrides: dict[str, Any] = field(default_factory=dict)
    begin: Path | None = None
    hand_over: Path | None = None
    minutes: float = 0.0

    @property
    def best(self) -> Path:
        """Folder of the checkpoint with the best score on the development part."""
        return self.out / "model-best"


@spacy.registry.callbacks("training.hand_over.v1")
def hand_over(path: str, step: int) -> Callable[[Language, dict[str, Any]], None]:
    """Write the tok2vec before the update of a certain step, for the names to begin with."""

    def write(nlp: Language, at: dict[str, Any]) -> None:
        if at["step"] == step:
            tok2vec: Any = nlp.get_pipe("tok2vec")
            started = Path(path).with_suffix(".part")
            started.write_bytes(tok2vec.model.to_bytes())
            started.rename(path)

    return write


def train_part(part: Part, tok2vec: Path | None = None) -> None:
    """Train one part; with ``tok2vec`` the recogniser starts from those word vectors of the tree part."""
    overrides = {
        "paths.train": str(part.corpora / "train"),
        "paths.dev": str(part.corpora / "dev"),
        "system.seed": part.seed,
    }
    config = util.load_config(part.config, overrides=overrides | part.overrides, interpolate=False)
    start = time.monotonic()
    nlp = init_nlp(config) if part.begin is None else go_on(part.begin, overrides | part.overrides)
    if part.hand_over is not None:
        step = min(HAND_OVER_STEP, nlp.config["training"]["max_steps"] - 1)
        made = {"@callbacks": "training.hand_over.v1", "path": str(part.hand_over), "step": step}
        nlp.config["training"]["before_update"] = made
    if tok2vec is not None:
        names: Any = nlp.get_pipe("ner")
        names.model.get_ref("tok2vec").layers[0].from_bytes(tok2vec.read_bytes())
    part.out.mkdir(parents=True, exist_ok=True)
    train_loop(nlp, part.out, stdout=sys.stderr, stderr=sys.stderr)
    part.minutes = (time.monotonic() - start) / 60


def train_names(part: Part, tok2vec: Path) -> None:
    """Train the names as soon as the tree part has handed over its tok2vec (runs as a process of its own)."""
    use_numpy()
    while not tok2vec.exists():
        time.sleep(1)
    train_part(part, tok2vec)


def train_both(trees: Part, names: Part) -> None:
    """Train the trees, and beside them the names once the trees have come far enough."""
    handed = names.out.with_suffix(".tok2vec")
    handed.unlink(missing_ok=True)
    handed.parent.mkdir(parents=True, exist_ok=True)
    trees.hand_over = handed
    beside = multiprocessing.get_context("spawn").Process(target=train_names, args=(names, handed), daemon=True)
    beside.start()
    train_part(trees)
    beside.join()
    if beside.exitcode:
        raise RuntimeError(f"training the names ended with exit code {beside.exitcode}; its messages are above")


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
    if not (options.resume and trees.best.exists() and names.best.exists()):
        train_both(trees, names)
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
            "minutes": round(trees.minutes, 1) or "",
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
    parser.add_argument("--resume", action="store_true", help="keep the trained parts if both exist")
    use_numpy()
    build(parser.parse_args())


if __name__ == "__main__":
    main()
