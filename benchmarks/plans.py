"""What it costs to hold a batch of ten events, each of its own kind, against a data plan of 400 points."""

from __future__ import annotations

import sys
from typing import Any

from benchmarks.harness.ask import main
from benchmarks.harness.meter import cost
from benchmarks.harness.question import Contender, Figure, Question, Setting

_POINTS, _ATTRIBUTES, _GIVEN = 400, 10, 6
_KINDS: tuple[dict[str, Any], ...] = (
    {"type": "string"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "string", "enum": ["gold", "silver"]},
    {"type": "number", "minimum": 0},
)
_VALUES = ("text", 3, True, "gold", 5)


def _point(number: int) -> dict[str, Any]:
    name = f"Event {number}"
    attributes = {
        "type": "object",
        "properties": {f"attribute {index}": _KINDS[index % 5] for index in range(_ATTRIBUTES)},
        "additionalProperties": False,
        "required": ["attribute 0", "attribute 1"],
    }
    fields = {"event_name": {"const": name}, "custom_event_type": {"const": "other"}, "custom_attributes": attributes}
    data = {"type": "object", "properties": fields, "required": ["event_name", "custom_event_type"]}
    return {
        "match": {"type": "custom_event", "criteria": {"event_name": name, "custom_event_type": "other"}},
        "validator": {"type": "json_schema", "definition": {"type": "object", "properties": {"data": data}}},
    }


def _plan() -> dict[str, Any]:
    return {"version": 1, "version_document": {"data_points": [_point(number) for number in range(_POINTS)]}}


def _payload(**unplanned: str) -> bytes:
    import mparticle_facade as mparticle

    batch = mparticle.Batch("development", user_identities=mparticle.UserIdentities(customer_id="1"))
    given = {f"attribute {index}": _VALUES[index % 5] for index in range(_GIVEN)}
    for number in range(10):
        batch.add_event(
            mparticle.AppEvent(
                f"Event {number * 7}",
                "other",
                timestamp_unixtime_ms=1_767_225_600_000,
                source_message_id="0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0",
                session_uuid="0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0",
                custom_attributes=given | unplanned,
            )
        )
    return batch.to_json()


def validation(setting: Setting) -> dict[str, float]:
    from mparticle_facade.codec import encoding

    payload = _payload()
    return {"us": cost(lambda: encoding.prepare(payload), setting.pick(0.1, 0.4))}


def planned(setting: Setting) -> dict[str, float]:
    from mparticle_facade import DataPlan

    plan, payload = DataPlan.load(_plan()), _payload()
    assert plan.check(payload) == []
    return {"us": cost(lambda: plan.check(payload), setting.pick(0.1, 0.4))}


def violating(setting: Setting) -> dict[str, float]:
    from mparticle_facade import DataPlan

    plan, payload = DataPlan.load(_plan()), _payload(attribute="1")
    assert len(plan.check(payload)) == 10
    return {"us": cost(lambda: plan.check(payload), setting.pick(0.1, 0.4))}


QUESTION = Question(
    key="plans",
    title="Hold a batch against a data plan",
    text="The JSON of a batch of 10 custom events with 6 attributes each, against a plan of 400 points.",
    figures=(Figure("us", "CPU per batch", "us"),),
    contenders=(
        Contender("ours: validate before sending", "floor", validation),
        Contender("ours: DataPlan.check, all as planned", "ours", planned),
        Contender("ours: DataPlan.check, ten violations", "ours", violating),
    ),
    floor="ours: validate before sending",
)

if __name__ == "__main__":
    sys.exit(main("plans"))
