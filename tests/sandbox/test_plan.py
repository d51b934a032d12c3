"""A sandbox with a data plan: violations among the warnings, a filter for them, and which points were seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_facade.cli.program import run
from mparticle_facade.sandbox import Sandbox, running_sandbox
from plans.shapes import PLAN, batch, commerce, custom

GOOD = batch(custom(**{"Campaign Id": 3}))
BAD = batch(
    custom("Email Send"), custom(**{"Campaign Id": 300, "colour": "red"}), {"event_type": "session_start", "data": {}}
)
ODD = batch(custom(**{"Campaign Id": 3}), source_request_id="x", events_are="unknown")
PLANNED = mparticle.DataPlan.load(PLAN)


@pytest.fixture(scope="module")
def server() -> Iterator[Sandbox]:
    with running_sandbox(plan=PLANNED) as running:
        yield running


@pytest.fixture
def planned(server: Sandbox) -> Sandbox:
    server.reset()
    server.plan = PLANNED
    return server


def send(sandbox: Sandbox, *batches: Any) -> None:
    for one in batches:
        answer = httpx.post(f"{sandbox.host}/events", json=one, auth=("key", "secret"))
        assert answer.status_code == 202, answer.text


def get(sandbox: Sandbox, path: str) -> Any:
    answer = httpx.get(f"{sandbox.url}/sandbox{path}")
    return answer.json() if answer.status_code == 200 else answer.status_code


def test_violations_are_warnings_with_the_path_of_the_field(planned: Sandbox) -> None:
    send(planned, GOOD, BAD)
    good, bad = planned.received()
    off_plan = [[one["path"] for one in each["warnings"] if one["kind"] == "off_plan"] for each in (good, bad)]
    assert off_plan == [
        [],
        [
            "$.events[0]",
            '$.events[1].data.custom_attributes["Campaign Id"]',
            "$.events[1].data.custom_attributes.colour",
        ],
    ]
    detail = get(planned, f"/batches/{bad['id']}")
    assert detail["warnings"] == bad["warnings"]


def test_the_list_counts_them_and_can_be_filtered_for_them(planned: Sandbox) -> None:
    send(planned, GOOD, BAD, ODD)
    rows = get(planned, "/rows/batches")["rows"]
    assert [row["violations"] for row in rows] == [0, 3, 0]
    assert rows[1]["warnings"] == rows[1]["violations"] + 3  # advice about missing times
    (found,) = get(planned, "/rows/batches?plan=1")["rows"]
    assert found["violations"] == 3


def test_another_plan_judges_what_is_there_already(planned: Sandbox) -> None:
    send(planned, GOOD, BAD)
    assert len(get(planned, "/rows/batches?plan=1")["rows"]) == 1
    planned.plan = None
    assert get(planned, "/rows/batches?plan=1")["rows"] == []
    assert [row["violations"] for row in get(planned, "/rows/batches")["rows"]] == [0, 0]
    assert (get(planned, "/plan"), get(planned, "/state")["plan"]) == (404, None)
    planned.plan = mparticle.DataPlan.load({**PLAN, "version_document": {"data_points": []}})
    assert len(get(planned, "/rows/batches?plan=1")["rows"]) == 2


def test_coverage_says_what_was_seen_how_often_and_what_never(planned: Sandbox) -> None:
    send(planned, GOOD, GOOD, BAD, batch(commerce(promotion_action={"action": "view"}, custom_attributes={"place": 1})))
    found = get(planned, "/plan")
    assert (found["id"], found["version"], found["complete"]) == ("shop", 3, True)
    seen = {point["point"]: (point["seen"], point["violations"]) for point in found["points"]}
    assert seen == {
        'custom_event "Email Sends" (other)': (3, 2),
        'screen_view "Checkout"': (0, 0),
        'product_action "purchase"': (0, 0),
        'promotion_action "view"': (1, 0),
        "product_impression": (0, 0),
        "user_attributes": (4, 0),
        "user_identities": (0, 0),
    }
    assert found["never"] == 4
    assert found["unplanned"] == [{"event": 'custom_event "Email Send" (other)', "seen": 1}]
    send(planned, BAD)
    assert get(planned, "/plan")["unplanned"][0]["seen"] == 2
    planned.clear()
    assert get(planned, "/plan")["never"] == 7


def test_the_sandbox_object_lists_them_for_a_test(planned: Sandbox) -> None:
    send(planned, GOOD, BAD)
    paths = [found.path for found in planned.plan_violations()]
    assert paths[0] == "$[1].events[0]"
    assert len(paths) == 3
    planned.plan = None
    with pytest.raises(ValueError, match="there is no data plan"):
        planned.plan_violations()


def test_counts_of_an_earlier_run_with_another_plan_do_not_stay(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    with running_sandbox(plan=PLANNED, db=file) as sandbox:
        send(sandbox, BAD)
        assert get(sandbox, "/rows/batches")["rows"][0]["violations"] == 3
    with running_sandbox(db=file) as sandbox:
        assert get(sandbox, "/rows/batches")["rows"][0]["violations"] == 0


def test_the_command_takes_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(PLAN))
    command = [sys.executable, "-m", "mparticle_facade.cli", "sandbox", "--port", "0", "--plan", str(plan)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[2]
        assert httpx.get(f"{url}/sandbox/plan").json()["id"] == "shop"
        process.terminate()
    plan.write_text("{}")
    assert run(["sandbox", "--plan", str(plan)]) == 2
    assert "is no data plan" in capsys.readouterr().err
