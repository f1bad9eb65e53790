"""Search against what a plain look through all statements finds, and the words that it gives back."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.asking.sayings import Saying, report

from onrecord.errors import QueryError
from onrecord.record import Record
from onrecord.store import Said, Store, count_by, open_store, search, total

NAMES = ("Ilka Sorrentz", "Ola Sorrentz", "Miguel Díaz-Canel", "Peru Sorrentz", None)
CODES = ("VLM", "OST", "PER", None)
STATES = {"Peru": "PER", "peru": "PER"}
WORDS = ("dialogue", "gas", "border", "oil", "treaty")
DAYS = ("2022-12-31", "2023-01-01", "2023-05-07", "2024-02-29", None)
KINDS, FORCES = ("direct", "indirect"), ("assert", "deny")
OUTLETS = ("Gazette", "The Post", None)

_people = st.tuples(st.sampled_from(NAMES), st.sampled_from(CODES))
_sayings = st.builds(
    Saying,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(NAMES),
    st.sampled_from(CODES),
    st.lists(_people, max_size=2).map(tuple),
    st.sampled_from(KINDS),
    st.sampled_from(FORCES),
    st.sampled_from(DAYS),
    st.none() | st.tuples(st.none() | st.sampled_from(("Ola Sorrentz", "senate")), st.sampled_from(CODES)),
    st.lists(st.sampled_from(("NATO", "gas", "PER")), max_size=2).map(tuple),
    st.none() | st.just("speech"),
)
_reports = st.lists(
    st.tuples(st.lists(_sayings, max_size=4), st.sampled_from(OUTLETS), st.sampled_from(DAYS)), max_size=4
)
_filters: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "speaker": st.sampled_from(("VLM", "sorrentz", "ILKA sorrentz", "diaz canel", "Nemo", "Peru", "peru")),
        "code": st.sampled_from(("VLM", "XXX", "peru")),
        "sector": st.sampled_from(("GOV", "MIL")),
        "named": st.booleans(),
        "kind": st.sampled_from(KINDS),
        "force": st.sampled_from(FORCES),
        "since": st.sampled_from(("2022", "2023", "2023-05", "2024-02-29")),
        "until": st.sampled_from(("2022", "2023-01", "2023", "2024-02-28")),
        "outlet": st.sampled_from(("gazette", "the post", "Nowhere")),
        "addressee": st.sampled_from(("VLM", "sorrentz", "Senate", "Peru")),
        "about": st.sampled_from(("NATO", "gas", "Peru")),
        "venue": st.just("speech"),
    },
)


def _plain(name: str | None) -> set[str]:
    return set((name or "").lower().replace("í", "i").replace("-", " ").split())


def _called(asked: str, name: str | None, code: str | None) -> bool:
    return (name is not None and _plain(asked) <= _plain(name)) or (code is not None and STATES.get(asked) == code)


def _speaks(person: tuple[str | None, str | None], asked: dict[str, Any], codes: set[str | None]) -> bool:
    name, code = person
    who = asked.get("speaker")
    return (
        (who is None or (code == who if who in codes else _called(who, name, code)))
        and ("code" not in asked or STATES.get(asked["code"], asked["code"]) == code)
        and ("sector" not in asked or (asked["sector"] == "GOV" and code is not None))
        and asked.get("named") in (None, name is not None)
    )


def _fits(
    saying: Saying, outlet: str | None, published: str | None, asked: dict[str, Any], known: list[Saying]
) -> bool:
    """What the filters mean, written down once more without any database."""
    codes = {code for each in known for _, code in ((each.name, each.code), *each.joint)}
    day = saying.said_on or published
    to_name, to_code = saying.to or (None, None)
    addressee = asked.get("addressee")
    addressed = {each.to[1] for each in known if each.to}
    return (
        any(_speaks(person, asked, codes) for person in ((saying.name, saying.code), *saying.joint))
        and asked.get("kind") in (None, saying.kind)
        and asked.get("force") in (None, saying.force)
        and asked.get("venue") in (None, saying.venue)
        and ("about" not in asked or bool({asked["about"], STATES.get(asked["about"])} & set(saying.about)))
        and ("outlet" not in asked or (outlet or "").lower() == asked["outlet"].lower())
        and ("since" not in asked or (day is not None and day >= asked["since"]))
        and ("until" not in asked or (day is not None and day[: len(asked["until"])] <= asked["until"]))
        and (
            addressee is None
            or (to_code == addressee if addressee in addressed else _called(addressee, to_name, to_code))
        )
    )


def _store(reports: list[Any]) -> tuple[Store, dict[tuple[str, int], tuple[Saying, str | None, str | None]]]:
    store = open_store(":memory:")
    known: dict[tuple[str, int], tuple[Saying, str | None, str | None]] = {}
    for number, (sayings, outlet, published) in enumerate(reports):
        record = report(*sayings, title=f"Report {number}", outlet=outlet, published=published)
        store.put(record)
        for saying, statement in zip(sayings, record.statements, strict=True):
            known[record.report.id, statement.content[0].start] = saying, outlet, published
    return store, known


def _place(said: Said) -> tuple[str, int]:
    assert said.evidence.start is not None
    return said.evidence.report, said.evidence.start


@given(_reports, _filters, st.none() | st.sampled_from((*WORDS, "gas OR oil", "gas NOT oil", "dialog* treaty")))
@settings(max_examples=300, deadline=None)
def test_what_is_found_is_what_fits(reports: list[Any], asked: dict[str, Any], words: str | None) -> None:
    store, known = _store(reports)
    sayings = [saying for saying, _, _ in known.values()]

    def worded(saying: Saying) -> bool:
        said = set(saying.words.split())
        return {
            None: True, "gas OR oil": bool(said & {"gas", "oil"}), "gas NOT oil": "gas" in said and "oil" not in said,
            "dialog* treaty": {"dialogue", "treaty"} <= said,
        }.get(words, words in said)  # fmt: skip

    wanted = {
        place
        for place, (saying, outlet, published) in known.items()
        if worded(saying) and _fits(saying, outlet, published, asked, sayings)
    }
    with store:
        found = search(store, words, limit=None, **asked)
        assert {_place(said) for said in found} == wanted
        assert len(found) == len(wanted) == total(store, words, **asked)
        order = [(said.rank or 0.0, tuple(-ord(sign) for sign in said.day or "0")) for said in found]
        assert order == sorted(order)
        pages = [search(store, words, limit=2, offset=offset, **asked) for offset in range(0, len(found) + 1, 2)]
        assert [said for page in pages for said in page] == list(found)
        counted = count_by(store, "kind", words, limit=None, **asked)
        assert {each.value: each.count for each in counted} == Counter(said.kind for said in found)


@given(st.text())
@settings(max_examples=500, deadline=None)
def test_any_words_are_searched_or_told(words: str) -> None:
    with open_store(":memory:") as store:
        store.put(report(Saying("the river treaty")))
        try:
            search(store, words)
        except QueryError as error:
            assert str(error)


@given(st.lists(st.sampled_from(['"', "(", ")", "AND", "OR", "NOT", "gas", "*", "oil*", "-", "“a", "b”"]), max_size=12))
@settings(max_examples=500, deadline=None)
def test_any_signs_are_understood_or_told(parts: list[str]) -> None:
    with open_store(":memory:") as store:
        store.put(report(Saying("gas and oil")))
        try:
            search(store, " ".join(parts))
        except QueryError as error:
            assert str(error)


@given(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=30))
@settings(max_examples=200, deadline=None)
def test_highlights_are_the_words_that_were_searched_for(around: str) -> None:
    with open_store(":memory:") as store:
        store.put(report(Saying(f"{around} dialogues {around}")))
        for said in search(store, "dialogue"):
            assert said.highlights
            assert {said.evidence.words[start:end].lower() for start, end in said.highlights} == {"dialogues"}


def test_evidence_leads_to_the_words() -> None:
    record: Record = report(Saying("talks will go on", "Ilka Sorrentz", "VLM", to=(None, "OST")))
    with open_store(":memory:") as store:
        store.put(record)
        (said,) = search(store, "talk")
    evidence = said.evidence
    assert record.report.text[evidence.start : evidence.end] == evidence.words == "talks will go on"
    assert (evidence.outlet, evidence.published, evidence.url) == ("Gazette", "2024-03-01", record.report.url)
    assert (said.speaker, said.code, said.addressee_code, said.day) == ("Ilka Sorrentz", "VLM", "OST", "2024-03-01")
    assert said.highlights == ((0, 5),)


@pytest.mark.parametrize(
    ("words", "asked", "message"),
    [
        ('"river', {}, "opens a quotation mark"),
        ("(gas", {}, "opens a bracket"),
        ("gas)", {}, "closes a bracket"),
        ("gas AND", {}, "ends where a word should stand"),
        ("OR gas", {}, "has 'OR' where a word should stand"),
        ("NOT gas", {}, "has 'NOT' where a word should stand"),
        ("- NOT gas", {}, "says only what is not wanted"),
        ("", {}, "where a word should stand"),
        ("…", {}, "there is no word"),
        ("gas " * 101, {}, "more than 100 words"),
        ("(" * 30 + "gas", {}, "more than 20 brackets"),
        (None, {"kind": "drect"}, "'drect' is no kind. Use one of: direct"),
        (None, {"venue": "pub"}, "'pub' is no venue"),
        (None, {"since": "May 2022"}, "is no day, month or year. Write it as 2022, 2022-05 or 2022-05-03"),
        (None, {"until": "2022-02-30"}, "is no day, month or year"),
        (None, {"speker": "VLM"}, "there is no filter 'speker'. Use about, addressee"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_told(words: str | None, asked: dict[str, Any], message: str) -> None:
    with open_store(":memory:") as store, pytest.raises(QueryError) as told:
        search(store, words, **asked)
    assert message in str(told.value)


def test_older_versions_are_not_found() -> None:
    with open_store(":memory:") as store:
        record = report(Saying("the river treaty", "Ilka Sorrentz", "VLM"))
        store.put(record)
        store.db.execute("UPDATE statements SET superseded = 1")
        assert search(store, "treaty") == search(store, speaker="VLM") == search(store) == ()
        assert total(store) == total(store, "treaty") == 0
