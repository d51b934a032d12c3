"""One test for each known defect of the vendor's SDK (0.16.1) in its HTTP, its concurrency and its logging.

The docstrings say what the vendor's SDK did; the numbers are those of `docs/vendor-defects.md`.
"""

from __future__ import annotations

import ast
import asyncio
import base64
import http.client
import logging
import threading
import tomllib
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_facade import Configuration, EventsApi
from mparticle_facade.http.retries import RetryPolicy
from parts.clients import KEY, SECRET, TOKEN, batch, bounded, failure, impatient, send
from parts.server import PATIENCE, Request, ScriptedServer, Step, head
from parts.steps import after, answer, by, cut, stall

pytestmark = pytest.mark.usefixtures("quick_retries")

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "mparticle_facade").rglob("*.py"))
ERRORS = b'{"errors":[{"code":"BAD_REQUEST","message":"Required event field \\"event_type\\" is missing or empty."}]}'
LOGGERS = ("", "mparticle", "mparticle_facade", "httpx", "httpcore", "urllib3")


def limited(**headers: str) -> Step:
    return answer(429, **headers)


def logging_state() -> list[Any]:
    loggers = [logging.getLogger(name) for name in LOGGERS]
    return [(logger.level, list(logger.handlers), list(logger.filters), logger.disabled) for logger in loggers]


# -- HTTP -------------------------------------------------------------------------------------------------------------


def test_p26_one_clients_rate_limit_is_its_own() -> None:
    """One 429 with Retry-After made every client of the process raise, without a request, until it had expired."""
    with ScriptedServer(limited(retry_after="900"), answer()) as server, EventsApi(impatient(server)) as first:
        failure(lambda: first.upload_events(batch()))
        with EventsApi(impatient(server, api_key="other")) as second:
            assert second.upload_events(batch()).status == 202
        assert first.upload_events(batch()).status == 202
    assert [request.key for request in server.requests] == [KEY, "other", KEY]


def test_p27_the_headers_of_an_error_stay_what_they_were() -> None:
    """The stored response headers were changed to show the seconds that remained."""
    with ScriptedServer(limited(retry_after="900"), limited(retry_after="800")) as server:
        first, second = (failure(lambda: send("sync", impatient(server))) for _ in range(2))
    assert isinstance(first, mparticle.RateLimitError)
    assert isinstance(second, mparticle.RateLimitError)
    assert (first.headers["Retry-After"], second.headers["Retry-After"]) == ("900", "800")
    assert first.retry_after == first.retry_after == 900


def test_p28_retry_after_is_found_by_its_name_not_its_identity() -> None:
    """``name is 'Retry-After'``: a SyntaxWarning at import, and true by luck."""
    for spelling in ("retry_after", "Retry_After", "RETRY_AFTER", "rEtRy_aFtEr"):
        with ScriptedServer(limited(**{spelling: "900"})) as server:
            error = failure(lambda server=server: send("sync", impatient(server)))  # type: ignore[misc]
        assert isinstance(error, mparticle.RateLimitError)
        assert error.retry_after == 900
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for path in SOURCES:
            compile(path.read_bytes(), str(path), "exec")


def test_p29_a_date_is_understood_and_no_header_means_backoff() -> None:
    """A bare ``except`` hid the dates that it could not read; without the header there was no wait at all."""
    with ScriptedServer(limited(retry_after="Fri, 31 Dec 2999 23:59:59 GMT")) as server:
        error = failure(lambda: send("sync", impatient(server)))
    assert isinstance(error, mparticle.RateLimitError)
    assert error.retry_after is not None
    assert error.retry_after > 1e9
    waits = [RetryPolicy(5, 60).wait(attempt, httpx.Response(429), 60) for attempt in range(1, 6)]
    assert len([wait for wait in waits if wait is not None and wait > 0]) == 5


def test_p30_a_server_that_stalls_does_not_stall_the_caller() -> None:
    """There was no timeout anywhere."""
    with ScriptedServer(stall()) as server:
        error = failure(lambda: send("sync", impatient(server, timeout=0.2, max_retries=0)))
    assert isinstance(error, mparticle.ApiTimeoutError)
    assert 0 < Configuration().timeout <= 60
    assert 0 < Configuration().deadline <= 600


