"""Every program in examples/ runs as it is, and sends exactly what it says."""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from mparticle_events_models.names import EventType

EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMS = sorted(path.stem for path in EXAMPLES.glob("*.py") if not path.name.startswith("_"))

USER = "123456"
EXAMPLE = ("custom_event", "Example")
HELLO = ("custom_event", "Hello World")
COMMERCE = ("commerce_event", None)
STATE = ("application_state_transition", None)
START = ("session_start", None)
END = ("session_end", None)

# What arrives, one entry per batch: the user, and the type and name of each event.
EXPECTED = {
    "app_event": [(USER, [EXAMPLE, HELLO])],
    "application_states": [(USER, [STATE, STATE, STATE, STATE])],
    "attribute_style": [(USER, [START, EXAMPLE, COMMERCE, END])],
    "background_upload": [(USER, [HELLO]), (USER, [EXAMPLE])],
    "bulk_upload": [(USER, [EXAMPLE]), ("234567", [EXAMPLE])],
    "ccpa_consent": [(USER, [])],
    "commerce_impression": [(USER, [COMMERCE])],
    "commerce_product": [(USER, [COMMERCE])],
    "commerce_promotion": [(USER, [COMMERCE])],
    "device_information": [(USER, [])],
    "every_event": [
        (
            USER,
            [
                START,
                ("first_run", None),
                STATE,
                ("profile", None),
                ("screen_view", "Home"),
                EXAMPLE,
                COMMERCE,
                ("breadcrumb", None),
                ("network_performance", None),
                ("crash_report", None),
                ("push_registration", None),
                ("push_message", None),
                ("user_attribute_change", None),
                ("user_identity_change", None),
                ("opt_out", None),
                ("uninstall", None),
                END,
            ],
        )
    ],
    "from_json": [(USER, [("screen_view", "Home"), EXAMPLE])],
    "gdpr_consent": [(USER, [])],
    "historical_upload": [(USER, [EXAMPLE])],
    "raw_client": [(USER, [EXAMPLE])],
    "sessions": [(USER, [START, EXAMPLE, END])],
    "single_upload": [(USER, [HELLO])],
    "user_attributes": [(USER, [])],
    "user_identities": [(USER, [])],
    "validation": [(USER, [EXAMPLE])],
}

ENDPOINTS = {
    "background_upload": "/v2/bulkevents",
    "bulk_upload": "/v2/bulkevents",
    "historical_upload": "/v2/bulkevents/historical",
}

RUNS: dict[str, tuple[str, list[dict]]] = {}


@pytest.fixture
def received(sandbox):
    """Runs an example, once for all tests; gives its output and every entry the sandbox then holds."""

    def received(name):
        if name not in RUNS:
            environment = {key: value for key, value in os.environ.items() if not key.startswith("MPARTICLE_")} | {
                "MPARTICLE_API_KEY": "sandbox-key",
                "MPARTICLE_API_SECRET": "sandbox-secret",
                "MPARTICLE_HOST": sandbox.host,
            }
            command = [sys.executable, "-W", "error", str(EXAMPLES / f"{name}.py")]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stderr
            assert not done.stderr
            RUNS[name] = done.stdout, sandbox.received()
        return RUNS[name]

    return received


@pytest.fixture
def run(received):
    """Runs an example; gives its output and the batches that arrived."""

    def run(name):
        output, entries = received(name)
        return output, [entry["batch"] for entry in entries]

    return run


def name_of(event):
    return event["data"].get("event_name") or event["data"].get("screen_name")


def nulls(value, path="$"):
    """The paths of all nulls."""
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in nulls(item, f"{path}.{key}")]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in nulls(item, f"{path}[{index}]")]
    return [path] if value is None else []


def test_every_program_has_an_expectation_and_a_line_in_the_readme():
    table = re.findall(r"^\| \[(\w+)\.py\]\(\1\.py\) \| \S", (EXAMPLES / "README.md").read_text(), flags=re.MULTILINE)
    assert sorted(EXPECTED) == PROGRAMS
    assert sorted(table) == PROGRAMS


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_is_short(name):
    lines = (EXAMPLES / f"{name}.py").read_text().splitlines()
    assert 10 <= len(lines) <= 45
    assert lines[0].startswith('"""')


@pytest.mark.parametrize("name", PROGRAMS)
def test_exactly_these_events_arrive(name, run):
    output, batches = run(name)
    arrived = [
        (batch["user_identities"]["customer_id"], [(e["event_type"], name_of(e)) for e in batch.get("events", [])])
        for batch in batches
    ]
    assert arrived == EXPECTED[name]
    assert output.strip()


@pytest.mark.parametrize("name", PROGRAMS)
def test_everything_is_accepted_without_a_warning(name, received):
    for entry in received(name)[1]:
        assert entry["status"] == "accepted"
        assert entry["endpoint"] == ENDPOINTS.get(name, "/v2/events")
        assert entry["errors"] == []
        paths = [warning["path"] for warning in entry["warnings"]]
        # A text that stands in a program can't hold the time at which it runs.
        assert paths == [f"$.events[{i}].data.timestamp_unixtime_ms" for i in (0, 1) if name == "from_json"]


