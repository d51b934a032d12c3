"""A request that leaves httpx out can't be told from one of httpx's, and is not made while somebody looks at httpx."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import httpcore
import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import mparticle_facade as mparticle
from mparticle_facade.hosts import ordinary
from mparticle_facade.http import observers
from mparticle_facade.http.messages import Headers
from parts.clients import KINDS, batch, bounded, impatient
from parts.server import ScriptedServer, Step
from parts.steps import answer, cut

pytestmark = pytest.mark.usefixtures("quick_retries")

Program = Callable[[Any], None]


def nothing(api: Any) -> None:
    """As it is."""


def add_headers(api: Any) -> None:
    api.api_client.set_default_header("x-own", "1")
    api.api_client.user_agent = "mine/1"
    api.api_client.set_default_header("Accept", "text/plain")
    api.api_client.set_default_header("Connection", "close")


def frame(api: Any) -> None:
    api.api_client.set_default_header("Host", "other.example")


PROGRAMS: dict[str, Program] = {"as it is": nothing, "headers of one's own": add_headers, "a host of one's own": frame}
ANSWERS: dict[str, list[Step]] = {
    "accepted": [answer()],
    "accepted with a body": [answer(202, b'{"a":1}', x_own="1", content_type="application/json")],
    "another success": [answer(204)],
    "a cookie": [answer(202, b"", set_cookie="a=1; Path=/"), answer()],
    "an error": [answer(400, b'{"errors":[{"code":"BAD_REQUEST","message":"no"}]}')],
    "a redirect": [answer(307, b"", location="/v2/events")],
    "repeated": [answer(503), answer(429, retry_after="0"), answer()],
    "cut off": [cut(b"HTTP/1.1 202")],
}


def seen(kind: str, script: list[Step], program: Program, *, through_httpx: bool) -> list[Any]:
    """All that the service and the caller see of five uploads."""

    def outcome(result: Any) -> list[Any]:
        if isinstance(result, mparticle.ApiException):
            cause = result.__cause__
            known = cause is None or (str(cause.request.url), cause.request.method, cause.request.content)  # type: ignore[attr-defined]
            return [type(result), result.reason, result.body, result.errors, type(cause), str(cause), known]
        return [result.status, dict(result.headers), result.attempts, result.rate_limit_used]

    bodies = [batch(str(number)) for number in range(3)]
    for number, each in enumerate(bodies):
        each.source_request_id = str(number)
    calls = [("upload_events", bodies[0]), ("bulk_upload_events", bodies), ("upload_events", bodies[1])]
    outcomes: list[Any] = []

    def run(server: ScriptedServer) -> None:
        with mparticle.EventsApi(impatient(server)) as api:
            program(api)
            if through_httpx:
                _ = api.raw
            for name, body in calls:
                try:
                    outcomes.append(outcome(getattr(api, name)(body)))
                except mparticle.ApiException as error:
                    outcomes.append(outcome(error))

    async def run_async(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            program(api)
            if through_httpx:
                _ = api.raw
            for name, body in calls:
                try:
                    outcomes.append(outcome(await getattr(api, name)(body)))
                except mparticle.ApiException as error:
                    outcomes.append(outcome(error))

    with ScriptedServer(*script) as server:
        bounded(lambda: run(server) if kind == "sync" else asyncio.run(run_async(server)))
        requests = [
            [each.method, each.target, {**each.headers, "host": each.headers["host"].replace(str(server.port), "0")}]
            for each in server.requests
        ]
        names = [list(each.headers) for each in server.requests]
        told = repr([outcomes, requests]).replace(str(server.port), "0")
    return [told, names, [each.body for each in server.requests]]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("script", ANSWERS)
def test_it_cannot_be_told_from_httpxs(kind: str, script: str, program: str) -> None:
    ours, theirs = (
        seen(kind, ANSWERS[script], PROGRAMS[program], through_httpx=through_httpx) for through_httpx in (False, True)
    )
    assert ours == theirs


ALONE = """
import sys
import mparticle_facade as mparticle
batch = mparticle.Batch("development")
api = mparticle.EventsApi(mparticle.Configuration("k", "s", host=HOST))
api.upload_events(batch)
api.bulk_upload_events([batch])
api.with_options(timeout=2).upload_events(batch)
uploader = mparticle.Uploader(mparticle.Configuration("k", "s", host=HOST))
uploader.upload(batch)
assert uploader.close().delivered == 1
"""


def run(server: ScriptedServer, program: str) -> None:
    host = f"HOST = {server.host!r}\n"
    done = subprocess.run([sys.executable, "-c", host + program], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_httpx_is_not_imported_for_it() -> None:
    with ScriptedServer() as server:
        run(server, f"{ALONE}assert not {{'httpx', 'anyio', 'certifi', 'http.client'}} & set(sys.modules)\n")
        assert len(server.requests) == 4


def test_what_was_left_out_is_there_for_whoever_wants_it() -> None:
    """anyio and certifi, which httpcore found nothing of when it was imported."""
    program = """
