"""What changed in the public surface since a commit: ``make report``, and at the end of ``make generate``.

Compared are the description (fields, limits, values, operations, responses, event types), the order of constructor
arguments, and the hand-written Python of the facade. Each change is judged by what it does to a program that sends with
this client:

* breaking: something is removed, renamed, retyped or newly required, a limit is tighter, an argument has moved;
* compatible: something is added, deprecated or no longer required, a limit is looser, a type takes more.

Then a version is suggested: a breaking change raises the first number, an addition the second, anything else the third.
While the first number is 0 everything moves one place to the right, as is usual: a breaking change raises the second
number, anything else the third.

Of the constructor arguments, those listed in ``constructors.yaml`` have a position that is promised; a new field may
move the others.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import griffe

from description import members, read, type_text, types, variants
from views import Node, event_tag, flatten, is_enum, pods, target

ROOT = Path(__file__).resolve().parent.parent
FACADE = "mparticle_facade"
SECTIONS = ("Added", "Changed", "Deprecated", "Removed")


@dataclass(frozen=True)
class Change:
    """One difference of the public surface."""

    kind: str
    """``field added``, ``value removed``, ``limit tightened`` and so on."""
    place: str
    """``GeoLocation.city_name``, ``POST /events``, ``mparticle_facade.api.EventsApi.close``."""
    breaking: bool
    section: str
    """The section of the changelog that it belongs to."""
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}{f', {self.detail}' if self.detail else ''}"

    @property
    def line(self) -> str:
        """The suggested line of the changelog."""
        detail = f", {self.detail}" if self.detail else ""
        return f"* {'**Breaking:** ' if self.breaking else ''}`{self.place}`: {self.kind}{detail}."


class NothingToCompareError(Exception):
    """Why there is nothing to compare with."""


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="HEAD", metavar="REV", help="the commit to compare with (default: HEAD)")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    options = parser.parse_args(argv)
    report: dict[str, Any] = {"base": options.base, "problem": None, "changes": [], "version": None}
    try:
        old, new = Commit(options.base), Files()
        changes = [*compare(old, new), *python_changes(old, new)]
        report |= {"changes": changes, "version": suggestion(changes, old.version(), new.version())}
    except NothingToCompareError as reason:
        report["problem"] = str(reason)
    print(_json(report) if options.json else _text(report))
    return 0


# -- the two sides ----------------------------------------------------------------------------------------------------


class Files:
    """The files as they are."""

    name = "the working tree"

    def file(self, path: str) -> bytes:
        try:
            return (ROOT / path).read_bytes()
        except OSError as error:
            raise NothingToCompareError(f"{path}: {error.strerror}") from None

    def facade(self, scratch: Path) -> Path:
        """A directory that holds the facade's package."""
        del scratch
        return ROOT

    def tree(self, path: str) -> Any:
        tree = read(self.file(path), path).tree
        if not isinstance(tree, dict):
            raise NothingToCompareError(f"{path} of {self.name} can't be read")
        return tree

    def version(self) -> str:
        for home in ("__init__.py", "version.py"):  # it stood in the first one until 0.1.0
            found = re.search(r'^__version__ = "(.*)"', self.file(f"{FACADE}/{home}").decode(), re.MULTILINE)
            if found:
                return found[1]
        return ""


class Commit(Files):
    """The files as they were in a commit."""

    def __init__(self, revision: str) -> None:
        self.name = revision
        try:
            git("rev-parse", "--is-inside-work-tree")
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
            raise NothingToCompareError(f"this is no git checkout ({said[0].removeprefix('fatal: ')})") from None
        except OSError:
            raise NothingToCompareError("git is not installed") from None
        try:
            verified = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            self.commit = verified.decode().strip()
        except subprocess.CalledProcessError:
            raise NothingToCompareError(f"there is no commit {revision}{' yet' * (revision == 'HEAD')}") from None

    def file(self, path: str) -> bytes:
        try:
            return git("show", f"{self.commit}:./{path}")
        except subprocess.CalledProcessError:
            raise NothingToCompareError(f"{self.name} has no {path}") from None

    def facade(self, scratch: Path) -> Path:
        try:
            tar = git("archive", self.commit, FACADE)
        except subprocess.CalledProcessError:
            raise NothingToCompareError(f"{self.name} has no {FACADE}") from None
        with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
            archive.extractall(scratch, filter="data")
        return scratch


def git(*command: str) -> bytes:
    return subprocess.run(["git", "-C", str(ROOT), *command], capture_output=True, check=True).stdout


# -- the surface ------------------------------------------------------------------------------------------------------


