"""Finds every difference between two descriptions of the API, filed under places as in `openapi/DECISIONS.md`.

First the schemas are paired: by name, then by meeting at the same place (a request body, a field), whatever they are
called and whether they are written inline, and at last by what they contain. Then each pair is compared. Places are
named after our schemas; a thing that only the vendor has keeps the vendor's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from vendor_document import (
    DEEPEST,
    SAMPLES,
    TEXTS,
    Document,
    Node,
    Shape,
    admits_null,
    ancestors,
    category,
    core,
    fields,
    form,
    is_object,
    json_text,
    object_constraints,
    object_types,
    one_of,
    own_fields,
    own_required,
    parents,
    required,
    schema,
    shape,
    target,
    without_effect,
)

KINDS = ("added", "removed", "renamed", "retyped", "required", "constraint", "enum", "nullable", "structure")
NOTHING = "nothing"
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
_MAPS = {"paths", "responses", "headers", "content", "parameters", "servers", "tags", "examples"}


@dataclass(frozen=True)
class Difference:
    place: str
    kind: str
    vendor: str
    ours: str
    vendor_name: str = ""
    """For something renamed: what the vendor calls it. A row may name either."""


Site = tuple[str, Node, Node]


def differences(ours: Document, vendor: Document) -> list[Difference]:
    found, sites = transport(ours, vendor)
    comparison = Comparison(ours, vendor)
    comparison.pair_all(sites)
    found += comparison.all(sites)
    return list(dict.fromkeys(found))


# Around the schemas


def transport(ours: Document, vendor: Document) -> tuple[list[Difference], list[Site]]:
    """Everything but the schemas, and the places where the two documents use one."""
    found: list[Difference] = []
    sites: list[Site] = []

    def differ(place: str, kind: str, vendor: Any, we: Any, vendor_name: str = "") -> None:
        found.append(Difference(place, kind, _brief(vendor), _brief(we), vendor_name))

    def walk(place: str, a: Node, b: Node) -> None:
        if ("$ref" in a) != ("$ref" in b):
            differ(place, "structure", b.get("$ref", "inline"), a.get("$ref", "inline"))
        a, b = _named_lists(ours, _followed(ours, a)), _named_lists(vendor, _followed(vendor, b))
        for key in dict.fromkeys([*a, *b]):
            one, other = a.get(key), b.get(key)
            inside = f"{place}.{key}".lstrip(".")
            if key == "$ref" or one == other:
                if key == "schema":
                    sites.append((inside, schema(one), schema(other)))
            elif key in ("required", "deprecated"):
                if bool(one) != bool(other):
                    differ(place, "required" if key == "required" else "constraint", *_flags(key, other, one))
            elif key in TEXTS or key == "example":
                differ(inside, "structure", other, one)
            elif key in _MAPS and isinstance(one or {}, dict) and isinstance(other or {}, dict):
                walk_names(inside, one or {}, other or {})
            elif other is None or one is None:
                differ(inside, "added" if other is None else "removed", other, one)
            elif key == "schema":
                sites.append((inside, schema(one), schema(other)))
            elif isinstance(one, dict) and isinstance(other, dict):
                walk(inside, one, other)
            else:
                differ(inside, _LEAVES.get(key, "constraint"), other, one)

    def walk_names(place: str, a: Node, b: Node) -> None:
        """A map in which keys are names: a map that is missing is an empty one."""
        samples = place.endswith(".examples")
        moved = {k: n for k in a if k not in b for n in b if n not in a and samples and _value(a[k]) == _value(b[n])}
        for key, name in moved.items():
            differ(f"{place}.{key}", "renamed", name, key, f"{place}.{name}")
        for key in dict.fromkeys([*a, *b]):
            one, other, inside = a.get(key), b.get(key), f"{place}.{key}"
            if key in moved or key in moved.values():
                continue
            if key not in a or key not in b:
                differ(inside, "added" if key not in b else "removed", other, one)
            elif samples:
                if _value(one) != _value(other):
                    differ(inside, "structure", other, one)
            elif isinstance(one, dict) and isinstance(other, dict):
                walk(inside, one, other)
            elif one != other:
                differ(inside, "constraint", other, one)

    if not vendor.openapi:
        return [], []
    top, their_top = (_with_security(document.root) for document in (ours, vendor))
    groups, their_groups = top.pop("components", {}), their_top.pop("components", {})
    walk("", top, their_top)
    for group in dict.fromkeys([*groups, *their_groups]):
        if group != "schemas":
            a, b = groups.get(group, {}), their_groups.get(group, {})
            # What the others contain is compared where it is used.
            shared = a.keys() & b.keys() if group != "securitySchemes" else set()
            walk_names(f"components.{group}", *({k: v for k, v in each.items() if k not in shared} for each in (a, b)))
    return found, sites


_LEAVES = {"openapi": "structure", "version": "structure", "tags": "structure", "operationId": "renamed"}


def _with_security(root: Node) -> Node:
    """The document with the security of each operation written there."""
    general = root.get("security", [])

    def operation(key: str, value: Any) -> Any:
        return {"security": general, **value} if key in METHODS and isinstance(value, dict) else value

    paths = {
        path: {key: operation(key, value) for key, value in item.items()} if isinstance(item, dict) else item
        for path, item in root.get("paths", {}).items()
    }  # fmt: skip
    return {**{key: value for key, value in root.items() if key != "security"}, "paths": paths}


def _followed(document: Document, node: Node) -> Node:
    inner = target(document, node)
    return node if inner is None else {**inner, **{key: value for key, value in node.items() if key != "$ref"}}


def _named_lists(document: Document, node: Node) -> Node:
    """A list of things with names as a mapping, so that their order says nothing."""
    found = dict(node)
    for key in ("servers", "tags", "parameters"):
        listed = found.get(key)
        if isinstance(listed, list) and all(isinstance(one, dict) for one in listed):
            things = [_followed(document, one) for one in listed]
            if key == "parameters":
                found[key] = {f"{one.get('in')}.{one.get('name')}": one for one in things}
            else:
                found[key] = {str(one.get("url" if key == "servers" else "name")): one for one in things}
    return found


def _value(sample: Any) -> Any:
    return sample.get("value") if isinstance(sample, dict) else sample


def _flags(word: str, vendor: Any, ours: Any) -> tuple[str, str]:
    opposite = "optional" if word == "required" else f"not {word}"
    return word if vendor else opposite, word if ours else opposite


def _brief(value: Any) -> str:
    if value is None:
        return NOTHING
    if value == "":
        return "empty text"
    if isinstance(value, dict):
        return ", ".join(key if isinstance(each, dict | list) else f"{key} {each}" for key, each in value.items())
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


# Schemas


@dataclass
class Comparison:
    ours: Document
    vendor: Document
    nodes: dict[str, Node] = field(default_factory=dict)
    """Our schemas that have a partner. One without a name is called after the place where it is met first."""
    partners: dict[str, list[Node]] = field(default_factory=dict)
    """The vendor's schemas for each of ours; it may have one for each use."""
    names: dict[int, str] = field(default_factory=dict)
    """Our name for a schema of the vendor's."""
    same: set[tuple[str, int]] = field(default_factory=set)
    """Every pair, by our name and the identity of the vendor's schema."""
    stand_ins: dict[str, str] = field(default_factory=dict)
    """Ours that adds nothing to its parent, where the vendor uses the parent itself."""

    # Pairing

    def pair_all(self, sites: list[Site]) -> None:
        shared = [name for name in self.ours.components if name in self.vendor.components]
        pairs = [(name, self.ours.components[name], self.vendor.components[name]) for name in shared]
        for name, a, b in pairs:
            if not (is_object(self.ours, a) and is_object(self.vendor, b)):
                self._link(name, a, b)
        for place, a, b in [*pairs, *sites]:
            self._pair(place, a, b)
        if not self.vendor.openapi:
            self._pair_root()
        self._pair_by_content()

    def _pair_root(self) -> None:
        """A JSON Schema describes one body of ours: that of its kind."""
        root = core(self.vendor, self.vendor.root)
        for path in self.ours.root.get("paths", {}).values():
            content = path.get("post", {}).get("requestBody", {}).get("content", {})
            node = core(self.ours, content.get("application/json", {}).get("schema", {}))
            if category(shape(self.ours, node)) == category(shape(self.vendor, root)):
                self._pair(str(self.ours.name(node)), node, root)
                if not is_object(self.ours, node):
                    self._link(str(self.ours.name(node)), node, root)
                return

    def _pair_by_content(self) -> None:
        ours = {
            name: node for name, node in self.ours.components.items()
            if is_object(self.ours, node) and name not in self.partners and name not in self.stand_ins
        }  # fmt: skip
        vendor = [
            node for node in self.vendor.components.values()
            if is_object(self.vendor, node) and id(node) not in self.names
        ]  # fmt: skip
        candidates = [(self._likeness(a, b), name, a, b) for b in vendor for name, a in ours.items()]
        for likeness, name, a, b in sorted(candidates, key=lambda one: -one[0]):
            if likeness > 0.5 and id(b) not in self.names and name not in self.partners:
                self._pair_objects(name, a, b)

    def _pair(self, place: str, a: Node, b: Node, depth: int = 0) -> None:
        """Two schemas at the same place, and what is inside them."""
        a, b = core(self.ours, a), core(self.vendor, b)
        one, other = shape(self.ours, a), shape(self.vendor, b)
        name, kind = self.ours.name(a), category(one)
        both_objects = is_object(self.ours, a) and is_object(self.vendor, b)
        comparable = kind == category(other) and kind not in ("scalar", "any") and not both_objects
        if name and self.vendor.name(b) and comparable and name not in self.partners and id(b) not in self.names:
            self._link(name, a, b)
        for left, right in self._matched(one.objects, other.objects):
            self._pair_objects(place, left, right)
        for mine, theirs in ((one.items, other.items), (one.values, other.values)):
            if mine and theirs and depth < DEEPEST:
                self._pair(place, one_of(mine), one_of(theirs), depth + 1)

    def _matched(self, ours: tuple[Node, ...], vendor: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
        enough = 0 if len(ours) == len(vendor) == 1 else 0.5
        for b in vendor:
            name = self.names.get(id(b)) or self.vendor.name(b)
            best = max(ours, key=lambda a: (self.ours.name(a) == name, self._likeness(a, b)), default=None)
            if best is not None and (self.ours.name(best) == name or self._likeness(best, b) > enough):
                yield best, b

    def _pair_objects(self, place: str, a: Node, b: Node) -> None:
        name = self.ours.name(a) or place
        if (name, id(b)) in self.same:
            return
        if name != self.vendor.name(b):
            depth = len(ancestors(self.vendor, b))
            lineage = [a, *ancestors(self.ours, a)]
            best = max(lineage, key=lambda one: (self._likeness(one, b), len(ancestors(self.ours, one)) == depth))
            if best is not a:
                self.same.add((name, id(b)))
                self.stand_ins[name] = str(self.ours.name(best))
                self._pair_objects(place, best, b)
                return
        self._link(name, a, b)
        for mine in parents(self.ours, a):
            for theirs in parents(self.vendor, b):
                self._pair_objects(name, mine, theirs)
        theirs_fields = fields(self.vendor, b)
        for key, node in fields(self.ours, a).items():
            if key in theirs_fields:
                self._pair(f"{name}.{key}", node, theirs_fields[key])

    def _link(self, name: str, a: Node, b: Node) -> None:
        if (name, id(b)) not in self.same:
            self.nodes.setdefault(name, a)
            self.partners.setdefault(name, []).append(b)
            self.names.setdefault(id(b), name)
            self.same.add((name, id(b)))

    def _likeness(self, a: Node, b: Node) -> float:
        """How much of what two objects contain they share; a field with one value counts with it."""
        mine, theirs = self._tokens(self.ours, a), self._tokens(self.vendor, b)
        return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0

    @staticmethod
    def _tokens(document: Document, node: Node) -> set[str]:
        enums = {name: shape(document, value).enum for name, value in fields(document, node).items()}
        return {f"{name}={min(enum)}" if enum and len(enum) == 1 else name for name, enum in enums.items()}

    # Comparing

    def all(self, sites: list[Site]) -> Iterator[Difference]:
        for site in sites:
            yield from self._use(*site)
        for name, node in {**self.ours.components, **self.nodes}.items():
            partners = self.partners.get(name, [])
            for partner in partners:
                for one in self._component(name, node, partner):
                    who = f"{self.vendor.name(partner)}: " if len(partners) > 1 and one.kind != "renamed" else ""
                    yield replace(one, vendor=who + one.vendor)
            if not partners and name in self.stand_ins:
                yield Difference(name, "structure", f"{self.stand_ins[name]} itself", "a schema of its own")
            elif not partners:
                yield Difference(name, "added", NOTHING, self._say(self.ours, node))
        root = core(self.vendor, self.vendor.root)
        for name, node in self.vendor.components.items():
            if id(node) not in self.names and node is not root:
                yield Difference(name, "removed", self._say(self.vendor, node), NOTHING)

    def _component(self, name: str, a: Node, b: Node) -> Iterator[Difference]:
        vendor_name = self.vendor.name(b)
        if vendor_name is not None and vendor_name != name:
            yield Difference(name, "renamed", vendor_name, name, vendor_name)
        elif vendor_name is None and b is not self.vendor.root and name in self.ours.components:
            yield Difference(name, "structure", "inline", "a schema of its own")
        if vendor_name is not None or b is self.vendor.root:
            yield from self._notes(name, a, b)
        if not (is_object(self.ours, a) or is_object(self.vendor, b)):
            yield from self._level(name, "", a, b, 0)
            return
        types, their_types = self._object_types(self.ours, a), self._object_types(self.vendor, b)
        if types != their_types:
            yield Difference(name, "retyped", their_types, types)
        limits, their_limits = (
            object_constraints(document, node) if is_object(document, node) else shape(document, node).constraints
            for document, node in ((self.ours, a), (self.vendor, b))
        )
        yield from self._constraints(name, "", limits, their_limits)
        above = sorted(str(self.ours.name(parent)) for parent in parents(self.ours, a))
        their_above = sorted(self._called(parent, set(above)) for parent in parents(self.vendor, b))
        if above != their_above:
            said = [f"allOf {', '.join(each)}" if each else "no allOf" for each in (their_above, above)]
            yield Difference(name, "structure", *said)
        yield from self._fields(name, a, b)

    def _object_types(self, document: Document, node: Node) -> str:
        if is_object(document, node):
            types = object_types(document, node)
            return "any type" if types is None else " or ".join(sorted(types))
        return self._say(document, node)

    def _fields(self, name: str, a: Node, b: Node) -> Iterator[Difference]:
        own, their_own = own_fields(self.ours, a), own_fields(self.vendor, b)
        every, their_every = fields(self.ours, a), fields(self.vendor, b)
        needed, their_needed = required(self.ours, a), required(self.vendor, b)
        places = dict.fromkeys([*own, *their_own, *own_required(self.ours, a), *own_required(self.vendor, b)], name)
        if not parents(self.vendor, b):
            # What the vendor repeats in each schema is filed once, under the schema that ours inherit it from.
            own = every
            for parent in ancestors(self.ours, a):
                places |= dict.fromkeys(own_fields(self.ours, parent), str(self.ours.name(parent)))
            places |= dict.fromkeys(own_fields(self.ours, a), name)
        for key in places:
            place, one, other = f"{places[key]}.{key}", every.get(key), their_every.get(key)
            if key in own and key not in their_own:
                there = NOTHING if other is None else "inherited"
                yield Difference(place, "added", there, self._say(self.ours, own[key]))
            if key in their_own and key not in own:
                here = NOTHING if one is None else "inherited"
                yield Difference(place, "removed", self._say(self.vendor, their_own[key]), here)
            if (one is None) == (other is None) and (key in needed) != (key in their_needed):
                yield Difference(place, "required", *_flags("required", key in their_needed, key in needed))
            if one is not None and other is not None:
                yield from self._use(place, one, other)

    def _use(self, place: str, a: Node, b: Node) -> Iterator[Difference]:
        yield from self._notes(place, a, b)
        yield from self._level(place, "", a, b, 0)
        known = self.ours.components.get(str(a.get("x-known-values")))
        if known is not None:
            # Beside a $ref a list may have no effect; a change of it is reported all the same.
            listed = shape(self.vendor, b).enum or frozenset(json_text(value) for value in b.get("enum", []))
            news = listed - (shape(self.ours, known).enum or frozenset())
            if news:
                yield Difference(
                    a["x-known-values"], "enum", f"also {_plain(news)} (at {place})", "not among the known values"
                )

    def _notes(self, place: str, a: Node, b: Node) -> Iterator[Difference]:
        """Texts, examples and extensions."""
        keys = [key for key in {**a, **b} if key in TEXTS or key in SAMPLES or key.startswith("x-")]
        for key in keys:
            one, other = a.get(key), b.get(key)
            if one == other:
                continue
            kind = "structure"
            if key not in TEXTS:
                kind = "added" if other is None else "removed" if one is None else "structure"
            yield Difference(f"{place}.{key}", kind, _brief(other), _brief(one))

    def _level(self, place: str, path: str, a: Node, b: Node, depth: int) -> Iterator[Difference]:
        """What two schemas admit, here and in the items and values inside them."""
        one, other = self._shapes(a, b)
        null, their_null = admits_null(self.ours, a), admits_null(self.vendor, b)
        if null != their_null and (one.types is None) == (other.types is None):
            said = [f"{path}null" if each else f"{path}not null" for each in (their_null, null)]
            yield Difference(place, "nullable", *said)
        types, their_types = self._type_names(one, other)
        if types != their_types:
            yield Difference(place, "retyped", path + _types(their_types, types), path + _types(types, their_types))
        elif form(self.ours, a) != form(self.vendor, b):
            yield Difference(place, "structure", path + form(self.vendor, b), path + form(self.ours, a))
        inert = [without_effect(document, node) for document, node in ((self.vendor, b), (self.ours, a))]
        if inert[0] != inert[1]:
            yield Difference(place, "structure", *(f"{path}{said or 'nothing beside $ref'}" for said in inert))
        if one.enum != other.enum:
            yield Difference(place, "enum", path + _values(other.enum, one.enum), path + _values(one.enum, other.enum))
        yield from self._constraints(place, path, one.constraints, other.constraints)
        for word, container, mine, theirs in (
            ("items", "array", one.items, other.items),
            ("values", "object", one.values, other.values),
        ):
            if (mine or theirs) and one.admits(container) and other.admits(container) and depth < DEEPEST:
                yield from self._level(place, f"{path}{word}: ", one_of(mine), one_of(theirs), depth + 1)

    def _shapes(self, a: Node, b: Node) -> tuple[Shape, Shape]:
        one, other = core(self.ours, a), core(self.vendor, b)
        name = self.ours.name(one)
        if name is None or (name, id(other)) not in self.same or (a is one and b is other):
            return shape(self.ours, a), shape(self.vendor, b)
        # What differs between two components is filed there, not again wherever they are used.
        return (
            shape(self.ours, a, lambda node: name if node is one else None),
            shape(self.vendor, b, lambda node: name if node is other else None),
        )

    def _type_names(self, one: Shape, other: Shape) -> tuple[set[str], set[str]]:
        mine = {self.ours.name(node) or "object" for node in one.objects}
        theirs = {self._called(node, mine) for node in other.objects}
        simple, their_simple = ({"anything"} if each.types is None else set(each.types) for each in (one, other))
        return mine | simple, theirs | their_simple

    def _called(self, node: Node, expected: set[str]) -> str:
        """A schema of the vendor's by our name, the expected one if it has several."""
        named = sorted(name for name in expected if (name, id(node)) in self.same)
        return named[0] if named else self.names.get(id(node)) or self.vendor.name(node) or "object"

    def _constraints(
        self, place: str, path: str, ours: dict[str, frozenset[str]], vendor: dict[str, frozenset[str]]
    ) -> Iterator[Difference]:
        for key in [*ours, *(key for key in vendor if key not in ours)]:
            if ours.get(key) != vendor.get(key):
                kind = "structure" if key == "discriminator" else "constraint"
                said = [
                    f"{path}{key}: {' or '.join(sorted(each[key]))}" if key in each else f"{path}no {key}"
                    for each in (vendor, ours)
                ]
                yield Difference(place, kind, *said)

    def _say(self, document: Document, node: Node) -> str:
        found = shape(document, core(document, node))
        names = {document.name(one) or "object" for one in found.objects}
        said = _either_of(names | ({"anything"} if found.types is None else found.types))
        for word, inner in (("of", found.items), ("to", found.values)):
            if inner:
                inside = shape(document, core(document, one_of(inner)))
                names = {document.name(one) or "object" for one in inside.objects}
                said += f" {word} {_either_of(names | (inside.types or set()))}"
        return said if found.enum is None else f"{said}, {len(found.enum)} values"


def _either_of(names: set[str] | frozenset[str]) -> str:
    return " or ".join(sorted(names)) or "nothing but null"


def _types(types: set[str], others: set[str]) -> str:
    """What is admitted; of a long list only the number and what the other side lacks."""
    if len(types & others) < 4:
        return _either_of(types)
    return f"{len(types)} schemas{', ' if types - others else ''}{', '.join(sorted(types - others))}"


def _values(values: frozenset[str] | None, others: frozenset[str] | None) -> str:
    """A set of values; of those that both have, only the number."""
    if values is None:
        return "open"
    own = values - (others or frozenset())
    return f"{len(values)} values{', ' if own else ''}{_plain(own)}"


def _plain(values: frozenset[str]) -> str:
    return ", ".join(sorted(value.strip('"') for value in values))
