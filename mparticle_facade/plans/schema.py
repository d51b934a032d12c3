"""The part of JSON Schema that plans use, compiled to functions that say everything that is wrong with a value.

A rule is a table: class of a value -> the checks to run on it. Most attributes of a plan are only typed; their values
cost one look into that table. Not a library's, because none of less than ten megabytes keeps up with the validation
that it follows, and none reads numbers the way the service does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from mparticle_facade.codec.schema import member
from mparticle_facade.errors import DataPlanError
from mparticle_facade.plans import formats, patterns
from mparticle_facade.plans.violations import Kind, Reading

Path: TypeAlias = tuple[Any, ...]
"""Where a value is: the pair of its parent's path and its own key; empty at the root."""


class Found(NamedTuple):
    """One thing that is wrong with a value."""

    kind: Kind
    keyword: str
    path: Path
    """Of the value; of the parent for what is unplanned or missing."""
    name: str | None
    """What is unplanned or missing."""
    expected: str
    """In words."""
    actual: Any
    planned: Iterable[str] = ()
    """Names or values that would have been right."""

    @property
    def parts(self) -> list[str | int]:
        """The path from the root: names and indexes."""
        parts: list[str | int] = []
        path = self.path
        while path:
            path, key = path
            parts.append(key)
        return parts[::-1]

    @property
    def named(self) -> list[str | int]:
        """The path from the root, with the name of what is unplanned or missing."""
        return self.parts if self.name is None else [*self.parts, self.name]


def located(base: str, parts: Iterable[str | int]) -> str:
    """The path of what is so far below ``base``."""
    for part in parts:
        base = f"{base}[{part}]" if isinstance(part, int) else member(base, part)
    return base


Check = Callable[[Any, Path, list[Found]], None]
Rule = dict[type, tuple[Check, ...]]

_CLASSES: tuple[type, ...] = (str, int, float, bool, dict, list, type(None))
_BY_TYPE: dict[str, tuple[type, ...]] = {
    "string": (str,), "number": (int, float), "integer": (int, float), "boolean": (bool,), "object": (dict,),
    "array": (list,), "null": (type(None),),
}  # fmt: skip
_SAID = {
    "string": "text", "number": "a number", "integer": "a whole number", "boolean": "true or false",
    "object": "an object", "array": "a list", "null": "null",
}  # fmt: skip
_CALLED = {str: "text", int: "a number", float: "a number", bool: "a boolean", dict: "an object", list: "a list"}
UNSUPPORTED = frozenset((
    "$ref", "$recursiveRef", "$recursiveAnchor", "patternProperties", "allOf", "anyOf", "oneOf", "if", "then", "else",
    "not", "dependencies", "dependentRequired", "dependentSchemas",
))  # fmt: skip
"""Keywords that the vendor documents as not supported in a plan (F-57)."""
_ANNOTATIONS = frozenset(
    ("$schema", "$id", "$comment", "title", "description", "default", "examples", "readOnly", "writeOnly")
)
_DEEPEST = 32

_number = patterns.test(patterns.NUMBER)
_boolean = patterns.test(patterns.BOOLEAN)


