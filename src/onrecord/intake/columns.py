"""Which column of a table holds what, and what a row or a JSON object comes to as a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from onrecord.errors import IntakeError
from onrecord.intake.days import day_in, moment_in
from onrecord.intake.item import IntakeOptions, Item, Note, Place
from onrecord.tables import load_csv

_TABLE = "lexicon/columns.csv"
ROLES = ("text", "title", "outlet", "url", "language", "published", "version", "changed")
_DELIMITERS = "\t,;|"


@cache
def _known() -> dict[str, tuple[str, int]]:
    return {row["key"]: (row["role"], rank) for rank, row in enumerate(load_csv(_TABLE))}


def guess(columns: Iterable[str]) -> dict[str, str]:
    """The columns whose names are known, by role; the best name wins where several fit.

    >>> guess(["ID", "Body", "date_publish", "title"])
    {'text': 'Body', 'published': 'date_publish', 'title': 'title'}
    """
    best: dict[str, tuple[int, str]] = {}
    for column in columns:
        role, rank = _known().get(column.strip().lower().replace(" ", "_").replace("-", "_"), ("", 0))
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, column)
    return {role: column for role, (_, column) in best.items()}


def header_of(text: str) -> list[str]:
    """The names in the first line of what may be a table with delimiters; one name where it is none."""
    line = next((line for line in text.split("\n") if line.strip()), "")
    return [name.strip().strip('"') for name in line.split(delimiter_of(line))]


def delimiter_of(line: str) -> str:
    """What parts the columns of a header: a tab, comma, semicolon or bar, whichever it has most of.

    >>> delimiter_of("text;date;url")
    ';'
    """
    return max(_DELIMITERS, key=line.count)


def roles_for(columns: Iterable[str], options: IntakeOptions) -> dict[str, str]:
    """The column of each role: as the user named it, else guessed; raises IntakeError where none holds the text."""
    names = list(columns)
    for role, column in options.columns.items():
        if role not in ROLES:
            raise IntakeError(f"has no role {role!r}", remedy=f"Name one of {', '.join(ROLES)}.")
        if column not in names:
            raise IntakeError(f"has no column {column!r}: it has {_list(names)}", remedy="Check --column.")
    found = guess(name for name in names if name not in options.columns.values()) | dict(options.columns)
    if "text" not in found:
        raise IntakeError(
            f"has no column known to hold the text: it has {_list(names)}", remedy="Name it: --column text=NAME."
        )
    return found


def _list(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:20])
    return f"{shown}, and {len(names) - 20} more" if len(names) > 20 else shown or "none"


def said_of(roles: Mapping[str, str], options: IntakeOptions) -> str | None:
    """One line that says which columns were guessed; None where all were named."""
    guessed = {role: column for role, column in roles.items() if options.columns.get(role) != column}
    if not guessed:
        return None
    pairs = ", ".join(f"{role}={guessed[role]}" for role in ROLES if role in guessed)
    return f"columns guessed: {pairs} (name others with --column ROLE=NAME)"


def item_of(row: Mapping[str, Any], roles: Mapping[str, str], place: Place, form: str) -> Item:
    """The report in one row; raises IntakeError where its text is missing or none."""
    value = {role: row.get(column) for role, column in roles.items()}
    body = value["text"]
    if body is not None and not isinstance(body, str):
        raise IntakeError(f"has a {roles['text']} that is {_kind(body)}, not text")
    if body is None or not body.strip():
        raise IntakeError(f"holds no text in {roles['text']}")
    title = _words(value.get("title"))
    published = value.get("published")
    day = day_in(published)
    notes: list[Note] = []
    if day is None and published not in (None, ""):
        notes.append(Note("date", f"{roles['published']} was not read as a day: {str(published)[:80]!r}"))
    return Item(
        text=headed(title, body),
        place=place,
        format=form,
        title=title,
        outlet=_words(value.get("outlet")),
        url=_words(value.get("url")),
        language=_words(value.get("language")),
        published=day,
        basis=f"column {roles['published']}" if day else None,
        version=_words(value.get("version")),
        changed=moment_in(value.get("changed")),
        notes=tuple(notes),
    )


def headed(title: str | None, body: str) -> str:
    """The text of a report whose headline stands apart: headline, a blank line, body; a body that has it stays.

    >>> headed("Talks open", "OSLO - They met."), headed("Talks open", "Talks open\\nOSLO - They met.")
    ('Talks open\\n\\nOSLO - They met.', 'Talks open\\nOSLO - They met.')
    """
    if title is None or _plain(body.lstrip()[: len(title) + 40]).startswith(_plain(title)):
        return body
    return f"{title}\n\n{body}"


def _plain(text: str) -> str:
    return "".join(text.casefold().split())


def _words(value: object) -> str | None:
    """A short value as words on one line; None for an empty one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).split()) or None


def _kind(value: object) -> str:
    if isinstance(value, Mapping):
        return "an object"
    return "a list" if isinstance(value, list | tuple) else f"a {type(value).__name__}"
