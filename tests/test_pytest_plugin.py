"""The fixture `mparticle_sandbox`, in test runs of its own."""

import json
import subprocess
import sys
from importlib.metadata import entry_points

import pytest

pytest_plugins = "pytester"

USES = """
import mparticle_facade as mparticle
import pytest

def send(config, **fields):
    batch = mparticle.Batch("development", events=[mparticle.AppEvent("Hi", "other")], **fields)
    with mparticle.EventsApi(config) as api:
        api.upload_events(batch)
"""


@pytest.fixture
def run(pytester):
    def run(source, *options):
        pytester.makepyfile(source)
        installed = entry_points(group="pytest11", name="mparticle")
        plugin = () if installed else ("-p", "mparticle_facade.pytest_plugin")
        return pytester.runpytest_subprocess(*plugin, "-p", "no:cacheprovider", *options)

    return run


def test_what_a_test_sends_is_there(run):
    done = run(
        USES
        + """
def test_it(mparticle_sandbox):
    send(mparticle_sandbox.config, source_request_id="1")
    send(mparticle_sandbox.config, source_request_id="1")
    (batch,) = mparticle_sandbox.batches
    assert batch["environment"] == "development"
    assert [event["data"]["event_name"] for event in mparticle_sandbox.events()] == ["Hi"]
    assert len(mparticle_sandbox.events(type="custom_event")) == 1
    assert mparticle_sandbox.events(type="session_start") == []
    assert [stored["status"] for stored in mparticle_sandbox.received] == ["accepted", "duplicate"]
"""
    )
    done.assert_outcomes(passed=1)


def test_a_program_that_is_configured_by_its_environment(run):
    done = run(
        """
import os, subprocess, sys
import mparticle_facade as mparticle
import pytest

PROGRAM = '''
import mparticle_facade as mparticle
with mparticle.EventsApi(mparticle.Configuration.from_env()) as api:
    api.upload_events(mparticle.Batch("development", events=[mparticle.AppEvent("Hi", "other")]))
'''

def test_another_process(mparticle_sandbox):
    subprocess.run([sys.executable, "-c", PROGRAM], env={**os.environ, **mparticle_sandbox.env}, check=True)
    assert len(mparticle_sandbox.events()) == 1
    assert [request["status"] for request in mparticle_sandbox.requests] == [202]

def test_this_process(mparticle_sandbox_env, monkeypatch):
    exec(PROGRAM)
    assert len(mparticle_sandbox_env.events()) == 1
    assert mparticle.Configuration.from_env().host == mparticle_sandbox_env.env["MPARTICLE_HOST"]

def test_afterwards_nothing_of_it_is_left():
    assert "MPARTICLE_API_KEY" not in os.environ

def test_an_outage_that_is_survived(mparticle_sandbox_env):
    mparticle_sandbox_env.fail_next(503)
    exec(PROGRAM)
    assert [request["status"] for request in mparticle_sandbox_env.requests] == [503, 202]
"""
    )
    done.assert_outcomes(passed=4)


def test_each_test_starts_with_nothing_on_the_same_server(run):
    done = run(
        USES
        + """
seen = []

@pytest.mark.parametrize("turn", [1, 2])
def test_it(mparticle_sandbox, turn):
    seen.append(mparticle_sandbox.config.host)
    assert mparticle_sandbox.received == []
    send(mparticle_sandbox.config)
    mparticle_sandbox.fail_next(503, times=5)
    assert len(set(seen)) == 1
"""
    )
    done.assert_outcomes(passed=2)


def test_failures_on_demand(run):
    done = run(
        USES
        + """
def test_it(mparticle_sandbox):
    mparticle_sandbox.fail_next(503)
    mparticle_sandbox.fail_next(429, times=2, retry_after=7)
    raised = []
    for _ in range(4):
        try:
            send(mparticle_sandbox.config)
        except mparticle.ApiException as error:
            raised.append((error.status, getattr(error, "retry_after", None)))
    assert raised == [(503, None), (429, 7), (429, 7)]
    assert len(mparticle_sandbox.batches) == 1
    with pytest.raises(ValueError, match="400"):
        mparticle_sandbox.fail_next(200)
"""
    )
    done.assert_outcomes(passed=1)


@pytest.mark.parametrize("missing", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(run, pytester, missing):
    pytester.makeconftest(f"import sys; sys.modules[{missing!r}] = None")
    done = run("def test_it(mparticle_sandbox): pass")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines([f"*needs {missing}*pip install 'mparticle-facade[[]sandbox]'*"])


def test_it_costs_nothing_unless_used():
    program = "import sys, pytest; before = set(sys.modules); import mparticle_facade.pytest_plugin\n"
    program += "print(*sys.modules.keys() - before)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "mparticle_facade.pytest_plugin" in loaded
    assert all(name.startswith("mparticle_facade") for name in loaded)
    assert len(loaded) <= 4, "only what the package itself begins with"


PLAN = {
    "data_plan_id": "shop",
    "version_document": {
        "data_points": [
            {
                "match": {"type": "custom_event", "criteria": {"event_name": "Bye", "custom_event_type": "other"}},
                "validator": {"type": "json_schema", "definition": {}},
            }
        ]
    },
}


def test_a_test_fails_on_what_a_plan_does_not_allow(run, pytester):
    pytester.path.joinpath("plan.json").write_text(json.dumps(PLAN))
    done = run(
        USES
        + """
def test_of_the_configuration(mparticle_sandbox):
    send(mparticle_sandbox.config)
    (violation,) = mparticle_sandbox.plan_violations
    assert (violation.type, violation.path) == ("unplanned", "$[0].events[0]")
    mparticle_sandbox.plan = None

def test_it_is_there_for_each_test_and_may_be_another(mparticle_sandbox):
    send(mparticle_sandbox.config)
    assert mparticle_sandbox.plan.id == "shop"
    mparticle_sandbox.plan = mparticle.DataPlan.load({"version_document": {"data_points": []}})
    assert "is not in the data plan without an id" in mparticle_sandbox.plan_violations[0].message

def test_a_failure_says_what(mparticle_sandbox):
    send(mparticle_sandbox.config)
    assert mparticle_sandbox.plan_violations == []
""",
        "-o", "mparticle_plan=plan.json",
    )  # fmt: skip
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["*custom_event*Hi*is not in the data plan shop*"])


def test_without_a_plan_it_says_what_to_do(run, pytester):
    asks = "def test_it(mparticle_sandbox):\n    mparticle_sandbox.plan_violations\n"
    run(asks).stdout.fnmatch_lines(["*ValueError: there is no data plan: set mparticle_sandbox.plan =*"])
    done = run(asks, "-o", "mparticle_plan=none.json")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["mparticle_plan: *none.json: can't be read: No such file or directory"])