@pytest.mark.parametrize("step", [answer(503), answer(429), answer(500), cut(), cut(reset=True)])
def test_p31_what_may_pass_is_tried_again(step: Step) -> None:
    """A 503, a 429 or a broken connection was final after one request."""
    with ScriptedServer(step, answer()) as server:
        assert send("sync", impatient(server)).attempts == 2
    assert len(server.requests) == 2


@pytest.mark.parametrize("script", [cut(), cut(b"garbage\r\n\r\n"), cut(head(202, {}, 9)), stall(head(202, {}, 9))])
def test_p32_every_failure_is_an_api_exception(script: Step) -> None:
    """Refused connections, timeouts and protocol errors came as exceptions of urllib3."""
    with ScriptedServer(script) as server:
        error = failure(lambda: send("sync", impatient(server, timeout=0.2, max_retries=1)))
        refused = failure(lambda: send("sync", impatient(server.refusing_host)))
    for each in (error, refused):
        assert isinstance(each, mparticle.rest.ApiException)
        assert each.__cause__ is not None


@pytest.mark.parametrize("status", [200, 202, 206, 207, 226, 299])
def test_p33_any_2xx_is_success(status: int) -> None:
    """Only 200 to 205 was; a 206 raised."""
    with ScriptedServer(answer(status)) as server:
        assert send("sync", impatient(server)).status == status


def test_p34_an_accepted_upload_is_not_an_error() -> None:
    """With urllib3 2.6.0, which no bound excluded, every success raised after the data had been accepted."""
    with ScriptedServer(answer(202, x_answer="yes")) as server:
        assert send("sync", impatient(server)).headers["X-Answer"] == "yes"
    assert len(server.requests) == 1
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (client,) = (each for each in dependencies if each.startswith("httpx"))
    assert "<" in client


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_p35_no_redirect_is_followed(status: int) -> None:
    """Redirects were followed, with the credentials."""
    with ScriptedServer(answer(status, location="/v2/elsewhere")) as server:
        error = failure(lambda: send("sync", impatient(server)))
    assert isinstance(error, mparticle.ApiException)
    assert error.status == status
    assert [request.target for request in server.requests] == ["/v2/events"]


def test_p36_concurrent_uploads_share_a_pool_of_connections() -> None:
    """A pool of one, so concurrent uploads opened connections and threw them away."""
    with ScriptedServer(after(threading.Barrier(4), answer())) as server:
        with EventsApi(impatient(server, connection_pool_size=4)) as api:
            futures = [api.upload_events(batch(), callback=lambda response: None) for _ in range(24)]
            assert {future.result(PATIENCE).status for future in futures} == {202}
        assert server.connections == 4
        assert len(server.requests) == 24


def test_p37_settings_count_until_they_are_used_and_are_never_ignored() -> None:
    """The host was copied when the client was built: later changes had no effect, without a word."""
    with ScriptedServer() as server:
        config = Configuration(KEY, SECRET)
        with EventsApi(config) as api:
            config.host = server.host
            assert api.upload_events(batch()).status == 202
            with pytest.raises(mparticle.ConfigurationError, match="host"):
                config.host = "http://127.0.0.1:1"
    assert len(server.requests) == 1


def test_p38_an_error_page_in_any_encoding_is_an_api_exception() -> None:
    """A body that was not UTF-8 raised UnicodeDecodeError."""
    with ScriptedServer(answer(500, "<h1>Überlastet</h1>".encode("latin-1"))) as server:
        error = failure(lambda: send("sync", impatient(server)))
    assert isinstance(error, mparticle.ServerError)
    assert error.body == "<h1>\ufffdberlastet</h1>"


def test_p39_the_services_errors_are_parsed() -> None:
    """The classes for them existed, nothing used them."""
    with ScriptedServer(answer(400, ERRORS)) as server:
        error = failure(lambda: send("sync", impatient(server)))
    assert isinstance(error, mparticle.BadRequestError)
    message = 'Required event field "event_type" is missing or empty.'
    assert [(type(each), each.code, each.message) for each in error.errors] == [
        (mparticle.ApiResponseErrors, "BAD_REQUEST", message)
    ]
    assert message in str(error)


