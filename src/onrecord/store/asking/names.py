"""Who is meant by a name, a part of a name, a code or an outlet: looked up before a question is asked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.record.naming import name_words
from onrecord.store.packing import shown
from onrecord.tables import load_csv

#: All outlets, each found from the one before it in the index: as many steps as there are outlets, not reports.
_OUTLETS = (
    "WITH RECURSIVE each_one (outlet) AS (SELECT min(outlet) FROM reports"
    " UNION ALL SELECT (SELECT min(outlet) FROM reports WHERE outlet > each_one.outlet) FROM each_one"
    " WHERE each_one.outlet IS NOT NULL) SELECT outlet FROM each_one WHERE outlet IS NOT NULL"
)


def names_with(db: sqlite3.Connection, name: str) -> list[str]:
    """The names in a store that hold all words of `name`; capitals, accents and hyphens do not matter."""
    asked = {shown(word) for word in name_words(name)}
    terms = [f'"{word}"' for word in sorted(asked) if any(map(str.isalnum, word)) and '"' not in word]
    if not terms:
        return []
    found = db.execute(
        "SELECT names.name, names.words FROM names_fts JOIN names ON names.rowid = names_fts.rowid"
        " WHERE names_fts MATCH ? ORDER BY names.name",
        (" AND ".join(terms),),
    )
    return [each for each, words in found if asked <= set(words.split())]


def speakers_named(db: sqlite3.Connection, name: str) -> list[str]:
    """The ids of all speakers whose names hold all words of `name`."""
    found = db.execute(
        "SELECT speakers.id FROM json_each(?) AS each CROSS JOIN speakers ON speakers.name = each.value COLLATE NOCASE",
        (as_list(names_with(db, name)),),
    )
    return sorted({identity for (identity,) in found})


def is_code(db: sqlite3.Connection, text: str) -> bool:
    """True where somebody in the store speaks for this code."""
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM statements WHERE code = :code)"
        " OR EXISTS (SELECT 1 FROM co_speakers WHERE code = :code)",
        {"code": shown(text)},
    ).fetchone()
    return bool(found[0])


def code_called(name: str) -> str | None:
    """The code of a state or organisation, given as a code or as a name; capitals and accents do not matter.

    >>> code_called("BLR"), code_called("belarus"), code_called("European Union"), code_called("Burma")
    ('BLR', 'BLR', 'EUR', 'MMR')
    >>> code_called("Ilka Sorrentz") is None
    True
    """
    return _codes().get(" ".join(name_words(name)))


@cache
def _codes() -> Mapping[str, str]:
    """Codes by name, in the spelling of `name_words`; the state of today goes before one that is gone."""
    out: dict[str, str] = {}
    states = load_csv("gazetteer/states.csv")
    for row in sorted(states, key=lambda row: row["status"] == "historic"):
        for name in (row["code"], row["name"], *row["variants"].split(";")):
            out.setdefault(" ".join(name_words(name)), row["code"])
    for row in load_csv("gazetteer/organisations.csv"):
        if row["code"]:
            for name in (row["key"], *row["variants"].split(";")):
                out.setdefault(" ".join(name_words(name)), row["code"])
    out.pop("", None)
    return out


def outlets_named(db: sqlite3.Connection, name: str) -> list[str]:
    """The outlets of this name; capitals, accents and hyphens do not matter."""
    asked = name_words(name)
    return [outlet for (outlet,) in db.execute(_OUTLETS) if name_words(outlet) == asked]


def as_list(values: Sequence[str]) -> str:
    """Several values as one: a JSON list, to be taken apart by `json_each`."""
    return json.dumps(list(values), ensure_ascii=False)
