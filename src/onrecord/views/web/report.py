"""One report of a page: its heading, its text in marked runs, the cards of its statements, and its papers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from onrecord.record import Record, Report, Statement, card_of
from onrecord.record.marks import Block, Mark, Run, laid_out
from onrecord.record.visible import shortened, visible
from onrecord.views.wording import day, post, published, sides, through, unnamed, verb, vouched, who, words

_EVIDENCE = 90
_QUOTES = "\"'“”„‟«»‹›‘’‚‛"
_KINDS = {"direct": "direct quotation", "mixed": "partly quoted", "indirect": "reported speech"}
_ROLES = ("cue", "speaker", "inserted", "date", "dateline")
_OPENING = ("headline", "subheadline", "byline")
_LEGEND = (
    *((f"said {kind}", label) for kind, label in _KINDS.items()),
    ("own", "the outlet’s own voice"),
    ("speaker", "speaker"),
    ("cue", "verb of saying"),
    ("date", "date"),
)


def report_section(record: Record, number: int, level: int) -> str:
    """Give the section of a report; `number` counts the reports of the page, `level` is that of its heading."""
    setting = _Setting(record, f"r{number}", level)
    head: list[str] = []
    body: list[str] = []
    for block, runs in laid_out(record, setting.labels):
        (body if body or block.kind not in _OPENING else head).append(setting.block(block, runs))
    if record.report.headline is None:
        head.insert(0, f'<h{level} class="headline untitled">Report without a headline</h{level}>')
    legend = "".join(f'<li><span class="{name}">{label}</span></li>' for name, label in _LEGEND)
    return (
        f'<section class="report" id="r{number}">\n'
        f'<header class="head">{_kicker(record.report)}{"".join(head)}</header>\n'
        f'<ul class="legend" aria-label="Legend">{legend}</ul>\n'
        f'<div class="columns">\n<article class="text">\n{"".join(body)}</article>\n'
        f'<aside class="statements"><h{level + 1} class="count">{_count(record)}</h{level + 1}>\n'
        f"<ol>\n{setting.cards()}</ol>{_ties(record, level)}{_notices(record)}</aside>\n</div>\n"
        f"{_papers(record)}</section>\n"
    )


class _Setting:
    """How the runs of one report become HTML; `labels` holds the offsets before which statement numbers stand."""

    def __init__(self, record: Record, name: str, level: int) -> None:
        self.record = record
        self.name = name
        self.level = level
        self.places = {statement.id: place for place, statement in enumerate(record.statements, start=1)}
        self.labels: dict[int, list[tuple[Statement, bool]]] = {}
        self.labelled: set[str] = set()
        for statement in record.statements:
            for part, span in enumerate(statement.content):
                at = _before_quote(record.report.text, span.start)
                self.labels.setdefault(at, []).append((statement, part == 0))

    def block(self, block: Block, runs: tuple[Run, ...]) -> str:
        """Set one block as a heading or a paragraph."""
        element = f"h{self.level}" if block.kind == "headline" else "p"
        return f'<{element} class="{block.kind}" dir="auto">{"".join(map(self.run, runs))}</{element}>\n'

    def run(self, run: Run) -> str:
        """Set one run, after the numbers of the statements that begin at it."""
        labels = "".join(self.label(statement, first) for statement, first in self.labels.get(run.start, ()))
        classes = self.classes(run.marks)
        if not classes:
            return labels + _e(run.text)
        value = next((mark.kind for mark in run.marks if mark.role == "date" and mark.kind), None)
        title = f' title="{_e(value)}"' if value else ""
        return f'{labels}<span class="{" ".join(classes)}"{title}>{_e(run.text)}</span>'

    def classes(self, marks: Iterable[Mark]) -> list[str]:
        """Name what a run is; the innermost statement gives its kind, all statements on it their links."""
        inside = [mark for mark in marks if mark.role == "content" and mark.of in self.places]
        names = [role for role in _ROLES if any(mark.role == role for mark in marks)]
        if inside:
            names += ["said", _kind(inside[-1].kind), *(self.anchor(mark.of) for mark in inside)]
        elif any(mark.role == "own-voice" for mark in marks):
            names.append("own")
        return names

    def anchor(self, identity: str | None) -> str:
        """Name a statement on the page."""
        return f"{self.name}-s{self.places[identity or '']}"

    def label(self, statement: Statement, first: bool) -> str:
        """Set the number of a statement in the text, with a link to its card."""
        anchor, place = self.anchor(statement.id), self.places[statement.id]
        identity = f' id="{anchor}-t"' if first else ""
        self.labelled.add(anchor if first else "")
        kind = _kind(statement.kind)
        return f'<a class="ref {kind}"{identity} href="#{anchor}" aria-label="Statement {place}">{place}</a>'

    def cards(self) -> str:
        """Set the list of statements."""
        shown: set[str] = set()
        return "".join(self.card(statement, shown) for statement in self.record.statements)

    def card(self, statement: Statement, shown: set[str]) -> str:
        """Set one statement: who, verb, what, and the facts of it; its number leads to the text if it stands there."""
        anchor, kind = self.anchor(statement.id), _kind(statement.kind)
        place = self.places[statement.id]
        back = f'class="back {kind}" href="#{anchor}-t" aria-label="Statement {place} in the text"'
        number = f"<a {back}>{place}</a>" if anchor in self.labelled else f'<span class="back {kind}">{place}</span>'
        nested = " nested" if statement.within in self.places else ""
        speakers = (statement.speaker, *statement.co_speakers)
        names = " and ".join(f"<bdi>{_e(who(speaker))}</bdi>" for speaker in speakers)
        posts = [more for more in map(post, speakers) if more]
        fresh = [more for more in posts if f"{names} {more}" not in shown]
        shown.update(f"{names} {more}" for more in posts)
        cards = [unnamed(one) for speaker in speakers if (one := card_of(speaker, self.record)) is not None]
        return (
            f'<li class="card{nested}" id="{anchor}"><p class="who">{number} {names} '
            f'<span class="verb">{_e(verb(statement))}</span></p>'
            + "".join(f'<p class="post" dir="auto">{_e(more)}</p>' for more in fresh)
            + "".join(f'<p class="unnamed" dir="auto">{_e(one)}</p>' for one in dict.fromkeys(cards))
            + f'<blockquote class="what {kind}" dir="auto">{_e(shortened(words(statement.content), 170))}</blockquote>'
            + f'<dl class="facts">{self.facts(statement)}</dl></li>\n'
        )

    def facts(self, statement: Statement) -> str:
        """Set what else is known of a statement, leaving out what the text does not say."""
        addressee = statement.addressee
        told = (addressee.name or words(addressee.spans) or addressee.code) if addressee else None
        within = self.places.get(statement.within or "")
        facts = (
            ("as", _KINDS.get(statement.kind, statement.kind)),
            ("force", statement.cue.force if statement.cue.force != "assert" else None),
            ("to", told),
            ("through", through(statement)),
            ("on", day(statement.said_on)),
            ("within", f"statement {within}" if within else None),
        )
        return "".join(f"<div><dt>{name}</dt><dd><bdi>{_e(value)}</bdi></dd></div>" for name, value in facts if value)


def _before_quote(text: str, offset: int) -> int:
    """Move an offset before the quotation mark that stands right before it."""
    return offset - 1 if offset and text[offset - 1] in _QUOTES else offset


def _kind(kind: str | None) -> str:
    return kind if kind in _KINDS else "indirect"


def _kicker(report: Report) -> str:
    parts = [f'<bdi class="outlet">{_e(report.outlet)}</bdi>'] if report.outlet else []
    if report.dateline and report.dateline.place:
        parts.append(f"<bdi>{_e(report.dateline.place)}</bdi>")
    parts.append(_e(published(report)))
    if report.url:
        address = f"<bdi>{_e(report.url)}</bdi>"
        safe = report.url.startswith(("https://", "http://"))
        parts.append(
            f'<a href="{_e(report.url)}" rel="noreferrer noopener nofollow">{address}</a>' if safe else address
        )
    return f'<p class="kicker">{" · ".join(parts)}</p>'


def _count(record: Record) -> str:
    count = len(record.statements)
    return f"{count} statement{'' if count == 1 else 's'}" if count else "No statement was found in this report"


def _ties(record: Record, level: int) -> str:
    """List how the sides stand to each other, with the words that tell it and whose word it is."""
    if not record.ties:
        return ""
    items = "".join(
        f'<li><span class="tie"><bdi>{_e(sides(tie))}</bdi>: {_e(tie.kind)} {_e(tie.state)}</span> '
        f"{_e(', '.join(part for part in (day(tie.since), vouched(tie, record)) if part))} "
        f"<q>{_e(shortened(words(tie.evidence), _EVIDENCE))}</q></li>"
        for tie in record.ties
    )
    return f'<div class="ties"><h{level + 1}>Ties</h{level + 1}><ul>{items}</ul></div>'


def _notices(record: Record) -> str:
    if not record.notices:
        return ""
    items = "".join(
        f'<li><span class="code">{_e(notice.code.replace("-", " ").capitalize())}.</span> {_e(notice.message)}</li>'
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
    return f'<footer class="papers">{_e(", ".join(parts))}</footer>\n'


def _e(text: str) -> str:
    return escape(visible(text))
