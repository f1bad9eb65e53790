"""One report, end to end: text in, record out. Pure: no clock but the one that is handed in, no file but a user's table
of actors, which is read before the report is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date as Day
from importlib.metadata import version
from pathlib import Path

from onrecord.actors import OwnActors, country_of_place, read_cast, read_own, using
from onrecord.dates import Publication, find_publication, read_dates, said_on
from onrecord.errors import IntakeError
from onrecord.events import OwnFrames, ontology_of, read_events, read_frames
from onrecord.figures import read_figures
from onrecord.language import Reading, identity, is_english, load, read_language, was_cut
from onrecord.layout import Layout, lay_out
from onrecord.models import DEFAULT
from onrecord.record import SCHEMA, Dateline, Notice, Reader, Record, Report
from onrecord.record.why import Why
from onrecord.statements import read_statements
from onrecord.terms import read_terms
from onrecord.ties import read_ties
from onrecord.voice import read_own_voice


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of a report that its text may lack, and the newest day that it may be of."""

    date: Day | None
    as_of: Day
    outlet: str | None
    url: str | None
    model: str
    metadata: Day | None = None  # the day of publication that the file around the text gives
    actors: OwnActors | None = None  # the user's own, which win over the shipped ones
    frames: OwnFrames | None = None  # the user's own types and frames of events, which win likewise


def read(
    text: str,
    date: str | Day | None = None,
    as_of: str | Day | None = None,
    *,
    outlet: str | None = None,
    url: str | None = None,
    model: str | None = None,
    actors: str | Path | OwnActors | None = None,
    frames: str | Path | OwnFrames | None = None,
) -> Record:
    """Read one report into its record.

    `date` is the day of publication where it is known, `as_of` the newest day that a report without a year may be of
    (default: today); both as ISO strings or dates. `outlet` and `url` say what the text lacks, `model` names another
    installed spaCy pipeline, `actors` a CSV table of the user's own actors (docs/actors.md), `frames` a YAML file of
    the user's own frames of events (docs/events.md). The same arguments always give the same record. Raises IntakeError
    for a date that is none, TableError for a bad row of the table or entry of the file, ModelError
    when the pipeline cannot be loaded.

    >>> record = read("GENEVA, May 3, 2024 (AP) - The envoy said the talks would go on.", as_of="2024-06-01")
    >>> [(statement.speaker.spans[0].text, statement.content[0].text) for statement in record.statements]
    [('The envoy', 'the talks would go on')]
    """
    return read_given(text, given_of(date, as_of, outlet=outlet, url=url, model=model, actors=actors, frames=frames))


def given_of(
    date: str | Day | None = None,
    as_of: str | Day | None = None,
    *,
    outlet: str | None = None,
    url: str | None = None,
    model: str | None = None,
    actors: str | Path | OwnActors | None = None,
    frames: str | Path | OwnFrames | None = None,
) -> Given:
    """Check what the caller gives and set the defaults; raises IntakeError for a date that is none.

    The table of `actors` and the file of `frames` are read here; IntakeError and TableError say what is wrong with it.
    """
    own = read_own(actors) if isinstance(actors, str | Path) else actors
    own_frames = read_frames(frames) if isinstance(frames, str | Path) else frames
    newest = _day(as_of, "as_of") or Day.today()
    return Given(_day(date, "date"), newest, outlet, url, model or DEFAULT, actors=own, frames=own_frames)


def read_given(text: str, given: Given, trace: list[Why] | None = None) -> Record:
    """Read one report with what the caller knows of it.

    Where a `trace` is given, why each statement was read as it was is added to it, in the order of the statements; the
    record is the same with and without.
    """
    with using(given.actors):
        return _read(text, given, trace)


def reader_of(given: Given) -> Reader:
    """What would read a report now: version of onrecord, and the pipeline with its hash; raises ModelError."""
    return Reader(version("onrecord"), *identity(given.model), given.as_of.isoformat())


def _read(text: str, given: Given, trace: list[Why] | None) -> Record:
    pipeline = load(given.model)
    reader = reader_of(given)
    layout = lay_out(text)
    if not text.strip():
        return _unread(text, given, reader, layout, "no-text", "The text holds nothing to read.")
    if not is_english(text):
        return _unread(
            text, given, reader, layout, "not-english", "The text is not English; nothing was read out of it."
        )
    publication = find_publication(layout, given.date, given.as_of, metadata=given.metadata)
    reading = read_language(layout, pipeline)
    expressions = read_dates(reading, publication)
    cast = read_cast(reading, publication.date)
    report = _report(text, given, layout, publication, "en")
    statements, notices = read_statements(
        reading,
        cast,
        lambda segment, token: said_on(expressions, reading, segment, token, publication),
        report.outlet,
        trace,
    )
    home = report.dateline.country if report.dateline is not None else None
    events = read_events(
        reading, cast, statements, expressions, publication, ontology=ontology_of(given.frames), home=home
    )
    record = Record(
        SCHEMA,
        reader,
        report,
        statements=statements,
        events=events,
        ties=read_ties(reading, cast, statements, events, expressions),
        actors=cast.actors,
        dates=expressions,
        terms=read_terms(reading, statements),
        figures=read_figures(reading, expressions, statements),
        own_voice=read_own_voice(reading, statements),
        notices=(*layout.notices, *publication.notices, *_cuts(reading), *notices),
    )
    reading.release()
    return record


def _cuts(reading: Reading) -> tuple[Notice, ...]:
    """The notice on paragraphs that were read in pieces."""
    if not was_cut(reading):
        return ()
    return (Notice("long-paragraph", "A paragraph was too long for the parser and was read in pieces."),)


def _unread(text: str, given: Given, reader: Reader, layout: Layout, code: str, message: str) -> Record:
    """The record of a text out of which nothing is read, with the reason."""
    notices = (*(notice for notice in layout.notices if notice.code != code), Notice(code, message))
    publication = Publication(given.date, "given" if given.date else None, None, ())
    return Record(SCHEMA, reader, _report(text, given, layout, publication, "und"), notices=notices)


def _report(text: str, given: Given, layout: Layout, publication: Publication, language: str) -> Report:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Report(
        id=digest[:16],
        sha256=digest,
        url=given.url,
        outlet=given.outlet or layout.outlet,
        language=language,
        text=text,
        headline=layout.headline,
        subheadline=layout.subheadline,
        byline=layout.byline,
        dateline=_dateline(layout, publication),
        published=publication.date.isoformat() if publication.date else None,
        published_basis=publication.basis,
        furniture=layout.furniture,
    )


def _dateline(layout: Layout, publication: Publication) -> Dateline | None:
    parts = layout.dateline
    if parts is None:
        return None
    day = publication.dateline_date
    return Dateline(
        parts.span.start,
        parts.span.end,
        parts.span.text,
        parts.place,
        country_of_place(parts.place, parts.region) if parts.place else None,
        day.isoformat() if day else None,
        parts.agency,
    )


def _day(value: str | Day | None, name: str) -> Day | None:
    if value is None or isinstance(value, Day):
        return value
    try:
        return Day.fromisoformat(value)
    except ValueError as error:
        raise IntakeError(
            f"{name} {value!r} is not a day", remedy="Give it as YYYY-MM-DD, such as 2022-12-26."
        ) from error
