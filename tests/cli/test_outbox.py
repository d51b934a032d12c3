"""``mparticle outbox``, run as a process, on outboxes that are in use."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from unittest.mock import ANY

import pytest

from mparticle_facade.delivery.outbox import Outbox, rows
from mparticle_facade.delivery.outbox.look import look, open_to_read
from parts.privileges import unprivileged
from parts.queue_rules import Clock, letter, names, new
from parts.server import ScriptedServer
from parts.steps import answer

COMMAND = (sys.executable, "-W", "error", "-m", "mparticle_facade.cli", "outbox")
SECRETS = {"MPARTICLE_API_KEY": "key", "MPARTICLE_API_SECRET": "secret"}
DAY = 86_400


def run(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MPARTICLE_")}
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True, text=True, timeout=60, check=False, env={**kept, **environment},
    )  # fmt: skip


@pytest.fixture
def path(tmp_path):
    return tmp_path / "events.outbox"


@pytest.fixture
def live(path):
    """In use, with one delivered, two dead letters and two pending."""
    with Outbox(path) as outbox:
        entries = outbox.put(new(*"abcde"))
        outbox.settle(entries[:1], [letter(entries[1], 400, "no environment"), letter(entries[3], 413, "too large")])
        yield outbox


def test_status(live, path):
    done = run("status", path)
    assert done.returncode == 1, "there are dead letters"
    assert done.stderr == ""
    for line in (
        r"pending +2, the oldest for ",
        r"delivered +1",
        r"dead letters +2",
        r" 1  413  too large",
        r"sender +none",
    ):
        assert re.search(line, done.stdout), line
    live.settle(live.head(10), [])
    live.requeue()
    assert run("status", path).returncode == 0


def test_status_for_machines(live, path):
    live.claim()
    live.hold_until(4_102_444_800)  # 2100
    live.note("503 at 127.0.0.1", 3, 4_102_444_800)
    done = run("status", path, "--json")
    facts = json.loads(done.stdout)
    assert facts.pop("file_bytes") > 0
    assert facts.pop("oldest_pending_s") >= 0
    assert facts.pop("sender")["pid"] == os.getpid()
    assert facts == {
        "file": str(path), "accepted": 5, "delivered": 1, "pending": 2, "dead": 2, "dropped": 0,
        "held_until": "2100-01-01T00:00:00.000Z",
        "last_error": "503 at 127.0.0.1", "last_error_at": ANY, "failures": 3,
        "next_try_at": "2100-01-01T00:00:00.000Z",
        "dead_letters": [
            {"status": 400, "reason": "no environment", "batches": 1},
            {"status": 413, "reason": "too large", "batches": 1},
        ],
    }  # fmt: skip


def test_looking_changes_nothing(live, path):
    before = {each.name: each.read_bytes() for each in path.parent.iterdir() if not each.name.endswith("-shm")}
    run("status", path)
    run("dead-letters", path)
    live.close()
    assert {each.name for each in path.parent.iterdir()} == {path.name}
    file = path.read_bytes()
    run("status", path)
    assert path.read_bytes() == file
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert set(before) == {path.name, f"{path.name}-wal"}


def test_dead_letters(live, path):
    done = run("dead-letters", path)
    assert done.returncode == 0
    assert [line.split("  ")[1:] for line in done.stdout.splitlines()] == [
        ["b", "400", "no environment"],
        ["d", "413", "too large"],
    ]
    assert "source_request_id" not in done.stdout, "nothing of the batch itself"


def test_dead_letters_for_machines(live, path):
    done = run("dead-letters", path, "--json", "--limit", 1)
    [line] = done.stdout.splitlines()
    found = json.loads(line)
    assert (found["source_request_id"], found["status"], found["bytes"]) == ("b", 400, 100)
    assert "payload" not in found
    done = run("dead-letters", path, "--json", "--payload")
    assert [json.loads(line)["payload"] for line in done.stdout.splitlines()] == [
        {"source_request_id": "b"},
        {"source_request_id": "d"},
    ]
    assert '{"source_request_id":"d"}' in run("dead-letters", path, "--payload").stdout


def test_requeue_all_and_again(live, path):
    assert (done := run("requeue", path, "--all")).returncode == 0
    assert done.stdout == "2 pending again\n"
    assert done.stderr == ""
    assert names(live.head(10)) == ["b", "c", "d", "e"]
    assert json.loads(run("requeue", path, "--all", "--json").stdout) == {"requeued": 0, "forgotten": 0, "unknown": []}


def test_requeue_some(live, path):
    done = run("requeue", path, "--id", "d", "--id", "x", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"requeued": 1, "forgotten": 0, "unknown": ["x"]}
    assert "no dead letter has the id x" in done.stderr
    assert names(live.head(10)) == ["c", "d", "e"]


def test_requeue_says_what_the_service_may_have_forgotten(path):
    clock = Clock()
    clock.now -= 30 * DAY + 4 * 365 * DAY
    with Outbox(path, clock=clock) as outbox:
        outbox.settle([], [letter(entry) for entry in outbox.put(new("old"))])
    done = run("requeue", path, "--all")
    assert done.returncode == 0
    assert "1 of them are older than 30 days" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["status"], ["dead-letters"], ["requeue", "--all"], ["drain"]],
    ids=lambda arguments: arguments[0],
)
class TestMistakes:
    def check(self, arguments, path, said):
        done = run(arguments[0], path, *arguments[1:], **SECRETS)
        assert done.returncode == 2
        assert done.stdout == ""
        assert re.search(said, done.stderr)
        assert "Traceback" not in done.stderr

    def test_no_file(self, arguments, path):
        self.check(arguments, path, f"there is no outbox {path}")
        assert not path.exists()

    def test_not_an_outbox(self, arguments, path):
        path.write_text("precious")
        self.check(arguments, path, "events.outbox")
        assert path.read_text() == "precious"
        assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["status"], "FILE"),
        (["requeue", "x"], "--all"),
        (["requeue", "x", "--all", "--id", "a"], "--all"),
        (["dead-letters", "x", "--limit", "0"], "--limit"),
        (["drain", "x"], "MPARTICLE_API_KEY"),
    ],
)
def test_wrong_usage(arguments, said):
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_a_command_it_says_which_there_are():
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert "dead-letters" in done.stdout


def test_drain(path):
    with Outbox(path) as outbox:
        outbox.put(new(*range(150)))
    with ScriptedServer() as server:
        done = run("drain", path, "--host", server.host, **SECRETS)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "150 delivered, 0 pending, 0 dead letters"
    assert len(server.requests) == 2
    with Outbox(path) as outbox:
        assert outbox.counts() == (150, 150, 0, 0, 0)


def test_drain_with_a_batch_that_is_not_taken(path):
    with Outbox(path) as outbox:
        outbox.put(new("a"))
    with ScriptedServer(answer(400, b'{"errors":[{"code":"BAD","message":"no"}]}')) as server:
        done = run("drain", path, "--host", server.host, "--json", **SECRETS)
    assert done.returncode == 1
    assert json.loads(done.stdout) == {"delivered": 0, "pending": 0, "dead": 1, "paused": None, "last_error": None}
    assert "dead-letters" in done.stderr


def test_drain_with_wrong_credentials(path):
    with Outbox(path) as outbox:
        outbox.put(new("a"))
    with ScriptedServer(answer(401)) as server:
        done = run("drain", path, "--host", server.host, **SECRETS)
    assert done.returncode == 1
    assert "stopped: (401)" in done.stderr
    assert "secret" not in done.stdout + done.stderr
    with Outbox(path) as outbox:
        assert names(outbox.head(10)) == ["a"]


def test_drain_gives_up_in_time(path):
    with Outbox(path) as outbox:
        outbox.put(new("a"))
    with ScriptedServer(answer(503)) as server:
        done = run("drain", path, "--host", server.host, "--timeout", "0.5", **SECRETS)
    assert done.returncode == 1
    assert "stopped after 0.5 s: 1 are still pending" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_drain_is_interrupted(path):
    with Outbox(path) as outbox:
        outbox.put(new("a"))
    with ScriptedServer(answer(503)) as server:
        environment = {**os.environ, **SECRETS}
        command = [*COMMAND, "drain", str(path), "--host", server.host]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
        ) as process:
            process.stdout.readline()
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    with Outbox(path) as outbox:
        assert names(outbox.head(10)) == ["a"]


def test_status_says_why_nothing_moves(live, path):
    live.claim()
    live.note("no answer \x1b[31mred\x1b[0m from the host", 7, 4_102_444_800)
    out = run("status", path).stdout
    assert "last error" in out
    assert "no answer \\x1b[31mred" in out, "nothing that a terminal would obey"
    assert "7 times in a row; next try at 2100-01-01T00:00:00.000Z" in out
    assert f"process {os.getpid()} on" in out
    assert ", since 20" in out


def test_resume_lifts_a_hold(live, path):
    live.hold_until(4_102_444_800)
    assert run("resume", path).stdout == "was held until 2100-01-01T00:00:00.000Z; is not any more\n"
    assert live.held_until() == 0
    assert run("resume", path).stdout == "was not held\n"


def test_drain_says_one_line_a_wait(path):
    with Outbox(path) as outbox:
        outbox.put(new("a"))
    done = run("drain", path, "--host", "http://127.0.0.1:9", "--timeout", "3", **SECRETS)
    assert done.returncode == 1
    assert 1 <= len(done.stdout.splitlines()) <= 6
    assert "next try at" in done.stdout
    assert "1 are still pending" in done.stderr


def test_looking_at_a_file_that_comes_into_use(path):
    """What is printed is of one moment, though an uploader starts, requeues and delivers meanwhile."""
    with Outbox(path) as outbox:
        outbox.settle([], [letter(entry) for entry in outbox.put(new(*range(300), size=3000))])
    with open_to_read(path) as (db, _):
        letters = rows.dead_letters(db)
        first = next(letters)
        with Outbox(path) as outbox:
            outbox.requeue()
            outbox.settle(outbox.head(1000), [])
            outbox.put(new(*range(300), size=3000))
            outbox.claim()
        assert [first.sequence, *(each.sequence for each in letters)] == list(range(1, 301))


@pytest.mark.parametrize("live", [False, True])
def test_looking_where_nothing_can_be_written(path, live):
    outbox = Outbox(path)
    outbox.put(new(*"abc"))
    if not live:
        outbox.close()
    path.parent.chmod(0o555)
    try:
        before = sorted(each.name for each in path.parent.iterdir())
        for each in path.parent.iterdir():
            each.chmod(0o444)
        with unprivileged(path):
            assert look(path).counts == (3, 0, 3, 0, 0)
        assert sorted(each.name for each in path.parent.iterdir()) == before
    finally:
        path.parent.chmod(0o755)
        outbox.close()


def test_looking_through_a_link(path, tmp_path):
    outbox = Outbox(path)
    outbox.put(new(*"abc"))
    link = tmp_path / "link"
    link.symlink_to(path)
    assert look(link).counts == (3, 0, 3, 0, 0), "what is in the log, too"
    assert not link.with_name("link-wal").exists()
    outbox.close()


def test_looking_at_a_damaged_file(path):
    with Outbox(path) as outbox:
        outbox.put(new(*"abc"))
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 8192)
    before = path.read_bytes()
    done = run("status", path)
    assert done.returncode == 2
    assert "is damaged" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before
