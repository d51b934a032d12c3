"""What `mparticle upload` and `mparticle validate` have in common."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from mparticle_facade.cli.mistake import Mistake

# The commands import what they need when they run: the others do without.
if TYPE_CHECKING:
    from mparticle_facade.backfill.checking import Rules
    from mparticle_facade.plans.plan import DataPlan
    from mparticle_facade.rows.asked import Asked
    from mparticle_facade.rows.mapping import Mapping
    from mparticle_facade.rows.sources import Source


class Severity(StrEnum):
    """What a finding is."""

    error = "error"
    warn = "warn"


class Environment(StrEnum):
    """Kind of data."""

    production = "production"
    development = "development"


class OnViolation(StrEnum):
    """What is done about what a plan does not allow."""

    warn = "warn"
    error = "error"
    drop = "drop"


_argument = typer.Argument(
    metavar="FILE...",
    help="NDJSON, JSON arrays, CSV or Parquet; plain, gzip or zstd; patterns; - is standard input.",
)
Files: TypeAlias = Annotated[list[str], _argument]
FilesOrQuery: TypeAlias = Annotated[list[str] | None, _argument]
Sql: TypeAlias = Annotated[
    Path | None,
    typer.Option("--sql", help="A query with columns named after fields; its view input is the files."),
]
Memory: TypeAlias = Annotated[int, typer.Option("--memory", min=64, help="Megabytes that reading rows may take.")]
MappingFile: TypeAlias = Annotated[
    Path | None, typer.Option("--mapping", help="TOML that says which column of a table goes where.")
]
EnvironmentOption: TypeAlias = Annotated[
    Environment | None,
    typer.Option("--environment", help="For batches that do not say; those that say otherwise are rejected."),
]
Limits: TypeAlias = Annotated[Severity, typer.Option(help="What a value over a service limit is.")]
UnknownFields: TypeAlias = Annotated[Severity, typer.Option(help="What a field that we do not know is.")]
PlanOption: TypeAlias = Annotated[
    Path | None, typer.Option("--plan", help="Data plan, a JSON file, that batches are held against.")
]
PlanViolations: TypeAlias = Annotated[
    OnViolation, typer.Option("--plan-violations", help="What is done about a batch that the plan does not allow.")
]
Historical: TypeAlias = Annotated[
    bool, typer.Option("--historical", help="Events of more than 72 hours go to the historical endpoint.")
]
Stored: TypeAlias = Annotated[
    bool, typer.Option("--stored", help="The batches are as the service stored or quarantined them.")
]
Blocked: TypeAlias = Annotated[bool, typer.Option("--blocked", help="With --stored: only what a data plan blocked.")]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")]


def opened(
    files: list[str] | None, sql: Path | None = None, mapping: Mapping | None = None, *others: Path | None
) -> list[Source]:
    """The inputs that are named; with a query, what it selects. ``others`` are files for something else.

    Raises:
        Mistake: one of them can't be, or there is none.
    """
    from mparticle_facade.backfill.inputs import sources
    from mparticle_facade.rows.sources import Query, SourceError

    try:
        found = sources(files or [], [path for path in (sql, *others) if path])
    except SourceError as error:
        raise Mistake(str(error)) from None
    if sql is not None:
        if mapping is not None and mapping.options.sql is not None:
            raise Mistake(f"{sql}: {mapping.source} has a query, too, in [rows]; say one of them")
        try:
            return [Query(str(sql), sql.read_text(), found)]
        except OSError as error:
            raise Mistake(f"{sql}: can't be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise Mistake(f"{sql}: is not UTF-8 text") from None
    if mapping is not None and mapping.options.sql is not None:
        return [Query(f"{mapping.source} (rows.sql)", mapping.options.sql, found)]
    if not found:
        raise Mistake("name at least one file, or a query with --sql")
    return found


def chosen(
    files: list[str] | None, mapping: Path | None, sql: Path | None, rules: Rules, memory: int,
    others: Sequence[Path | None],
) -> tuple[list[Source], Asked]:  # fmt: skip
    """The inputs that are named, and how they are read. ``others`` are files for something else.

    Raises:
        Mistake: one of them can't be, or there is none.
    """
    from mparticle_facade.rows.asked import Asked

    columns = mapped(mapping, rules.environment, sql)
    now_ms = int(time.time() * 1000) if rules.historical else 0
    return opened(files, sql, columns, mapping, *others), Asked(columns, rules.environment, memory, now_ms)


def refuse_odd_replay(stored: bool, blocked: bool, *rows: Path | None) -> None:
    """`--stored` is for files of batches, and `--blocked` for those.

    Raises:
        Mistake: they are asked for where they mean nothing.
    """
    if blocked and not stored:
        raise Mistake("--blocked is for stored batches; add --stored")
    if stored and any(rows):
        raise Mistake("--stored is for files of batches; rows have nothing that the service added")


def planned(path: Path | None, version: int | None = None) -> DataPlan | None:
    """The data plan that is named; what of it is not judged is said on stderr.

    Raises:
        Mistake: it can't be used.
    """
    if path is None:
        return None
    from mparticle_facade.errors import DataPlanError
    from mparticle_facade.plans.plan import DataPlan

    logging.getLogger("mparticle_facade.plans").addHandler(logging.NullHandler())  # what it says is printed below
    try:
        found = DataPlan.load(path, version=version)
    except DataPlanError as error:
        raise Mistake(str(error)) from None
    for notice in found.notices:
        typer.echo(f"{path}: {notice}", err=True)
    return found


def mapped(path: Path | None, environment: str | None, sql: Path | None = None) -> Mapping | None:
    """The mapping that is named.

    Raises:
        Mistake: it can't work.
    """
    if path is None:
        return None
    from mparticle_facade.rows.mapping import Mapping, MappingError

    try:
        mapping = Mapping.load(path)
    except MappingError as error:
        raise Mistake(str(error)) from None
    if "environment" not in mapping.fields and environment is None and sql is None and mapping.options.sql is None:
        raise Mistake(f'{path}: needs "environment", or --environment: it is never assumed')
    return mapping
