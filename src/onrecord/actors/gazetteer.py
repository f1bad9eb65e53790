"""The gazetteer in memory: which state, organisation, group, outlet or place a stretch of text names.

Everything is looked up by the characters at a word's beginning, the longest name first, so that "South Sudan" is never
read as "Sudan". Names are matched as they are spelt; a heading in capitals is matched against capitals.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property, lru_cache

from onrecord.tables import load_csv

#: Most words of which it is kept whether they open a name.
_MOST = 200_000
_ALWAYS, _UNSPACED = 2, 1
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(" ")
_APOSTROPHES = ("’", "ʼ", "‘")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the gazetteer knows.

    `kind` is state, people (a demonym: "Russians"), adjective ("Russian"), capital, seat ("Kremlin"), organisation,
    group, outlet or city. `code` is a state's alpha-3 code or an organisation's short code.
    """

    kind: str
    name: str
    code: str | None
    sector: str | None
    medium: str | None = None


def match_at(text: str, start: int, *, capitals: bool = False) -> tuple[int, Entry] | None:
    """The longest known name that begins at `start`, with the offset after it; None when there is none.

    >>> end, entry = match_at("in South Sudan's capital", 3)
    >>> end, entry.kind, entry.code
    (14, 'state', 'SSD')
    """
    word = _WORD.match(text, start)
    if word is None:
        return None
    for name, entry in _current().index(capitals).get(word.group(), ()):
        end = start + len(name)
        if text.startswith(name, start) and (end >= len(text) or not text[end].isalnum() or not name[-1].isalnum()):
            return end, entry
    return None


def openings(words: Sequence[str], spaced: Sequence[int], *, capitals: bool = False) -> list[int]:
    """The words, by number, at which a name may begin; `spaced` is 1 for a word with a space behind it, else 0.

    >>> openings(["In", "South", "Sudan", "pro", "-", "Russian"], [1, 1, 1, 0, 0, 0])
    [1, 2, 5]
    """
    known = _current().openers(capitals)
    rows = zip(map(known.__getitem__, words), spaced, strict=True)
    found = [number for number, (may, space) in enumerate(rows) if may > space]
    last = len(words) - 1
    return [
        number for number in found
        if known[words[number]] == _ALWAYS or (number < last and words[number + 1][0].isalnum())
    ]  # fmt: skip


def names_by_first_word(*, capitals: bool = False) -> dict[str, list[tuple[str, Entry]]]:
    """First word (letters and digits only) -> the names that begin with it, the longest first; read-only.

    >>> "South" in names_by_first_word(), "southerly" in names_by_first_word()
    (True, False)
    """
    return _current().index(capitals)


def lookup(name: str) -> Entry | None:
    """The entry whose name or variant is exactly `name`, in any case.

    >>> lookup("KIEV").code
    'UKR'
    """
    return _current().by_name.get(plain(name).removeprefix("the ").casefold())


def plain(text: str) -> str:
    """The text with straight apostrophes, at the same length."""
    if text.isascii():
        return text
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    return text


def leaders() -> dict[str, dict[str, str]]:
    """Full name -> row of leaders.csv, or of the user's own table."""
    return _current().leaders


def leader_among(words: str) -> dict[str, str] | None:
    """The row of the first of the leaders whose full name stands among the words.

    >>> leader_among("said Vladimir Putin's spokesman")["code"], leader_among("Vladimir's father")
    ('RUS', None)
    """
    known = _current().leaders_by_gap
    gaps = ["", *(words[space.start() - 1 : space.end() + 1] for space in _SPACE.finditer(words))]
    named = [(number, row) for gap in gaps for number, row in known.get(gap, ()) if row["key"] in words]
    return min(named, key=_number)[1] if named else None


def own_persons() -> tuple[dict[str, str], ...]:
    """The persons of the user's own table, with the columns of leaders.csv."""
    return _current().persons


