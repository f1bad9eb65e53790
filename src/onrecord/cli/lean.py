"""A quick start: `import spacy` imports spaCy's own command line with it, and with that clients for the network, a
project manager and their libraries, a third of a second that no reading needs.

The process of the `onrecord` command is ours alone, so there spaCy finds an empty room in place of its command line. In
Python, `import onrecord` leaves spaCy as it is.

What a start makes (modules, tables, the pipeline) stays, so the collector of garbage would go through it again and
again and find nothing; here it begins later, which spares a twentieth of the first report.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"
#: So many new objects let the collector of garbage begin; Python's own number is 700.
_NEW_OBJECTS = 500_000


def start_lean() -> None:
    """Let a later `import spacy` pass over its command line, where it is not imported yet, and garbage wait longer."""
    gc.set_threshold(_NEW_OBJECTS)
    if "spacy" in sys.modules:
        return
    package, info = ModuleType(_COMMANDS), ModuleType(_INFO)
    package.__path__ = []
    info.__dict__["info"] = _real_info
    sys.modules |= {_COMMANDS: package, _INFO: info}


def _real_info(*arguments: Any, **options: Any) -> Any:
    """`spacy.info`, the one function that spaCy itself takes from there: as it was, with what it needs."""
    for name in (_COMMANDS, _INFO):
        sys.modules.pop(name, None)
    return import_module(_INFO).info(*arguments, **options)
