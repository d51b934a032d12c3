"""Finds an interpreter that has all extras of the project; the peers' environment has none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.harness.question import Unavailable

ROOT = Path(__file__).parents[2]
NAMES = "cli, otel, plan, rows and sandbox"
_MODULES = ("typer", "rich", "opentelemetry", "re2", "duckdb", "starlette", "uvicorn", "mparticle_facade")
_LOOK = "import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, sys.argv[1:])))"


def interpreter() -> str:
    """This one, or that of the project's own environment.

    Raises:
        Unavailable: neither has them all.
    """
    for python in (sys.executable, str(ROOT / ".venv/bin/python")):
        if Path(python).exists() and subprocess.run([python, "-c", _LOOK, *_MODULES], check=False).returncode == 0:
            return python
    raise Unavailable(f"no environment with the extras {NAMES}; make .venv/.ready makes one")
