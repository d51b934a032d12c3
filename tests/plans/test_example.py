"""The example from a plan to a typed event: it runs, and a typo is caught by everything that should catch it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mparticle_facade as mparticle
from mparticle_facade.cli.program import run
from mparticle_facade.sandbox import running_sandbox

EXAMPLE = Path(__file__).parents[2] / "examples" / "plans"
PLAN = mparticle.DataPlan.load(EXAMPLE / "plan.json")


def program(host: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "MPARTICLE_API_KEY": "k", "MPARTICLE_API_SECRET": "s", "MPARTICLE_HOST": host}
    return subprocess.run(
        [sys.executable, *arguments], cwd=EXAMPLE, env=environment, capture_output=True, text=True, check=False
    )


def test_the_module_is_what_the_plan_says() -> None:
    assert run(["plan", "generate", str(EXAMPLE / "plan.json"), "-o", str(EXAMPLE / "tracking.py"), "--check"]) == 0


def test_the_program_sends_what_is_planned() -> None:
    with running_sandbox(plan=PLAN) as sandbox:
        done = program(sandbox.host, "send.py")
        assert done.stdout == "1 event as planned by data plan shop version 1: status 202\n", done.stderr
        (batch,) = sandbox.batches()
        assert sandbox.plan_violations() == []
    assert batch["context"] == {"data_plan": {"plan_id": "shop", "plan_version": 1}}
    assert batch["events"][0]["data"]["custom_attributes"] == {"Campaign Id": 3, "kind": "newsletter"}


def test_a_typo_is_caught_by_the_call() -> None:
    done = program("", "-c", "from tracking import EmailSends; EmailSends(campain_id=3)")
    assert "TypeError: " in done.stderr
    assert "campain_id" in done.stderr


def test_a_typo_in_a_plain_batch_is_caught_by_the_command_and_seen_in_the_sandbox(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typo = {"Campain Id": 3}
    batch = mparticle.Batch("development", events=[mparticle.AppEvent("Email Sends", "other", custom_attributes=typo)])
    file = tmp_path / "batches.ndjson"
    file.write_text(json.dumps(batch.to_dict()))
    assert run(["plan", "check", str(EXAMPLE / "plan.json"), str(file)]) == 1
    assert 'did you mean "Campaign Id"?' in capsys.readouterr().out
    with running_sandbox(plan=PLAN) as sandbox:
        with mparticle.EventsApi(mparticle.Configuration("k", "s", host=sandbox.host)) as api:
            api.upload_events(batch)
        (received,) = sandbox.received()
    messages = [problem["message"] for problem in received["warnings"] if problem["kind"] == "off_plan"]
    assert any('did you mean "Campaign Id"?' in message for message in messages)
