"""The program that the subcommands hang on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from mparticle_facade.cli.outbox import outbox
from mparticle_facade.cli.plan import plan
from mparticle_facade.cli.sandbox import sandbox
from mparticle_facade.cli.upload import upload
from mparticle_facade.cli.validate import validate
from mparticle_facade.version import __version__

app = typer.Typer(name="mparticle", add_completion=False, pretty_exceptions_enable=False)
app.command()(sandbox)
app.command()(upload)
app.command()(validate)
app.add_typer(outbox, name="outbox")
app.add_typer(plan, name="plan")


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; a mistake of the user is one line on stderr."""
    try:
        return app(arguments, prog_name=app.info.name, standalone_mode=False) or 0
    except typer.TyperException as error:
        typer.echo(f"{app.info.name}: {error.format_message()}", err=True)
        return error.exit_code


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
