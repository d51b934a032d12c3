"""The page of the command line: every command of `mparticle` with its options, as the program itself knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mparticle_facade.cli.examples import EXAMPLES
from mparticle_facade.cli.program import program

PLACE = "<!-- every command -->"
"""Where they go in docs/command-line.md."""


def filled(text: str) -> str:
    """The page with the commands in their place."""
    return text.replace(PLACE, "\n".join(commands(program(), ())))


def commands(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    if path:
        yield f"{'#' * (len(path) + 1)} mparticle {' '.join(path)}\n"
        yield f"{' '.join((command.help or '').split())}\n"
        yield from options(command)
        if examples := EXAMPLES.get(" ".join(path)):
            yield f"    {examples.first}\n    {examples.second}\n"
    for name, below in sorted(getattr(command, "commands", {}).items()):
        yield from commands(below, (*path, name))


def options(command: Any) -> Iterator[str]:
    rows = []
    for parameter in command.params:
        if parameter.name == "help":
            continue
        if parameter.param_type_name == "argument":
            name = f"`{parameter.metavar or parameter.name.upper()}`"
        else:
            value = "" if parameter.is_flag else f" {parameter.metavar or choices(parameter)}"
            name = ", ".join(f"`{option}{value}`" for option in (*parameter.opts, *parameter.secondary_opts))
        default = parameter.default
        known = default not in (None, False, (), [], "") and default is not ... and not callable(default)
        said = f" (default `{getattr(default, 'value', default)}`)" if known else ""
        rows.append(f"| {name} | {' '.join((parameter.help or '').split())}{said} |".replace("||", "|"))
    if rows:
        yield "\n".join(["| option | what it does |", "|---|---|", *rows, ""])


def choices(parameter: Any) -> str:
    found = getattr(parameter.type, "choices", None)
    return (
        "\\|".join(str(getattr(choice, "value", choice)) for choice in found) if found else parameter.type.name.upper()
    )
