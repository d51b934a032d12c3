"""What a network and a service can do to a request, and what becomes of it: the same for both clients."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import gzip
import logging
import random
import ssl
import sys
import threading
import traceback
import tracemalloc
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

import mparticle_facade as mparticle
from mparticle_facade import (
    ApiConnectionError,
    ApiException,
    ApiTimeoutError,
    AuthenticationError,
    BadRequestError,
    PayloadTooLargeError,
    PermissionDeniedError,
    RateLimitError,
    ServerError,
)
from parts.clients import ASYNC, ENGINES, KEY, SECRET, TOKEN, batch, bounded, chain, failure, impatient, send
from parts.server import AUTHORITY, PATIENCE, Exchange, Request, ScriptedServer, Step, head
from parts.steps import answer, answer_unread, by, cut, drip, redirect, reset_unread, stall

pytestmark = pytest.mark.usefixtures("quick_retries")

ERRORS = b'{"errors":[{"code":"BAD_REQUEST","message":"Required field missing."},{"code":"X","message":"Y","z":1}]}'
PAGE = b"<html><body>Please log in to this network</body></html>"
OVERSIZE = 1_500_000
HEAD = head(202, {}, 100)


def soon() -> str:
    return email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1), usegmt=True)


def limited(retry_after: str | Callable[[], str]) -> Step:
    """A 429 that asks to wait."""

    def step(exchange: Exchange) -> bool | None:
        text = retry_after if isinstance(retry_after, str) else retry_after()
        return answer(429, retry_after=text, x_mp_rate_limit_exceeded='"org"')(exchange)

    return step


class Fault(NamedTuple):
    name: str
    script: tuple[Step, ...] = ()
    error: type[ApiException] | None = None
    status: int = 0
    attempts: int = 1
    requests: int | None = None
    """How many requests the server read: one an attempt, unless told."""
    says: str = ""
    """What the error must mention."""
    settings: dict[str, Any] = {}  # noqa: RUF012  # never changed
    tls: bool = False
    within: float = PATIENCE


FAULTS = [
    # no answer
    Fault("refused", (), ApiConnectionError, 0, 3, 0, settings={"host": "refusing"}),
    Fault("unknown host", (), ApiConnectionError, 0, 3, 0, "no-such-host", {"host": "http://no-such-host.invalid"}),
    Fault("reset before the request was read", (reset_unread,), ApiConnectionError, 0, 3, 0),
    Fault("reset after the request", (cut(reset=True),), ApiConnectionError, 0, 3),
    Fault("closed without an answer", (cut(),), ApiConnectionError, 0, 3),
    Fault("closed mid headers", (cut(HEAD[:20]),), ApiConnectionError, 0, 3),
    Fault("closed mid body", (cut(HEAD + b"half"),), ApiConnectionError, 0, 3),
    Fault("reset mid body", (cut(HEAD + b"half", reset=True),), ApiConnectionError, 0, 3),
    Fault(
        "closed mid chunk",
        (cut(head(202, {"transfer-encoding": "chunked"}, None) + b"10\r\nhalf"),),
        ApiConnectionError, 0, 3,
    ),
    Fault("closed once, then well", (cut(), answer()), None, 202, 2),
    Fault("stalled", (stall(),), ApiTimeoutError, 0, 2, says="0.3 s", settings={"timeout": 0.3, "max_retries": 1}),
    Fault("stalled mid body", (stall(HEAD),), ApiTimeoutError, 0, 2, settings={"timeout": 0.3, "max_retries": 1}),
    Fault(
        "stalled past the deadline",
        (stall(),),
        ApiTimeoutError, settings={"timeout": 30.0, "deadline": 1.0}, within=4,
    ),
    Fault("stalled once, then well", (stall(), answer()), None, 202, 2, settings={"timeout": 0.3}),
    Fault(
        "body dripping past the deadline",
        (drip(head(202, {}, OVERSIZE)),),
        ApiTimeoutError, settings={"timeout": 0.5, "deadline": 1.0}, within=4,
    ),
    Fault("garbage instead of HTTP", (cut(b"SSH-2.0-OpenSSH_9.9\r\n"),), ApiConnectionError, 0, 3),
    Fault("oversize", (answer(202, b"x" * OVERSIZE),), ApiConnectionError, 0, 3, says="larger"),
    Fault("oversize once, then well, on the only connection", (answer(202, b"x" * OVERSIZE), answer()), None, 202, 2,
          settings={"connection_pool_size": 1}),
    Fault("oversize, from a bomb", (answer(400, gzip.compress(bytes(50_000_000)), content_encoding="gzip"),),
          ApiConnectionError, 0, 3, says="larger"),
    # TLS
    Fault("unknown authority", (), ApiConnectionError, 0, 1, 0, "certificate", tls=True),
    Fault("known authority", (), None, 202, settings={"ssl_ca_cert": AUTHORITY}, tls=True),
    Fault("unchecked authority", (), None, 202, settings={"verify_ssl": False}, tls=True),
    Fault("closed mid body in TLS", (cut(HEAD + b"half"), answer()), None, 202, 2,
          settings={"ssl_ca_cert": AUTHORITY}, tls=True),
    # not the service
    Fault("200 and a page", (answer(200, PAGE, content_type="text/html"),), ApiException, 200, says="proxy in between"),
    Fault("302 to another host", (redirect(),), ApiException, 302, says="wrong host"),
    Fault("307 to another host", (redirect(307),), ApiException, 307, says="wrong host"),
    # refused data
    Fault("400 with errors", (answer(400, ERRORS),), BadRequestError, 400, says="Required field missing.; Y"),
    Fault("400 empty", (answer(400),), BadRequestError, 400, says="Bad Request"),
    Fault("400 and a page", (answer(400, PAGE, content_type="text/html"),), BadRequestError, 400),
    Fault("400 not UTF-8", (answer(400, b'{"errors":[{"message":"\xff\xfe"}]}'),), BadRequestError, 400),
    Fault("400 truncated JSON", (answer(400, ERRORS[:30]),), BadRequestError, 400),
    Fault("400 with other JSON", (answer(400, b'{"errors":{"a":[1]},"more":null}'),), BadRequestError, 400),
    Fault("400 nested without end", (answer(400, b"[" * 100_000),), BadRequestError, 400),
    Fault("400 compressed", (answer(400, gzip.compress(ERRORS), content_encoding="gzip"),), BadRequestError, 400,
          says="Required field missing."),
    Fault("400 said to be compressed", (answer(400, ERRORS, content_encoding="gzip"),), BadRequestError, 400),
    Fault("202 said to be compressed", (answer(202, b"ok", content_encoding="gzip"),), None, 202),
    Fault("401", (answer(401),), AuthenticationError, 401, says="credentials"),
    Fault("403", (answer(403),), PermissionDeniedError, 403, says="pod"),
    Fault("408", (answer(408),), ApiException, 408),
    Fault("413", (answer(413),), PayloadTooLargeError, 413, says="fewer batches"),
    Fault("413 before the body was read", (answer_unread(413),), PayloadTooLargeError, 413, requests=0),
    # too much, too fast
    Fault("429", (answer(429, ERRORS),), RateLimitError, 429, 3),
    Fault("429 then well", (answer(429), answer()), None, 202, 2),
    Fault("429, wait 0", (limited("0"), limited("0"), answer()), None, 202, 3),
    Fault("429, wait 1", (limited("1"), answer()), None, 202, 2),
    Fault("429, wait until", (limited(soon), answer()), None, 202, 2),
    Fault("429, waited since 2015", (limited("Wed, 21 Oct 2015 07:28:00 GMT"), answer()), None, 202, 2),
    Fault("429, wait -5", (limited("-5"), answer()), None, 202, 2),
    Fault("429, wait soon", (limited("soon"), answer()), None, 202, 2),
    Fault("429, wait for a year without a name", (limited(f"Mon, 01 Jan {'9' * 20} 00:00:00 GMT"), answer()), None,
          202, 2),
    Fault("429, wait past the deadline", (limited("900"),), RateLimitError, 429),
    # the service failed
    *(Fault(str(status), (answer(status, PAGE),), ServerError, status, 3) for status in (500, 502, 503, 504)),
    *(Fault(f"{status} then well", (answer(status), answer()), None, 202, 2) for status in (500, 502, 503, 504)),
    Fault("503, wait past the deadline", (answer(503, retry_after="900"),), ServerError, 503),
    Fault("503 and no retries", (answer(503),), ServerError, 503, settings={"max_retries": 0}),
    Fault("599", (answer(599),), ServerError, 599, says="Unknown status"),
    # odd, but well
    Fault("103 before 202", (cut(head(103, {}, None) + head(202, {"connection": "close"}, 0)),), None, 202),
    Fault("206", (answer(206),), None, 206),
]  # fmt: skip


@pytest.mark.parametrize("kind", ENGINES)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name.replace(" ", "-"))
def test_fault(fault: Fault, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with ScriptedServer() as elsewhere, ScriptedServer(*fault.script, tls=fault.tls) as server:
        server.elsewhere = elsewhere.host.replace("127.0.0.1", "localhost")
        changes = dict(fault.settings)
        host = changes.pop("host", server.host)
        config = impatient(server.refusing_host if host == "refusing" else host, debug=True, **changes)
        if fault.error is None:
            response = bounded(lambda: send(kind, config), fault.within)
            assert (response.status, response.attempts) == (fault.status, fault.attempts)
        else:
            error = failure(lambda: send(kind, config), fault.within)
            assert type(error) is fault.error, repr(error)
            assert (error.status, error.attempts) == (fault.status, fault.attempts)
            assert fault.says in str(error)
            check_cause(error)
            check_says_no_secret(error)
        assert len(server.requests) == (fault.attempts if fault.requests is None else fault.requests)
        assert elsewhere.connections == 0
        check_same_each_time(server)
        if fault.tls and fault.error:
            assert server.connections == 1, "no repeat makes a certificate good"
    check_log(caplog, fault)


def check_cause(error: ApiException) -> None:
    """What failed below is chained; an answer has nothing below."""
    if error.status:
        assert error.__cause__ is None
    else:
        assert error.__cause__ is not None
        assert str(error).startswith("no answer from http")
        assert not str(error).rstrip().endswith(":"), "and why is not said"


def check_says_no_secret(error: ApiException) -> None:
    for each in chain(error):
        shown = f"{each} {each!r} {each.args!r} {vars(each) if isinstance(each, ApiException) else ''}"
        assert SECRET not in shown
        assert TOKEN not in shown
    trace = "".join(traceback.format_exception(error))
    assert SECRET not in trace
    assert TOKEN not in trace


def check_same_each_time(server: ScriptedServer) -> None:
    """Each attempt sends the same bytes, with credentials, to the path that was meant."""
    for request in server.requests:
        assert (request.method, request.target) == ("POST", "/v2/events")
        assert request.headers["authorization"] == f"Basic {TOKEN}"
        assert request.headers["content-type"] == "application/json"
        assert request.body == server.requests[0].body
        assert request.batches[0]["source_request_id"]


def check_log(caplog: pytest.LogCaptureFixture, fault: Fault) -> None:
    """One line an attempt from us, and no secret from anybody."""
    ours = [record for record in caplog.records if record.name == "mparticle_facade"]
    assert len(ours) == fault.attempts
    for record in caplog.records:
        shown = f"{record.getMessage()} {record.args!r} {record.exc_info!r}"
        assert SECRET not in shown
        assert TOKEN not in shown


@pytest.mark.parametrize("kind", ASYNC)
def test_headers_that_drip_end_at_the_deadline_of_an_async_client(kind: str) -> None:
    """A blocking read can't be interrupted: the sync client relies on each byte coming within its timeout."""
    with ScriptedServer(drip(b"HTTP/1.1 202 Accepted\r\nx-drip: ")) as server:
        config = impatient(server, timeout=0.5, deadline=1.0)
        assert type(failure(lambda: send(kind, config), 4)) is ApiTimeoutError


