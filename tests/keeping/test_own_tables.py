"""A user's own actors and frames in a store: with which of them each report was read is known, and decides."""

from __future__ import annotations

import dataclasses
import datetime
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from sqlite_utils import Database
from tests.store.counting import check_store, dump

import onrecord
from onrecord.actors import own_of
from onrecord.cli import main
from onrecord.errors import StoreError
from onrecord.events import frames_of
from onrecord.keeping import Arrival, Settings, Tally, keep, keep_records, reread
from onrecord.store import Store, open_store
from onrecord.store.migrations import migrations

HEAD = b"# invented for a test, CC0\n"
FRAMES = (
    HEAD
    + b"""types:
  PASSAGE: {quad: material conflict, score: -3, modes: [transit]}
frames:
  - {verbs: [sail through], type: PASSAGE, mode: transit, recipient: [obj]}
"""
)
OTHERS = FRAMES.replace(b"transit", b"crossing")
NONE = HEAD + b"frames: []\n"
ACTORS = HEAD + b"key,kind,code,sector,medium,variants,source\nFree Harbour League,group,SWE,OPP,,FHL,desk\n"
AS_OF = Settings(as_of=datetime.date(2026, 6, 1))
WITH = dataclasses.replace(AS_OF, frames=frames_of(FRAMES, "my.yaml"))
Streams = pytest.CaptureFixture[str]


def text(number: int) -> str:
    return (
        f"LIMA, May {1 + number % 28}, 2026 (AP) - Chilean warship number {number} sailed through Peruvian waters.\n"
        f'"We saw all {number} of its guns," the Free Harbour League said on Monday.\n'
    )


TEXTS = [Arrival(text(number), f"list: {number}") for number in range(4)]


@pytest.fixture
def store() -> Iterable[Store]:
    with open_store(":memory:") as opened:
        yield opened
        check_store(opened.db)


def counts(tally: Tally) -> dict[str, int]:
    return {name: number for name in ("added", "replaced", "known", "bad") if (number := getattr(tally, name))}


def kinds(store: Store) -> list[tuple[str, str | None, int]]:
    asked = "SELECT type, mode, count(*) FROM events WHERE type = 'PASSAGE' GROUP BY 1, 2 ORDER BY 1, 2"
    return store.db.execute(asked).fetchall()


def test_frames_are_kept_with_what_was_read_with_them(store: Store) -> None:
    assert counts(keep(store, TEXTS, WITH)) == {"added": 4}
    assert kinds(store) == [("PASSAGE", "transit", 4)]
    record = onrecord.read(text(0), as_of="2026-06-01", frames=WITH.frames)
    assert store.record(record.report.id) == record
    assert store.db.execute("SELECT sha256, name, yaml FROM frame_tables").fetchall() == [
        (frames_of(FRAMES, "").sha256, "my.yaml", FRAMES)
    ]


def test_what_is_added_again_is_read_anew_only_with_other_frames(store: Store) -> None:
    keep(store, TEXTS, WITH)
    assert counts(keep(store, TEXTS, WITH)) == {"known": 4}
    assert counts(keep(store, TEXTS, AS_OF)) == {"known": 4}, "none named: those it was read with are still right"
    renamed = dataclasses.replace(AS_OF, frames=frames_of(FRAMES, "elsewhere/mine.yaml"))
    assert counts(keep(store, TEXTS, renamed)) == {"known": 4}, "the same bytes under another name"
    others = dataclasses.replace(AS_OF, frames=frames_of(OTHERS, "my.yaml"))
    assert counts(keep(store, TEXTS[:1], others)) == {"replaced": 1}
    assert kinds(store) == [("PASSAGE", "crossing", 1), ("PASSAGE", "transit", 3)]
    elsewhere = [dataclasses.replace(each, place=f"copy of {each.place}") for each in TEXTS]
    assert counts(keep(store, elsewhere, others)) == {"known": 4}, "a known text in another place is not read for that"


