"""The tables of the record: columns out of the record's own data classes, and the rows of one record.

Each of TABLES is a list of the record; what else a record holds stands in `reports`. `item` is the key of a report over
all tables: the file that it came from and its number there, the same however the work was parted. `report` is the
record's own id, which two inputs with one text share.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

from onrecord.record import Record, Report
from onrecord.record.jsontext import to_json
from onrecord.record.serial import is_nullable
from onrecord.record.visible import writable

#: The lists of a record that have a table of their own.
TABLES = ("statements", "events", "ties", "actors", "dates", "terms", "figures")
#: All tables that are parted by the month of publication.
MONTHLY = ("reports", *TABLES, "records")
#: The folder of the reports without a day, as Spark, DuckDB and Arrow write it.
NO_MONTH = "__HIVE_DEFAULT_PARTITION__"

_KEYS = (pa.field("item", pa.string(), nullable=False), pa.field("report", pa.string(), nullable=False))
_PLACE = (
    pa.field("source", pa.string(), nullable=False),
    pa.field("member", pa.string()),
    pa.field("number", pa.int64()),
)
_PLAIN: Mapping[Any, pa.DataType] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}

Rows = dict[str, list[dict[str, Any]]]


@cache
def schema_of(table: str) -> pa.Schema:
    """The columns of a table, without `month`, which stands in the name of the folder.

    >>> schema_of("ties").names
    ['item', 'report', 'id', 'between', 'kind', 'state', 'by', 'since', 'voice', 'evidence']
    """
    hints = get_type_hints(Record)
    if table == "errors":
        return pa.schema([*_PLACE, *(pa.field(name, pa.string()) for name in ("reason", "remedy", "start"))])
    if table == "records":
        return pa.schema([*_KEYS, pa.field("record", pa.string(), nullable=False)])
    if table in TABLES:
        return pa.schema([*_KEYS, *_fields(get_args(hints[table])[0])])
    rest = [pa.field(name, arrow_type(hints[name])) for name in _whole()]
    known = [field for field in _fields(Report) if field.name != "id"]
    given = [pa.field(name, pa.string()) for name in ("format", "version", "changed")]
    return pa.schema([*_KEYS, *known, *rest, *_PLACE, *given])


def _whole() -> list[str]:
    """The fields of a record that stand as they are in the table of reports."""
    return [field.name for field in dataclasses.fields(Record) if field.name not in ("report", *TABLES)]


def _fields(cls: Any) -> list[pa.Field]:
    hints = get_type_hints(cls)
    return [
        pa.field(field.name, arrow_type(hints[field.name]), nullable=is_nullable(hints[field.name]))
        for field in dataclasses.fields(cls)
    ]


def arrow_type(hint: Any) -> pa.DataType:
    """The column type of a field of the record.

    >>> arrow_type(tuple[str, ...]), arrow_type(float | None)
    (ListType(list<item: string>), DataType(double))
    """
    if is_nullable(hint):
        (hint,) = (option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    return pa.struct(_fields(hint)) if dataclasses.is_dataclass(hint) else _PLAIN[hint]


def month_of(record: Record) -> str:
    """The month of publication as YYYY-MM, or NO_MONTH."""
    return record.report.published[:7] if record.report.published else NO_MONTH


def rows_of(record: Record, item: str, came: Mapping[str, Any]) -> Rows:
    """The rows of one record for each of MONTHLY; `came` holds place, format, version and changed of its source."""
    data = record.to_dict()
    text = to_json(data)
    keys = {"item": item, "report": record.report.id}
    report = {name: value for name, value in data["report"].items() if name != "id"}
    rest = {name: data[name] for name in _whole()}
    rows: Rows = {table: [{**keys, **row} for row in data[table]] for table in TABLES}
    rows["reports"] = [{**keys, **report, **rest, **came}]
    rows["records"] = [{**keys, "record": text}]
    return rows


def table_of(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as an Arrow table; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD, so that offsets stay.

    The column `record` needs none of this: there it is written as an escape of JSON, and nothing is lost.
    """
    try:
        return pa.Table.from_pylist(rows, schema=schema_of(table))
    except UnicodeEncodeError:
        return pa.Table.from_pylist([_shown(row) for row in rows], schema=schema_of(table))


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value)
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return [_shown(one) for one in value] if isinstance(value, list) else value
