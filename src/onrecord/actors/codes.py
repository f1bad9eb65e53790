"""Codes from the words alone: "Syrian rebels" -> SYR, REB; "a Turkish opposition lawmaker" -> TUR, OPP.

For texts without a report around them: names of actors in event data, search terms, lists. In a report, `read_cast`
knows more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from onrecord.actors.gazetteer import (
    Entry,
    leader_among,
    leader_called,
    match_at,
    names_by_first_word,
    own_persons,
    plain,
    table,
)  # fmt: skip
from onrecord.actors.holders import holder_in, surnames
from onrecord.actors.words import singular

_WORD = re.compile(r"[^\W_](?:[\w.]|['-](?=\w))*")
_ASIDE = re.compile(r"\([^)]*\)|\.\.+")
#: Letters and digits, by the first of which names are looked up.
_RUN = re.compile(r"[^\W_]+")
_PEOPLE = re.compile(r"[^\W_]+(?:[ -][A-Z]\w+)?")
_LETTERS = re.compile(r"[^\W\d_]+")
#: What follows says where or of what the actor is, no longer what it is.
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|from|at|to|with|living|based|operating|fleeing|ordered|throughout|near|for|who|on|across|within)\s"
)
_AGAINST = re.compile(r"\b(?:anti|pro|non|ex|post)-$", re.IGNORECASE)
_MEMBER = re.compile(r"[ -]member", re.IGNORECASE)
_FAITH = re.compile(r"\b(?:Muslim|Moslem|Islamic|Islamist)s?\b")
_NAMELESS = frozenset({"CVL", "SOC", "LAB", "JUD", "GOV", None})
_BODIES = frozenset(
    {"association", "forum", "committee", "group", "organisation", "organization", "foundation", "network", "charity"}
)
_TABLES = ("offices", "actor_words", "titles", "institutions")
_PLACES = frozenset({"capital", "seat"})
_BEHIND_HYPHEN = re.compile(r"-(\w+)")
_CAPITALISED = re.compile(r"[A-Z]\w{4,}")


@dataclass(frozen=True, slots=True)
class _Found:
    """A name in the text: characters start..end are the entry."""

    start: int
    end: int
    entry: Entry


def code_of(text: str, as_of: date | None = None, context: str = "") -> tuple[str, str | None] | None:
    """The code of the state or organisation that an actor's words name, and its PLOVER sector (None where not told).

    `as_of` decides who held an office then; `context` is the sentence or report around, asked only where the words
    themselves name no state ("the rebels", "ethnic Albanians"). None where nothing tells: better open than wrong.

    >>> code_of("Syrian rebels"), code_of("a Turkish opposition lawmaker"), code_of("President Bush", date(1990, 8, 2))
    (('SYR', 'REB'), ('TUR', 'OPP'), ('USA', 'GOV'))
    >>> code_of("the spokesman") is None
    True
    """
    words = _ASIDE.sub(" ", plain(text)).strip()
    if not context and _names_nobody(words):
        return None
    found = _found(words)
    person = _own_person(words) or holder_in(words, as_of) or _leader(words, as_of)
    code = _code(words, found)
    if words.lower().startswith("ethnic ") and context:
        code = next((one.entry.code for one in _found(plain(context)) if one.entry.code != code), code)
    if code is None and person is not None:
        code = person[0]
    code = code or _misspelt(words) or _body_without_state(words, found)
    if code is None and context:
        code = _nearest(words, plain(context))
    if code is None and _FAITH.search(words):
        code = "ISM"
    if code is None:
        return None
    return code, _own_sector(words, found, person)


def _names_nobody(words: str) -> bool:
    """Whether all words are in small letters, and none of them begins a name or is that of a person or a body."""
    if words != words.lower() or own_persons():
        return False
    names, others = names_by_first_word(), _small_words()
    return all(run.isalpha() and run not in names and singular(run) not in others for run in _RUN.findall(words))


@cache
def _small_words() -> frozenset[str]:
    """The words in small letters, in the singular, by which a people, a person's name or a body may be told."""
    known = (*_people_words(), *surnames(), *_bodies())
    return frozenset(singular(run) for word in known if word == word.lower() for run in _RUN.findall(word))


def _found(words: str) -> list[_Found]:
    """The names of the gazetteer in the text, left to right.

    Left out are those of whom somebody is an opponent or a friend, and those that are a property of a thing.
    """
    out: list[_Found] = []
    position = 0
    names, peoples = names_by_first_word(), _people_words()
    for run in _RUN.finditer(words):
        start, word = run.start(), run.group()
        if start < position or not (word in names or word in peoples or word.removesuffix("s") in peoples):
            continue
        hit = match_at(words, start) or _people_at(words, start)
        if hit is None or hit[1].code is None or _AGAINST.search(words, 0, start) or _is_property(words, hit[0]):
            continue
        if hit[1].code == "WST" and words[hit[0] + 1 : hit[0] + 2].isupper():
            continue
        position = hit[0]
        out.append(_Found(start, hit[0], hit[1]))
    return out


def _people_at(words: str, start: int) -> tuple[int, Entry] | None:
    """A people or region by its adjective ("Chechen", "Greek-Cypriot", "Tamils")."""
    match = _PEOPLE.match(words, start)
    for text in (match.group(), match.group().split()[0].split("-")[0]) if match else ():
        row = table("peoples").get(text) or table("peoples").get(text.removesuffix("s"))
        if row is not None:
            return start + len(text), Entry("adjective", row["key"], row["code"], None)
    return None


