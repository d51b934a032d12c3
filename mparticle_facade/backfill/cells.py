"""A cell of a table as the JSON value that its field wants."""

from __future__ import annotations

import datetime as dt
import math
import zoneinfo
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

PER_MS = {"s": Decimal("0.001"), "ms": Decimal(1), "us": Decimal(1000), "ns": Decimal(1_000_000)}
"""How many of a unit make a millisecond."""
ISO = "iso"
_NEVER_MS = 2**63
_TRUE, _FALSE = {"true", "t", "yes", "y", "1"}, {"false", "f", "no", "n", "0"}
_CAST = "cast the column in the export"


class UnfitError(ValueError):
    """A cell that its field can't take; the text says why, without the value."""


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


class Format(msgspec.Struct, frozen=True):
    """How the values of a column are to be read."""

    kind: Kind
    unit: str = "ms"
    """Of a number in a field that is a time: a key of `PER_MS`, or `ISO` for text in ISO 8601."""
    timezone: str | None = None
    """Of a time that does not say."""

    def read(self, cell: object) -> Any:
        """The JSON value; None for an empty cell.

        Raises:
            UnfitError: the cell holds something else.
        """
        if cell is None or cell == "":
            return None
        return _time(cell, self) if self.kind is Kind.TIME else _READERS[self.kind](cell)


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | UUID):
        return str(cell).lower()
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()
    if isinstance(cell, bytes):
        return _decoded(cell)
    if isinstance(cell, float | Decimal):
        raise UnfitError(f"is a fractional number where text belongs, which may have lost digits: {_CAST}")
    raise UnfitError(f"is a {type(cell).__name__} where text belongs: {_CAST}")


def _decoded(cell: bytes) -> str:
    try:
        return cell.decode()
    except UnicodeDecodeError:
        raise UnfitError("is binary where text belongs") from None


def _number(cell: object) -> int | float | Decimal:
    if isinstance(cell, str):
        try:
            cell = int(cell)
        except ValueError:
            try:
                cell = float(cell)
            except ValueError:
                raise UnfitError("is not a number") from None
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return _finite(cell)
    raise UnfitError("is not a number")


def _finite(cell: float | Decimal) -> float | Decimal:
    if not math.isfinite(cell):
        raise UnfitError("is not a finite number, and JSON has no form for it; leave the cell empty")
    return cell


def _integer(cell: object) -> int:
    number = _number(cell)
    if number != int(number):
        raise UnfitError("is not a whole number")
    return int(number)


def _boolean(cell: object) -> bool:
    text = str(cell).lower()
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    raise UnfitError("is neither true nor false")


def _time(cell: object, form: Format) -> int:
    """Epoch milliseconds."""
    if isinstance(cell, str) and form.unit == ISO:
        try:
            cell = dt.datetime.fromisoformat(cell)
        except ValueError:
            raise UnfitError("is not a time in ISO 8601") from None
    if isinstance(cell, dt.datetime):
        return round(_zoned(cell, form).timestamp() * 1000)
    if isinstance(cell, dt.date):
        return round(_zoned(dt.datetime.combine(cell, dt.time()), form).timestamp() * 1000)
    if form.unit == ISO:
        raise UnfitError('is a number, but the mapping says unit = "iso"')
    try:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
            raise ArithmeticError
        number = Decimal(str(cell)) / PER_MS[form.unit]
        if not abs(number) < _NEVER_MS:
            raise ArithmeticError
        return round(number)
    except ArithmeticError:
        raise UnfitError(
            f'is not a number of {form.unit}; for text such as 2026-01-31T12:00Z say unit = "iso"'
        ) from None


def _zoned(moment: dt.datetime, form: Format) -> dt.datetime:
    if moment.tzinfo is not None:
        return moment
    if form.timezone is None:
        raise UnfitError('is a time without time zone; say which in the mapping: timezone = "UTC"')
    return moment.replace(tzinfo=zoneinfo.ZoneInfo(form.timezone))


def _json(cell: object) -> Any:
    if isinstance(cell, str | bytes):
        try:
            cell = msgspec.json.decode(cell)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UnfitError("is text that is not JSON, where an object or a list belongs") from None
    return _filled(cell)


def _filled(value: Any) -> Any:
    """Without the empty fields that every row of a nested column has."""
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple):
        return [_filled(item) for item in value]
    return _any(value)


def _any(cell: object) -> Any:
    if isinstance(cell, dict | list | tuple):
        return _filled(cell)
    if isinstance(cell, float | Decimal):
        return _finite(cell)
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, UUID):
        return str(cell)
    return _decoded(cell) if isinstance(cell, bytes) else cell


_READERS: dict[Kind, Callable[[object], Any]] = {
    Kind.TEXT: _text, Kind.INTEGER: _integer, Kind.NUMBER: _number, Kind.BOOLEAN: _boolean, Kind.JSON: _json,
    Kind.ANY: _any,
}  # fmt: skip
