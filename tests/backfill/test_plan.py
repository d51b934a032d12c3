"""`mparticle upload` and `validate` with a data plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mparticle_facade.cli.program import run
from mparticle_facade.sandbox import Sandbox
from plans.shapes import PLAN, batch, custom

GOOD = batch(custom(**{"Campaign Id": 3}))
BAD = batch(custom("Email Send"), custom(**{"Campaign Id": 3, "colour": "red"}))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("API_KEY", "sandbox-key"), ("API_SECRET", "sandbox-secret"), ("HOST", sandbox.host)):
        monkeypatch.setenv(f"MPARTICLE_{name}", value)
    Path("plan.json").write_text(json.dumps(PLAN))
    Path("a.ndjson").write_text(json.dumps(GOOD) + "\n" + json.dumps(BAD) + "\n")


def upload(policy: str, *more: str) -> int:
    return run(["upload", "a.ndjson", "--plan", "plan.json", "--plan-violations", policy, *more])


def sent(sandbox: Sandbox) -> list[Any]:
    return [[event["data"] for event in one["events"]] for one in sandbox.batches()]


def test_warn_sends_all_of_it_with_the_plan_and_counts(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert upload("warn") == 0
    out = capsys.readouterr().out
    assert "2 off plan" in out
    assert "a.ndjson:2: $.events[0]: custom_event" in out
    assert sorted(len(events) for events in sent(sandbox)) == [1, 2]
    assert {json.dumps(one["context"]) for one in sandbox.batches()} == {
        '{"data_plan": {"plan_id": "shop", "plan_version": 3}}'
    }


def test_drop_takes_out_what_is_not_planned(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert upload("drop") == 0
    assert "2 off plan" in capsys.readouterr().out
    assert [[data["custom_attributes"] for data in events] for events in sent(sandbox)] == [[{"Campaign Id": 3}]] * 2


def test_error_rejects_the_batch_as_it_was_given(sandbox: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert upload("error") == 1
    assert "Rejected    1 batch (2 off plan)" in capsys.readouterr().out.replace("1 batches", "1 batch")
    assert len(sandbox.batches()) == 1
    assert json.loads(Path("a.ndjson.rejects").read_text()) == BAD


def test_strict_and_validate_look_at_the_plan_too(sandbox: Sandbox) -> None:
    assert upload("error", "--strict") == 1
    assert sandbox.batches() == []
    assert run(["validate", "a.ndjson", "--plan", "plan.json"]) == 0
    assert run(["validate", "a.ndjson", "--plan", "plan.json", "--plan-violations", "error"]) == 1


def test_a_plan_that_is_none_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["upload", "a.ndjson", "--plan", "a.ndjson"]) == 2
    err = capsys.readouterr().err
    assert "a.ndjson: is not JSON" in err
    assert err.count("\n") == 1
