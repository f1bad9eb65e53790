"""The job as a script for spark-submit, which names the master and the means:

    spark-submit --master spark://HOST:7077 $(onrecord spark --script) --input wire/ --output record/

Options are those of `onrecord spark`. onrecord must be installed on every machine of the cluster, and the inputs and
the output must lie where all of them see them.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from onrecord.actors import read_own
from onrecord.errors import OnRecordError
from onrecord.events import read_frames
from onrecord.intake import FORMATS, IntakeOptions
from onrecord.scale.call import carry_out
from onrecord.scale.job import Job


def main(arguments: list[str] | None = None) -> int:
    """Run the job and give the exit status: 0 all was read, 1 something could not be."""
    parser = argparse.ArgumentParser(prog="submit.py", description="Read reports into Parquet tables by Spark.")
    parser.add_argument("--input", required=True, nargs="+", action="extend", metavar="PATH")
    parser.add_argument("--output", required=True, type=Path, metavar="PATH")
    parser.add_argument("--format", choices=FORMATS)
    parser.add_argument("--column", action="append", default=[], metavar="ROLE=NAME")
    parser.add_argument("--max-mb", type=float, default=IntakeOptions().max_mb)
    parser.add_argument("--actors", metavar="CSV")
    parser.add_argument("--frames", metavar="YAML")
    parser.add_argument("--as-of", metavar="DAY")
    parser.add_argument("--portion", type=int, metavar="CHARACTERS")
    parser.add_argument("--copies", action="store_true")
    parser.add_argument("--dyads", action="store_true")
    options = parser.parse_args(arguments)
    columns = {role: name for role, _, name in (pair.partition("=") for pair in options.column)}
    intake = IntakeOptions(format=options.format, columns=columns, max_mb=options.max_mb)
    try:
        actors = read_own(options.actors) if options.actors else None
        frames = read_frames(options.frames) if options.frames else None
        job = Job(tuple(options.input), options.output, intake, options.as_of, options.portion, actors, frames)
        done = carry_out(job, None, links=options.copies, dyads=options.dyads, tell=_tell)
    except OnRecordError as error:
        _tell(str(error))
        return 1
    for line in done.lines():
        _tell(line)
    return 1 if done.totals.errors else 0


def _tell(line: str) -> None:
    sys.stderr.write(f"onrecord: {line}\n")


if __name__ == "__main__":
    sys.exit(main())
