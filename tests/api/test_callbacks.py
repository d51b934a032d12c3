"""Uploads with a callback: sent from a bounded pool, told once, awaited by ``close``."""

from __future__ import annotations

import copy
import functools
import logging
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from typing import Any

import pytest

import mparticle_facade as mparticle
from parts.clients import batch, bounded, impatient
from parts.server import PATIENCE, ScriptedServer
from parts.steps import after, answer, cut, stall

pytestmark = pytest.mark.usefixtures("quick_retries")

INVALID = {"environment": "development", "no_such_field": 1}


class Told:
    """A callback that remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.threads: list[str] = []

    def __call__(self, error: Any, data: Any, response: Any) -> None:
        self.calls.append((error, data, response))
        self.threads.append(threading.current_thread().name)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer() as running:
        yield running


def test_success_is_told_in_three_arguments(server: ScriptedServer) -> None:
    told = Told()
    with mparticle.EventsApi(impatient(server)) as api:
        future = api.upload_events(batch(), callback=told)
        response = future.result(PATIENCE)
    assert told.calls == [(None, None, response)]
    assert response.status == 202
    assert told.threads[0] != threading.current_thread().name


def test_failure_is_told_in_three_arguments_and_raised_by_the_future() -> None:
    told = Told()
    with ScriptedServer(answer(403)) as server, mparticle.EventsApi(impatient(server)) as api:
        error = api.upload_events(batch(), callback=told).exception(PATIENCE)
    assert isinstance(error, mparticle.PermissionDeniedError)
    assert told.calls == [(error, None, None)]


def test_a_broken_connection_is_told_as_our_own_error() -> None:
    told = Told()
    with ScriptedServer(cut()) as server, mparticle.EventsApi(impatient(server)) as api:
        error = api.upload_events(batch(), callback=told).exception(PATIENCE)
    assert type(error) is mparticle.ApiConnectionError
    assert told.calls == [(error, None, None)]


class Vendor:
    """The vendor's convention, as a method."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def done(self, response: Any) -> None:
        self.told.append(response)


def ones(told: list[Any]) -> list[Any]:
    def keyword(response: Any, *, log: bool = True) -> None:
        told.append(response)

    class Callable_:  # noqa: N801
        def __call__(self, response: Any) -> None:
            told.append(response)

    return [told.append, lambda response: told.append(response), lambda response=None: told.append(response), keyword,
            Callable_()]  # fmt: skip


@pytest.mark.parametrize("status", [202, 400])
def test_one_argument_is_the_vendors_convention(status: int) -> None:
    """The response, or an exception that ``type(response) is mparticle.rest.ApiException`` recognises."""
    told: list[Any] = []
    vendor = Vendor()
    with ScriptedServer(answer(status)) as server, mparticle.EventsApi(impatient(server)) as api:
        futures = [api.upload_events(batch(), callback=callback) for callback in [*ones(told), vendor.done]]
        wait(futures, PATIENCE)
    assert len(told) == 5
    for each in (*told, *vendor.told):
        assert type(each) is (mparticle.UploadResponse if status == 202 else mparticle.rest.ApiException)


def raises(error: BaseException) -> Callable[..., object]:
    def send(*_: object) -> object:
        raise error

    return send