@dataclass
class Item:
    """One thing that a program can name."""

    kind: str
    parent: str = ""
    """The place of the item that it is a part of."""
    schema: Node = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)
    alike: Any = None
    """What it has in common with itself under another name."""


def surface(description: Node) -> dict[str, Item]:
    """The items of a description by place."""
    schemas = description["components"]["schemas"]
    found = {pod: Item("pod") for pod in pods(description)}
    for path, item in description["paths"].items():
        for method, operation in item.items():
            found |= _operation(f"{method.upper()} {path}", operation, description)
    for name, schema in schemas.items():
        if "discriminator" in schema:
            continue  # its members are the event types
        tag = event_tag(schema)
        place = tag or name
        parts = [part for part in (schema, *schema.get("allOf", ())) if target(part) is None]
        own = {key: node for part in parts for key, node in part.get("properties", {}).items()}
        required = {key for part in parts for key in part.get("required", ())}
        if tag:
            found[place] = Item("event type", schema=schema["properties"]["data"])
            own = {key: node for key, node in own.items() if key not in ("event_type", "data")}
        else:
            kind = "enumeration" if is_enum(schema) else "model" if own or "allOf" in schema else "type"
            shape = schema if kind == "type" else {}
            bases = {base for part in schema.get("allOf", ()) if (base := target(part))}
            facts = {"deprecated": schema.get("deprecated", False), "bases": bases}
            found[place] = Item(
                kind, "", shape, facts, sorted(own) or sorted(schema.get("enum", ())) or type_text(shape)
            )
        for key, node in own.items():
            found[f"{place}.{key}"] = Item("field", place, node, _facts(node, key in required), sorted(variants(node)))
        for value in schema.get("enum", ()) if name != "EventType" else ():
            found[f"{place}.{value}"] = Item("value", place, alike="")
    return found


def _facts(node: Node, required: bool) -> dict[str, Any]:
    return {
        "required": required,
        "recommended": node.get("x-recommended", False),
        "read-only": node.get("readOnly", False),
        "deprecated": node.get("deprecated", False),
        "x-format": node.get("x-format"),
        "x-known-values": node.get("x-known-values"),
    }


def _operation(place: str, operation: Node, description: Node) -> Iterator[tuple[str, Item]]:
    def component(node: Node) -> Node:
        group, _, name = node.get("$ref", "").rpartition("/")
        return description["components"][group.rpartition("/")[2]][name] if name else node

    def schema(node: Node) -> Node:
        return next((content.get("schema", {}) for content in node.get("content", {}).values()), {})

    facts = {"deprecated": operation.get("deprecated", False)}
    yield place, Item("operation", "", {}, facts, operation["operationId"])
    yield f"{place} {operation['operationId']}()", Item("function", place, alike="")
    body = operation.get("requestBody")
    if body:
        yield f"{place} body", Item("body", place, schema(body), {"required": body.get("required", False)})
    for parameter in map(component, operation.get("parameters", ())):
        facts = {"required": parameter.get("required", False), "deprecated": parameter.get("deprecated", False)}
        node = parameter.get("schema", {})
        yield f"{place} ?{parameter['name']}", Item("parameter", place, node, facts, sorted(variants(node)))
    for code, response in operation.get("responses", {}).items():
        response = component(response)
        answer = f"{place} {code}"
        yield answer, Item("response", place, schema(response))
        for name, header in response.get("headers", {}).items():
            yield f"{answer} {name}", Item("header", answer, component(header).get("schema", {}))


# -- comparing --------------------------------------------------------------------------------------------------------


def compare(old: Files, new: Files) -> list[Change]:
    """Every difference between two descriptions, and between their constructors."""
    was, now = old.tree("openapi/events.yaml"), new.tree("openapi/events.yaml")
    try:
        before, after = surface(was), surface(now)
        schemas = now["components"]["schemas"]
        gone = _missing(before, after)
        removed = {place: item for place, item in gone.items() if not _inherited(place, item, schemas)}
        added = _missing(after, before)
        renamed = dict(_renamed(removed, added))
        found = []
        for place, item in removed.items():
            if place in renamed:
                detail = f"{renamed[place]} is new and {'of the same type' if item.schema else 'like it'}"
                found.append(Change(f"{item.kind} renamed?", place, True, "Changed", detail))
            else:
                found.append(Change(f"{item.kind} removed", place, True, "Removed", _type(item)))
        for place, item in added.items():
            if place not in renamed.values():
                breaking = bool(item.facts.get("required"))
                detail = ", ".join(text for text in (_type(item), "required" * breaking) if text)
                found.append(Change(f"{item.kind} added", place, breaking, "Added", detail))
        for place in before:
            if place in after:
                found += _changed(place, before[place], after[place], schemas)
        orders = old.tree("openapi/constructors.yaml"), new.tree("openapi/constructors.yaml")
        return [*found, *_moved(was["components"]["schemas"], schemas, *orders)]
    except (LookupError, TypeError, AttributeError) as error:
        raise NothingToCompareError(f"{old.name} or {new.name} holds no sound description ({error!r})") from None


