"""Which code is meant by what a person types: "BLR", "Belarus", "belarus", "European Union"."""

from __future__ import annotations

from onrecord.errors import QueryError
from onrecord.store.asking.names import code_called


def code_asked(asked: str) -> str:
    """The code of a state or organisation, given as a code or as a name; capitals and accents do not matter.

    What is written in capitals and no name is taken as a code, since records may hold codes of a user's own. Raises
    QueryError where a name is not known.

    >>> code_asked("BLR"), code_asked("belarus"), code_asked("VLM")
    ('BLR', 'BLR', 'VLM')
    """
    known = code_called(asked)
    if known is not None:
        return known
    if asked.isupper() and asked.isascii() and " " not in asked:
        return asked
    raise QueryError(f"no state or organisation is called {asked!r}", remedy="Give its code, such as BLR or NATO.")
