"""The exact way between frozen data classes and plain JSON values, driven by the classes' own type hints.

    encode(instance) -> dict      decode(Class, dict) -> instance

`decode(type(x), encode(x)) == x` for every instance. A field that may be null may be absent. Unknown or missing fields
and wrong types raise RecordError with the path of the field ("statements[3].cue.force"). This module knows no class of
the record by name.
"""

from __future__ import annotations

import dataclasses
import types
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from onrecord.errors import RecordError

_TYPE_NAMES = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}
T = TypeVar("T")
Json = Any


def encode(value: Any) -> Json:
    """Turn a data class (or a tuple of them, or a plain value) into dicts, lists and plain values."""
    if type(value) in _TYPE_NAMES or value is None:  # most values by far, and so asked first
        return value
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {name: encode(getattr(value, name)) for name, _, _ in _fields(kind)}
    return value


def decode(cls: type[T], data: Json, path: str = "record") -> T:
    """Build an instance of the data class `cls` from its JSON object."""
    if not isinstance(data, dict):
        raise RecordError(f"{path} must be an object, not {_name(data)}")
    kind: Any = cls
    known = _fields(kind)
    unknown = set(data) - {name for name, _, _ in known}
    if unknown:
        raise RecordError(f"{path} has unknown fields: {', '.join(sorted(map(str, unknown)))}")
    values: dict[str, Any] = {}
    for name, hint, required in known:
        if name in data:
            values[name] = _value(hint, data[name], f"{path}.{name}")
        elif required:
            raise RecordError(f"{path}.{name} is missing")
        elif is_nullable(hint):
            values[name] = None
    return cls(**values)


@cache
def _fields(cls: Any) -> tuple[tuple[str, Any, bool], ...]:
    """Name, type and "must be given" of each field of a data class, in order."""
    hints = get_type_hints(cls)
    return tuple(
        (field.name, hints[field.name], is_required(field, hints[field.name])) for field in dataclasses.fields(cls)
    )


def is_required(field: dataclasses.Field[Any], hint: Any) -> bool:
    """True when the field has no default and may not be null."""
    has_default = field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    return not has_default and not is_nullable(hint)


def is_nullable(hint: Any) -> bool:
    """True for the type hint "X | None"."""
    return get_origin(hint) in (Union, types.UnionType)


def _value(hint: Any, data: Json, path: str) -> Any:
    if is_nullable(hint):
        if data is None:
            return None
        (hint,) = (option for option in get_args(hint) if option is not type(None))
        return _value(hint, data, path)
    if get_origin(hint) is tuple:
        if not isinstance(data, list):
            raise RecordError(f"{path} must be a list, not {_name(data)}")
        item = get_args(hint)[0]
        return tuple(_value(item, each, f"{path}[{number}]") for number, each in enumerate(data))
    if dataclasses.is_dataclass(hint):
        return decode(hint, data, path)  # type: ignore[arg-type]
    return _plain(hint, data, path)


def _plain(hint: Any, data: Json, path: str) -> Any:
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return data
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise RecordError(f"{path} must be {_TYPE_NAMES[hint]}, not {_name(data)}")
    return data


def _name(data: Json) -> str:
    return "null" if data is None else f"{type(data).__name__} {str(data)[:40]!r}"
