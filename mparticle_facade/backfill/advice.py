"""A quick look that also sees what deserves a slow one: seconds for milliseconds, a future time, a UUID that is none.

The types are those of the wire, tightened by the marks in the description (``x-format``, ``x-known-values``, ...) and
by nothing else: what decodes with them is valid and needs no advice; of what does not,
`mparticle_facade.codec.report` knows what is wrong or worth a look.
"""

from __future__ import annotations

import functools
import operator
import time
import types
import uuid
from collections.abc import Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import UNSET, Meta, UnsetType

from mparticle_events_models import wire
from mparticle_facade.codec.decoders import without_content
from mparticle_facade.codec.schema import LEFT_OUT, Schema, schemas
from mparticle_facade.errors import Problem
from mparticle_facade.limits import MAX_LIVE_AGE_MS

_EARLIEST_MS = 10**11  # less looks like seconds
_DAY_MS = 86_400_000
_IPV4 = r"^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!\Z)|\Z)){4}\Z"
_SCALARS = str | int | float | bool | None
_NONE = (None, UNSET)
_ABSENT = (type(None), UnsetType)
_UNIONS = (Union, types.UnionType)


def decoder(*, historical: bool, gaps: bool = False) -> msgspec.json.Decoder[wire.Batch]:
    """Takes a valid batch that needs no advice; with ``historical``, old events need none.

    With ``gaps`` it may lack what some of the vendor's pages require, which `missing` then tells.
    """
    return msgspec.json.Decoder(_Types(int(time.time() * 1000), historical, gaps).tightened(wire.Batch))


def missing(value: Any, path: str = "$") -> list[Problem]:
    """What a decoded batch lacks, though some of the vendor's pages require it."""
    found = []
    wanted, below = _recommended(type(value).__name__)
    for name, key in wanted:
        if getattr(value, name) in _NONE:
            found.append(Problem(f"{path}.{key}", "missing", LEFT_OUT))
    for name, key in below:
        part = getattr(value, name)
        if isinstance(part, list):
            for index, item in enumerate(part):
                found += missing(item, f"{path}.{key}[{index}]")
        elif part not in _NONE:
            found += missing(part, f"{path}.{key}")
    return found


@functools.cache
def _recommended(component: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The fields of a struct that are recommended, as it and as JSON names them; and those that have such below."""
    described = schemas().get(component, {}).get("properties", {})
    kind: type[msgspec.Struct] | None = getattr(wire, component, None)
    wanted, below = [], []
    for field in msgspec.structs.fields(kind) if kind else ():
        names = field.name, field.encode_name
        if described.get(field.encode_name, {}).get("x-recommended"):
            wanted.append(names)
        if any(any(_recommended(struct.__name__)) for struct in _structs(field.type)):
            below.append(names)
    return wanted, below


def _structs(kind: Any) -> list[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [kind]
    return [found for part in get_args(kind) for found in _structs(part)]


class _Types:
    def __init__(self, now_ms: int, historical: bool, gaps: bool) -> None:
        self.gaps = gaps
        self.latest = now_ms + _DAY_MS
        self.earliest = _EARLIEST_MS if historical else max(_EARLIEST_MS, now_ms - MAX_LIVE_AGE_MS)
        self.known: dict[type, Any] = {}

    def tightened(self, kind: Any) -> Any:
        """The same type, with the marks of all structs in it."""
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            if kind not in self.known:
                self.known[kind] = self.struct(kind)
            return self.known[kind]
        origin = get_origin(kind)
        if origin is Annotated:
            return Annotated[self.tightened(kind.__origin__), *kind.__metadata__]
        if origin in (list, dict):
            return types.GenericAlias(origin, tuple(map(self.tightened, get_args(kind))))
        return _union(map(self.tightened, _choices(kind))) if origin in _UNIONS else kind

    def struct(self, kind: type[msgspec.Struct]) -> Any:
        fields: list[Any] = []
        described = schemas().get(kind.__name__, {}).get("properties", {})
        for field in msgspec.structs.fields(kind):
            schema = described.get(field.encode_name, {})
            marked = self.marked(schema, f"{kind.__name__}.{field.encode_name}")
            given = self.tightened(field.type) if marked is None else marked
            if schema.get("deprecated"):
                fields.append((field.name, None | UnsetType, UNSET))
            elif schema.get("x-recommended") and not self.gaps:
                fields.append((field.name, _union(part for part in _choices(given) if part not in _ABSENT)))
            elif given != field.type:
                absent = [part for part in _choices(field.type) if part in _ABSENT]
                fields.append((field.name, _union([given, *absent]), *([UNSET] if field.default is UNSET else [])))
        rule = {"__post_init__": _with_content} if kind is wire.CommerceEventData else {}
        if not fields and not rule:
            return kind
        return msgspec.defstruct(kind.__name__, fields, bases=(kind,), namespace=rule, kw_only=True, gc=False)

    def marked(self, schema: Schema, name: str) -> Any:
        """The type that the marks of a field leave, None where it has none."""
        if "$ref" in schema:
            component = schema["$ref"].rpartition("/")[2]
            found = schemas()[component]
            return dict[str, _SCALARS] if component == "CustomFlags" else self.marked(found, name)
        form = schema.get("x-format")
        if form == "epoch-ms":
            event = name.endswith("EventData.timestamp_unixtime_ms")
            return Annotated[int, Meta(ge=self.earliest if event else _EARLIEST_MS, le=self.latest)]
        if form == "uuid":
            return uuid.UUID  # faster than a pattern
        if form == "ip":
            return Annotated[str, Meta(pattern=_IPV4)]
        if known := schema.get("x-known-values"):
            return Literal[tuple(schemas()[known]["enum"])]
        if parts := [found for part in schema.get("oneOf", ()) if (found := self.marked(part, name)) is not None]:
            return parts[0]
        for key in ("additionalProperties", "items"):
            below: Any = self.marked(schema[key], name) if schema.get(key) else None
            if below is not None:
                return dict[str, below | None] if key == "additionalProperties" else list[below | None]
        return None


def _with_content(commerce: wire.CommerceEventData) -> None:
    if without_content(commerce):
        raise ValueError  # a rule that no type can say


def _choices(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in _UNIONS else (kind,)


def _union(kinds: Iterable[Any]) -> Any:
    return functools.reduce(operator.or_, kinds)
