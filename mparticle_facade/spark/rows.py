"""A partition's rows as batches that may be sent, and what is wrong with the others."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from pyspark.sql.types import BinaryType, StringType, StructType

from mparticle_facade.codec import encoding
from mparticle_facade.codec.fields import look, with_field
from mparticle_facade.codec.historical import ignored
from mparticle_facade.codec.schema import schemas
from mparticle_facade.delivery.packing import too_large
from mparticle_facade.errors import ConfigurationError, DataPlanError, Problem, ValidationError
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.rows import projection
from mparticle_facade.rows.grouping import Grouper, Window
from mparticle_facade.rows.mapping import Mapping, MappingError
from mparticle_facade.rows.projection import EVENTS, SHARED, UNFIT, USER
from mparticle_facade.rows.records import Record, taken_apart
from mparticle_facade.spark.options import Options
from mparticle_facade.spark.variants import in_json

if TYPE_CHECKING:
    import duckdb
    import pyarrow

_COLUMNS = ("batch", "value")
_FIELD = "source_request_id"
_NAMESPACE = uuid.UUID("6b0f4f1e-0f0b-5d0e-9a6e-6d5061727469")
_canonical = msgspec.json.Encoder(order="sorted")
_lenient = msgspec.json.Encoder(enc_hook=str)


class Ready(NamedTuple):
    """A batch that may be sent."""

    payload: bytes
    """Its JSON, ``source_request_id`` included."""
    source_request_id: str
    events: int
    dated: bool
    """Whether equal content is the same data: it has an id of the caller, or all its events have times."""
    row: int
    """Where it comes from: the first of its rows, from 0 in its partition."""
    rows: int


class Unfit(NamedTuple):
    """What must not be sent."""

    payload: bytes
    """The row as given: the JSON, or the columns as JSON."""
    source_request_id: str
    row: int
    rows: int
    reason: str


class _Member(NamedTuple):
    number: int
    row: projection.Row
    id: str | None
    """What ``idColumn`` says."""
    given: bytes
    """The columns as JSON, where the row can't be sent."""


class _Run:
    """Adjacent rows of one user."""

    def __init__(self) -> None:
        self.members: list[_Member] = []

    def takes(self, member: _Member, most: int) -> bool:
        if not self.members:
            return True
        user = member.row[USER]
        return len(self.members) < most and user is not None and user == self.members[0].row[USER]


