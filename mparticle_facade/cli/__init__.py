"""The ``mparticle`` command: one module for each subcommand. Needs an extra, ``[cli]`` or ``[sandbox]``."""

from __future__ import annotations

import sys

_FROM_EXTRAS = ("typer", "starlette", "uvicorn")


def main() -> None:
    """Run the command line, and exit: 0 all well, 1 some records failed, 2 wrong usage."""
    try:
        from mparticle_facade.cli.program import run

        code = run(sys.argv[1:])
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _FROM_EXTRAS:
            raise
        print(f"mparticle: {package} is missing: pip install 'mparticle-facade[sandbox]'", file=sys.stderr)  # noqa: T201
        code = 2
    sys.exit(code)
