"""What changed from one plan to another: the verdict must fit what `check` says."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade.plans.comparison import changes
from plans.pairs import members, value
from plans.shapes import batch, custom, event, point


def plan(attributes: dict[str, Any] | None, **more: Any) -> mparticle.DataPlan:
    points = [point("screen_view", event({}), screen_name="Home")]
    if attributes is not None:
        definition = {"properties": {"data": {"properties": {"custom_attributes": attributes}}}}
        points.append(point("custom_event", definition, event_name="E", custom_event_type="other", **more))
    return mparticle.DataPlan.load({"version_document": {"data_points": points}})


def x(schema: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"x": schema}, **more}


CLOSED = {"additionalProperties": False}


@pytest.mark.parametrize(
    ("old", "new", "effects"),
    [
        (x({}, additionalProperties={}), x({}, additionalProperties={"type": "number"}), ["breaking"]),
        (x({}), None, ["breaking"]),
        (None, x({}), ["compatible"]),
        (x({"type": "number"}), x({"type": "string"}), ["compatible"]),  # the service takes its text
        (x({"type": "string"}), x({"type": "number"}), ["breaking"]),
        (x({}), x({"type": "number"}), ["breaking"]),
        (x({"type": "number"}), x({}), ["compatible"]),
        (x({"enum": ["a", "b"]}), x({"enum": ["a"]}), ["breaking"]),
        (x({"enum": ["a"]}), x({"enum": ["a", "b"]}), ["compatible"]),
        (x({"enum": ["a"]}), x({"enum": ["b"]}), ["breaking", "compatible"]),
        (x({"const": "a"}), x({"enum": ["a", "b"]}), ["compatible"]),
        (x({}), x({"enum": ["a"]}), ["breaking"]),
        (x({"minimum": 1}), x({"minimum": 2}), ["breaking"]),
        (x({"minimum": 2}), x({"minimum": 1}), ["compatible"]),
        (x({"maximum": 2}), x({"maximum": 1}), ["breaking"]),
        (x({"maxLength": 2}), x({}), ["compatible"]),
        (x({"pattern": "a"}), x({"pattern": "b"}), ["breaking"]),
        (x({}), x({}, required=["x"]), ["breaking"]),
        (x({}, required=["x"]), x({}), ["compatible"]),
        (x({}), x({}, **CLOSED), ["breaking"]),
        (x({}, **CLOSED), x({}), ["compatible"]),
        (x({}, **CLOSED), {"type": "object", "properties": {}, **CLOSED}, ["breaking"]),
        ({"type": "object", "properties": {}, **CLOSED}, x({"type": "number"}, **CLOSED), ["compatible"]),
        ({"type": "object", "properties": {}}, x({"type": "number"}), ["breaking", "compatible"]),
        (x({"items": {"type": "number"}}), x({"items": {}}), ["compatible"]),
        (x({"description": "a"}), x({"description": "b"}), ["compatible"]),
        (x({"type": "number"}), x({"type": "number"}), []),
    ],
)
def test_each_change_is_breaking_or_compatible(
    old: dict[str, Any] | None, new: dict[str, Any] | None, effects: list[str]
) -> None:
    assert sorted(change.effect for change in changes(plan(old), plan(new))) == effects


def test_a_change_says_where() -> None:
    (change,) = changes(plan(x({"minimum": 1})), plan(x({"minimum": 2})))
    assert str(change) == 'breaking: custom_event "E" (other), custom_attributes.x: has the minimum 2 now, not 1'


def test_a_point_for_users_narrows_what_was_not_judged() -> None:
    bare = mparticle.DataPlan.load({"version_document": {"data_points": []}})
    user = {"type": "object", "properties": {}, **CLOSED}
    judged = mparticle.DataPlan.load({"version_document": {"data_points": [point("user_attributes", user)]}})
    assert "breaking" in {change.effect for change in changes(bare, judged)}
    assert {change.effect for change in changes(judged, bare)} == {"compatible"}


def test_what_is_compatible_breaks_no_batch() -> None:
    compatible = 0
    for seed in range(500):
        random = Random(seed)
        old = members(random)
        new = members(random) if seed % 3 else {**old, **{key: members(random)[key] for key in ("properties",)}}
        found = changes(plan(old), plan(new))
        if any(change.effect == "breaking" for change in found):
            continue
        compatible += 1
        for _ in range(5):
            content = value(random, old)
            if isinstance(content, dict) and not plan(old).check(batch(custom("E", **content))):
                assert plan(new).check(batch(custom("E", **content))) == [], (old, new, content)
    assert compatible > 10
