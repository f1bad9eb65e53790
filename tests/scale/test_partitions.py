"""Partitions without Spark: what the workers do with files, and what they do again after a break."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.scale.reports import AS_OF, jsonl, report, rows_in

from onrecord import read
from onrecord.actors import own_of
from onrecord.errors import ScaleError
from onrecord.events import frames_of
from onrecord.intake import IntakeOptions
from onrecord.keeping import Settings, keep, reread
from onrecord.scale import is_output, staging
from onrecord.scale.folder import Folder, key_of
from onrecord.scale.output import arrivals_of, records_of
from onrecord.scale.own import keep_own, kept_own
from onrecord.scale.reading import Task, read_portion
from onrecord.scale.staging import stage
from onrecord.store import open_store

JOB = {"onrecord": "1", "schema": "s", "model": "m", "model_sha256": "h", "as_of": AS_OF, "size": 1000}


OWN_ACTORS = (
    b"# mine\nkey,kind,code,sector,medium,variants,source\nIlka Sorrentz,person,VLM,GOV,,Sorrentz,mine\n"
    b"Velmora,state,VLM,,,,mine\n"
)


def make(path: Path, output: Path, size: int) -> Folder:
    """Read one input into an output in this process, in portions of some size."""
    folder = Folder(output)
    folder.claim(JOB)
    for task in tasks(path, folder, size):
        read_portion(task, folder, AS_OF, 0)
    return folder


def tasks(path: Path, folder: Folder, size: int) -> list[Task]:
    manifest = stage(str(path), "stamp", folder, IntakeOptions(), size)
    staged = folder.staging(manifest["key"]) / manifest["staged"]
    return [
        Task(portion["key"], str(path), str(staged / f"{portion['key']}.jsonl")) for portion in manifest["portions"]
    ]


def test_rows_are_the_same_however_the_work_is_parted(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "list.jsonl", range(7))
    small, large = make(path, tmp_path / "small", 900), make(path, tmp_path / "large", 10**6)
    assert len(list(small.manifests("partitions"))) > 2 == len(list(large.manifests("partitions"))) + 1
    assert rows_in(tmp_path / "small") == rows_in(tmp_path / "large")
    texts = [record.report.text for record in records_of(tmp_path / "small")]
    assert texts == [report(number) for number in range(7)]


def test_very_long_reports_stand_apart_and_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "LONG", 2000)
    long = "\n\n".join(report(number) for number in range(10))
    lines = [report(0), long, report(1), long + "End.", report(2)]
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in lines), encoding="utf-8")
    manifest = stage(str(path), "stamp", Folder(tmp_path / "out"), IntakeOptions(), 10**6)
    assert [(portion["reports"], portion["long"]) for portion in manifest["portions"]] == [(3, 0), (1, 1), (1, 1)]


def test_what_is_not_committed_is_read_again_into_the_same_files(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "list.jsonl", range(4))
    folder = Folder(tmp_path / "out")
    folder.claim(JOB)
    first, *rest = tasks(path, folder, 900)
    done = read_portion(first, folder, AS_OF, 0)
    before = {name: (folder.root / name).read_bytes() for name in done["files"]}
    (folder.own / "partitions" / f"{first.key}.json").unlink()  # as if the machine had stopped before the last act
    assert list(records_of(folder.root)) == []
    read_portion(first, folder, AS_OF, 1)
    assert {name: (folder.root / name).read_bytes() for name in done["files"]} == before
    Path(first.portion).unlink()
    assert read_portion(first, folder, AS_OF, 2)["reports"] == done["reports"], "committed, and so not read again"
    assert rest


def test_a_report_that_ends_the_process_becomes_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "list.jsonl", range(4), broken=False)
    folder = Folder(tmp_path / "out")
    folder.claim(JOB)
    (task,) = tasks(path, folder, 10**6)
    code = f"""
import os, sys
from pathlib import Path
from onrecord.compose import read_given
from onrecord.scale.folder import Folder
from onrecord.scale.output import records_of
from onrecord.scale.reading import Task, read_portion
def read(text, given):
    return os._exit(9) if "number 3" in text else read_given(text, given)
read_portion(Task(*{[task.key, task.source, task.portion]!r}), Folder(Path({str(folder.root)!r})), "{AS_OF}",
             int(sys.argv[1]), read)
