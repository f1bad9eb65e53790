"""Records as one self-contained HTML page: the text with its statements marked, and the statements linked to it.

The page needs no script and loads nothing: a content security policy allows its own style sheet alone. Every character
that comes from a report or a record is escaped, and what could act on the reader unseen is made visible. Names of
elements are made of counting numbers, never of what stands in a record.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from importlib import resources

from onrecord.record import Record
from onrecord.record.visible import shortened, visible
from onrecord.views.web.report import report_section
from onrecord.views.wording import day

_MOTTO = "who said what, through whom, and when"


def page(records: Record | Sequence[Record]) -> str:
    """Give the HTML page of one record, or of several with an index above them."""
    several = [records] if isinstance(records, Record) else list(records)
    style = "\n" + _style_sheet() + lit(several)
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    sections = "".join(
        report_section(record, number, level=1 if len(several) == 1 else 2)
        for number, record in enumerate(several, start=1)
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_title(several)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header class="masthead"><p class="name">On record</p><p class="motto">{_MOTTO}</p></header>\n'
        f"<main>\n{_index(several) if len(several) != 1 else ''}{sections}</main>\n</body>\n</html>\n"
    )


def _style_sheet() -> str:
    return resources.files("onrecord.views.web").joinpath("style.css").read_text(encoding="utf-8")


def lit(records: Sequence[Record]) -> str:
    """Style rules that light up a statement's words when its card is chosen or pointed at, and the other way round."""
    rules = []
    for number, record in enumerate(records, start=1):
        for place in range(1, len(record.statements) + 1):
            name = f"r{number}-s{place}"
            rules.append(
                f"#r{number}:has(#{name}:target,#{name}-t:target,#{name}:hover) .{name},"
                f"#r{number}:has(#{name}-t:target,.{name}:hover) #{name}{{background:var(--target)}}\n"
            )
    return "".join(rules)


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _title(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return _e(f"{_name(records[0])} – on record")
    return f"{len(records)} reports on record"


def _name(record: Record) -> str:
    headline = record.report.headline
    return shortened(headline.text if headline else record.report.text, 90) or "Report"


def _index(records: Sequence[Record]) -> str:
    """The list of the reports on the page, each with a link to its section."""
    rows = []
    for number, record in enumerate(records, start=1):
        count = len(record.statements)
        about = [record.report.outlet, day(record.report.published), f"{count} statement{'' if count == 1 else 's'}"]
        rows.append(
            f'<li><a href="#r{number}"><bdi>{_e(_name(record))}</bdi></a> '
            f'<span class="of">{_e(" · ".join(part for part in about if part))}</span></li>'
        )
    return f'<nav class="index" aria-label="Reports"><h1>{_title(records)}</h1><ol>{"".join(rows)}</ol></nav>\n'


def _e(text: str) -> str:
    return escape(visible(text))
