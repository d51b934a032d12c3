"""Columns of a table to the fields of a batch, as a small TOML file says, or as the columns are named.

The file has the shape of a batch; where a value would be, it names a column. Every field is looked up in the
description, so a new optional field needs no code here. `mparticle_facade.rows.projection` makes SQL of it.
"""

from __future__ import annotations

import copy
import datetime as dt
import hashlib
import itertools
import json
import tomllib
import zoneinfo
from collections import abc
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any, Self, TypeAlias

import msgspec

from mparticle_facade.codec.schema import Schema, below, items, json_types, member, nearest, schemas, variants
from mparticle_facade.rows.options import RowOptions

UNITS = {"s": 0.001, "ms": 1, "us": 1000, "ns": 1_000_000}
"""How many of a unit make a millisecond."""
ISO = "iso"
_OPTIONS = ("column", "value", "type", "unit", "timezone", "format", "optional")
_EVENT = "event."
_EVENT_TYPES = ("event.type", "event.event_type")


class MappingError(ValueError):
    """A mapping that can't work; the text says in which file, at which key, and what to do."""


class Kind(Enum):
    """What a field wants."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    TIME = "time"
    JSON = "json"
    """An object or a list, of whatever is in it."""
    ANY = "any"
    """What it is: a column of text gives text."""


NOUNS = {
    Kind.TEXT: "text", Kind.INTEGER: "a whole number of 64 bits", Kind.NUMBER: "a number",
    Kind.BOOLEAN: "true or false", Kind.TIME: "a time", Kind.JSON: "an object or a list",
    Kind.ANY: "a value that JSON has",
}  # fmt: skip
_PYTHON: dict[Kind, Any] = {
    Kind.TEXT: str, Kind.INTEGER: int, Kind.NUMBER: int | float, Kind.BOOLEAN: bool, Kind.TIME: int,
    Kind.JSON: dict | list,
}  # fmt: skip
_KINDS = {kind.value: kind for kind in Kind if kind not in (Kind.TIME, Kind.ANY)}


class Constant(msgspec.Struct, frozen=True):
    """The same for every row."""

    value: Any


class Column(msgspec.Struct, frozen=True):
    """From a cell of each row."""

    name: str
    kind: Kind
    schemas: Sequence[Schema] = ()
    """What the field may be, for what is in a nested column."""
    unit: str = "ms"
    """Of a number in a field that is a time: a key of `UNITS`, or `ISO` for text in ISO 8601."""
    timezone: str | None = None
    """Of a time that does not say."""
    format: str | None = None
    """Of a time in text, as strptime has it."""
    optional: bool = False
    """Whether a cell that does not fit is left out, rather than rejecting its row."""


class Object(msgspec.Struct, frozen=True):
    """Left out where all its columns are empty: constants alone do not make one."""

    fields: dict[str, Node]


class Array(msgspec.Struct, frozen=True):
    """A list with these items, without those that are left out."""

    items: list[Node]


Node: TypeAlias = Constant | Column | Object | Array


def columns_of(node: Node) -> Iterator[Column]:
    """The columns below a node, as often as they are named."""
    if isinstance(node, Column):
        yield node
    elif isinstance(node, Object | Array):
        for item in node.fields.values() if isinstance(node, Object) else node.items:
            yield from columns_of(item)


class Mapping:
    """Which column goes where; immutable, and small enough to be sent to another process.

    Raises:
        MappingError: it names something that the Events API does not have.
    """

    def __init__(self, tree: abc.Mapping[str, Any], source: str = "the mapping") -> None:
        self.source = source
        """The file, for messages."""
        self.tree = tree
        try:
            self.options = RowOptions.of(tree.get("rows", {}))
            """How tables are to be read."""
        except ValueError as error:
            raise MappingError(f"{source}: rows {error}") from None
        said = {key: value for key, value in tree.items() if key != "rows"}
        self.root = _Reader(source).batch(said)
        if not isinstance(self.root.fields.get("events", Array([])), Array | Column):
            raise MappingError(f"{source}: events is a list: write [[events]], once for each event of a row")
        self.columns: tuple[str, ...] = tuple(dict.fromkeys(column.name for column in columns_of(self.root)))
        """The names of the columns it reads."""
        self.fields: frozenset[str] = frozenset(said)
        """The fields of the batch that it fills."""
        self.fingerprint: str = hashlib.sha256(json.dumps(tree, sort_keys=True, default=str).encode()).hexdigest()
        """The same for mappings that say the same."""

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Read a TOML file.

        Raises:
            MappingError: it can't be read, is not TOML, or names something that the Events API does not have.
        """
        try:
            with Path(path).open("rb") as file:
                tree = tomllib.load(file)
        except OSError as error:
            raise MappingError(f"{path}: can't be read: {error.strerror}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise MappingError(f"{path}: is not TOML: {error}") from None
        return cls(tree, str(path))

    def missing(self, columns: abc.Collection[str]) -> str | None:
        """One line about the columns that a table with these columns lacks, None when it has all."""
        lacking = [name for name in self.columns if name not in columns]
        if not lacking:
            return None
        near = nearest(lacking[0], list(columns))
        names = ", ".join(f'"{name}"' for name in lacking)
        constant = f'{{ value = "{lacking[0]}" }}'
        return f"has no column {names}{near} ({self.source} names it; a constant is written {constant})"

    def with_fields(self, columns: Sequence[str], *, strict: bool) -> Self:
        """The same, and each column that is named after a field goes there, as ``user_attributes.plan`` does.

        The fields of an event's data are those below ``event.``. A column that the mapping names is left to it.

        Raises:
            MappingError: with ``strict``, a column is neither; the text has the nearest field.
        """
        tree = copy.deepcopy(dict(self.tree))
        for name in columns:
            if name in self.columns:
                continue
            path = _field_path(name)
            if path is None:
                if strict:
                    raise MappingError(f'{self.source}: the column "{name}" is no field{_nearest_field(name)}')
                continue
            _put(tree, path, name)
        return self if tree == self.tree else type(self)(tree, self.source)


# -- columns named after fields ---------------------------------------------------------------------------------------


def _field_path(name: str) -> list[str | int] | None:
    """Where a column of this name goes, None where there is no such field."""
    event = name.startswith(_EVENT)
    path: list[str | int] = ["events", 0] if event else []
    words = name.removeprefix(_EVENT).split(".")
    parts = variants(schemas()["Batch"])
    if event:
        parts = items(below(parts, "events"))
        words = ["event_type"] if name in _EVENT_TYPES else ["data", *words]
    while words:
        known = any(words[0] in part.get("properties", {}) for part in parts)
        parts = below(parts, words[0])
        if not parts:
            return None
        nested = known or any("object" in json_types(part) for part in parts)
        path.append(words[0] if nested else ".".join(words))  # the name of an attribute may have dots
        words = words[1:] if nested else []
    return path


def _put(tree: dict[str, Any], path: Sequence[str | int], column: str) -> None:
    """Say that a column goes there, unless the mapping has said something else."""
    place: Any = tree
    for key, following in itertools.pairwise(path):
        if isinstance(key, int):
            place.extend({} for _ in range(len(place), key + 1))
            place = place[key]
        else:
            place = place.setdefault(key, [] if isinstance(following, int) else {})
        if type(place) not in (dict, list):
            return
    place.setdefault(path[-1], column)


def _nearest_field(name: str) -> str:
    batch = variants(schemas()["Batch"])
    data = below(items(below(batch, "events")), "data")
    return nearest(name, list(dict.fromkeys([*_names(batch), *_names(data, _EVENT)])))


def _names(parts: Sequence[Schema], prefix: str = "", depth: int = 2) -> Iterator[str]:
    for part in parts if depth else ():
        for key, field in part.get("properties", {}).items():
            yield prefix + key
            yield from _names(variants(field), f"{prefix}{key}.", depth - 1)


# -- compiling: what the file says, against the description -----------------------------------------------------------


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, key: str, message: str) -> MappingError:
        return MappingError(f"{self.source}: {key.lstrip('.') or 'the file'} {message}")

    def batch(self, tree: Any) -> Object:
        return self.object(tree, variants(schemas()["Batch"]), "", given=("environment",))

    def node(self, said: Any, parts: list[Schema], key: str) -> Node:
        """``key`` is where we are in the file."""
        objects = [part for part in parts if "properties" in part or "additionalProperties" in part]
        arrays = [part for part in parts if "array" in json_types(part)]
        if isinstance(said, list) and arrays:
            return Array([self.node(item, items(arrays), f"{key}[{index}]") for index, item in enumerate(said)])
        if isinstance(said, abc.Mapping) and objects:
            return self.object(said, objects, key)
        if isinstance(said, str):
            return self.leaf({"column": said}, parts, key)
        if isinstance(said, abc.Mapping) and arrays and len(arrays) == len(parts):
            raise self.fail(key, f"is a list: write [[{key.lstrip('.')}]]")
        if not isinstance(said, abc.Mapping):
            shown = json.dumps(said, default=str)
            raise self.fail(key, f"must name a column as text; a constant is written {{ value = {shown} }}")
        return self.leaf(said, parts, key)

    def object(self, said: abc.Mapping[str, Any], objects: list[Schema], key: str, given: Sequence[str] = ()) -> Object:
        objects = self.narrowed(said, objects, key)
        fields: dict[str, Node] = {}
        for name, item in said.items():
            parts = below(objects, name)
            if not parts:
                known = sorted({field for part in objects for field in part["properties"]})
                raise self.fail(key, f'has no field "{name}" in the Events API{nearest(name, known)}')
            fields[name] = self.node(item, parts, member(key, name))
        needed = set.intersection(*[set(part.get("required", ())) for part in objects])
        for name in sorted(needed - said.keys() - set(given)):
            raise self.fail(key, f'needs "{name}": name its column, or {{ value = ... }}')
        return Object(fields)

    def narrowed(self, said: abc.Mapping[str, Any], objects: list[Schema], key: str) -> list[Schema]:
        """The variants that a constant, such as that of event_type, leaves."""
        for name, item in said.items():
            if not isinstance(item, abc.Mapping) or "value" not in item:
                continue
            constants = [part.get("properties", {}).get(name, {}).get("const") for part in objects]
            if all(constants):
                if item["value"] not in constants:
                    raise self.unknown(member(key, name), item["value"], constants)
                objects = [part for part, value in zip(objects, constants, strict=True) if value == item["value"]]
        return objects

    def leaf(self, said: abc.Mapping[str, Any], parts: list[Schema], key: str) -> Constant | Column:
        for option in said:
            if option not in _OPTIONS:
                raise self.fail(key, f'has an option "{option}", which is none of {", ".join(_OPTIONS)}')
        if ("column" in said) == ("value" in said):
            raise self.fail(key, 'needs either column = "..." or value = ...')
        kind = self.kind(said, parts, key)
        if "value" in said:
            return self.constant(said["value"], kind, parts, key)
        if not isinstance(said["column"], str) or not said["column"]:
            raise self.fail(key, "must name its column as text")
        unit, timezone = said.get("unit", "ms"), said.get("timezone")
        if unit not in UNITS and unit != ISO:
            raise self.fail(key, f"has a unit that is none of {', '.join(UNITS)}, {ISO}")
        try:
            zoneinfo.ZoneInfo(timezone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            raise self.fail(key, 'has an unknown timezone; names are such as "UTC" or "Europe/Paris"') from None
        for option, wanted in ("format", str), ("optional", bool):
            if not isinstance(said.get(option, wanted()), wanted):
                raise self.fail(key, f"has a {option} that is not {'text' if wanted is str else 'true or false'}")
        return Column(said["column"], kind, parts, unit, timezone, said.get("format"), said.get("optional", False))

    def kind(self, said: abc.Mapping[str, Any], parts: list[Schema], key: str) -> Kind:
        kind = kind_of(parts)
        if "type" in said:
            if kind is not Kind.ANY:
                raise self.fail(key, f"is a {kind.value} whatever its column is: leave type out")
            kind = _KINDS.get(said["type"], kind)
            if said["type"] not in _KINDS:
                raise self.fail(key, f"has a type that is none of {', '.join(_KINDS)}")
        for option in ("unit", "timezone", "format"):
            if option in said and kind is not Kind.TIME:
                raise self.fail(key, f"is no time: leave {option} out")
        return kind

    def constant(self, value: Any, kind: Kind, parts: list[Schema], key: str) -> Constant:
        if isinstance(value, dt.datetime | dt.date | dt.time):
            instant = isinstance(value, dt.datetime) and value.tzinfo is not None and kind is Kind.TIME
            value = round(value.timestamp() * 1000) if instant else value.isoformat()  # type: ignore[union-attr]
        wanted = _PYTHON.get(kind, object)
        if not isinstance(value, wanted) or (isinstance(value, bool) and wanted not in (bool, object)):
            raise self.fail(key, f"is not {NOUNS[kind]}")
        known = [name for part in parts for name in part.get("enum", ())]
        if known and value not in known:
            raise self.unknown(key, value, known)
        return Constant(value)

    def unknown(self, key: str, value: Any, known: Sequence[str]) -> MappingError:
        return self.fail(key, f'is "{value}", which the Events API does not know{nearest(str(value), known)}')


def kind_of(parts: Sequence[Schema]) -> Kind:
    """What fields of these schemas want."""
    types = {name for part in parts for name in json_types(part)} - {"null"}
    if any(part.get("x-format") == "epoch-ms" for part in parts):
        return Kind.TIME
    if types and types <= {"object", "array"}:
        return Kind.JSON
    if types == {"integer", "number"}:
        return Kind.NUMBER
    return Kind(types.pop()) if len(types) == 1 else Kind.ANY
