"""Rows of a table to batches, as a small TOML file says.

The file has the shape of a batch; where a value would be, it names a column. Every field is looked up in the
description, so a new optional field needs no code here. docs/backfill.md shows one.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
import zoneinfo
from collections import abc
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeAlias

import msgspec

from mparticle_facade.backfill.cells import ISO, PER_MS, Format, Kind, UnfitError
from mparticle_facade.codec.schema import Schema, member, nearest, schemas
from mparticle_facade.errors import Problem, ValidationError

Row: TypeAlias = abc.Mapping[str, object]

MOST_ROWS = 100
"""Rows of a user that share a batch."""
_KINDS = {kind.value: kind for kind in (Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.BOOLEAN, Kind.JSON)}
_UNITS = (*PER_MS, ISO)
_OPTIONS = ("column", "value", "type", "unit", "timezone")
_WHO = ("mpid", "user_identities", "partner_identities")
_DEVICE = ("device_info",)


class MappingError(ValueError):
    """A mapping that can't work; the text says in which file, at which key, and what to do."""


class Mapping:
    """Which column goes where; immutable, and small enough to be sent to another process."""

    def __init__(self, tree: abc.Mapping[str, Any], source: str = "the mapping") -> None:
        self.source = source
        """The file, for messages."""
        root = _Reader(source).batch(tree)
        fields = dict(root.fields)
        events = fields.pop("events", _Array(()))
        if not isinstance(events, _Array):
            raise MappingError(f"{source}: events is a list: write [[events]], once for each event of a row")
        self._events = events.items
        self._shared = _Object(tuple(fields.items()), frozenset())  # a batch is one, whatever is in it
        self.columns: tuple[str, ...] = _names([root])
        """The names of the columns it reads."""
        self.fields: frozenset[str] = frozenset(tree)
        """The fields of the batch that it fills."""
        self._outside = _names(fields.values())
        self._who = _names(fields[key] for key in fields if key in _WHO)
        self._device = _names(fields[key] for key in fields if key in _DEVICE)
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

    @classmethod
    def parse(cls, tree: abc.Mapping[str, Any]) -> Self:
        """The mapping that a dictionary describes.

        Raises:
            MappingError: it names something that the Events API does not have.
        """
        return cls(tree)

    def missing(self, columns: abc.Collection[str]) -> str | None:
        """One line about the columns that a table with these columns lacks, None when it has all."""
        lacking = [name for name in self.columns if name not in columns]
        if not lacking:
            return None
        near = nearest(lacking[0], list(columns))
        names = ", ".join(f'"{name}"' for name in lacking)
        constant = f'{{ value = "{lacking[0]}" }}'
        return f"has no column {names}{near} ({self.source} names it; a constant is written {constant})"

    def user(self, row: Row) -> Hashable:
        """Who the row is about: the first identity that has a value, else the device; None for nobody knows.

        Rows of one user must stay in order.
        """
        for names in (self._who, self._device):
            for name in names:
                cell = row.get(name)
                if cell is not None and cell != "":
                    return name, cell if isinstance(cell, str | int) else repr(cell)
        return None

    def groups(self, rows: Sequence[Row]) -> list[list[int]]:
        """The positions of the rows that share a batch: one user's, alike outside of events, at most `MOST_ROWS`.

        Rows of a user that differ outside of events, such as in an attribute, go into batches of their own, in order.
        """
        groups: list[list[int]] = []
        latest: dict[Hashable, tuple[list[object], list[int]]] = {}
        for position, row in enumerate(rows):
            user = self.user(row)
            alike = self._alike(row)
            if user is not None and user in latest:
                before, group = latest[user]
                if before == alike and len(group) < MOST_ROWS:
                    group.append(position)
                    continue
            group = [position]
            groups.append(group)
            latest[user] = alike, group
        return groups

    def batch(self, rows: Sequence[Row]) -> dict[str, Any]:
        """The wire form of the batch of these rows, which are one of the `groups`. Validate it before sending.

        Raises:
            ValidationError: a cell does not fit its field; every such cell, with column and row (from 1).
            ValueError: there are no rows, or they differ outside of events.
        """
        tree, unfit = self.draft(rows)
        if unfit:
            raise ValidationError(
                [Problem(problem.path, problem.kind, f"row {row + 1}: {problem.message}") for row, problem in unfit]
            )
        return tree

    def draft(self, rows: Sequence[Row]) -> tuple[dict[str, Any], list[tuple[int, Problem]]]:
        """As `batch`, with the position and the problem of each cell that does not fit, which is left as it is.

        Raises:
            ValueError: there are no rows, or they differ outside of events.
        """
        if not rows:
            raise ValueError("a batch needs a row")
        first = self._alike(rows[0])
        if any(self._alike(row) != first for row in rows[1:]):
            raise ValueError("the rows of a batch must be alike outside of events: see Mapping.groups")
        unfit: list[tuple[int, Problem]] = []
        tree: dict[str, Any] = self._shared.fill(_Source(rows[0], 0, "$", unfit))
        events: list[Any] = []
        for position, row in enumerate(rows):
            for template in self._events:
                event = template.fill(_Source(row, position, f"$.events[{len(events)}]", unfit))
                if event is not None:
                    events.append(event)
        return ({**tree, "events": events} if events else tree), unfit

    def _alike(self, row: Row) -> list[object]:
        return [row.get(name) for name in self._outside]


