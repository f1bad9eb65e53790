"""The papers of the shipped pipeline: what README, onrecord.json, meta.json and the licence notice say agrees."""

from __future__ import annotations

import csv
import hashlib
import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from training.language import assemble
from training.language.evaluate import digest

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "src" / "onrecord" / "models" / "en_wire"
README = (ROOT / "training" / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module", name="paper")
def model_paper() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((MODEL / "onrecord.json").read_text(encoding="utf-8"))
    return found


def tenth(value: float) -> str:
    """A figure with one decimal place; half a tenth is rounded up."""
    return str(Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def row(beginning: str) -> str:
    """The row of the first table of figures in README that begins so."""
    lines = [line for line in README.splitlines() if line.startswith(f"| {beginning}")]
    assert lines, f"no row of training/README.md begins with {beginning!r}"
    return lines[0].replace("*", "")


def test_version_sources_and_spacy_are_those_of_the_scripts(paper: dict[str, Any]) -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert paper["version"] == meta["version"] == assemble.VERSION
    assert paper["training_data"] == meta["sources"] == assemble.SOURCES
    notice = (MODEL / "LICENSE.txt").read_text(encoding="utf-8")
    assert all(source["name"] in notice and source["url"] in notice for source in assemble.SOURCES)
    assert f"## Figures of the shipped version ({paper['version']})" in README


def test_readme_has_the_figures_of_the_paper(paper: dict[str, Any]) -> None:
    trees, edges, names = paper["scores"]["trees"], paper["scores"]["attribution"], paper["scores"]["names"]
    for beginning, part in (
        ("GUM test, all", "gum-test"),
        ("GUM test news", "gum-test-news"),
        ("EWT test:", "ewt-test"),
    ):
        shown = " / ".join(tenth(trees[part][key]) for key in ("upos", "uas_np", "las_np"))
        assert f"{shown} |" in row(beginning)
    for part, bank in (("ewt-test", "EWT"), ("gum-test", "GUM")):
        for kind in ("speaker", "content"):
            found = edges[part][kind]
            beginning = f"verb to {kind}, {bank} test: P / R ({found['gold']})"
            assert f"{found['P']} / {found['R']} |" in row(beginning)
    for beginning, kind in (("names with type", "names"), ("names, span only", "spans")):
        three = [names[part][kind]["F"] for part in ("gum-test", "wikigold-test", "meantime-test")]
        assert " / ".join(map(str, three)) + " |" in row(beginning)


def test_meta_and_experiments_hold_the_same_figures(paper: dict[str, Any]) -> None:
    flat = digest(paper["scores"])
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"] == flat
    with (ROOT / "training" / "experiments.csv").open(encoding="utf-8", newline="") as stream:
        runs = list(csv.DictReader(stream))
    logged = [{key: float(run[key]) for key in flat} for run in runs if all(run[key] for key in flat)]
    assert flat in logged, "no row of training/experiments.csv has the figures of the shipped pipeline"


def test_the_repeated_training_has_the_same_figures(paper: dict[str, Any]) -> None:
    flat = digest(paper["scores"])
    with (ROOT / "training" / "experiments.csv").open(encoding="utf-8", newline="") as stream:
        again = next(run for run in csv.DictReader(stream) if run["name"] == f"{paper['version']} once more")
    assert {key: float(again[key]) for key in flat if "words/s" not in key} == {
        key: value for key, value in flat.items() if "words/s" not in key
    }


def test_the_model_stays_small() -> None:
    size = sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file())
    assert size < 20_000_000


@pytest.mark.shared
def test_the_data_are_those_that_the_model_was_trained_on(paper: dict[str, Any], shared: Path) -> None:
    data = shared / "data"
    if not data.is_dir():
        pytest.skip("needs the folder of the data sets")
    for name, expected in paper["data_files"].items():
        assert hashlib.sha256((data / name).read_bytes()).hexdigest() == expected, name
