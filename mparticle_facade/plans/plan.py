"""`DataPlan`: one version of a plan, and whether a batch keeps to it."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import msgspec

from mparticle_facade.codec import decoding, encoding
from mparticle_facade.errors import DataPlanError, Problem, ValidationError
from mparticle_facade.plans.accepting import Accepts, accepting
from mparticle_facade.plans.document import Document, Point, read
from mparticle_facade.plans.enforcement import Counts, Enforced, problems, with_plan, without_unplanned
from mparticle_facade.plans.identities import planned_identities
from mparticle_facade.plans.matching import PLANNED_BY_SERVICE, event_key, event_match, event_name
from mparticle_facade.plans.schema import Compiler, Found, Rule, located
from mparticle_facade.plans.violations import Reading, Violation

if TYPE_CHECKING:
    from mparticle_facade.limits import PlanPolicy
    from mparticle_facade.plans.document import Blocks

_encoder = msgspec.json.Encoder(decimal_format="number")
_log = logging.getLogger("mparticle_facade.plans")


class _Compiled(NamedTuple):
    rules: dict[str, tuple[Point, Rule]]
    notices: list[tuple[str, str]]
    accept: dict[str, Accepts]
    """By key, for the points that were asked for."""


class DataPlan:
    """One version of a data plan, compiled.

        plan = mparticle.DataPlan.load("plan.json")
        for violation in plan.check(batch):
            print(violation)

    Threads may share one.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._compiled: dict[Reading, _Compiled] = {}
        self._compiling = threading.Lock()
        self._counts = Counts()
        judged = self._rules("service")
        self.notices: list[str] = [*document.notices, *(f"{where}: {what}" for where, what in judged.notices)]
        """What of the plan is left out or not judged, and why; also logged when it is loaded."""
        for notice in self.notices:
            _log.warning("%s: %s", self, notice)

    @classmethod
    def load(cls, source: str | Path | bytes | Mapping[str, Any], *, version: int | None = None) -> Self:
        """A plan from a file, JSON bytes or plain values.

        Takes a plan version as the vendor's website and command line give it, a whole plan, or the form that the
        vendor's web SDK reads.

        Args:
            source: path of a file, its content, or the content as plain values.
            version: which version of a whole plan; needed where there are several.

        Raises:
            DataPlanError: it is no plan, or a part of it is wrong; the text says what and where.
        """
        return cls(read(source, version))

    @property
    def id(self) -> str:
        """The ``plan_id``; empty where the file does not say."""
        return self._document.id

    @property
    def version(self) -> int | None:
        """The ``plan_version``."""
        return self._document.version

    @property
    def description(self) -> str:
        """What its authors say about this version."""
        return self._document.description

    @property
    def digest(self) -> str:
        """SHA-256 of its points: the same for the same rules, however the file is written."""
        return self._document.digest

    @property
    def points(self) -> list[Point]:
        """Its data points, in the order of the file."""
        return list(self._document.points.values())

    @property
    def blocks(self) -> Blocks:
        """What of an unplanned batch the service would drop, as far as the file says."""
        return self._document.blocks

    def __repr__(self) -> str:
        return f"DataPlan({self.id!r}, version={self.version}, points={len(self._document.points)})"

    def __str__(self) -> str:
        return f"data plan {self.id or 'without an id'}" + (f" version {self.version}" if self.version else "")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._document,)  # rules are functions: a copy in another process compiles its own

    def check(self, batch: encoding.Body, *, reading: Reading = "service") -> list[Violation]:
        """What in a batch the plan does not allow, in the order of the batch. Does not replace validation.

        Args:
            batch: a facade object, a generated Struct, a mapping in wire form, or JSON bytes.
            reading: ``"service"``: as the service documents it (F-54 to F-56): only custom events, screen views
                and commerce events are judged, identities are, too, and a number or a boolean may be its text and the
                other way round. ``"npm"``: as the vendor's npm validator sees it (F-59), for comparison.

        Raises:
            ValidationError: it is not JSON, or a value has no JSON form.
        """
        tree = decoding.parse(_json(batch))
        if not isinstance(tree, dict):
            raise ValidationError([Problem("$", "invalid", "is no batch: a batch is an object")])
        return self.check_tree(tree, reading=reading)

    def check_tree(self, tree: dict[str, Any], *, reading: Reading = "service") -> list[Violation]:
        """`check` for the plain values of a batch in wire form."""
        rules, _, accept = self._rules(reading)
        judged = PLANNED_BY_SERVICE if reading == "service" else None
        violations: list[Violation] = []
        events = tree.get("events")
        for index, event in enumerate(events if isinstance(events, list) else ()):
            kind = event.get("event_type") if isinstance(event, dict) else None
            if not isinstance(kind, str) or (judged and kind not in judged):
                continue
            try:
                key = event_key(event)
            except AttributeError:  # an object was expected and something else is there: for the validation to say
                continue
            planned = rules.get(key or "")
            if planned is None:
                violations.append(self._unplanned(event, index))
                continue
            point, rule = planned
            if judged:
                if point.key not in accept:
                    accept[point.key] = accepting(point.definition)
                if accept[point.key](event):
                    continue
            found: list[Found] = []
            for check in rule[dict]:
                check(event, (), found)
            if found:
                violations += (self._violation(one, point, f"$.events[{index}]") for one in found)
        violations += self._attributes(tree, rules)
        if reading == "service" and "user_identities" in rules:
            violations += self._identities(tree, *rules["user_identities"])
        return violations

    def enforce(self, payload: bytes, policy: PlanPolicy) -> Enforced:
        """A valid batch in JSON as it is to be sent under this plan, with ``context.data_plan``, and what was found.

        With ``"drop"`` what is not planned is taken out, as far as the plan would block it (`blocks`); what is planned
        and wrong stays, as the service never blocks that.
        """
        violations = [] if policy == "off" else self.check(payload)
        dropped = Counter[str]()
        if violations and policy == "drop":
            tree = decoding.parse(payload)
            dropped = without_unplanned(tree, violations, self.blocks)
            payload = msgspec.json.encode(tree) if dropped.total() else payload
        if policy != "off":
            self._counts.add(len(violations), dropped)
        return Enforced(with_plan(payload, self.id, self.version), violations)

    def applied(self, payload: bytes, policy: PlanPolicy, path: str = "$") -> bytes:
        """`enforce` for a sender: the bytes to send.

        Raises:
            ValidationError: the policy is ``"error"``, and the batch at ``path`` does not keep to the plan.
        """
        found = self.enforce(payload, policy)
        if found.violations and policy == "error":
            raise ValidationError(problems(found.violations, path))
        if found.violations:
            self._counts.log(str(self), found.violations)
        return found.payload

    def counts(self) -> dict[str, int]:
        """What was found so far in batches that were sent with this plan.

        ``batches``, ``violations``, ``dropped_events``, ``dropped_attributes``, ``dropped_identities``.
        """
        return self._counts.as_dict()

    def seen(self, tree: dict[str, Any]) -> list[str]:
        """The keys of the points that a batch in wire form says something about, planned or not."""
        events = tree.get("events")
        keys = [_match(event) for event in (events if isinstance(events, list) else ())]
        keys.append("user_attributes" if tree.get("user_attributes") else None)
        keys.append("user_identities" if planned_identities(tree)[0] else None)
        return [key for key in keys if key]

    # -- one thing at a time ------------------------------------------------------------------------------------------

    def _attributes(self, tree: dict[str, Any], rules: dict[str, tuple[Point, Rule]]) -> Iterator[Violation]:
        planned, value = rules.get("user_attributes"), tree.get("user_attributes")
        if planned is None or not (value is None or isinstance(value, dict)):
            return
        point, rule = planned
        found: list[Found] = []
        for check in rule[dict]:
            check(value or {}, (), found)
        yield from (self._violation(one, point, "$.user_attributes") for one in found)

    def _identities(self, tree: dict[str, Any], point: Point, rule: Rule) -> Iterator[Violation]:
        values, places = planned_identities(tree)
        found: list[Found] = []
        for check in rule[dict]:
            check(values, (), found)
        for one in found:
            violation = self._violation(one, point, "$.user_identities")
            name = one.name if one.kind == "unplanned" else (str(one.path[1]) if one.path else None)
            if name in places:
                violation = msgspec.structs.replace(violation, path=".".join(("$", *places[name])))
            yield violation

    def _unplanned(self, event: dict[str, Any], index: int) -> Violation:
        match = event_match(event)
        if match is None:
            message = "is of a kind that no plan can describe"
            return Violation("unplanned", f"$.events[{index}]", "unknown", message, None, None, None)
        near = self._near_event(match.type, tuple(match.criteria.values()))
        hint = f"; did you mean {near}?" if near else ""
        message = f"{match} is not in the {self}{hint}"
        return Violation(
            "unplanned", f"$.events[{index}]", event_name(event), message, None, event_name(event), None, nearest=near
        )

    def _violation(self, found: Found, point: Point, base: str) -> Violation:
        parts = found.parts
        near = _near(str(found.actual), tuple(found.planned)) if found.planned and found.actual is not None else None
        hint = f'; did you mean "{near}"?' if near else ""
        if found.kind == "unplanned":
            message = f"is not planned for {point.match}{hint}"
        elif found.kind == "missing_required":
            message = f"is missing; {point.match} requires it"
        else:
            message = f"must be {found.expected} ({point.match}){hint}"
        last = str(parts[-1]) if parts else None
        return Violation(
            found.kind,
            located(base, found.named),
            found.name if found.kind == "unplanned" else last,
            message,
            None if found.kind == "unplanned" else found.expected,
            found.actual,
            point.match,
            found.keyword,
            "/".join(("#", *(str(part).replace("~", "~0").replace("/", "~1") for part in parts))),
            near,
        )

    @functools.lru_cache(maxsize=1024)  # noqa: B019  # a plan lives as long as the program; the search is slow
    def _near_event(self, kind: str, criteria: tuple[str, ...]) -> str | None:
        others = [point.match for point in self._document.points.values() if point.match.type == kind and criteria]
        for match in others:
            if match.criteria.get("event_name") == criteria[0]:
                return str(match)
        by_name = {next(iter(match.criteria.values())): match for match in others}
        near = _near(criteria[0], tuple(by_name)) if others else None
        return str(by_name[near]) if near else None

    def _rules(self, reading: Reading) -> _Compiled:
        if reading not in ("service", "npm"):
            raise DataPlanError(f'reading is "service" or "npm", not {reading!r}')
        if reading in self._compiled:
            return self._compiled[reading]
        with self._compiling:
            if reading not in self._compiled:
                compiler = Compiler(reading)
                rules = {
                    key: (point, compiler.rule(point.definition, str(point.match)))
                    for key, point in self._document.points.items()
                }
                self._compiled[reading] = _Compiled(rules, compiler.notices, {})
        return self._compiled[reading]


def _json(batch: encoding.Body) -> bytes:
    if isinstance(batch, bytes | bytearray | memoryview):
        return bytes(batch)
    if isinstance(batch, Mapping):  # as it is, valid or not
        with contextlib.suppress(TypeError, ValueError, OverflowError, RecursionError):
            return _encoder.encode(batch)
    return encoding.to_json(batch)  # type: ignore[arg-type]  # it takes any body


@functools.lru_cache(maxsize=4096)
def _near(name: str, planned: tuple[str, ...]) -> str | None:
    import difflib

    folded = {one.casefold(): one for one in planned}
    near = difflib.get_close_matches(name[:200].casefold(), folded, n=1)
    return folded[near[0]] if near else None


def _match(event: Any) -> str | None:
    try:
        key = event_key(event) if isinstance(event, dict) else None
    except AttributeError:
        return None
    return key if key and key.strip() else None
