"""The JSON Schema of a record, generated from the data classes and the closed vocabularies.

The published file `onrecord-1.schema.json` lies beside this module; a test holds it equal to what is generated here.
Fields may be added to the contract, so a record with further fields is valid.
"""

from __future__ import annotations

import dataclasses
import json
from importlib import resources
from typing import Any, get_args, get_origin, get_type_hints

from onrecord.record import vocabulary
from onrecord.record.model import SCHEMA, Record
from onrecord.record.serial import is_nullable, is_required

_FILE = "onrecord-1.schema.json"
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_CODES = r"^[a-z]+(-[a-z]+)*$"
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}

# What a field may hold beyond its type, by "Class.field"; where the field may be null, null stays allowed.
_NARROWED: dict[str, dict[str, Any]] = {
    "Record.schema": {"const": SCHEMA},
    "Reader.as_of": {"pattern": _DAY},
    "Report.sha256": {"pattern": "^[0-9a-f]{64}$"},
    "Report.published": {"pattern": _DAY},
    "Report.published_basis": {"enum": vocabulary.BASES},
    "Dateline.date": {"pattern": _DAY},
    "Statement.id": {"minLength": 1},
    "Statement.kind": {"enum": vocabulary.KINDS},
    "Statement.part": {"enum": vocabulary.PARTS},
    "Statement.content": {"minItems": 1},
    "Statement.confidence": {"minimum": 0, "maximum": 1},
    "Cue.force": {"enum": vocabulary.FORCES},
    "Cue.modality": {"enum": vocabulary.MODALITIES},
    "Venue.kind": {"enum": vocabulary.VENUES},
    "Hop.kind": {"enum": vocabulary.HOPS},
    "Event.id": {"minLength": 1},
    "Event.status": {"enum": vocabulary.STATUSES},
    "Event.confidence": {"minimum": 0, "maximum": 1},
    "Tie.id": {"minLength": 1},
    "Tie.kind": {"enum": vocabulary.TIE_KINDS},
    "Tie.state": {"enum": vocabulary.TIE_STATES},
    "Actor.id": {"minLength": 1},
    "Actor.kind": {"enum": vocabulary.ACTORS},
    "Actor.code_basis": {"enum": vocabulary.CODE_BASES},
    "Actor.confidence": {"minimum": 0, "maximum": 1},
    "TimeExpression.type": {"enum": vocabulary.TIMEX_TYPES},
    "Notice.code": {"pattern": _CODES},
    **{
        f"{name}.{field}": {"minimum": bound}
        for name in ("Span", "Dateline", "TimeExpression", "Term", "Figure")
        for field, bound in (("start", 0), ("end", 1))
    },
}


def json_schema() -> dict[str, Any]:
    """Generate the JSON Schema (draft 2020-12) of a record."""
    definitions: dict[str, Any] = {}
    _define(Record, definitions)
    root = definitions.pop("Record")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:onrecord:{SCHEMA}",
        "title": "The record of one news report",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def published_schema() -> str:
    """Give the text of the published JSON Schema file."""
    return resources.files("onrecord.record").joinpath(_FILE).read_text(encoding="utf-8")


def _define(cls: Any, definitions: dict[str, Any]) -> None:
    """Write the schema of a data class, and of all that it holds, into `definitions`."""
    if cls.__name__ in definitions:
        return
    hints = get_type_hints(cls)
    fields = dataclasses.fields(cls)
    definitions[cls.__name__] = {
        "description": (cls.__doc__ or "").split("\n\n")[0].replace("\n    ", " "),
        "type": "object",
        "required": [field.name for field in fields if is_required(field, hints[field.name])],
        "properties": {
            field.name: _of(hints[field.name], _NARROWED.get(f"{cls.__name__}.{field.name}", {}), definitions)
            for field in fields
        },
    }


def _of(hint: Any, narrowed: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """Write the schema of one field's type."""
    if is_nullable(hint):
        (inner,) = (option for option in get_args(hint) if option is not type(None))
        return {"anyOf": [_of(inner, narrowed, definitions), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0], {}, definitions), **narrowed}
    if dataclasses.is_dataclass(hint):
        _define(hint, definitions)
        return {"$ref": f"#/$defs/{getattr(hint, '__name__', '')}"}
    if "const" in narrowed:
        return dict(narrowed)
    values = {key: list(value) if isinstance(value, tuple) else value for key, value in narrowed.items()}
    return {"type": _PLAIN[hint], **values}


def schema_text() -> str:
    """Give the generated schema as the text that is published."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
