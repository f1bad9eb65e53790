"""The README's tables, made from scores.json with figures.yaml and from results.json, all in benchmarks/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.figures import Figure


def scores_table(figures: tuple[Figure, ...], committed: Mapping[str, Any]) -> str:
    """The committed figures as a Markdown table, with what each must reach; a line that says so when none is kept."""
    if not committed["figures"]:
        return "No figures have been kept yet (`make score-keep`)."
    lines = [
        f"Measured on {committed['measured']} (F1 or share right; the aim is the one of our gold sets' README):",
        "",
    ]
    lines += ["| what is measured | figure | must reach |", "| --- | ---: | ---: |"]
    group = None
    for figure in figures:
        if figure.group != group:
            group = figure.group
            lines.append(f"| **{group}** | | |")
        value = committed["figures"].get(figure.id)
        lines.append(f"| {figure.name} | {_number(value, 3)} | {_number(figure.target or figure.first, 2)} |")
    return "\n".join(lines)


def speed_table(results: Mapping[str, Any]) -> str:
    """The kept results of `make bench` as a Markdown table, with what they were measured on."""
    conditions = results["conditions"]
    lines = [
        f"{conditions['documents']} documents ({conditions['corpus']}), {conditions['words']:,} words; "
        "processor time, but wall time where processes are counted:",
        "",
        "| what | against | times as long | words/s |",
        "| --- | --- | ---: | ---: |",
    ]
    for row in results["rows"]:
        words = f"{row['words_per_second']:,}" if row["words_per_second"] else "–"
        lines.append(f"| {row['name']} | {row['base']} | {row['ratio']:.2f} | {words} |")
    return "\n".join(lines)


def _number(value: float | None, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}"
