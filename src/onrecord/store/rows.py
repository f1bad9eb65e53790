"""The rows that a record becomes, table by table; pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from onrecord.record import Record, Span, Speaker, Statement
from onrecord.record.naming import name_words
from onrecord.store.ids import item_ids, name_of, speaker_id
from onrecord.store.spanrows import span_rows

Row = tuple[Any, ...]

#: The columns of each table in the order in which `rows_of` gives them; parents before children.
COLUMNS: dict[str, tuple[str, ...]] = {
    "speakers": ("id", "name", "code", "sector"),
    "names": ("name", "words"),
    "statements": (
        "id", "report", "number", "speaker", "speaker_name", "cue", "content", "day", "said_on", "outlet", "published",
        "kind", "part", "lemma", "force", "modality", "role", "organisation", "code", "sector", "named",
        "unnamed_reason", "venue_kind", "venue_outlet", "chain", "addressee_name", "addressee_code", "about", "within",
        "confidence", "start", "stop",
    ),
    "co_speakers": (
        "statement", "number", "speaker", "speaker_name", "role", "organisation", "code", "sector", "named",
    ),
    "hops": ("statement", "number", "name", "kind"),
    "events": (
        "id", "report", "number", "type", "mode", "status", "actors", "recipients", "words", "voice", "day", "date",
        "place", "contexts", "outlet", "published", "confidence", "start", "stop",
    ),
    "event_parties": ("event", "side", "number", "code", "sector", "text"),
    "ties": (
        "id", "report", "number", "kind", "state", "between_codes", "by_codes", "since", "day", "words", "voice",
        "outlet", "published", "start", "stop",
    ),
    "tie_parties": ("tie", "role", "number", "code"),
    "actors": (
        "report", "number", "kind", "name", "code", "sector", "roles", "part_of", "code_basis", "mentions",
        "confidence",
    ),
    "dates": ("report", "number", "type", "value", "text", "start", "stop"),
    "terms": ("report", "number", "text", "refers_to", "used_by", "start", "stop"),
    "figures": ("report", "number", "text", "value", "low", "high", "unit", "voice", "start", "stop"),
    "own_voice": ("report", "number", "text", "start", "stop"),
    "notices": ("report", "number", "code", "message"),
    "spans": ("report", "item", "field", "number", "start", "stop", "text"),
}  # fmt: skip

_GAP = " … "
_LONGEST_TITLE = 120
_WORD = re.compile(r"\S+")


def report_row(record: Record) -> dict[str, Any]:
    """The row of the report itself, without what is known only of its source."""
    report, reader, dateline = record.report, record.reader, record.report.dateline
    return {
        "id": report.id, "sha256": report.sha256, "title": title_of(report.text, report.headline),
        "outlet": report.outlet, "published": report.published, "published_basis": report.published_basis,
        "url": report.url, "language": report.language, "byline": report.byline.text if report.byline else None,
        "place": dateline.place if dateline else None, "country": dateline.country if dateline else None,
        "agency": dateline.agency if dateline else None, "text": report.text, "words": len(_WORD.findall(report.text)),
        "statements": len(record.statements), "events": len(record.events), "ties": len(record.ties),
        "reader_version": reader.version, "model": reader.model, "model_sha256": reader.model_sha256,
        "as_of": reader.as_of,
    }  # fmt: skip


def title_of(text: str, headline: Span | None = None) -> str | None:
    """The headline on one line, or the first line that is not blank, shortened.

    >>> title_of("\\nTalks go on\\nThey met.")
    'Talks go on'
    """
    if headline is not None:
        return " ".join(headline.text.split())
    line = next((line.strip() for line in text.splitlines() if line.strip()), None)
    return line if line is None or len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + "…"


def rows_of(record: Record) -> dict[str, Sequence[Row]]:
    """The rows of every table of COLUMNS."""
    ids, report = item_ids(record), record.report.id
    speakers = [each for statement in record.statements for each in (statement.speaker, *statement.co_speakers)]
    return {
        "speakers": list({speaker_of(each): _speaker_row(each) for each in speakers if name_of(each)}.values()),
        "names": list(map(name_row, _names(record, speakers))),
        "statements": [_statement_row(record, statement, ids) for statement in record.statements],
        "co_speakers": [
            (ids[statement.id], number, *_speaking(each))
            for statement in record.statements
            for number, each in enumerate(statement.co_speakers, start=1)
        ],
        "hops": [
            (ids[statement.id], number, hop.name, hop.kind)
            for statement in record.statements
            for number, hop in enumerate(statement.chain, start=1)
        ],
        **_event_rows(record, ids),
        **_tie_rows(record, ids),
        **_rest(record, ids, report),
        "spans": span_rows(record),
    }


def name_row(name: str) -> Row:
    """A name with the words by which it is found.

    >>> name_row("Miguel Díaz-Canel")
    ('Miguel Díaz-Canel', 'miguel diaz canel')
    """
    return name, " ".join(name_words(name))


def _names(record: Record, speakers: Iterable[Speaker]) -> dict[str, None]:
    """Every name of a record, once."""
    addressees = (statement.addressee for statement in record.statements)
    names = (
        *(name_of(each) for each in speakers), *(actor.name for actor in record.actors),
        *(each.name for each in addressees if each is not None),
    )  # fmt: skip
    return dict.fromkeys(name for name in names if name)


def speaker_of(speaker: Speaker) -> str | None:
    """The id of a speaker; None for one without a name."""
    name = name_of(speaker)
    return speaker_id(name, speaker.code) if name else None


def said_as(speaker: Speaker) -> str | None:
    """What to call a speaker: name, else organisation, role, or the words beside the cue."""
    return speaker.name or speaker.organisation or speaker.role or joined(speaker.spans)


def joined(spans: Iterable[Span]) -> str | None:
    """The words of a discontinuous span on one line, its pieces parted by an ellipsis; None where there is none."""
    return _GAP.join(" ".join(span.text.split()) for span in spans) or None


def _speaker_row(speaker: Speaker) -> Row:
    return speaker_of(speaker), name_of(speaker), speaker.code, speaker.sector


def _speaking(speaker: Speaker) -> Row:
    return (
        speaker_of(speaker), said_as(speaker), speaker.role, speaker.organisation, speaker.code, speaker.sector,
        int(speaker.named),
    )  # fmt: skip


def _statement_row(record: Record, statement: Statement, ids: dict[str, str]) -> Row:
    report, speaker, venue, addressee = record.report, statement.speaker, statement.venue, statement.addressee
    chain = " > ".join(hop.name or hop.kind for hop in statement.chain)
    return (
        ids[statement.id], report.id, statement.id, speaker_of(speaker), said_as(speaker),
        joined(statement.cue.spans) or "", joined(statement.content) or "", statement.said_on or report.published,
        statement.said_on, report.outlet, report.published, statement.kind, statement.part, statement.cue.lemma,
        statement.cue.force, statement.cue.modality, speaker.role, speaker.organisation, speaker.code, speaker.sector,
        int(speaker.named), joined(speaker.unnamed_reason), venue.kind if venue else None,
        venue.outlet if venue else None, chain or None, addressee.name if addressee else None,
        addressee.code if addressee else None, _list(statement.about),
        ids[statement.within] if statement.within else None, statement.confidence, statement.content[0].start,
        statement.content[-1].end,
    )  # fmt: skip


def _event_rows(record: Record, ids: dict[str, str]) -> dict[str, Sequence[Row]]:
    report = record.report
    events: list[Row] = []
    parties: list[Row] = []
    for event in record.events:
        mark = ids[event.id]
        events.append((
            mark, report.id, event.id, event.type, event.mode, event.status, _codes(each.code for each in event.actor),
            _codes(each.code for each in event.recipient), joined(event.trigger), ids.get(event.voice),
            event.date or report.published, event.date, event.place, _list(event.contexts), report.outlet,
            report.published, event.confidence, *_ends(event.trigger),
        ))  # fmt: skip
        parties += [
            (mark, side, number, each.code, each.sector, joined(each.spans))
            for side, all_of_it in (("actor", event.actor), ("recipient", event.recipient))
            for number, each in enumerate(all_of_it, start=1)
        ]
    return {"events": events, "event_parties": parties}


def _tie_rows(record: Record, ids: dict[str, str]) -> dict[str, Sequence[Row]]:
    report = record.report
    ties: list[Row] = []
    parties: list[Row] = []
    for tie in record.ties:
        mark = ids[tie.id]
        ties.append((
            mark, report.id, tie.id, tie.kind, tie.state, _codes(tie.between), _codes(tie.by), tie.since,
            tie.since or report.published, joined(tie.evidence), ids.get(tie.voice), report.outlet, report.published,
            *_ends(tie.evidence),
        ))  # fmt: skip
        parties += [
            (mark, role, number, code)
            for role, codes in (("between", tie.between), ("by", tie.by))
            for number, code in enumerate(codes, start=1)
        ]
    return {"ties": ties, "tie_parties": parties}


def _rest(record: Record, ids: dict[str, str], report: str) -> dict[str, Sequence[Row]]:
    return {
        "actors": [
            (
                report, each.id, each.kind, each.name, each.code, each.sector, joined(each.roles), each.part_of,
                each.code_basis, len(each.mentions), each.confidence,
            )
            for each in record.actors
        ],
        "dates": [
            (report, number, each.type, each.value, each.text, each.start, each.end)
            for number, each in enumerate(record.dates, start=1)
        ],
        "terms": [
            (report, number, each.text, each.refers_to, ids.get(each.used_by), each.start, each.end)
            for number, each in enumerate(record.terms, start=1)
        ],
        "figures": [
            (report, number, each.text, each.value, each.low, each.high, each.unit, ids.get(each.voice), each.start,
             each.end)
            for number, each in enumerate(record.figures, start=1)
        ],
        "own_voice": [
            (report, number, each.text, each.start, each.end) for number, each in enumerate(record.own_voice, start=1)
        ],
        "notices": [(report, number, each.code, each.message) for number, each in enumerate(record.notices, start=1)],
    }  # fmt: skip


def _codes(codes: Iterable[str | None]) -> str | None:
    return " ".join(code for code in codes if code) or None


def _list(words: tuple[str, ...]) -> str | None:
    return json.dumps(words, ensure_ascii=False) if words else None


def _ends(spans: tuple[Span, ...]) -> tuple[int | None, int | None]:
    return (spans[0].start, spans[-1].end) if spans else (None, None)
