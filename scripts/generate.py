"""Regenerate ``generated/`` from ``openapi/events.yaml``: ``make generate``, ``make check-generated``.

The new tree is built in a temporary directory and moved into place when all of it is there, so a failure leaves
``generated/`` as it was. With ``--check`` nothing is moved: the differences are printed and the exit code is 1.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from views import data_tags, enum_names, names_view, partial_view, pods, schema_view, wire_view

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "openapi"
GENERATED = ROOT / "generated"
HEADER = "# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template."
SERVERS = """'''Where the API is served.'''

PODS: dict[str, str] = {!r}
'''Base URL by pod; the first is the default.'''
"""
GENERATORS = ("datamodel-code-generator", "openapi-python-client", "ruff")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare with what is committed")
    check = parser.parse_args(argv).check
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".generate-") as scratch:
        fresh = Path(scratch, "generated")
        try:
            build(fresh, Path(scratch))
        except (GenerationError, yaml.YAMLError, ValueError, KeyError) as error:
            print(f"make generate: {error}\ngenerated/ was left as it was.", file=sys.stderr)
            return 1
        if check:
            return report_drift(fresh)
        swap(fresh, Path(scratch))
    return 0


class GenerationError(Exception):
    """A generator failed; the message is what it said."""


def build(fresh: Path, scratch: Path) -> None:
    description = yaml.safe_load((OPENAPI / "events.yaml").read_text("utf-8"))
    constructors = yaml.safe_load((OPENAPI / "constructors.yaml").read_text("utf-8"))
    models = fresh / "mparticle_events_models"
    models.mkdir(parents=True)
    struct = ["--output-model-type", "msgspec.Struct", "--custom-template-dir", templates(scratch)]
    base = "--base-class mparticle_events_models.base"
    wire = (
        f"{base}.Wire --use-msgspec-tagged-unions --enum-field-as-literal all --use-annotated --field-constraints "
        "--additional-imports mparticle_events_models.base.Int64"
    )
    classes = json_file(scratch / "classes.json", class_attributes(description))
    partial = (
        f"{base}.Partial --use-default --use-field-description --use-attribute-docstrings --no-use-annotated "
        f"--additional-imports mparticle_events_models.names --extra-template-data {classes}"
    )
    views: dict[str, tuple[dict[str, Any], list[str]]] = {
        "names": (names_view(description), struct),
        "wire": (wire_view(description), [*struct, *wire.split()]),
        "partial": (partial_view(description, constructors), [*struct, *partial.split()]),
    }
    for name, (view, options) in views.items():
        source = json_file(scratch / f"{name}.json", view)
        run(
            "datamodel-codegen", "--input", source, "--output", str(models / f"{name}.py"), *options,
            "--input-file-type", "openapi", "--openapi-scopes", "schemas", "--strict-refs",
            "--target-python-version", "3.11", "--collapse-root-models", "--use-schema-description",
            "--use-double-quotes", "--disable-timestamp", "--disable-warnings", "--ignore-pyproject",
            "--no-formatters", "--custom-file-header", HEADER,
        )  # fmt: skip
    keep_integer_range(models / "wire.py")
    shutil.copy(OPENAPI / "templates/models/base.py", models / "base.py")
    shutil.copy(OPENAPI / "templates/models/package.py", models / "__init__.py")
    json_file(models / "schema.json", schema_view(description))
    (models / "servers.py").write_text(SERVERS.format(pods(description)), "utf-8")
    run(
        "openapi-python-client", "generate", "--path", str(OPENAPI / "events.yaml"), "--meta", "none",
        "--config", str(OPENAPI / "client.yaml"), "--custom-template-path", str(OPENAPI / "templates/client"),
        "--output-path", str(fresh / "mparticle_events_client"), "--fail-on-warning",
    )  # fmt: skip
    for package in fresh.iterdir():
        (package / "py.typed").touch()
    for path in fresh.rglob("*.py"):
        text = path.read_text("utf-8")
        path.write_text(text if text.startswith(HEADER) else f"{HEADER}\n{text}", "utf-8")
    ruff = ("--isolated", "--target-version", "py311", "--line-length", "120", str(fresh))
    run("ruff", "check", "--fix", "--exit-zero", "--select", "I,F401,UP", *ruff)
    run("ruff", "format", *ruff)
    (fresh / "PROVENANCE.toml").write_text(provenance(), "utf-8")


def keep_integer_range(wire: Path) -> None:
    """Bound the integers of attribute values to 64 bits.

    The generator drops the range of an integer that has a number beside it, since 2**70 would do as a number. We want it
    refused: the service could not hold it (ledger D-27).
    """
    wire.write_text(wire.read_text("utf-8").replace("| int | float", "| Int64 | float"), "utf-8")


def class_attributes(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What the Struct template adds to a class besides its fields."""
    enums, tags = enum_names(description), data_tags(description)
    return {name: {"enums": enums.get(name, {}), "event_type": tags.get(name)} for name in enums | tags}


def templates(scratch: Path) -> str:
    """The generator looks for ``msgspec.jinja2`` in a directory of its own."""
    directory = scratch / "templates"
    if not directory.exists():
        directory.mkdir()
        shutil.copy(OPENAPI / "templates/models/msgspec.jinja2", directory)
    return str(directory)


def json_file(path: Path, content: Any) -> str:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return str(path)


def run(*command: str) -> None:
    tools = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise GenerationError(f"{command[0]} failed:\n  " + "\n  ".join(said[-25:]))


def provenance() -> str:
    """What the tree was made of; tests and sandbox refuse to run when ``openapi/`` has moved on."""
    generators = "".join(f'{name} = "{version(name)}"\n' for name in GENERATORS)
    return f'{HEADER}\ncommand = "make generate"\nsha256 = "{description_hash()}"\n\n[generators]\n{generators}'


def description_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in OPENAPI.rglob("*") if p.is_file() and p.suffix != ".md"):
        digest.update(path.relative_to(OPENAPI).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def swap(fresh: Path, scratch: Path) -> None:
    if GENERATED.exists():
        GENERATED.rename(scratch / "previous")
    try:
        fresh.rename(GENERATED)
    except OSError:
        (scratch / "previous").rename(GENERATED)
        raise


def report_drift(fresh: Path) -> int:
    def tree(root: Path) -> dict[str, list[str]]:
        files = (p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        return {p.relative_to(root).as_posix(): p.read_text("utf-8").splitlines(keepends=True) for p in files}

    committed, expected = tree(GENERATED), tree(fresh)
    drift = [name for name in sorted(committed.keys() | expected) if committed.get(name) != expected.get(name)]
    for name in drift:
        sys.stdout.writelines(
            difflib.unified_diff(
                committed.get(name, []), expected.get(name, []), f"committed/{name}", f"regenerated/{name}", n=2
            )
        )
    if drift:
        print(f"\n{len(drift)} generated file(s) differ from openapi/. Run `make generate` and commit the result.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
