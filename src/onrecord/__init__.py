"""onrecord reads news reports on international affairs into a record that can be trusted.

    import onrecord

    record = onrecord.read(text, date="2026-05-03")
    for record in onrecord.read_many(texts, processes=2):
        ...

Names are looked up on first use, so that `import onrecord` (and `onrecord --help`) does not load the language pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.compose import read
    from onrecord.errors import (
        IntakeError,
        ModelError,
        OnRecordError,
        QueryError,
        RecordError,
        StoreError,
        TableError,
    )
    from onrecord.many import read_many
    from onrecord.record import Record, Span, Statement, UnnamedCard, unnamed_card
    from onrecord.record.verify import verify
    from onrecord.store import open_store

_WHERE = {
    "IntakeError": "errors",
    "ModelError": "errors",
    "OnRecordError": "errors",
    "QueryError": "errors",
    "Record": "record",
    "RecordError": "errors",
    "Span": "record",
    "Statement": "record",
    "StoreError": "errors",
    "TableError": "errors",
    "UnnamedCard": "record",
    "open_store": "store",
    "read": "compose",
    "read_many": "many",
    "unnamed_card": "record",
    "verify": "record.verify",
}

__all__ = [
    "IntakeError", "ModelError", "OnRecordError", "QueryError", "Record", "RecordError", "Span", "Statement",
    "StoreError", "TableError", "UnnamedCard", "open_store", "read", "read_many", "unnamed_card", "verify",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"onrecord.{_WHERE[name]}"), name)
    raise AttributeError(f"module 'onrecord' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
