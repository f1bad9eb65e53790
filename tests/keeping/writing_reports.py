"""Invented reports of a few lines, each unlike the others, for filling stores."""

from __future__ import annotations

import json
import random
from pathlib import Path

_STATES = ["Velmora", "Ostria", "Karzhen", "Tolmeya", "Brenholt", "Suvania", "Lirreth", "Pellandor"]
_NAMES = ["Ilka Sorrentz", "Dov Harran", "Mirel Castovar", "Jonas Wettel", "Tamsin Okoro", "Pavel Drinn", "Lena Aust"]
_ROLES = ["Foreign Minister", "Defence Minister", "President", "Prime Minister", "Interior Minister"]
_THINGS = ["border", "harbour", "railway", "embassy", "pipeline", "reservoir", "airfield", "canal", "monastery", "mint"]
_DEEDS = ["reopen", "close", "inspect", "repair", "sell", "abandon", "guard", "extend", "survey", "lease"]
_WHEN = ["before winter", "within weeks", "after the talks", "by agreement", "without delay", "under protest"]


def report(number: int, *, sentences: int = 3) -> str:
    """The report of a number: always the same for the same number, in habits of a wire."""
    chance = random.Random(number)
    state, other = chance.sample(_STATES, 2)
    name, role = chance.choice(_NAMES), chance.choice(_ROLES)
    lines = [f"{state} to {chance.choice(_DEEDS)} {chance.choice(_THINGS)} number {number}", ""]
    lines.append(
        f"OSLO, May {1 + number % 28}, 2026 (AP) - {role} {name} said {state} would {chance.choice(_DEEDS)} the "
        f"{chance.choice(_THINGS)} {chance.choice(_WHEN)}."
    )
    for _ in range(sentences - 1):
        deed, one, two = chance.choice(_DEEDS), *chance.sample(_THINGS, 2)
        said = f'"We will {deed} the {one} and the {two} of {other} {chance.choice(_WHEN)},"'
        lines.append(f"{said} {name.split()[-1]} told {chance.choice(_STATES)} {chance.choice(_WHEN)}.")
    return "\n".join(lines) + "\n"


def write_list(path: Path, count: int, *, first: int = 0, sentences: int = 3) -> None:
    """A JSON Lines file of reports; some are copies, later versions at an old address, or broken lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            text = report(number, sentences=sentences)
            row = {"text": text, "url": f"https://gazette.example/{number}", "outlet": f"Gazette {number % 5}"}
            if number % 11 == 7:  # a paper prints what the wire sent a few reports before
                row |= {"text": report(number - 4, sentences=sentences).replace("OSLO, ", ""), "outlet": "Daily Copy"}
            elif number % 13 == 9:  # what stood at an address has been changed
                changed = report(number - 5, sentences=sentences).replace("told", "later told")
                row |= {"text": changed, "url": f"https://gazette.example/{number - 5}"}
            line = json.dumps(row)
            file.write((line[:-9] if number % 17 == 3 else line) + "\n")
