"""Regenerate ``generated/`` from ``openapi/events.yaml``: ``make generate``, ``make check-generated``.

The description is checked first (``lint_description.py``). The new tree is built in a temporary directory and put in
place when all of it is there, so a failure leaves ``generated/`` as it was, and what a killed run left, the next one
puts right.
At the end comes what changed since the last commit (``report_changes.py``).

With ``--check`` nothing is moved: the differences are printed and the exit code is 1.
"""

from __future__ import annotations

import argparse
import bisect
import contextlib
import difflib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

import report_changes
from description import Place, read
from lint_description import lint
from reference import reference
from signatures import class_doc, stub
from views import (
    data_tags,
    enum_names,
    event_tag,
    flatten,
    names_view,
    nodes,
    partial_view,
    plain_view,
    pods,
    schema_view,
    target,
    wire_view,
)

ROOT = Path(__file__).resolve().parent.parent
OPENAPI = ROOT / "openapi"
GENERATED = ROOT / "generated"
HEADER = "# Generated from openapi/events.yaml by `make generate`. Do not edit: change the description or a template."
SERVERS = """'''Where the API is served.'''

from typing import Literal, TypeAlias

Pod: TypeAlias = Literal[{}]
'''The name of a pod.'''
PODS: dict[Pod, str] = {!r}
'''Base URL by pod; the first is the default.'''
"""
GENERATORS = ("datamodel-code-generator", "openapi-python-client", "ruff")


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only compare with what is committed")
    check = parser.parse_args(argv).check
    problem = ""
    try:
        with scratch_directory() as scratch:
            fresh = scratch / "generated"
            in_order()
            build(fresh, scratch)
            if check:
                return report_drift(fresh)
            swap(fresh, scratch)
    except (GenerationError, OSError) as error:
        problem = str(error)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # the check let it through
        problem = f"{OPENAPI.name}/ can't be generated from: {type(error).__name__}: {error}"
    if problem:
        print(f"make generate: {problem}\ngenerated/ was left as it was.", file=sys.stderr)
        return 1
    return report_changes.main([])


Tree = dict[str, Any]
Step = Callable[[Path, Path, Tree, Tree], None]


class GenerationError(Exception):
    """The description is not in order, or a generator failed; the message says what and where."""


@contextlib.contextmanager
def scratch_directory() -> Iterator[Path]:
    """A directory for the new tree, beside ``generated/``. One process at a time; what a killed one left is cleared."""
    with contextlib.ExitStack() as stack:
        lock = os.open(OPENAPI, os.O_RDONLY)
        stack.callback(os.close, lock)
        fcntl.flock(lock, fcntl.LOCK_EX)
        for left in ROOT.glob(".generate-*"):
            if (left / "previous").exists() and not GENERATED.exists():
                (left / "previous").rename(GENERATED)
            shutil.rmtree(left)
        yield Path(stack.enter_context(tempfile.TemporaryDirectory(dir=ROOT, prefix=".generate-")))


def in_order() -> None:
    findings = lint(OPENAPI)
    if findings:
        raise GenerationError("\n".join([f"{OPENAPI.name}/ is not in order:", *map(str, findings)]))


def build(fresh: Path, scratch: Path) -> None:
    description = yaml.safe_load((OPENAPI / "events.yaml").read_text("utf-8"))
    constructors = yaml.safe_load((OPENAPI / "constructors.yaml").read_text("utf-8"))
    page = reference(description, (OPENAPI / "DECISIONS.md").read_text("utf-8"), HEADER.removeprefix("# "))
    for step in (build_models, build_client):
        try:
            step(fresh, scratch, description, constructors)
        except GenerationError as error:
            place = named_place(str(error), description) or culprit(step, scratch, description, constructors)
            raise GenerationError(f"{where(place)}: {error}" if place else str(error)) from None
    tidy(fresh)
    (fresh / "REFERENCE.md").write_text(page, "utf-8")
    (fresh / "PROVENANCE.toml").write_text(provenance(), "utf-8")


