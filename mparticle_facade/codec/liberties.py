"""What the vendor's own SDKs and exports write although no schema has it, and what is meant by it (D-54).

Taken in data, such as JSON that is read or sent, never in what a program builds with the classes of this package.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from mparticle_facade.codec.schema import Schema, fits, json_types, resolve

ALIASES = {
    "batch_context": "context",  # the vendor's OpenAPI file (D-1)
    "customerid": "customer_id",  # its Python, Node and Ruby SDKs (D-13)
    "system_memory_available_Bytes": "system_memory_available_bytes",  # its JSON reference (D-41)
}
"""Other names of fields."""

_NUMBER = re.compile(r"[-+]?[0-9]{1,20}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?\Z", re.ASCII)
_CRASH = {
    "breadcrumbs", "class_name", "exception_handled", "ios_image_base_address", "ios_image_size", "message",
    "pl_crash_report_file_base64", "session_number", "severity", "stack_trace", "topmost_context",
}  # fmt: skip
"""Fields that crash reports of the vendor's Python SDK have and its commerce events do not."""
_COMMERCE = {"product_action", "product_impressions", "promotion_action"}


class Read(NamedTuple):
    """A value as it is meant, and how it is to be written."""

    value: Any
    message: str


def read(value: Any, schema: Schema, parent: str) -> Read | None:
    """What a JSON value means for a schema that it does not fit; None where it fits, or means nothing.

    ``parent`` is the name of the schema of the object that the value stands in.
    """
    if "discriminator" in schema:
        return None
    variants = [resolve(variant) for variant in schema.get("oneOf") or schema.get("anyOf") or [schema]]
    types = {kind for variant in variants for kind in json_types(variant)}
    if value == "" and "null" in types and "string" not in types:
        return Read(None, "is empty; leave it out, or write null")
    if not types or any(fits(value, variant) for variant in variants):
        return None
    for variant in variants:
        for kind in json_types(variant):
            found = _AS[kind](value, {**schema, **variant, "x-parent": parent}) if kind in _AS else None
            if found is not None:
                return found
    return None


def is_crash_report(event: dict[str, Any]) -> bool:
    """Whether a commerce event is a crash report of the vendor's Python SDK (D-52)."""
    data = event.get("data")
    keys = data.keys() if isinstance(data, dict) and event.get("event_type") == "commerce_event" else set()
    return bool(keys & _CRASH) and not keys & _COMMERCE


def _as_text(value: Any, schema: Schema) -> Read | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole and schema["x-parent"] == "UserIdentities":
        return Read(str(value), "is read as text; write it in quotes")
    return None


def _as_number(value: Any, schema: Schema) -> Read | None:
    if not isinstance(value, str):
        return None
    if _NUMBER.match(value):
        number = float(value) if "number" in json_types(schema) and not value.lstrip("+-").isdigit() else None
        if number is None:
            number = int(value) if value.lstrip("+-").isdigit() else None
        if number is not None and math.isfinite(number):
            return Read(number, "is read as a number; write it without quotes")
    if schema.get("x-format") == "epoch-ms":
        try:
            time = dt.datetime.fromisoformat(value)
        except ValueError:
            return None
        if time.tzinfo is not None:
            message = "is read as a time; write it in milliseconds since 1970"
            return Read(round(time.timestamp() * 1000), message)
    return None


def _as_boolean(value: Any, schema: Schema) -> Read | None:
    del schema
    words = {"true": True, "false": False}
    if isinstance(value, str) and value.lower() in words:
        return Read(words[value.lower()], "is read as true or false; write it without quotes")
    return None


def _as_object(value: Any, schema: Schema) -> Read | None:
    """The identities of a stored batch, which are a list."""
    if schema.get("x-name") != "UserIdentities" or not isinstance(value, list):
        return None
    found = {}
    for one in value:
        if not isinstance(one, dict) or not isinstance(one.get("identity_type"), str) or "identity" not in one:
            return None
        found[one["identity_type"]] = one["identity"]
    return Read(found, 'is read as a mapping; write {"customer_id": "..."}, a text for each kind of identity')


_AS: dict[str, Callable[[Any, Schema], Read | None]] = {
    "boolean": _as_boolean, "integer": _as_number, "number": _as_number, "object": _as_object, "string": _as_text,
}  # fmt: skip
