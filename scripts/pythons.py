"""Run the tests on the wheel, with every Python that the package says it runs on and this machine has.

    python scripts/pythons.py [--quick] [--only VERSION] [tests ...]

An interpreter is found as ``python3.X`` on the PATH or among pyenv's versions. `--quick` runs what has most to do with
the interpreter, and leaves out the version that runs this, which the whole suite was run on; without, everything runs
that needs neither generators nor a checkout. A version that the machine does not have is named, and is no failure.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUICK = (
    "models", "codec", "api", "http", "delivery/test_packing.py", "delivery/test_sender.py",
    "delivery/test_uploader.py", "delivery/outbox/test_outbox.py", "cli", "sandbox", "docs/test_snippets.py",
    "test_pytest_plugin.py",
)  # fmt: skip
ALL = (
    "models", "codec", "api", "http", "delivery", "backfill", "plans", "drop_in", "cli", "sandbox",
    "docs/test_snippets.py", "test_configuration.py", "test_imports.py", "test_package.py", "test_pytest_plugin.py",
)  # fmt: skip
PACKAGES = ("hypothesis", "jsonschema-rs", "orjson", "pyarrow", "pytest", "pytest-xdist", "pyyaml", "ruff", "vcrpy")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--only", metavar="VERSION", action="append")
    arguments.add_argument("tests", nargs="*")
    given = arguments.parse_args()
    tests = given.tests or (QUICK if given.quick else ALL)
    results = []
    with tempfile.TemporaryDirectory() as scratch:
        pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", scratch, str(ROOT)], check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        own = f"{sys.version_info.major}.{sys.version_info.minor}"
        for version in given.only or supported():
            if given.quick and version == own:
                continue
            python = interpreter(version)
            began = time.monotonic()
            passed = python and passes(python, wheel, Path(scratch, version), tests)
            results.append(passed)
            said = "passed" if passed else "FAILED" if python else "not on this machine"
            print(f"Python {version}: {said} ({time.monotonic() - began:.0f} s)", flush=True)
    return int(False in results)


def supported() -> Iterator[str]:
    """The versions that the package's classifiers name, as ``3.11``."""
    for line in PROJECT["classifiers"]:
        if found := re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line):
            yield found[1]


def interpreter(version: str) -> str | None:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv", "versions")
    for candidate in (shutil.which(f"python{version}"), *sorted(map(str, pyenv.glob(f"{version}.*/bin/python")))):
        if candidate and runs(candidate, version):
            return candidate
    return None


def runs(python: str, version: str) -> bool:
    """Whether this is that Python; a shim may be of a version that is not active."""
    ask = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def passes(python: str, wheel: Path, environment: Path, tests: Iterator[str]) -> bool:
    """Whether the tests pass on the wheel, in a new environment, away from the checkout: it is not to be imported."""
    subprocess.run([python, "-m", "venv", environment], check=True)
    pip = (str(environment / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    extras = f"mparticle-facade[aiohttp,cli,otel,plan,rows,sandbox] @ {wheel.as_uri()}"
    constraints = str(ROOT / "constraints.txt")
    subprocess.run([*pip, "install", "--constraint", constraints, extras, *PACKAGES], check=True)
    settings = ("--rootdir", ROOT, "--config-file", ROOT / "pyproject.toml", "-p", "no:cacheprovider")
    rooms = [ROOT / "tests" / test for test in tests]
    pytest = (environment / "bin/pytest", "-q", "--numprocesses", "2", "--dist", "loadfile", *settings, *rooms)
    return subprocess.run(pytest, cwd=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