class Compiler:
    """Turns the definitions of one plan into rules for one reading; keeps what could not be turned in `notices`."""

    def __init__(self, reading: Reading) -> None:
        self.lenient = reading == "service"
        self.notices: list[tuple[str, str]] = []
        """Where, and what is not judged there and why."""
        self._tests: dict[str, patterns.Test | None] = {}

    def rule(self, schema: Any, where: str, *, nulls: bool = False, depth: int = 0) -> Rule:
        """The rule for a schema. A null is an absent value unless ``nulls``: npm's reading, inside of lists.

        Raises:
            DataPlanError: it is no schema.
        """
        if isinstance(schema, bool):
            return dict.fromkeys(_CLASSES, () if schema else (_never,))
        if not isinstance(schema, dict):
            raise DataPlanError(f"{where} must be an object, a JSON schema, not {_called(schema)}")
        if depth > _DEEPEST:
            raise DataPlanError(f"{where} is nested more than {_DEEPEST} levels deep")
        self._look_at_names(schema, where)
        nulls = nulls and not self.lenient
        number = [*self._numeric(schema, where)]
        text = [*self._textual(schema, where)]
        table: dict[type, list[Check]] = {cls: [] for cls in _CLASSES}
        table[str] += text
        table[int] += number
        table[float] += number
        table[dict] += self._members(schema, where, nulls, depth)
        table[list] += self._items(schema, where, depth)
        if "type" in schema:
            self._typed(table, schema["type"], where, number, text)
        elif self.lenient and text and not number:
            for scalar in (int, float, bool):
                table[scalar].append(_as_text(text))
        for keyword in ("const", "enum"):
            if keyword in schema:
                check = self._among(keyword, schema[keyword], where)
                for cls in _CLASSES:
                    table[cls].append(check)
        if not nulls:
            table[type(None)] = []
        return {cls: tuple(checks) for cls, checks in table.items()}

    def _look_at_names(self, schema: Mapping[str, Any], where: str) -> None:
        for keyword in schema:
            if keyword in UNSUPPORTED:
                self.notices.append((where, f'"{keyword}" is not supported in plans by the service: it is not judged'))
            elif keyword not in _KEYWORDS and keyword not in _ANNOTATIONS:
                self.notices.append((where, f'"{keyword}" is no keyword that plans have: it is not judged'))

    # -- types --------------------------------------------------------------------------------------------------------

    def _typed(
        self, table: dict[type, list[Check]], given: Any, where: str, number: list[Check], text: list[Check]
    ) -> None:
        names = given if isinstance(given, list) else [given]
        for name in names:
            if not isinstance(name, str) or name not in _BY_TYPE:
                raise DataPlanError(f"{where}.type must be one of {', '.join(_BY_TYPE)}, not {name!r}")
        expected = " or ".join(_SAID[name] for name in names)
        allowed = {cls for name in names for cls in _BY_TYPE[name]}
        wrong = _wrong_type(expected)
        for cls in _CLASSES:
            if cls in allowed:
                continue
            if self.lenient and cls is str and {"number", "integer", "boolean"} & set(names):
                table[cls] = [_from_text(names, number, wrong)]
            elif self.lenient and "string" in names and cls in (int, float, bool):
                table[cls] = [_as_text(text)] if text else []
            else:
                table[cls].append(wrong)
        if "integer" in names and "number" not in names:
            table[float].append(_whole(wrong))

    # -- numbers and texts --------------------------------------------------------------------------------------------

    def _numeric(self, schema: Mapping[str, Any], where: str) -> Iterable[Check]:
        for keyword, (sign, fails) in _BOUNDS.items():
            if keyword in schema:
                bound = _is_number(schema[keyword], where, keyword)
                yield _bound(keyword, fails, bound, f"{sign} {bound}")
        if "multipleOf" in schema:
            step = _is_number(schema["multipleOf"], where, "multipleOf")
            if step <= 0:
                raise DataPlanError(f"{where}.multipleOf must be a number above 0, not {step}")
            yield _bound("multipleOf", _no_multiple, step, f"a multiple of {step}")

    def _textual(self, schema: Mapping[str, Any], where: str) -> Iterable[Check]:
        if "maxLength" in schema:
            most = _is_count(schema["maxLength"], where, "maxLength")
            yield _sized("maxLength", lambda n: n > most, f"at most {most} characters", "invalid_value")
        if "minLength" in schema:
            least = _is_count(schema["minLength"], where, "minLength")
            yield _sized("minLength", lambda n: n < least, f"at least {least} characters", "invalid_value")
        if "pattern" in schema:
            pattern = schema["pattern"]
            if not isinstance(pattern, str):
                raise DataPlanError(f"{where}.pattern must be text, not {_called(pattern)}")
            test = self._test(pattern, where)
            if test:
                yield _matching("pattern", test, _pattern_said(pattern))
        if "format" in schema:
            name = schema["format"]
            known = formats.TESTS.get(name) if isinstance(name, str) else None
            if known:
                yield _matching("format", known, f"a text of the format {name}")
            else:
                self.notices.append((where, f'the format "{name}" is not known: it is not judged'))

    def _test(self, pattern: str, where: str) -> patterns.Test | None:
        if pattern not in self._tests:
            try:
                self._tests[pattern] = patterns.test(pattern)
            except patterns.UnboundedPatternError as error:
                self._tests[pattern] = None
                self.notices.append((where, f"{error}; it is not judged"))
            except DataPlanError as error:
                raise DataPlanError(f"{where}: {error}") from None
        return self._tests[pattern]

    def _among(self, keyword: str, given: Any, where: str) -> Check:
        if keyword == "enum" and not isinstance(given, list):
            raise DataPlanError(f"{where}.enum must be a list, not {_called(given)}")
        values = given if keyword == "enum" else [given]
        planned = [_text(value) for value in values]
        few = ", ".join(f'"{value}"' for value in planned[:8]) + (", …" if len(planned) > 8 else "")
        expected = f"one of {few}" if len(values) > 1 else few
        texts = frozenset(value for value in values if isinstance(value, str))
        same = frozenset(planned) if self.lenient else frozenset()
        exact = [value for value in values if not isinstance(value, str)]

        def check(value: Any, path: Path, out: list[Found]) -> None:
            if value.__class__ is str and value in texts:
                return
            if same and value.__class__ not in (dict, list, type(None)):
                if _text(value) in same:
                    return
            elif any(_equal(value, one) for one in exact):
                return
            out.append(Found("invalid_value", keyword, path, None, expected, value, planned))

        return check

    # -- objects and lists --------------------------------------------------------------------------------------------

    def _members(self, schema: Mapping[str, Any], where: str, nulls: bool, depth: int) -> list[Check]:
        given = schema.get("properties", {})
        if not isinstance(given, dict):
            raise DataPlanError(f"{where}.properties must be an object, not {_called(given)}")
        needed = schema.get("required", [])
        if not (isinstance(needed, list) and all(isinstance(name, str) for name in needed)):
            raise DataPlanError(f"{where}.required must be a list of names")
        rules = {
            name: self.rule(member, f"{where}.{name}", nulls=nulls, depth=depth + 1) for name, member in given.items()
        }
        others = schema.get("additionalProperties", True)
        extra = None
        if others is not True and others != {} and others is not False:
            extra = self.rule(others, f"{where}.additionalProperties", nulls=nulls, depth=depth + 1)
        checks: list[Check] = []
        if rules or others is False or extra:
            checks.append(_members(rules, extra, closed=others is False, nulls=nulls))
        if needed:
            checks.append(_required(tuple(dict.fromkeys(needed)), nulls))
        for keyword, few in (("minProperties", True), ("maxProperties", False)):
            if keyword in schema:
                checks.append(_count(keyword, _is_count(schema[keyword], where, keyword), few, "members", nulls))
        return checks

    def _items(self, schema: Mapping[str, Any], where: str, depth: int) -> list[Check]:
        checks: list[Check] = []
        for keyword, few in (("minItems", True), ("maxItems", False)):
            if keyword in schema:
                checks.append(_count(keyword, _is_count(schema[keyword], where, keyword), few, "items", nulls=True))
        items, more = schema.get("items"), schema.get("additionalItems", True)
        if isinstance(items, list):
            first = [self.rule(item, f"{where}.items", nulls=True, depth=depth + 1) for item in items]
            rest = (
                self.rule(more, f"{where}.additionalItems", nulls=True, depth=depth + 1) if more is not False else None
            )
            checks.append(_tuple(first, rest))
        elif items is not None:
            checks.append(_each(self.rule(items, f"{where}.items", nulls=True, depth=depth + 1)))
        return checks


