"""The command's process starts without spaCy's own command line, and spaCy still has all that it had."""

from __future__ import annotations

import subprocess
import sys

_STARTED = """
import sys
from onrecord.cli.lean import start_lean
start_lean()
import spacy
print(sorted({"weasel", "requests", "httpx"} & set(sys.modules)))
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__)
from spacy.cli import app
print(type(app).__name__)
"""


def test_spacy_starts_without_its_commands_and_has_them_when_asked() -> None:
    done = subprocess.run([sys.executable, "-c", _STARTED], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "True", "Typer"]


def test_a_spacy_that_is_imported_stays_as_it_is() -> None:
    code = "import spacy, sys; before = sys.modules['spacy.cli']\n" + _STARTED.splitlines()[2] + "\nstart_lean()\n"
    code += "print(sys.modules['spacy.cli'] is before)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True"]