def leader_called(short: str, day: date | None = None) -> dict[str, str] | None:
    """The row of the leader whom a surname or other short form alone tells at `day`, the first without a day.

    >>> leader_called("Assad", date(1990, 1, 1))["key"], leader_called("Assad", date(2020, 1, 1))["key"]
    ('Hafez al-Assad', 'Bashar al-Assad')
    """
    rows = _current().leaders_by_short.get(short, ())
    return next((row for row in rows if in_years(row["years"], day)), None)


def in_years(years: str, day: date | None) -> bool:
    """True when `day` lies in "1999-2008", "1999-" or "-1989"; so does every day where either is not told."""
    first, _, last = years.partition("-")
    return day is None or (int(first or 0) <= day.year <= int(last or 9999))


@cache
def genders() -> dict[str, str]:
    """Given name -> "m", "f" or "" (both, or unknown)."""
    return {row["key"]: row["gender"] for row in load_csv("gazetteer/given_names.csv")}


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """A gazetteer table as key -> row."""
    return {row["key"]: row for row in load_csv(f"gazetteer/{name}.csv")}


@cache
def _names() -> tuple[tuple[str, Entry], ...]:
    """Every (name, entry), the more telling kinds first where two share a name."""
    out: list[tuple[str, Entry]] = []
    for row in load_csv("gazetteer/states.csv"):
        state = _state(row)
        out += [(name, state) for name in [row["name"], *_split(row["variants"])]]
    for row in load_csv("gazetteer/states.csv"):
        place = "city" if row["status"] == "territory" else "capital"
        out += [(name, Entry(place, row["name"], row["code"], "GOV")) for name in _split(row["capitals"])]
        adjective = Entry("adjective", row["name"], row["code"], None)
        people = Entry("people", row["name"], row["code"], None)
        words = _split(row["adjectives"])
        out += [(word, people if word.endswith("s") and word[:-1] in words else adjective) for word in words]
    for row in load_csv("gazetteer/seats.csv"):
        out.append((row["key"], Entry("seat", row["institution"] or row["key"], row["code"], row["sector"])))
    for file, kind in (("organisations", "organisation"), ("groups", "group")):
        for row in load_csv(f"gazetteer/{file}.csv"):
            entry = Entry(kind, row["key"], row["code"] or None, row["sector"] or None)
            out += [(name, entry) for name in [row["key"], *_split(row["variants"])]]
    for row in load_csv("gazetteer/outlets.csv"):
        outlet = Entry("outlet", row["key"], row["country"] or None, "JRN", row["kind"])
        out += [(name, outlet) for name in [row["key"], *_split(row["variants"])]]
    out += [
        (row["key"], Entry("city", row["key"], row["code"] or None, None)) for row in load_csv("gazetteer/cities.csv")
    ]
    return tuple((name if name.isalnum() else plain(name.removeprefix("the ")), entry) for name, entry in out)


def _state(row: dict[str, str]) -> Entry:
    """A row of states.csv; a territory that several states claim is a place."""
    if row["status"] == "territory":
        return Entry("city", row["name"], row["code"], None)
    return Entry("state", row["name"], row["code"], "GOV")


@dataclass(frozen=True, slots=True, eq=False)
class OwnActors:
    """A user's own actors, checked; equal where the file held the same bytes.

    `names` are (name, entry) pairs, `persons` rows with the columns of leaders.csv; `file` is what messages call the
    file, `data` its bytes and `sha256` their hash.
    """

    sha256: str
    file: str = ""
    data: bytes = field(default=b"", repr=False)
    names: tuple[tuple[str, Entry], ...] = ()
    persons: tuple[dict[str, str], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnActors) and self.sha256 == other.sha256

    def __hash__(self) -> int:
        return hash(self.sha256)


class Openers(dict[str, int]):
    """Word -> 2 where a name may begin there, 1 where only if it goes on without a space, 0 where never.

    What counts are its first letters and digits: a name may begin with a part of a word that holds a mark.
    """

    def __init__(self, index: Container[str]) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST:
            self.clear()
        run = _WORD.match(word)
        opening = run.group() if run is not None else ""
        may = _ALWAYS if opening in self._index else _UNSPACED if opening and opening == word else 0
        self[word] = may
        return may


