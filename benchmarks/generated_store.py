"""A large store of invented records, for measuring how fast a store answers and how fast its pages come.

    python -m benchmarks.generated_store STORE [--statements 1000000]

The records hold the contract: every span lies in its report. Words fall off in frequency as those of English do (Zipf),
and so do states, speakers and outlets; days lie in thirty years. The same size and seed give the same store. Rows are
those that a store writes, but indexes, full text and counts are made after them, all at once.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Generic, TypeVar

from benchmarks.bulk import write_in_bulk
from onrecord.record import (
    SCHEMA,
    Actor,
    Addressee,
    Cue,
    Event,
    Hop,
    Participant,
    Reader,
    Record,
    Report,
    Span,
    Speaker,
    Statement,
    Tie,
    Venue,
)
from onrecord.record.verify import digest
from onrecord.record.vocabulary import FORCES, STATUSES, TIE_KINDS, TIE_STATES, VENUES
from onrecord.store import open_store
from onrecord.tables import load_csv, load_yaml

STATEMENTS = 1_000_000
PER_REPORT, EVENTS, SPEAKERS = 25, 6, 6_000
FIRST, DAYS = date(1996, 1, 1), 30 * 365
_SYLLABLES = ("ba", "dor", "el", "fin", "ga", "hol", "ik", "jor", "ka", "lum", "mer", "nov", "or", "pas", "rin", "sol")
_SECTORS = ("GOV", "MIL", "LEG", "OPP", "JRN", "IGO", "NGO", "COP")
_ROLES = ("Foreign Minister", "spokesman", "President", "Defence Minister", "envoy", "Deputy Prime Minister")

T = TypeVar("T")


class Zipf(Generic[T]):
    """Things drawn at random, the first far more often than the last: with weight 1 / (rank + shift)."""

    def __init__(self, things: Sequence[T], shift: float = 2.0) -> None:
        self.things = list(things)
        self.weights = list(itertools.accumulate(1 / (rank + shift) for rank in range(len(things))))

    def some(self, random: Random, count: int) -> list[T]:
        """`count` of them, the same one perhaps twice."""
        return random.choices(self.things, cum_weights=self.weights, k=count)

    def one(self, random: Random) -> T:
        """One of them."""
        return random.choices(self.things, cum_weights=self.weights)[0]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks for a state."""

    name: str
    role: str
    code: str
    sector: str


def vocabulary() -> list[str]:
    """The words of contents, the commonest first: words of grammar, then nouns of deeds and verbs, shuffled once."""
    grammar = [row["key"] for row in load_csv("lexicon/grammar_words.csv")]
    nouns = [noun for group in load_yaml("ontology/nouns.yaml") for noun in group["nouns"] if noun.isalpha()]
    verbs = [row["key"] for row in load_csv("lexicon/verbs.csv")]
    names = [row["key"].lower() for row in load_csv("gazetteer/given_names.csv")]
    tail = sorted({*verbs, *names} - {*grammar, *nouns})
    head = sorted(set(nouns) - set(grammar))
    Random(1).shuffle(head)
    Random(2).shuffle(tail)
    return [*grammar, *head, *tail]


def persons(random: Random, codes: Zipf[str]) -> list[Person]:
    """The speakers, no two of one name."""
    given = [row["key"] for row in load_csv("gazetteer/given_names.csv")]
    names = itertools.islice(itertools.product(_SYLLABLES, repeat=3), SPEAKERS)
    made = [
        Person(
            f"{random.choice(given)} {''.join(parts).capitalize()}", random.choice(_ROLES), codes.one(random),
            random.choice(_SECTORS),
        )
        for parts in names
    ]  # fmt: skip
    random.shuffle(made)
    return made


