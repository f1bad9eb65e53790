"""A report of an agency's news format: what NewsML-G2, NITF and ninjs have in common, and the text it comes to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.errors import IntakeError
from onrecord.intake.columns import headed
from onrecord.intake.days import day_in, moment_in
from onrecord.intake.item import Item, Note, Place

_DASHES = " \t-–—:"
_BY = re.compile(r"by\b", re.I)
#: Words of a desk by which its note says that an earlier version was wrong.
_CORRECTS = re.compile(r"\b(?:correct(?:s|ed|ing|ion|ions)?|rectif\w+|clarif\w+|retract\w*|withdraw\w*|kill)\b", re.I)


@dataclass(slots=True)
class NewsItem:
    """What such a format says of a report; moments as they stand there, `dates` with the name of their field."""

    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    outlet: str | None = None
    credit: str | None = None
    url: str | None = None
    language: str | None = None
    version: str | None = None
    changed: str | None = None
    dates: list[tuple[str, str | None]] = field(default_factory=list)
    embargo: str | None = None
    status: str | None = None
    urgency: str | None = None
    correction: str | None = None
    desk_notes: list[str] = field(default_factory=list)


def item_from(news: NewsItem, place: Place, form: str) -> Item:
    """The item; raises IntakeError where the report holds no text.

    The text is headline, byline and paragraphs with blank lines between; the dateline, where it stands apart, leads the
    first paragraph with a dash, as it is printed.
    """
    if not any(part.strip() for part in news.paragraphs):
        raise IntakeError("holds no text", remedy="Give an item that carries the text of a report.")
    day, basis = next(((day, name) for name, value in news.dates if (day := day_in(value)) is not None), (None, None))
    return Item(
        text=_text(news),
        place=place,
        format=form,
        title=news.headline,
        outlet=news.outlet or news.credit,
        url=news.url,
        language=news.language,
        published=day,
        basis=basis,
        version=news.version,
        changed=moment_in(news.changed),
        notes=tuple(_notes(news)),
    )


def _text(news: NewsItem) -> str:
    first, *rest = news.paragraphs
    dateline = (news.dateline or "").strip(_DASHES)
    if dateline and _letters(dateline)[:12] not in _letters(first)[: len(dateline) + 40]:
        first = f"{dateline} - {first}"
    head = []
    if news.byline and _letters(news.byline) not in _letters(first)[: len(news.byline) + 40]:
        head.append(news.byline if _BY.match(news.byline) else f"By {news.byline}")
    return headed(news.headline, "\n\n".join([*head, first, *rest]))


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _notes(news: NewsItem) -> list[Note]:
    """The notes, in the order of NOTES' importance: what forbids or corrects first."""
    notes = []
    if news.embargo is not None:
        notes.append(Note("embargo", news.embargo.strip() or "without an end"))
    status = (news.status or "").rpartition(":")[2]
    if status and status != "usable":
        notes.append(Note("status", status))
    correcting = next((note for note in news.desk_notes if _CORRECTS.search(note)), None)
    if news.correction is not None or correcting is not None:
        notes.append(Note("correction", correcting or news.correction or "corrected"))
    notes += [Note("note", note) for note in news.desk_notes if note != correcting]
    if news.byline:
        notes.append(Note("byline", news.byline))
    if news.credit:
        notes.append(Note("credit", news.credit))
    if news.urgency:
        notes.append(Note("urgency", news.urgency))
    return notes
