"""The description as a Spark type."""

from __future__ import annotations

from pyspark.sql.types import (
    ArrayType,
    BooleanType,
    DataType,
    DoubleType,
    IntegerType,
    LongType,
    MapType,
    StringType,
    StructField,
    StructType,
    VariantType,
)

from mparticle_facade.codec.schema import Schema, json_types, variants

_SCALARS: dict[str, DataType] = {"string": StringType(), "boolean": BooleanType(), "number": DoubleType()}
_DEEPEST = 12


def batch_schema() -> StructType:
    """A batch as the struct that the writer takes: for ``from_json``, or to build rows for.

    Made from the description, so that it has every field that can be sent. An event is a struct of ``event_type`` and
    ``data``, and ``data`` has the fields of all types of events: fill in those of its type. What may be of several
    types, such as the value of an attribute, is a ``VARIANT``.
    """
    struct = _type([{"$ref": "#/components/schemas/Batch"}], 0)
    assert isinstance(struct, StructType)
    return struct


def _type(choices: list[Schema], depth: int) -> DataType:
    """``depth`` ends the breadcrumbs that hold breadcrumbs."""
    parts = [part for choice in choices for part in variants(choice)]
    types = {name for part in parts for name in json_types(part)} - {"null"}
    if types == {"object"} and depth < _DEEPEST:
        if all("properties" in part for part in parts):
            return _struct(parts, depth)
        if not any("properties" in part for part in parts):
            return MapType(StringType(), _type([part.get("additionalProperties", {}) for part in parts], depth + 1))
    if types == {"array"} and depth < _DEEPEST:
        return ArrayType(_type([part.get("items", {}) for part in parts], depth + 1))
    if types == {"integer"}:
        return IntegerType() if all(part.get("format") == "int32" for part in parts) else LongType()
    return _SCALARS[types.pop()] if len(types) == 1 and types <= _SCALARS.keys() else VariantType()


def _struct(parts: list[Schema], depth: int) -> StructType:
    fields: dict[str, list[Schema]] = {}
    for part in parts:
        for name, schema in part["properties"].items():
            if not schema.get("readOnly"):
                fields.setdefault(name, []).append(schema)
    return StructType([StructField(name, _type(choices, depth + 1)) for name, choices in fields.items()])
