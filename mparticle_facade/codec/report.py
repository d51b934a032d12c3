"""Finds every problem of a batch, each with its path, and makes the JSON tree that would be sent.

Reads the component schemas of the description (``schema.json``), so a rule written there needs no code here. This is
the slow path: a batch that decodes with the generated types gets here only when `Batch.validate` is called.

What becomes what on the wire:

==================================  =====================================================================
``datetime``                        epoch milliseconds where the field is a time (naive: refused), else ISO 8601
``date``, ``time``, ``timedelta``   ISO 8601 text
``Decimal``                         a JSON number (NaN, infinity: refused)
``float``                           a JSON number (NaN, infinity: refused); 5.0 where an integer belongs: 5
``int``                             a JSON number (beyond 64 bits: no valid id, time or attribute)
decimal text in a 64-bit id         that integer (D-27, D-22)
``UUID``                            its canonical text
``Enum``                            its value
list, tuple, set, any `Sequence`    an array
``bytes``                           base64 text
dict, any `Mapping`                 an object
a dataclass, an attrs object        an object of its fields (of attrs: not of those that begin with ``_``)
a subclass of one of these          the same as that (a datetime of freezegun, pendulum or pandas, an ``IntEnum``)
``None`` in a field                 left out, or null where the field must be there; in an attribute map: null
anything else                       refused
==================================  =====================================================================
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import math
import re
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from mparticle_events_models.base import Partial
from mparticle_facade.codec import liberties
from mparticle_facade.codec.plain import members, plainest, type_name
from mparticle_facade.codec.schema import (
    LEFT_OUT,
    Schema,
    allowed_values,
    fits,
    is_missing,
    json_type,
    json_types,
    member,
    nearest,
    required_nullable,
    resolve,
    schemas,
)
from mparticle_facade.errors import ConfigurationError, Problem
from mparticle_facade.limits import MAX_LIVE_AGE_MS, Policy

_ERRORS = {"invalid", "limit", "unknown_field"}
_DEEPEST = 64
_CUT_AT = 256  # characters of the names of events and attributes
_DECIMAL = re.compile(r"-?[0-9]{1,20}\Z")
_MOST_SUGGESTIONS = 100  # a suggestion takes ten times as long as the rest; a request has room for 18,000 problems
_SECONDS_BELOW = 10**11  # as milliseconds: before March 1973; as seconds: until the year 5138


class Report:
    """What `examine` found."""

    def __init__(self, tree: Any, problems: list[Problem], unsendable: list[Problem], *, converted: bool) -> None:
        self.tree = tree
        """The JSON tree, values converted."""
        self.problems = problems
        """Everything, errors and warnings, in document order."""
        self.unsendable = unsendable
        """The errors that have no JSON form at all, such as NaN."""
        self.converted = converted
        """Whether a JSON value was changed to the type of its field, such as decimal text to an integer."""

    def split(self, limits: Policy, unknown_fields: Policy) -> tuple[list[Problem], list[Problem]]:
        """The errors and the warnings under these policies.

        Raises:
            ConfigurationError: a policy is neither ``"error"`` nor ``"warn"``.
        """
        for policy in (limits, unknown_fields):
            if policy not in ("error", "warn"):
                raise ConfigurationError(f'limits and unknown_fields are "error" or "warn", not {policy!r}')
        fatal = _ERRORS - {"limit" * (limits == "warn"), "unknown_field" * (unknown_fields == "warn")}
        errors = [problem for problem in self.problems if problem.kind in fatal]
        return errors, [problem for problem in self.problems if problem.kind not in fatal]


def examine(
    value: Any,
    schema: str = "Batch",
    path: str = "$",
    *,
    now_ms: int | None = None,
    set_aside: bool = False,
    historical: bool = False,
    liberal: bool = True,
) -> Report:
    """Check a value against a component schema.

    ``value`` is a tree of facade objects, generated Structs, mappings and sequences; ``path`` prefixes every problem.
    ``now_ms`` is the current time in epoch milliseconds, for tests. With ``set_aside`` the unknown fields of an object
    are gathered under the empty key of the tree, which is where generated ``partial`` types keep them. ``historical``
    leaves out the advice to send old events to the historical endpoint. Without ``liberal``, nothing is tolerated
    (D-54).
    """
    walk = _Walk(int(time.time() * 1000) if now_ms is None else now_ms, set_aside, historical, liberal)
    tree = walk.visit(value, {"$ref": f"#/components/schemas/{schema}"}, path, 0)
    return Report(tree, walk.problems, walk.unsendable, converted=walk.converted)


class _Walk:
    def __init__(self, now_ms: int, set_aside: bool, historical: bool, liberal: bool) -> None:
        self.liberal = liberal
        self.now_ms = now_ms
        self.set_aside = set_aside
        self.historical = historical
        self.problems: list[Problem] = []
        self.unsendable: list[Problem] = []
        self.inside: set[int] = set()
        self.suggestions = 0
        self.parent = ""
        """The name of the schema of the object that the value at hand stands in."""
        self.converted = False
        self.reading = liberal
        """Whether the values at hand are data, not what a program built with our classes (D-54)."""

    def note(self, path: str, kind: str, message: str) -> None:
        self.problems.append(Problem(path, kind, message))

    def refuse(self, path: str, message: str) -> None:
        self.note(path, "invalid", message)
        self.unsendable.append(self.problems[-1])

    def visit(self, value: Any, schema: Schema, path: str, depth: int) -> Any:
        if id(value) in self.inside:
            return self.refuse(path, "contains itself")
        if depth > _DEEPEST:
            return self.refuse(path, f"is nested more than {_DEEPEST} levels deep")
        self.inside.add(id(value))
        tree = self.descend(value, resolve(schema), path, depth)
        self.inside.discard(id(value))
        return tree

    def descend(self, value: Any, schema: Schema, path: str, depth: int) -> Any:
        before = self.reading
        if isinstance(value, msgspec.Struct | Mapping):
            self.reading = self.liberal and not isinstance(value, Partial)
        tree = self.look_into(value, schema, path, depth)
        self.reading = before
        return tree

    def look_into(self, value: Any, schema: Schema, path: str, depth: int) -> Any:
        unset_is_none = isinstance(value, Partial)
        value = self.plain(value, schema, path)
        if isinstance(value, _Refused):
            return None
        if self.reading:
            value = self.tolerate(value, schema, path)
        variant = self.choose(value, schema, path)
        if variant is None:
            return self.look_into(value, {}, path, depth)
        if isinstance(value, dict):
            if unset_is_none and "x-name" in variant:  # what must be there and may be null can't be left out (D-25)
                value = dict.fromkeys(required_nullable(variant["x-name"])) | value
            return self.mapping(value, variant, path, depth)
        if isinstance(value, list):
            items = variant.get("items", {})
            self.length(value, variant, path, "Items", "entries")
            return [self.visit(item, items, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
        if isinstance(value, str):
            self.length(value, variant, path, "Length", "characters")
        self.advise(value, schema | variant, path)
        return value

    def tolerate(self, value: Any, schema: Schema, path: str) -> Any:
        """The value as the vendor's own SDKs and exports mean it, with a warning (D-54)."""
        read = liberties.read(value, schema, self.parent)
        if read is None:
            return value
        self.converted = True
        self.note(path, "tolerated", read.message)
        return read.value

    # -- Python values to JSON values ---------------------------------------------------------------------------------

    def plain(self, value: Any, schema: Schema, path: str) -> Any:
        """A JSON scalar, list or dict (one level deep), or `_Refused`."""
        try:
            return self.convert(value, schema, path)
        except Exception as error:  # noqa: BLE001  # an object of any library may raise anything when it is read
            self.refuse(path, f"is a {type_name(value)}, which can't be read: {type(error).__name__}")
            return _REFUSED

    def convert(self, value: Any, schema: Schema, path: str) -> Any:
        value = plainest(value)
        form = schema.get("x-format")
        if isinstance(value, dt.datetime) and form == "epoch-ms":
            if value.tzinfo is None:
                self.refuse(path, "is a datetime without time zone; add one, as in datetime.now(timezone.utc)")
                return _REFUSED
            return round(value.timestamp() * 1000)
        if isinstance(value, float | Decimal) and not _is_finite(value):
            self.refuse(path, "is not a finite number, and JSON has no form for it; leave it out or send null")
            return _REFUSED
        if isinstance(value, Decimal) and abs(value) >= 2**63 and value == value.to_integral_value():
            self.refuse(path, "is an integer beyond 64 bits; send it as text")
            return _REFUSED
        if isinstance(value, bool | None):
            return value
        if isinstance(value, str):
            if form == "decimal-text" and _DECIMAL.match(value):
                self.converted = True
                return int(value)
            return self.text(value, path)
        if isinstance(value, int):
            return value
        if isinstance(value, float | Decimal):
            types = json_types(schema)
            if _whole(value) and "integer" in types and "number" not in types:
                self.converted = True
                return int(value)
            return value
        if isinstance(value, Mapping):
            return self.keys(value, path)
        if (inside := members(value)) is not None:
            return inside
        try:
            return msgspec.to_builtins(value)  # as the encoder would write it
        except (TypeError, ValueError, RecursionError, BufferError):
            what = (
                f"the class {value.__name__}; make an object of it"
                if isinstance(value, type)
                else f"a {type_name(value)}"
            )
            self.refuse(path, f"is {what}, which has no JSON form; convert it first")
            return _REFUSED

    def text(self, value: str, path: str) -> Any:
        try:
            return value.encode().decode()
        except UnicodeEncodeError:
            self.refuse(path, "holds half of a surrogate pair, which is no text; decode its source as UTF-8")
            return _REFUSED

    def keys(self, value: Mapping[Any, Any], path: str) -> dict[str, Any]:
        plain = {}
        for key, item in value.items():
            try:
                (name,) = msgspec.to_builtins({plainest(key): None}, str_keys=True)
            except (TypeError, ValueError):
                name = key
            if not isinstance(name, str):
                self.refuse(path, f"has a key that is a {type_name(key)}; keys are text")
            elif not isinstance(self.text(name, path), _Refused):
                plain[name] = item
        return plain

    # -- JSON values against the schema -------------------------------------------------------------------------------

    def choose(self, value: Any, schema: Schema, path: str) -> Schema | None:
        """The variant of a schema that a value is meant for, None where it fits none (a problem then)."""
        if "discriminator" in schema:
            return self.event(value, schema, path)
        variants = [resolve(variant) for variant in schema.get("oneOf") or schema.get("anyOf") or [schema]]
        for variant in variants:  # an integer is checked against the integer variant before the number, for its range
            if fits(value, variant):
                self.confine(value, variant, path)
                return variant
        expected = " or ".join(dict.fromkeys(name for variant in variants for name in json_types(variant)))
        hint = ""
        if "string" in expected and isinstance(value, int | float) and not isinstance(value, bool):
            hint = "; write it as text"
        elif isinstance(value, str) and ("integer" in expected or "number" in expected):
            hint = "; write it as a number"
        elif "null" not in expected and value is None:
            hint = "; leave the field out"
        self.note(path, "invalid", f"must be {expected}, not {json_type(value)}{hint}")
        return None

    def event(self, value: Any, schema: Schema, path: str) -> Schema | None:
        tags = schema["discriminator"]["mapping"]
        if not isinstance(value, dict):
            self.note(path, "invalid", f"must be an event, not {json_type(value)}")
        elif "event_type" not in value:
            self.note(path, "invalid", 'lacks "event_type"; an event is {"event_type": ..., "data": {...}}')
        elif self.reading and liberties.is_crash_report(value):
            value["event_type"] = "crash_report"
            self.converted = True
            message = 'is a crash report, which the vendor\'s Python SDK sends as "commerce_event" (D-52)'
            self.note(member(path, "event_type"), "tolerated", message)
            return resolve({"$ref": tags["crash_report"]})
        elif not isinstance(tag := value["event_type"], str) or tag not in tags:
            self.enum(tag, list(tags), member(path, "event_type"))
        else:
            return resolve({"$ref": tags[tag]})
        return None

    def confine(self, value: Any, schema: Schema, path: str) -> None:
        known = allowed_values(schema)
        if value is None:
            return
        bounded = "minimum" in schema and not isinstance(value, str)
        if bounded and not schema["minimum"] <= value <= schema["maximum"]:
            beyond = (
                "is an integer beyond 64 bits; send it as text"
                if not isinstance(value, str) and abs(value) >= 2**63
                else ""
            )
            self.note(path, "invalid", beyond or f"must be between {schema['minimum']} and {schema['maximum']}")
        elif self.liberal and value in schema.get("x-tolerated", ()):
            message = f"{_quote(value)} is in models of the vendor's, in no schema (D-39): choose one of "
            self.note(path, "tolerated", message + ", ".join(map(str, known or ())))
        elif known is not None and value not in known:
            self.enum(value, known, path)

    def enum(self, value: Any, known: list[str], path: str) -> None:
        hint = self.nearest(value, known) if isinstance(value, str) else ""
        self.note(path, "invalid", f"{_quote(value)} is not one of {', '.join(map(str, known))}{hint}")

    def mapping(self, value: dict[str, Any], schema: Schema, path: str, depth: int) -> dict[str, Any]:
        properties: dict[str, Schema] = schema.get("properties", {})
        extra = schema.get("additionalProperties")
        names = schema.get("propertyNames")
        tree: dict[str, Any] = {}
        self.length(value, schema, path, "Properties", "entries")
        if len(value) > schema.get("x-advised-entries", len(value)):
            advised = schema["x-advised-entries"]
            self.note(
                path, "suspicious", f"has {len(value)} entries, over {advised}, once a limit of the vendor (F-47)"
            )
        if self.reading and properties:
            value = self.rename(value, properties, path)
        missing = [key for key in schema.get("required", ()) if is_missing(value, key, properties[key])]
        for key in missing:
            self.note(member(path, key), "invalid", f"is required{_REQUIRED_HINTS.get(key, '')}")
        name = schema.get("x-name", "")
        for key, item in value.items():
            self.parent = name
            if key in missing:
                continue
            below = member(path, key)
            if key in properties:
                if self.reading and item is None and "null" not in json_types(resolve(properties[key])):
                    self.converted = True
                    self.note(below, "tolerated", "is null, and left out; no schema takes null here (D-46)")
                    continue
                tree[key] = self.visit(item, properties[key], below, depth + 1)
                continue
            if properties and extra is None:
                self.note(
                    below, "unknown_field", f'"{key}" is not a field of the Events API{self.hint(key, properties)}'
                )
                if self.set_aside:
                    tree.setdefault("", {})[key] = item
                    continue
            if names is not None:
                self.key(key, resolve(names), below)
            tree[key] = self.visit(item, extra or {}, below, depth + 1)
        for key, field in properties.items():
            if field.get("deprecated") and value.get(key) is not None:
                self.note(member(path, key), "suspicious", "is in no schema that the vendor publishes")
            if field.get("x-recommended") and value.get(key) is None:
                self.note(member(path, key), "missing", LEFT_OUT)
        for rule in (*_RULES.get(name, ()), *([_age] if name.endswith("EventData") else ())):
            rule(self, tree, path)
        return tree

    def rename(self, value: dict[str, Any], properties: dict[str, Schema], path: str) -> dict[str, Any]:
        """The fields under the names that the service knows (D-54)."""
        known = {}
        for key, item in value.items():
            alias = liberties.ALIASES.get(key)
            if key in properties or alias not in properties:
                known[key] = item
            elif value.get(alias, item) != item:
                self.note(member(path, key), "invalid", f'is the same field as "{alias}", and has another value')
            else:
                self.converted = True
                self.note(member(path, key), "tolerated", f'is read as "{alias}", the name that the service knows')
                known[alias] = item
        return known

    def hint(self, key: str, properties: dict[str, Schema]) -> str:
        alias = liberties.ALIASES.get(key)
        return f'; did you mean "{alias}"?' if alias in properties else self.nearest(key, list(properties))

    def nearest(self, name: str, known: Sequence[str]) -> str:
        """`nearest`, for the first problems only: no one reads thousands of suggestions, and each is expensive."""
        self.suggestions += 1
        return nearest(name, known) if self.suggestions <= _MOST_SUGGESTIONS else ""

    def key(self, key: str, names: Schema, path: str) -> None:
        self.length(key, names, path, "Length", "characters in its name")
        self.confine(key, names, path)

    def length(self, value: Any, schema: Schema, path: str, what: str, unit: str) -> None:
        most = schema.get(f"max{what}")
        if most is not None and len(value) > most:
            cut = "; the service cuts off what is beyond (F-46)" if most == _CUT_AT and what == "Length" else ""
            self.note(path, "limit", f"has {len(value)} {unit}, the default service limit is {most}{cut}")

    def advise(self, value: Any, schema: Schema, path: str) -> None:
        """Warn of what the service takes although it is probably a mistake."""
        known = schema.get("x-known-values")
        if known and isinstance(value, str) and value not in (names := schemas()[known]["enum"]):
            self.note(path, "unknown_value", f"{_quote(value)} is not a known value{self.nearest(value, names)}")
        form = schema.get("x-format")
        if form == "epoch-ms" and isinstance(value, int):
            if 0 < value < _SECONDS_BELOW:
                self.note(path, "suspicious", "looks like seconds; times are milliseconds since 1970 (D-42)")
            elif value > self.now_ms + 86_400_000:
                self.note(path, "suspicious", "is more than a day in the future")
        elif form == "uuid" and isinstance(value, str) and not _is_uuid(value):
            self.note(path, "suspicious", "is not a UUID")
        elif form == "ip" and isinstance(value, str) and not _is_ip(value):
            self.note(path, "suspicious", "is not an IPv4 or IPv6 address")