import asyncio, ssl
import httpcore, httpx
async def main():
    async with httpx.AsyncClient() as client:
        assert (await client.post(HOST + "/v2/events", content=b"{}")).status_code == 202
asyncio.run(main())
assert httpcore.default_ssl_context().get_ca_certs()
import anyio, anyio.abc, certifi
assert type(anyio) is type(certifi) is type(asyncio)
assert httpcore._synchronization.anyio.Lock is anyio.Lock
"""
    with ScriptedServer() as server:
        run(server, ALONE + program)
        assert len(server.requests) == 5


# -- whoever looks ----------------------------------------------------------------------------------------------------


def upload_three(kind: str, server: ScriptedServer, prepare: Program = nothing) -> None:
    async def upload() -> None:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            prepare(api)
            for _ in range(3):
                await api.upload_events(batch())

    def upload_in_thread() -> None:
        with mparticle.EventsApi(impatient(server)) as api:
            prepare(api)
            for _ in range(3):
                api.upload_events(batch())

    bounded(upload_in_thread if kind == "sync" else lambda: asyncio.run(upload()))


LEFT_OUT = [
    (kind, owner, name) for kind in KINDS for owner, names in observers._LEFT_OUT[kind].items() for name in names
]


@pytest.mark.parametrize(("kind", "owner", "name"), LEFT_OUT)
def test_a_function_of_httpx_that_is_replaced_sees_every_request(
    kind: str, owner: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    home = next(each for each in getattr(httpx, owner).__mro__ if name in vars(each))
    real = vars(home)[name]

    def watching(*args: Any, **more: Any) -> Any:
        called.append(name)
        return real(*args, **more)

    with ScriptedServer() as server:
        monkeypatch.setattr(home, name, watching)
        upload_three(kind, server)
        assert len(called) >= (1 if name == "__init__" else 3)
        monkeypatch.undo()
        called.clear()
        upload_three(kind, server)
        assert called == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_function_of_httpx_is_replaced_between_two_requests(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    owner, name = {"sync": (httpx.Client, "send"), "async": (httpx.AsyncClient, "send")}[kind]
    real = getattr(owner, name)

    def watching(*args: Any, **more: Any) -> Any:
        called.append(name)
        return real(*args, **more)

    async def upload(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            await api.upload_events(batch())
            monkeypatch.setattr(owner, name, watching)
            await api.upload_events(batch())

    with ScriptedServer() as server:
        if kind == "async":
            bounded(lambda: asyncio.run(upload(server)))
        else:
            with mparticle.EventsApi(impatient(server)) as api:
                api.upload_events(batch())
                monkeypatch.setattr(owner, name, watching)
                api.upload_events(batch())
        assert len(called) == 1
        assert server.connections == 1  # both ways have the same


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["send", "_send_single_request", "build_request"])
def test_new_code_in_a_function_of_httpx_is_run(name: str, kind: str) -> None:
    """As tracers do that leave the function where it is."""
    owner = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind]
    function = next(vars(each)[name] for each in owner.__mro__ if name in vars(each))
    code = function.__code__
    assert observers.nobody_looks(kind)
    try:
        function.__code__ = code.replace(co_name="traced")
        assert not observers.nobody_looks(kind)
    finally:
        function.__code__ = code
    assert observers.nobody_looks(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_another_class_in_the_place_of_httpxs(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name = {"sync": "HTTPTransport", "async": "AsyncHTTPTransport"}[kind]
    monkeypatch.setattr(httpx, name, type("Other", (getattr(httpx, name),), {}))
    assert not observers.nobody_looks(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_pool_of_httpcore_that_is_replaced_sees_every_request(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pool: Any = {"sync": httpcore.ConnectionPool, "async": httpcore.AsyncConnectionPool}[kind]
    name = {"sync": "handle_request", "async": "handle_async_request"}[kind]
    real, called = getattr(pool, name), []

    def watching(*args: Any) -> Any:
        called.append(name)
        return real(*args)

    monkeypatch.setattr(pool, name, watching)
    with ScriptedServer() as server:
        upload_three(kind, server)
    assert len(called) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_httpxs_log_has_a_line_for_each_request(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    with ScriptedServer() as server, caplog.at_level(logging.INFO, logger="httpx"):
        upload_three(kind, server)
    lines = [record.getMessage() for record in caplog.records if record.name == "httpx"]
    assert lines == [f'HTTP Request: POST {server.host}/v2/events "HTTP/1.1 202 Accepted"'] * 3


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_done_to_the_raw_client_counts_for_every_upload(kind: str) -> None:
    called: list[httpx.Request] = []

    async def told(request: httpx.Request) -> None:
        called.append(request)

    def prepare(api: Any) -> None:
        if kind == "sync":
            api.raw.get_httpx_client().event_hooks = {"request": [called.append]}
        else:
            api.raw.get_async_httpx_client().event_hooks = {"request": [told]}

    with ScriptedServer() as server:
        upload_three(kind, server, prepare)
    assert len(called) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_functions_that_were_replaced_before_us_may_be_given_back(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner: Any = {"sync": httpx.Client, "async": httpx.AsyncClient}[kind]
    monkeypatch.setattr(observers, "_watches", {})
    with monkeypatch.context() as replacing:
        replacing.setattr(owner, "send", lambda *_: None)
        assert not observers.nobody_looks(kind)
    assert observers.nobody_looks(kind)


BEFORE_US = """
import functools, httpx
seen = []
def wrap(real):
    @functools.wraps(real)
    def watching(*args, **more):
        seen.append(args)
        return real(*args, **more)
    return watching
