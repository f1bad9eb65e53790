"""The cue lexicon: which verbs, nouns and prepositions report a saying, in which frames, and with what force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from onrecord import tables
from onrecord.language.nodes import Node

_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One verb or noun that can be a cue.

    `frames` are the constructions that hold its content (listed at the head of the table), `force` what kind of
    saying it is, `kind` speech, mind or show.
    """

    lemma: str
    frames: frozenset[str]
    force: str
    kind: str
    forces: Mapping[str, str] = field(default_factory=dict)

    def force_in(self, frame: str | None) -> str:
        """The force that the entry has in a frame ("call on" requests, "call" a name asserts)."""
        return self.forces.get(frame or "", self.force)


@cache
def cue_verbs() -> dict[str, CueEntry]:
    """Verbs by lemma."""
    return {row["key"]: _verb(row) for row in tables.load_csv("lexicon/cue_verbs.csv")}


def _verb(row: dict[str, str]) -> CueEntry:
    frames = [frame.partition("=") for frame in row["frames"].split()]
    forces = {name: force for name, _, force in frames if force}
    return CueEntry(row["key"], frozenset(name for name, _, _ in frames), row["force"], row["class"], forces)


@cache
def cue_nouns() -> dict[str, CueEntry]:
    """Nouns by lemma ("the claim that ...")."""
    return {
        row["key"]: CueEntry(row["key"], frozenset({"c"}), row["force"], "speech")
        for row in tables.load_csv("lexicon/cue_nouns.csv")
    }


@cache
def cue_words() -> dict[tuple[str, str], str]:
    """The force of nouns and adjectives by (n or a, lemma): "support for X", "is confident that X"."""
    return {(row["part"], row["lemma"]): row["force"] for row in tables.load_csv("lexicon/cue_words.csv")}


@cache
def cue_forms() -> dict[str, str]:
    """Lemma by inflected form of every cue verb; surer than the lemmatizer of a small pipeline."""
    return {row["key"]: row["lemma"] for row in tables.load_csv("lexicon/cue_forms.csv")} | {
        verb: verb for verb in cue_verbs()
    }


def lemma_of(token: Node) -> str:
    """The dictionary form, from the table of cue forms first, then from the pipeline."""
    return cue_forms().get(token.lower_) or token.lemma_.lower() or token.lower_


def verb_entry(token: Node) -> CueEntry | None:
    """The lexicon's entry for a token that is used as a verb, or None."""
    return cue_verbs().get(lemma_of(token)) if is_verbal(token.tag_, token.pos_) else None


def is_verbal(tag: str, part: str) -> bool:
    """Whether a word with this tag and part of speech is used as a verb."""
    return part in _VERBAL or tag.startswith("VB")
