"""Run the tests on the wheel, with every other Python that this machine has and the package says it runs on.

An interpreter is found as ``python3.X`` on the PATH or among pyenv's versions. The names of the rooms to test may be
given; without any, all that need no tool of a developer's are run.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("backfill", "cli", "codec", "delivery", "http", "models", "sandbox")
PACKAGES = ("hypothesis", "jsonschema-rs", "orjson", "pytest", "pytest-xdist", "pyyaml", "vcrpy")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def main() -> int:
    missing = []
    with tempfile.TemporaryDirectory() as scratch:
        pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
        subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", scratch, str(ROOT)], check=True)
        (wheel,) = Path(scratch).glob("*.whl")
        for version in supported():
            python = interpreter(version)
            if python is None:
                missing.append(version)
            elif not passes(python, wheel, Path(scratch, version)):
                print(f"Python {version}: failed", file=sys.stderr)
                return 1
            else:
                print(f"Python {version}: passed", flush=True)
    if missing:
        print(f"not on this machine: Python {', '.join(missing)}")
    return 0


def supported() -> Iterator[str]:
    """The versions that the package's classifiers name, as ``3.11``, but for the one that `make test` runs on."""
    own = f"{sys.version_info.major}.{sys.version_info.minor}"
    for line in PROJECT["classifiers"]:
        found = re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line)
        if found and found[1] != own:
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


def passes(python: str, wheel: Path, environment: Path) -> bool:
    subprocess.run([python, "-m", "venv", environment], check=True)
    pip = (str(environment / "bin/python"), "-m", "pip", "--quiet", "--disable-pip-version-check")
    extras = f"mparticle-facade[cli,otel,plan,rows,sandbox] @ {wheel.as_uri()}"
    constraints = str(ROOT / "constraints.txt")
    subprocess.run([*pip, "install", "--constraint", constraints, extras, *PACKAGES], check=True)
    rooms = [str(ROOT / "tests" / room) for room in sys.argv[1:] or ROOMS]
    # Not `python -m pytest`: that would put the checkout before the wheel.
    pytest = (str(environment / "bin/pytest"), "-q", "-n", "2", "-p", "no:cacheprovider", *rooms)
    return subprocess.run(pytest, cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
