"""Who is in a report, while it is still being found out: entities that gather mentions, titles and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.actors.gazetteer import table
from onrecord.actors.mentions import Mention, Title
from onrecord.record import Span

#: Sectors of the offices and bodies that a state has.
OF_A_STATE = frozenset({"COP", "GOV", "JUD", "LEG", "MIL", "SPY"})
_WEAK = frozenset(
    {"source", "man", "woman", "person", "insider", "member", "colleague", "counterpart", "official", "rival", "ally"}
)


@dataclass(slots=True, eq=False)
class Entity:
    """One person, state, organisation, group, place or outlet.

    `label` is the key that finds it again ("state:BLR", "institution:defence ministry"); `text` how it is shown.
    `forms` are the personal names given to it. `affiliation` is the institution or organisation a person speaks for.
    `known` is false for capitalised words of which nothing tells what they are. `given` are the titles with the mention
    that gives each and the body it is of; `parent` is what the words say it belongs to; `basis` how the code is known;
    `inferred` is true where two mentions were taken for one person without a name that tells.
    """

    kind: str
    label: str = ""
    text: str = ""
    forms: list[tuple[str, ...]] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    affiliation: Entity | None = None
    code: str | None = None
    sector: str | None = None
    gender: str | None = None
    plural: bool = False
    local: bool = True
    known: bool = True
    reasons: list[Span] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    given: list[tuple[Title, Mention, Entity | None]] = field(default_factory=list)
    parent: Entity | None = None
    basis: str | None = None
    inferred: bool = False
    merged: Entity | None = None
    number: int = 0

    def tell(self, code: str | None, basis: str) -> None:
        """Take over a code and how it is known, where none is known yet."""
        if self.code is None and code is not None:
            self.code, self.basis = code, basis

    @property
    def final(self) -> Entity:
        """The entity that this one turned out to be."""
        return self.merged.final if self.merged is not None else self

    @property
    def classes(self) -> frozenset[str]:
        """All words that may take this person up again ("minister", "official")."""
        return frozenset().union(*(title.classes for title in self.titles)) if self.titles else frozenset()

    @property
    def named(self) -> bool:
        """True for a person with a name."""
        return bool(self.forms)

    def full_name(self) -> str | None:
        """The fullest name given; of equally long ones the first."""
        if not self.forms:
            return None
        fullest = max(self.forms, key=_fullness)
        return " ".join(fullest)

    def office_body(self) -> Entity | None:
        """The body of the best title; for an office of state that names none, no party or club of the person."""
        best = self.best_title()
        body = next((body for title, _, body in self.given if title is best and body is not None), None)
        if body is None and best is not None and best.sector in OF_A_STATE and self.affiliation is not None:
            body = self.affiliation if self.affiliation.sector in {*OF_A_STATE, "IGO", None} else None
        elif body is None:
            body = self.affiliation
        return body.final if body is not None else None

    def best_title(self) -> Title | None:
        """The first specific office, else the first description, of those that the report gives."""
        return min(self.titles, key=_vagueness) if self.titles else None


def _fullness(form: tuple[str, ...]) -> tuple[int, bool, int]:
    """More words first, then no capitals throughout, then more letters."""
    return (len(form), not form[-1].isupper(), sum(len(word) for word in form))


def _vagueness(title: Title) -> tuple[bool, bool, bool]:
    """False first: offices before descriptions, and an office before a bare military rank."""
    return (title.key in _WEAK, title.rank != "office", "officer" in title.classes and title.institution is None)


@lru_cache(maxsize=20_000)
def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name that tell people apart: no particles, no initials, no suffixes.

    >>> core(("Ursula", "von", "der", "Leyen")), core(("Abdel", "Fattah", "al-Sisi")), core(("J.", "Smith", "Jr."))
    (('Ursula', 'Leyen'), ('Abdel', 'Fattah', 'Sisi'), ('Smith',))
    """
    words, small = [], table("name_particles")
    for word in name:
        for prefix in ("al-", "Al-", "el-", "El-", "as-", "ash-", "d'", "d’"):
            word = word.removeprefix(prefix) if len(word) > len(prefix) + 1 else word
        if word[:1].isupper() and not word.endswith(".") and word.lower() not in small and word not in small:
            words.append(word)
    return tuple(words) or name


@lru_cache(maxsize=20_000)
def folded_core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of `core` without regard to capitals."""
    return tuple(word.casefold() for word in core(name))


def likeness(name: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How well a name fits a known one: 4 the same, 3 surname (and no other first name), 2 first name, 0 not at all.

    >>> full = ("Dawit", "Mengesha")
    >>> [likeness(name, full) for name in (full, ("Mengesha",), ("Dawit",), ("Sara", "Mengesha"))]
    [4, 3, 2, 0]
    """
    short, full = folded_core(name), folded_core(other)
    if short == full:
        return 4
    if len(short) > len(full):
        return likeness(other, name) if len(full) == 1 or set(full) <= set(short) else 0
    if not set(short) <= set(full):
        return 0
    if short[-1] == full[-1]:
        return 3 if len(short) == 1 or short[0] in full else 0
    return 2 if short[0] == full[0] else 1
