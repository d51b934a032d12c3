"""The program that the subcommands hang on."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Annotated, Any

import typer

from mparticle_facade.cli.examples import epilog
from mparticle_facade.cli.lines import plain
from mparticle_facade.cli.outbox import outbox
from mparticle_facade.cli.plan import plan
from mparticle_facade.cli.sandbox import sandbox
from mparticle_facade.cli.send import Refused, send
from mparticle_facade.cli.tail import tail
from mparticle_facade.cli.upload import upload
from mparticle_facade.cli.validate import validate
from mparticle_facade.version import __version__

app = typer.Typer(name="mparticle", pretty_exceptions_enable=False)
app.command()(sandbox)
app.command()(send)
app.command()(tail)
app.command()(upload)
app.command()(validate)
app.add_typer(outbox, name="outbox")
app.add_typer(plan, name="plan")


_METAVARS = {"str": "TEXT", "int": "N", "int range": "N", "float": "N", "float range": "N", "path": "FILE"}


def program() -> Any:
    """The command with all that is below it, its help finished."""
    command = typer.main.get_command(app)
    _finish(command, "")
    return command


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; a mistake of the user is one line on stderr."""
    command = program()
    if _names_a_group(command, arguments):
        arguments = [*arguments, "--help"]
    try:
        return command(arguments, prog_name=app.info.name, standalone_mode=False) or 0
    except typer.TyperException as error:
        message = error.format_message()
        shown = message if isinstance(error, Refused) else plain(message)
        typer.echo(f"{app.info.name}: {shown}", err=True)
        return error.exit_code


def _names_a_group(command: Any, arguments: Sequence[str]) -> bool:
    """Whether nothing is asked for but a group of commands: then its help is."""
    for name in arguments:
        command = getattr(command, "commands", {}).get(name)
        if command is None:
            return False
    return hasattr(command, "commands")


def _finish(command: Any, path: str) -> None:
    """What is the same in the help of every command: how a value is called, and examples at the end."""
    command.epilog = epilog(path)
    for parameter in command.params:
        kind = parameter.type.name
        if parameter.metavar is None and kind in _METAVARS:
            parameter.metavar = _METAVARS[kind]
        if _METAVARS.get(kind) == "N":
            parameter.type = _number(parameter.type)
        if parameter.param_type_name == "argument":  # its type is no news beside its name
            parameter.type = copy(parameter.type)
            parameter.type.get_metavar = lambda *_, **__: ""
    for name, below in getattr(command, "commands", {}).items():
        _finish(below, f"{path} {name}".strip())


def _number(kind: Any) -> Any:
    """A type of numbers as a message calls it, and that takes no NaN, which is in no range and outside of none."""
    checked = copy(kind)
    checked.name = "number" if kind.name.startswith("float") else "whole number"

    def convert(value: Any, parameter: Any, context: Any) -> Any:
        number = kind.__class__.convert(checked, value, parameter, context)
        return number if number == number else checked.fail(f"{value!r} is not a number.", parameter, context)

    checked.convert = convert
    return checked


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Work with mParticle's Events API."""