httpx.Client.send = wrap(httpx.Client.send)
"""
WAITING = """
import importlib.machinery, sys
seen = []
class Loader:
    def __init__(self, real):
        self.real = real
    def create_module(self, spec):
        return self.real.create_module(spec)
    def exec_module(self, module):
        self.real.exec_module(module)
        send = module.Client.send
        def watching(*args, **more):
            seen.append(args)
            return send(*args, **more)
        module.Client.send = watching
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "httpx":
            spec = importlib.machinery.PathFinder.find_spec(name, path)
            spec.loader = Loader(spec.loader)
            return spec
"""
FROM_THE_START = f"{WAITING}sys.meta_path.insert(0, Finder())\n"
IN_PLACE = FROM_THE_START.replace(
    "spec.loader = Loader(spec.loader)",
    "spec.loader.exec_module = Loader(type(spec.loader)(name, spec.origin)).exec_module",
)
LATER = """
import mparticle_facade as mparticle
with mparticle.EventsApi(mparticle.Configuration("k", "s", host=HOST)) as api:
    api.upload_events(mparticle.Batch("development"))
assert "httpx" not in sys.modules
sys.meta_path.insert(0, Finder())
"""


@pytest.mark.parametrize(
    "program",
    [BEFORE_US, FROM_THE_START, IN_PLACE, WAITING + LATER],
    ids=["who replaced it first", "who waits for its import", "who changes its loader", "who comes to wait"],
)
def test_tracers_see_every_request(program: str) -> None:
    with ScriptedServer() as server:
        run(server, f"{program}{ALONE}assert len(seen) == 4, len(seen)\n")


# -- hosts ------------------------------------------------------------------------------------------------------------

CLIENT = httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(202)))
LABELS = st.text("abcz019-", min_size=1, max_size=5)
URLS = st.builds(
    lambda scheme, labels, port, path: f"{scheme}://{'.'.join(labels)}{port}{path}",
    st.sampled_from(["http", "https"]),
    st.lists(LABELS, min_size=1, max_size=4),
    st.sampled_from(["", ":", ":80", ":443", ":0", ":08", ":65535", ":65536"]),
    st.text("/ab.~%-", max_size=8),
)


@given(st.one_of(URLS, st.text()))
@example("http://1.2.3.4/v2")
@example("http://999.1.1.1/v2")
@example("http://01.1.1.1/v2")
@example("https://a.b/v2/../x")
@example("https://xn--a/v2")
@example(f"https://{'a.' * 126}aa")
@example(f"https://{'a' * 64}")
def test_what_is_ordinary_httpx_reads_in_the_same_way(url: str) -> None:
    base = ordinary(url)
    if base is None:
        return
    CLIENT.base_url = httpx.URL(url)
    theirs = CLIENT.build_request("POST", "/events").url
    port = None if (base.scheme, base.port) in (("http", 80), ("https", 443)) else base.port
    assert (theirs.scheme, theirs.host, theirs.port) == (base.scheme, base.name, port)
    assert theirs.raw_path.decode() == f"{base.path}/events"


def test_the_pods_are_ordinary() -> None:
    from mparticle_events_models.servers import PODS

    assert all(ordinary(url) for url in PODS.values())


# -- headers ----------------------------------------------------------------------------------------------------------

PAIRS = st.lists(
    st.tuples(
        st.sampled_from([b"A", b"a", b"B-c", b"d"]), st.sampled_from([b"1", b"2", b"", "\u00e9".encode(), b"\xe9"])
    )
)


@given(PAIRS)
def test_headers_read_as_httpxs(pairs: list[tuple[bytes, bytes]]) -> None:
    ours, theirs = Headers(pairs), httpx.Headers(pairs)
    if len({theirs.encoding, "ascii"}) == 1:
        assert dict(ours) == dict(theirs)
        assert all(ours[name] == theirs[name] for name in ("a", "A", "b-C", "D") if name in theirs)
    assert (len(ours), list(ours)) == (len(theirs.keys()), list(theirs.keys()))
    assert ours.get("missing") is None


@given(PAIRS, st.sampled_from(["a", "A", "b-c", "new"]))
def test_headers_change_as_httpxs(pairs: list[tuple[bytes, bytes]], name: str) -> None:
    ours, theirs = Headers(pairs), httpx.Headers(pairs)
    ours[name] = theirs[name] = "x"
    assert ours.raw == theirs.raw
    del ours[name], theirs[name]
    assert ours.raw == theirs.raw
    with pytest.raises(KeyError):
        del ours[name]


def test_headers_show_no_credentials() -> None:
    assert (
        repr(Headers([(b"Authorization", b"Basic x"), (b"a", b"1")]))
        == "Headers({'authorization': '[secure]', 'a': '1'})"
    )


TOGETHER = """
import importlib, sys, threading
import mparticle_facade as mparticle
api = lambda: mparticle.EventsApi(mparticle.Configuration("k", "s", host=HOST))
ways = [
    lambda: api().upload_events(mparticle.Batch("development")),
    lambda: importlib.import_module("mparticle_facade.api_client"),
    lambda: importlib.import_module("anyio").Lock,
    lambda: importlib.import_module("anyio.abc").Lock,
    lambda: importlib.import_module("certifi").where(),
    lambda: importlib.import_module("httpx").Client,
    lambda: api().raw,
]
ready, failed = threading.Barrier(len(ways)), []
def run(way):
    ready.wait()
    try:
        way()
    except BaseException as error:
        failed.append(repr(error))
sys.setswitchinterval(1e-5)
threads = [threading.Thread(target=run, args=[way], daemon=True) for way in ways]
for thread in threads: thread.start()
for thread in threads: thread.join(30)
assert not any(thread.is_alive() for thread in threads), "they wait for each other"
assert not failed, failed
assert type(sys.modules["anyio"]) is type(sys)
"""


def test_threads_that_import_at_once_do_not_wait_for_each_other() -> None:
    with ScriptedServer() as server:
        for _ in range(3):
            run(server, TOGETHER)


def test_a_host_that_was_set_on_the_raw_client_is_sent_once_by_other_options_too() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server)) as api:
        api.raw.get_httpx_client().headers["Host"] = "other.example"
        api.with_options(timeout=3).upload_events(batch())
        assert [each.headers["host"] for each in server.requests] == ["other.example"]
