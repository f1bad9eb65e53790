"""Reports into a store: what is new, known, a copy, a version, or bad; and the same whatever interrupts it."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.keeping.writing_reports import report, write_list
from tests.store.counting import check_store, dump

import onrecord
from onrecord.actors import own_of
from onrecord.cli import main
from onrecord.compose import given_of
from onrecord.keeping import Arrival, Settings, Tally, Unread, keep, keep_records, reread
from onrecord.keeping.copies import Shingles
from onrecord.many import Job, read_among
from onrecord.store import Store, open_store

DAY = datetime.date(2026, 5, 3)
AS_OF = Settings(as_of=datetime.date(2026, 6, 1))
LONG = report(1, sentences=12)


@pytest.fixture
def store() -> Iterable[Store]:
    with open_store(":memory:") as opened:
        yield opened
        check_store(opened.db)


def kept(store: Store, *arrivals: Arrival | Unread, settings: Settings = AS_OF) -> dict[str, int]:
    """What became of them, without what is none."""
    return counts(keep(store, arrivals, settings))


def counts(tally: Tally) -> dict[str, int]:
    names = ("added", "revision", "replaced", "copy", "known", "bad")
    return {name: number for name in names if (number := getattr(tally, name))}


def ask(store: Store, question: str) -> list[tuple[object, ...]]:
    return store.db.execute(question).fetchall()


def test_what_is_added_again_changes_nothing(store: Store) -> None:
    arrivals = [Arrival(report(number), f"list: {number}") for number in range(5)]
    assert kept(store, *arrivals) == {"added": 5}
    before = dump(store.db)
    assert kept(store, *arrivals) == {"known": 5}
    assert kept(store, *arrivals, settings=Settings()) == {"known": 5}, "another day on which it is read is no reason"
    assert dump(store.db) == before
    assert store.record(arrivals[2].sha256[:16]) == onrecord.read(report(2), as_of="2026-06-01")


def test_the_same_text_elsewhere_is_a_copy(store: Store) -> None:
    first = Arrival(LONG, "wire.txt", outlet="Wire")
    assert kept(store, first) == {"added": 1}
    assert kept(store, Arrival(LONG, "backup/wire.txt", outlet="Wire")) == {"known": 1}, "the same facts, another file"
    elsewhere = Arrival(LONG, "paper.txt", outlet="Paper", url="https://paper.example/1")
    assert kept(store, elsewhere) == {"copy": 1}
    assert kept(store, elsewhere) == {"known": 1}
    assert ask(store, "SELECT place, outlet, url, similarity, text FROM copies") == [
        ("paper.txt", "Paper", "https://paper.example/1", 1.0, None)
    ]
    assert ask(store, "SELECT count(*) FROM reports") == [(1,)]


def test_a_near_copy_is_linked_and_keeps_its_text(store: Store) -> None:
    copy = "From our desk\n\n" + "\n".join(LONG.split("\n")[2:-3]) + "\nWire services"
    assert kept(store, Arrival(LONG, "wire.txt")) == {"added": 1}
    assert kept(store, Arrival(copy, "paper.txt", outlet="Paper")) == {"copy": 1}
    ((place, title, similarity, held),) = ask(store, "SELECT place, title, similarity, text FROM copies")
    assert (place, title) == ("paper.txt", "From our desk")
    assert isinstance(similarity, float)
    assert 0.7 < similarity < 1
    import zlib

    assert isinstance(held, bytes)
    assert zlib.decompress(held).decode() == copy


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text + "\n" + report(99, sentences=6), "it says more"),
        (lambda text: text.replace("before winter", "in 2031").replace("within weeks", "in 2032"), "other figures"),
        (lambda text: text[: len(text) // 8], "too little is left of it"),
    ],
)
def test_what_says_something_of_its_own_is_no_copy(store: Store, change: object, why: str) -> None:
    other = change(LONG)  # type: ignore[operator]
    assert other != LONG
    assert kept(store, Arrival(LONG, "wire.txt"), Arrival(other, "paper.txt")) == {"added": 2}, why


def test_copies_are_of_about_the_same_day(store: Store) -> None:
    copy = LONG.replace("OSLO, ", "")
    first, later = DAY, DAY + datetime.timedelta(days=9)
    assert kept(store, Arrival(LONG, "a", published=first), Arrival(copy, "b", published=later)) == {"added": 2}


def test_another_text_at_the_same_address_is_a_version(store: Store) -> None:
    url = "https://gazette.example/1"
    old = "\n".join([*LONG.split("\n")[:-2], 'Harran said "the mint stays open".', 'Aust said "the canal is closed".'])
    new = "\n".join([*LONG.split("\n")[:-2], 'Harran said "the mint stays open".', 'Aust said "the canal is open".'])
    assert kept(store, Arrival(old, "page", url=url, published=DAY)) == {"added": 1}
    assert kept(store, Arrival(new, "page", url=url, published=DAY)) == {"revision": 1}
    assert kept(store, Arrival(new, "page", url=url), Arrival(new + " ", "page", url=url)) == {"known": 2}
    ((older, newer, added, removed, same),) = ask(store, "SELECT older, newer, added, removed, kept FROM revisions")
    changes = dict(ask(store, "SELECT change, content FROM revised_statements JOIN statements ON id = statement"
                              " WHERE change != 'kept'"))  # fmt: skip
    assert (added, removed, changes) == (
        1, 1, {"added": "the canal is open", "removed": "the canal is closed"}
    )  # fmt: skip
    assert isinstance(same, int)
    assert same >= 5
    assert ask(store, "SELECT id, superseded_by FROM reports ORDER BY rowid") == [(older, newer), (newer, None)]
    assert ask(store, "SELECT DISTINCT report FROM said") == [(newer,)]
    assert [record.report.id for record in store.records(superseded=False)] == [newer]


def test_versions_in_one_stream_come_one_after_another(store: Store) -> None:
    url = "https://gazette.example/1"
    texts = [LONG + f'\nHarran said "the mint is worth {number}0 crowns".' for number in range(4)]
    assert kept(store, *(Arrival(text, "page", url=url) for text in texts)) == {"added": 1, "revision": 3}
    ids = [Arrival(text, "").sha256[:16] for text in texts]
    assert ask(store, "SELECT id, superseded_by FROM reports ORDER BY rowid") == list(
        zip(ids, [*ids[1:], None], strict=True)
    )


def test_an_older_version_that_comes_late_keeps_behind(store: Store) -> None:
    url = "https://gazette.example/1"
    versions = {changed: LONG + f'\nHarran said "the mint is worth {changed}".' for changed in ("9", "10", "3")}
    for changed, text in versions.items():
        keep(store, [Arrival(text, f"v{changed}", url=url, changed=changed)], AS_OF)
    assert ask(store, "SELECT changed FROM reports WHERE superseded_by IS NULL") == [("10",)]
    assert ask(store, "SELECT older.changed, newer.changed FROM revisions JOIN reports older ON older.id = older"
                      " JOIN reports newer ON newer.id = newer ORDER BY 1") == [("3", "10"), ("9", "10")]  # fmt: skip


def test_one_address_for_all_pages_makes_no_versions(store: Store) -> None:
    url = "https://gazette.example/"
    assert kept(store, Arrival(LONG, "a", url=url), Arrival(report(5), "b", url=url)) == {"added": 2}


def test_what_could_not_be_read_is_kept_until_it_can(store: Store) -> None:
    bad = Unread("list: 2", "is cut off", "Get it again.", b'{"te')
    assert kept(store, Arrival(report(0), "list: 1"), bad) == {"added": 1, "bad": 1}
    assert kept(store, Arrival(report(0), "list: 1"), bad) == {"known": 1, "bad": 1}
    assert ask(store, "SELECT place, reason, remedy, start FROM bad") == [
        ("list: 2", "is cut off", "Get it again.", b'{"te')
    ]
    assert kept(store, Arrival(report(1), "list: 2")) == {"added": 1}
    assert ask(store, "SELECT * FROM bad") == []


def test_what_the_user_says_anew_is_read_anew(store: Store) -> None:
    arrival = Arrival(LONG, "page", outlet="Gazette")
    kept(store, arrival)
    said = dataclasses.replace(AS_OF, outlet="The Gazette", date=DAY)
    assert kept(store, arrival, settings=said) == {"replaced": 1}
    assert kept(store, arrival, settings=said) == {"known": 1}
    assert ask(store, "SELECT outlet, published, published_basis FROM reports") == [
        ("The Gazette", "2026-05-03", "given")
    ]


def test_an_older_reading_is_read_anew_with_what_was_known(store: Store) -> None:
    csv = (
        b"# mine: for a test\nkey,kind,code,sector,medium,variants,source\n"
        b"Ilka Sorrentz,person,VLM,GOV,,Sorrentz,mine\nVelmora,state,VLM,,,,mine\n"
    )
    own = dataclasses.replace(AS_OF, actors=own_of(csv, "my.csv"))
    texts = [Arrival(report(number), f"list: {number}", outlet="Gazette", published=DAY) for number in range(3)]
    kept(store, *texts, settings=own)
    before = dump(store.db)
    assert counts(reread(store)) == {}
    for text in texts[::2]:  # as a version before this one might have read them
        record = store.record(text.sha256[:16])
        poorer = dataclasses.replace(record, reader=dataclasses.replace(record.reader, version="0.0.1"), statements=())
        assert store.put(poorer) == "replaced"
    assert kept(store, texts[0]) == {"replaced": 1}
    assert counts(reread(store)) == {"replaced": 1}
    assert counts(reread(store)) == {}
    assert dump(store.db) == before
    assert counts(reread(store, all_of_them=True)) == {"known": 3}


def test_records_read_elsewhere_are_taken_as_they_are(store: Store) -> None:
    records = [onrecord.read(text, as_of="2026-06-01") for text in (LONG, report(2), LONG.replace("OSLO, ", ""))]
    assert counts(keep_records(store, records, place="out")) == {"added": 2, "copy": 1}
    assert counts(keep_records(store, records, place="out")) == {"known": 3}
    assert list(store.records()) == records[:2]
    assert counts(reread(store)) == {}


def test_a_record_with_the_id_of_another_text_is_kept_aside(store: Store) -> None:
    records = [onrecord.read(text, as_of="2026-06-01") for text in (LONG, report(2))]
    named = [dataclasses.replace(each, report=dataclasses.replace(each.report, id="mine")) for each in records]
    assert counts(keep_records(store, named, place="out")) == {"added": 1, "bad": 1}
    assert ask(store, "SELECT place, reason FROM bad") == [
        ("out: mine", "report mine is in the store with another text")
    ]


def test_a_text_that_no_table_can_hold_is_kept_exactly(store: Store) -> None:
    odd = LONG + '\nHarran said "\ud800 \x00".'
    assert kept(store, Arrival(odd, "odd\ud800", outlet="\udfff"), Arrival(odd, "odd\ud800", outlet="\udfff")) == {
        "added": 1, "known": 1
    }  # fmt: skip
    assert [record.report.text for record in store.records()] == [odd]


def test_sketches_find_what_shares_most_of_its_words() -> None:
    texts = [Shingles(report(number, sentences=12)) for number in range(200)]
    shorter = [Shingles("\n".join(text.text.split("\n")[:-5])) for text in texts]
    found = sum(bool(set(one.bands) & set(other.bands)) for one, other in zip(texts, shorter, strict=True))
    assert found >= 180
    strangers = sum(bool(set(one.bands) & set(other.bands)) for one, other in itertools.pairwise(texts))
    assert strangers <= 4


def _broken_off(store: Store, arrivals: list[Arrival | Unread], after: int) -> None:
    """Keep until so many outcomes have been written, then end as an interrupted run does."""
    heard: list[str] = []

    def hear(outcome: str) -> None:
        heard.append(outcome)
        if len(heard) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep(store, arrivals, AS_OF, batch=3, heard=hear)


def test_a_run_broken_off_goes_on_where_it_was(tmp_path: Path) -> None:
    arrivals = [
        Arrival(report(number), f"list: {number}", url=f"https://a.example/{number % 7}") for number in range(12)
    ]
    with open_store(":memory:") as whole:
        keep(whole, arrivals, AS_OF)
        wanted = dump(whole.db)
    with open_store(tmp_path / "store.db") as broken:
        for after in (1, 4, 7):
            _broken_off(broken, [*arrivals], after)
        keep(broken, arrivals, AS_OF)
        assert dump(broken.db) == wanted
        check_store(broken.db)


@pytest.mark.slow
def test_two_processes_make_the_same_store(tmp_path: Path) -> None:
    source = tmp_path / "list.jsonl"
    write_list(source, 150)
    stores = [tmp_path / f"store{processes}.db" for processes in (1, 2)]
    for processes, path in enumerate(stores, start=1):
        assert main(["add", str(path), str(source), "--as-of", "2026-06-01", "--processes", str(processes)]) == 1
    with open_store(stores[0]) as one, open_store(stores[1]) as two:
        assert dump(one.db) == dump(two.db)


def test_items_without_a_job_pass_between_those_that_are_read() -> None:
    taken = 0

    def items() -> Iterable[tuple[int, Job | None]]:
        nonlocal taken
        for number in range(2000):
            taken += 1
            yield number, (f"Harran said {number}.", given_of(as_of="2026-06-01")) if number % 500 == 0 else None

    numbers = []
    for number, record in read_among(items(), 2):
        numbers.append(number)
        assert (record is not None) == (number % 500 == 0)
        assert record is None or record.report.text == f"Harran said {number}."
        assert taken - number < 1000, "no more than a few batches lie in memory"
    assert numbers == list(range(2000))