@cache
def _people_words() -> frozenset[str]:
    """What the names of peoples and regions begin with."""
    return frozenset(match.group() for key in table("peoples") if (match := _RUN.match(key)))


def _code(words: str, found: list[_Found]) -> str | None:
    """The code of the first name; an organisation of which a state is only a member gives way to the state."""
    for number, one in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        if after is not None and _MEMBER.match(words, one.end):
            continue
        if after is not None and one.entry.kind == "outlet" and after.entry.kind == "state":
            continue
        return one.entry.code
    return None


def _own_sector(words: str, found: list[_Found], person: tuple[str, str | None] | None) -> str | None:
    """The sector: of what the words say somebody is, else of the name itself, else of the person."""
    sector = _sector(words, found)
    if sector is not None:
        return sector
    if found:
        entry = found[0].entry
        whole = found[0].end - found[0].start >= len(words.rstrip(".")) - 4
        if entry.kind in ("organisation", "group", "outlet"):
            return entry.sector
        if entry.kind in _PLACES and whole:
            return "GOV"
        if entry.kind == "people" and found[0].start == 0:
            return "CVL"
    return person[1] if person is not None else None


def _sector(words: str, found: list[_Found]) -> str | None:
    """The sector of the last thing that somebody is said to be, before "of", "in", "from"; else of what follows."""
    cut = _AFTER_HEAD.search(words)
    parts = (words[: cut.start()], words[cut.start() :]) if cut is not None else (words,)
    offset = 0
    for part in parts:
        tokens = list(_WORD.finditer(part))
        sector = _last_sector(tokens, [(one.start - offset, one.end - offset) for one in found])
        if sector is not None:
            return sector
        offset += len(part)
    return None


def _last_sector(tokens: list[re.Match[str]], names: list[tuple[int, int]]) -> str | None:
    lower = [token.group().lower().removesuffix("'s").rstrip(".") for token in tokens]
    for end in range(len(tokens), 0, -1):
        lasts = _last_words(lower[end - 1])
        if not lasts or any(first <= tokens[end - 1].start() < last for first, last in names):
            continue
        for start in range(max(0, end - 5), end):
            before = lower[start : end - 1]
            for last in lasts:
                sector = _sector_of(" ".join([*before, last]))
                if sector:
                    return sector
    return None


@lru_cache(maxsize=1 << 16)
def _last_words(lower: str) -> tuple[str, ...]:
    """The word in the singular and as it is, each where what tells a sector may end with it."""
    return tuple(word for word in (singular(lower), lower) if word in _ends())


@cache
def _ends() -> frozenset[str]:
    return frozenset(key.split(" ")[-1] for name in _TABLES for key, row in table(name).items() if row["sector"])


@cache
def _bodies() -> frozenset[str]:
    """The words one of which an association or a charity has."""
    ends = {
        singular(key.split(" ")[-1]) for name in _TABLES for key, row in table(name).items() if row["sector"] == "NGO"
    }
    return _BODIES | ends


@cache
def _sector_of(key: str) -> str | None:
    return next((row["sector"] for name in _TABLES if (row := table(name).get(key)) and row["sector"]), None)


def _own_person(words: str) -> tuple[str, str | None] | None:
    """A person of the user's own table, by the full or a short name."""
    row = next((row for row in own_persons() if row["key"] in words or row["short"] == words.split(" ")[-1]), None)
    return (row["code"], row["sector"] or None) if row is not None else None


def _leader(words: str, day: date | None) -> tuple[str, str | None] | None:
    """Somebody so well known that the name alone tells."""
    if words == words.lower():
        return None
    row = leader_among(words) or leader_called(words, day) or leader_called(words.split(" ")[-1], day)
    return (row["code"], row["sector"]) if row is not None else None


def _nearest(words: str, context: str) -> str | None:
    """The state named nearest to the words in their context, a name before them first."""
    at = max(context.find(words), 0)
    places = [
        (abs(one.start - at), one.entry.code)
        for one in _found(context)
        if one.entry.kind not in ("outlet", "organisation") and one.entry.code not in ("IMG", "WST")
    ]
    return min(places)[1] if places else None


def _body_without_state(words: str, found: list[_Found]) -> str | None:
    """NGO for an association, a committee or a charity of no state."""
    last = {singular(word.lower()) for word in _LETTERS.findall(words)}
    if last.isdisjoint(_bodies()):
        return None
    sector = _sector(words, found)
    return "NGO" if sector == "NGO" or (sector in _NAMELESS and not _BODIES.isdisjoint(last)) else None


def _is_property(words: str, end: int) -> bool:
    """Whether the name that ends there is the first half of a word for a thing ("Soviet-era").

    >>> code_of("a Soviet-era reactor"), code_of("Soviet troops")
    (None, ('SUN', 'MIL'))
    """
    behind = _BEHIND_HYPHEN.match(words, end)
    return behind is not None and behind[1].lower() in table("compounds")


def _misspelt(words: str) -> str | None:
    """The state whose name or adjective is misspelt among the words ("Afganistan")."""
    known = table("misspellings")
    return next((known[word]["code"] for word in _CAPITALISED.findall(words) if word in known), None)
