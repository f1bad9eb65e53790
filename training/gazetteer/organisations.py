"""Build `tables/gazetteer/organisations.csv` out of what it holds and our own list `more_organisations.txt`.

    python -m training.gazetteer.organisations

Each line of the list is NAME|CODE|SECTOR|VARIANT;VARIANT. A name or variant that another table already holds is left
where it stands, so that no name means two things.
"""

from __future__ import annotations

import csv
from pathlib import Path

from onrecord.tables import load_csv

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "onrecord" / "tables" / "gazetteer" / "organisations.csv"
COLUMNS = ("key", "code", "sector", "variants", "source")
COMMENT = (
    "# Own compilation of common knowledge, CC0-1.0: international organisations, agencies and well-known bodies of "
    "states, with the short code the record uses, and their variants."
)
#: Names too short or too plain to be told from other words.
PLAIN = frozenset(
    {"MIT", "Diet", "Cortes", "Memorial", "Sapo", "Majlis", "Politburo", "PACE", "ECO", "HUR", "GUR", "ESA"}
)


def names_elsewhere() -> set[str]:
    """The names of all other tables, in small letters."""
    names: set[str] = set()
    for table in ("states", "seats", "groups", "outlets", "cities"):
        for row in load_csv(f"gazetteer/{table}.csv"):
            names |= {row["key"], row.get("name", ""), *row.get("variants", "").split(";")}
    return {name.casefold() for name in names}


def build() -> None:
    """Write the table, sorted by name."""
    rows = {row["key"]: dict(row) for row in load_csv("gazetteer/organisations.csv")}
    taken = names_elsewhere() | {
        name.casefold() for row in rows.values() for name in [row["key"], *row["variants"].split(";")]
    }
    for line in (HERE / "more_organisations.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, code, sector, variants = line.split("|")
        names = [name for name in [key, *variants.split(";")] if name and name not in PLAIN]
        free = [name for name in names if name.casefold() not in taken]
        if not free:
            continue
        taken |= {name.casefold() for name in free}
        rows[free[0]] = dict(zip(COLUMNS, (free[0], code, sector, ";".join(free[1:]), "own"), strict=True))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        file.write(COMMENT + "\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[key] for key in sorted(rows))
    print(f"{TARGET.name}: {len(rows)} organisations")


if __name__ == "__main__":
    build()
