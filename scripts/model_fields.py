"""The page of the models: below each class its fields, from the docstring that is generated from the description."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module

CLASS = re.compile(r"^::: (\S+)\.(\w+)$", re.MULTILINE)
GENERATED = "mparticle_events_models"
FIELD = re.compile(r"^    (\w+): (.*)$")


def filled(text: str) -> str:
    """The page with the fields of each class; a class that is only generated is described by them alone."""
    return CLASS.sub(lambda match: described(match[0], match[1], match[2]), text)


def described(line: str, module: str, name: str) -> str:
    cls = getattr(import_module(module), name)
    generated = next(base for base in cls.__mro__ if base.__module__.startswith(GENERATED))
    head, _, fields = inspect.cleandoc(generated.__doc__ or "").partition("\n\nFields:\n")
    shown = f"### {name}\n\n{head}" if module.startswith(GENERATED) else line
    rows = [f"| `{field}` | {said} |" for field, said in entries(fields)]
    return "\n".join([shown, "", "| field | what it is |", "|---|---|", *rows, ""]) if rows else shown


def entries(fields: str) -> Iterator[tuple[str, str]]:
    """Each field with what is said of it."""
    name, said = "", []
    for line in fields.splitlines():
        if found := FIELD.match(line):
            if name:
                yield name, " ".join(said).replace("|", "\\|")
            name, said = found[1], [found[2]]
        else:
            said.append(line.strip())
    if name:
        yield name, " ".join(said).replace("|", "\\|")
