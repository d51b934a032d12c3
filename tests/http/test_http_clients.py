"""Our clients do what httpx's do, request for request: what is sent, what comes back, who is told, what is raised."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mparticle_facade.http import clients
from mparticle_facade.http.clients import AsyncClient, Client

BASE = "http://one.example/v2"
HEADERS = {"user-agent": "x/1", "accept": "application/json", "accept-encoding": "identity", "Authorization": "Basic x"}
JSON = {"Content-Type": "application/json"}
KINDS = {"sync": (httpx.Client, Client), "async": (httpx.AsyncClient, AsyncClient)}


class ToldError(Exception):
    pass


def answer(status: int, body: bytes, **headers: str) -> httpx.Response:
    """As from a connection: its body is read later."""
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


def service(request: httpx.Request) -> httpx.Response:
    path = request.url.path
    if path.endswith("broken"):
        raise httpx.ConnectError("no")
    if path.endswith("redirect"):
        return answer(307, b"", location="/v2/events")
    if path.endswith("cookie"):
        return answer(202, b"ok", **{"set-cookie": "a=1; Path=/"})
    return answer(202, b'{"a":1}', **{"x-saw": request.headers.get("cookie", "none")})


def post(path: str, content: bytes = b"[1]", headers: Any = JSON, **more: Any) -> dict[str, Any]:
    return {"method": "post", "url": path, "content": content, "headers": headers, **more}


def forget(client: Any) -> None:
    client.headers["x-late"] = "1"


def rebase(client: Any) -> None:
    client.base_url = "http://two.example/v3"


def hook(client: Any) -> None:
    def request_hook(request: httpx.Request) -> None:
        request.headers["x-hook"] = "1"

    async def async_hook(request: httpx.Request) -> None:
        request_hook(request)

    hooked = async_hook if isinstance(client, httpx.AsyncClient) else request_hook
    client.event_hooks = {"request": [hooked]}


def refuse(client: Any) -> None:
    def response_hook(response: httpx.Response) -> None:
        raise ToldError(response.status_code)

    async def async_hook(response: httpx.Response) -> None:
        response_hook(response)

    client.event_hooks = {"response": [async_hook if isinstance(client, httpx.AsyncClient) else response_hook]}


def log_in(client: Any) -> None:
    client.auth = ("me", "secret")


def follow(client: Any) -> None:
    client.follow_redirects = True


def hurry(client: Any) -> None:
    client.timeout = 1


def add_parameters(client: Any) -> None:
    client.params = {"a": "1"}


def add_a_cookie(client: Any) -> None:
    client.cookies.set("b", "2")


def close(client: Any) -> None:
    if isinstance(client, httpx.AsyncClient):
        asyncio.get_running_loop().create_task(client.aclose())
    else:
        client.close()


Step = dict[str, Any] | Callable[[Any], None]
PROGRAMS: dict[str, list[Step]] = {
    "the same again": [post("/events", b"[1,2,3]"), post("/events", b"[1]"), post("/events", b"[1,2]" * 9)],
    "an empty body": [post("/events"), post("/events", b"")],
    "another kind of body": [post("/events"), post("/events", content="text"), post("/events", None, json={"a": 1})],
    "no headers": [post("/events", headers=None), post("/events", headers=None), post("/events")],
    "other headers": [post("/events"), post("/events", headers={**JSON, "x-own": "1"}), post("/events")],
    "headers as a list": [post("/events", headers=[("x-a", "1"), ("x-a", "2")])] * 2,
    "a length of one's own": [post("/events", b"[]"), *[post("/events", b"[]", {"content-length": "2"})] * 2],
    "a transfer encoding of one's own": [post("/events", headers={"transfer-encoding": "chunked"})] * 2,
    "a host of one's own": [post("/events", headers={"host": "other.example"})] * 2,
    "a timeout of one's own": [post("/events"), post("/events", timeout=3), post("/events")],
    "an extension": [post("/events"), post("/events", extensions={"sni_hostname": "a"})],
    "parameters": [post("/events"), post("/events", params={"a": "1"}), add_parameters, post("/events")],
    "another method": [post("/events"), {**post("/events"), "method": "PUT"}, {**post("/events"), "method": "Post"}],
    "an absolute address": [post("http://other.example/events")] * 2,
    "an address with credentials": [post("http://me:secret@other.example/events")] * 2,
    "another base": [post("/events"), post("/events"), rebase, post("/events"), post("/events")],
    "another path under another base": [post("/events"), rebase, post("/cookie"), post("/cookie")],
    "a late header": [post("/events"), post("/events"), forget, post("/events"), post("/events")],
    "a header gone": [post("/events"), post("/events"), lambda c: c.headers.pop("accept"), post("/events")],
    "a hook": [post("/events"), post("/events"), hook, post("/events")],
    "a hook that raises": [post("/events"), post("/events"), refuse, post("/events")],
    "credentials": [post("/events"), post("/events"), log_in, post("/events")],
    "a cookie from the service": [post("/cookie"), post("/events")],
    "a cookie, later": [post("/events"), post("/cookie"), post("/cookie"), post("/events"), post("/events")],
    "a cookie of one's own": [post("/events"), post("/events"), add_a_cookie, post("/events")],
    "a redirect": [post("/redirect"), post("/redirect")],
    "a redirect that is followed": [post("/redirect"), post("/redirect", follow_redirects=True)],
    "redirects that are followed": [post("/redirect"), follow, post("/redirect")],
    "an error": [post("/broken"), post("/broken")],
    "other timeouts": [post("/events"), hurry, post("/events")],
    "a closed client": [post("/events"), post("/events"), close, post("/events")],
}  # fmt: skip


def traits(response: httpx.Response) -> list[Any]:
    return [
        response.status_code, response.headers.raw, response.content, response.text, response.is_closed,
        response.elapsed.total_seconds() >= 0, response.encoding, response.default_encoding, str(response.url),
        response.next_request and [str(response.next_request.url), response.next_request.headers.raw],
        [traits(earlier) for earlier in response.history], response.request.headers.raw,
    ]  # fmt: skip


async def told(kind: type, steps: list[Step]) -> list[Any]:
    """All that can be seen of a program that is run with this kind of client."""
    seen: list[Any] = []

    def handle(request: httpx.Request) -> httpx.Response:
        extensions = {**request.extensions}
        seen.append([request.method, str(request.url), request.headers.raw, request.content, extensions])
        return service(request)

    client = kind(base_url=BASE, headers=HEADERS, timeout=httpx.Timeout(5), transport=httpx.MockTransport(handle))
    for step in steps:
        if callable(step):
            step(client)
            await asyncio.sleep(0)
            continue
        try:
            response = client.request(**step)
            seen.append(traits(await response if isinstance(client, httpx.AsyncClient) else response))
        except (httpx.HTTPError, RuntimeError, ToldError) as error:
            where = getattr(error, "_request", None)
            seen.append([type(error), str(error), where and str(where.url)])
        seen.append(sorted(f"{c.name}={c.value}" for c in client.cookies.jar))
    if isinstance(client, httpx.AsyncClient):
        await client.aclose()
    else:
        client.close()
    return seen


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_they_do_what_httpxs_do(kind: str, program: str) -> None:
    theirs, ours = KINDS[kind]
    expected = asyncio.run(told(theirs, PROGRAMS[program]))
    assert asyncio.run(told(ours, PROGRAMS[program])) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_they_tell_httpxs_log(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    lines = []
    for each in KINDS[kind]:
        with caplog.at_level(logging.INFO, logger="httpx"):
            asyncio.run(told(each, PROGRAMS["the same again"]))
        lines.append([record.getMessage() for record in caplog.records if record.name == "httpx"])
        caplog.clear()
    assert lines[0] == lines[1]
    assert len(lines[0]) == 3


def test_headers_may_change_in_the_callers_hands() -> None:
    headers: dict[str, str] = {}
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        for number in range(3):
            request = client.build_request("POST", "/events", content=b"[1]", headers=headers)
            assert request.headers.get("x-number", "none") == headers.get("x-number", "none")
            headers["x-number"] = str(number)


def test_what_is_remembered_shows_no_credentials() -> None:
    with Client(base_url=BASE, headers=HEADERS, transport=httpx.MockTransport(service)) as client:
        client.post("/events", content=b"[1]", headers=JSON)
        assert "/v2/events" in repr(vars(client))
        assert HEADERS["Authorization"] not in repr(vars(client))


def test_a_request_may_be_sent_again() -> None:
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        for _ in range(2):
            request = client.build_request("POST", "/events", content=b"[1]", headers=JSON)
            assert [client.send(request).status_code for _ in range(2)] == [202, 202]
            assert request.content == b"[1]"


def test_a_streamed_answer_is_left_to_its_reader() -> None:
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        client.post("/events", content=b"[1]")
        with client.stream("POST", "/events", content=b"[1]") as response:
            assert response.read() == b'{"a":1}'


def test_the_ordinary_request_takes_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        client.post("/events", content=b"[1]", headers=JSON)
        monkeypatch.delattr(httpx._client, "BoundSyncStream")  # of httpx's way, and no function that is looked at
        assert client.post("/events", content=b"[1, 2]", headers=JSON).status_code == 202


# -- whoever looks ----------------------------------------------------------------------------------------------------


def upload_three(kind: str) -> int:
    """How many of three requests were answered; the first of a client is httpx's in any case."""

    async def run() -> int:
        async with AsyncClient(base_url=BASE, transport=httpx.MockTransport(service)) as client:
            return sum([(await client.post("/events", content=b"[1]", headers=JSON)).is_success for _ in range(3)])

    if kind == "async":
        return asyncio.run(run())
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        return sum(client.post("/events", content=b"[1]", headers=JSON).is_success for _ in range(3))


