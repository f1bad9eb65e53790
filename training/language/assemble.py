"""Put the tree part and the names together, strip what is not needed, and write the papers of the model."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import spacy
import srsly
from spacy.language import Language
from spacy.tokens import DocBin

NAME = "en_wire"
VERSION = "0.2.0"
ONRECORD_RANGE = ">=0.1,<0.2"
SPACY_RANGE = ">=3.8.6,<3.9.0"
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = (
    "English for news reports: tags, features, UD trees, lemmas and names (PERSON ORG PLACE MISC), "
    "trained on openly licensed texts for onrecord"
)
SOURCES = [
    {
        "name": "UD English GUM, genres with open texts",
        "author": "Amir Zeldes and the GUM annotators",
        "license": "annotation CC BY 4.0; texts CC BY, CC BY-SA or public domain by genre",
        "url": "https://github.com/UniversalDependencies/UD_English-GUM",
    },
    {
        "name": "UD English EWT",
        "author": "Natalia Silveira and the UD English EWT contributors",
        "license": "CC BY-SA 4.0",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
    },
    {
        "name": "Wikigold",
        "author": "Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy, James R. Curran",
        "license": "CC BY 4.0",
        "url": "https://aclanthology.org/W09-3302",
    },
    {
        "name": "re3d",
        "author": "Defence Science and Technology Laboratory (Dstl), UK",
        "license": "by document: public domain, OGL v3, CC BY 3.0 AU, CC BY-SA 3.0",
        "url": "https://github.com/dstl/re3d",
    },
    {
        "name": "Broad Twitter Corpus, parts e and g",
        "author": "Leon Derczynski, Kalina Bontcheva, Ian Roberts",
        "license": "CC BY 4.0",
        "url": "https://github.com/GateNLP/broad_twitter_corpus",
    },
    {
        "name": "MEANTIME (Wikinews)",
        "author": "Anne-Lyse Minard and others, NewsReader project",
        "license": "CC BY 4.0; Wikinews texts CC BY 2.5",
        "url": "http://www.newsreader-project.eu/results/data/wikinews/",
    },
]
NOTICE = """en_wire: an English spaCy pipeline for news reports, part of onrecord

This folder is licensed under the Creative Commons Attribution-ShareAlike 4.0 International
licence (CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/legalcode

It was trained on the works below; it holds none of their texts. Please keep these lines.
All were changed: converted, filtered, relabelled, and recombined into synthetic sentences.

{attributions}
The parts of re3d come from: US Central Command and the US Department of State (public domain);
the UK Government (contains public sector information licensed under the Open Government
Licence v3.0); the Australian Department of Foreign Affairs and Trade (CC BY 3.0 AU);
Wikipedia (CC BY-SA 3.0).
"""


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def join(tree_folder: Path, names_folder: Path | None) -> Language:
    """One pipeline from the two trained parts."""
    nlp = spacy.load(tree_folder)
    if names_folder is not None:
        names = spacy.load(names_folder)
        nlp.add_pipe("ner", source=names)
    for section in ("training", "paths", "initialize"):
        nlp.config[section] = {}
    nlp.config["corpora"] = {}
    return nlp


def needed_strings(nlp: Language) -> list[str]:
    """The strings that annotation can produce; words seen in training need not be kept."""
    labels = {label for _, labels in nlp.meta["labels"].items() for label in labels}
    features = {part for label in labels if "=" in label for part in label.split("|")}
    sides = {side for part in features for side in part.split("=", 1)}
    lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
    trees = srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]
    endings = {nlp.vocab.strings[tree[side]] for tree in trees if "orig" in tree for side in ("orig", "subst")}
    return sorted({str(text) for text in labels | features | sides | endings} - {""})


def data_files(data: Path) -> dict[str, str]:
    """Hash of each data file that training reads."""
    used = [*sorted(data.glob("*.xz")), *sorted((data / "ner").glob("*.xz"))]
    read = [p for p in used if not p.name.startswith("btc-") or p.name[4] in "eg"]
    return {p.relative_to(data).as_posix(): sha256(p) for p in read}


def save(nlp: Language, out: Path, *, data: Path, flat: dict[str, float], papers: dict[str, Any]) -> None:
    """Write the model folder anew with its notice and papers.

    ``flat`` are the figures for spaCy's own ``meta.json``, ``papers`` what ``onrecord.json`` says beyond them.
    """
    nlp.meta.update(
        name=NAME.partition("_")[2],
        version=VERSION,
        author="onrecord contributors",
        description=DESCRIPTION,
        license=LICENCE,
        spacy_version=SPACY_RANGE,
        sources=SOURCES,
        performance=flat,
    )
    if out.exists():
        shutil.rmtree(out)
    nlp.to_disk(out)
    (out / "vocab" / "strings.json").write_text(json.dumps(needed_strings(nlp), indent=0), encoding="utf8")
    lines = "\n".join(f"* {s['name']}. {s['author']}. {s['license']}.\n  {s['url']}" for s in SOURCES)
    (out / "LICENSE.txt").write_text(NOTICE.format(attributions=lines + "\n"), encoding="utf8")
    whole = {
        "name": NAME,
        "version": VERSION,
        "onrecord": ONRECORD_RANGE,
        "spacy": SPACY_RANGE,
        "licence": LICENCE,
        "training_data": SOURCES,
        "data_files": data_files(data),
        "labels": {name: list(labels) for name, labels in nlp.meta["labels"].items()},
        **papers,
        "files": {p.relative_to(out).as_posix(): sha256(p) for p in sorted(out.rglob("*")) if p.is_file()},
    }
    (out / "onrecord.json").write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", encoding="utf8")


def check(out: Path, nlp: Language, corpora: Path) -> None:
    """Refuse a written model that annotates otherwise than the pipeline it was made from."""
    written = spacy.load(out)
    gold = DocBin().from_disk(corpora / "test" / "gum-test.spacy").get_docs(nlp.vocab)
    for text in [doc.text for doc in gold][:100]:
        one, other = written(text), nlp(text)
        same = one.to_json() == other.to_json() and [t.lemma_ for t in one] == [t.lemma_ for t in other]
        if not same:
            raise ValueError(f"the written model differs on: {text[:80]}")
