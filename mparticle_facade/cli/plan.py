"""``mparticle plan``"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mparticle_facade.cli.inputs import EnvironmentOption, FilesOrQuery, MappingFile, Sql, mapped, opened, planned
from mparticle_facade.cli.mistake import Mistake
from mparticle_facade.wording import printable

# The commands import what they need when they run: the others do without.
if TYPE_CHECKING:
    from mparticle_facade.plans.plan import DataPlan

plan = typer.Typer(help="Work with data plans, without the service.", no_args_is_help=True)


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"


PlanFile = Annotated[Path, typer.Argument(metavar="PLAN", help="JSON of a plan version, or of a whole plan.")]
Version = Annotated[int | None, typer.Option("--version", help="Which version of a whole plan.")]


@plan.command()
def check(
    plan: PlanFile,
    files: FilesOrQuery = None,
    version: Version = None,
    mapping: MappingFile = None,
    sql: Sql = None,
    environment: EnvironmentOption = None,
    format: Annotated[
        Format, typer.Option(help="text for a person, github for annotations in a workflow.")
    ] = Format.text,
    places: Annotated[int, typer.Option(min=1, help="How many places of each kind are named.")] = 3,
) -> None:
    """Hold batches against a plan, and send nothing. Exit code 1 when anything is not as planned."""
    from mparticle_facade.cli.plan_report import Report

    report = Report(str(plan), places)
    data_plan = _loaded(plan, version)
    for name, line, batch, fault in _batches(files, mapping, sql, environment, plan):
        if batch is None:
            report.unreadable(name, line, fault)
        else:
            report.add(name, line, data_plan.check(batch), len(batch.get("events") or ()))
    typer.echo(report.shown(format.value), nl=False)
    raise typer.Exit(int(report.failed))


@plan.command()
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The plan as it was.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The plan as it is.")],
    old_version: Annotated[int | None, typer.Option(help="Which version of a whole plan OLD is.")] = None,
    new_version: Annotated[int | None, typer.Option(help="Which version of a whole plan NEW is.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the changes as JSON.")] = False,
) -> None:
    """Say what changed from one plan to another. Exit code 1 when what kept to the old one may not keep to the new."""
    import msgspec

    from mparticle_facade.plans.comparison import changes

    found = changes(_loaded(old, old_version), _loaded(new, new_version))
    if json:
        typer.echo(msgspec.json.encode(found))
    else:
        for change in found:
            typer.echo(printable(str(change), most=None))
        breaking = sum(change.effect == "breaking" for change in found)
        typer.echo(f"{breaking} breaking, {len(found) - breaking} compatible" if found else "no changes")
    raise typer.Exit(int(any(change.effect == "breaking" for change in found)))


@plan.command()
def infer(
    files: FilesOrQuery = None,
    mapping: MappingFile = None,
    sql: Sql = None,
    environment: EnvironmentOption = None,
    id: Annotated[str, typer.Option("--id", help="The data_plan_id of the draft.")] = "inferred",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without.")
    ] = None,
) -> None:
    """Draft a plan from what is sent today: every event, attribute and type that occurs."""
    import msgspec

    from mparticle_facade.errors import DataPlanError
    from mparticle_facade.plans.inference import Inference

    _apart(output, mapping, sql, *map(Path, files or ()))
    inference = Inference()
    try:
        for name, line, batch, fault in _batches(files, mapping, sql, environment, output):
            if batch is None:
                raise Mistake(f"{name}:{line}: {fault}; mparticle validate says more")
            inference.add(batch)
    except DataPlanError as error:
        raise Mistake(str(error)) from None
    text = msgspec.json.format(msgspec.json.encode(inference.plan(id)), indent=2) + b"\n"
    _write(output, text.decode())


@plan.command()
def generate(
    plan: PlanFile,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Module to write; standard output without.")
    ] = None,
    version: Version = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 when the module is stale.")
    ] = False,
) -> None:
    """Write a Python module with a class for each planned event, checked by type checkers and when it is called."""
    from mparticle_facade.plans.generation import module

    if check and output is None:
        raise Mistake("--check needs -o FILE: which module is it?")
    _apart(output, plan)
    text = module(_loaded(plan, version))
    if not check:
        _write(output, text)
        return
    assert output is not None
    try:
        current = output.read_bytes() if output.exists() else None
    except OSError as error:
        raise Mistake(f"{output}: can't be read: {error.strerror}") from None
    if current is None or current.replace(b"\r\n", b"\n") != text.encode():
        why = "is missing" if current is None else f"is not what {plan} says"
        typer.echo(f"{output}: {why}: run mparticle plan generate {plan} -o {output}", err=True)
        raise typer.Exit(1)


def _apart(output: Path | None, *read: Path | None) -> None:
    if output and any(path and path.exists() and output.exists() and path.samefile(output) for path in read):
        raise Mistake(f"{output}: is read, and --output would write it; name another file")


def _loaded(path: Path, version: int | None) -> DataPlan:
    found = planned(path, version)
    assert found is not None
    return found


def _batches(
    files: list[str] | None, mapping: Path | None, sql: Path | None, environment: str | None, other: Path | None
) -> Iterator[tuple[str, int, dict[str, Any] | None, str]]:
    """The batches of all inputs: file, line, batch in wire form, and why there is none in its place.

    ``other`` is no input.
    """
    from mparticle_facade.backfill.reading import blocks
    from mparticle_facade.codec import decoding, encoding
    from mparticle_facade.errors import ValidationError
    from mparticle_facade.rows.asked import Asked, Begin
    from mparticle_facade.rows.sources import SourceError

    columns = mapped(mapping, environment, sql)
    for source in opened(files, sql, columns, mapping, other):
        try:
            for block in blocks(source, Asked(columns, environment), Begin()):
                for record in block.records:
                    if record.problems:
                        yield source.name, record.line, None, str(record.problems[0]).removeprefix("$: ")
                        continue
                    if not record.payload.strip():
                        continue
                    try:
                        tree = decoding.parse(record.payload)
                        if environment and isinstance(tree, dict):
                            tree.setdefault("environment", environment)
                        encoding.prepare(tree, limits="warn", unknown_fields="warn")
                        yield source.name, record.line, tree, ""
                    except ValidationError as error:
                        yield source.name, record.line, None, f"is not a valid batch: {error.problems[0]}"
        except SourceError as error:
            yield source.name, 0, None, str(error).removeprefix(f"{source.name}: ")


def _write(output: Path | None, text: str) -> None:
    """All of it or nothing."""
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(temporary).chmod(output.stat().st_mode & 0o777 if output.exists() else 0o666 & ~_umask())
            Path(temporary).replace(output)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Mistake(f"{output}: can't be written: {error.strerror}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