# The checks themselves: small functions, made once for each place of a plan.


def _members(rules: Mapping[str, Rule], extra: Rule | None, *, closed: bool, nulls: bool) -> Check:
    get = rules.get

    def check(value: Any, path: Path, out: list[Found]) -> None:
        for key, item in value.items():
            rule = get(key, extra)
            if rule is not None:
                for part in rule[item.__class__]:
                    part(item, (path, key), out)
            elif closed and (item is not None or nulls):
                out.append(Found("unplanned", "additionalProperties", path, key, "", key, rules))

    return check


def _required(names: tuple[str, ...], nulls: bool) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        for name in names:
            if value.get(name) is None and not (nulls and name in value):
                found = Found("missing_required", "required", path, name, name, None)
                out.append(found)

    return check


def _each(rule: Rule) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        for index, item in enumerate(value):
            for part in rule[item.__class__]:
                part(item, (path, index), out)

    return check


def _tuple(first: list[Rule], rest: Rule | None) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        for index, item in enumerate(value):
            rule = first[index] if index < len(first) else rest
            if rule is None:
                expected = f"at most {len(first)} items"
                out.append(Found("unplanned", "additionalItems", path, None, expected, None))
                return
            for part in rule[item.__class__]:
                part(item, (path, index), out)

    return check