def _missing(these: dict[str, Item], those: dict[str, Item]) -> dict[str, Item]:
    """The items that only one side has, without the parts of what it has alone."""
    return {
        place: item for place, item in these.items() if place not in those and (not item.parent or item.parent in those)
    }


def _type(item: Item) -> str:
    return type_text(item.schema) if item.schema else ""


def _inherited(place: str, item: Item, schemas: Node) -> bool:
    """Whether a field went to a part that its schema is made of."""
    parent, _, name = place.partition(".")
    return item.kind == "field" and parent in schemas and name in flatten(parent, schemas).get("properties", {})


def _renamed(removed: dict[str, Item], added: dict[str, Item]) -> Iterator[tuple[str, str]]:
    """Removed and added things that are alike, in pairs; the nearest names come first."""
    pairs = [
        (difflib.SequenceMatcher(None, old, new).ratio(), old, new)
        for old, item in removed.items()
        for new, other in added.items()
        if item.alike is not None and (other.kind, other.parent, other.alike) == (item.kind, item.parent, item.alike)
    ]
    taken: set[str] = set()
    for _, old, new in sorted(pairs, reverse=True):
        if old not in taken and new not in taken:
            taken |= {old, new}
            yield old, new


def _changed(place: str, old: Item, new: Item, schemas: Node) -> Iterator[Change]:
    """What is different about one thing."""
    if old.kind != new.kind:
        yield Change(f"{old.kind} became a {new.kind}", place, True, "Changed")
        return
    before, after = set(variants(old.schema)) - {"null"}, set(variants(new.schema)) - {"null"}
    if before != after:
        wider = all(one in after or _wider(one, after, schemas) for one in before)
        detail = f"{type_text(old.schema)} is now {type_text(new.schema)}"
        yield Change(f"{old.kind} {'takes more' if wider else 'retyped'}", place, not wider, "Changed", detail)
    nulls = ["null" in variants(item.schema) for item in (old, new)]
    if nulls[0] != nulls[1]:
        yield Change("takes null now" if nulls[1] else "takes no null any more", place, nulls[0], "Changed")
    yield from _limits(place, dict(_all_limits(old.schema)), dict(_all_limits(new.schema)))
    for fact, value in new.facts.items():
        was = old.facts.get(fact)
        if was == value:
            continue
        if fact == "bases":
            for base in sorted(value.symmetric_difference(was)):
                gone = base not in value
                kind = f"{'lost' if gone else 'gained'} the fields of {base}"
                yield Change(kind, place, gone, "Removed" if gone else "Added")
        elif isinstance(value, bool):
            breaking = fact == "required" and value
            kind = fact if value else f"no longer {fact}"
            yield Change(kind, place, breaking, "Deprecated" if kind == "deprecated" else "Changed")
        else:
            # Without epoch-ms no datetime is converted, without x-known-values there is no nested enumeration.
            yield Change(f"{fact} changed", place, was not in (None, "uuid", "ip"), "Changed", f"{was} is now {value}")


def _wider(one: str, after: set[str], schemas: Node) -> bool:
    """Whether values of a type are also values of another: integers are numbers, values of an enumeration are text."""
    return (one == "integer" and "number" in after) or ("text" in after and is_enum(schemas.get(one, {})))


def _all_limits(node: Node, inside: str = "") -> Iterator[tuple[str, Any]]:
    for key in ("minimum", "maximum", "minItems", "maxItems", "maxLength", "maxProperties"):
        if key in node:
            yield f"{inside}{key}", node[key]
    if "propertyNames" in node:
        yield f"{inside}propertyNames", type_text(node["propertyNames"])
    for member in members(node):
        yield from _all_limits(member, f"{inside}{'/'.join(types(member))} ")
    for key in ("items", "additionalProperties"):
        if key in node:
            yield from _all_limits(node[key], f"{inside}{key} ")


