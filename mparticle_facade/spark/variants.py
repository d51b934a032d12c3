"""Columns of Arrow whose ``VARIANT`` values, wherever they are nested, are JSON, which DuckDB knows."""

from __future__ import annotations

import pyarrow as pa
from pyspark.sql.types import ArrayType, DataType, MapType, StructType, VariantType, VariantVal


def in_json(batch: pa.RecordBatch, schema: StructType) -> pa.RecordBatch:
    """The same rows; all but variants, and what holds them, is left as it is."""
    columns = [
        _column(batch.column(index), field.dataType) if _holds_variant(field.dataType) else batch.column(index)
        for index, field in enumerate(schema.fields)
    ]
    return pa.RecordBatch.from_arrays(columns, schema.names)


def _holds_variant(kind: DataType) -> bool:
    if isinstance(kind, StructType):
        return any(_holds_variant(field.dataType) for field in kind.fields)
    if isinstance(kind, ArrayType):
        return _holds_variant(kind.elementType)
    if isinstance(kind, MapType):
        return _holds_variant(kind.valueType)
    return isinstance(kind, VariantType)


def _column(column: pa.Array, kind: DataType) -> pa.Array:
    if isinstance(kind, VariantType):
        found = [
            None if cell is None else VariantVal(cell["value"], cell["metadata"]).toJson()
            for cell in column.to_pylist()
        ]
        return pa.ExtensionArray.from_storage(pa.json_(), pa.array(found, pa.string()))
    if not _holds_variant(kind):
        return column
    absent = column.is_null() if column.null_count else None
    if isinstance(kind, StructType):
        below = [_column(part, field.dataType) for part, field in zip(column.flatten(), kind.fields, strict=True)]
        return pa.StructArray.from_arrays(below, kind.names, mask=absent)
    if isinstance(kind, ArrayType):
        return pa.ListArray.from_arrays(column.offsets, _column(column.values, kind.elementType), mask=absent)
    assert isinstance(kind, MapType)
    return pa.MapArray.from_arrays(column.offsets, column.keys, _column(column.items, kind.valueType), mask=absent)