@pytest.mark.parametrize("kind", ASYNC)
@pytest.mark.parametrize("step", [drip(b"HTTP/1.1 202 Accepted\r\nx-drip: "), drip(head(202, {}, OVERSIZE)), stall()])
def test_what_was_given_up_frees_its_connection(step: Step, kind: str) -> None:
    """With one connection to have, the next request needs it."""

    async def run(server: ScriptedServer) -> None:
        config = impatient(server, timeout=1.0, deadline=1.0, max_retries=0, connection_pool_size=1, **ASYNC[kind])
        async with mparticle.AsyncEventsApi(config) as api:
            with pytest.raises(ApiTimeoutError):
                await api.upload_events(batch())
            assert (await api.upload_events(batch())).status == 202

    with ScriptedServer(step, answer()) as server:
        bounded(lambda: asyncio.run(run(server)))


def test_a_bomb_takes_no_memory() -> None:
    step = answer(400, gzip.compress(bytes(100_000_000)), content_encoding="gzip")
    with ScriptedServer(step) as server:
        tracemalloc.start()
        try:
            error = failure(lambda: send("sync", impatient(server, max_retries=0)))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert isinstance(error, ApiConnectionError)
    assert peak < 20_000_000


def test_there_are_many_faults() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 25


# -- what the errors hold ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_an_ipv6_address_is_a_host(kind: str) -> None:
    error = failure(lambda: send(kind, impatient("http://[::1]:1", max_retries=0)))
    assert type(error) is ApiConnectionError
    assert any(isinstance(each, OSError) for each in chain(error)), error