@pytest.mark.parametrize("failure", ["429", "cut", "bug"])
def test_no_failure_looks_like_a_success_to_a_callback_of_one_argument(
    failure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever went wrong is an `ApiException` of this very class, with everything on it that the special one has."""
    limited = answer(429, b'{"errors":[{"code":"x","message":"slow down"}]}', X_mp_rate_limit_exceeded="app")
    told: list[Any] = []
    if failure == "bug":
        monkeypatch.setattr(mparticle.ApiClient, "send", raises(RuntimeError("a bug")))
    with (
        ScriptedServer(cut() if failure == "cut" else limited) as server,
        mparticle.EventsApi(impatient(server)) as api,
    ):
        error = api.upload_events(batch(), told.append).exception(PATIENCE)
    assert error is not None
    (plain,) = told
    assert type(plain) is mparticle.rest.ApiException
    assert plain.__cause__ is error
    if isinstance(error, mparticle.ApiException):
        assert str(plain) == str(error)
        fields = ("status", "reason", "body", "headers", "errors", "attempts")
        assert [getattr(plain, name) for name in fields] == [getattr(error, name) for name in fields]
    else:
        assert str(plain) == "RuntimeError: a bug"


def test_an_upload_is_joined_like_a_thread_and_asked_like_a_future() -> None:
    go = threading.Event()
    with ScriptedServer(after(go, answer(403))) as server, mparticle.EventsApi(impatient(server)) as api:
        told = Told()
        upload = api.upload_events(batch(), told)  # the second positional argument, as in the vendor's guide
        server.wait_for(1)
        upload.join(timeout=0.001)
        assert upload.is_alive()
        go.set()
        bounded(upload.join)  # raises nothing, like a thread's
        assert not upload.is_alive()
        assert isinstance(upload.exception(0), mparticle.PermissionDeniedError)
        assert len(told.calls) == 1


def test_an_upload_that_has_not_begun_can_be_cancelled() -> None:
    go = threading.Event()
    with (
        ScriptedServer(after(go, answer())) as server,
        mparticle.EventsApi(impatient(server, connection_pool_size=1)) as api,
    ):
        first, second = (api.upload_events(batch(), Told()) for _ in range(2))
        server.wait_for(1)
        assert second.cancel()
        go.set()
        assert first.result(PATIENCE).status == 202
        bounded(second.join)
    assert len(server.requests) == 1


@pytest.mark.parametrize("name", ["upload_events", "bulk_upload_events"])
def test_the_variants_with_http_info_do_the_same(server: ScriptedServer, name: str) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        body: Any = batch() if name == "upload_events" else [batch()]
        for call in (getattr(api, name), getattr(api, f"{name}_with_http_info")):
            data, status, headers = call(body)
            assert (data, status, headers["content-length"]) == (None, 202, "0")
            assert call(body, callback=lambda response: None).result(PATIENCE)[1] == 202


def test_what_cannot_be_called_is_refused_before_anything_is_sent(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api, pytest.raises(TypeError, match="callback must be callable"):
        api.upload_events(batch(), batch())  # type: ignore[call-overload] # the mistake of the vendor's Node guide
    assert server.requests == []


@pytest.mark.parametrize(
    "callback", [lambda: None, lambda error, data: None, lambda a, b, c, d: None, lambda *, key: None]
)
def test_what_could_only_fail_when_the_upload_is_done_is_refused_at_the_call(
    server: ScriptedServer, callback: Any
) -> None:
    with (
        mparticle.EventsApi(impatient(server)) as api,
        pytest.raises(TypeError, match="error, data and response; this"),
    ):
        api.upload_events(batch(), callback)
    assert server.requests == []


def test_a_response_is_what_the_vendors_sdk_returns() -> None:
    """``(None, 202, headers)`` to a program that indexes, compares or copies it; and says in a line what it is."""
    response = mparticle.UploadResponse(202, {"x-mp-rate-limit-percentage-used": "92"}, 3)
    assert isinstance(response, tuple)
    assert response == (None, 202, {"x-mp-rate-limit-percentage-used": "92"})
    assert (response[1], len(response), bool(response)) == (202, 3, True)
    assert repr(response) == "UploadResponse(status=202, attempts=3, rate_limit_used=92.0)"
    for twin in (copy.deepcopy(response), pickle.loads(pickle.dumps(response))):
        assert (type(twin), twin, twin.attempts) == (mparticle.UploadResponse, response, 3)


def threes(told: list[tuple[Any, ...]]) -> list[Callable[..., object]]:
    return [
        lambda error, data, response: told.append((error, data, response)),
        lambda *arguments: told.append(arguments),
        lambda error, *rest: told.append((error, *rest)),
        functools.partial(lambda name, *rest: told.append(rest), "upload"),
        lambda error, data=1, response=2, *rest: told.append((error, data, response)),
    ]


def test_three_arguments_in_any_spelling(server: ScriptedServer) -> None:
    told: list[tuple[Any, ...]] = []
    with mparticle.EventsApi(impatient(server)) as api:
        futures = [api.upload_events(batch(), callback=callback) for callback in threes(told)]
        responses = [future.result(PATIENCE) for future in futures]
    assert len(told) == len(responses)
    assert {id(response) for _, _, response in told} == {id(response) for response in responses}


def test_a_builtin_that_does_not_tell_its_arguments_gets_three(
    server: ScriptedServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        api.upload_events(batch(), callback=print).result(PATIENCE)
    assert capsys.readouterr().out.startswith("None None UploadResponse(status=202")


def test_every_endpoint_takes_a_callback(server: ScriptedServer) -> None:
    old = mparticle.Batch(environment="development")
    old.add_event(mparticle.AppEvent("Old", "other", timestamp_unixtime_ms=1_500_000_000_000))
    told = Told()
    with mparticle.EventsApi(impatient(server)) as api:
        futures: list[Future[mparticle.UploadResponse]] = [
            api.upload_events(batch(), callback=told),
            api.bulk_upload_events([batch()], callback=told),
            api.bulk_upload_historical_events([old], callback=told),
        ]
        wait(futures, PATIENCE)
    assert sorted(request.target for request in server.requests) == [
        "/v2/bulkevents",
        "/v2/bulkevents/historical",
        "/v2/events",
    ]
    assert len(told.calls) == 3


# -- what goes wrong --------------------------------------------------------------------------------------------------


def test_what_is_not_valid_is_raised_at_once(server: ScriptedServer) -> None:
    told = Told()
    with mparticle.EventsApi(impatient(server)) as api:
        with pytest.raises(mparticle.ValidationError, match="no_such_field"):
            api.upload_events(INVALID, callback=told)
        with pytest.raises(mparticle.ValidationError):
            api.bulk_upload_events([], callback=told)
    assert (told.calls, server.requests) == ([], [])


def test_missing_credentials_are_raised_at_once(server: ScriptedServer) -> None:
    told = Told()
    with (
        mparticle.EventsApi(impatient(server, api_key="")) as api,
        pytest.raises(mparticle.ConfigurationError, match="api_key missing"),
    ):
        api.upload_events(batch(), callback=told)
    assert (told.calls, server.connections) == ([], 0)


@pytest.mark.parametrize("status", [202, 400])
def test_what_a_callback_raises_is_logged(status: int, caplog: pytest.LogCaptureFixture) -> None:
    """And changes nothing about the upload."""

    def broken(error: object, data: object, response: object) -> None:
        raise LookupError("a bug in the application")

    with ScriptedServer(answer(status)) as server, mparticle.EventsApi(impatient(server)) as api:
        future = api.upload_events(batch(), callback=broken)
        if status == 202:
            assert future.result(PATIENCE).status == 202
        else:
            assert isinstance(future.exception(PATIENCE), mparticle.BadRequestError)
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("mparticle_facade", logging.ERROR)
    assert "callback" in record.getMessage()
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], LookupError)


# -- the pool ---------------------------------------------------------------------------------------------------------


def test_never_more_at_once_than_the_pool_is_large() -> None:
    """Three requests meet at the server each time; a fourth never comes before one was answered."""
    with ScriptedServer(after(threading.Barrier(3), answer())) as server:
        with mparticle.EventsApi(impatient(server, connection_pool_size=3)) as api:
            told = Told()
            futures = [api.upload_events(batch(), callback=told) for _ in range(15)]
            assert {future.result(PATIENCE).status for future in futures} == {202}
        assert server.most_at_once == 3
        assert server.connections <= 3
    assert len(told.calls) == 15
    assert len(set(told.threads)) == 3


def test_the_callback_has_run_when_the_future_is_done(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        for _ in range(30):
            told = Told()
            api.upload_events(batch(), callback=told).result(PATIENCE)
            assert len(told.calls) == 1


def test_close_waits_for_what_is_pending() -> None:
    order: list[str] = []
    go = threading.Event()
    with ScriptedServer(after(go, answer())) as server:
        api = mparticle.EventsApi(impatient(server, connection_pool_size=2))
        for _ in range(6):
            api.upload_events(batch(), callback=lambda response: order.append("told"))
        server.wait_for(2)
        late = threading.Timer(0.2, go.set)  # the server is slow, the client has been told to close by then
        late.start()
        bounded(api.close)
        order.append("closed")
        late.join()
    assert order == ["told"] * 6 + ["closed"]


def test_close_ends_though_the_server_never_answers() -> None:
    with ScriptedServer(stall()) as server:
        api = mparticle.EventsApi(impatient(server, timeout=0.2, max_retries=1))
        told = Told()
        api.upload_events(batch(), callback=told)
        bounded(api.close)
    assert isinstance(told.calls[0][0], mparticle.ApiTimeoutError)


def test_no_thread_is_left_after_close(server: ScriptedServer) -> None:
    with mparticle.EventsApi(impatient(server)) as api:
        assert not pool_threads(), "none before the first callback either"
        api.upload_events(batch())
        assert not pool_threads()
        api.upload_events(batch(), callback=Told()).result(PATIENCE)
        assert pool_threads()
    assert not pool_threads()


def pool_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("mparticle-upload")]


def test_threads_that_start_together_share_one_connection_pool(server: ScriptedServer) -> None:
    """First use by many threads at once makes one client and one pool, or `close` would miss the others."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(10):
            with mparticle.EventsApi(impatient(server, connection_pool_size=2)) as api:
                start = threading.Barrier(8)
                clients: list[int] = []
                futures: list[Future[mparticle.UploadResponse]] = []

                def first_use(
                    api: mparticle.EventsApi = api,
                    start: threading.Barrier = start,
                    clients: list[int] = clients,
                    futures: list[Future[mparticle.UploadResponse]] = futures,
                ) -> None:
                    start.wait(PATIENCE)
                    futures.append(api.upload_events(batch(), callback=lambda response: None))
                    clients.append(id(api.api_client))

                threads = [threading.Thread(target=first_use) for _ in range(8)]
                for thread in threads:
                    thread.start()
                for thread in threads:
                    thread.join(PATIENCE)
                wait(futures, PATIENCE)
                assert len(set(clients)) == 1
                assert len(pool_threads()) <= 2
    finally:
        sys.setswitchinterval(interval)
