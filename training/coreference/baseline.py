"""How far simple rules get: whom the third-person pronoun before a reporting verb means.

python -m training.coreference.baseline build/coreference
python -m training.coreference.baseline build/coreference --all-verbs

The first asks for subjects of reporting verbs, the second for the subjects of all verbs, of which there are far more.
A rule is right when the mention that it picks is of the pronoun's chain. Only pronouns whose chain has a mention before
them count as answerable; a rule that picks nothing is wrong on those. No rule sees the chains.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from training.coreference.prepare import PARTS, Document, read

Mention = dict[str, Any]
Rule = Callable[[Document, Mention], "Mention | None"]

SINGULAR = frozenset({"he", "she"})
NEUTER = frozenset({"it"})
PLURAL = frozenset({"they"})
_COLLECTIVE = frozenset({"organization", "place"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})


def words_of(document: Document, mention: Mention) -> str:
    """The words of a mention in lower case."""
    return str(document["text"][mention["start"] : mention["end"]]).lower()


def fits(document: Document, mention: Mention, pronoun: Mention) -> bool:
    """Whether a mention may be what a pronoun means, by type, number, person and what is known of its gender."""
    word = words_of(document, pronoun)
    if mention["form"] == "pronoun" and words_of(document, mention) in (
        "i",
        "me",
        "my",
        "you",
        "your",
        "we",
        "us",
        "our",
    ):
        return False
    if word in SINGULAR:
        genders = {mention["gender"], pronoun["gender"]} - {None}
        return mention["type"] == "person" and mention["number"] != "Plur" and len(genders) < 2
    if word in PLURAL:
        return mention["type"] in ("person", "organization") and mention["number"] != "Sing"
    return mention["type"] != "person" and mention["number"] != "Plur"


def before(document: Document, pronoun: Mention) -> Iterator[Mention]:
    """The mentions that fit and end before the pronoun, nearest head first; none that holds it."""
    earlier = [m for m in document["mentions"] if m["end"] <= pronoun["start"]]
    earlier.sort(key=lambda m: (m["head"], -m["end"]), reverse=True)
    yield from (m for m in earlier if fits(document, m, pronoun))


def nearest(document: Document, pronoun: Mention) -> Mention | None:
    """The nearest mention that fits."""
    return next(before(document, pronoun), None)


def nearest_named(document: Document, pronoun: Mention) -> Mention | None:
    """The nearest name that fits."""
    return next((m for m in before(document, pronoun) if m["form"] == "name"), None)


def nearest_subject(document: Document, pronoun: Mention) -> Mention | None:
    """The nearest subject that fits, else the nearest mention."""
    return next((m for m in before(document, pronoun) if m["relation"] in _SUBJECTS), None) or nearest(
        document, pronoun
    )


def last_speaker(document: Document, pronoun: Mention) -> Mention | None:
    """The subject of the latest reporting verb that fits, else the nearest subject."""
    speakers = {saying["mention"] for saying in document["sayings"]}
    spoke = [document["mentions"][index]["head"] for index in speakers if index is not None]
    found = next((m for m in before(document, pronoun) if m["head"] in spoke), None)
    return found or nearest_subject(document, pronoun)


RULES: dict[str, Rule] = {
    "nearest that fits": nearest,
    "nearest name that fits": nearest_named,
    "nearest subject that fits": nearest_subject,
    "last speaker that fits": last_speaker,
}


def questions(document: Document, *, all_verbs: bool = False) -> Iterator[Mention]:
    """The third-person pronouns that are subject of a reporting verb, or of any."""
    speaking = {saying["mention"] for saying in document["sayings"]}
    for index, mention in enumerate(document["mentions"]):
        asked = mention["relation"] in _SUBJECTS if all_verbs else index in speaking
        if asked and mention["form"] == "pronoun" and words_of(document, mention) in SINGULAR | PLURAL | NEUTER:
            yield mention


def answerable(document: Document, pronoun: Mention) -> bool:
    """Whether something before the pronoun is of its chain."""
    return any(m["chain"] == pronoun["chain"] and m["end"] <= pronoun["start"] for m in document["mentions"])


def measure(documents: Sequence[Document], *, all_verbs: bool = False) -> dict[str, tuple[int, int]]:
    """(right, asked) by rule and kind of pronoun; ``asked`` counts the answerable ones."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for document in documents:
        for pronoun in questions(document, all_verbs=all_verbs):
            if not answerable(document, pronoun):
                continue
            word = words_of(document, pronoun)
            group = "he, she" if word in SINGULAR else word
            for name, rule in RULES.items():
                picked = rule(document, pronoun)
                hit = picked is not None and picked["chain"] == pronoun["chain"]
                for key in (f"{name}: {group}", f"{name}: all"):
                    asked[key] += 1
                    right[key] += hit
    return {key: (right[key], asked[key]) for key in asked}


def main() -> None:
    """Print the figures of all rules on all parts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/coreference"))
    parser.add_argument("--all-verbs", action="store_true", help="ask for the subjects of all verbs")
    options = parser.parse_args()
    parts = {part: measure(read(options.folder / f"{part}.jsonl"), all_verbs=options.all_verbs) for part in PARTS}
    print("| | " + " | ".join(parts) + " |\n| --- |" + " --- |" * len(parts))
    for key in sorted({key for found in parts.values() for key in found}):
        cells = [found.get(key, (0, 0)) for found in parts.values()]
        print(f"| {key} | " + " | ".join(f"{a} of {b}" + (f" ({a / b:.0%})" if b else "") for a, b in cells) + " |")


if __name__ == "__main__":
    main()