class _Given:
    """The rows of a piece as they were given."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> None:
        self._connection = connection
        self._listed = ", ".join(
            f"{projection.name(key)} := CAST({projection.name(key)} AS VARCHAR)" for key in columns
        )

    def row(self, offset: int) -> bytes:
        """As JSON with text for values."""
        found = self._connection.execute(
            f"SELECT CAST(to_json(struct_pack({self._listed})) AS VARCHAR) FROM piece LIMIT 1 OFFSET {offset}"
        ).fetchone()
        return str(found[0]).encode() if found else b""


@dataclass(frozen=True)
class RowReader:
    """How the rows of one write are read. Made on the driver, which checks the columns; used by its tasks."""

    schema: StructType
    options: Options
    column: str | None
    """The column of batches; without, the columns themselves are the fields of a batch."""
    mapping: Mapping | None
    plan: DataPlan | None = None

    @classmethod
    def of(cls, schema: StructType, options: Options) -> RowReader:
        """The reader for rows of this schema.

        Raises:
            ConfigurationError: a column is missing or of a type that can't be a batch, or the mapping can't work.
        """
        names = schema.fieldNames()
        if options.id_column and options.id_column not in names:
            raise ConfigurationError(f'idColumn: there is no column "{options.id_column}" in {_listed(names)}')
        if options.mapping is None:
            if options.rows_per_batch > 1:
                raise ConfigurationError("rowsPerBatch is for rows that a mapping makes batches of: set mapping, too")
            return cls(schema, options, _column(schema, options), None, _plan(options))
        if options.column:
            raise ConfigurationError("column and mapping exclude each other: a row is a batch, or is made one")
        try:
            mapping = _mapping(options.mapping)
        except MappingError as error:
            raise ConfigurationError(str(error)) from None
        lacking = mapping.missing(names)
        if lacking:
            raise ConfigurationError(f"the DataFrame {lacking}; its columns are {_listed(names)}")
        return cls(schema, options, None, mapping, _plan(options))

    def read(self, pieces: Iterable[pyarrow.RecordBatch]) -> Iterator[Ready | Unfit]:
        """Batches in the order of the rows."""
        import duckdb
        import pyarrow

        with duckdb.connect(config={"threads": 1}) as connection:
            connection.execute("SET timezone = 'UTC'")
            connection.execute(projection.macros())
            number, run, grouper = 0, _Run(), Grouper()
            for piece in pieces:
                connection.register("piece", pyarrow.Table.from_batches([in_json(piece, self.schema)]))
                types = {name: type for name, type, *_ in connection.execute("DESCRIBE piece").fetchall()}
                found = self._selected(connection, types)
                if self.mapping is None:
                    for offset, (content, id) in enumerate(found):
                        yield self._one(content, id, number + offset)
                else:
                    given = _Given(connection, list(types))
                    for offset, (*row, id) in enumerate(found):
                        member = _Member(
                            number + offset,
                            tuple(row),
                            id,
                            given.row(offset) if UNFIT in f"{row[SHARED]}{row[EVENTS]}" else b"",
                        )
                        if not run.takes(member, self.options.rows_per_batch):
                            yield from self._grouped(run.members, grouper)
                            run = _Run()
                        run.members.append(member)
                number += piece.num_rows
            yield from self._grouped(run.members, grouper)

    def _selected(self, connection: duckdb.DuckDBPyConnection, types: dict[str, str]) -> list[tuple[Any, ...]]:
        """Of each row: what it is as JSON (or, with a mapping, its `Row`), and its id."""
        name, id = projection.name, self.options.id_column
        named = f"CAST({name(id)} AS VARCHAR)" if id else "NULL"
        if self.mapping is not None:
            select = projection.select(connection, self.mapping, types, "piece", line=named)
            return connection.execute(select).fetchall()
        if self.column is None:
            fields = {key: type for key, type in types.items() if key != id}
            listed = ", ".join(f"{name(key)} := {name(key)}" for key in fields)
            kind = f"STRUCT({', '.join(f'{name(key)} {type}' for key, type in fields.items())})"
            content = projection.structure(connection, kind, f"struct_pack({listed})")
        elif types[self.column] in ("VARCHAR", "BLOB"):
            content = name(self.column)
        else:
            content = projection.structure(connection, types[self.column], name(self.column))
        return connection.execute(f"SELECT {content}, {named} FROM piece").fetchall()  # names are quoted

    def _one(self, content: str | bytes | None, id: object, row: int) -> Ready | Unfit:
        given = content.encode() if isinstance(content, str) else content
        if given and UNFIT.encode() in given and (found := list(projection.unfit(msgspec.json.decode(given)))):
            reason = "\n".join(f"{path}: {why}" for path, why in found)
            return Unfit(given, "" if id is None else str(id), row, 1, reason)
        return self._prepared(given, id, row)

    def _grouped(self, members: Sequence[_Member], grouper: Grouper) -> Iterator[Ready | Unfit]:
        """Batches of adjacent rows of one user, without the rows that can't be sent."""
        if not members:
            return
        begin = members[0].number
        window = Window(begin, [member.row for member in members], range(begin, begin + len(members)))

        def check(record: Record) -> Ready | Unfit:
            return self._of_rows(record, [members[number - begin] for number in record.members])

        for group in grouper.groups(window):
            for _, found in taken_apart(group.record(), check, lambda found: isinstance(found, Unfit)):
                yield found

    def _of_rows(self, record: Record, members: Sequence[_Member]) -> Ready | Unfit:
        first = members[0]
        if record.problems:
            reason = "\n".join(map(str, record.problems))
            return Unfit(first.given, "", first.number, len(members), reason)
        return self._prepared(record.payload, self._id([member.id for member in members]), first.number, len(members))

    def _id(self, ids: Sequence[object]) -> object:
        """The caller's id of these rows; None where one has none."""
        if len(ids) == 1 or None in ids:
            return ids[0] if len(ids) == 1 else None
        return derived(_canonical.encode([str(id) for id in ids]))

    def _prepared(self, content: object, id: object, row: int, rows: int = 1) -> Ready | Unfit:
        given = content.encode() if isinstance(content, str) else content
        named = "" if id is None else str(id)
        try:
            return Ready(*self._checked(given, named), row, rows)
        except ValidationError as error:
            payload = given if isinstance(given, bytes) else _lenient.encode(given)
            return Unfit(payload, named, row, rows, str(error))

    def _checked(self, given: object, id: str) -> _Identified:
        if not isinstance(given, bytes | dict):
            raise ValidationError([Problem("$", "invalid", f'column "{self.column}" is null where a batch belongs')])
        payload = encoding.prepare(given, limits=self.options.limits, unknown_fields=self.options.unknown_fields)
        if self.plan is not None:
            payload = self.plan.applied(payload, self.options.plan_violations)
        batch = _identified(payload, id)
        problems = too_large(len(batch.payload))
        if problems or (self.options.historical and (problems := ignored(batch.payload, "$"))):
            raise ValidationError(problems)
        return batch


