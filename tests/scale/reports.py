"""Small inputs for the tests of the scale-out: invented reports in three formats, with broken pieces among them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from tests.intake.making import answer, page, warc

from onrecord.scale.tables import MONTHLY

AS_OF = "2026-11-01"
_SAID = (
    "{town}, {day} 2026 (AFP) - The ferries between {town} and the islands will run again on Monday, the minister of "
    "transport, Ilka Sorrentz, said.\n\n\"We have waited {number} days for this,\" she told reporters after a meeting "
    "with the harbour master.\n\nFrance accused Mali of holding back the pilots of ship number {number}.\n"
)  # fmt: skip
_TOWNS = ("Bergen", "Oslo", "Tromso", "Narvik", "Stavanger")


def report(number: int) -> str:
    """The text of one report; no two are the same."""
    day = f"{('March', 'April')[number % 2]} {1 + number % 28}"
    return _SAID.format(town=_TOWNS[number % len(_TOWNS)], day=day, number=number + 3)


def jsonl(path: Path, numbers: range, *, broken: bool = True) -> Path:
    """JSON lines, the last of them broken."""
    lines = [
        json.dumps({"text": report(number), "url": f"https://gazette.example/{number}", "outlet": "Gazette"})
        for number in numbers
    ]
    path.write_text("\n".join([*lines, *(['{"text": "cut o'] if broken else [])]) + "\n", encoding="utf-8")
    return path


def inputs(folder: Path, lines: int = 24) -> Path:
    """A folder with JSON lines, a Parquet table and a web archive."""
    folder.mkdir()
    jsonl(folder / "list.jsonl", range(lines))
    rows = {"text": [report(100 + number) for number in range(3)] + [None], "published": ["2026-04-02"] * 4}
    pq.write_table(pa.table(rows), folder / "table.parquet")
    pages = [answer(f"https://wire.example/{number}", page().encode()) for number in range(2)]
    (folder / "crawl.warc.gz").write_bytes(warc(*pages))
    return folder


def rows_in(output: Path) -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables of an output, in the order of their keys, as plain values."""
    found = {}
    for table in (*MONTHLY, "errors"):
        place = output / table
        data = ds.dataset(place, partitioning="hive").to_table().to_pylist() if place.is_dir() else []
        found[table] = sorted(data, key=lambda row: json.dumps(row, sort_keys=True, default=str))
    return found
