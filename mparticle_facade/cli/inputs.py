"""What `mparticle upload` and `mparticle validate` have in common."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from mparticle_facade.cli.mistake import Mistake

# The commands import what they need when they run: the others do without.
if TYPE_CHECKING:
    from mparticle_facade.backfill.mapping import Mapping
    from mparticle_facade.backfill.sources import Source


class Severity(StrEnum):
    """What a finding is."""

    error = "error"
    warn = "warn"


class Environment(StrEnum):
    """Kind of data."""

    production = "production"
    development = "development"


Files: TypeAlias = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        help="NDJSON, JSON arrays, CSV or Parquet; plain, gzip or zstd; patterns; - is standard input.",
    ),
]
MappingFile: TypeAlias = Annotated[
    Path | None, typer.Option("--mapping", help="TOML that says which column of a table goes where.")
]
EnvironmentOption: TypeAlias = Annotated[
    Environment | None,
    typer.Option("--environment", help="For batches that do not say; those that say otherwise are rejected."),
]
Limits: TypeAlias = Annotated[Severity, typer.Option(help="What a value over a service limit is.")]
UnknownFields: TypeAlias = Annotated[Severity, typer.Option(help="What a field that we do not know is.")]
Historical: TypeAlias = Annotated[
    bool, typer.Option("--historical", help="Events of more than 72 hours go to the historical endpoint.")
]
Json: TypeAlias = Annotated[bool, typer.Option("--json", help="Print the receipt as JSON.")]


def opened(files: list[str]) -> list[Source]:
    """The inputs that are named.

    Raises:
        Mistake: one of them can't be.
    """
    from mparticle_facade.backfill.sources import SourceError, sources

    try:
        return sources(files)
    except SourceError as error:
        raise Mistake(str(error)) from None


def mapped(path: Path | None, environment: str | None) -> Mapping | None:
    """The mapping that is named.

    Raises:
        Mistake: it can't work.
    """
    if path is None:
        return None
    from mparticle_facade.backfill.mapping import Mapping, MappingError

    try:
        mapping = Mapping.load(path)
    except MappingError as error:
        raise Mistake(str(error)) from None
    if "environment" not in mapping.fields and environment is None:
        raise Mistake(f'{path}: needs "environment", or --environment: it is never assumed')
    return mapping
