"""Checking plain JSON data against the parts of JSON Schema that the record's schema uses, with every failure named.

A general validator is not needed at run time: the schema is ours. A test holds this checker and a full validator to the
same verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_ARTICLES = {
    "object": "an object",
    "array": "a list",
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}


def misfits(data: object, schema: dict[str, Any], root: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Give (path, problem) for each place where `data` does not fit `schema`; `root` holds the "$defs"."""
    if "$ref" in schema:
        yield from misfits(data, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, path)
        return
    if "anyOf" in schema:
        if data is not None:
            yield from misfits(data, schema["anyOf"][0], root, path)
        return
    if "const" in schema and data != schema["const"]:
        yield path, f"must be {schema['const']!r}, not {told(data)}"
    kind = schema.get("type")
    if kind is not None and not _is(data, kind):
        yield path, f"must be {_ARTICLES[kind]}, not {told(data)}"
    elif isinstance(data, dict):
        yield from _object(data, schema, root, path)
    elif isinstance(data, list):
        yield from _array(data, schema, root, path)
    else:
        yield from _plain(data, schema, path)


def told(data: object) -> str:
    """Name a JSON value in a message, shortened."""
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, dict | list):
        return _ARTICLES["object" if isinstance(data, dict) else "array"]
    words = ascii(data) if isinstance(data, str) and not data.isprintable() else repr(data)
    return words if len(words) <= 48 else words[:46] + "…"


def _is(data: object, kind: str) -> bool:
    if isinstance(data, bool):
        return kind == "boolean"
    if isinstance(data, float) and kind == "integer":
        return data.is_integer()
    return isinstance(data, _TYPES[kind])


def _object(data: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name in schema.get("required", ()):
        if name not in data:
            yield _under(path, name), "is missing"
    for name, field in schema.get("properties", {}).items():
        if name in data:
            yield from misfits(data[name], field, root, _under(path, name))


def _array(data: list[Any], schema: dict[str, Any], root: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    if len(data) < schema.get("minItems", 0):
        yield path, "must not be empty"
    for number, item in enumerate(data):
        yield from misfits(item, schema["items"], root, f"{path}[{number}]")


def _plain(data: Any, schema: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    if "enum" in schema and data not in schema["enum"]:
        yield path, f"must be one of {', '.join(schema['enum'])}; not {told(data)}"
    if "pattern" in schema and not re.search(schema["pattern"].replace("$", r"\Z"), data):
        yield path, f"must match {schema['pattern']}, not {told(data)}"
    if len(data) < schema["minLength"] if "minLength" in schema else False:
        yield path, "must not be empty"
    if "minimum" in schema and data < schema["minimum"]:
        yield path, f"must be at least {schema['minimum']}, not {told(data)}"
    if "maximum" in schema and data > schema["maximum"]:
        yield path, f"must be at most {schema['maximum']}, not {told(data)}"


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
