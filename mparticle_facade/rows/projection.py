"""A mapping as SQL: what DuckDB selects is, for each row, the JSON of its part of a batch.

Cells are converted in C++, by the macros of ``cells.sql``; Python joins what they give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingType
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from mparticle_facade.codec.schema import Schema, below, items, schemas, variants
from mparticle_facade.limits import MIN_HISTORICAL_AGE_MS

if TYPE_CHECKING:
    import duckdb
from mparticle_facade.rows.mapping import (
    ISO,
    NOUNS,
    UNITS,
    Array,
    Column,
    Constant,
    Kind,
    Mapping,
    Node,
    Object,
    columns_of,
    kind_of,
)

_WHO = ("mpid", "user_identities", "partner_identities", "device_info")
_TIME = "timestamp_unixtime_ms"


Row: TypeAlias = tuple[Any, ...]
"""What is selected of each row, by place; all is JSON, or None for nothing, if nothing else is said."""
SHARED, EVENTS, USER, ID, OLD, SKIPPED, EMPTY = range(7)
"""The batch without its events and its id; its events, separated by commas; text that is the same for rows of one
user; ``source_request_id``; whether all its events belong to the historical endpoint; text about cells of optional
fields that do not fit; whether there is no value in any column that is used."""
UNFIT = '"$unfit"'
"""In JSON of which some cell does not fit."""


def macros() -> str:
    """What a connection must run once, before `select`."""
    return files("mparticle_facade.rows").joinpath("cells.sql").read_text()


def select(
    connection: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    types: MappingType[str, str],
    relation: str,
    now_ms: int = 0,
    line: str | None = None,
) -> str:
    """SQL that gives a `Row` for each row of a relation with these columns, whose types are DuckDB's names.

    ``now_ms`` tells which events are old; 0: that is not asked. ``line`` is a column of the relation, which comes last.
    """
    return _Projection(connection, mapping, types).select(relation, now_ms, line)


def structure(connection: duckdb.DuckDBPyConnection, type: str, cell: str) -> str:
    """SQL that gives a struct of a batch's fields as JSON."""
    column = Column("batch", Kind.JSON)
    projection = _Projection(connection, Mapping({}), {"batch": type})
    return projection.value(cell, type, Kind.JSON, variants(schemas()["Batch"]), column)


