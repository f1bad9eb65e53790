"""A job over many machines, as its driver runs it: which inputs, in which order, and what is left to do.

Both steps are maps over small rows (paths and keys): no text goes through Spark itself, so that its memory does not
depend on how long a report is. A task that is run twice gives the same files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from onrecord.actors import OwnActors
from onrecord.compose import given_of, reader_of
from onrecord.errors import ScaleError
from onrecord.events import OwnFrames
from onrecord.intake import IntakeOptions
from onrecord.intake.sources import paths_of
from onrecord.intake.stream import LibraryMissing
from onrecord.record import SCHEMA
from onrecord.scale.folder import Folder, key_of
from onrecord.scale.own import keep_own
from onrecord.scale.reading import Task, read_portion
from onrecord.scale.session import first_line
from onrecord.scale.staging import stage

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Inputs are taken in and read wave after wave, so that what is staged never grows beyond these bytes of input.
WAVE = 16_000_000_000
#: Portions for each core, as far as their size in characters stays between these: small ones keep all cores busy to the
#: end, large ones make few files.
_FOR_EACH_CORE = 16
_SMALLEST, _LARGEST = 100_000, 8_000_000

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Job:
    """What to read and where the tables go; `size` is that of a portion in characters, None for one that fits.

    `actors` and `frames` are the user's own, which win over the shipped ones.
    """

    inputs: tuple[str, ...]
    output: Path
    options: IntakeOptions = field(default_factory=IntakeOptions)
    as_of: str | None = None
    size: int | None = None
    actors: OwnActors | None = None
    frames: OwnFrames | None = None


@dataclass(slots=True)
class Totals:
    """What a call did; `skipped` partitions had been committed before, and their reports are not counted."""

    files: int = 0
    partitions: int = 0
    skipped: int = 0
    reports: int = 0
    errors: int = 0
    long: int = 0
    words: int = 0
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Input:
    """A file that is to be read; `stamp` tells whether it has changed."""

    path: str
    bytes: int
    stamp: str

    @property
    def key(self) -> str:
        return key_of(self.path)


def check(job: Job) -> list[Input]:
    """The inputs of a job, and that its output can be gone on with: all that can be known before Spark is started.

    Raises ScaleError for inputs that hold no file, and where the output is another job's; IntakeError for a day that is
    none.
    """
    inputs = _inputs(job.inputs)
    folder = Folder(job.output.absolute())
    kept = folder.kept(_description(job, inputs, cores=1))
    if kept is not None and job.as_of is not None and job.as_of != kept["as_of"]:
        raise ScaleError(
            f"{folder.root} was read as of {kept['as_of']}, not {job.as_of}",
            remedy="Leave --as-of out to go on, or name a new folder as --output.",
        )
    return inputs


def run(job: Job, spark: SparkSession, tell: Tell | None = None) -> Totals:
    """Read all inputs that are not read yet into the tables at the output, and say what was done.

    An input whose size or time has changed is read anew, and what was read from it before is taken away. Raises
    what `check` does, and ScaleError where Spark gives up; what was committed until then stays and is not read again.
    """
    inputs = check(job)
    folder = Folder(job.output.absolute())
    kept = folder.claim(_description(job, inputs, spark.sparkContext.defaultParallelism))
    keep_own(folder, job.actors, job.frames)
    totals = Totals(files=len(inputs))
    for wave in _waves(inputs):
        for one in wave:
            manifest = folder.manifest("files", one.key)
            if manifest is not None and manifest["stamp"] != one.stamp:
                folder.retract(one.key)
        _stage(spark, wave, folder, job.options, int(kept["size"]), tell)
        _read(spark, wave, folder, kept["as_of"], totals)
        for one in wave:
            folder.clear(one.key)
    return totals


def _description(job: Job, inputs: Sequence[Input], cores: int) -> dict[str, Any]:
    reader = reader_of(given_of(as_of=job.as_of))
    fits = sum(one.bytes for one in inputs) // (_FOR_EACH_CORE * max(cores, 1))
    return {
        "onrecord": reader.version,
        "schema": SCHEMA,
        "model": reader.model,
        "model_sha256": reader.model_sha256,
        "as_of": reader.as_of,
        "actors": job.actors.sha256 if job.actors else None,
        "frames": job.frames.sha256 if job.frames else None,
        "size": job.size or min(max(fits, _SMALLEST), _LARGEST),
    }


def _inputs(sources: Iterable[str]) -> list[Input]:
    """The files of all sources, each once, in order."""
    found: dict[str, Input] = {}
    for source in sources:
        before = len(found)
        for path in paths_of(source):
            try:
                state = Path(path).stat()
            except (OSError, ValueError) as error:
                raise ScaleError(f"{path} cannot be read: {error}", remedy="Check --input.") from error
            absolute = str(Path(path).absolute())
            found.setdefault(absolute, Input(absolute, state.st_size, f"{state.st_size}-{state.st_mtime_ns}"))
        if len(found) == before and not any(True for _ in paths_of(source)):
            raise ScaleError(f"{source} holds no file", remedy="Check --input.")
    return list(found.values())


def _waves(inputs: Sequence[Input]) -> Iterator[list[Input]]:
    wave: list[Input] = []
    for one in inputs:
        if wave and sum(other.bytes for other in wave) + one.bytes > WAVE:
            yield wave
            wave = []
        wave.append(one)
    if wave:
        yield wave


def _stage(
    spark: SparkSession, wave: Sequence[Input], folder: Folder, options: IntakeOptions, size: int, tell: Tell | None
) -> None:
    """Take in the inputs that have not been; the largest first."""
    waiting = [one for one in wave if not _is_staged(one, folder)]
    rows = [(one.path, one.stamp) for one in sorted(waiting, key=lambda one: (-one.bytes, one.path))]
    work = partial(stage_batches, folder=folder, options=options, size=size)
    for told in _mapped(spark, rows, ("path", "stamp"), work):
        if "missing" in told:
            raise LibraryMissing(told["missing"], remedy=told["remedy"])
        if tell is not None:
            for line in told["said"]:
                tell(line)


def _is_staged(one: Input, folder: Folder) -> bool:
    """True where an input was taken in and what is left to read of it still lies there."""
    manifest = folder.manifest("files", one.key)
    if manifest is None:
        return False
    left = (part for part in manifest["portions"] if folder.manifest("partitions", part["key"]) is None)
    return (folder.staging(one.key) / manifest["staged"]).is_dir() or next(left, None) is None


def _read(spark: SparkSession, wave: Sequence[Input], folder: Folder, as_of: str, totals: Totals) -> None:
    """Read the portions that are not committed; the longest first, so that none is waited for in the end."""
    waiting: list[tuple[int, tuple[str, str, str]]] = []
    for one in wave:
        manifest = folder.manifest("files", one.key)
        assert manifest is not None, f"{one.path} was staged without a manifest"
        for portion in manifest["portions"]:
            if folder.manifest("partitions", portion["key"]) is not None:
                totals.skipped += 1
                continue
            totals.long += portion["long"]
            path = folder.staging(one.key) / manifest["staged"] / f"{portion['key']}.jsonl"
            waiting.append((-portion["characters"], (portion["key"], one.path, str(path))))
    rows = [row for _, row in sorted(waiting)]
    for told in _mapped(spark, rows, ("key", "source", "portion"), partial(read_batches, folder=folder, as_of=as_of)):
        totals.partitions += 1
        for name in ("reports", "errors", "words", "statements"):
            setattr(totals, name, getattr(totals, name) + told[name])


def _mapped(
    spark: SparkSession,
    rows: Sequence[tuple[str, ...]],
    columns: tuple[str, ...],
    work: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]],
) -> list[dict[str, Any]]:
    """Run `work` on each row in a task of its own, in this order, and give what the tasks tell.

    Raises ScaleError where Spark gives up.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    if not rows:
        return []
    slices = spark.sparkContext.parallelize(rows, len(rows))
    frame = spark.createDataFrame(slices, ", ".join(f"{name} string" for name in columns))
    try:
        return [json.loads(row["told"]) for row in frame.mapInArrow(work, "told string").collect()]
    except (Py4JError, PySparkException) as error:
        raise ScaleError(
            f"Spark gave up: {first_line(error)}", remedy="Say the same again: what is committed is not read twice."
        ) from error


def stage_batches(
    batches: Iterator[pa.RecordBatch], *, folder: Folder, options: IntakeOptions, size: int
) -> Iterator[pa.RecordBatch]:
    """In a worker: take in each input of the batches."""
    for row in _rows(batches):
        try:
            manifest = stage(row["path"], row["stamp"], folder, options, size)
        except LibraryMissing as error:
            yield _told({"missing": error.problem, "remedy": error.remedy})
            continue
        yield _told({"said": manifest["said"]})


def read_batches(batches: Iterator[pa.RecordBatch], *, folder: Folder, as_of: str) -> Iterator[pa.RecordBatch]:
    """In a worker: read each portion of the batches."""
    from pyspark import TaskContext

    context = TaskContext.get()
    attempt = context.attemptNumber() if context is not None else 0
    for row in _rows(batches):
        task = Task(row["key"], row["source"], row["portion"])
        manifest = read_portion(task, folder, as_of, attempt)
        yield _told({name: manifest[name] for name in ("key", "reports", "errors", "words", "statements")})


def _rows(batches: Iterator[pa.RecordBatch]) -> Iterator[dict[str, str]]:
    for batch in batches:
        yield from batch.to_pylist()


def _told(data: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pydict({"told": [json.dumps(data)]})