class World:
    """What the records are made of."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = Zipf(vocabulary(), 8.0)
        states = [row["code"] for row in load_csv("gazetteer/states.csv") if len(row["code"]) == 3]
        self.random.shuffle(states)
        self.codes = Zipf(states)
        self.persons = Zipf(persons(self.random, self.codes), 20.0)
        outlets = [row["key"] for row in load_csv("gazetteer/outlets.csv")]
        self.random.shuffle(outlets)
        self.outlets = Zipf(outlets)
        self.forces = Zipf(FORCES, 0.2)
        self.types = [
            (name, list(kind.get("modes") or [None])) for name, kind in load_yaml("ontology/types.yaml").items()
        ]

    def record(self, number: int, statements: int) -> Record:
        """The record of one report."""
        draw = self.random
        return _Draft(self, number, (FIRST + timedelta(draw.randrange(DAYS))).isoformat()).record(statements)


class _Draft:
    """One report while it is being written: its text grows, and with it what was read from it."""

    def __init__(self, world: World, number: int, day: str) -> None:
        self.world = world
        self.day = day
        self.outlet = world.outlets.one(world.random)
        self.text = f"Report {number}: " + " ".join(world.words.some(world.random, 6)) + "\n\n"
        self.headline = Span(0, len(self.text) - 2, self.text[:-2])
        self.events: list[Event] = []

    def record(self, count: int) -> Record:
        """Write `count` statements, most by the same few people, and what else belongs to a record."""
        world, draw = self.world, self.world.random
        people = world.persons.some(draw, 4)
        mentions: dict[str, list[Span]] = {person.name: [] for person in people}
        statements = []
        for number in range(1, count + 1):
            person = draw.choice(people)
            statements.append(self._statement(number, person, f"a{people.index(person) + 1}"))
            mentions[person.name] += statements[-1].speaker.spans
            if number % (PER_REPORT // EVENTS) == 0:
                self._event(f"s{number}", statements[-1].content[0], person.code)
        actors = tuple(
            Actor(f"a{people.index(person) + 1}", "person", person.name, person.code, person.sector,
                  tuple(mentions[person.name]), code_basis="office")
            for person in dict.fromkeys(people)
        )  # fmt: skip
        sha256 = digest(self.text)
        report = Report(
            sha256[:16], sha256, f"https://{len(self.outlet)}.example/{sha256[:12]}", self.outlet, "en", self.text,
            self.headline, None, None, None, self.day, "given",
        )  # fmt: skip
        ties = (self._tie(statements[0], people),) if statements else ()
        reader = Reader("0.1.0", "invented", None, "2026-12-01")
        return Record(SCHEMA, reader, report, tuple(statements), tuple(self.events), ties, actors)

    def _add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, start + len(words), words)

    def _statement(self, number: int, person: Person, actor: str) -> Statement:
        world, draw = self.world, self.world.random
        kind = draw.choices(("indirect", "direct", "mixed"), (6, 3, 1))[0]
        speaker = self._add(person.name)
        self._add(" ")
        cue = self._add("said")
        self._add(' "' if kind == "direct" else " that ")
        content = self._add(" ".join(world.words.some(draw, draw.randint(6, 30))))
        self._add('".\n' if kind == "direct" else ".\n")
        addressee = Addressee((), None, world.codes.one(draw)) if draw.random() < 0.3 else None
        return Statement(
            f"s{number}", kind, "body", Cue((cue,), "say", world.forces.one(draw)),
            Speaker((speaker,), actor, person.name, person.role, None, person.code, person.sector, True), (content,),
            quoted=(content,) if kind == "direct" else (), addressee=addressee, said_on=self.day,
            venue=Venue((), draw.choice(VENUES)) if draw.random() < 0.2 else None,
            chain=(Hop(person.name, "speaker", ()), Hop(self.outlet, "outlet", ())),
            about=(world.codes.one(draw),) if draw.random() < 0.2 else (), confidence=round(draw.uniform(0.5, 1), 2),
        )  # fmt: skip

    def _event(self, statement: str, content: Span, code: str) -> None:
        draw = self.world.random
        kind, modes = draw.choice(self.world.types)
        end = content.text.index(" ")
        self.events.append(
            Event(
                f"e{len(self.events) + 1}", kind, draw.choice(modes), (), (Participant((), code, "GOV"),),
                (Participant((), self.world.codes.one(draw), None),),
                (Span(content.start, content.start + end, content.text[:end]),), self.day, None, draw.choice(STATUSES),
                draw.choice(("outlet", statement)), 0.8,
            )
        )  # fmt: skip

    def _tie(self, statement: Statement, people: Sequence[Person]) -> Tie:
        draw = self.world.random
        between = tuple(dict.fromkeys((people[0].code, self.world.codes.one(draw))))
        kind, state = draw.choice(TIE_KINDS), draw.choice(TIE_STATES)
        return Tie("t1", between, kind, state, between[:1], self.day, statement.id, statement.content)


def invented(statements: int, seed: int = 1) -> Iterator[Record]:
    """Records with so many statements in all."""
    world = World(seed)
    for number, left in enumerate(range(statements, 0, -PER_REPORT), start=1):
        yield world.record(number, min(left, PER_REPORT))


def generate(path: Path, statements: int = STATEMENTS, seed: int = 1) -> None:
    """Write a store of invented records to `path`, which must not be there yet."""
    with open_store(path) as store:
        write_in_bulk(store.db, invented(statements, seed))


def main(arguments: list[str] | None = None) -> None:
    """Make a store and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generated_store", description="Make a large store.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--statements", type=int, default=STATEMENTS)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.store.exists():
        raise SystemExit(f"{options.store} is there already; remove it first")
    began = time.perf_counter()
    generate(options.store, options.statements, options.seed)
    size = options.store.stat().st_size / 1e6
    print(f"{options.statements:,} statements, {size:,.0f} MB, {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