# -- compiled: templates that are filled from a row -------------------------------------------------------------------


class _Source(NamedTuple):
    row: Row
    position: int
    place: str
    """Path of the batch or the event that is being filled."""
    unfit: list[tuple[int, Problem]]


class _Constant(msgspec.Struct, frozen=True):
    value: Any

    def fill(self, _: _Source) -> Any:
        return self.value


class _Column(msgspec.Struct, frozen=True):
    name: str
    form: Format
    path: str
    """Below the batch, or below the event."""

    def fill(self, source: _Source) -> Any:
        cell = source.row.get(self.name)
        try:
            return self.form.read(cell)
        except UnfitError as error:
            problem = Problem(source.place + self.path, "invalid", f'column "{self.name}" {error}')
            source.unfit.append((source.position, problem))
            return cell if isinstance(cell, str | int | bool) else str(cell)


class _Object(msgspec.Struct, frozen=True):
    """Left out where all its columns are empty: constants alone do not make one."""

    fields: tuple[tuple[str, _Node], ...]
    from_row: frozenset[str]
    """Those of its fields that are no constants."""

    def fill(self, source: _Source) -> Any:
        tree = {key: value for key, node in self.fields if (value := node.fill(source)) is not None}
        return None if self.from_row and self.from_row.isdisjoint(tree) else tree


class _Array(msgspec.Struct, frozen=True):
    items: tuple[_Node, ...]

    def fill(self, source: _Source) -> Any:
        return [value for node in self.items if (value := node.fill(source)) is not None] or None


_Node: TypeAlias = "_Constant | _Column | _Object | _Array"


def _object(fields: abc.Mapping[str, _Node]) -> _Object:
    return _Object(tuple(fields.items()), frozenset(key for key, node in fields.items() if _names([node])))


def _names(nodes: abc.Iterable[_Node]) -> tuple[str, ...]:
    """The columns that these nodes read, each once."""

    def below(node: _Node) -> Iterator[str]:
        if isinstance(node, _Column):
            yield node.name
        elif isinstance(node, _Object):
            for _, field in node.fields:
                yield from below(field)
        elif isinstance(node, _Array):
            for item in node.items:
                yield from below(item)

    return tuple(dict.fromkeys(name for node in nodes for name in below(node)))


