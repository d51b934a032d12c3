"""How a table is to be read, where it does not say so itself: ``[rows]`` of a mapping."""

from __future__ import annotations

import zoneinfo
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

import msgspec

from mparticle_facade.codec.schema import nearest

_MARKS = ("delimiter", "quote", "comment")
_LONGEST_DELIMITER = 4  # DuckDB's


class RowOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is None is found out."""

    format: Literal["csv", "json", "parquet"] | None = None
    delimiter: str | None = None
    quote: str | None = None
    """Empty: no cell is quoted."""
    escape: str | None = None
    comment: str | None = None
    header: bool | None = None
    columns: Annotated[list[str], msgspec.Meta(min_length=1)] | None = None
    """Their names, where there is no header."""
    skip: Annotated[int, msgspec.Meta(ge=0)] = 0
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
    def of(cls, said: Any) -> Self:
        """The options of a table in TOML.

        Raises:
            ValueError: they can't be; the text says why.
        """
        if isinstance(said, Mapping):
            for name in said:
                if name not in cls.__struct_fields__:
                    known = ", ".join(cls.__struct_fields__)
                    near = nearest(name, cls.__struct_fields__) or f": there are {known}"
                    raise ValueError(f'has no option "{name}"{near}')
        try:
            options = msgspec.convert(said, cls)
        except msgspec.ValidationError as error:
            raise ValueError(str(error).replace("`", "").replace(" - at $.", ": ")) from None
        if wrong := options.unusable():
            raise ValueError(wrong)
        try:
            zoneinfo.ZoneInfo(options.timezone or "UTC")
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError('timezone is unknown; names are such as "UTC" or "Europe/Paris"') from None
        return options

    def unusable(self) -> str | None:
        """Why the marks can't be those of a file, None where they can."""
        if not 1 <= len((self.delimiter or ",").encode()) <= _LONGEST_DELIMITER or self.delimiter == "":
            return f"delimiter must be a character, or a few that are {_LONGEST_DELIMITER} bytes at most"
        for name in ("quote", "escape", "comment"):
            if len((getattr(self, name) or "").encode()) > 1:
                return f"{name} must be one character of ASCII"
        for name in ("decimal", "thousands"):
            mark = getattr(self, name)
            if len(mark) > 1 or mark.isdigit() or mark in ("+", "-") or (name == "decimal" and not mark):
                return f"{name} must be one character, such as a comma"
        if any(mark in "\r\n" for name in _MARKS if (mark := getattr(self, name))):
            return "can't have the end of a line as a mark"
        marks = [(name, mark) for name in _MARKS if (mark := getattr(self, name))]
        for index, (name, mark) in enumerate(marks):
            other = next((before for before, known in marks[:index] if mark in known or known in mark), None)
            if other:
                return f"{name} can't be what {other} is"
        if self.escape and self.escape in (self.delimiter, self.comment):
            return "escape must be a character of its own, or that of quote"
        return "thousands can't be what decimal is" if self.thousands == self.decimal else None
