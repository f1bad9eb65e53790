"""Build `tables/gazetteer/states.csv` from ISO 3166-1 (through pycountry) and our own tables of names and capitals.

    python -m training.gazetteer.build

Every current ISO code must have a row in `states_own.csv` or `beyond_iso.csv`. The second holds the states that are
gone and the entities whose standing is disputed; a name or adjective that stands there is taken from no other row. The
official names of ISO are added to the variants.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pycountry

from onrecord.tables import parse_csv

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "onrecord" / "tables" / "gazetteer" / "states.csv"
COLUMNS = (
    "key",
    "name",
    "code",
    "status",
    "years",
    "claimed_by",
    "recognised_by",
    "variants",
    "adjectives",
    "capitals",
    "source",
)
LISTS = ("variants", "adjectives", "capitals")
COMMENT = "# Codes and official names: ISO 3166-1 (facts, through pycountry); all else own compilation, CC0-1.0."


def iso_names(code: str) -> list[str]:
    """The names that ISO gives for a code, without those that turn the order round ("Korea, Republic of")."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return []
    names = [getattr(country, field, None) for field in ("common_name", "name", "official_name")]
    return [unicodedata.normalize("NFC", name) for name in names if name and "," not in name and "(" not in name]


def state_row(own: dict[str, str], taken: frozenset[str]) -> dict[str, str]:
    """One row of the built table; `taken` are the names that belong to rows beyond ISO."""
    row = {column: own.get(column, "") for column in COLUMNS}
    beyond = "status" in own
    names = [own["name"], *filter(None, own["variants"].split(";")), *iso_names(own["key"])]
    row["variants"] = ";".join(name for name in dict.fromkeys(names) if name != own["name"])
    if not beyond:
        for column in LISTS:
            row[column] = ";".join(name for name in row[column].split(";") if name not in taken)
    iso = pycountry.countries.get(alpha_3=own["key"]) is not None
    return {**row, "code": own.get("code") or own["key"], "source": "ISO 3166-1; own" if iso else "own"}


def build() -> None:
    """Write the table; raises SystemExit when an ISO code has no row of our own."""
    own, beyond = (
        parse_csv((HERE / name).read_text(encoding="utf-8"), name) for name in ("states_own.csv", "beyond_iso.csv")
    )
    rows = [*own, *beyond]
    missing = {country.alpha_3 for country in pycountry.countries} - {row["key"] for row in rows}
    if missing:
        raise SystemExit(f"our tables lack {', '.join(sorted(missing))}")
    taken = frozenset(
        name for row in beyond for name in [row["name"], *(n for column in LISTS for n in row[column].split(";"))]
    )
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(COMMENT + "\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(state_row(row, taken) for row in sorted(rows, key=lambda row: row["key"]))
    print(f"{TARGET.name}: {len(rows)} states")


if __name__ == "__main__":
    build()
