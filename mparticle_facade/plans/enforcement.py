"""What becomes of a batch that its plan does not allow: it is refused, or what is not planned is taken out."""

from __future__ import annotations

import logging
import re
import threading
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from mparticle_facade.codec.fields import with_field
from mparticle_facade.errors import Problem
from mparticle_facade.plans.document import Blocks
from mparticle_facade.plans.violations import Violation

_log = logging.getLogger("mparticle_facade.plans")
_EVENT = re.compile(r"\$\.events\[(\d+)\]")
_NUMBER = re.compile(r"\[\d+\]")
_MOST_SAID = 1000


class _Context(msgspec.Struct):
    data_plan: Any = None


class _Head(msgspec.Struct):
    context: _Context | msgspec.UnsetType | None = msgspec.UNSET


_head = msgspec.json.Decoder(_Head)


class Enforced(NamedTuple):
    """A batch after its plan was applied."""

    payload: bytes
    """What to send."""
    violations: list[Violation]
    """Everything that was found, what was taken out included."""


class Counts:
    """What a plan found in the batches that were sent with it. Threads may share one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers = Counter[str]()
        self._said: set[str] = set()

    def add(self, violations: int, dropped: Counter[str]) -> None:
        """Count one batch."""
        with self._lock:
            self._numbers["batches"] += 1
            self._numbers["violations"] += violations
            self._numbers += dropped

    def log(self, name: str, violations: Iterable[Violation]) -> None:
        """Log each kind of violation once, as a warning; `as_dict` says how many there were."""
        for found in violations:
            said = f"{_NUMBER.sub('[]', found.path)}: {found.message}"
            with self._lock:
                if said in self._said or len(self._said) == _MOST_SAID:
                    continue
                self._said.add(said)
            _log.warning("%s: %s (further ones of this kind are counted only)", name, found)

    def as_dict(self) -> dict[str, int]:
        """By name; what did not occur is 0."""
        with self._lock:
            return {name: self._numbers[name] for name in _COUNTED}


_COUNTED = ("batches", "violations", "dropped_events", "dropped_attributes", "dropped_identities")


def problems(violations: Iterable[Violation], path: str) -> list[Problem]:
    """The violations of the batch at ``path`` as problems."""
    return [Problem(path + found.path[1:], "off_plan", found.message) for found in violations]


def without_unplanned(tree: dict[str, Any], violations: Iterable[Violation], blocks: Blocks) -> Counter[str]:
    """Take out of a batch in wire form what the plan would block, and count it."""
    dropped = Counter[str]()
    gone: set[int] = set()
    for found in violations:
        if found.type != "unplanned":
            continue
        event = _EVENT.match(found.path)
        if event and found.point is None:
            if blocks.events:
                gone.add(int(event[1]))
        elif event:
            steps = _steps(found.pointer)
            if blocks.event_attributes and "custom_attributes" in steps:
                dropped["dropped_attributes"] += _remove(tree["events"][int(event[1])], steps, found.actual)
        elif found.point and found.point.type == "user_attributes":
            if blocks.user_attributes:
                steps = _steps(found.pointer)
                dropped["dropped_attributes"] += _remove(tree["user_attributes"], steps, found.actual)
        elif blocks.identities:
            *place, field = found.path.split(".")[1:]
            dropped["dropped_identities"] += _remove(tree, place, field)
    if gone:
        tree["events"] = [event for index, event in enumerate(tree["events"]) if index not in gone]
        dropped["dropped_events"] += len(gone)
    return dropped


def _remove(value: Any, steps: list[str], name: Any) -> int:
    for step in steps:
        value = value[int(step)] if isinstance(value, list) else value[step]
    return int(isinstance(value, dict) and value.pop(name, None) is not None)


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def with_plan(payload: bytes, plan_id: str, version: int | None) -> bytes:
    """The batch with ``context.data_plan``, unless it has one: without it the service looks at no plan (F-58)."""
    context = _head.decode(payload).context
    if not plan_id or (isinstance(context, _Context) and context.data_plan is not None):
        return payload
    reference: dict[str, Any] = {"plan_id": plan_id} | ({} if version is None else {"plan_version": version})
    absent = context is msgspec.UNSET
    given = {} if absent else msgspec.json.decode(payload, type=dict[str, Any])["context"] or {}
    return with_field(payload, "context", {**given, "data_plan": reference}, there=not absent)