# -- compiling: what the file says, against the description -----------------------------------------------------------


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source

    def fail(self, key: str, message: str) -> MappingError:
        return MappingError(f"{self.source}: {key.lstrip('.') or 'the file'} {message}")

    def batch(self, tree: Any) -> _Object:
        return self.object(tree, _parts(schemas()["Batch"]), "", "", given=("environment",))

    def node(self, said: Any, schema: Schema, key: str, path: str) -> _Node:
        """``key`` is where we are in the file, ``path`` where in the batch or the event."""
        parts = _parts(schema)
        objects = [part for part in parts if "properties" in part or "additionalProperties" in part]
        arrays = [part for part in parts if "array" in _types(part)]
        if isinstance(said, list) and arrays:
            return self.array(said, arrays, key, path)
        if isinstance(said, abc.Mapping) and objects:
            return self.object(said, objects, key, path)
        if isinstance(said, str):
            return self.leaf({"column": said}, parts, key, path)
        if isinstance(said, abc.Mapping) and arrays and len(arrays) == len(parts):
            raise self.fail(key, f"is a list: write [[{key.lstrip('.')}]]")
        if not isinstance(said, abc.Mapping):
            shown = json.dumps(said, default=str)
            raise self.fail(key, f"must name a column as text; a constant is written {{ value = {shown} }}")
        return self.leaf(said, parts, key, path)

    def array(self, said: list[Any], arrays: list[Schema], key: str, path: str) -> _Array:
        items = {"oneOf": [part.get("items", {}) for part in arrays]}
        nodes = []
        for index, item in enumerate(said):
            place = f"[{index}]"
            nodes.append(self.node(item, items, key + place, "" if path == ".events" else path + place))
        return _Array(tuple(nodes))

    def object(
        self, said: abc.Mapping[str, Any], objects: list[Schema], key: str, path: str, given: Sequence[str] = ()
    ) -> _Object:
        objects = self.narrowed(said, objects, key)
        fields: dict[str, _Node] = {}
        for name, item in said.items():
            choices = [part["properties"][name] for part in objects if name in part.get("properties", {})]
            choices += [part["additionalProperties"] for part in objects if part.get("additionalProperties")]
            if not choices and not any("additionalProperties" in part for part in objects):
                known = sorted({field for part in objects for field in part["properties"]})
                raise self.fail(key, f'has no field "{name}" in the Events API{nearest(name, known)}')
            schema = {"oneOf": choices} if choices else {}
            fields[name] = self.node(item, schema, member(key, name), member(path, name))
        needed = set.intersection(*[set(part.get("required", ())) for part in objects])
        for name in sorted(needed - said.keys() - set(given)):
            raise self.fail(key, f'needs "{name}": name its column, or {{ value = ... }}')
        return _object(fields)

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

    def leaf(self, said: abc.Mapping[str, Any], parts: list[Schema], key: str, path: str) -> _Constant | _Column:
        for option in said:
            if option not in _OPTIONS:
                raise self.fail(key, f'has an option "{option}", which is none of {", ".join(_OPTIONS)}')
        if ("column" in said) == ("value" in said):
            raise self.fail(key, 'needs either column = "..." or value = ...')
        form = self.form(said, parts, key)
        if "column" in said:
            if not isinstance(said["column"], str) or not said["column"]:
                raise self.fail(key, "must name its column as text")
            return _Column(said["column"], form, path)
        try:
            value = form.read(said["value"])
        except UnfitError as error:
            raise self.fail(key, str(error)) from None
        known = [name for part in parts for name in part.get("enum", ())]
        if known and value not in known:
            raise self.unknown(key, value, known)
        return _Constant(value)

    def form(self, said: abc.Mapping[str, Any], parts: list[Schema], key: str) -> Format:
        kind = _kind(parts)
        if "type" in said:
            if kind is not Kind.ANY:
                raise self.fail(key, f"is a {kind.value} whatever its column is: leave type out")
            kind = _KINDS.get(said["type"], kind)
            if said["type"] not in _KINDS:
                raise self.fail(key, f"has a type that is none of {', '.join(_KINDS)}")
        for option in ("unit", "timezone"):
            if option in said and kind is not Kind.TIME:
                raise self.fail(key, f"is no time: leave {option} out")
        unit, timezone = said.get("unit", "ms"), said.get("timezone")
        if unit not in _UNITS:
            raise self.fail(key, f"has a unit that is none of {', '.join(_UNITS)}")
        try:
            zoneinfo.ZoneInfo(timezone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, TypeError, OSError):
            raise self.fail(key, 'has an unknown timezone; names are such as "UTC" or "Europe/Paris"') from None
        return Format(kind, unit, timezone)

    def unknown(self, key: str, value: Any, known: Sequence[str]) -> MappingError:
        return self.fail(key, f'is "{value}", which the Events API does not know{nearest(str(value), known)}')


def _parts(schema: Schema) -> list[Schema]:
    """The variants of a schema other than null, references followed."""
    if "$ref" in schema:
        beside = {key: value for key, value in schema.items() if key.startswith("x-")}
        return [part | beside for part in _parts(schemas()[schema["$ref"].rpartition("/")[2]])]
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return [part for choice in schema[union] for part in _parts(choice)]
    return [] if schema.get("type") == "null" else [schema]


def _types(part: Schema) -> list[str]:
    declared = part.get("type", [])
    return [declared] if isinstance(declared, str) else declared


def _kind(parts: list[Schema]) -> Kind:
    types = {name for part in parts for name in _types(part)} - {"null"}
    if any(part.get("x-format") == "epoch-ms" for part in parts):
        return Kind.TIME
    if types and types <= {"object", "array"}:
        return Kind.JSON
    if types == {"integer", "number"}:
        return Kind.NUMBER
    return Kind(types.pop()) if len(types) == 1 else Kind.ANY
