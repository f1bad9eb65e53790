"""One report of a page: heading, text in marked runs with who speaks in the margin, cards beside it, and papers."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record import Record, Report, Statement
from onrecord.record.marks import Block, Mark, Run, laid_out
from onrecord.record.visible import shortened
from onrecord.views.web.cards import Cards
from onrecord.views.web.elements import KINDS, counted, e, kind_of
from onrecord.views.web.ways import ALONE, Ways
from onrecord.views.wording import day, published, who

_QUOTES = "\"'“”„‟«»‹›‘’‚‛"
_ROLES = ("cue", "speaker", "inserted", "date", "dateline", "term", "event", "asked")
_OPENING = ("headline", "subheadline", "byline", "furniture")
_LEGEND = (
    *((f"said {kind}", label) for kind, label in KINDS.items()),
    ("own", "the outlet’s own voice"),
    ("speaker", "speaker"),
    ("cue", "verb of saying"),
    ("date", "date"),
)


def report_section(record: Record, number: int, level: int, ways: Ways = ALONE) -> str:
    """Give the section of a report; `number` counts the reports of the page, `level` is that of its heading."""
    setting = _Setting(record, f"r{number}", level, ways)
    head: list[str] = []
    body: list[str] = []
    for block, runs in laid_out(record, setting.borders(), setting.more()):
        (body if body or block.kind not in _OPENING else head).append(setting.block(block, runs))
    if record.report.headline is None:
        head.insert(0, f'<h{level} class="headline untitled">Report without a headline</h{level}>')
    cards = Cards(record, setting.name, ways, setting.placed)
    return (
        f'<section class="report" id="r{number}">\n'
        f'<header class="head">{_kicker(record.report)}{"".join(head)}</header>\n'
        f"{_legend(record, ways)}"
        f'<div class="columns">\n<article class="text">\n{"".join(body)}</article>\n'
        f'<aside class="statements"><h{level + 1} class="count">{_count(record)}</h{level + 1}>\n'
        f"<ol>\n{cards.statements()}</ol>\n{cards.deeds(level + 1)}{_notices(record)}</aside>\n</div>\n"
        f"{_papers(record)}</section>\n"
    )


class _Setting:
    """How the runs of one report become HTML; `labels` holds the offsets before which statement numbers stand."""

    def __init__(self, record: Record, name: str, level: int, ways: Ways) -> None:
        self.record = record
        self.name = name
        self.level = level
        self.ways = ways
        self.places = {statement.id: place for place, statement in enumerate(record.statements, start=1)}
        self.labels: dict[int, list[tuple[Statement, bool]]] = {}
        self.anchors: dict[int, list[str]] = {}
        self.placed: set[str] = set()
        self.speaking = ""
        for statement in record.statements:
            for part, span in enumerate(statement.content):
                at = _before_quote(record.report.text, span.start)
                self.labels.setdefault(at, []).append((statement, part == 0))
        for letter, evidence in (
            ("e", [each.trigger for each in record.events]),
            ("t", [t.evidence for t in record.ties]),
        ):
            for number, spans in enumerate(evidence, start=1):
                if spans:
                    self.anchors.setdefault(spans[0].start, []).append(f"{name}-{letter}{number}")
        if ways.asked:
            self.anchors.setdefault(ways.asked[0][0], []).append("at")

    def borders(self) -> list[int]:
        """The offsets at which runs are cut beside those of marks."""
        return [*self.labels, *self.anchors]

    def more(self) -> list[Mark]:
        """The marks of events, terms and of what was asked for."""
        marks = [
            Mark(span.start, span.end, "event", kind=event.type)
            for event in self.record.events
            for span in event.trigger
        ]
        marks += [Mark(term.start, term.end, "term", kind=term.refers_to) for term in self.record.terms]
        return marks + [Mark(start, end, "asked") for start, end in self.ways.asked]

    def block(self, block: Block, runs: tuple[Run, ...]) -> str:
        """Set one block as a heading or a paragraph."""
        element = f"h{self.level}" if block.kind == "headline" else "p"
        return f'<{element} class="{block.kind}" dir="auto">{"".join(map(self.run, runs))}</{element}>\n'

    def run(self, run: Run) -> str:
        """Set one run, after the numbers of the statements that begin at it."""
        labels = "".join(self.label(statement, first) for statement, first in self.labels.get(run.start, ()))
        labels += "".join(map(self.anchor_at, self.anchors.get(run.start, ())))
        classes = self.classes(run.marks)
        if not classes:
            return labels + e(run.text)
        value = next((mark.kind for mark in run.marks if mark.role in ("date", "term") and mark.kind), None)
        title = f' title="{e(value)}"' if value else ""
        return f'{labels}<span class="{" ".join(classes)}"{title}>{e(run.text)}</span>'

    def classes(self, marks: Iterable[Mark]) -> list[str]:
        """Name what a run is; the innermost statement gives its kind, all statements on it their links."""
        inside = [mark for mark in marks if mark.role == "content" and mark.of in self.places]
        names = [role for role in _ROLES if any(mark.role == role for mark in marks)]
        if inside:
            names += ["said", kind_of(inside[-1].kind), *(self.anchor(mark.of) for mark in inside)]
        elif any(mark.role == "own-voice" for mark in marks):
            names.append("own")
        return names

    def anchor(self, identity: str | None) -> str:
        """Name a statement on the page."""
        return f"{self.name}-s{self.places[identity or '']}"

    def anchor_at(self, anchor: str) -> str:
        """An empty place for a link to lead to."""
        self.placed.add(anchor)
        return (
            f'<span class="place" id="{anchor}"></span>'
            if anchor == "at"
            else f'<span class="place" id="{anchor}-t"></span>'
        )

    def label(self, statement: Statement, first: bool) -> str:
        """Set the number of a statement in the text, with a link to its card, and who speaks in the margin."""
        anchor, place = self.anchor(statement.id), self.places[statement.id]
        identity = f' id="{anchor}-t"' if first else ""
        self.placed.add(anchor if first else "")
        kind = kind_of(statement.kind)
        return (
            f"{self.margin(statement) if first else ''}"
            f'<a class="ref {kind}"{identity} href="#{anchor}" aria-label="Statement {place}">{place}</a>'
        )

    def margin(self, statement: Statement) -> str:
        """Who speaks, for the margin, where it is not the one who spoke before."""
        speaker = who(statement.speaker)
        if statement.part != "body" or speaker == self.speaking:
            return ""
        self.speaking = speaker
        return f'<span class="voice" aria-hidden="true"><bdi>{e(shortened(speaker, 34))}</bdi></span>'


def _before_quote(text: str, offset: int) -> int:
    """Move an offset before the quotation mark that stands right before it."""
    return offset - 1 if offset and text[offset - 1] in _QUOTES else offset


def _legend(record: Record, ways: Ways) -> str:
    """What the marks in the text mean; of rarer marks only those that are there."""
    found = (("term", "wording that takes a side", record.terms), ("event", "event", record.events))
    entries = [*_LEGEND, *((name, label) for name, label, there in found if there)]
    if ways.asked:
        entries.append(("asked", "the words you came for"))
    shown = "".join(f'<li><span class="{name}">{label}</span></li>' for name, label in entries)
    return f'<ul class="legend" aria-label="Legend">{shown}</ul>\n'


def _kicker(report: Report) -> str:
    parts = [f'<bdi class="outlet">{e(report.outlet)}</bdi>'] if report.outlet else []
    if report.dateline and report.dateline.place:
        parts.append(f"<bdi>{e(report.dateline.place)}</bdi>")
    parts.append(e(published(report)))
    if report.url:
        address = f"<bdi>{e(report.url)}</bdi>"
        safe = report.url.startswith(("https://", "http://"))
        parts.append(f'<a href="{e(report.url)}" rel="noreferrer noopener nofollow">{address}</a>' if safe else address)
    return f'<p class="kicker">{" · ".join(parts)}</p>'


def _count(record: Record) -> str:
    count = len(record.statements)
    return counted(count, "statement") if count else "No statement was found in this report"


def _notices(record: Record) -> str:
    if not record.notices:
        return ""
    items = "".join(
        f'<li><span class="code">{e(notice.code.replace("-", " ").capitalize())}.</span> {e(notice.message)}</li>'
        for notice in record.notices
    )
    return f'<ul class="notices" aria-label="Notices">{items}</ul>'


def _papers(record: Record) -> str:
    reader, report = record.reader, record.report
    parts = [
        f"Read by onrecord {reader.version} with {reader.model}",
        f"as of {day(reader.as_of)}",
        f"text {len(report.text):,} characters, SHA-256 {report.sha256}",
    ]
    return f'<footer class="papers">{e(", ".join(parts))}</footer>\n'
