"""Statements as CSV: one flat row each, for a spreadsheet or a data frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.record import Record, Span, Statement
from onrecord.record.csvtext import Cell, csv_line
from onrecord.views.exports.evidence import words_of

COLUMNS = (
    "report", "outlet", "published", "url", "headline", "statement", "kind", "part", "speaker", "role", "organisation",
    "code", "sector", "named", "speaker_words", "co_speakers", "cue", "cue_lemma", "force", "modality", "content",
    "quoted", "inserted", "addressee", "venue", "venue_outlet", "said_on", "about", "chain", "within", "confidence",
    "content_offsets", "quoted_offsets", "cue_offsets", "speaker_offsets",
)  # fmt: skip
#: What spreadsheets take as the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def header() -> str:
    """The line with the names of the columns."""
    return csv_line(COLUMNS)


def rows(record: Record) -> Iterator[str]:
    """One row for each statement, every cell exactly as the record has it.

    A cell may hold line breaks, and may begin as a formula does: see `safe_rows` for spreadsheets.
    """
    for said in record.statements:
        yield csv_line(_cells(record, said))


def safe_rows(record: Record) -> Iterator[str]:
    """As `rows`, with an apostrophe before each cell that a spreadsheet would run as a formula.

    >>> _safe("=1+1"), _safe("a=1"), _safe(-1.0)
    ("'=1+1", 'a=1', -1.0)
    """
    for said in record.statements:
        yield csv_line([_safe(cell) for cell in _cells(record, said)])


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _cells(record: Record, said: Statement) -> Sequence[Cell]:
    report, speaker, cue, venue = record.report, said.speaker, said.cue, said.venue
    return (
        report.id, report.outlet, report.published, report.url, report.headline.text if report.headline else None,
        said.id, said.kind, said.part, speaker.name, speaker.role, speaker.organisation, speaker.code, speaker.sector,
        str(speaker.named).lower(), words_of(speaker.spans),
        ";".join(one.name or words_of(one.spans) for one in said.co_speakers), words_of(cue.spans), cue.lemma,
        cue.force, cue.modality, words_of(said.content), words_of(said.quoted), words_of(said.inserted),
        (said.addressee.name or words_of(said.addressee.spans)) if said.addressee else None,
        venue.kind if venue else None, venue.outlet if venue else None, said.said_on, ";".join(said.about),
        ";".join(hop.name or hop.kind for hop in said.chain), said.within, said.confidence, _offsets(said.content),
        _offsets(said.quoted), _offsets(cue.spans), _offsets(speaker.spans),
    )  # fmt: skip


def _offsets(spans: Sequence[Span]) -> str:
    """Offsets as brat writes them: "0 5;12 17"."""
    return ";".join(f"{span.start} {span.end}" for span in spans)
