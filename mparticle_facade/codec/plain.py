"""Python values as the JSON encoder writes them, one level at a time, for the path that looks at each value.

The encoder, which is written in C, takes most types but no subclasses of the scalar ones. What it takes has to come out
here as it does there: a batch takes one path or the other for reasons that have nothing to do with a value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from enum import Enum
from typing import Any

from msgspec import UNSET, Struct

_BASES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (str, str.__str__),
    (bool, bool),
    (int, int.__int__),
    (float, float.__float__),
    (Decimal, Decimal),
    (bytes, lambda each: bytes(memoryview(each))),
    (uuid.UUID, lambda each: uuid.UUID(int=each.int)),
    (
        dt.datetime,  # before its base, date
        lambda each: dt.datetime(
            each.year, each.month, each.day, each.hour, each.minute, each.second, each.microsecond, each.tzinfo,
            fold=each.fold,
        ),
    ),
    (dt.date, lambda each: dt.date(each.year, each.month, each.day)),
    (
        dt.time,
        lambda each: dt.time(each.hour, each.minute, each.second, each.microsecond, each.tzinfo, fold=each.fold),
    ),
    (dt.timedelta, lambda each: dt.timedelta(each.days, each.seconds, each.microseconds)),
)  # fmt: skip
_PLAIN = {base for base, _ in _BASES}


def plainest(value: Any) -> Any:
    """The value of an `Enum`, and for a subclass of a scalar type what it is as that type; anything else as it is."""
    while isinstance(value, Enum):
        value = value.value
    if type(value) not in _PLAIN:
        for base, make in _BASES:
            if isinstance(value, base):
                return make(value)
    return value


def members(value: Any) -> dict[str, Any] | list[Any] | None:
    """The fields or entries of an object that holds others, None for one that does not."""
    if isinstance(value, Struct):
        return _of_struct(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: item for name in names if (item := getattr(value, name, UNSET)) is not UNSET}
    of_attrs = getattr(type(value), "__attrs_attrs__", None)
    if of_attrs is not None:
        fields = getattr(value, "__dict__", None)
        if fields is None:
            fields = {each.name: getattr(value, each.name, UNSET) for each in of_attrs}
        return {name: item for name, item in fields.items() if item is not UNSET and not name.startswith("_")}
    if isinstance(value, Sequence | AbstractSet) and not isinstance(value, str | bytes | bytearray | memoryview):
        return list(value)
    return None


def _of_struct(value: Struct) -> dict[str, Any] | list[Any]:
    """The fields that would be encoded, by wire name, with the tag and the additional properties."""
    config = value.__struct_config__
    if config.array_like:
        tag = [config.tag] if config.tag_field else []
        return [*tag, *(getattr(value, name) for name in value.__struct_fields__)]
    fields = {config.tag_field: config.tag} if config.tag_field else {}
    names, defaults = value.__struct_fields__, value.__struct_defaults__
    usual = dict(zip(names[len(names) - len(defaults) :], defaults, strict=True)) if config.omit_defaults else {}
    for name, wire in zip(names, value.__struct_encode_fields__, strict=True):
        item = getattr(value, name)
        if not wire:
            fields = {**item, **fields} if isinstance(item, Mapping) else fields
        elif item is not UNSET and not (name in usual and _is_usual(item, usual[name])):
            fields[wire] = item
    return fields


def _is_usual(item: Any, default: Any) -> bool:
    """Whether msgspec leaves a field out: the very default, or as empty as a new one would be."""
    factory = getattr(default, "factory", None)
    if factory is None:
        return item is default
    return factory in (list, dict, set) and type(item) is factory and not item


def type_name(value: Any) -> str:
    """The full name of its type, as one would import it."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