class _Identified(NamedTuple):
    payload: bytes
    source_request_id: str
    events: int
    dated: bool


def _identified(payload: bytes, id: str) -> _Identified:
    """With the id that the batch has, else the one given, else one that follows from its content.

    The same content gives the same id on every attempt, whatever the order of its keys.
    """
    seen = look(payload)
    times = seen.timestamps
    dated = bool(seen.source_request_id or id or (times and None not in times))
    if seen.source_request_id:
        return _Identified(payload, seen.source_request_id, len(times), dated)
    content = msgspec.json.decode(payload)
    empty = _FIELD in content
    content.pop(_FIELD, None)
    id = id or derived(_canonical.encode(content))
    return _Identified(with_field(payload, _FIELD, id, there=empty), id, len(times), dated)


def derived(content: bytes) -> str:
    """The id that follows from this content."""
    return str(uuid.uuid5(_NAMESPACE, content.decode()))


def _column(schema: StructType, options: Options) -> str | None:
    names = schema.fieldNames()
    fields = schemas()["Batch"]["properties"]
    column = options.column or next((name for name in _COLUMNS if name in names), None)
    if column is None:
        rest = [name for name in names if name != options.id_column]
        if "environment" in rest and all(name in fields for name in rest):
            return None
        strangers = [name for name in rest if name not in fields]
        found = f"{_listed(strangers)} are no fields of one" if "environment" in rest else f"there are {_listed(names)}"
        raise ConfigurationError(
            "which column holds the batches? Name it with the option column, say with mapping how columns become "
            f"batches, or select the fields of a batch, environment and more, as columns; {found}"
        )
    if column not in names:
        raise ConfigurationError(f'column: there is no column "{column}" in {_listed(names)}')
    kind = schema[column].dataType
    if not isinstance(kind, StringType | BinaryType | StructType):
        raise ConfigurationError(
            f'column "{column}" is {kind.simpleString()}; a batch is JSON (string or binary) or a struct of its fields'
        )
    return column


def _plan(options: Options) -> DataPlan | None:
    """Read on the driver: its tasks need not see the file."""
    if options.data_plan is None:
        return None
    try:
        return DataPlan.load(options.data_plan)
    except DataPlanError as error:
        raise ConfigurationError(f"dataPlan: {error}") from None


def _mapping(said: str) -> Mapping:
    """From a file, or from the text itself, which has a line ``name = ...``."""
    if "=" not in said:
        return Mapping.load(Path(said))
    try:
        return Mapping(tomllib.loads(said))
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"the mapping is not TOML: {error}") from None


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "no columns"
