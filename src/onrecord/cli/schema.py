"""`onrecord schema`: the JSON Schema of a record."""

from __future__ import annotations

from onrecord.cli.streams import put, speak_utf8


def schema() -> None:
    """Print the JSON Schema of a record.

    Keep it beside your records: **onrecord schema > onrecord-1.schema.json**
    """
    from onrecord.record.schema import published_schema

    speak_utf8()
    put(published_schema().rstrip("\n"))
