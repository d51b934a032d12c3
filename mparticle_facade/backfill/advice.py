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
from mparticle_facade.codec.schema import Schema, schemas
from mparticle_facade.limits import MAX_LIVE_AGE_MS

_EARLIEST_MS = 10**11  # less looks like seconds
_DAY_MS = 86_400_000
_IPV4 = r"^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!\Z)|\Z)){4}\Z"
_SCALARS = str | int | float | bool | None
_ABSENT = (type(None), UnsetType)
_UNIONS = (Union, types.UnionType)


def decoder(*, historical: bool) -> msgspec.json.Decoder[wire.Batch]:
    """Takes a valid batch that needs no advice; with ``historical``, old events need none."""
    return msgspec.json.Decoder(_Types(int(time.time() * 1000), historical).tightened(wire.Batch))


class _Types:
    def __init__(self, now_ms: int, historical: bool) -> None:
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
            elif schema.get("x-recommended"):
                fields.append((field.name, _union(part for part in _choices(given) if part not in _ABSENT)))
            elif given != field.type:
                absent = (given | None | UnsetType, UNSET) if field.default is UNSET else (given,)
                fields.append((field.name, *absent))
        return msgspec.defstruct(kind.__name__, fields, bases=(kind,), kw_only=True, gc=False) if fields else kind

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


def _choices(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in _UNIONS else (kind,)


def _union(kinds: Iterable[Any]) -> Any:
    return functools.reduce(operator.or_, kinds)