def build_models(fresh: Path, scratch: Path, description: Tree, constructors: Tree) -> None:
    models = fresh / "mparticle_events_models"
    models.mkdir(parents=True)
    struct = ["--output-model-type", "msgspec.Struct", "--custom-template-dir", templates(scratch)]
    base = "--base-class mparticle_events_models.base"
    wire = (
        f"{base}.Wire --use-msgspec-tagged-unions --enum-field-as-literal all --use-annotated --field-constraints "
        "--additional-imports mparticle_events_models.base.Int64 "
        "--disable-future-imports"  # annotations as text would be compiled one by one by the first decoder
    )
    classes = json_file(scratch / "classes.json", class_attributes(description, constructors))
    partial = (
        f"{base}.Partial --use-default --use-field-description --use-attribute-docstrings --no-use-annotated "
        f"--additional-imports mparticle_events_models.base.Event,mparticle_events_models.base.names "
        f"--extra-template-data {classes}"
    )
    views: dict[str, tuple[dict[str, Any], list[str]]] = {
        "names": (names_view(description), struct),
        "wire": (wire_view(description), [*struct, *wire.split()]),
        "plain": (plain_view(description), [*struct, *wire.split()]),
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
    signatures = yaml.safe_load((OPENAPI / "signatures.yaml").read_text("utf-8"))
    (models / "partial.pyi").write_text(f"{HEADER}\n{stub(description, constructors, signatures)}", "utf-8")
    shutil.copy(OPENAPI / "templates/models/base.py", models / "base.py")
    shutil.copy(OPENAPI / "templates/models/package.py", models / "__init__.py")
    json_file(models / "schema.json", schema_view(description))
    (models / "servers.py").write_text(
        SERVERS.format(", ".join(map(repr, pods(description))), pods(description)), "utf-8"
    )


def build_client(fresh: Path, scratch: Path, description: Tree, constructors: Tree) -> None:
    del constructors
    run(
        "openapi-python-client", "generate", "--path", json_file(scratch / "all.json", description), "--meta", "none",
        "--config", str(OPENAPI / "client.yaml"), "--custom-template-path", str(OPENAPI / "templates/client"),
        "--output-path", str(fresh / "mparticle_events_client"), "--fail-on-warning",
    )  # fmt: skip


def tidy(fresh: Path) -> None:
    for package in fresh.iterdir():
        (package / "py.typed").touch()
    for path in fresh.rglob("*.py"):
        text = path.read_text("utf-8")
        path.write_text(text if text.startswith(HEADER) else f"{HEADER}\n{text}", "utf-8")
    ruff = ("--isolated", "--target-version", "py311", "--line-length", "120", str(fresh))
    run("ruff", "check", "--fix", "--exit-zero", "--select", "I,F401,UP", *ruff)
    run("ruff", "format", *ruff)


def keep_integer_range(wire: Path) -> None:
    """Bound the integers of attribute values to 64 bits.

    The generator drops the range of an integer that has a number beside it, since 2**70 would do as a number. We
    want it refused: the service could not hold it (D-27).
    """
    wire.write_text(wire.read_text("utf-8").replace("| int | float", "| Int64 | float"), "utf-8")


def class_attributes(description: Tree, constructors: Tree) -> dict[str, Tree]:
    """What the Struct template adds to a class besides its fields."""
    schemas = description["components"]["schemas"]
    enums, tags = enum_names(description), data_tags(description)
    return {
        name: {
            "enums": enums.get(name, {}),
            "event_type": tags.get(name),
            "doc": class_doc(name, schemas, constructors),
        }
        for name in schemas
        if event_tag(schemas[name]) is None and "properties" in flatten(name, schemas)
    }


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
    path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
    env = {**os.environ, "PATH": path, "PYTHONWARNINGS": "ignore", "TYPER_STANDARD_TRACEBACK": "1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        said = re.split(r'(?m)^  File ".*\n(?:    .*\n)*', done.stderr.strip() or done.stdout.strip())[-1]
        lines = [line for line in said.splitlines() if line.strip()]
        raise GenerationError("\n  ".join([f"{command[0]} failed:", *lines[-25:]]))


# -- where a generator failed -----------------------------------------------------------------------------------------

PROBE = {
    "Probe": {"type": "object", "description": "Any.", "properties": {"a": {"type": "string", "description": "Any."}}},
    "ProbeKind": {"type": "string", "description": "Any.", "enum": ["a"]},
}


def where(place: Place) -> str:
    source = read((OPENAPI / "events.yaml").read_bytes(), f"{OPENAPI.name}/events.yaml")
    return f"{source.file}:{source.lines.get(place, 1)}: {'.'.join(place)}"


def named_place(said: str, description: Tree) -> Place | None:
    """The place of the description that a generator's message names."""
    schemas = description["components"]["schemas"]
    for name, field in re.findall(r"components[./]schemas[./](\w+)(?:\S*properties[./](\w+))?", said):
        if name in schemas:
            known = field in schemas[name].get("properties", {})
            return ("components", "schemas", name, *(("properties", field) if known else ()))
    for method, path in re.findall(r"\b(GET|PUT|POST|PATCH|DELETE) (/\S*)", said):
        if method.lower() in description["paths"].get(path, {}):
            return ("paths", path, method.lower())
    return None


def culprit(step: Step, scratch: Path, description: Tree, constructors: Tree) -> Place | None:
    """The component that a step fails at by itself, found by halves; None where the description is not to blame."""
    schemas = description["components"]["schemas"]
    needed = {name: reachable(name, schemas) for name in schemas}
    order = sorted(schemas, key=lambda name: (len(needed[name]), name))

    def fails(count: int) -> bool:
        names = set().union(*(needed[name] for name in order[:count]))
        some = PROBE | {name: schema for name, schema in schemas.items() if name in names}
        part = {**description, "paths": {}, "components": {**description["components"], "schemas": some}}
        with tempfile.TemporaryDirectory(dir=scratch) as directory:
            try:
                step(Path(directory, "generated"), Path(directory), part, constructors)
            except GenerationError:
                return True
        return False

    if fails(0):
        return None
    first = bisect.bisect_left(range(1, len(order) + 1), True, key=fails)
    return ("components", "schemas", order[first]) if first < len(order) else ("paths",)


def reachable(name: str, schemas: Tree) -> set[str]:
    """A component and all that it refers to."""
    found, left = set(), [name]
    while left:
        current = left.pop()
        if current not in found:
            found.add(current)
            left += [other for node in nodes(schemas[current]) if (other := target(node)) is not None]
    return found


def provenance() -> str:
    """What the tree was made of; tests and sandbox refuse to run when ``openapi/`` has moved on."""
    generators = "".join(f'{name} = "{version(name)}"\n' for name in GENERATORS)
    return f'{HEADER}\ncommand = "make generate"\nsha256 = "{description_hash()}"\n\n[generators]\n{generators}'


def description_hash() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for p in OPENAPI.rglob("*") if p.is_file()):
        digest.update(path.relative_to(OPENAPI).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def swap(fresh: Path, scratch: Path) -> None:
    """Put the new tree in the place of the old one, which goes with the scratch directory."""
    if GENERATED.exists():
        GENERATED.rename(scratch / "previous")  # killed here, the next run puts it back
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
