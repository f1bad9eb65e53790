"""From measured words a second to cores, hours and cost of large inputs: the tables of docs/scale.md.

Measured are words/s on one core (benchmarks/results.json) and, by `make bench-spark`, what Spark adds and how large its
tables are (benchmarks/spark.json). Assumed is what stands in benchmarks/capacity.yaml.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Means:
    """What was measured: words a second and core, the share of it that stays on Spark, bytes of tables a report."""

    words_per_second: int
    share: float
    bytes_per_report: int


@dataclass(frozen=True, slots=True)
class Need:
    """What one input needs; `pages` and `reading` are hours of one core."""

    name: str
    reports: int
    words: int
    pages: float
    reading: float
    terabytes: float

    @property
    def core_hours(self) -> float:
        """Hours of one core, all together."""
        return self.pages + self.reading


def measured() -> Means:
    """What the committed benchmarks say."""
    results = json.loads((_HERE / "results.json").read_text(encoding="utf-8"))
    whole = next(row for row in results["rows"] if row["name"] == "whole record")
    (spark,) = json.loads((_HERE / "spark.json").read_text(encoding="utf-8"))["rows"]
    return Means(whole["words_per_second"], min(spark["ratio"], 1.0), spark["bytes_per_report"])


def need_of(row: dict[str, Any], means: Means, pages_per_second: float) -> Need:
    """What one row of the assumptions comes to.

    >>> row = {"name": "x", "pages": 3_600_000, "english": 0.5, "words": 400, "html": True}
    >>> need = need_of(row, Means(5000, 0.8, 20_000), 100)
    >>> need.pages, need.reading, need.terabytes
    (10.0, 50.0, 0.036)
    """
    reports = round(row["pages"] * row["english"])
    words = reports * row["words"]
    pages = row["pages"] / pages_per_second / 3600 if row["html"] else 0.0
    reading = words / (means.words_per_second * means.share) / 3600
    return Need(row["name"], reports, words, pages, reading, reports * means.bytes_per_report / 1e12)


def capacity_table() -> str:
    """The table of docs/scale.md."""
    means = measured()
    assumed = yaml.safe_load((_HERE / "capacity.yaml").read_text(encoding="utf-8"))
    needs = [need_of(row, means, assumed["pages_per_second"]) for row in assumed["reports"]]
    cores, price = assumed["cores"], assumed["core_hour"]
    lines = [
        f"Measured: {means.words_per_second:,} words/s on one core, of which {means.share:.2f} stay on Spark; "
        f"{means.bytes_per_report:,} bytes of tables a report.",
        f"Assumed: {assumed['pages_per_second']} web pages/s on one core, {price:.2f} US dollars a core-hour; "
        + "; ".join(
            f"{row['name']} has {row['pages']:,} {'pages' if row['html'] else 'texts'}, {row['english']:.0%} of them "
            f"English, of {row['words']} words"
            for row in assumed["reports"]
        )
        + ".",
        "",
        "| | " + " | ".join(need.name for need in needs) + " |",
        "| --- |" + " ---: |" * len(needs),
    ]
    shown = (
        ("reports read", lambda need: f"{need.reports:,}"),
        ("words", lambda need: f"{need.words / 1e6:,.0f} million"),
        ("core-hours for web pages", lambda need: f"{need.pages:,.1f}"),
        ("core-hours for reading", lambda need: f"{need.reading:,.0f}"),
        (f"hours on {cores} cores", lambda need: f"{need.core_hours / cores:,.1f}"),
        ("cores for it in one day", lambda need: f"{max(1.0, need.core_hours / 24):,.0f}"),
        ("cost in US dollars", lambda need: f"{need.core_hours * price:,.2f}"),
        ("tables on disk, in GB", lambda need: f"{need.terabytes * 1000:,.1f}"),
    )
    lines += [f"| {name} | " + " | ".join(tell(need) for need in needs) + " |" for name, tell in shown]
    return "\n".join(lines)
