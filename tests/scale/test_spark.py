"""The job on real Spark: two machines of their own on this one, one of them killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests import record_making
from tests.scale.reports import AS_OF, inputs, jsonl, report, rows_in

from onrecord import Record, read
from onrecord.compose import given_of, read_given
from onrecord.errors import ScaleError
from onrecord.incoming import given_for
from onrecord.intake import Bad, read_source
from onrecord.scale.folder import Folder
from onrecord.scale.job import Job, Totals, run
from onrecord.scale.output import records_of
from onrecord.scale.tables import MONTHLY, month_of, rows_of

pytestmark = [pytest.mark.spark, pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]

MASTER = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from onrecord.scale.session import session

    with session(MASTER) as started:
        yield started


@pytest.fixture(scope="module")
def wire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return inputs(tmp_path_factory.mktemp("in") / "wire")


@pytest.fixture(scope="module")
def output(spark: Any, wire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a job over all inputs wrote, while one of its two machines was killed in the middle."""
    place = tmp_path_factory.mktemp("out") / "record"
    killer = Killer(place, spark.sparkContext.applicationId)
    killer.start()
    totals = run(Job((str(wire),), place, as_of=AS_OF, size=800), spark)
    killer.join()
    assert killer.killed is not None, "no machine was killed while the job ran"
    assert killer.committed < totals.partitions
    assert totals == Totals(
        files=3, partitions=totals.partitions, reports=29, errors=2, words=totals.words, statements=totals.statements
    )
    return place


class Killer(threading.Thread):
    """Kills the first executor of our own application once a partition is committed."""

    def __init__(self, output: Path, application: str) -> None:
        super().__init__()
        self.killed: int | None = None
        self.committed = 0
        self._manifests = output / "_onrecord" / "partitions"
        self._application = application

    def run(self) -> None:
        until = time.monotonic() + 300
        while time.monotonic() < until and self.killed is None:
            self.committed = len(list(self._manifests.glob("*.json")))
            executors = self._executors() if self.committed else []
            if executors:
                self.killed = executors[0]
                os.kill(self.killed, signal.SIGKILL)
            time.sleep(0.02)

    def _executors(self) -> list[int]:
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                command = path.read_bytes().split(b"\0")
            except OSError:
                continue  # it has ended
            if b"--executor-id" in command and self._application.encode() in command:
                found.append(int(path.parent.name))
        return sorted(found)


def expected(wire: Path) -> list[Record]:
    """The records of all inputs as one process reads them."""
    items = [item for path in sorted(wire.iterdir()) for item in read_source(str(path))]
    given = given_of(as_of=AS_OF)
    return [read_given(item.text, given_for(item, given)) for item in items if not isinstance(item, Bad)]


def test_with_a_machine_killed_the_records_are_those_of_one_process(output: Path, wire: Path) -> None:
    assert list(records_of(output)) == expected(wire)
    assert len(list(Folder(output).manifests("partitions"))) > 8
    assert not list((output / "_onrecord" / "staging").iterdir()), "nothing is left of what was under way"


def test_other_partitions_without_a_fault_give_the_same_rows(
    spark: Any, output: Path, wire: Path, tmp_path: Path
) -> None:
    run(Job((str(wire),), tmp_path / "record", as_of=AS_OF, size=4000), spark)
    found, again = rows_in(output), rows_in(tmp_path / "record")
    assert {table: len(rows) for table, rows in found.items()} == {table: len(rows) for table, rows in again.items()}
    assert found == again
    assert [(Path(row["source"]).name, row["number"], row["reason"]) for row in found["errors"]] == [
        ("list.jsonl", 25, "is cut off: the JSON ends too early"),
        ("table.parquet", 4, "holds no text in text"),
    ]
    assert {row["month"] for row in found["reports"]} == {"2026-03", "2026-04", None}


def test_a_second_call_reads_only_what_is_left_and_what_has_changed(spark: Any, tmp_path: Path) -> None:
    one, other, place = tmp_path / "one.jsonl", tmp_path / "other.jsonl", tmp_path / "record"
    job = Job((str(tmp_path / "*.jsonl"),), place, size=1000)
    jsonl(one, range(4))
    first = run(Job((str(one),), place, as_of=AS_OF, size=1000), spark)
    whole = rows_in(place)
    for manifest in list(Folder(place).manifests("partitions"))[1:]:
        (place / "_onrecord" / "partitions" / f"{manifest['key']}.json").unlink()
    again = run(job, spark)
    assert (again.skipped, again.partitions) == (1, first.partitions - 1)
    assert rows_in(place) == whole
    jsonl(other, range(4, 6), broken=False)
    more = run(job, spark)
    assert (more.skipped, more.reports, more.errors) == (first.partitions, 2, 0)
    jsonl(one, range(1))
    run(job, spark)
    assert [record.report.text for record in records_of(place)] == [report(number) for number in (0, 4, 5)]
    with pytest.raises(ScaleError, match="was read as of 2026-11-01, not 2026-11-02"):
        run(Job((str(one),), place, as_of="2026-11-02"), spark)
    with pytest.raises(ScaleError, match="holds no file"):
        run(Job((str(tmp_path / "*.txt"),), place), spark)