def literal(text: str) -> str:
    """Text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def name(text: str) -> str:
    """A name in SQL."""
    return '"' + text.replace('"', '""') + '"'


class _Projection:
    def __init__(self, connection: duckdb.DuckDBPyConnection, mapping: Mapping, types: MappingType[str, str]) -> None:
        self.connection = connection
        self.mapping = mapping
        self.options = mapping.options
        self.types = types

    def select(self, relation: str, now_ms: int, line: str | None) -> str:
        fields = dict(self.mapping.root.fields)
        events = fields.pop("events", None)
        id = fields.pop("source_request_id", None)
        who = [column for key in _WHO if key in fields for column in columns_of(fields[key])]
        told = [f"{literal(column.name + ':')} || {self.text(column)}" for column in who]
        names = dict.fromkeys(column.name for column in columns_of(self.mapping.root))
        used = [f"{name(column)} IS NULL" for column in names]
        return "SELECT " + ", ".join([
            self.members(fields) or "'{}'",
            self.events(events) if events else "NULL",
            f"coalesce({', '.join(told)})" if told else "NULL",
            (self.node(id) if id else None) or "NULL",
            self.old(events, now_ms) if events and now_ms else "NULL",
            self.skipped(),
            " AND ".join(used) or "FALSE",
            *([line] if line else []),
        ]) + f" FROM ({self.cells(names, relation, line)})"  # fmt: skip

    def cells(self, names: Iterable[str], relation: str, line: str | None) -> str:
        """The columns that are used; empty text, and words for it, as NULL."""
        empty = ", ".join(literal(word) for word in ("", *self.options.nulls))
        columns = [line] if line else []
        for column in names:
            cell = name(column)
            if self.types[column] == "VARCHAR":
                columns.append(f"CASE WHEN {cell} NOT IN ({empty}) THEN {cell} END AS {cell}")
            elif self.types[column] == "JSON":
                columns.append(f"CASE WHEN ({cell} ->> '$') NOT IN ({empty}) THEN {cell} END AS {cell}")
            else:
                columns.append(cell)
        return f"SELECT {', '.join(columns) or '1'} FROM {relation}"

    def node(self, node: Node) -> str | None:
        """JSON, NULL where it is left out."""
        if isinstance(node, Constant):
            return literal(json.dumps(node.value))
        if isinstance(node, Column):
            return self.column(node)
        if isinstance(node, Array):
            items = [item for item in map(self.node, node.items) if item]
            return f"CASE WHEN {self.any(node)} THEN '[' || concat_ws(',', {', '.join(items)}) || ']' END"
        members = self.members(node.fields)
        return f"CASE WHEN {self.any(node)} THEN {members} END" if any(columns_of(node)) else members

    def any(self, node: Node) -> str:
        """Whether a column below it has a value."""
        filled = (self.column(column) if column.optional else name(column.name) for column in columns_of(node))
        return " OR ".join(f"{cell} IS NOT NULL" for cell in dict.fromkeys(filled)) or "TRUE"

    def members(self, fields: MappingType[str, Node]) -> str | None:
        """An object with the fields that are not left out."""
        members = [
            f"{literal(json.dumps(key) + ':')} || {sql}" for key, node in fields.items() if (sql := self.node(node))
        ]
        return f"'{{' || concat_ws(',', {', '.join(members)}) || '}}'" if members else None

    def events(self, events: Node) -> str:
        if isinstance(events, Array):
            items = [item for item in map(self.node, events.items) if item]
            return f"nullif(concat_ws(',', {', '.join(items)}), '')" if items else "NULL"
        return f"array_slice({self.node(events)}, 2, -2)"  # a column of lists: without its brackets

    def old(self, events: Node, now_ms: int) -> str:
        if isinstance(events, Array):
            times = [self.column(column) for item in events.items if (column := _time_of(item))]
            youngest = f"greatest({', '.join(f'TRY_CAST({time} AS BIGINT)' for time in times)})" if times else "NULL"
        else:
            found = f"json_extract({self.node(events)}, '$[*].data.{_TIME}')"
            youngest = f"list_max(list_transform({found}, lambda item: TRY_CAST(item AS BIGINT)))"
        return f"{youngest} <= {now_ms - MIN_HISTORICAL_AGE_MS}"

    def skipped(self) -> str:
        """What is left out, a line for each cell."""
        optional = [column for column in columns_of(self.mapping.root) if column.optional]
        lines = [
            f"CASE WHEN {name(column.name)} IS NOT NULL AND {self.column(column)} IS NULL THEN "
            f"{literal(self.why(column, column.kind) + ': ')} || left({self.text(column)}, 200) END"
            for column in optional
        ]
        return f"nullif(concat_ws(chr(10), {', '.join(lines)}), '')" if lines else "NULL"

    def text(self, column: Column) -> str:
        cell = name(column.name)
        return f"({cell} ->> '$')" if self.types[column.name] == "JSON" else f"CAST({cell} AS VARCHAR)"

    def column(self, column: Column) -> str:
        cell = name(column.name)
        return self.value(cell, self.types[column.name], column.kind, column.schemas, column)

    def value(self, cell: str, type: str, kind: Kind, parts: Sequence[Schema], column: Column) -> str:
        """A cell of a type as JSON for fields of these schemas; what does not fit shows why it is not valid."""
        if nested := self.nested(cell, type, parts, column):
            return nested
        value = self.scalar(cell, type, kind, column)
        if value == f"json_text(CAST({cell} AS VARCHAR))" or column.optional:  # any cell fits
            return value
        shown = f"({cell} ->> '$')" if type == "JSON" else cell
        instead = f"unfit({literal(self.why(column, kind))}, {shown})"
        return f"CASE WHEN {cell} IS NOT NULL THEN coalesce({value}, {instead}) END"

    def why(self, column: Column, kind: Kind) -> str:
        why = f'column "{column.name}" is not {NOUNS[kind]}'
        if kind is not Kind.TIME:
            return why
        type = self.types[column.name]
        known = column.timezone or self.options.timezone or "TZ" in type or "ZONE" in type
        zone = "" if known else ', or has no time zone: say timezone = "UTC"'
        if type.startswith(("TIMESTAMP", "DATE")):
            return f"{why} between 1970 and 9999{zone}"
        if column.format:
            return f"{why} as {column.format} has it{zone}"
        if column.unit == ISO:
            return f"{why} in ISO 8601 after 1970{zone}"
        return f'{why} in {column.unit} after 1970; for text such as 2026-01-31T12:00Z say unit = "iso"'

    def nested(self, cell: str, type: str, parts: Sequence[Schema], column: Column) -> str | None:
        """Lists, structs and maps, and what is in them, as the schema has it."""
        if type.endswith("]"):
            within = items(parts)
            item = self.value("item", type[: type.rindex("[")], kind_of(within), within, column)
            return f"'[' || array_to_string(list_transform({cell}, lambda item: {item}), ',') || ']'"
        if type.startswith("STRUCT("):
            members = []
            for key, inner in self.within(type):
                field = below(parts, key)
                value = self.value(f"struct_extract({cell}, {literal(key)})", inner, kind_of(field), field, column)
                members.append(f"{literal(json.dumps(key) + ':')} || {value}")
            return f"CASE WHEN {cell} IS NOT NULL THEN '{{' || concat_ws(',', {', '.join(members)}) || '}}' END"
        if type.startswith("MAP("):
            (_, key_type), (_, inner) = self.within(type)
            values = [found for part in parts for found in variants(part.get("additionalProperties", {}))]
            value = self.value("entry.value", inner, kind_of(values), values, column)
            text = "TRY(decode(entry.key))" if key_type == "BLOB" else "CAST(entry.key AS VARCHAR)"
            entry = f"json_text(coalesce({text}, '$unfit')) || ':' || coalesce({value}, 'null')"
            return f"'{{' || array_to_string(list_transform(map_entries({cell}), lambda entry: {entry}), ',') || '}}'"
        return None

    def within(self, type: str) -> list[tuple[str, str]]:
        """Names and types of what a struct or a map holds."""
        return [(key, str(inner)) for key, inner in self.connection.sqltype(type).children]

    def scalar(self, cell: str, type: str, kind: Kind, column: Column) -> str:
        """JSON, or NULL where the cell does not fit."""
        text = f"CAST({cell} AS VARCHAR)"
        if type == "JSON":
            if kind is Kind.ANY:
                return f"json_any({cell})"
            if kind is Kind.JSON:
                return f"json_tree(CASE json_type({cell}) WHEN 'VARCHAR' THEN {cell} ->> '$' ELSE {cell} END)"
            text = f"CASE WHEN json_type({cell}) NOT IN ('OBJECT', 'ARRAY') THEN {cell} ->> '$' END"
            marked = f"json_type({cell}) = 'VARCHAR'"
            return f"json_text({text})" if kind is Kind.TEXT else self.read(text, kind, column, marked)
        if type == "BLOB":
            text = f"TRY(decode({cell}))"
            return f"json_text({text})" if kind in (Kind.TEXT, Kind.ANY) else self.read(text, kind, column)
        if type.startswith(("TIMESTAMP", "DATE")):
            return self.moment(cell, type, kind, column)
        if kind is Kind.TEXT and type in ("FLOAT", "DOUBLE"):
            return f"json_exact({text})"
        if kind is Kind.ANY:
            kind = _any_kind(type)
        return self.read(text, kind, column, "TRUE" if type == "VARCHAR" else "FALSE")

    def read(self, text: str, kind: Kind, column: Column, marked: str = "TRUE") -> str:
        """What the text of a cell is; ``marked`` tells whether its numbers are written as the file says."""
        if kind in (Kind.INTEGER, Kind.NUMBER):
            return f"json_{kind.value}({self.digits(text, marked)})"
        if kind is Kind.TIME:
            return self.time(text, column, marked)
        if kind is Kind.JSON:
            return f"json_tree({text})"
        return f"json_{'boolean' if kind is Kind.BOOLEAN else 'text'}({text})"

    def digits(self, text: str, marked: str) -> str:
        """A number with the marks of the file as JSON has it."""
        thousands, decimal = self.options.thousands, self.options.decimal
        if not thousands and decimal == ".":
            return f"trim({text})"
        said = ", ".join(map(literal, (grouped(thousands, decimal), thousands, decimal)))
        return f"CASE WHEN {marked} THEN json_marked(trim({text}), {said}) ELSE trim({text}) END"

    def zone(self, column: Column) -> str:
        known = column.timezone or self.options.timezone
        return literal(known) if known else "NULL"

    def time(self, text: str, column: Column, marked: str) -> str:
        if column.format:
            parsed = f"try_strptime({text}, {literal(column.format)})"
            return f"json_instant({parsed if '%z' in column.format else f'timezone({self.zone(column)}, {parsed})'})"
        if column.unit == ISO:
            return f"json_iso({text}, {self.zone(column)})"
        return f"json_counted({self.digits(text, marked)}, {UNITS[column.unit]})"

    def moment(self, cell: str, type: str, kind: Kind, column: Column) -> str:
        zoned = type in ("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ_NS")
        if kind is Kind.TIME:
            if zoned:
                return f"json_instant(CAST({cell} AS TIMESTAMPTZ))"
            return f"json_instant(timezone({self.zone(column)}, TRY_CAST({cell} AS TIMESTAMP)))"
        if kind not in (Kind.TEXT, Kind.ANY):
            return "NULL"
        if type == "DATE":
            return f"json_text(CAST({cell} AS VARCHAR))"
        naive = f"timezone('UTC', CAST({cell} AS TIMESTAMPTZ))" if zoned else f"CAST({cell} AS TIMESTAMP)"
        shown = f"replace(CAST({naive} AS VARCHAR), ' ', 'T')"
        return f"json_text({shown} || {literal('+00:00' if zoned else '')})"


def grouped(thousands: str, decimal: str) -> str:
    """The pattern of a number with these marks: one that stands elsewhere, as in ``12,34``, may mean something else."""
    mark = re.escape(thousands)
    groups = rf"\d{{1,3}}({mark}\d{{2,3}})*{mark}\d{{3}}|" if thousands else ""
    return rf"[+-]?({groups}\d*)({re.escape(decimal)}\d*)?([eE][+-]?\d+)?"


def _time_of(event: Node) -> Column | None:
    data = event.fields.get("data") if isinstance(event, Object) else None
    time = data.fields.get(_TIME) if isinstance(data, Object) else None
    return time if isinstance(time, Column) else None


def _any_kind(type: str) -> Kind:
    if type == "BOOLEAN":
        return Kind.BOOLEAN
    return (
        Kind.NUMBER if type.endswith(("INT", "INTEGER", "FLOAT", "DOUBLE")) or type.startswith("DECIMAL") else Kind.TEXT
    )


def unfit(tree: Any, path: str = "$") -> Iterable[tuple[str, str]]:
    """What did not fit in a batch that was made of rows: path and reason."""
    if isinstance(tree, dict):
        if "$unfit" in tree:
            yield path, str(tree["$unfit"])
            return
        for key, value in tree.items():
            yield from unfit(value, f"{path}.{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from unfit(value, f"{path}[{index}]")
