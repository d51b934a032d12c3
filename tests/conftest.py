import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from mparticle_facade.http import retries
from mparticle_facade.sandbox import Sandbox, running_sandbox

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # As in a job that a shell runs in the background: programs that tests interrupt would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def session_sandbox() -> Iterator[Sandbox]:
    with running_sandbox(("sandbox-key", "sandbox-secret")) as running:
        yield running


@pytest.fixture
def sandbox(session_sandbox: Sandbox) -> Sandbox:
    """The Events API on this machine, empty; it takes sandbox-key and sandbox-secret only."""
    session_sandbox.clear()
    return session_sandbox


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the machine says about proxies is none of the tests' business."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def at_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """In an empty directory, with credentials in the environment, as whoever calls a command is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MPARTICLE_API_KEY", "key")
    monkeypatch.setenv("MPARTICLE_API_SECRET", "secret")


@pytest.fixture
def quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    """First waits of milliseconds, for tests that repeat requests."""
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.01)