class _Refused:
    """A value that has no JSON form."""


_REFUSED = _Refused()
_REQUIRED_HINTS = {"environment": ': "development" or "production"; it is never assumed'}


def _is_finite(value: float | Decimal) -> bool:
    """Whether it is a number that a JSON reader can hold: a Decimal may be NaN, or beyond any double."""
    return (not isinstance(value, Decimal) or value.is_finite()) and math.isfinite(value)


def _whole(value: float | Decimal) -> bool:
    return -(2**64) < value < 2**64 and value == int(value)


def _quote(value: Any) -> str:
    text = msgspec.json.encode(value).decode() if isinstance(value, str) else json_type(value)
    return text if len(text) <= 60 else f'{text[:56]}..."'


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


# -- rules about several fields at once ------------------------------------------------------------------------------

COMMERCE_KINDS = ("product_action", "promotion_action", "product_impressions")
COMMERCE_RULE = f"needs one of {', '.join(COMMERCE_KINDS)}"


def _commerce(walk: _Walk, tree: dict[str, Any], path: str) -> None:
    """Exactly one of three (D-44)."""
    given = [kind for kind in COMMERCE_KINDS if tree.get(kind) is not None]
    if not given:
        walk.note(path, "invalid", COMMERCE_RULE)
    elif len(given) > 1:
        walk.note(path, "suspicious", f"has {' and '.join(given)}; an event is one of these")


def _flags(walk: _Walk, tree: dict[str, Any], path: str) -> None:
    """Any JSON value is sent; the published schemas know scalars only (D-6)."""
    flags = tree.get("custom_flags")
    for key, value in flags.items() if isinstance(flags, dict) else ():
        if isinstance(value, list | dict):
            walk.note(member(member(path, "custom_flags"), key), "suspicious", "is not a scalar")


def _age(walk: _Walk, tree: dict[str, Any], path: str) -> None:
    """Older events belong to the historical endpoint (F-40)."""
    happened = tree.get("timestamp_unixtime_ms")
    if not walk.historical and isinstance(happened, int) and _SECONDS_BELOW <= happened < walk.now_ms - MAX_LIVE_AGE_MS:
        message = "is more than 30 days ago; bulk_upload_historical_events is the place for it"
        walk.note(member(path, "timestamp_unixtime_ms"), "suspicious", message)


_RULES: dict[str, tuple[Callable[[_Walk, dict[str, Any], str], None], ...]] = {
    "CommerceEventData": (_commerce, _flags),
    "CustomEventData": (_flags,),
    "ScreenViewEventData": (_flags,),
}
