"""`mparticle send` and `mparticle tail` against a real sandbox."""

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
import threading
from contextlib import closing

import httpx
import pytest

from mparticle_facade.cli.program import run as program
from mparticle_facade.sandbox import running_sandbox

MODULE = (sys.executable, "-W", "error", "-m", "mparticle_facade")
BARE = {name: value for name, value in os.environ.items() if not name.startswith("MPARTICLE_")}
EVENT = {"event_type": "custom_event", "data": {"event_name": "Hi", "custom_event_type": "other"}}
BATCH = {"environment": "development", "user_identities": {"customer_id": "1"}, "events": [EVENT]}


def run(*arguments, given=None, **environment):
    """The command in this process, where it is as good as in one of its own, and soon done."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", {**BARE, **environment})
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((given or "").encode())))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = program(arguments)
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def module_sandbox():
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(module_sandbox):
    module_sandbox.reset()
    return module_sandbox


def send(sandbox, *arguments, **options):
    return run("send", *arguments, "--host", sandbox.url, **options)


def closed_port():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


# -- send -------------------------------------------------------------------------------------------------------------


def test_an_event_from_the_shell(sandbox):
    done = send(
        sandbox, "Level done", "--type", "navigation", "--customer-id", "7", "--email", "a@b.c",
        "-a", "plan=gold", "-a", "score:=12.5", "-a", "text:=\"x\"", "-a", "eq=a=b", "-u", "tier=1",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, f"See it at {sandbox.url}\n")
    assert done.stdout.startswith("202 Accepted in ")
    assert done.stdout.endswith(" ms: 1 event in 1 batch\n")
    (batch,) = sandbox.batches()
    assert batch["environment"] == "development"
    assert batch["user_identities"] == {"customer_id": "7", "email": "a@b.c"}
    assert batch["user_attributes"] == {"tier": "1"}
    data = batch["events"][0]["data"]
    assert (data["event_name"], data["custom_event_type"]) == ("Level done", "navigation")
    assert data["custom_attributes"] == {"plan": "gold", "score": 12.5, "text": "x", "eq": "a=b"}


def test_several_names_are_one_batch(sandbox):
    assert "2 events in 1 batch" in send(sandbox, "one", "two", "--environment", "production").stdout
    (batch,) = sandbox.batches()
    assert batch["environment"] == "production"
    assert [event["data"]["event_name"] for event in batch["events"]] == ["one", "two"]


@pytest.mark.parametrize(
    ("content", "said", "stored"),
    [
        (BATCH, "1 event in 1 batch", [BATCH]),
        (EVENT, "1 event in 1 batch", [{"environment": "development", "events": [EVENT]}]),
        ([BATCH, BATCH], "2 events in 2 batches", [BATCH, BATCH]),
    ],
)
@pytest.mark.parametrize("by", ["file", "stdin"])
def test_a_file(sandbox, tmp_path, content, said, stored, by):
    path = tmp_path / "batch.json"
    path.write_text(json.dumps(content))
    done = send(sandbox, "--file", str(path)) if by == "file" else send(sandbox, "-f", "-", given=path.read_text())
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    for batch in (batches := sandbox.batches()):
        assert batch.pop("source_request_id")
    assert batches == stored


def test_a_dry_run_shows_the_batch_and_sends_nothing():
    done = run("send", "Hi", "--customer-id", "1", "--dry-run", MPARTICLE_HOST=f"http://127.0.0.1:{closed_port()}")
    assert (done.returncode, done.stderr) == (0, "")
    shown = json.loads(done.stdout)
    del shown["events"][0]["data"]["timestamp_unixtime_ms"]
    assert shown == BATCH


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], 'mparticle send "Hello World"'),
        (["x", "--file", "y"], "--file"),
        (["x", "-a", "nonsense"], "nonsense: must be KEY=VALUE"),
        (["x", "-a", "=v"], "=v: must be KEY=VALUE"),
        (["x", "-a", "k:=nonsense"], "is not JSON"),
        (["--file", "no/such.json"], "no/such.json: No such file"),
        (["--file", "{dir}"], "Is a directory"),
        (["--file", "{bad}"], "is not JSON"),
        (["--file", "{list}"], "neither a batch, an event nor an array"),
        (["--file", "{many}"], "101 batches"),
        (["--file", "{many}", "-a", "k=v"], "--attribute"),
        (["x", "--host", "nonsense"], "host"),
        (["x", "--environment", "test"], "--environment"),
        (["x"], "MPARTICLE_API_KEY"),
        (["x", "--host", "https://example.com"], "MPARTICLE_API_KEY"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(tmp_path, arguments, said):
    names = {"dir": tmp_path, **{name: tmp_path / f"{name}.json" for name in ("bad", "list", "many")}}
    (tmp_path / "bad.json").write_text("{}\n{}")
    (tmp_path / "list.json").write_text("[1]")
    (tmp_path / "many.json").write_text(json.dumps([BATCH] * 101))
    done = run("send", *(argument.format(**names) for argument in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("mparticle: ")
    assert said in done.stderr


def test_what_is_wrong_with_the_data_is_listed_and_exit_code_1(sandbox):
    done = send(sandbox, "Hi", "--type", "nonsense")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "mparticle: nothing was sent:"
    assert "$.events[0].data.custom_event_type" in done.stderr
    assert sandbox.stats()["requests"] == 0
    done = send(sandbox, "--file", "-", given=json.dumps({**BATCH, "user_identites": {}}))
    assert done.returncode == 1
    assert 'did you mean "user_identities"' in done.stderr


def test_a_failure_is_one_line_and_exit_code_1(sandbox):
    sandbox.faults.fail_next(503)
    for done in (send(sandbox, "Hi"), run("send", "Hi", "--host", f"http://127.0.0.1:{closed_port()}")):
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1, done.stderr
        assert done.stderr.startswith("mparticle: ")


def test_credentials_of_the_environment_are_used():
    with running_sandbox(("key", "secret")) as sandbox:
        assert send(sandbox, "Hi").returncode == 1
        done = send(sandbox, "Hi", MPARTICLE_API_KEY="key", MPARTICLE_API_SECRET="secret")
        assert done.returncode == 0


# -- tail -------------------------------------------------------------------------------------------------------------


def post(sandbox, batch=BATCH, path="/v2/events"):
    return httpx.post(f"{sandbox.url}{path}", json=batch, auth=("us1-0123456789", "secret"))


@pytest.fixture
def mixed(sandbox):
    post(sandbox)
    post(sandbox, path="/v2/evnts")
    post(sandbox, {**BATCH, "unknown": 1, "events": [{**EVENT, "data": {**EVENT["data"], "event_name": "Odd"}}]})
    sandbox.faults.fail_next(503)
    post(sandbox)
    return sandbox


@pytest.mark.parametrize(
    ("options", "statuses"),
    [
        ((), [202, 404, 202, 503]),
        (("--last", "2"), [202, 503]),
        (("--status", "404"), [404]),
        (("--status", "5xx"), [503]),
        (("--status", "none"), []),
        (("--path", "evnts"), [404]),
        (("--text", "odd"), [202]),
        (("--text", "not found"), [404]),
    ],
)
def test_filters_of_tail(mixed, options, statuses):
    done = run("tail", mixed.url, "--no-follow", "--json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == statuses


def test_problems_are_what_failed_and_what_is_warned_of(mixed):
    done = run("tail", mixed.url, "--no-follow", "--problems", "--text", "Odd")
    first, *warnings = done.stdout.splitlines()
    assert "202  POST /v2/events" in first
    assert any("$.unknown" in line for line in warnings)


def test_tail_follows_over_a_restart():
    with running_sandbox() as first:
        port = int(first.url.rpartition(":")[2])
        post(first)
        command = [*MODULE, "tail", f"127.0.0.1:{port}", "--json"]
        tail = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=BARE)
        watchdog = threading.Timer(40, tail.kill)
        watchdog.start()
        try:
            assert json.loads(tail.stdout.readline())["status"] == 202
            post(first, path="/v2/one")
            assert json.loads(tail.stdout.readline())["path"] == "/v2/one"
        except BaseException:
            tail.kill()
            raise
    with tail:
        try:
            assert tail.stderr.readline() == f"mparticle: lost http://127.0.0.1:{port}, trying again\n"
            with running_sandbox(port=port) as second:
                assert "another sandbox" in tail.stderr.readline()
                assert tail.stderr.readline() == "mparticle: connected again\n"
                post(second, path="/v2/two")
                assert json.loads(tail.stdout.readline())["path"] == "/v2/two"
                tail.send_signal(2)
                assert tail.wait(20) == 0
        finally:
            watchdog.cancel()
            tail.kill()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["http://127.0.0.1:{port}"], "can't reach http://127.0.0.1:"),
        (["http://127.0.0.1:x"], "can't reach"),
        (["--status", "40"], "--status 40"),
        (["--status", "abc"], "--status abc"),
        (["--last", "-1"], "--last"),
    ],
)
def test_a_mistake_of_tail_is_one_line(arguments, said):
    done = run("tail", *(argument.format(port=closed_port()) for argument in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1, done.stderr
    assert said in done.stderr


def test_what_is_no_sandbox_is_said():
    with running_sandbox(faults=None) as sandbox:
        done = run("tail", f"{sandbox.url}/page", "--no-follow")
    assert done.returncode == 2
    assert "is not a sandbox" in done.stderr
