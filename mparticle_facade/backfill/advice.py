"""A quick look for values that deserve a slow one: seconds for milliseconds, a future time, a UUID that is none.

The types are made from the marks in the description (``x-format``, ``x-known-values``, ...), of nothing else: what
decodes with them needs no advice, what does not may need some, and `mparticle_facade.codec.report` knows which.
"""

from __future__ import annotations

import time
import uuid
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from mparticle_facade.codec.schema import Schema, schemas
from mparticle_facade.limits import MAX_LIVE_AGE_MS

_EARLIEST_MS = 10**11  # less looks like seconds
_DAY_MS = 86_400_000
_IPV4 = r"^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!\Z)|\Z)){4}\Z"
_SCALARS = str | int | float | bool | None


def decoder(*, historical: bool) -> msgspec.json.Decoder[Any]:
    """Takes a batch that needs no advice; with ``historical``, old events are none."""
    return msgspec.json.Decoder(_Types(int(time.time() * 1000), historical).of({"$ref": "#/components/schemas/Batch"}))


class _Types:
    def __init__(self, now_ms: int, historical: bool) -> None:
        self.latest = now_ms + _DAY_MS
        self.earliest = _EARLIEST_MS if historical else max(_EARLIEST_MS, now_ms - MAX_LIVE_AGE_MS)
        self.known: dict[str, Any] = {}

    def of(self, schema: Schema, name: str = "") -> Any:
        """The type for a schema, None where there is nothing to look at."""
        if "$ref" in schema:
            component = schema["$ref"].rpartition("/")[2]
            if component not in self.known:
                self.known[component] = self.of(schemas()[component] | {"x-name": component}, name)
            return self.known[component]
        if "discriminator" in schema:
            return self.tagged(schema["discriminator"])
        leaf = self.leaf(schema, name)
        if leaf is not None:
            return leaf | None
        parts = [found for part in schema.get("oneOf", ()) if (found := self.of(part, name)) is not None]
        if parts:
            return parts[0] | None
        if "properties" in schema:
            return self.object(schema)
        if schema.get("x-name") == "CustomFlags":
            return dict[str, _SCALARS]
        for key in ("additionalProperties", "items"):
            below: Any = self.of(schema[key]) if schema.get(key) else None
            if below is not None:
                return dict[str, below] if key == "additionalProperties" else list[below]
        return None

    def leaf(self, schema: Schema, name: str) -> Any:
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
        return None

    def object(self, schema: Schema, **settings: Any) -> Any:
        name = schema.get("x-name", "")
        fields: list[Any] = []
        for key, field in schema["properties"].items():
            kind = None if "const" in field else self.of(field, f"{name}.{key}")
            if field.get("deprecated"):
                fields.append((key, None, None))
            elif field.get("x-recommended"):
                fields.append((key, _without_none(kind)))
            elif kind is not None:
                fields.append((key, kind, None))
        return msgspec.defstruct(name or "Object", fields, kw_only=True, **settings) if fields or settings else None

    def tagged(self, discriminator: Schema) -> Any:
        union: Any = None
        for tag, reference in discriminator["mapping"].items():
            name = reference.rpartition("/")[2]
            schema = schemas()[name] | {"x-name": name}
            kind = self.object(schema, tag_field=discriminator["propertyName"], tag=tag)
            union = kind if union is None else union | kind
        return union


def _without_none(kind: Any) -> Any:
    return kind.__args__[0] if kind is not None else Any
