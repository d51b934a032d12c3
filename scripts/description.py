"""Reads ``openapi/events.yaml`` for the tools: the line of every place in it, units, and types in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from views import Node, target

Place = tuple[str, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"(true|false|null|~?|-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?)\Z")


@dataclass(frozen=True)
class Finding:
    """Something wrong at one place of a file, as one line of text."""

    file: str
    line: int
    place: Place
    message: str
    column: int | None = None

    def __str__(self) -> str:
        at = f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")
        return " ".join(f"{at}: {'.'.join(self.place)}{': ' if self.place else ''}{self.message}".split())


@dataclass
class Source:
    """A YAML file: its tree (None if it has none), where each part of it stands, and what a reader stumbles over."""

    file: str
    tree: Any = None
    lines: dict[Place, int] = field(default_factory=lambda: {(): 1})
    findings: list[Finding] = field(default_factory=list)

    def note(self, place: Place, message: str, line: int | None = None) -> None:
        """Add a finding, by default on the line of the nearest place that the file has."""
        known = place
        while known not in self.lines:
            known = known[:-1]
        self.findings.append(Finding(self.file, line or self.lines[known], place, message))


def read(text: bytes, file: str) -> Source:
    """Parse YAML that means the same to every reader: no duplicate keys, aliases, dates, or booleans like ``yes``."""
    source = Source(file)
    try:
        loader = _LOADER(text)
        root = loader.get_single_node()
        if root is not None and _locate(root, (), source, set()):
            source.tree = _text_keys(loader.construct_document(root))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else text[: getattr(error, "position", 0)].count(b"\n") + 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        column = mark.column + 1 if mark else None
        where = f"line {line}" + (f", column {column}" if column else "")
        source.findings.append(Finding(file, line, (), f"{where} is not YAML: {problem}", column))
    return source


def _locate(node: Any, place: Place, source: Source, seen: set[int]) -> bool:
    """Fill in the lines; False where the tree has no end."""
    line = node.start_mark.line + 1
    source.lines.setdefault(place, line)
    if id(node) in seen:
        source.note(place, "is a YAML alias; write it out, or use a $ref")
        return False
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        if not node.style and not node.tag.endswith(":str") and not _PLAIN.match(node.value):
            source.note(place, f"{node.value!r} is not the same to all YAML readers; put quotes around it", line)
        return True
    if isinstance(node, yaml.SequenceNode):
        read_well = [_locate(item, (*place, str(index)), source, seen) for index, item in enumerate(node.value)]
        return all(read_well)
    good = True
    keys: set[str] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        below, line = (*place, name), key.start_mark.line + 1
        if not key.tag.endswith(":str"):
            source.note(below, "has a key that is not text; put quotes around it", line)
        elif name in keys:
            source.note(below, f"stands here a second time, after line {source.lines[below]}", line)
        keys.add(name)
        source.lines.setdefault(below, line)
        good = _locate(value, below, source, seen) and good
    return good


def _text_keys(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {str(key): _text_keys(value) for key, value in tree.items()}
    return [_text_keys(item) for item in tree] if isinstance(tree, list) else tree


# -- units ------------------------------------------------------------------------------------------------------------

EPOCH = "ms since 1970"
_UNITS = {
    EPOCH: r"\bin milliseconds since the Unix epoch",
    "ms": r"\bin milliseconds",
    "s": r"\bin (whole )?seconds",
    "min": r"\bin minutes",
    "hours": r"\bin hours",
    "days": r"\bin days",
    "bytes": r"\bin bytes",
    "pixels": r"\bin pixels",
    "dots per inch": r"\bin dots per inch",
    "metres": r"\bin metres",
    "degrees": r"\bin (decimal )?degrees",
    "percent": r"\bin percent",
    "currency of the event": r"\bin the currency of the event",
    "0 to 1": r"\bbetween 0 and 1\b",
    "1 is normal": r"\b1 for normal\b",
    "pieces": r"\b[Nn]umber of (?!the\b)",
    "not documented": r"\bunit is (not documented|documented nowhere)",
}
_SUFFIXES = {"_unixtime_ms": (EPOCH,), "_ms": ("ms", EPOCH), "_bytes": ("bytes",), "_percent": ("percent",)}
# What has no unit: identifiers, codes, ordinals, addresses, and what senders define themselves (lifetime value).
_UNITLESS = re.compile(r"((.*_)?(id|mpid|code|num|number|version|step|address)|position|lifetime_value_change)\Z")


def unit(node: Node) -> str | None:
    """The unit that a description names."""
    text = " ".join(str(node.get("description", "")).split())
    return next((name for name, pattern in _UNITS.items() if re.search(pattern, text)), None)


def unit_problem(name: str, node: Node, schemas: Node) -> str | None:
    """What is wrong with the unit of a property: every quantity names one, and name and x-format agree with it."""
    if not numeric(node, schemas):
        return None
    said, is_time = unit(node), node.get("x-format") == "epoch-ms"
    named = next((units for suffix, units in _SUFFIXES.items() if name.endswith(suffix)), None)
    if is_time and said != EPOCH:
        return 'is a time (x-format: epoch-ms), so its description says "in milliseconds since the Unix epoch"'
    if said == EPOCH and not is_time:
        return "is in milliseconds since the Unix epoch, so it needs x-format: epoch-ms"
    if named and said not in named:
        return f"has the unit {' or '.join(named)} by its name, but {said or 'none'} in its description"
    if said is None and node.get("x-format") != "decimal-text" and not _UNITLESS.match(name):
        return 'is a number, and its description names no unit, such as "in milliseconds" or "in bytes"'
    return None


def numeric(node: Any, schemas: Node) -> bool:
    """Whether every value of a schema is a number or a list of numbers, null aside."""
    kinds = set(_kinds(node, schemas, ())) - {"null"}
    return bool(kinds) and kinds <= {"integer", "number"}


def _kinds(node: Any, schemas: Node, seen: Place) -> Iterator[str]:
    """The JSON types that a schema admits, lists replaced by their items."""
    if not isinstance(node, dict):
        return
    name = target(node)
    if name and name not in seen:
        yield from _kinds(schemas.get(name), schemas, (*seen, name))
    for member in members(node):
        yield from _kinds(member, schemas, seen)
    for kind in types(node):
        if kind == "array" and "items" in node:
            yield from _kinds(node["items"], schemas, seen)
        else:
            yield kind


# -- types in words ---------------------------------------------------------------------------------------------------


def types(node: Node) -> list[str]:
    """The names under ``type``."""
    declared = node.get("type")
    return [kind for kind in (declared if isinstance(declared, list) else [declared]) if isinstance(kind, str)]


def members(node: Node) -> list[Any]:
    """The members of a union."""
    union = node.get("oneOf") or node.get("anyOf")
    return union if isinstance(union, list) else []


def variants(node: Any, link: Callable[[str], str] = str, limits: Callable[[Node], str] = lambda _: "") -> list[str]:
    """What a value may be, a phrase each: ``text``, ``list of Product``, ``null``.

    ``link`` writes the name of a component, ``limits`` what is added to a phrase about its schema.
    """
    name = target(node)
    if name:
        return [link(name)]
    if members(node):
        return list(dict.fromkeys(text for member in members(node) for text in variants(member, link, limits)))
    if "const" in node:
        return [f"`{node['const']}`"]
    return [_phrase(kind, node, link, limits) for kind in types(node)] or ["object" if "allOf" in node else "any value"]


def _phrase(kind: str, node: Node, link: Callable[[str], str], limits: Callable[[Node], str]) -> str:
    inner = {"array": "items", "object": "additionalProperties"}.get(kind)
    if kind == "null" or (kind == "object" and inner not in node):
        return kind
    word = {"string": "text", "array": "list", "object": "map"}.get(kind, kind)
    if inner is None:
        return word + limits(node)
    parts = variants(node.get(inner, {}), link, limits)
    content = " or ".join(parts)
    return f"{word}{limits(node)} of {content if len(parts) == 1 else f'({content})'}"


def type_text(node: Any, link: Callable[[str], str] = str) -> str:
    """The type of a schema in words."""
    return " or ".join(variants(node, link))