def kept(place: Path, records: list[Record]) -> Folder:
    """An output with these records, as workers commit them."""
    folder = Folder(place)
    months: dict[str, Any] = {}
    for number, record in enumerate(records):
        came = {"source": "a", "member": None, "number": number, "format": "text", "version": None, "changed": None}
        for table, rows in rows_of(record, f"f-{number:08d}", came).items():
            months.setdefault(month_of(record), {name: [] for name in MONTHLY})[table] += rows
    folder.put_manifest(
        "partitions", "f-000000", {"source": "a", "key": "f-000000", "files": folder.commit("f-000000", months, [])}
    )
    return folder


def test_near_duplicates_are_linked_into_families(spark: Any, tmp_path: Path) -> None:
    from onrecord.scale.links import link

    base = " ".join(f"The port of town {number} was shut by ice on day {number * 7}." for number in range(30))
    other = " ".join(f"Minister {number} left the capital for talks on gas {number * 3}." for number in range(30))
    texts = [
        base,
        base + " By our staff.",
        "OSLO (AP) - " + base,
        other,
        other.replace("gas 9.", "oil."),
        "Short.",
        base,
    ]
    records = [read(text, as_of=AS_OF) for text in texts]
    folder = kept(tmp_path / "out", records)
    assert link(spark, folder) >= 3
    import pyarrow.dataset as ds

    families = {row["report"]: row["family"] for row in ds.dataset(folder.root / "families").to_table().to_pylist()}
    ids = [record.report.id for record in records]
    ports, gas = min(ids[:3]), min(ids[3:5])
    assert families == {ids[0]: ports, ids[1]: ports, ids[2]: ports, ids[3]: gas, ids[4]: gas}
    for row in ds.dataset(folder.root / "links").to_table().to_pylist():
        assert row["other"] < row["report"]
        assert row["similarity"] >= 0.6


def happened(text: str, published: str, *events: tuple[str, str, str | None]) -> Record:
    """A record with events (actor, recipient, date)."""
    told = (
        record_making.event(text, "ACCUSE", actor, recipient, day=date, number=number)
        for number, (actor, recipient, date) in enumerate(events, start=1)
    )
    return record_making.report(text, day=published, events=tuple(told))


def test_dyads_and_months_count_events_reports_and_stories(spark: Any, tmp_path: Path) -> None:
    from onrecord.scale.dyads import series
    from onrecord.scale.links import link

    text = " ".join(f"France accused Mali of act {number} on day {number * 5}." for number in range(30))
    records = [
        happened(text, "2026-04-30", ("FRA", "MLI", None), ("FRA", "MLI", "2026-03-02")),
        happened(text + " By our staff.", "2026-04-30", ("FRA", "MLI", None)),
        happened("Mali accused France.", "2026-04-01", ("MLI", "FRA", "2026-W20"), ("MLI", "MLI", None)),
    ]
    folder = kept(tmp_path / "out", records)
    link(spark, folder)
    assert series(spark, folder) == 3
    import pyarrow.dataset as ds

    rows = ds.dataset(folder.root / "dyads").to_table().to_pylist()
    assert [tuple(row.values()) for row in rows] == [
        ("2026-03", "FRA", "MLI", "ACCUSE", "actual", 1, 1, 1),
        ("2026-04", "FRA", "MLI", "ACCUSE", "actual", 2, 2, 1),
        ("2026-04", "MLI", "FRA", "ACCUSE", "actual", 1, 1, 1),
    ]


def test_spark_submit_runs_the_script_that_the_command_names(tmp_path: Path) -> None:
    jsonl(tmp_path / "list.jsonl", range(2))
    code = "import sys; from onrecord.cli import main; sys.exit(main(sys.argv[1:]))"
    script = subprocess.run(
        [sys.executable, "-c", code, "spark", "--script"], capture_output=True, check=True, text=True
    ).stdout.strip()
    assert Path(script).is_file()
    submit = Path(sys.executable).with_name("spark-submit")
    frames = tmp_path / "my.yaml"
    frames.write_text("# mine\nframes:\n- {verbs: [accuse], type: COERCE, recipient: [obj]}\n", encoding="utf-8")
    arguments = ["--input", str(tmp_path / "list.jsonl"), "--output", str(tmp_path / "out"), "--as-of", AS_OF]
    arguments += ["--frames", str(frames)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("SPARK_", "PYSPARK_"))}
    done = subprocess.run(
        [str(submit), "--master", "local[1]", script, *arguments],
        env={**environment, "PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable},
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    told = [
        line for line in done.stdout.splitlines() if line.startswith("onrecord: ")
    ]  # there it puts what scripts tell
    assert told[-2].startswith("onrecord: 2 reports of 1 file read")
    assert told[-1] == "onrecord: 1 piece could not be read: see the table errors"
    records = list(records_of(tmp_path / "out"))
    assert [record.report.text for record in records] == [report(0), report(1)]
    assert all("COERCE" in {event.type for event in record.events} for record in records)