class Names:
    """All names that are looked up: a user's own first, then the shipped ones; built when first asked for."""

    def __init__(self, own: OwnActors | None = None) -> None:
        self._own = own.names if own is not None else ()
        self.persons = own.persons if own is not None else ()
        self.own_names = frozenset(name for name, _ in self._own)
        self._openers: dict[bool, Openers] = {}
        self._indices: dict[bool, dict[str, list[tuple[str, Entry]]]] = {}

    @cached_property
    def leaders(self) -> dict[str, dict[str, str]]:
        """Full name -> row."""
        return {row["key"]: row for row in (*load_csv("gazetteer/leaders.csv"), *self.persons)}

    @cached_property
    def leaders_by_gap(self) -> dict[str, list[tuple[int, dict[str, str]]]]:
        """First space of a full name with the letters around it -> number and row; "" for names of one word."""
        gaps: dict[str, list[tuple[int, dict[str, str]]]] = {}
        for number, (name, row) in enumerate(self.leaders.items()):
            at = name.find(" ")
            gaps.setdefault(name[at - 1 : at + 2] if at > 0 else "", []).append((number, row))
        return gaps

    @cached_property
    def leaders_by_short(self) -> dict[str, list[dict[str, str]]]:
        """Short name -> the rows of all who are called so, the user's own first."""
        shorts: dict[str, list[dict[str, str]]] = {}
        for row in (*self.persons, *load_csv("gazetteer/leaders.csv")):
            if row["short"]:
                shorts.setdefault(row["short"], []).append(row)
        return shorts

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """Name in small letters -> entry."""
        found: dict[str, Entry] = {}
        for name, entry in (*self._own, *_names()):
            found.setdefault(name.casefold(), entry)
        return found

    def openers(self, capitals: bool) -> Openers:
        """How far a word may open a name; kept for the words of reports read so far."""
        if capitals not in self._openers:
            self._openers[capitals] = Openers(self.index(capitals))
        return self._openers[capitals]

    def index(self, capitals: bool) -> dict[str, list[tuple[str, Entry]]]:
        """First word -> (name, entry), the longest names first."""
        if capitals not in self._indices:
            self._indices[capitals] = _indexed((*self._own, *_names()), capitals)
        return self._indices[capitals]


_SHIPPED = Names()
_CURRENT: ContextVar[Names | None] = ContextVar("names", default=None)


def _current() -> Names:
    return _CURRENT.get() or _SHIPPED


def is_own(name: str) -> bool:
    """True when the user's own table names it, so that no shipped row may say otherwise."""
    return name in _current().own_names


@lru_cache(maxsize=4)
def _names_with(own: OwnActors) -> Names:
    """The index over a user's table and the shipped ones; it takes as long as reading a report, so it is kept."""
    return Names(own)


@contextmanager
def using(own: OwnActors | None) -> Iterator[None]:
    """Let the actors of `own` win over the shipped ones within the block (and the tasks started in it)."""
    before = _CURRENT.set(_names_with(own) if own is not None else None)
    try:
        yield
    finally:
        _CURRENT.reset(before)


def _indexed(pairs: Iterable[tuple[str, Entry]], capitals: bool) -> dict[str, list[tuple[str, Entry]]]:
    index: dict[str, dict[str, Entry]] = {}
    for name, entry in pairs:
        key = name.upper() if capitals else name
        word = key.partition(" ")[0]
        if not word.isalnum():
            match = _WORD.match(key)
            word = match.group() if match is not None else ""
        index.setdefault(word, {}).setdefault(key, entry)
    return {
        word: sorted(names.items(), key=_longest_first) if len(names) > 1 else list(names.items())
        for word, names in index.items()
    }


def _number(pair: tuple[int, dict[str, str]]) -> int:
    return pair[0]


def _longest_first(pair: tuple[str, Entry]) -> int:
    return -len(pair[0])


def _split(cell: str) -> list[str]:
    return [part for part in cell.split(";") if part]
