"""`mparticle upload --stored`: batches of the service's own exports and of quarantine, sent again."""

import json

import pytest

from mparticle_facade.backfill.checking import Checker, Rules
from mparticle_facade.cli.program import run
from mparticle_facade.rows.records import Record
from parts.batch_lines import NOW
from parts.server import ScriptedServer

TIME = str(NOW - 86_400_000)


def event(name, event_id, **data):
    fields = {"event_name": name, "custom_event_type": "other", "timestamp_unixtime_ms": TIME, "event_id": event_id}
    return {"event_type": "custom_event", "data": {**fields, **data}}


def quarantined(**metadata):
    """The shape of the sample in the vendor's scripts for a replay: numbers as text, an empty address, marks."""
    return {
        "events": [event("one", "-7"), event("two", "8", custom_attributes={"a": "b"}), event("three", "9")],
        "device_info": {"ios_advertising_id": "613ff528-afd1-4c1b-9628-e6ed25ece9c0"},
        "user_attributes": {"$gender": "M", "$age": "40"},
        "deleted_user_attributes": [],
        "user_identities": {"customer_id": "1234"},
        "environment": "development",
        "ip": "",
        "source_info": {"channel": "partner", "partner": "S2S"},
        "timestamp_unixtime_ms": TIME,
        "batch_id": "-5158959812941698317",
        "source_request_id": "as-it-was",
        "mpid": "7346244611012968789",
        "context": {"data_plan": {"plan_id": "p", "plan_version": 1, "block_metadata": {"dto_version": 1, **metadata}}},
    }


def exported():
    """As in the export to a bucket: identities as a list, and names that only stored data has."""
    return {
        "events": [event("one", 1, message_id=5, message_type="events", session_start_unixtime=1)],
        "user_identities": [
            {"identity_type": "email", "identity": "a@example.com", "timestamp_unixtime_ms": TIME},
            {"identity_type": "customer_id", "identity": 12, "timestamp_unixtime_ms": TIME},
        ],
        "environment": "production",
        "message_id": 1,
        "message_type": "events",
        "unique_id": "u",
        "schema_version": 2,
        "batch_id": 1,
        "timestamp_unixtime_ms": NOW,
        "system_notifications": [],
    }


def checked(batch, **rules):
    record = Record(0, 1, json.dumps(batch).encode(), None, False)
    return Checker(Rules(stored=True, **rules)).check(record, b"file")


def test_what_the_service_added_is_taken_off_and_times_stay():
    found = checked(quarantined(blocked_event_ids=["-7"]))
    assert found.problems == []
    sent = json.loads(found.payload)
    assert sent.pop("source_request_id") not in ("", "as-it-was")
    assert sent == {
        "events": [
            event("one", -7, timestamp_unixtime_ms=int(TIME)),
            event("two", 8, timestamp_unixtime_ms=int(TIME), custom_attributes={"a": "b"}),
            event("three", 9, timestamp_unixtime_ms=int(TIME)),
        ],
        "device_info": {"ios_advertising_id": "613ff528-afd1-4c1b-9628-e6ed25ece9c0"},
        "user_attributes": {"$gender": "M", "$age": "40"},
        "deleted_user_attributes": [],
        "user_identities": {"customer_id": "1234"},
        "environment": "development",
        "mpid": 7346244611012968789,
        "context": {"data_plan": {"plan_id": "p", "plan_version": 1}},
    }


def test_an_export_can_be_sent_again():
    found = checked(exported())
    assert found.problems == []
    sent = json.loads(found.payload)
    assert sent["user_identities"] == {"email": "a@example.com", "customer_id": "12"}
    assert sent.keys() == {"events", "user_identities", "environment", "source_request_id"}
    assert "message_id" not in sent["events"][0]["data"]
    assert {warning.kind for warning in found.warnings} >= {"tolerated"}


def test_only_what_was_blocked_is_sent_when_asked():
    found = checked(
        quarantined(
            blocked_event_ids=["-7"], blocked_user_attributes=["$gender"],
            blocked_event_attributes=[{"event_id": "8", "event_attributes": ["./data/custom_attributes/a"]}],
        ),
        blocked=True,
    )  # fmt: skip
    sent = json.loads(found.payload)
    assert [one["data"]["event_name"] for one in sent["events"]] == ["one"]
    assert sent["user_attributes"] == {"$gender": "M"}
    assert sent["user_identities"] == {"customer_id": "1234"}
    assert any("counted twice" in warning.message for warning in found.warnings)


@pytest.mark.parametrize(
    "metadata",
    [{}, {"blocked_event_attributes": [{"event_id": "8", "event_attributes": ["./data/custom_attributes/a"]}]}],
)
def test_a_batch_of_which_nothing_was_blocked_is_named(metadata):
    (problem,) = checked(quarantined(**metadata), blocked=True).problems
    assert "nothing that was blocked" in problem.message


@pytest.mark.parametrize("text", [b"[]", b"7", b"{", b'{"events": 5, "context": [], "environment": "development"}'])
def test_what_is_no_stored_batch_is_a_problem_not_a_crash(text):
    record = Record(0, 1, text, None, False)
    assert Checker(Rules(stored=True, blocked=True)).check(record, b"file").problems
    assert Checker(Rules(stored=True)).check(record, b"file").problems


def test_the_command_sends_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("MPARTICLE_API_KEY", "key")
    monkeypatch.setenv("MPARTICLE_API_SECRET", "secret")
    file = tmp_path / "stored.ndjson"
    batches = [quarantined(blocked_event_ids=["9"]), quarantined()]
    file.write_text("".join(json.dumps(batch) + "\n" for batch in batches))
    with ScriptedServer() as server:
        code = run(["upload", str(file), "--stored", "--blocked", "--host", server.host, "--rate", "0", "--json"])
        receipt = json.loads(capsys.readouterr().out)
        (request,) = server.requests
    (sent,) = json.loads(request.body)
    assert (code, receipt["sent"], receipt["rejected"]) == (1, 1, 1)
    assert [one["data"]["event_name"] for one in sent["events"]] == ["three"]
    assert json.loads((tmp_path / "stored.ndjson.rejects").read_text().splitlines()[0]) == batches[1]


@pytest.mark.parametrize("command", [["validate"], ["upload", "--dry-run"]])
def test_a_look_at_them_judges_what_would_be_sent(tmp_path, capsys, command):
    file = tmp_path / "stored.ndjson"
    batches = [quarantined(blocked_event_ids=["9"]), quarantined()]
    file.write_text("".join(json.dumps(batch) + "\n" for batch in batches))
    assert run([*command, str(file), "--stored", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["events"] == 6
    assert run([*command, str(file), "--stored", "--blocked", "--json"]) == 1
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["valid"], receipt["events"], receipt["rejected"]) == (1, 1, 1)


@pytest.mark.parametrize("command", ["validate", "upload"])
@pytest.mark.parametrize(
    "options", [["--blocked"], ["--stored", "--mapping", "x.toml"], ["--stored", "--sql", "x.sql"]]
)
def test_options_that_make_no_sense_together_are_a_mistake(tmp_path, command, options, capsys):
    file = tmp_path / "x.ndjson"
    file.write_text("{}\n")
    assert run([command, str(file), *options]) == 2
    assert "--stored" in capsys.readouterr().err
