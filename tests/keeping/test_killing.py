"""An `add` that is killed at any moment goes on when it is given again, and ends with the store that an undisturbed one
makes; several processes at one store do not disturb each other.

The short form runs always. The long one, a hundred kills over two thousand reports and a minute of five processes:

    ONRECORD_KILLS=100 ONRECORD_REPORTS=2000 ONRECORD_SECONDS=60 python -m pytest -s tests/keeping/test_killing.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.keeping.killing import killed, run, started, undisturbed
from tests.keeping.writing_reports import write_list
from tests.store.counting import check_store, dump

from onrecord.store import open_store

KILLS = int(os.environ.get("ONRECORD_KILLS", "5"))
REPORTS = int(os.environ.get("ONRECORD_REPORTS", "300"))
SECONDS = float(os.environ.get("ONRECORD_SECONDS", "4"))

#: What a reader does beside the writers: whole reports with their statements, and search, over and over.
_READER = """
import sys, time
from onrecord.store import open_store
from onrecord.record.verify import verify
path, seconds = sys.argv[1], float(sys.argv[2])
end, rounds, last = time.monotonic() + seconds, 0, 0
while time.monotonic() < end:
    with open_store(path, write=False) as store:
        store.db.execute("BEGIN")
        (reports,) = store.db.execute("SELECT count(*) FROM reports").fetchone()
        told = store.db.execute("SELECT coalesce(sum(statements), 0) FROM reports").fetchone()
        held = store.db.execute("SELECT count(*) FROM statements").fetchone()
        assert told == held, (told, held)
        assert reports >= last, (reports, last)
        store.db.execute("SELECT count(*) FROM statements_fts('border OR harbour')").fetchone()
        for (report,) in store.db.execute("SELECT id FROM reports ORDER BY random() LIMIT 3").fetchall():
            assert verify(store.record(report).to_dict()) == []
        last, rounds = reports, rounds + 1
assert rounds > 3, rounds
"""


@pytest.mark.slow
def test_killed_at_random_moments_and_resumed_it_is_the_same_store(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    source, whole, broken = tmp_path / "list.jsonl", tmp_path / "whole.db", tmp_path / "broken.db"
    short, first = tmp_path / "short.jsonl", tmp_path / "first.db"
    write_list(short, 1)
    write_list(source, REPORTS)
    beginning = undisturbed(("add", str(first), str(short), "--as-of", "2026-06-01"), first)  # loading, mostly
    lasting = undisturbed(("add", str(whole), str(source), "--as-of", "2026-06-01"), whole)
    span = beginning + (lasting - beginning) * 2 / KILLS  # so that most runs get somewhere, and together to the end
    arguments = ("add", str(broken), str(source), "--as-of", "2026-06-01")
    ended = killed(arguments, broken, KILLS, span, seed=KILLS)
    with open_store(broken) as store:
        (done,) = store.db.execute("SELECT count(*) FROM journal").fetchone()
    told = f"{KILLS - ended} of {KILLS} runs killed before their end, {done} of {REPORTS} reports in the store by then"
    pytestconfig.get_terminal_writer().line(told)
    assert ended < KILLS
    assert done
    assert run(*arguments) == 1
    assert run(*arguments) == 1, "once more changes nothing"
    with open_store(whole) as one, open_store(broken) as other:
        check_store(other.db)
        wanted, found = dump(one.db), dump(other.db)
        assert {table: len(rows) for table, rows in found.items()} == {
            table: len(rows) for table, rows in wanted.items()
        }
        assert found == wanted
        assert all(wanted[table] for table in ("copies", "revisions", "bad", "statements", "spans")), "all is put to it"


@pytest.mark.slow
def test_two_write_and_three_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    readers: list[subprocess.Popen[bytes]] = []
    rounds = 0
    end = time.monotonic() + SECONDS
    with open_store(path):
        pass
    for _ in range(3):
        readers.append(
            subprocess.Popen([sys.executable, "-c", _READER, str(path), str(SECONDS)], stderr=subprocess.PIPE)
        )
    while rounds == 0 or time.monotonic() < end:
        lists = [tmp_path / f"{name}{rounds}.jsonl" for name in "ab"]
        for number, source in enumerate(lists):  # half of what the two add is the same
            write_list(source, 60, first=rounds * 90 + number * 30)
        writers = [started("add", str(path), str(source), "--as-of", "2026-06-01") for source in lists]
        assert [writer.wait() for writer in writers] == [1, 1], "broken lines, and no other error"
        rounds += 1
    for reader in readers:
        _, told = reader.communicate()
        assert reader.returncode == 0, told.decode()
    with open_store(path) as store:
        check_store(store.db)
        places = {place for (place,) in store.db.execute("SELECT place FROM journal")}
        wanted = {
            f"{tmp_path}/{name}{each}.jsonl: {line}" for name in "ab" for each in range(rounds) for line in range(1, 61)
        }
        assert places == wanted
        twice = "SELECT sha256 FROM reports GROUP BY sha256 HAVING count(*) > 1"
        assert store.db.execute(twice).fetchall() == []


@pytest.mark.slow
def test_a_new_store_may_be_opened_by_several_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    code = "import sys; from onrecord.store import open_store; open_store(sys.argv[1]).close()"
    openers = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(6)]
    assert [(opener.communicate()[1], opener.returncode) for opener in openers] == [(b"", 0)] * 6


@pytest.mark.slow
def test_workers_end_with_the_process_that_is_killed(tmp_path: Path) -> None:
    source, path = tmp_path / "list.jsonl", tmp_path / "store.db"
    write_list(source, 400)
    process = started("add", str(path), str(source), "--processes", "2")
    workers: set[int] = set()
    while len(workers) < 2 and process.poll() is None:
        workers = _children(process.pid)
        time.sleep(0.05)
    assert len(workers) >= 2
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and any(_is_alive(worker) for worker in workers):
        time.sleep(0.05)
    assert [worker for worker in workers if _is_alive(worker)] == []


def _children(parent: int) -> set[int]:
    """The workers of a process, without the one that only tracks its resources."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1]) == parent:
                command = folder.joinpath("cmdline").read_bytes()
                found |= {int(folder.name)} if b"spawn_main" in command else set()
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
