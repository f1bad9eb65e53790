"""What codes are called: states by their table, organisations by the name that bears the code."""

from __future__ import annotations

from functools import cache

from onrecord.tables import load_csv

#: PLOVER's codes that no table of ours writes out.
_OF_OTHERS = {"WST": "the West", "UNO": "United Nations", "EUR": "European Union"}


def name_of_code(code: str) -> str:
    """The name of a state or organisation; the code itself where none is known, or where it is the name.

    >>> name_of_code("PRY"), name_of_code("NATO"), name_of_code("XYZ")
    ('Paraguay', 'NATO', 'XYZ')
    """
    return _names().get(code, code)


def warmed() -> None:
    """Read the tables before a page asks for a name."""
    _names()


@cache
def _names() -> dict[str, str]:
    found = dict(_OF_OTHERS)
    for row in load_csv("gazetteer/organisations.csv"):
        known = {row["key"], *row["variants"].split(";")}
        if row["code"] not in known or len(row["code"]) > len(row["key"]):
            continue
        if row["code"] not in found and row["key"] != row["code"]:
            found[row["code"]] = row["key"]
    for row in load_csv("gazetteer/states.csv"):
        found.setdefault(row["code"], row["name"])
        if row["key"] == row["code"]:
            found[row["code"]] = row["name"]
    return found
