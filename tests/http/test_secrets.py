"""No credential in anything that is shown of a failure: texts, chains, the variables of a traceback, logs."""

from __future__ import annotations

import asyncio
import base64
import importlib.util
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import mparticle_facade as mparticle
from parts.clients import ENGINES, batch, bounded, impatient, send
from parts.server import ScriptedServer, head
from parts.steps import answer, cut, drip, reset_unread, stall

KEY, SECRET, PASSWORD = "key-to-hide", "s3cret-to-hide", "pa55word-to-hide"
TOKEN = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
HERE = str(Path(__file__).parent)


def frames(error: BaseException) -> Iterator[FrameType]:
    """Of the error and of all that is chained to it, but for those of the test, which knows the secrets."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        waiting += [each.__cause__, each.__context__]
        step = each.__traceback__
        while step is not None:
            if not step.tb_frame.f_code.co_filename.startswith(str(Path(HERE).parent)):
                yield step.tb_frame
            step = step.tb_next
        shown = f"{each} {each!r} {each.args!r} {getattr(each, 'object', '')!r} {vars(each)!r}"
        assert not hidden(shown), f"{type(each).__name__} tells it"


def hidden(text: str) -> list[str]:
    return [secret for secret in (SECRET, TOKEN, PASSWORD) if secret in text]


def show(value: Any, depth: int = 2) -> str:
    """A variable as tools show it, and what is inside an object of ours."""
    shown = repr(value)
    if depth and isinstance(value, dict | list | tuple):
        items = value.values() if isinstance(value, dict) else value
        shown += "".join(show(item, depth - 1) for item in items)
    return shown


def check(call: Callable[[], object]) -> BaseException:
    """What it raises, after a look at every variable that a report may show."""
    try:
        bounded(call)
    except Exception as error:  # noqa: BLE001  # any
        for frame in frames(error):
            for name, value in frame.f_locals.items():
                assert not hidden(show(value)), f"{name} in {frame.f_code.co_qualname}"
        return error
    raise AssertionError("nothing was raised")


@pytest.fixture(autouse=True)
def quick(quick_retries: None) -> None:
    pass


SETTINGS: dict[str, dict[str, Any]] = {
    "ca": {"ssl_ca_cert": "/no/such/file"},
    "certificate": {"cert_file": "/no/such/file", "key_password": PASSWORD},
    "http2": {"http2": True},
    "pod": {"pod": "nowhere"},
    "host": {"host": "nonsense"},
    "host with credentials": {"host": f"https://me:{PASSWORD}@example.com"},
    "host that is none": {"host": "http://exa mple"},
    "timeout": {"timeout": -1},
    "proxy": {"proxy": f"nonsense://me:{PASSWORD}@example.com"},
    "path": {"ssl_ca_cert": 7},
    "hook": {"on_retry": 7},
}


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("more", SETTINGS.values(), ids=SETTINGS)
def test_a_setting_that_is_refused(more: dict[str, Any], kind: str) -> None:
    if "http2" in more and __import__("importlib.util").util.find_spec("h2"):
        pytest.skip("h2 is installed")
    error = check(lambda: send(kind, mparticle.Configuration(KEY, SECRET, **more)))
    assert type(error) is mparticle.ConfigurationError


BAD = {
    "not UTF-8": (KEY, SECRET + "\udcff"),
    "a line's end": (KEY, SECRET + "\n" + SECRET),
    "a colon": (f"{SECRET}:{KEY}", SECRET),
    "bytes": (KEY, SECRET.encode()),
    "a number in the key": (7, SECRET),
    "a callable that fails": (KEY, lambda: {}["nothing"]),
    "a callable that gives no text": (lambda: SECRET.encode(), SECRET),
    "a callable that gives half a character": (lambda: SECRET + "\udcff", SECRET),
    "a callable that gives nothing": (KEY, lambda: ""),
}


@pytest.mark.parametrize("attribute", [False, True])
@pytest.mark.parametrize("pair", BAD.values(), ids=BAD)
def test_credentials_that_can_not_be_sent(pair: tuple[Any, Any], attribute: bool) -> None:
    def upload() -> None:
        with ScriptedServer() as server:
            config = mparticle.Configuration(host=server.host) if attribute else None
            if config is not None:
                config.api_key, config.api_secret = pair
            else:
                config = mparticle.Configuration(*pair, host=server.host)
            send("sync", config)

    error = check(upload)
    assert type(error) is mparticle.ConfigurationError
    assert "api_key" in str(error) or "api_secret" in str(error)


FAULTS = {
    "reset": reset_unread,
    "cut": cut(),
    "cut in the headers": cut(head(202, {}, 100)[:20]),
    "stalled": stall(),
    "dripping": drip(head(202, {}, 10_000)),
    "400": answer(400, b'{"errors":[{"message":"no"}]}'),
    "403": answer(403),
    "503": answer(503),
    "too large": answer(202, b"x" * 1_500_000),
    "no HTTP": cut(b"SSH-2.0\r\n"),
}


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_fails(fault: str, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer(FAULTS[fault]) as server:
        settings = {
            "api_key": KEY,
            "api_secret": SECRET,
            "timeout": 0.2,
            "deadline": 0.5,
            "max_retries": 1,
            "debug": True,
        }
        assert isinstance(check(lambda: send(kind, impatient(server, **settings))), mparticle.ApiException)
    assert not hidden(caplog.text)


@pytest.mark.parametrize("kind", ENGINES)
def test_a_server_that_is_not_there(kind: str) -> None:
    with ScriptedServer() as server:
        config = impatient(server.refusing_host, api_key=KEY, api_secret=SECRET, max_retries=0)
        check(lambda: send(kind, config))


def test_a_client_that_was_closed() -> None:
    def upload() -> None:
        api = mparticle.EventsApi(mparticle.Configuration(KEY, SECRET, host="http://127.0.0.1:9"))
        _ = api.api_client
        api.close()
        api.upload_events(batch())

    check(upload)


def test_a_batch_that_is_refused() -> None:
    check(lambda: mparticle.EventsApi(mparticle.Configuration(KEY, SECRET)).upload_events({"environment": "x"}))


def test_the_raw_client_hides_it_too() -> None:
    from mparticle_events_client.api.events import upload_events

    with ScriptedServer(cut()) as server:
        api = mparticle.EventsApi(impatient(server, api_key=KEY, api_secret=SECRET, max_retries=0))
        check(lambda: upload_events.sync_detailed(client=api.raw, body=b"{}"))
        api.close()


def test_an_async_client_in_a_task_that_is_cancelled() -> None:
    async def run(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server, api_key=KEY, api_secret=SECRET)) as api:
            async with asyncio.timeout(0.05):
                await api.upload_events(batch())

    with ScriptedServer(stall()) as server:
        assert isinstance(check(lambda: asyncio.run(run(server))), TimeoutError)


def test_the_packing_of_headers_is_in_no_log(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """HTTP/2's library logs each header that it packs, at DEBUG."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    for _ in range(2):
        mparticle.ApiClient(mparticle.Configuration(KEY, SECRET, host="http://127.0.0.1:9", http2=True)).close()
    for name in ("hpack.hpack", "hpack.table"):
        logging.getLogger(name).debug("Adding %s to the header table", ("authorization", TOKEN))
        logging.getLogger(name).warning("something else")
    assert not hidden(caplog.text)
    assert caplog.text.count("something else") == 2


def test_the_command_line_says_it_in_a_line(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_text('{"environment":"development"}\n')
    environment = {**os.environb, b"MPARTICLE_API_KEY": b"k", b"MPARTICLE_API_SECRET": SECRET.encode() + b"\xff"}
    done = subprocess.run(
        [sys.executable, "-m", "mparticle_facade.cli", "upload", str(file)],
        env=environment,
        capture_output=True,
        timeout=60,
    )
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 2
    assert "api_secret" in said
    assert "Traceback" not in said
    assert not hidden(said)
