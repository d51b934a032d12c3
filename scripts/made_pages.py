"""The parts of the documentation that programs write: the command line, the examples with their output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mparticle_facade.cli.examples import EXAMPLES
from mparticle_facade.cli.program import program
from mparticle_facade.sandbox import Sandbox, running_sandbox

PROGRAMS = Path(__file__).resolve().parent.parent / "examples"
CREDENTIALS = ("example-key", "example-secret")
SECONDS = 60
"""What an example may take."""


def command_line() -> str:
    """Every command of `mparticle` with its arguments, options and examples, as its help has them."""
    return "\n".join(_command(program(), "mparticle", level=2))


def _command(command: Any, path: str, level: int) -> Iterator[str]:
    below = getattr(command, "commands", {})
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and not each.hidden]
    usage = " ".join([path, *(each.make_metavar(None) for each in arguments), "COMMAND" if below else "[OPTIONS]"])
    yield from (f"{'#' * level} {path}", "", *_prose(command.help), "", f"```text\n{usage}\n```", "")
    if arguments:
        yield from ("| argument | |", "|---|---|")
        yield from (f"| `{each.human_readable_name.upper().strip('[].')}` | {_cell(each.help)} |" for each in arguments)
        yield ""
    if options:
        yield from (*_options(options), "")
    if below:
        yield from ("| command | |", "|---|---|")
        for name, each in below.items():
            full = f"{path} {name}"
            first, _, _ = each.help.partition("\n\n")
            yield f"| [`{full}`](#{full.replace(' ', '-')}) | {_cell(first.rstrip('.'))} |"
        yield ""
    if found := EXAMPLES.get(path.removeprefix("mparticle").strip()):
        page = found.page.removeprefix("docs/")
        read_on = f", and [more]({page})" if page != found.page else ""
        yield from (f"Examples{read_on}:", "", "```sh", found.first, found.second, "```", "")
    for name, each in below.items():
        yield from _command(each, f"{path} {name}", level=3)


def _options(options: list[Any]) -> Iterator[str]:
    rows = [_option(each) for each in options]
    if any(default for _, default, _ in rows):
        yield from ("| option | default | |", "|---|---|---|")
        yield from (f"| {names} | {default} | {text} |" for names, default, text in rows)
    else:
        yield from ("| option | |", "|---|---|")
        yield from (f"| {names} | {text} |" for names, _, text in rows)


def _option(option: Any) -> tuple[str, str, str]:
    value = "" if option.is_flag else f" {option.make_metavar(None)}"
    names = ", ".join(f"`{name}`" for name in (*option.opts[:-1], option.opts[-1] + value, *option.secondary_opts))
    default = getattr(option.default, "value", option.default)
    if isinstance(default, float):
        default = f"{default:g}"
    shown = "" if option.is_flag or default in (None, "", ()) else f"`{default}`"
    return _cell(names), shown, _cell(option.help)


def _prose(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines()]


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


def examples() -> str:
    """Each program of ``examples/``: its source, what it prints, and what arrives at a sandbox.

    Raises:
        subprocess.CalledProcessError: an example failed.
    """
    with running_sandbox(CREDENTIALS) as sandbox:
        return "\n".join(_example(path, sandbox) for path in sorted(PROGRAMS.glob("*.py")))


def _example(path: Path, sandbox: Sandbox) -> str:
    sandbox.reset()
    key, secret = CREDENTIALS
    settings = {"MPARTICLE_HOST": sandbox.host, "MPARTICLE_API_KEY": key, "MPARTICLE_API_SECRET": secret}
    printed = subprocess.run(
        [sys.executable, path], env=os.environ | settings, capture_output=True, text=True, timeout=SECONDS, check=True
    ).stdout.replace(sandbox.url, "http://127.0.0.1:8080")
    arrived = "\n".join(json.dumps(stored["batch"], indent=2) for stored in sandbox.received())
    blocks = [
        ("python", path.name, path.read_text()), ("text", "Output", printed), ("json", "What arrives", arrived)
    ]  # fmt: skip
    shown = [f'```{{ .{kind} title="{title}" }}\n{text.rstrip()}\n```\n' for kind, title, text in blocks if text]
    return "\n".join([f"\n## {path.name}\n", *shown])
