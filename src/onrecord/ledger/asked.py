"""Which code is meant by what a person types: "BLR", "Belarus", "belarus", "European Union"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord.errors import QueryError
from onrecord.record.naming import name_words
from onrecord.tables import load_csv


def code_asked(asked: str) -> str:
    """The code of a state or organisation, given as a code or as a name; capitals and accents do not matter.

    What is written in capitals and no name is taken as a code, since records may hold codes of a user's own. Raises
    QueryError where a name is not known.

    >>> code_asked("BLR"), code_asked("belarus"), code_asked("European Union"), code_asked("Burma")
    ('BLR', 'BLR', 'EUR', 'MMR')
    """
    known = _names().get(" ".join(name_words(asked)))
    if known is not None:
        return known
    if asked.isupper() and asked.isascii() and " " not in asked:
        return asked
    raise QueryError(f"no state or organisation is called {asked!r}", remedy="Give its code, such as BLR or NATO.")


@cache
def _names() -> Mapping[str, str]:
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