@pytest.mark.parametrize("name", PROGRAMS)
def test_batches_are_in_wire_form(name, run):
    for batch in run(name)[1]:
        assert batch["environment"] == "development"
        assert "customerid" not in json.dumps(batch)
        assert all(set(event) == {"event_type", "data"} for event in batch.get("events", []))
        assert nulls(batch) == (["$.user_attributes.Newsletter"] if name == "user_attributes" else [])


def test_all_seventeen_event_types(run):
    types = Counter(event["event_type"] for event in run("every_event")[1][0]["events"])
    assert types == Counter(EventType)


def test_identities(run):
    assert run("user_identities")[1][0]["user_identities"] == {"customer_id": USER, "email": "user@example.com"}


def test_device(run):
    assert run("device_information")[1][0]["device_info"] == {
        "ios_advertising_id": "07d2ebaa-e956-407e-a1e6-f05f871bf4e2",
        "android_advertising_id": "a26f9736-c262-47ea-988b-0b0504cee874",
    }


def test_attributes(run):
    assert run("user_attributes")[1][0]["user_attributes"] == {
        "Account type": "trial",
        "TrialEndDate": "2016-12-01",
        "Hair color": "brown",
        "Newsletter": None,
    }


def test_app_event_orders_mean_the_same(run):
    first, second = (dict(event["data"]) for event in run("app_event")[1][0]["events"])
    assert first.pop("timestamp_unixtime_ms") == second.pop("timestamp_unixtime_ms")
    assert first == {
        "event_name": "Example",
        "custom_event_type": "navigation",
        "custom_attributes": {"foo": "bar"},
    }
    assert second == {"event_name": "Hello World", "custom_event_type": "navigation"}


@pytest.mark.parametrize("name", ["commerce_product", "attribute_style"])
def test_purchase(name, run):
    events = run(name)[1][0]["events"]
    action = next(event["data"]["product_action"] for event in events if event["event_type"] == "commerce_event")
    product = action["products"][0]
    assert (action["action"], action["tax_amount"], action["total_amount"]) == ("purchase", 1.5, 21.49)
    assert (product["name"], product["id"], product["price"]) == ("Example Product", "sample-sku", 19.99)


def test_promotion(run):
    action = run("commerce_promotion")[1][0]["events"][0]["data"]["promotion_action"]
    assert (action["action"], action["promotions"][0]["id"]) == ("click", "summer-sale")


def test_impression(run):
    (impression,) = run("commerce_impression")[1][0]["events"][0]["data"]["product_impressions"]
    assert impression["product_impression_list"] == "Suggested Products"
    assert [product["id"] for product in impression["products"]] == ["sample-sku"]


@pytest.mark.parametrize("name", ["sessions", "attribute_style"])
def test_session_ids_match(name, run):
    events = run(name)[1][0]["events"]
    start, end = events[0]["data"], events[-1]["data"]
    assert start["session_id"] == end["session_id"] == 12345678
    assert end["session_duration_ms"] == 10_000


def test_application_states(run):
    events = [event["data"] for event in run("application_states")[1][0]["events"]]
    assert [
        (event["application_transition_type"], event.get("is_first_run"), event.get("is_upgrade")) for event in events
    ] == [
        ("application_initialized", True, False),
        ("application_initialized", False, True),
        ("application_foreground", None, None),
        ("application_background", None, None),
    ]


@pytest.mark.parametrize(
    ("name", "regulation", "purpose"),
    [("ccpa_consent", "ccpa", "data_sale_opt_out"), ("gdpr_consent", "gdpr", "document_agreement")],
)
def test_consent_is_in_milliseconds(name, regulation, purpose, run):
    consent = run(name)[1][0]["consent_state"]
    assert list(consent) == [regulation]
    assert list(consent[regulation]) == [purpose]
    assert consent[regulation][purpose]["consented"] is True
    assert abs(time.time() * 1000 - consent[regulation][purpose]["timestamp_unixtime_ms"]) < 600_000


def test_historical_event_is_40_days_old(run):
    happened = run("historical_upload")[1][0]["events"][0]["data"]["timestamp_unixtime_ms"]
    assert time.time() * 1000 - happened == pytest.approx(40 * 86_400_000, abs=600_000)


def test_single_upload_carries_a_request_id(run):
    assert re.fullmatch(r"[0-9a-f-]{36}", run("single_upload")[1][0]["source_request_id"])


def test_validation_names_the_field_and_the_one_meant(run):
    refused, sent = run("validation")[0].splitlines()
    assert "$.user_identities.custmer_id" in refused
    assert 'did you mean "customer_id"?' in refused
    assert "202" in sent


def test_breadcrumb_in_a_crash_report_has_an_envelope(run):
    events = {event["event_type"]: event["data"] for event in run("every_event")[1][0]["events"]}
    assert events["crash_report"]["breadcrumbs"] == [{"event_type": "breadcrumb", "data": events["breadcrumb"]}]


def test_attribute_style_sends_what_it_means(run):
    (batch,) = run("attribute_style")[1]
    assert batch["user_identities"] == {"customer_id": USER}
    assert type(batch["mpid"]) is int
    assert batch["mpid"] == 600868121729048600
    assert batch["events"][1]["data"]["custom_flags"] == {"answer": 42}