@pytest.mark.parametrize("kind", ENGINES)
def test_headers_as_long_as_proxies_make_them(kind: str) -> None:
    with ScriptedServer(cut(head(202, {"x-trace": "a" * 60_000, "connection": "close"}, 0))) as server:
        assert len(send(kind, impatient(server)).headers["x-trace"]) == 60_000


@pytest.mark.parametrize("kind", ENGINES)
def test_a_proxy_is_told_its_password_and_nobody_else(kind: str) -> None:
    """For http with each request; for https with the tunnel that is asked for."""
    for scheme in ("http", "https"):
        with ScriptedServer(answer(407)) as proxy:
            config = impatient(
                f"{scheme}://somewhere.invalid", proxy=proxy.host.replace("//", "//me:pass word@").replace(" ", "%20"),
                max_retries=0,
            )  # fmt: skip
            error = failure(lambda config=config: send(kind, config))
            assert isinstance(error, ApiException)
            assert "407" in str(error)
            (request,) = proxy.requests
        assert request.headers["proxy-authorization"] == "Basic bWU6cGFzcyB3b3Jk"
        assert ("authorization" in request.headers) == (scheme == "http")
        check_says_no_secret(error)


@pytest.mark.parametrize("kind", ENGINES)
def test_the_services_own_errors(kind: str) -> None:
    with ScriptedServer(answer(400, ERRORS, x_trace="abc")) as server:
        error = failure(lambda: send(kind, impatient(server)))
    assert isinstance(error, BadRequestError)
    assert [(each.code, each.message) for each in error.errors] == [
        ("BAD_REQUEST", "Required field missing."),
        ("X", "Y"),
    ]
    assert error.body == ERRORS.decode()
    assert error.headers["X-Trace"] == "abc"


