"""A plan in the client: what is refused, taken out or only told, wherever a batch is sent from."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
from pathlib import Path
from typing import Any

import pytest

import mparticle_facade as mparticle
from mparticle_facade.codec import decoders
from mparticle_facade.sandbox import Sandbox
from plans.shapes import PLAN, batch, commerce, custom

PRODUCTS = [{"custom_attributes": {"colour": "red", "size": 1}}]
BAD = batch(
    custom("Email Send"),
    custom(**{"Campaign Id": 300, "colour": "red"}),
    commerce(custom_attributes={"x": 1}, product_action={"action": "purchase", "products": PRODUCTS}),
    {"event_type": "session_start", "data": {}},
    user_attributes={"plan": "gold", "height": 1},
    user_identities={"customer_id": "1", "email": "user@example.com"},
    device_info={"android_advertising_id": "y", "brand": "b"},
)
KEPT = {
    "environment": "development",
    "user_attributes": {"plan": "gold"},
    "user_identities": {"customer_id": "1"},
    "device_info": {"brand": "b"},
    "events": [
        custom(**{"Campaign Id": 300}),
        commerce(
            custom_attributes={},
            product_action={"action": "purchase", "products": [{"custom_attributes": {"colour": "red"}}]},
        ),
        {"event_type": "session_start", "data": {}},
    ],
    "context": {"data_plan": {"plan_id": "shop", "plan_version": 3}},
}


def shop(**settings: Any) -> mparticle.DataPlan:
    document = copy.deepcopy(PLAN)
    document["version_document"]["settings"] = settings
    return mparticle.DataPlan.load(document)


def config(sandbox: Sandbox, plan: Any, policy: Any) -> mparticle.Configuration:
    return mparticle.Configuration(
        "sandbox-key", "sandbox-secret", host=sandbox.host, data_plan=plan, plan_violations=policy
    )


def sent(sandbox: Sandbox) -> list[dict[str, Any]]:
    batches = sandbox.batches()
    for one in batches:
        assert one.pop("source_request_id")
    return batches


def test_drop_takes_out_what_the_plan_would_block_and_counts_it(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    plan = shop()
    with mparticle.EventsApi(config(sandbox, plan, "drop")) as api:
        api.upload_events(copy.deepcopy(BAD))
        api.bulk_upload_events([mparticle.Batch.from_dict(BAD)])
    assert sent(sandbox) == [KEPT, KEPT]
    assert plan.counts() == {
        "batches": 2, "violations": 16, "dropped_events": 2, "dropped_attributes": 8, "dropped_identities": 4,
    }  # fmt: skip
    assert "$.events[1].data.custom_attributes.colour: is not planned" in caplog.text
    assert caplog.text.count("colour: is not planned") == 1  # each kind once
    assert "red" not in caplog.text


@pytest.mark.parametrize(
    ("actions", "gone"),
    [
        ({"event": "drop_event", "event_attribute": "allow", "user_attribute": "allow"}, (1, 0, 0)),
        ({"event": "allow", "event_attribute": "drop_attribute", "user_attribute": "unknown"}, (0, 3, 0)),
        ({"event": "allow", "event_attribute": "allow", "user_attribute": "drop_attribute"}, (0, 1, 0)),
        ({"event": "drop_batch"}, (1, 0, 0)),
    ],
)
def test_drop_takes_out_only_what_the_plan_blocks(actions: dict[str, str], gone: tuple[int, int, int]) -> None:
    plan = shop(validation_actions=actions)
    plan.enforce(json.dumps(BAD).encode(), "drop")
    counts = plan.counts()
    assert (counts["dropped_events"], counts["dropped_attributes"], counts["dropped_identities"]) == gone


def test_error_refuses_with_every_violation_and_sends_nothing(sandbox: Sandbox) -> None:
    with mparticle.EventsApi(config(sandbox, shop(), "error")) as api:
        with pytest.raises(mparticle.ValidationError) as error:
            api.bulk_upload_events([batch(), copy.deepcopy(BAD)])
        assert {problem.kind for problem in error.value.problems} == {"off_plan"}
        assert error.value.problems[0].path == "$[1].events[0]"
        assert len(error.value.problems) == 8
        api.upload_events(batch())
    assert sandbox.stats()["batches"] == 1


@pytest.mark.parametrize("policy", ["warn", "off"])
def test_warn_and_off_send_everything(sandbox: Sandbox, policy: str, caplog: pytest.LogCaptureFixture) -> None:
    plan = shop()
    with mparticle.EventsApi(config(sandbox, plan, policy)) as api:
        api.upload_events(copy.deepcopy(BAD))
    (one,) = sent(sandbox)
    assert one == {**BAD, "context": KEPT["context"]}
    assert (plan.counts()["violations"], bool(caplog.records)) == ((8, True) if policy == "warn" else (0, False))


def test_async(sandbox: Sandbox) -> None:
    async def upload() -> None:
        async with mparticle.AsyncEventsApi(config(sandbox, shop(), "drop")) as api:
            await api.upload_events(copy.deepcopy(BAD))

    asyncio.run(upload())
    assert sent(sandbox) == [KEPT]


@pytest.mark.parametrize("outbox", [True, False])
@pytest.mark.parametrize("merge", [True, False])
def test_the_uploader(sandbox: Sandbox, tmp_path: Path, outbox: bool, merge: bool) -> None:
    settings = config(sandbox, shop(), "drop")
    with mparticle.Uploader(settings, outbox=tmp_path / "x.outbox" if outbox else None) as uploader:
        if merge:
            uploader.upload_many([copy.deepcopy(BAD)])
        else:
            uploader.upload(copy.deepcopy(BAD))
        assert uploader.flush(timeout=20)
    assert sent(sandbox) == [KEPT]
    with mparticle.Uploader(config(sandbox, shop(), "error")) as uploader, pytest.raises(mparticle.ValidationError):
        uploader.upload_many([batch(), copy.deepcopy(BAD)])
    assert sandbox.stats()["batches"] == 1


def test_a_batch_that_is_sent_again_counts_once(sandbox: Sandbox) -> None:
    again = mparticle.Batch.from_dict(BAD)
    settings = config(sandbox, shop(), "drop")
    with mparticle.EventsApi(settings) as api:
        api.upload_events(again)
        api.upload_events(again)
    with mparticle.Uploader(settings) as uploader:
        uploader.upload(again)
        uploader.upload_many([again])
        uploader.flush(timeout=20)
    assert sandbox.stats()["batches"] == 1


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        ({}, {"data_plan": {"plan_id": "shop", "plan_version": 3}}),
        (None, {"data_plan": {"plan_id": "shop", "plan_version": 3}}),
        ({"data_plan": None}, {"data_plan": {"plan_id": "shop", "plan_version": 3}}),
        ({"data_plan": {"plan_id": "other"}}, {"data_plan": {"plan_id": "other"}}),
    ],
)
@pytest.mark.parametrize("spaces", ["", " \n"])
def test_the_plan_is_filled_in_where_it_is_absent(context: Any, expected: dict[str, Any], spaces: str) -> None:
    given = json.dumps({**batch(), "context": context}) + spaces
    payload = shop().applied(given.encode(), "off")
    assert json.loads(payload)["context"] == expected
    bare = shop().applied((json.dumps(batch()) + spaces).encode(), "off")
    assert json.loads(bare)["context"] == {"data_plan": {"plan_id": "shop", "plan_version": 3}}
    assert decoders.valid(bare)


def test_a_plan_without_an_id_fills_in_nothing() -> None:
    document = {key: value for key, value in PLAN.items() if key != "data_plan_id"}
    given = json.dumps(batch()).encode()
    assert mparticle.DataPlan.load(document).applied(given, "warn") == given


def test_settings_that_can_not_be() -> None:
    with pytest.raises(mparticle.ConfigurationError, match="plan_violations must be one of off, warn, error, drop"):
        mparticle.Configuration(plan_violations="raise")  # type: ignore[arg-type]
    with pytest.raises(mparticle.ConfigurationError, match="data_plan must be a DataPlan"):
        mparticle.Configuration(data_plan="plan.json")  # type: ignore[arg-type]


def test_only_so_many_kinds_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    plan = shop()
    caplog.set_level(logging.WARNING)
    for number in range(1200):
        plan.applied(json.dumps(batch(custom(f"Event {number}"))).encode(), "warn")
    assert len(caplog.records) == 1000
    assert plan.counts()["violations"] == 1200
