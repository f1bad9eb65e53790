"""Who vouches for something that a report tells, and from whom the report has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.record import Record, Statement
from onrecord.tables import load_csv

OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so: the outlet itself, or a speaker with role, organisation and code."""

    kind: str  # outlet | speaker
    name: str | None
    role: str | None = None
    organisation: str | None = None
    code: str | None = None


def voice_of(record: Record, voice: str) -> Voice:
    """Who vouches: the speaker of the statement, or the outlet of the report."""
    statement = _statement(record, voice)
    if statement is None:
        return Voice(OUTLET, record.report.outlet)
    speaker = statement.speaker
    words = " ".join(span.text for span in speaker.spans) or None
    return Voice("speaker", speaker.name or words, speaker.role, speaker.organisation, speaker.code)


def origin_of(record: Record, voice: str) -> str:
    """The first channel that carried what is told: an interview's station, the agency that is copied, else the outlet.

    Reports whose outlet, agency and channel are all unknown are each an origin of their own.
    """
    statement = _statement(record, voice)
    for hop in statement.chain if statement is not None else ():
        if hop.kind not in ("speaker", "outlet", "official", "document") and hop.name:
            return _plain(hop.name)
    report = record.report
    agency = report.dateline.agency if report.dateline is not None else None
    return _plain(agency or report.outlet or f"report {report.id}")


def _statement(record: Record, voice: str) -> Statement | None:
    return next((statement for statement in record.statements if statement.id == voice), None)


def _plain(name: str) -> str:
    """A name as its table gives it ("AA" is Anadolu Agency)."""
    return _agencies().get(name.casefold(), name)


@cache
def _agencies() -> Mapping[str, str]:
    return {row["key"].casefold(): row["name"] for row in load_csv("lexicon/agencies.csv")}
