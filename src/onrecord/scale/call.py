"""One call of a job from beginning to end, as the command and the script for spark-submit make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.scale.dyads import series
from onrecord.scale.folder import Folder
from onrecord.scale.job import Job, Totals, check, run
from onrecord.scale.links import link
from onrecord.scale.session import session


@dataclass(frozen=True, slots=True)
class Done:
    """What a call came to; `links` and `dyads` are rows of these tables, None where they were not asked for."""

    totals: Totals
    links: int | None
    dyads: int | None

    def lines(self) -> list[str]:
        """What a person should know of it.

        >>> print("; ".join(Done(Totals(files=1, partitions=2, reports=9, errors=1, words=4000), 3, None).lines()))
        9 reports of 1 file read (4,000 words, 0 statements); 1 piece could not be read: see the table errors; 3 links
        between near-duplicates
        """
        totals = self.totals
        told = [
            f"{_count(totals.reports, 'report')} of {_count(totals.files, 'file')} read "
            f"({totals.words:,} words, {_count(totals.statements, 'statement')})"
        ]
        if totals.skipped:
            told.append(f"{_count(totals.skipped, 'partition')} had been committed before")
        if totals.long:
            told.append(f"{_count(totals.long, 'very long report')} read apart")
        if totals.errors:
            told.append(f"{_count(totals.errors, 'piece')} could not be read: see the table errors")
        if self.links is not None:
            told.append(f"{_count(self.links, 'link')} between near-duplicates")
        if self.dyads is not None:
            told.append(f"{_count(self.dyads, 'row')} of dyads and months")
        return told


def carry_out(
    job: Job, master: str | None, *, links: bool = False, dyads: bool = False, tell: Callable[[str], None] | None = None
) -> Done:
    """Start Spark, read what is not read yet, and make the tables that are asked for.

    `master` None leaves it to spark-submit. Raises IntakeError and ScaleError, before Java is started where inputs or
    output are not as they should be; what was committed until then stays.
    """
    check(job)
    with session(master) as spark:
        totals = run(job, spark, tell)
        folder = Folder(job.output.absolute())
        return Done(totals, link(spark, folder) if links else None, series(spark, folder) if dyads else None)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
