"""Build `tables/gazetteer/states.csv` from ISO 3166-1 (through pycountry) and our own table of names and capitals.

    python -m training.gazetteer.build

Every current ISO code must have a row in `states_own.csv`; rows beyond ISO (disputed and historic states) are taken as
they stand. The official names of ISO are added to the variants.
"""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pycountry

from onrecord.tables import parse_csv

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "onrecord" / "tables" / "gazetteer" / "states.csv"
COLUMNS = ("key", "name", "variants", "adjectives", "capitals", "source")
COMMENT = "# Codes and official names: ISO 3166-1 (facts, through pycountry); all else own compilation, CC0-1.0."


def iso_names(code: str) -> list[str]:
    """The names that ISO gives for a code, without those that turn the order round ("Korea, Republic of")."""
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return []
    names = [getattr(country, field, None) for field in ("common_name", "name", "official_name")]
    return [unicodedata.normalize("NFC", name) for name in names if name and "," not in name and "(" not in name]


def state_row(own: dict[str, str]) -> dict[str, str]:
    """One row of the built table."""
    names = [own["name"], *filter(None, own["variants"].split(";")), *iso_names(own["key"])]
    variants = [name for name in dict.fromkeys(names) if name != own["name"]]
    iso = pycountry.countries.get(alpha_3=own["key"]) is not None
    return {**own, "variants": ";".join(variants), "source": "ISO 3166-1; own" if iso else "own"}


def build() -> None:
    """Write the table; raises SystemExit when an ISO code has no row of our own."""
    path = HERE / "states_own.csv"
    own = parse_csv(path.read_text(encoding="utf-8"), path.name)
    missing = {country.alpha_3 for country in pycountry.countries} - {row["key"] for row in own}
    if missing:
        raise SystemExit(f"states_own.csv lacks {', '.join(sorted(missing))}")
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(COMMENT + "\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(state_row(row) for row in sorted(own, key=lambda row: row["key"]))
    print(f"{TARGET.name}: {len(own)} states")


if __name__ == "__main__":
    build()