def home(kind: str, name: str) -> type:
    return next(each for each in KINDS[kind][0].__mro__ if name in vars(each))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", clients._LEFT_OUT)
def test_a_function_of_httpx_that_is_replaced_sees_every_request(name: str, kind: str, monkeypatch: Any) -> None:
    seen: list[str] = []
    real = getattr(KINDS[kind][0], name)

    def watching(*args: Any, **more: Any) -> Any:
        seen.append(name)
        return real(*args, **more)

    monkeypatch.setattr(home(kind, name), name, watching)
    assert upload_three(kind) == 3
    assert len(seen) >= 3
    monkeypatch.undo()
    seen.clear()
    assert upload_three(kind) == 3
    assert seen == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["send", "_send_single_request", "build_request"])
def test_new_code_in_a_function_of_httpx_is_run(name: str, kind: str) -> None:
    """As tracers do that leave the function where it is."""
    function = vars(home(kind, name))[name]
    code, watch = function.__code__, KINDS[kind][1]._watch
    client = KINDS[kind][1](base_url=BASE)
    assert watch.untouched(client)
    try:
        function.__code__ = code.replace(co_name="traced")
        assert not watch.untouched(client)
    finally:
        function.__code__ = code
    assert watch.untouched(client)


def test_a_function_of_one_client_that_is_replaced() -> None:
    seen: list[httpx.Request] = []
    with Client(base_url=BASE, transport=httpx.MockTransport(service)) as client:
        client.post("/events", content=b"[1]", headers=JSON)
        real = client._send_single_request

        def watching(request: httpx.Request) -> httpx.Response:
            seen.append(request)
            return real(request)

        client._send_single_request = watching  # type: ignore[method-assign]
        client.post("/events", content=b"[1, 2]", headers=JSON)
        client.post("/events", content=b"[1, 2, 3]", headers=JSON)
    assert [request.content for request in seen] == [b"[1, 2]", b"[1, 2, 3]"]


WRAPPED_BEFORE = """
import functools, httpx
seen = []
def wrap(real):
    @functools.wraps(real)
    def watching(*args, **more):
        seen.append(args)
        return real(*args, **more)
    return watching
httpx.Client.send = wrap(httpx.Client.send)
from mparticle_facade.http.clients import Client
with Client(base_url="http://x", transport=httpx.MockTransport(lambda request: httpx.Response(202))) as client:
    for _ in range(3):
        client.post("/events", content=b"[1]")
assert len(seen) == 3, seen
"""


def test_whoever_came_before_us_sees_every_request() -> None:
    done = subprocess.run([sys.executable, "-c", WRAPPED_BEFORE], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