@pytest.mark.parametrize("quoted", ['"org"', "org", "“org”", " 'org' "])
def test_p40_rate_limits_are_told(quoted: str) -> None:
    """The headers were there, nothing showed them."""
    encoded = quoted.encode().decode("latin-1")  # the bytes of UTF-8 on the wire
    headers = {"retry_after": "900", "x_mp_rate_limit_exceeded": encoded}
    with ScriptedServer(answer(202, x_mp_rate_limit_percentage_used="92"), limited(**headers)) as server:
        assert send("sync", impatient(server)).rate_limit_used == 92
        error = failure(lambda: send("sync", impatient(server)))
    assert isinstance(error, mparticle.RateLimitError)
    assert (error.limit, error.retry_after) == ("org", 900)


def test_p41_pods_and_the_historical_endpoint() -> None:
    """One host, two endpoints."""
    assert {Configuration(pod=pod).host for pod in ("us1", "us2", "eu1", "au1")} >= {"https://s2s.eu1.mparticle.com/v2"}
    old = batch()
    old.add_event(mparticle.AppEvent("Old", "other", timestamp_unixtime_ms=1_500_000_000_000))
    with ScriptedServer() as server:
        send("sync", impatient(server), [old], "bulk_upload_historical_events")
    assert server.requests[0].target == "/v2/bulkevents/historical"


# -- concurrency and shape --------------------------------------------------------------------------------------------


def test_p42_callbacks_run_on_a_bounded_number_of_threads() -> None:
    """One thread a call, as many as there were calls."""
    before = threading.active_count()
    with ScriptedServer(after(threading.Barrier(2), answer())) as server:
        names: set[str] = set()
        with EventsApi(impatient(server, connection_pool_size=2)) as api:
            for _ in range(40):
                api.upload_events(batch(), callback=lambda response: names.add(threading.current_thread().name))
        assert len(names) == 2
        assert server.most_at_once == 2
    assert threading.active_count() <= before


def test_p43_a_callback_is_told_error_and_response_apart() -> None:
    """One argument that was a tuple, an ApiException or any other exception; the type had to be tested."""
    told: list[tuple[Any, Any, Any]] = []

    def done(error: Any, data: Any, response: Any) -> None:
        told.append((error, data, response))

    with ScriptedServer(answer(), cut(), cut(), cut()) as server, EventsApi(impatient(server)) as api:
        response = api.upload_events(batch(), callback=done).result(PATIENCE)
        error = api.upload_events(batch(), callback=done).exception(PATIENCE)
    assert told == [(None, None, response), (error, None, None)]
    assert isinstance(error, mparticle.ApiException)


def test_p44_what_is_returned_is_what_is_documented() -> None:
    """Documented to return None, it returned a tuple, and both variants the same."""
    with ScriptedServer(answer(202, x_answer="yes")) as server, EventsApi(impatient(server)) as api:
        assert isinstance(api.upload_events(batch()), mparticle.UploadResponse)
        assert isinstance(api.bulk_upload_events([batch()]), mparticle.UploadResponse)
        for data, status, headers in (
            api.upload_events_with_http_info(batch()),
            api.bulk_upload_events_with_http_info([batch()]),
        ):
            assert (data, status, headers["X-Answer"]) == (None, 202, "yes")


def test_p45_what_a_callback_raises_is_not_lost(caplog: pytest.LogCaptureFixture) -> None:
    """It ended a thread that nobody looked at."""

    def broken(error: Any, data: Any, response: Any) -> None:
        raise LookupError("a bug in the application")

    with ScriptedServer() as server, EventsApi(impatient(server)) as api:
        assert api.upload_events(batch(), callback=broken).result(PATIENCE).status == 202
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("mparticle_facade", "ERROR")
    assert "a bug in the application" in caplog.text


def test_p46_each_call_has_its_own_response() -> None:
    """``last_response`` was one for all threads."""

    def number(request: Request) -> Step:
        customer = request.batches[0]["user_identities"]["customer_id"]
        return answer(202, x_customer=customer)

    with ScriptedServer(by(number)) as server, EventsApi(impatient(server)) as api:
        futures = {str(n): api.upload_events(batch(str(n)), callback=lambda response: None) for n in range(50)}
        for customer, future in futures.items():
            assert future.result(PATIENCE).headers["x-customer"] == customer
        assert not hasattr(api.api_client, "last_response")