def _count(keyword: str, bound: int, few: bool, of: str, nulls: bool) -> Check:
    expected = f"at {'least' if few else 'most'} {bound} {of}"

    def check(value: Any, path: Path, out: list[Found]) -> None:
        size = len(value) if nulls else sum(item is not None for item in value.values())
        if size < bound if few else size > bound:
            out.append(Found("unknown", keyword, path, None, expected, value))

    return check


def _bound(keyword: str, fails: Callable[[Any, Any], bool], bound: float, expected: str) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        if fails(value, bound):
            out.append(Found("invalid_value", keyword, path, None, expected, value))

    return check


def _sized(keyword: str, fails: Callable[[int], bool], expected: str, kind: Kind) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        if fails(len(value)):
            out.append(Found(kind, keyword, path, None, expected, value))

    return check


def _matching(keyword: str, test: patterns.Test, expected: str) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        if not test(value):
            out.append(Found("invalid_value", keyword, path, None, expected, value))

    return check


def _wrong_type(expected: str) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        out.append(Found("invalid_value", "type", path, None, expected, value))

    return check


def _whole(wrong: Check) -> Check:
    def check(value: Any, path: Path, out: list[Found]) -> None:
        if not value.is_integer():
            wrong(value, path, out)

    return check


def _from_text(names: list[str], number: list[Check], wrong: Check) -> Check:
    """A text where a number or a boolean is planned: the service converts it."""
    numeric, whole = "number" in names or "integer" in names, "number" not in names

    def check(value: Any, path: Path, out: list[Found]) -> None:
        if numeric and _number(value):
            converted = float(value)
            if whole and not converted.is_integer():
                wrong(value, path, out)
            before = len(out)
            for part in number:
                part(converted, path, out)
            out[before:] = [one._replace(actual=value) for one in out[before:]]
        elif not ("boolean" in names and _boolean(value)):
            wrong(value, path, out)

    return check


def _as_text(text: list[Check]) -> Check:
    """A number or a boolean where a text is planned: the service takes its text."""

    def check(value: Any, path: Path, out: list[Found]) -> None:
        before = len(out)
        for part in text:
            part(_text(value), path, out)
        out[before:] = [one._replace(actual=value) for one in out[before:]]

    return check


def _never(value: Any, path: Path, out: list[Found]) -> None:
    out.append(Found("unknown", "false schema", path, None, "nothing", value))


def _text(value: Any) -> str:
    """The JSON of a scalar; a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return str(value)


def _equal(one: Any, other: Any) -> bool:
    """Equal as JSON is: 1 and 1.0 are, 1 and true are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    return bool(one == other)


def _no_multiple(value: float, step: float) -> bool:
    quotient = value / step
    return not float(quotient).is_integer()


_BOUNDS: dict[str, tuple[str, Callable[[Any, Any], bool]]] = {
    "maximum": ("at most", lambda value, bound: value > bound),
    "minimum": ("at least", lambda value, bound: value < bound),
    "exclusiveMaximum": ("less than", lambda value, bound: value >= bound),
    "exclusiveMinimum": ("more than", lambda value, bound: value <= bound),
}
_KEYWORDS = frozenset((
    *_BOUNDS, "type", "const", "enum", "multipleOf", "maxLength", "minLength", "pattern", "format", "properties",
    "required", "additionalProperties", "minProperties", "maxProperties", "items", "additionalItems", "minItems",
    "maxItems",
))  # fmt: skip


def _is_number(value: Any, where: str, keyword: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataPlanError(f"{where}.{keyword} must be a number, not {_called(value)}")
    return value


def _is_count(value: Any, where: str, keyword: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise DataPlanError(f"{where}.{keyword} must be a whole number, 0 or more, not {value!r}")
    return value


def _pattern_said(pattern: str) -> str:
    known = {patterns.NUMBER: "a number", patterns.BOOLEAN: "true or false"}
    return known.get(pattern) or f"a text that matches {pattern if len(pattern) <= 60 else pattern[:60] + '…'}"


def _called(value: Any) -> str:
    return _CALLED.get(type(value), "null")


called = _called
