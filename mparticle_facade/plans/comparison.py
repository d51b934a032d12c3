"""What changed from one plan to another, from the view of a program that sends: does what was fine stay fine?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import msgspec

from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.plans.violations import Match

Effect = Literal["breaking", "compatible"]

_BOUNDS = {"minimum": 1, "exclusiveMinimum": 1, "minLength": 1, "minItems": 1, "minProperties": 1,
           "maximum": -1, "exclusiveMaximum": -1, "maxLength": -1, "maxItems": -1, "maxProperties": -1}  # fmt: skip
"""Whether a greater bound takes less (1) or more (-1)."""
_ALWAYS_JUDGED = ("user_attributes", "user_identities")
_WIDER = {("integer", "number"), ("number", "string"), ("integer", "string"), ("boolean", "string")}
"""The service takes the text of a number or a boolean where a text is planned."""


class Change(msgspec.Struct, frozen=True):
    """One difference."""

    effect: Effect
    """``breaking``: what kept to the old plan may not keep to the new one. ``compatible``: it does."""
    point: str
    path: str
    """Where in the definition, such as ``custom_attributes.step``; empty for the point itself."""
    message: str

    def __str__(self) -> str:
        return f"{self.effect}: {self.point}{', ' if self.path else ''}{self.path}: {self.message}"


def changes(old: DataPlan, new: DataPlan) -> list[Change]:
    """The differences, the points in the order of their keys."""
    before = {point.key: point for point in old.points}
    after = {point.key: point for point in new.points}
    found: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        point = str((now or was).match)  # type: ignore[union-attr]  # one of them is there
        judged = key in _ALWAYS_JUDGED  # whether there is something to judge even without a point
        if was is None and now is not None and not judged:
            found.append(Change("compatible", point, "", "is planned now"))
            continue
        if now is None and not judged:
            found.append(Change("breaking", point, "", "is no longer planned"))
            continue
        if was is None or now is None:
            found.append(Change("compatible", point, "", "is judged now" if now else "is no longer judged"))
        elif was.description != now.description:
            found.append(Change("compatible", point, "", "has another description"))
        definitions = (was.definition if was else {}, now.definition if now else {})
        for effect, path, message in _schemas(*definitions, ()):
            found.append(Change(effect, point, _shown(path, (now or was).match), message))  # type: ignore[union-attr]
    return found


def _shown(path: tuple[str, ...], match: Match) -> str:
    inside = path[1:] if path[:1] == ("data",) and match.type not in _ALWAYS_JUDGED else path
    return ".".join(inside or path)


_Found = tuple[Effect, tuple[str, ...], str]


def _schemas(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[_Found]:
    if old == new:
        return
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        yield ("compatible" if new is True else "breaking"), path, "is defined otherwise"
        return
    yield from _types(old.get("type"), new.get("type"), path)
    yield from _values(old, new, path)
    for keyword, direction in _BOUNDS.items():
        yield from _bound(keyword, old.get(keyword), new.get(keyword), direction, path)
    for keyword in ("pattern", "format", "multipleOf"):
        was, now = old.get(keyword), new.get(keyword)
        if was != now:
            said = f"has no {keyword} any more" if now is None else f"must have the {keyword} {now} now"
            yield ("compatible" if now is None else "breaking"), path, said
    if old.get("description") != new.get("description") and path:
        yield "compatible", path, "has another description"
    yield from _members(old, new, path)
    if old.get("items") != new.get("items"):
        yield from _schemas(old.get("items", {}), new.get("items", {}), (*path, "[]"))


def _types(was: Any, now: Any, path: tuple[str, ...]) -> Iterator[_Found]:
    if was == now:
        return
    if now is None:
        yield "compatible", path, "may be of any type now"
        return
    if was is None:
        yield "breaking", path, f"must be of type {_listed(now)} now"
        return
    old, new = _several(was), _several(now)
    wide = all(one in new or any((one, other) in _WIDER for other in new) for one in old)
    yield ("compatible" if wide else "breaking"), path, f"is of type {_listed(now)} now, not {_listed(was)}"


def _values(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[_Found]:
    was, now = _allowed(old), _allowed(new)
    if was == now:
        return
    if now is None:
        yield "compatible", path, "may have any value now"
        return
    if was is None:
        yield "breaking", path, f"must be one of {_quoted(now)} now"
        return
    gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
    if gone:
        yield "breaking", path, f"may no longer be {_quoted(gone)}"
    if come:
        yield "compatible", path, f"may be {_quoted(come)}, too"


def _bound(keyword: str, was: Any, now: Any, direction: int, path: tuple[str, ...]) -> Iterator[_Found]:
    if was == now:
        return
    if now is None:
        yield "compatible", path, f"has no {keyword} any more"
    elif was is None:
        yield "breaking", path, f"has the {keyword} {now} now"
    else:
        narrower = (now - was) * direction > 0
        yield ("breaking" if narrower else "compatible"), path, f"has the {keyword} {now} now, not {was}"


def _members(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[_Found]:
    before, after = old.get("properties", {}), new.get("properties", {})
    was_other, other = old.get("additionalProperties", True), new.get("additionalProperties", True)
    was_needed, is_needed = set(old.get("required", ())), set(new.get("required", ()))
    if was_other is not False and other is False:
        yield "breaking", path, "may hold nothing else any more"
    elif was_other is False and other is not False:
        yield "compatible", path, "may hold anything else, too"
    elif was_other is not False:
        yield from _schemas(_open(was_other), _open(other), (*path, "*"))
    for name in sorted(before.keys() | after.keys()):
        was, now, here = before.get(name, was_other), after.get(name, other), (*path, name)
        if now is False:
            if was is not False:
                yield "breaking", here, "is no longer planned"
            continue
        if was is False or name not in before:
            yield "compatible", here, "is planned now"
        elif name not in after:
            yield "compatible", here, "is no longer planned"
        if was is not False:
            yield from _schemas(_open(was), _open(now), here)
    for name in sorted(is_needed - was_needed):
        yield "breaking", (*path, name), "is required now"
    for name in sorted(was_needed - is_needed):
        yield "compatible", (*path, name), "is no longer required"


def _open(schema: Any) -> Any:
    return {} if schema is True else schema


def _allowed(schema: Mapping[str, Any]) -> list[Any] | None:
    return [schema["const"]] if "const" in schema else schema.get("enum")


def _several(types: Any) -> list[str]:
    return types if isinstance(types, list) else [types]


def _listed(types: Any) -> str:
    return " or ".join(_several(types))


def _quoted(values: list[Any]) -> str:
    return ", ".join(msgspec.json.encode(value).decode() for value in values[:20])