def _limits(place: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        name = key.rpartition(" ")[2]
        tighter = new is not None and (old is None or name == "propertyNames" or (new < old) == name.startswith("max"))
        detail = f"{key} {'none' if old is None else old} is now {'none' if new is None else new}"
        yield Change(f"limit {'tightened' if tighter else 'loosened'}", place, tighter, "Changed", detail)


def _moved(was: Node, now: Node, old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[Change]:
    """Constructor arguments whose promised position is another one now."""
    for name, listed in old.items():
        if name not in was or name not in now:
            continue
        properties = flatten(name, now).get("properties", {})
        order = list(dict.fromkeys([*new.get(name, ()), *properties]))
        moved = [
            f"{key} is number {order.index(key) + 1}, was {index}"
            for index, key in enumerate(listed, 1)
            if key in properties and order.index(key) + 1 != index
        ]
        if moved:
            yield Change("constructor arguments moved", name, True, "Changed", "; ".join(moved))


# -- hand-written Python ----------------------------------------------------------------------------------------------


def python_changes(old: Files, new: Files) -> Iterator[Change]:
    """What griffe finds broken in the facade: what its packages export. The generated ones are in the description."""
    kinds = griffe.BreakageKind
    ignored = {kinds.ATTRIBUTE_CHANGED_VALUE, kinds.ATTRIBUTE_CHANGED_TYPE, kinds.RETURN_CHANGED_TYPE}
    with tempfile.TemporaryDirectory() as scratch:
        try:
            before, after = (
                griffe.load(FACADE, search_paths=[side.facade(Path(scratch))], try_relative_path=False)
                for side in (old, new)
            )
        except (griffe.GriffeError, ImportError, SyntaxError) as error:
            raise NothingToCompareError(f"{FACADE} can't be read: {error}") from None
        exported = dict(_exported(before))
        for name in sorted(exported.keys() - dict(_exported(after))):
            yield Change("export removed", name, True, "Removed")
        public = tuple(f"{home}." for home in exported.values())
        for breakage in griffe.find_breaking_changes(before, after):
            path = breakage.obj.path
            special = re.search(r"\.__(?!init__)\w+__", path)
            if breakage.kind in ignored or special or not f"{path}.".startswith(public):
                continue
            what = getattr(breakage.old_value, "name", None) or getattr(breakage.new_value, "name", None) or ""
            section = "Removed" if breakage.kind is kinds.OBJECT_REMOVED else "Changed"
            yield Change(breakage.kind.value.lower(), path, True, section, what if what != breakage.obj.name else "")


def _exported(package: Any) -> Iterator[tuple[str, str]]:
    """What a package and its subpackages import from this project by name, and where that is defined."""
    for name, found in package.members.items():
        if not found.is_alias and found.is_module and found.is_init_module:
            yield from _exported(found)
        elif found.is_alias and found.target_path.startswith("mparticle_"):
            home = found.target_path
            with contextlib.suppress(griffe.AliasResolutionError):
                home = found.canonical_path
            yield f"{package.path}.{name}", home


# -- the report -------------------------------------------------------------------------------------------------------


def suggestion(changes: list[Change], base: str, current: str) -> dict[str, str] | None:
    """The version that follows ``base``."""
    if not changes or not re.fullmatch(r"\d+\.\d+\.\d+", base):
        return None
    major, minor, patch = map(int, base.split("."))
    breaking = any(change.breaking for change in changes)
    level = 0 if breaking else 1 if any(change.section == "Added" for change in changes) else 2
    if major == 0:
        level = 1 if breaking else 2
    next_one = [(major + 1, 0, 0), (major, minor + 1, 0), (major, minor, patch + 1)][level]
    return {"base": base, "current": current, "suggested": ".".join(map(str, next_one))}


def _json(report: dict[str, Any]) -> str:
    return json.dumps({**report, "changes": [asdict(change) for change in report["changes"]]}, indent=1)


def _text(report: dict[str, Any]) -> str:
    if report["problem"]:
        return f"No report of changes: {report['problem']}."
    base, changes, version = report["base"], report["changes"], report["version"]
    lines = [f"No change of the public surface since {base}."]
    if changes:
        lines = [f"Changes of the public surface since {base}:"]
        lines += [f"  {'BREAKING  ' if change.breaking else 'compatible'}  {change}" for change in changes]
        lines += ["", "Suggested for CHANGELOG.md:"]
    for section in SECTIONS:
        suggested = [change.line for change in changes if change.section == section]
        lines += ["", f"### {section}", "", *suggested] if suggested else []
    if version:
        breaking = any(change.breaking for change in changes)
        why = f"{'a breaking change' if breaking else 'nothing breaks'} since {version['base']}"
        lines += ["", f"Suggested version: {version['suggested']} ({why}; the files say {version['current']})"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
