"""The vendor's own SDK against the sandbox, in its own environment: MPARTICLE_PEERS_PYTHON names the interpreter."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mparticle_facade.sandbox import Sandbox, running_sandbox

AUTH = ("sandbox-key", "sandbox-secret")
PYTHON = os.environ.get("MPARTICLE_PEERS_PYTHON", "")

pytestmark = pytest.mark.skipif(not PYTHON, reason="needs MPARTICLE_PEERS_PYTHON: make test-contract")

PROGRAM = """
import json
import sys

import mparticle

host, secret = sys.argv[1:]
configuration = mparticle.Configuration()
configuration.api_key = "sandbox-key"
configuration.api_secret = secret
configuration.host = host

batch = mparticle.Batch()
batch.environment = "development"
batch.mpid = "7346244611012968789"
batch.user_identities = mparticle.UserIdentities(customerid="123456", email="user@example.com")
batch.user_attributes = {"plan": "gold"}
batch.device_info = mparticle.DeviceInformation(platform="iOS", brand="Apple")
product = mparticle.Product(name="Foo", id="sku", price=9.5, quantity=2)
action = mparticle.ProductAction("purchase", products=[product], total_amount=19.0, transaction_id="t")
batch.events = [
    mparticle.AppEvent("Hello World", "navigation", custom_attributes={"foo": "bar"}),
    mparticle.SessionStartEvent(),
    mparticle.CommerceEvent(action),
    mparticle.ScreenViewEvent(screen_name="Home"),
]
api = mparticle.EventsApi(configuration)
answers = []
for send in (lambda: api.upload_events(batch), lambda: api.bulk_upload_events([batch, batch])):
    try:
        answers.append(send()[1])
    except mparticle.rest.ApiException as error:
        answers.append([type(error).__module__ + "." + type(error).__name__, error.status])
print(json.dumps(answers))
"""


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with running_sandbox(AUTH) as running:
        yield running


def answers(sandbox: Sandbox, secret: str) -> list[Any]:
    assert Path(PYTHON).exists()
    # Its own warnings, such as a SyntaxWarning at its import (P-28), are not the point here.
    command = [PYTHON, "-P", "-W", "ignore", "-c", PROGRAM, sandbox.host, secret]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


def test_single_and_bulk_are_accepted_and_the_mistake_is_named(sandbox: Sandbox) -> None:
    assert answers(sandbox, AUTH[1]) == [202, 202]
    received = sandbox.received()
    assert [stored["status"] for stored in received] == ["accepted"] * 3
    assert [stored["endpoint"] for stored in received] == ["/v2/events", "/v2/bulkevents", "/v2/bulkevents"]
    for stored in received:
        types = [event["event_type"] for event in stored["batch"]["events"]]
        assert types == ["custom_event", "session_start", "commerce_event", "screen_view"]
        said = {warning["path"]: warning["message"] for warning in stored["warnings"]}
        assert '"customer_id"' in said["$.user_identities.customerid"]


def test_a_wrong_secret_is_its_exception(sandbox: Sandbox) -> None:
    assert answers(sandbox, "wrong") == [["mparticle.rest.ApiException", 403]] * 2
    assert sandbox.received() == []