@pytest.mark.parametrize("kind", ENGINES)
def test_a_rate_limit_tells_how_long_and_which(kind: str) -> None:
    with ScriptedServer(limited("900")) as server:
        error = failure(lambda: send(kind, impatient(server)))
    assert isinstance(error, RateLimitError)
    assert (error.retry_after, error.limit) == (900.0, "org")


@pytest.mark.parametrize("kind", ENGINES)
def test_an_untrusted_certificate_is_the_cause(kind: str) -> None:
    with ScriptedServer(tls=True) as server:
        error = failure(lambda: send(kind, impatient(server)))
    assert any(isinstance(each, ssl.SSLCertVerificationError) for each in chain(error))


# -- connections ------------------------------------------------------------------------------------------------------


def test_one_connection_serves_many_requests() -> None:
    with (
        ScriptedServer(answer(), answer(503), answer(400), answer()) as server,
        mparticle.EventsApi(impatient(server)) as api,
    ):
        api.upload_events(batch())
        failure(lambda: api.upload_events(batch()))
        api.bulk_upload_events([batch(), batch()])
    assert len(server.requests) == 4
    assert server.connections == 1


def test_a_connection_that_the_server_closed_meanwhile_is_no_failure() -> None:
    whole = head(202, {}, 0)
    with ScriptedServer(cut(whole)) as server, mparticle.EventsApi(impatient(server)) as api:
        assert [bounded(lambda: api.upload_events(batch())).status for _ in range(5)] == [202] * 5
    assert server.connections >= 5


