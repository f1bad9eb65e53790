"""The rules of `ontology/ties.yaml` in the shape that reading asks for; a bad rule raises TableError."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import TableError
from onrecord.record.vocabulary import TIE_KINDS, TIE_STATES
from onrecord.tables import load_yaml
from onrecord.ties.scanning import ids_of, plurals

TABLE = "ontology/ties.yaml"
_SLOTS = {"kind", "heads", "of", "states", "refuse", "only", "plural_of", "needs", "body"}


@dataclass(frozen=True, slots=True)
class Thing:
    """What a change is done to, and what tie it tells; the fields are those of the table."""

    kind: str
    heads: frozenset[str]
    of: frozenset[str]
    states: Mapping[str, str]
    refuse: frozenset[str]
    only: Mapping[str, frozenset[str]]
    plural_of: frozenset[str]
    needs: str | None
    body: bool

    def change(self, head: str, classes: tuple[str, ...]) -> str | None:
        """The first of the classes of words that the thing takes; None where it takes none of them."""
        allowed = self.only.get(head)
        return next((name for name in classes if name in self.states and (allowed is None or name in allowed)), None)


@dataclass(frozen=True, slots=True)
class Direct:
    """A tie told by a verb whose object is the other side itself."""

    kind: str
    state: str
    body: bool
    member: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What an event leaves by itself: its type and mode, a word of its trigger, and whether a body receives it."""

    type: str
    mode: str
    kind: str
    state: str
    words: frozenset[str]
    body: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules; words are indexed by their first word, with what must follow it and the classes that it may be of."""

    verbs: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    nouns: Mapping[str, tuple[str, ...]]
    adjectives: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    things: Mapping[str, tuple[Thing, ...]]
    direct: Mapping[str, tuple[tuple[tuple[str, ...], Direct], ...]]
    applications: Mapping[str, Any]
    roles: Mapping[str, Direct]
    events: tuple[Left, ...]
    governing: Mapping[str, str]
    not_done: Mapping[str, Mapping[str, str]]
    lists: Mapping[str, frozenset[str]]
    thing_ids: frozenset[int]  # of all words that can be things, and of all that tell a tie without one
    direct_ids: frozenset[int]


@cache
def rules() -> Rules:
    """The shipped rules, read once."""
    return rules_of(load_yaml(TABLE))


def rules_of(data: Mapping[str, Any]) -> Rules:
    """Check rules and index them; raises TableError that names the rule."""
    words = data["words"]
    things: dict[str, list[Thing]] = {}
    for row in data["things"]:
        thing = _thing(row, frozenset(words))
        for head in thing.heads:
            things.setdefault(head, []).append(thing)
    direct: dict[str, list[tuple[tuple[str, ...], Direct]]] = {}
    for row in data["direct"]:
        for verb in row["verbs"]:
            first, *rest = verb.split()
            direct.setdefault(first, []).append((tuple(rest), _direct(row)))
    telling = {*direct, *data["applications"]["verbs"], *data["applications"]["nouns"], *data["roles"]}
    return Rules(
        _by_first_word(words, "verbs"),
        {first: classes for first, ((_, classes),) in _by_first_word(words, "nouns").items()},
        _by_first_word(words, "adjectives"),
        {head: tuple(rows) for head, rows in things.items()},
        {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in direct.items()},
        data["applications"],
        {noun: _direct(row) for noun, row in data["roles"].items()},
        tuple(_left(row) for row in data["events"]),
        {verb: status for status, verbs in data["governing"].items() for verb in reversed(verbs)},
        data["not_done"],
        {name: frozenset(words) for name, words in data["lists"].items()},
        ids_of({*things, *plurals(things)}),
        ids_of(telling),
    )


def _by_first_word(
    words: Mapping[str, Mapping[str, list[str]]], part: str
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    """Words or phrases of one part of speech by first word; of several the longest comes first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, parts in words.items():
        for phrase in parts.get(part, ()):
            found.setdefault(tuple(phrase.split()), []).append(name)
    out: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for (first, *rest), classes in found.items():
        out.setdefault(first, []).append((tuple(rest), tuple(classes)))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in out.items()}


def _thing(row: Mapping[str, Any], classes: frozenset[str]) -> Thing:
    if not row.keys() <= _SLOTS or not row["states"].keys() <= classes:
        wrong = sorted((row.keys() - _SLOTS) | (row["states"].keys() - classes))
        raise TableError(f"table {TABLE}, {row['heads'][0]!r}: {', '.join(wrong)} is not known")
    return Thing(
        _checked(row["kind"], TIE_KINDS),
        frozenset(row["heads"]),
        frozenset(row.get("of", ())),
        {name: _checked(state, TIE_STATES) for name, state in row["states"].items()},
        frozenset(row.get("refuse", ())),
        {head: frozenset(names) for head, names in row.get("only", {}).items()},
        frozenset(row.get("plural_of", ())),
        row.get("needs"),
        bool(row.get("body")),
    )


def _left(row: Mapping[str, Any]) -> Left:
    kind, state = _checked(row["kind"], TIE_KINDS), _checked(row.get("state", "active"), TIE_STATES)
    return Left(row["type"], row["mode"], kind, state, frozenset(row.get("words", ())), bool(row.get("body")))


def _direct(row: Mapping[str, Any]) -> Direct:
    kind, state = _checked(row["kind"], TIE_KINDS), _checked(row["state"], TIE_STATES)
    return Direct(kind, state, bool(row.get("body")), bool(row.get("member")))


def _checked(word: str, vocabulary: tuple[str, ...]) -> str:
    if word not in vocabulary:
        raise TableError(f"table {TABLE} names {word!r}", remedy=f"Use one of: {', '.join(vocabulary)}.")
    return word
