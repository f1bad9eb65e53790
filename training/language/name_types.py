"""What the actor tables would do for the types of the names (measured, not shipped: see training/README.md).

python -m training.language.name_types --work build/language

Spans stay as they are; a type is changed where the gazetteer, the head word of the name, a given name or the title
before it says otherwise.
"""

from __future__ import annotations

import argparse
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span

from onrecord import tables
from training.language.evaluate import NAMES, bare, names, read_gold
from training.language.gemm import use_numpy
from training.language.words import words

DEV = ("gum-dev", "wikigold-dev", "meantime-dev")


@cache
def gazetteer() -> dict[str, str]:
    """Names of the actor tables with their type; of two meanings the later one here wins."""
    states = tables.load_csv("gazetteer/states.csv")
    cells = [cell for row in states for cell in (row["name"], *row["variants"].split(";"), *row["capitals"].split(";"))]
    found = dict.fromkeys((row["name"] for row in tables.load_csv("gazetteer/holders.csv")), "PERSON")
    for row in tables.load_csv("gazetteer/leaders.csv"):
        found |= {row["key"]: "PERSON", row["short"]: "PERSON"}
    for table in ("groups", "outlets", "organisations"):
        rows = tables.load_csv(f"gazetteer/{table}.csv")
        found |= {name: "ORG" for row in rows for name in (row["key"], *row["variants"].split(";"))}
    cities = [row["key"] for row in tables.load_csv("gazetteer/cities.csv")]
    return {name: kind for name, kind in (found | dict.fromkeys((*cells, *cities), "PLACE")).items() if name}


@cache
def titles() -> frozenset[str]:
    """Words before a name that make it a person's."""
    rows = tables.load_csv("gazetteer/titles.csv")
    return frozenset(row["key"] for row in rows if row["rank"] in ("office", "honorific")) | set(
        words("names")["titles"]
    )


@cache
def heads() -> dict[str, str]:
    """Head words of names that tell the type: a ministry is no person, a river no organisation."""
    lists = words("name_types")
    institutions = tables.load_terms("gazetteer/institutions.csv") | set(lists["organisations"])
    return dict.fromkeys(institutions, "ORG") | dict.fromkeys(lists["places"], "PLACE")


def type_of(name: Span) -> str:
    """The type that tables, head word, given name or title give to a name, else the recogniser's."""
    found = gazetteer().get(name.text.removeprefix("the ").removeprefix("The "))
    if found is not None:
        return found
    parts = [token.lower_ for token in name]
    head = parts[parts.index("of") - 1] if "of" in parts[1:] else parts[-1]
    if len(parts) > 1 and head in heads():
        return heads()[head]
    if name[0].text in tables.load_terms("gazetteer/given_names.csv") and heads().keys().isdisjoint(parts):
        return "PERSON"
    before = name.doc[name.start - 1] if name.start else None
    if before is not None and before.text[0].isupper() and before.lower_ in titles():
        return "PERSON"
    return name.label_


def retyped(doc: Doc) -> Doc:
    """A copy of the document with the types of its names corrected."""
    out = doc.copy()
    out.ents = [Span(out, name.start, name.end, label=type_of(name)) for name in doc.ents]
    return out


def main() -> None:
    """Print F of names before and after for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("build/language"), help="corpora made by prepare")
    parser.add_argument("--model", type=Path, default=Path("src/onrecord/models/en_wire"))
    options = parser.parse_args()
    use_numpy()
    nlp = spacy.load(options.model, enable=["ner"])
    for name in (*DEV, *NAMES):
        gold = read_gold(options.work / "names" / ("dev" if name in DEV else "slices") / name, nlp)
        found = [nlp(bare(nlp, doc)) for doc in gold]
        plain = names(zip(gold, found, strict=True))
        after = names(zip(gold, map(retyped, found), strict=True))
        kinds = ", ".join(
            f"{kind} {plain[kind]['F']} -> {after[kind]['F']}" for kind in ("names", "PERSON", "ORG", "PLACE")
        )
        print(f"{name}: {kinds}")


if __name__ == "__main__":
    main()
