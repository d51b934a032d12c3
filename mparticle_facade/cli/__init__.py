"""The ``mparticle`` command: one module for each subcommand. Needs an extra, ``[cli]`` or more."""

from __future__ import annotations

import errno
import sys

_EXTRAS = {
    "typer": "cli", "rich": "cli", "backports": "cli", "duckdb": "rows",
    "starlette": "sandbox", "uvicorn": "sandbox",
}  # fmt: skip


def main() -> None:
    """Run the command line, and exit: 0 all well, 1 some records failed, 2 wrong usage."""
    try:
        from mparticle_facade.cli.program import run

        code = run(sys.argv[1:])
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in _EXTRAS:
            raise
        extra = "sandbox" if sys.argv[1:2] == ["sandbox"] else _EXTRAS[package]
        missing = "backports.zstd" if package == "backports" else package
        print(f"mparticle: {missing} is missing: pip install 'mparticle-facade[{extra}]'", file=sys.stderr)  # noqa: T201
        code = 2
    except OSError as error:
        if error.errno != errno.ENOSPC or error.filename is not None:
            raise
        print(f"mparticle: can't print: {error.strerror}", file=sys.stderr)  # noqa: T201
        code = 1
    sys.exit(code)
