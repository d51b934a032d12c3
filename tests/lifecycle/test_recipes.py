"""R3 with the real frameworks: every recipe of examples/lifecycles delivers what it accepted, once.

Needs packages of its own: `make test-lifecycle`.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from parts.counting import CountingServer

RECIPES = Path(__file__).parents[2] / "examples" / "lifecycles"
PATIENCE = 60.0


@pytest.fixture
def server() -> Iterator[CountingServer]:
    with CountingServer() as ledger:
        yield ledger


@pytest.fixture(params=["memory", "outbox"])
def environment(request: pytest.FixtureRequest, server: CountingServer, tmp_path: Path) -> dict[str, str]:
    settings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(RECIPES), *(path for path in sys.path if path)]),
        "MPARTICLE_API_KEY": "key",
        "MPARTICLE_API_SECRET": "secret",
        "MPARTICLE_HOST": server.host,
    }
    return settings if request.param == "memory" else {**settings, "OUTBOX": str(tmp_path / "events.outbox")}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def until(done: Any, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.05)


def stop(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE)
    return out + err


def ask(port: int, path: str, method: str = "POST") -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=10):
            return True
    except urllib.error.HTTPError:
        raise
    except OSError:
        return False


WEB = {
    "gunicorn --preload": ["gunicorn", "--preload", "-w", "4", "gunicorn_app:application"],
    "gunicorn gevent": ["gunicorn", "-w", "2", "-k", "gevent", "gunicorn_app:application"],
    "django": ["gunicorn", "-w", "2", "django_app:application"],
    "fastapi": ["uvicorn", "fastapi_app:app", "--log-level", "warning"],
}


@pytest.mark.parametrize("command", WEB.values(), ids=WEB)
def test_r3_a_web_application_delivers_every_request_once(
    command: list[str], environment: dict[str, str], server: CountingServer
) -> None:
    port = free_port()
    bind = ["--port", str(port)] if command[0] == "uvicorn" else ["-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", *command, *bind],
        env=environment, cwd=RECIPES, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until(lambda: ask(port, "/bought/0"), process)
        for number in range(1, 80):
            assert ask(port, f"/bought/{number}")
        said = stop(process)
    finally:
        process.kill()
        process.communicate()
    assert len(server.taken) == 80, said
    assert set(server.arrivals.values()) == {1}
    assert "Traceback" not in said


def test_r3_celery_workers_deliver_every_task_once(
    environment: dict[str, str], server: CountingServer, tmp_path: Path
) -> None:
    """A broker on disk, and workers that are replaced after five tasks."""
    (tmp_path / "broker").mkdir()
    start = """
import sys, celery_app
celery_app.app.conf.update(
    broker_url="filesystem://", worker_max_tasks_per_child=5, worker_hijack_root_logger=False,
    broker_transport_options={name: sys.argv[1] for name in ("data_folder_in", "data_folder_out", "control_folder")})
"""
    work = start + 'celery_app.app.worker_main(["worker", "--pool=prefork", "--concurrency=2", "--without-gossip"])'
    send = start + "for number in range(40): celery_app.bought.delay(str(number))"
    folder = str(tmp_path / "broker")
    subprocess.run([sys.executable, "-c", send, folder], env=environment, check=True, timeout=PATIENCE)
    process = subprocess.Popen(
        [sys.executable, "-c", work, folder],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        until(lambda: len(server.taken) == 40, process)
        said = stop(process)
    finally:
        process.kill()
        process.communicate()
    assert set(server.arrivals.values()) == {1}, said


def test_lambda_flushes_before_it_is_frozen(server: CountingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"KEY": "key", "SECRET": "secret"}.items():
        monkeypatch.setenv(f"MPARTICLE_API_{name}", value)
    monkeypatch.setenv("MPARTICLE_HOST", server.host)
    monkeypatch.syspath_prepend(str(RECIPES))
    import lambda_handler

    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 30_000)
    orders = [{"id": number, "customer_id": "1"} for number in range(5)]
    try:
        assert lambda_handler.handler({"orders": orders}, context) == {"delivered": 5}
        requests = len(server.sizes)
        assert lambda_handler.handler({"orders": orders}, context) == {"delivered": 10}
        assert len(server.taken) == 5, "the same orders have the same ids"
        assert len(server.sizes) == requests + 1
    finally:
        lambda_handler.uploader.close()


def test_gevent_patched_from_the_start(environment: dict[str, str], server: CountingServer) -> None:
    program = """
from gevent import monkey; monkey.patch_all()
import gevent, gunicorn_app
jobs = [gevent.spawn(gunicorn_app.application, {"PATH_INFO": f"/{n}"}, lambda *_: None) for n in range(50)]
gevent.joinall(jobs, raise_error=True)
assert gunicorn_app.uploader.flush(20)
"""
    subprocess.run([sys.executable, "-c", program], env=environment, cwd=RECIPES, check=True, timeout=PATIENCE)
    assert len(server.taken) == 50