"""
    ended = [
        subprocess.run([sys.executable, "-c", code, str(attempt)], check=False).returncode for attempt in range(1, 4)
    ]
    assert ended == [9, 9, 0]
    assert [record.report.text for record in records_of(folder.root)] == [report(number) for number in (1, 2, 3)]
    (error,) = rows_in(folder.root)["errors"]
    assert (error["number"], error["reason"]) == (1, "ended the process that read it")
    assert error["start"].startswith("Bergen")


def test_an_input_can_be_taken_back(tmp_path: Path) -> None:
    one, other = jsonl(tmp_path / "one.jsonl", range(2)), jsonl(tmp_path / "other.jsonl", range(2, 4))
    folder = make(one, tmp_path / "out", 10**6)
    alone = rows_in(folder.root)
    make(other, tmp_path / "out", 10**6)
    assert rows_in(folder.root) != alone
    folder.retract(key_of(str(other)))
    assert rows_in(folder.root) == alone


def test_an_output_belongs_to_one_reader(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    folder.claim(JOB)
    assert folder.claim({**JOB, "size": 5})["size"] == 1000, "what was kept goes on"
    with pytest.raises(ScaleError, match="read with model_sha256 h, this is other"):
        folder.claim({**JOB, "model_sha256": "other"})
    assert is_output(tmp_path / "out")
    assert not is_output(tmp_path)
    with pytest.raises(ScaleError, match="holds something else"):
        Folder(tmp_path).claim(JOB)
    with pytest.raises(ScaleError, match="is no output of a job"):
        next(records_of(tmp_path))


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    folder.claim(JOB)
    (folder.own / "job.json").write_text('{"cut', encoding="utf-8")
    with pytest.raises(ScaleError, match=r"job\.json is damaged"):
        folder.claim(JOB)


def test_keys_are_made_of_any_path() -> None:
    assert key_of(os.fsdecode(b"/a/\xff")) != key_of("/a/b")


def test_a_store_takes_an_output_in_with_what_could_not_be_read(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "list.jsonl", range(3))
    make(path, tmp_path / "out", 900)
    code = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "add", str(tmp_path / "news.db"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 1, "a piece could not be read"
    with open_store(tmp_path / "news.db", create=False) as store:
        assert set(store.records()) == set(records_of(tmp_path / "out"))
        places = [place for (place,) in store.db.execute("SELECT source FROM reports ORDER BY source")]
        assert places == [f"{path}: {number}" for number in (1, 2, 3)]
        assert list(store.db.execute("SELECT place, reason FROM bad")) == [
            (f"{path}: 4", "is cut off: the JSON ends too early")
        ]
    again = subprocess.run(command, capture_output=True, check=False, text=True)
    assert "3 known" in again.stderr + again.stdout
    (tmp_path / "my.yaml").write_text("# mine\nframes: []\n", encoding="utf-8")
    framed = subprocess.run(
        [*command, "--frames", str(tmp_path / "my.yaml")], capture_output=True, check=False, text=True
    )
    assert f"out has been read already; onrecord reread {tmp_path / 'news.db'} reads it with --actors" in framed.stderr


def test_own_tables_lie_beside_an_output_and_come_into_the_store_with_it(tmp_path: Path) -> None:
    frames = frames_of(b"# mine\nframes:\n- {verbs: [hold back], type: COERCE, recipient: [obj]}\n", "my.yaml")
    actors = own_of(OWN_ACTORS, "my.csv")
    path = jsonl(tmp_path / "list.jsonl", range(3), broken=False)
    folder = Folder(tmp_path / "out")
    folder.claim(JOB)
    keep_own(folder, actors, frames)
    assert kept_own(folder) == (actors, frames)
    make(path, tmp_path / "out", 900)
    records = list(records_of(tmp_path / "out"))
    assert records == [
        read(report(number), as_of=AS_OF, outlet="Gazette", url=f"https://gazette.example/{number}", actors=actors,
             frames=frames)
        for number in range(3)
    ]  # fmt: skip
    assert {record.statements[0].speaker.code for record in records} == {"VLM"}
    with open_store(tmp_path / "news.db") as store:
        assert keep(store, arrivals_of(tmp_path / "out")).added == 3
        assert keep(store, arrivals_of(tmp_path / "out")).known == 3
        assert store.db.execute("SELECT csv FROM actor_tables").fetchall() == [(OWN_ACTORS,)]
        assert store.db.execute("SELECT yaml FROM frame_tables").fetchall() == [(frames.data,)]
        assert reread(store, all_of_them=True).known == 3, "it is read with the same again"
        assert set(store.records()) == set(records)
        assert reread(store, Settings(frames=frames_of(b"# mine\nframes: []\n", "none.yaml"))).replaced == 3
        assert keep(store, arrivals_of(tmp_path / "out")).replaced == 3, "with its own frames once more"


def test_an_output_is_read_with_the_same_tables_to_its_end(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    folder.claim({**JOB, "frames": "abc"})
    assert folder.claim({**JOB, "frames": "abc"})["frames"] == "abc"
    for frames in (None, "abd"):
        with pytest.raises(ScaleError, match="was read with other --frames"):
            folder.claim({**JOB, "frames": frames})
    with pytest.raises(ScaleError, match="was read without --actors"):
        folder.claim({**JOB, "frames": "abc", "actors": "abc"})
