"""The list of verbs behind the lemmas of verbs, and how good the lemmas are.

python -m training.language.verbs write --data ../shared/data   # src/onrecord/tables/lexicon/verbs.csv
python -m training.language.verbs compare                       # trained, by table, and lemminflect if installed

The list holds the lemmas of main verbs in the training parts of the treebanks: words alone, no text.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module, util
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Token

from onrecord.language.lemmas import has_ending, verb_lemma
from training.language.conllu import read_sentences
from training.language.evaluate import REPORTING, bare, read_gold
from training.language.gemm import use_numpy
from training.language.words import words

TABLE = Path("src/onrecord/tables/lexicon/verbs.csv")
HEADER = """# Verbs of English by their dictionary form: lemmas of main verbs in the training parts of UD English GUM
# (annotation CC BY 4.0) and UD English EWT (CC BY-SA 4.0). Written by training/language/verbs.py.
key
"""
SETS = ("dev/gum-dev", "test/gum-test", "test/ewt-test")
OPEN_CLASSES = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV"))
Lemmatizer = Callable[[Token], str]


def verbs(data: Path) -> list[str]:
    """All verbs for the table, sorted; typing errors of the treebanks are listed in ``words.yaml`` and left out."""
    found: set[str] = set()
    for bank in ("gum-train", "ewt-train"):
        for sentence in read_sentences(data / f"{bank}.conllu.xz"):
            found |= {
                token.lemma
                for token in sentence.tokens
                if token.upos == "VERB" and token.xpos.startswith("VB") and "Typo=Yes" not in token.feats
            }
    refused = set(words("lemmas")["not_verbs"])
    return sorted(v for v in found - refused if len(v) > 1 and v.isascii() and v.isalpha() and v.islower())


def trained(token: Token) -> str:
    """The lemma of the trained lemmatizer."""
    return token.lemma_.lower()


def with_table(token: Token) -> str:
    """The lemma by table and rules for main verbs, else the trained one: what onrecord does."""
    by_rule = verb_lemma(token.lower_, token.tag_) if token.pos_ == "VERB" and has_ending(token.tag_) else None
    return by_rule or trained(token)


def lemminflect() -> dict[str, Lemmatizer]:
    """Lemminflect for all words and for verbs alone, where it is installed."""
    if util.find_spec("lemminflect") is None:
        return {}
    get_lemma: Any = import_module("lemminflect").getLemma

    def every(token: Token) -> str:
        found = get_lemma(token.text, upos=token.pos_) if token.pos_ in OPEN_CLASSES else ()
        return str(found[0] if found else token.text).lower()

    def only_verbs(token: Token) -> str:
        return every(token) if token.pos_ == "VERB" else trained(token)

    return {"lemminflect": every, "lemminflect for verbs": only_verbs}


def compare(nlp: Language, corpora: Path) -> None:
    """Print accuracies on gold tokens with predicted tags, without regard to case, and microseconds for a verb."""
    rivals: dict[str, Lemmatizer] = {"trained": trained, "table for verbs": with_table, **lemminflect()}
    for name in SETS:
        gold = read_gold(corpora / name, nlp)
        predicted = list(nlp.pipe([bare(nlp, doc) for doc in gold], batch_size=64))
        pairs = [(a, b) for one, other in zip(gold, predicted, strict=True) for a, b in zip(one, other, strict=True)]
        groups = {
            "words": pairs,
            "verbs": [(a, b) for a, b in pairs if a.pos_ == "VERB"],
            "verbs tagged as such": [(a, b) for a, b in pairs if a.pos_ == b.pos_ == "VERB"],
            "reporting verbs": [(a, b) for a, b in pairs if a.pos_ == "VERB" and a.lemma_ in REPORTING],
        }
        for group, chosen in groups.items():
            right = Counter(
                {rival: sum(find(b) == a.lemma_.lower() for a, b in chosen) for rival, find in rivals.items()}
            )
            shares = ", ".join(f"{rival} {100 * right[rival] / len(chosen):.2f}" for rival in rivals)
            print(f"{name}, {group} ({len(chosen)}): {shares}")
        verb_tokens = [b for _, b in pairs if b.pos_ == "VERB"]
        for rival, find in rivals.items():
            start = time.process_time()
            for token in verb_tokens:
                find(token)
            print(
                f"{name}, {rival}: {1e6 * (time.process_time() - start) / len(verb_tokens):.1f} microseconds for a verb"
            )


def main() -> None:
    """Write the table or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="corpora made by prepare")
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/models/en_wire"))
    options = parser.parse_args()
    if options.what == "write":
        TABLE.write_text(HEADER + "\n".join(verbs(options.data)) + "\n", encoding="utf-8")
        return
    use_numpy()
    compare(spacy.load(options.model), options.work / "corpus")


if __name__ == "__main__":
    main()
