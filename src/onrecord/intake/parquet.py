"""Parquet tables: each row is a report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import IntakeError
from onrecord.intake.columns import item_of, roles_for, said_of
from onrecord.intake.item import Bad, Item
from onrecord.intake.stream import MEGABYTE, Stream, back_and_forth, too_large

_ROWS = 32
_BUFFER = 1_000_000


def read_parquet(stream: Stream) -> Iterator[Item | Bad]:
    """The report of each row, reading no other columns than those it needs; a damaged group of rows is a Bad.

    Raises IntakeError for a file whose end, where Parquet keeps its table of contents, is missing or broken.
    """
    with back_and_forth(stream) as file:
        try:
            table = pq.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        except (pa.ArrowException, OSError, ValueError) as error:
            raise IntakeError(f"is damaged or cut off: {_words(error)}", remedy="Get it again.") from error
        if table.metadata.num_rows == 0:
            raise IntakeError("is a table without rows")
        roles = roles_for(table.schema_arrow.names, stream.options)
        if said := said_of(roles, stream.options):
            stream.tell(f"{stream.place}: {said}")
        number = 0
        for group in range(table.num_row_groups):
            yield from _group(stream, table, group, roles, number)
            number += table.metadata.row_group(group).num_rows


def _group(
    stream: Stream, table: pq.ParquetFile, group: int, roles: dict[str, str], number: int
) -> Iterator[Item | Bad]:
    """The rows of one group, of which `number` stand before; of a damaged group, those that come before the damage."""
    end = number + table.metadata.row_group(group).num_rows
    columns = list(dict.fromkeys(roles.values()))
    try:
        for batch in table.iter_batches(_ROWS, row_groups=[group], columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield _row(stream, row, roles, number)
    except (pa.ArrowException, OSError, ValueError) as error:
        lost = f"and the rows up to {end} are" if end > number + 1 else "is"
        yield stream.bad(number + 1, f"{lost} damaged: {_words(error)}", b"")


def _row(stream: Stream, row: dict[str, Any], roles: dict[str, str], number: int) -> Item | Bad:
    value = row.get(roles["text"])
    if isinstance(value, bytes):
        try:
            row[roles["text"]] = value.decode("utf-8")
        except UnicodeDecodeError:
            return stream.bad(number, "is not valid utf-8", value)
    try:
        if isinstance(value, str | bytes) and len(value) > stream.options.max_mb * MEGABYTE:
            raise too_large(stream.options.max_mb)
        return item_of(row, roles, stream.at(number), "parquet")
    except IntakeError as error:
        return stream.bad(number, error, str(value or "")[:2000].encode("utf-8", "replace"))


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