def test_a_report_is_read_anew_with_the_frames_it_was_read_with(store: Store) -> None:
    keep(store, TEXTS[:2], WITH)
    keep(store, TEXTS[2:], AS_OF)
    before = dump(store.db)
    for each in TEXTS[1:3]:  # as a version before this one might have read them
        record = store.record(each.sha256[:16])
        older = dataclasses.replace(record, reader=dataclasses.replace(record.reader, version="0.0.1"), events=())
        assert store.put(older) == "replaced"
    assert counts(reread(store)) == {"replaced": 2}
    assert dump(store.db) == before
    assert counts(reread(store, all_of_them=True)) == {"known": 4}


def test_reread_with_other_frames_takes_what_was_read_without_them(store: Store) -> None:
    keep(store, TEXTS[:2], WITH)
    keep(store, TEXTS[2:], AS_OF)
    frames = Settings(frames=WITH.frames)
    assert counts(reread(store, frames)) == {"replaced": 2}
    assert kinds(store) == [("PASSAGE", "transit", 4)]
    assert counts(reread(store, frames)) == {}
    assert counts(reread(store)) == {}, "without frames nothing is taken away"
    assert counts(reread(store, Settings(frames=frames_of(NONE, "none.yaml")))) == {"replaced": 4}
    assert kinds(store) == [], "a file without entries takes them back"


def test_reread_with_own_actors_takes_what_was_read_without_them(store: Store) -> None:
    keep(store, TEXTS, WITH)
    own = Settings(actors=own_of(ACTORS, "my.csv"))
    assert counts(reread(store, own)) == {"replaced": 4}
    assert counts(reread(store, own)) == {}
    assert store.db.execute("SELECT DISTINCT code FROM statements").fetchall() == [("SWE",)]
    assert kinds(store) == [("PASSAGE", "transit", 4)], "the frames stay beside the actors"
    assert counts(reread(store, dataclasses.replace(own, frames=WITH.frames))) == {}
    none = own_of(ACTORS.partition(b"Free")[0], "none.csv")
    assert counts(reread(store, Settings(actors=none))) == {"replaced": 4}
    assert store.db.execute("SELECT count(*) FROM statements WHERE code = 'SWE'").fetchall() == [(0,)]


def test_records_read_elsewhere_are_read_anew_with_frames(store: Store) -> None:
    records = [onrecord.read(text(number), as_of="2026-06-01") for number in range(3)]
    keep_records(store, records, place="out")
    assert counts(reread(store, Settings(frames=WITH.frames))) == {"replaced": 3}
    assert kinds(store) == [("PASSAGE", "transit", 3)]


def test_a_reread_broken_off_goes_on_where_it_was(store: Store) -> None:
    many = [Arrival(text(number), f"list: {number}") for number in range(150)]
    keep(store, many, AS_OF)
    heard: list[str] = []

    def hear(outcome: str) -> None:
        heard.append(outcome)
        if len(heard) == 70:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(store, Settings(frames=WITH.frames), heard=hear)
    ((_, _, done),) = kinds(store)
    assert 0 < done < 150
    assert counts(reread(store, Settings(frames=WITH.frames))) == {"replaced": 150 - done}
    assert kinds(store) == [("PASSAGE", "transit", 150)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM frame_tables", "the store lacks the frames .{64}. Give them with --frames."),
        ("UPDATE frame_tables SET yaml = CAST(replace(yaml, 'type: PASSAGE', 'type: GONE') AS BLOB)",
         "the frames kept in the store hold no longer: table my.yaml, line 5 has the type 'GONE'"),
    ],
)  # fmt: skip
def test_frames_that_are_gone_or_hold_no_longer_are_told(store: Store, change: str, told: str) -> None:
    keep(store, TEXTS, WITH)
    store.db.execute(change)
    with pytest.raises(StoreError, match=told):
        reread(store, all_of_them=True)
    assert counts(reread(store, Settings(frames=WITH.frames), all_of_them=True)) == {"known": 4}