@pytest.mark.parametrize("kind", ENGINES)
def test_no_request_looks_for_a_module(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not there is looked for each time: httpcore did, for sniffio, at a third of what a request costs."""
    searched: list[str] = []

    class Watch:
        def find_spec(self, name: str, path: object, target: object = None) -> None:
            searched.append(name)

    def watch() -> None:
        monkeypatch.setattr(sys, "meta_path", [Watch(), *sys.meta_path])

    async def twice(config: mparticle.Configuration) -> None:
        async with mparticle.AsyncEventsApi(config) as api:
            await api.upload_events(batch())
            watch()
            await api.upload_events(batch())

    with ScriptedServer(answer()) as server:
        if kind in ASYNC:
            asyncio.run(twice(impatient(server, **ASYNC[kind])))
        else:
            with mparticle.EventsApi(impatient(server)) as api:
                api.upload_events(batch())
                watch()
                api.upload_events(batch())
    assert searched == []


@pytest.mark.parametrize("kind", ASYNC)
def test_a_cancelled_upload_sends_nothing_more(kind: str) -> None:
    async def run(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server, **ASYNC[kind])) as api:
            task = asyncio.create_task(api.upload_events(batch()))
            await asyncio.to_thread(server.wait_for, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await api.upload_events(batch())).status == 202

    with ScriptedServer(stall(), answer()) as server:
        bounded(lambda: asyncio.run(run(server)))
        assert len(server.requests) == 2


# -- several clients, many batches ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ENGINES)
def test_one_clients_rate_limit_does_not_delay_another(kind: str) -> None:
    """The order of events tells: while one key waits as it was asked to, another is served."""
    scripts = {"limited": iter([limited("2"), answer()]), "free": iter([answer(), answer()])}
    with ScriptedServer(by(lambda request: next(scripts[request.key]))) as server:
        waiting = threading.Thread(target=send, args=(kind, impatient(server, api_key="limited")), daemon=True)
        waiting.start()
        server.wait_for(1)
        for _ in range(2):
            assert bounded(lambda: send(kind, impatient(server, api_key="free"))).attempts == 1
        waiting.join(PATIENCE)
        assert [request.key for request in server.requests] == ["limited", "free", "free", "limited"]


class Store:
    """A service that fails at random, before or after it has taken the data, and counts every batch once."""

    def __init__(self, seed: int) -> None:
        self.taken: dict[str, str] = {}
        self.duplicates = self.failures = 0
        self._random = random.Random(seed)
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Step:
        with self._lock:
            fate = self._random.random()
            if fate >= 0.1:
                for each in request.batches:
                    self.duplicates += each["source_request_id"] in self.taken
                    self.taken[each["source_request_id"]] = each["user_identities"]["customer_id"]
            self.failures += fate < 0.2
            return answer(503 if fate < 0.2 else 202)


def test_two_thousand_batches_through_a_service_that_fails_now_and_then() -> None:
    """A fifth of the answers is 503, half of those after the data was taken: nothing is lost, nothing counted twice."""
    store = Store(seed=4)
    groups = [[batch(str(number)) for number in range(start, start + 10)] for start in range(0, 2000, 10)]
    with ScriptedServer(by(store)) as server, mparticle.EventsApi(impatient(server)) as api:
        while groups:
            groups = [group for group in groups if not delivered(api, group)]
    assert len(store.taken) == 2000
    assert sorted(map(int, store.taken.values())) == list(range(2000))
    assert store.failures > 20
    assert store.duplicates > 100, "no failure came after the data was taken: the test shows nothing"


def delivered(api: mparticle.EventsApi, group: list[mparticle.Batch]) -> bool:
    try:
        return api.bulk_upload_events(group).status == 202
    except ServerError:
        return False


def test_the_secrets_of_these_tests_are_what_the_server_gets() -> None:
    """The searches above would find nothing if they looked for the wrong text."""
    with ScriptedServer() as server:
        send("sync", impatient(server))
        assert server.requests[0].headers["authorization"] == f"Basic {TOKEN}"
        assert server.requests[0].key == KEY
