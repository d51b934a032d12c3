"""How a table is to be read, where it does not say so itself: ``[rows]`` of a mapping."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from typing import Any, Literal, Self

import msgspec

from mparticle_facade.codec.schema import nearest


class RowOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is None is found out."""

    format: Literal["csv", "json", "parquet"] | None = None
    delimiter: str | None = None
    quote: str | None = None
    """Empty: no cell is quoted."""
    escape: str | None = None
    comment: str | None = None
    header: bool | None = None
    columns: list[str] | None = None
    """Their names, where there is no header."""
    skip: int = 0
    """Lines before the header."""
    encoding: str | None = None
    decimal: str = "."
    thousands: str = ""
    nulls: list[str] = []
    """Words for an empty cell."""
    timezone: str | None = None
    """Of times that do not say."""
    sql: str | None = None

    @classmethod
    def of(cls, said: Any, fail: Callable[[str], Exception]) -> Self:
        """The options of a table in TOML.

        Raises:
            Exception: what ``fail`` makes of the reason why they can't be.
        """
        if isinstance(said, Mapping):
            for name in said:
                if name not in cls.__struct_fields__:
                    known = ", ".join(cls.__struct_fields__)
                    near = nearest(name, cls.__struct_fields__) or f": there are {known}"
                    raise fail(f'has no option "{name}"{near}')
        try:
            options = msgspec.convert(said, cls)
        except msgspec.ValidationError as error:
            raise fail(str(error).replace("`", "").replace(" - at $.", ": ")) from None
        for name in ("delimiter", "decimal"):
            if len(getattr(options, name) or ".") > (4 if name == "delimiter" else 1) or getattr(options, name) == "":
                raise fail(f"{name} must be a character")
        try:
            zoneinfo.ZoneInfo(options.timezone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise fail('timezone is unknown; names are such as "UTC" or "Europe/Paris"') from None
        return options
