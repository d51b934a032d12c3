"""What the service would say to a request: pure functions of its body.

Values over a default limit and fields that the description does not know are only warnings here (F-42), unless the
sandbox is strict: then they are errors, and an error in any batch of a bulk request fails all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from mparticle_facade.codec import decoding, encoding
from mparticle_facade.codec.historical import ignored
from mparticle_facade.codec.report import examine
from mparticle_facade.errors import Problem, ValidationError
from mparticle_facade.limits import MAX_BULK_BATCHES, Policy
from mparticle_facade.plans.enforcement import problems
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.sandbox.outline import Outline, outline

_MOST_PROBLEMS = 1000


@dataclass(frozen=True, slots=True)
class Inspected:
    """One batch of a request."""

    payload: bytes
    """The JSON as received."""
    source_request_id: str | None
    """What the sender identifies the batch by (F-35)."""
    events: int
    """The number of its events."""
    problems: list[Problem]
    """Why it is rejected, with paths inside the batch; empty when it is accepted."""
    outline: Outline
    """What lists and filters need of it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a request."""

    batches: list[Inspected] = field(default_factory=list)
    """What is to be stored, rejected batches included."""
    errors: list[Problem] = field(default_factory=list)
    """Why the answer is 400; empty when it is 202."""


class Inspection(Protocol):
    """Judges the requests to one endpoint."""

    def __call__(self, body: bytes, *, strict: bool = False) -> Verdict: ...


def single(body: bytes, *, strict: bool = False) -> Verdict:
    """Judge a request to ``/events``: one batch, and a bad one fails the request."""
    try:
        tree = decoding.parse(body)
    except ValidationError as error:
        return Verdict(errors=error.problems)
    batch = _inspect(body, tree, strict=strict)
    return Verdict([batch], batch.problems)


def bulk(body: bytes, *, strict: bool = False, historical: bool = False) -> Verdict:
    """Judge a request to ``/bulkevents``: 202 even if some of its batches are bad (F-24)."""
    try:
        trees = decoding.parse(body)
    except ValidationError as error:
        return Verdict(errors=error.problems)
    if not isinstance(trees, list):
        return _refused("must be an array of batches; /v2/events takes a single one")
    if not 1 <= len(trees) <= MAX_BULK_BATCHES:
        return _refused(f"has {len(trees)} batches; a bulk request holds 1 to {MAX_BULK_BATCHES}")
    slices = msgspec.json.decode(body, type=list[msgspec.Raw])
    batches = [
        _inspect(bytes(raw), tree, strict=strict, historical=historical)
        for raw, tree in zip(slices, trees, strict=True)
    ]
    errors = [
        Problem(f"$[{index}]{problem.path[1:]}", problem.kind, problem.message)
        for index, batch in enumerate(batches if strict else ())
        for problem in batch.problems
    ]
    return Verdict([batch for batch in batches if batch.problems] if errors else batches, _first(errors))


def bulk_historical(body: bytes, *, strict: bool = False) -> Verdict:
    """Judge a request to ``/bulkevents/historical``: what breaks its rules is dropped without a word (F-38, F-39)."""
    return bulk(body, strict=strict, historical=True)


SINGLE = "/v2/events"
"""The endpoint that takes a batch, not an array of them."""
INSPECTIONS: dict[str, Inspection] = {
    SINGLE: single,
    "/v2/bulkevents": bulk,
    "/v2/bulkevents/historical": bulk_historical,
}
"""Path of an endpoint (F-1) to what judges its requests."""


def warnings(payload: bytes, endpoint: str, received_ms: int, plan: DataPlan | None = None) -> list[Problem]:
    """What a person should know about a stored batch.

    ``endpoint`` is its path, ``received_ms`` the time of its arrival in epoch milliseconds. What a ``plan`` does not
    allow is of the kind ``off_plan``.
    """
    historical = INSPECTIONS[endpoint] is bulk_historical
    tree = decoding.parse(payload)
    report = examine(tree, now_ms=received_ms, historical=historical)
    found = report.split(limits="warn", unknown_fields="warn")[1]
    if plan is not None and isinstance(tree, dict):
        found += problems(plan.check_tree(tree), "$")
    return _first(found)


def _refused(message: str) -> Verdict:
    return Verdict(errors=[Problem("$", "invalid", message)])


def _inspect(payload: bytes, tree: Any, *, strict: bool, historical: bool = False) -> Inspected:
    fields = tree if isinstance(tree, dict) else {}
    identifier, events = fields.get("source_request_id"), fields.get("events")
    return Inspected(
        payload,
        identifier if isinstance(identifier, str) else None,
        len(events) if isinstance(events, list) else 0,
        _first(_problems(payload, "error" if strict else "warn", historical=historical)),
        outline(tree),
    )


def _problems(payload: bytes, policy: Policy, *, historical: bool) -> list[Problem]:
    try:
        prepared = encoding.prepare(payload, limits=policy, unknown_fields=policy)
    except ValidationError as error:
        return error.problems
    return ignored(prepared, "$") if historical else []


def _first(problems: list[Problem]) -> list[Problem]:
    """A request of 256 kB has room for a hundred thousand mistakes."""
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    rest = Problem("$", "invalid", f"has {len(problems) - _MOST_PROBLEMS} more problems")
    return [*problems[:_MOST_PROBLEMS], rest]