def test_a_store_from_before_frames_is_brought_up_and_read_anew_with_them(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    migrations.apply(Database(db := sqlite3.connect(path)), stop_before=["m005_frames"])
    db.close()
    with open_store(path) as store:
        keep(store, TEXTS, AS_OF)
        store.db.execute("DROP TABLE frame_tables")
        store.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_frames'")
    with open_store(path) as store:
        assert counts(reread(store, Settings(frames=WITH.frames))) == {"replaced": 4}
        assert kinds(store) == [("PASSAGE", "transit", 4)]
        check_store(store.db)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "my.yaml"
    path.write_bytes(FRAMES)
    return path


def written(path: Path, numbers: Iterable[int]) -> str:
    path.write_text("".join(json.dumps({"text": text(number)}) + "\n" for number in numbers), encoding="utf-8")
    return str(path)


def test_the_commands_take_frames_and_the_file_may_go(tmp_path: Path, own: Path, capsys: Streams) -> None:
    store, source = str(tmp_path / "news.db"), written(tmp_path / "list.jsonl", range(3))
    add = ["add", store, source, "--as-of", "2026-06-01"]
    assert main(add) == 0
    assert main([*add, "--frames", str(own)]) == 0
    assert "3 reports read anew" in capsys.readouterr().out
    own.unlink()
    assert main(["reread", store, "--all"]) == 0
    assert capsys.readouterr().out == f"{store}: 3 known already\n"
    assert main(["events", store, "--type", "PASSAGE", "--csv"]) == 0
    assert capsys.readouterr().out.count("PASSAGE") == 3
    (tmp_path / "none.yaml").write_bytes(NONE)
    assert main(["reread", store, "--frames", str(tmp_path / "none.yaml")]) == 0
    assert main(["events", store, "--type", "PASSAGE"]) == 1


@pytest.mark.parametrize("command", ["add", "reread", "watch"])
def test_a_mistake_in_the_file_is_one_line_with_its_line(
    tmp_path: Path, own: Path, command: str, capsys: Streams
) -> None:
    store, source = tmp_path / "news.db", written(tmp_path / "list.jsonl", range(1))
    more = {"add": [source], "reread": [], "watch": ["http://127.0.0.1:9/feed", "--once", "--private"]}[command]
    own.write_bytes(FRAMES.replace(b"type: PASSAGE", b"type: PASAGE"))
    assert main([command, str(store), *more, "--frames", str(own)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{own}, line 5 has the type 'PASAGE'" in err
    assert err.count("\n") == 1
    assert not store.exists()


@pytest.mark.slow
def test_processes_know_the_frames_and_make_the_same_store(tmp_path: Path, own: Path) -> None:
    source = written(tmp_path / "list.jsonl", range(40))
    stores = [tmp_path / f"store{processes}.db" for processes in (1, 2)]
    for processes, path in enumerate(stores, start=1):
        add = ["add", str(path), source, "--as-of", "2026-06-01", "--processes", str(processes)]
        assert main([*add, "--frames", str(own)]) == 0
    with open_store(stores[0]) as one, open_store(stores[1]) as two:
        assert dump(one.db) == dump(two.db)
        assert kinds(one) == [("PASSAGE", "transit", 40)]


@pytest.mark.slow
def test_two_that_write_at_once_each_keep_their_frames(tmp_path: Path, own: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_bytes(OTHERS)
    store, running = tmp_path / "news.db", []
    for number, frames in enumerate((own, other)):
        source = written(tmp_path / f"list{number}.jsonl", range(30 * number, 30 * number + 30))
        command = ["-m", "onrecord.cli", "add", str(store), source, "--frames", str(frames), "--processes", "2"]
        running.append(subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, text=True))
    assert [(process.communicate()[0].count("30 reports added"), process.returncode) for process in running] == [
        (1, 0), (1, 0)
    ]  # fmt: skip
    with open_store(store) as opened:
        assert kinds(opened) == [("PASSAGE", "crossing", 30), ("PASSAGE", "transit", 30)]
        before = dump(opened.db)
        assert counts(reread(opened, all_of_them=True)) == {"known": 60}
        assert dump(opened.db) == before
        check_store(opened.db)
