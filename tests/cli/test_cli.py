"""The `mparticle` command, run as a process."""

import os
import re
import shlex
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
import typer

import mparticle_facade
from mparticle_facade.cli.examples import EXAMPLES
from mparticle_facade.cli.program import app, program
from mparticle_facade.cli.program import run as run_here
from mparticle_facade.sandbox.store import Store

MODULE = (sys.executable, "-W", "error", "-m", "mparticle_facade")
SCRIPT = (str(Path(sys.executable).parent / "mparticle"),)
BATCH = {"environment": "development", "user_attributes": {"plan": "pro"}}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def one_line(text):
    assert text.endswith("\n")
    assert text.count("\n") == 1, text
    return text


@contextmanager
def started(*options):
    """A sandbox process, from the moment it says where it listens."""
    command = [*MODULE, "sandbox", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            found = re.match(r"Sandbox on (http://127\.0\.0\.1:\d+) .*/v2/events", line)
            assert found, line or process.stderr.read()  # without a line it has ended
            yield process, found[1]
        finally:
            process.kill()


@pytest.mark.parametrize("command", [MODULE, SCRIPT])
def test_version(command):
    done = run(*command, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{mparticle_facade.__version__}\n", "")


def test_help():
    assert "sandbox" in run(*MODULE, "--help").stdout
    done = run(*MODULE, "sandbox", "--help")
    assert done.returncode == 0
    assert set(re.findall(r"--[a-z0-9-]+", done.stdout.partition("Examples:")[0])) == {
        "--host", "--port", "--allow-host", "--db", "--keep", "--api-key", "--api-secret", "--strict", "--rate-limit",
        "--fail-rate", "--fail-status", "--reset-rate", "--stall-rate", "--burst-429", "--latency-ms", "--seed",
        "--quiet", "--plan", "--help",
    }  # fmt: skip


def test_nan_is_no_number_wherever_a_number_is_an_option(capsys):
    tried = 0
    for path in all_commands():
        command = program()
        for name in path:
            command = command.commands[name]
        for option in (each for each in command.params if each.type.name == "number"):
            tried += 1
            assert run_here([*path, option.opts[0], "nan"]) == 2
            assert one_line(capsys.readouterr().err).endswith(f"'{option.opts[0]}': 'nan' is not a number.\n")
    assert tried >= 8


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_behind_the_output_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*MODULE, "send", "A", "--dry-run"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert (done.returncode, one_line(done.stderr)) == (1, "mparticle: can't print: No space left on device\n")


def test_an_upgrade_is_ignored_without_advice_about_packages():
    with started("--quiet") as (process, url):
        wanted = {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "x",
            "Sec-WebSocket-Version": "13",
        }
        assert httpx.get(f"{url}/sandbox/health", headers=wanted).status_code == 200
        process.terminate()
        assert process.communicate(timeout=30) == ("", "")


def commands(command, path=()):
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


def all_commands():
    return sorted(commands(typer.main.get_command(app)))


@pytest.mark.parametrize("path", all_commands(), ids=" ".join)
def test_each_help_ends_with_two_examples_that_parse_and_where_to_read_on(path, capsys):
    assert run_here([*path, "--help"]) == 0
    help, _, end = capsys.readouterr().out.partition("Examples:")
    examples = EXAMPLES[" ".join(path)]
    assert " ".join(end.split()) == f"{examples.first} {examples.second} Read on: {examples.page}"
    assert (Path(__file__).parents[2] / examples.page).exists()
    for line in (examples.first, examples.second):
        asked = shlex.split(line)[1:]
        assert run_here([*asked, "--help"]) == 0
        known = capsys.readouterr().out.partition("Examples:")[0]
        assert all(word in known for word in asked if word.startswith("--"))
    assert not re.search(r"<\w+>", help)  # types such as <str>


@pytest.mark.parametrize("arguments", [[], ["outbox"]])
def test_without_a_command_the_help_is_shown(arguments):
    done = run(*MODULE, *arguments)
    assert (done.returncode, done.stdout) == (0, run(*MODULE, *arguments, "--help").stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    command = [*SCRIPT, "--show-completion", shell]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "_MPARTICLE_COMPLETE" in done.stdout


def test_completion_knows_the_commands():
    asked = {"_MPARTICLE_COMPLETE": "complete_bash", "COMP_WORDS": "mparticle s", "COMP_CWORD": "1"}
    done = subprocess.run(SCRIPT, capture_output=True, text=True, timeout=60, env={**os.environ, **asked})
    assert done.stdout.split() == ["sandbox", "send"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nonsense"], "nonsense"),
        (["sandbox", "--prot", "1"], "--prot"),
        (["sandbox", "stray"], "stray"),
        (["sandbox", "--port"], "--port"),
        (["sandbox", "--port", "x"], "--port"),
        (["sandbox", "--port", "65536"], "--port"),
        (["sandbox", "--port", "-1"], "--port"),
        (["sandbox", "--host", "192.0.2.1", "--port", "0"], "can't listen on 192.0.2.1 port 0"),
        (["sandbox", "--api-key", "key"], "--api-secret"),
        (["sandbox", "--api-secret", "secret"], "--api-key"),
        (["sandbox", "--port", "0", "--db", "no/such/directory/x.db"], "--db no/such/directory/x.db"),
        (["sandbox", "--port", "0", "--db", __file__], "not a database"),
        (["sandbox", "--keep", "0"], "--keep"),
        (["sandbox", "--rate-limit", "0"], "--rate-limit"),
        (["sandbox", "--fail-rate", "2"], "--fail-rate"),
        (["sandbox", "--fail-status", "200"], "--fail-status"),
        (["sandbox", "--reset-rate", "2"], "--reset-rate"),
        (["sandbox", "--stall-rate", "-1"], "--stall-rate"),
        (["sandbox", "--burst-429", "-1"], "--burst-429"),
        (["sandbox", "--latency-ms", "-1"], "--latency-ms"),
        (["sandbox", "--seed", "x"], "--seed"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(arguments, said):
    done = run(*MODULE, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in one_line(done.stderr)
    assert done.stderr.startswith("mparticle: ")


def test_a_database_of_something_else_is_a_mistake(tmp_path):
    db = tmp_path / "other.db"
    with closing(sqlite3.connect(db)) as other:
        other.execute("CREATE TABLE precious (id)")
    done = run(*MODULE, "sandbox", "--port", "0", "--db", str(db))
    assert done.returncode == 2
    assert "not of a sandbox" in one_line(done.stderr)


def test_a_port_in_use_is_a_mistake():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run(*MODULE, "sandbox", "--port", str(port))
    assert (done.returncode, done.stdout) == (2, "")
    assert one_line(done.stderr) == f"mparticle: can't listen on 127.0.0.1 port {port}: Address already in use\n"


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly_and_the_file_stays(tmp_path, stop):
    db = tmp_path / "sandbox.db"
    with started("--db", str(db)) as (process, url), httpx.Client(auth=("any", "thing")) as client:
        assert client.post(f"{url}/v2/events", json=BATCH).status_code == 202
        process.send_signal(stop)
        stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, stderr) == (0, "")
    assert "POST /v2/events" in stdout
    assert list(tmp_path.iterdir()) == [db]
    with Store(db) as store:
        assert store.stats()["batches"] == 1


def test_credentials_are_insisted_on():
    with started("--api-key", "key", "--api-secret", "secret") as (_, url):
        statuses = [
            httpx.post(f"{url}/v2/events", json=BATCH, auth=("key", secret)).status_code
            for secret in ("secret", "wrong")
        ]
    assert statuses == [202, 403]


def uploads(url, number, **options):
    answers = [httpx.post(f"{url}/v2/events", json=BATCH, auth=("any", "thing"), **options) for _ in range(number)]
    return [answer.status_code for answer in answers]


def test_failures_and_their_seed():
    runs = []
    for seed in ("1", "1", "2"):
        with started("--fail-rate", "0.5", "--fail-status", "500", "--seed", seed, "--latency-ms", "0.1") as (_, url):
            runs.append(uploads(url, 20))
    assert runs[0] == runs[1] != runs[2]
    assert set(runs[0]) == {202, 500}


def test_resets_stalls_and_a_burst():
    with started("--burst-429", "2") as (_, url):
        assert uploads(url, 3) == [429, 429, 202]
    with started("--reset-rate", "1") as (_, url), pytest.raises(httpx.ReadError):
        uploads(url, 1)
    with started("--stall-rate", "1") as (_, url), pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{url}/v2/events", json=BATCH, auth=("any", "thing"), timeout=0.5)


def test_a_rate_limit_a_strict_one_and_what_is_kept():
    with started("--rate-limit", "0.01") as (_, url):
        assert uploads(url, 3) == [202, 429, 429]
    with started("--strict", "--keep", "2") as (_, url):
        assert httpx.post(f"{url}/v2/events", json={**BATCH, "unknown": 1}, auth=("any", "thing")).status_code == 400
        assert uploads(url, 3) == [202] * 3
        assert len(httpx.get(f"{url}/sandbox/batches").json()["batches"]) == 2


def test_other_names_have_to_be_allowed():
    with started("--allow-host", "sandbox", "--allow-host", "other") as (_, url):
        names = ["sandbox", "other:80", "localhost", "evil.example"]
        answers = [httpx.get(f"{url}/sandbox/stats", headers={"host": name}).status_code for name in names]
    assert answers == [200, 200, 200, 400]


def test_each_request_is_a_line():
    with started() as (process, url), httpx.Client(base_url=url, auth=("us1-0123456789", "hush")) as client:
        client.post("/v2/events", json={**BATCH, "unknown": 1, "user_identities": {"customer_id": "\x1b[31m\u202e"}})
        client.post("/v2/events", content=b"{", headers={"content-type": "application/json"})
        client.post("/v2/ev\u202ents", json=BATCH)
        client.post("/sandbox/faults", json={"next": [{"status": 503}]})
        client.post("/v2/events", json=BATCH)
        client.get("/sandbox/stats")
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    assert stderr == ""
    said = [
        re.sub(r" +", " ", re.sub(r"^\d\d:\d\d:\d\d\.\d{3} | +[\d.]+ m?s$", "", line)) for line in stdout.splitlines()
    ]
    assert said[0] == " 202 POST /v2/events no events"
    assert any(re.match(r" warning \$\.unknown: ", line) for line in said)
    rest = [line for line in said[1:] if "warning" not in line]
    assert rest[0].startswith(" 400 POST /v2/events $: is not JSON")
    assert rest[1:] == [
        " 404 POST /v2/ev\\u202ents Not Found",
        " 503 POST /v2/events 503 on purpose: this failure was asked for",
    ]
    assert not re.search("[\x1b\u202e]|hush|0123456789", stdout)


def test_quiet_prints_no_requests():
    with started("--quiet") as (process, url):
        httpx.post(f"{url}/v2/events", json=BATCH, auth=("any", "thing"))
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")


def test_a_console_that_nobody_reads_holds_nothing_up():
    with started() as (process, url), httpx.Client(base_url=url, auth=("any", "thing")) as client:
        for _ in range(600):  # lines for more than a pipe takes
            assert client.post(f"/v2/{'x' * 300}", json=BATCH).status_code == 404
        assert client.get("/sandbox/stats").json()["requests"] == 600
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert process.returncode == 0


def test_nobody_at_the_other_end_of_the_console_is_no_failure():
    with started() as (process, url):
        process.stdout.close()
        for _ in range(2):
            assert httpx.post(f"{url}/v2/events", json=BATCH, auth=("any", "thing")).status_code == 202
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def test_who_can_reach_it_is_said():
    command = [*MODULE, "sandbox", "--port", "0", "--host", "0.0.0.0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=30)
    assert stderr.startswith("mparticle: warning: every machine that can reach this one can send to this sandbox")
    assert "--allow-host" in one_line(stderr)


@pytest.mark.parametrize("missing", ["typer", "starlette", "uvicorn"])
def test_without_the_extra_it_says_what_to_install(missing):
    program = (
        f"import sys; sys.modules[{missing!r}] = None; sys.argv = ['mparticle', 'sandbox', '--port', '0']\n"
        "from mparticle_facade.cli import main; main()"
    )
    done = run(sys.executable, "-c", program)
    assert done.returncode == 2
    assert missing in one_line(done.stderr)
    assert "pip install 'mparticle-facade[sandbox]'" in done.stderr


def test_the_package_loads_nothing_of_this():
    program = "import sys, mparticle_facade as m; m.Batch(); print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in run(sys.executable, "-c", program).stdout.split()}
    assert "mparticle_events_models" in loaded
    assert not loaded & {"typer", "starlette", "uvicorn", "sqlite3", "httpx"}


@pytest.mark.parametrize(("command", "closed"), [("tail http://127.0.0.1:9", ">&-"), ("send --file -", "<&-")])
def test_a_stream_that_is_closed_is_no_traceback(tmp_path, command, closed):
    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(MODULE)} {command} {closed}"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60,
        env={**os.environ, "MPARTICLE_API_KEY": "k", "MPARTICLE_API_SECRET": "s"},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("option", ["--state", "--dead-letters"])
def test_a_name_that_is_too_long_is_one_line(tmp_path, monkeypatch, capsys, option):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPARTICLE_API_KEY", "k")
    monkeypatch.setenv("MPARTICLE_API_SECRET", "s")
    Path("f.ndjson").write_text("{}\n")
    assert run_here(["upload", "f.ndjson", "--host", "http://127.0.0.1:9", option, "a" * 300]) == 2
    err = capsys.readouterr().err
    assert "name too long" in err
    assert err.count("\n") == 1
