"""How the parts of a record are put into a few words, the same in the terminal and on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.record import Event, Participant, Record, Report, Span, Speaker, Statement, Tie, UnnamedCard

NO_SPEAKER = "(nobody named)"
NO_CUE = "(goes on)"

_DAY = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-[0-3][0-9]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LEVELS = {
    "post": "known by post and body",
    "body": "known by body",
    "description": "known by description",
    "side": "known by side",
    "knowledge": "known by what they know of",
    "none": "nothing told of them",
}
_BASES = {
    "given": "given by the user",
    "metadata": "from the file's metadata",
    "header": "from the line above the text",
    "dateline": "from the dateline",
    "dateline+weekday": "from the dateline and a weekday in the text",
    "text": "from days named in the text",
}


def words(spans: Iterable[Span]) -> str:
    """Give the words of a discontinuous span, with an ellipsis in each gap."""
    return " … ".join(span.text for span in spans)


def who(speaker: Speaker) -> str:
    """Name a speaker by name, else organisation, else role, else the words of the report."""
    return speaker.name or speaker.organisation or speaker.role or words(speaker.spans) or NO_SPEAKER


def post(speaker: Speaker) -> str:
    """Give what more is known of a speaker: role, organisation, and the code of whom they speak for."""
    known = [part for part in (speaker.role, speaker.organisation) if part and part != who(speaker)]
    if len(known) == 2 and known[1].lower() in known[0].lower():
        known.pop()
    code = f"[{speaker.code}]" if speaker.code else ""
    return " ".join(part for part in (", ".join(known), code) if part)


def unnamed(card: UnnamedCard) -> str:
    """Say how near a report comes to naming a source, how many speak, and why there is no name.

    >>> unnamed(UnnamedCard("side", None, None, "RUS", 2, True, (), (Span(0, 20, "as talks are private"),)))
    'unnamed, 2 people, known by side; as talks are private'
    """
    how_many = f"{card.count} people" if card.count and card.count > 1 else "more than one" if card.plural else ""
    told = ", ".join(part for part in ("unnamed", how_many, _LEVELS[card.level]) if part)
    return "; ".join(part for part in (told, words(card.reason or card.wish)) if part)


def verb(statement: Statement) -> str:
    """Give the cue as it stands; the dash or colon of a headline is told as "(headline)", no cue as "(goes on)".

    What was not said is told as "(not) say", unless the cue has a verb for it ("declined to say").
    """
    cue = words(statement.cue.spans)
    if statement.cue.force == "negated" and cue and " to " not in cue:
        return f"(not) {cue}"
    return f"({statement.part})" if cue and not any(map(str.isalpha, cue)) else cue or NO_CUE


def content(statement: Statement) -> str:
    """Give what was said, with a mark at its end where a quotation is open: contents end before the last mark."""
    told = words(statement.content)
    if told.count("“") > told.count("”"):
        return told + "”"
    opened = told.count('"') % 2 and told[told.rindex('"') + 1 :][:1].isalnum()
    return told + '"' if opened else told


def through(statement: Statement) -> str:
    """Name the channels between mouth and report, oldest first."""
    return " → ".join(hop.name or words(hop.spans) or hop.kind for hop in statement.chain if hop.kind != "speaker")


def deed(event: Event) -> str:
    """Name what was done: PLOVER's type with its mode ("SANCTION, withdraw")."""
    return f"{event.type}, {event.mode}" if event.mode else event.type


def parties(participants: Iterable[Participant]) -> str:
    """Name actors or recipients by code, else by sector, else by the words of the report."""
    named = (one.code or one.sector or words(one.spans) for one in participants)
    return ", ".join(dict.fromkeys(name for name in named if name)) or "–"


def sides(tie: Tie) -> str:
    """Name the sides of a tie ("BLR – NATO")."""
    return " – ".join(tie.between)


def vouched(told: Event | Tie, record: Record) -> str:
    """Say whose word an event or tie is: a statement by its number and speaker, or the outlet."""
    return whose(told.voice, record)


def whose(voice: str, record: Record) -> str:
    """Name a voice: a statement by its number and speaker, or the outlet."""
    for number, statement in enumerate(record.statements, start=1):
        if statement.id == voice:
            return f"{number}, {who(statement.speaker)}"
    return "the outlet"


def day(iso: str | None) -> str:
    """Write a day for people; anything that is not a full day stays as it is.

    >>> day("2022-12-26")
    '26 Dec 2022'
    """
    if not iso or not _DAY.fullmatch(iso):
        return iso or ""
    year, month, number = iso.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {int(year)}"


def published(report: Report) -> str:
    """Say when the report was published and how that is known."""
    if report.published is None:
        return "day of publication unknown"
    basis = _BASES.get(report.published_basis or "")
    return f"published {day(report.published)}" + (f" ({basis})" if basis else "")