def test_p47_each_client_has_its_own_settings() -> None:
    """``config=Configuration()`` as a default argument: made at import, shared by all."""
    first, second = EventsApi(), EventsApi()
    assert first.config is not second.config
    first.config.api_key = "mine"
    assert second.config.api_key == ""


def test_p48_async_and_close() -> None:
    """No async client, no context manager, no ``close``."""

    async def upload(server: ScriptedServer) -> int:
        async with mparticle.AsyncEventsApi(impatient(server)) as api:
            responses = await asyncio.gather(*(api.upload_events(batch(str(n))) for n in range(30)))
        return len([response for response in responses if response.status == 202])

    with ScriptedServer() as server:
        assert bounded(lambda: asyncio.run(upload(server))) == 30
        assert server.connections <= Configuration().connection_pool_size
        with EventsApi(impatient(server)) as api:
            api.upload_events(batch())
        with pytest.raises(RuntimeError, match="closed"):
            api.upload_events(batch())


# -- logging and security ---------------------------------------------------------------------------------------------


def test_p56_no_handler_is_added_to_any_logger() -> None:
    """Each Configuration added a handler to two loggers, the first one at import: doubled lines."""
    before = logging_state()
    for _ in range(3):
        EventsApi(Configuration("k", "s", debug=True)).close()
    assert logging_state() == before


def test_p57_the_applications_levels_stay() -> None:
    """Configuration set the level of urllib3's logger to WARNING, and http.client's as well."""
    logger = logging.getLogger("httpx")
    level = logger.level
    logger.setLevel(logging.INFO)
    try:
        with ScriptedServer() as server:
            send("sync", impatient(server, debug=True))
            send("async", impatient(server))
        assert logger.level == logging.INFO
        assert logging.getLogger("mparticle_facade").level == logging.NOTSET
    finally:
        logger.setLevel(level)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_p58_debug_shows_no_credentials(
    kind: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """debug printed all headers of all HTTP traffic of the process, the credentials included, to stdout."""
    caplog.set_level(logging.DEBUG)
    with ScriptedServer() as server:
        send(kind, impatient(server, debug=True))
    assert http.client.HTTPConnection.debuglevel == 0
    shown = caplog.text + "".join(capfd.readouterr())
    assert f"POST {server.host}/v2/events: 202" in shown
    assert SECRET not in shown
    assert TOKEN not in shown


@pytest.mark.parametrize("status", [202, 400])
def test_p59_debug_shows_no_bodies(status: int, caplog: pytest.LogCaptureFixture) -> None:
    """debug logged the bodies of responses."""
    caplog.set_level(logging.DEBUG)
    body = batch("customer-in-the-request")
    with ScriptedServer(answer(status, b'{"a":"text-of-the-answer"}')) as server:
        config = impatient(server, debug=True)
        send("sync", config, body) if status == 202 else failure(lambda: send("sync", config, body))
    assert "customer-in-the-request" not in caplog.text
    assert "text-of-the-answer" not in caplog.text


@pytest.mark.parametrize("missing", [{"api_key": ""}, {"api_secret": ""}])
def test_p60_missing_credentials_are_found_before_a_request(missing: dict[str, str]) -> None:
    """``Authorization: Basic Og==`` was sent."""
    with ScriptedServer() as server:
        error = failure(lambda: send("sync", impatient(server, **missing)))
        assert isinstance(error, mparticle.ConfigurationError)
        assert server.connections == 0


def test_p61_credentials_are_utf_8() -> None:
    """They were latin-1; other characters raised UnicodeEncodeError."""
    with ScriptedServer() as server:
        send("sync", impatient(server, api_key="clé", api_secret="пароль"))
    token = server.requests[0].headers["authorization"].removeprefix("Basic ")
    assert base64.b64decode(token) == "clé:пароль".encode()


def test_p62_certificates_are_checked_and_nothing_is_evaluated() -> None:
    """Code of the generator that evaluated the names of types and wrote files where a response told it to."""
    with ScriptedServer(tls=True) as server:
        assert "certificate" in str(failure(lambda: send("sync", impatient(server))))
        assert server.requests == []
    for path in SOURCES:
        names = {node.id for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Name)}
        assert not names & {"eval", "exec"}, path
        if path.parent.name in ("http", "codec", "models"):  # what sees an answer
            assert not names & {"tempfile", "open"}, path
