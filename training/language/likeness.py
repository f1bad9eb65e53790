"""The table of verb forms that the shipped pipeline reads as better known ones (`lexicon/read_as.csv`).

python -m training.language.likeness write --data ../shared/data
python -m training.language.likeness compare --data ../shared/data    # tags and heads, without the table and with it

The pipeline knows a word by its form, its ends and its shape. A form that the treebanks hold seldom or never has an
embedding that training left to chance: "condemns", "expels" and "denies" were nouns to it in most sentences, which is
hard on the headlines of agencies, all in the present. The forms of a paradigm stand in the same places, so a form that
fails in plain sentences is embedded as one that is known. Forms that are nouns as well ("monitors") stay as they are.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.language import load
from onrecord.language.lemmas import verb_lemma
from onrecord.language.pipeline import read_as
from onrecord.tables import load_csv, load_terms
from training.language.conllu import read_sentences
from training.language.words import words

TABLE = Path("src/onrecord/tables/lexicon/read_as.csv")
HEADER = """# Verb forms that the shipped pipeline takes for other words in plain sentences, and the better known
# form that each is read as. Written by training/language/likeness.py from the lists of verbs without the nouns of UD
# English GUM (annotation CC BY 4.0), of UD English EWT (CC BY-SA 4.0) and of training/language/words.yaml. CC0-1.0.
key,read_as
"""
PRESENT = (
    "The government {} that talks had failed.", "The government {} the claim.", "Iran {} seeking a bomb.",
    "Moscow {} the proposal on Monday, officials said.", "The group, which {} the plan, has left.",
)  # fmt: skip
PAST = (
    "The government {} the claim.", "Moscow {} the proposal on Monday, officials said.",
    "The group {} the plan and left.", "The claim was {} by the government.", "The plan has been {}.",
)  # fmt: skip
#: So many of the plain sentences must be read wrong.
FAILS = 2
#: As what forms are read: verbs of speech take clauses, others objects; pasts are participles, too.
SAYS, MAKES, MADE = "says", "makes", "made"


def candidates(data: Path) -> dict[str, list[str]]:
    """The forms in the present and in the past of all listed verbs that are no nouns in the treebanks."""
    nouns = Counter(words("also_nouns")["forms"])
    for bank in ("gum-train", "ewt-train"):
        for sentence in read_sentences(data / f"{bank}.conllu.xz"):
            nouns.update(token.lemma.lower() for token in sentence.tokens if token.upos == "NOUN")
            nouns.update(token.form.lower() for token in sentence.tokens if token.upos == "NOUN")
    verbs = frozenset[str]().union(
        *(load_terms(f"lexicon/{name}.csv") for name in ("verbs", "cue_verbs", "deed_verbs"))
    )
    plain = sorted(verb for verb in verbs if verb.isalpha() and verb not in nouns)
    present = [form for verb in plain if verb_lemma(form := _present(verb), "VBZ") == verb]
    regular = {verb: _past(verb) for verb in _of_news() if verb.isalpha()}
    past = {form for verb, form in regular.items() if verb_lemma(form, "VBD") == verb}
    return {"present": [form for form in present if form not in nouns], "past": sorted(past - set(nouns))}


def _of_news() -> frozenset[str]:
    return load_terms("lexicon/cue_verbs.csv") | load_terms("lexicon/deed_verbs.csv")


def _present(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _past(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + ("d" if verb.endswith("e") else "ed")


def failing(nlp: Language, forms: Iterable[str], sentences: Iterable[str], fits: Callable[[Token], bool]) -> list[str]:
    """The forms that do not fit in at least `FAILS` of the sentences."""
    asked = [(form, sentence.format(form)) for form in forms for sentence in sentences]
    wrong: Counter[str] = Counter()
    for (form, _), doc in zip(asked, nlp.pipe([sentence for _, sentence in asked]), strict=True):
        found = next((token for token in doc if token.lower_ == form), None)
        wrong[form] += found is not None and not fits(found)
    return [form for form, count in wrong.items() if count >= FAILS]


def is_present(token: Token) -> bool:
    """A verb in the third person with its subject."""
    return token.tag_ == "VBZ" and any(child.dep_.startswith("nsubj") for child in token.children)


def is_past(token: Token) -> bool:
    """A verb in the past with its subject."""
    return token.tag_ in ("VBD", "VBN") and any(child.dep_.startswith("nsubj") for child in token.children)


def write(data: Path) -> None:
    """Write the table; the pipeline that is asked is the shipped one without it."""
    nlp = load().nlp
    for row in load_csv("lexicon/read_as.csv"):
        read_as(nlp, row["key"], row["key"])
    forms = candidates(data)
    speech = {verb_lemma(form, "VBZ") for form in forms["present"]} & load_terms("lexicon/cue_verbs.csv")
    rows = {
        form: SAYS if verb_lemma(form, "VBZ") in speech else MAKES
        for form in failing(nlp, forms["present"], PRESENT, is_present)
    }
    rows |= dict.fromkeys(failing(nlp, forms["past"], PAST, is_past), MADE)
    lines = [f"{form},{known}\n" for form, known in sorted(rows.items())]
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")
    print(f"{TABLE}: {len(lines)} forms")


def compare(data: Path) -> None:
    """Print, without and with the table, the share of right tags and heads of the test sets: all, and of such verbs."""
    nlp = load().nlp
    rows = load_csv("lexicon/read_as.csv")
    forms = {row["key"] for row in rows}
    for name, known in (("without", False), ("with", True)):
        for row in rows:
            read_as(nlp, row["key"], row["read_as"] if known else row["key"])
        for bank in ("gum-test", "ewt-test"):
            right: Counter[tuple[str, str]] = Counter()
            for sentence in read_sentences(data / f"{bank}.conllu.xz"):
                tokens = sentence.tokens
                doc = Doc(nlp.vocab, words=[token.form for token in tokens], spaces=[token.space for token in tokens])
                for gold, token in zip(tokens, nlp(doc), strict=True):
                    head = token.i if gold.head < 0 else gold.head
                    here = {"all"} | (
                        {"of the table"} if token.lower_ in forms and gold.xpos.startswith("V") else set()
                    )
                    for part in here:
                        right[part, "words"] += 1
                        right[part, "tags"] += token.tag_ == gold.xpos
                        right[part, "heads"] += token.head.i == head
            for part in ("all", "of the table"):
                words_in = right[part, "words"] or 1
                shares = ", ".join(f"{what} {right[part, what] / words_in:.4f}" for what in ("tags", "heads"))
                print(f"{name:8} {bank:9} {part:13} {words_in:6} words: {shares}")


def main() -> None:
    """Write the table or compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("what", choices=("write", "compare"))
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    {"write": write, "compare": compare}[options.what](options.data)


if __name__ == "__main__":
    main()
