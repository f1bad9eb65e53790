"""Channels: which medium a noun phrase names, by the table of outlets and by the words beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from onrecord import tables
from onrecord.language.nodes import Node

_ARTICLES = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})


@dataclass(frozen=True, slots=True)
class Channel:
    """A medium that carries what is said: its name, its kind of hop, and the tokens that name it."""

    name: str
    kind: str
    tokens: tuple[Node, ...]


@cache
def _outlets() -> dict[tuple[str, ...], tuple[str, str]]:
    """(name, kind) by the lower-case words of each name and variant, from the tables of agencies and outlets."""
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for table in ("lexicon/agencies.csv", "gazetteer/outlets.csv"):
        for row in tables.load_csv(table):
            name = row.get("name") or row["key"]
            for form in (row["key"], name, *row.get("variants", "").split(";")):
                if form.strip():
                    known.setdefault(tuple(form.casefold().replace("-", " ").split()), (name, row["kind"]))
    return known


@cache
def _channel_nouns() -> dict[str, str]:
    return {row["key"]: row["kind"] for row in tables.load_csv("lexicon/channel_nouns.csv")}


def is_channel_noun(token: Node) -> bool:
    """A noun for a kind of medium: "channel", "daily"."""
    return token.lower_ in _channel_nouns()


def channel_in(tokens: Sequence[Node]) -> Channel | None:
    """The medium that a noun phrase names; None when it names none.

    "the STV television channel" is STV, "the Vienna daily Die Presse" Die Presse, "state television" itself.
    """
    words = _without_owner([token for token in tokens if not token.is_space])
    known = _known(words)
    nouns = [
        number for number, token in enumerate(words) if token.lower_ in _channel_nouns() and not _in_name(words, number)
    ]
    if known is not None and not (nouns and nouns[0] == 0):
        return known
    if not nouns:
        return known or _named_medium(words)
    name = _name_beside(words, nouns)
    kind = _channel_nouns()[words[nouns[0]].lower_]
    if name is None:
        plain = [token for token in words[: nouns[-1] + 1] if token.lower_ not in _ARTICLES]
        return Channel(_text(plain), kind, tuple(plain)) if len(plain) > 1 else None
    return Channel(_text(name), kind, tuple(name))


def _without_owner(words: list[Node]) -> list[Node]:
    """The words behind a possessive: "North Korea's official Korean Central News Agency"."""
    for number in range(len(words) - 1, -1, -1):
        if words[number].tag_ == "POS" and number + 1 < len(words):
            return words[number + 1 :]
    return words


def _known(words: list[Node]) -> Channel | None:
    lowered = [token.lower_ if token.text != "X." else "x" for token in words]  # at a sentence's end
    known = _outlets()
    for length in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            found = known.get(tuple(lowered[start : start + length]))
            if found is not None and words[start].text[:1].isupper():
                end = start + length
                while end + 1 < len(words) and words[end].text == "-" and words[end + 1].text[:1].isupper():
                    end += 2  # "Interfax-Ukraine" is not Interfax
                stretch, length = words[start:end], end - start
                return Channel(_text(stretch) if length > 1 else found[0], found[1], tuple(stretch))
    return None


def _named_medium(words: list[Node]) -> Channel | None:
    """A name that says itself what it is: "Latvijas Radio", "Radio Svoboda", "the Port Daily"."""
    if [token.text for token in words[:2]] == ["state", "-"] and len(words) > 3 and words[3].text[:1].isupper():
        return Channel(_text(words[3:]), "outlet", tuple(words[3:]))  # "state-run MRTV"
    name = [token for token in words if token.text[:1].isupper()]
    kinds = [_channel_nouns()[token.lower_] for token in name if token.lower_ in _channel_nouns()]
    together = len(name) > 1 and name[-1].i - name[0].i + 1 == len(name)
    return Channel(_text(name), kinds[0], tuple(name)) if kinds and together else None


def _in_name(words: list[Node], number: int) -> bool:
    return words[number].text[:1].isupper()


def _name_beside(words: list[Node], nouns: list[int]) -> list[Node] | None:
    """The run of names right behind the last channel noun, else right before the first one."""
    after = nouns[-1] + 1
    end = after
    while end < len(words) and words[end].text[:1].isupper():
        end += 1
    if end > after:
        return words[after:end]
    if after + 1 < len(words) and words[after].lower_ == "of":  # "the newspapers of the Funke group"
        start = after + 2 if words[after + 1].lower_ in _ARTICLES else after + 1
        return list(takewhile(lambda token: token.text[:1].isupper(), words[start:])) or None
    start = nouns[0]
    while start > 0 and words[start - 1].text[:1].isupper() and words[start - 1].pos_ in ("PROPN", "X", "NUM", "NOUN"):
        start -= 1
    while start > 0 and words[start - 1].lower_ in ("news",):
        start -= 1
    run = [token for token in words[start : nouns[0]] if token.text[:1].isupper() or token.like_num]
    return run or None


def _text(tokens: Sequence[Node]) -> str:
    return tokens[0].tree.text(tokens[0].i, tokens[-1].i + 1)
