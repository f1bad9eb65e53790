"""Reading a text for a page: one at a time, in a thread, so that the site goes on answering."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date as Day

from onrecord.errors import IntakeError
from onrecord.intake import Bad, IntakeOptions, read_source
from onrecord.record import Record
from onrecord.record.why import Why

_ONE = asyncio.Semaphore(1)
#: Code points of a text that is read while somebody waits for the page.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text as it was sent, with what the reader was told beside it; days are ISO."""

    text: str
    date: str | None = None
    outlet: str | None = None
    url: str | None = None


async def whys(record: Record) -> tuple[Mapping[str, tuple[tuple[str, str], ...]], bool]:
    """Why each statement was read as it was, by its id; and whether reading again gives the same record."""
    async with _ONE:
        return await asyncio.to_thread(_whys, record)


async def read_pasted(pasted: Pasted) -> Record:
    """Read a text that somebody pasted or dropped; raises IntakeError for what cannot be read."""
    if len(pasted.text) > LONGEST:
        raise IntakeError(
            f"The text has {len(pasted.text):,} characters, more than {LONGEST:,}", remedy="Use: onrecord read FILE"
        )
    async with _ONE:
        return await asyncio.to_thread(_read, pasted)


def _whys(record: Record) -> tuple[Mapping[str, tuple[tuple[str, str], ...]], bool]:
    from onrecord.compose import given_of, read_given

    report, trace = record.report, list[Why]()
    days = {report.published_basis: report.published}
    given = given_of(days.get("given"), record.reader.as_of, outlet=report.outlet, url=report.url)
    told = days.get("metadata")
    again = read_given(report.text, replace(given, metadata=Day.fromisoformat(told) if told else None), trace)
    return {why.statement: why.lines for why in trace}, again.statements == record.statements


def _read(pasted: Pasted) -> Record:
    """Read what was pasted as intake reads a file: a text, the source of a web page, a news item in XML or JSON."""
    from onrecord.compose import given_of, read_given

    given = given_of(pasted.date, outlet=pasted.outlet, url=pasted.url)
    source = io.BytesIO(pasted.text.encode("utf-8", "surrogatepass"))
    item = next(read_source("-", IntakeOptions(encoding="utf-8"), stdin=source), None)
    if item is None:
        raise IntakeError("There is nothing to read", remedy="Paste the text of a report.")
    if isinstance(item, Bad):
        raise IntakeError(f"What was pasted {item.reason}", remedy=item.remedy)
    found = replace(given, outlet=given.outlet or item.outlet, url=given.url or item.url, metadata=item.published)
    return read_given(item.text, found)
