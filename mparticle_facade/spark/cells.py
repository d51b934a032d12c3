"""What Spark hands over as the plain values that the codec takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    DataType,
    MapType,
    Row,
    StructType,
    TimestampType,
    VariantType,
)

Reader = Callable[[Any], Any]


def reader(kind: DataType) -> Reader:
    """A function from cells of this type to plain values.

    An empty field of a struct is left out; a null in a map, such as an attribute without a value, is kept.
    """
    read = _reader(kind)
    return lambda cell: None if cell is None else read(cell)


def _reader(kind: DataType) -> Reader:
    if isinstance(kind, StructType):
        return _struct(kind)
    if isinstance(kind, ArrayType):
        item = reader(kind.elementType)
        return lambda cells: [item(cell) for cell in cells]
    if isinstance(kind, MapType):
        value = reader(kind.valueType)
        return lambda cells: {key: value(cell) for key, cell in cells.items()}
    if isinstance(kind, TimestampType):
        return _moment
    if isinstance(kind, VariantType):
        return lambda cell: cell.toPython()
    return bytes if isinstance(kind, BinaryType) else _as_it_is


def _struct(kind: StructType) -> Reader:
    fields = [(field.name, reader(field.dataType)) for field in kind.fields]

    def read(row: Row) -> dict[str, Any]:
        cells = ((name, read(cell)) for (name, read), cell in zip(fields, row, strict=True))
        return {name: cell for name, cell in cells if cell is not None}

    return read


def _moment(cell: dt.datetime) -> dt.datetime:
    """Spark's Python side gives instants in the time zone of its process, and does not say so."""
    return cell.astimezone(dt.UTC)


def _as_it_is(cell: Any) -> Any:
    return cell
