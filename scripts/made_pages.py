"""The parts of the documentation that programs write: the command line from typer, the examples with their output."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from mparticle_facade.sandbox import Sandbox, running_sandbox

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CREDENTIALS = ("example-key", "example-secret")
SECONDS = 60
"""What an example may take."""


def command_line() -> str:
    """Every subcommand of `mparticle` with every option, as typer knows them."""
    command = [sys.executable, "-m", "typer", "mparticle_facade.cli.program", "utils", "docs", "--name", "mparticle"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    text = re.sub(r"(?m)^(#+) `(.*)`$", r"\1 \2", html.unescape(text))
    return text.replace("# mparticle\n", "## mparticle\n", 1)


def examples() -> str:
    """Each program of ``examples/``: its source, what it prints, and what arrives at a sandbox.

    Raises:
        subprocess.CalledProcessError: an example failed.
    """
    with running_sandbox(CREDENTIALS) as sandbox:
        return "\n".join(_example(path, sandbox) for path in sorted(EXAMPLES.glob("*.py")))


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
