"""A client that goes on working: whoever gives up, is cancelled, forks or ends an event loop leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import random
import signal
import socket
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

import mparticle_facade as mparticle
from mparticle_facade.http.admission import Admission
from mparticle_facade.http.async_pool import AsyncPool
from mparticle_facade.http.pool import Pool
from parts.clients import ASYNC, ENGINES, batch, bounded, impatient
from parts.server import AUTHORITY, Exchange, ScriptedServer, Step
from parts.steps import after, answer, stall
from parts.wires import Through

pytestmark = pytest.mark.usefixtures("quick_retries")


def crowd(api: mparticle.EventsApi, threads: int, rounds: int = 1) -> list[type[Exception] | None]:
    """What so many threads come to that upload at the same time."""
    outcomes: list[type[Exception] | None] = []

    def upload() -> None:
        for _ in range(rounds):
            try:
                api.upload_events(batch())
                outcomes.append(None)
            except mparticle.ApiException as error:
                outcomes.append(type(error))

    workers = [threading.Thread(target=upload) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return outcomes


def works(api: mparticle.EventsApi) -> bool:
    return bounded(lambda: api.upload_events(batch())).status == 202


async def works_async(api: mparticle.AsyncEventsApi) -> bool:
    return (await asyncio.wait_for(api.upload_events(batch()), 10)).status == 202


# -- waiting for a place ----------------------------------------------------------------------------------------------


def test_the_longest_wait_is_served_first() -> None:
    admission, served = Admission(1), list[int]()
    assert admission.acquire(1)
    threads = []
    for number in range(20):

        def wait(number: int = number) -> None:
            assert admission.acquire(10)
            served.append(number)
            admission.release()

        threads.append(threading.Thread(target=wait))
        threads[-1].start()
        while len(admission._waiting) <= number:
            time.sleep(0.001)
    admission.release()
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_who_gives_up_leaves_no_place_behind() -> None:
    admission = Admission(2)
    chance = random.Random(1)

    def come_and_go() -> None:
        for _ in range(200):
            if admission.acquire(chance.choice((0.0, 0.0001, 0.001))):
                admission.release()

    threads = [threading.Thread(target=come_and_go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (admission._free, len(admission._waiting)) == (2, 0)


def test_an_exception_from_outside_leaves_no_place_behind() -> None:
    """A signal's handler may raise in the middle of the wait."""

    class StopError(Exception):
        pass

    def handler(*_: object) -> None:
        raise StopError

    admission = Admission(1)
    assert admission.acquire(0)
    before = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with pytest.raises(StopError):
            admission.acquire(30)
    finally:
        signal.signal(signal.SIGALRM, before)
    admission.release()
    assert (admission._free, len(admission._waiting)) == (1, 0)


# -- outages ----------------------------------------------------------------------------------------------------------


def test_threads_that_gave_up_during_an_outage() -> None:
    with ScriptedServer(stall()) as server:
        config = impatient(server, timeout=0.05, deadline=0.2, max_retries=0, connection_pool_size=2)
        with mparticle.EventsApi(config) as api:
            assert None not in crowd(api, 16, rounds=3)
            server.follow(answer())
            assert all(works(api) for _ in range(5))


@pytest.mark.parametrize("kind", ASYNC)
def test_tasks_that_gave_up_during_an_outage(kind: str) -> None:
    async def run(server: ScriptedServer) -> None:
        config = impatient(server, timeout=0.05, deadline=0.2, max_retries=0, connection_pool_size=2, **ASYNC[kind])
        async with mparticle.AsyncEventsApi(config) as api:
            for _ in range(3):
                done = await asyncio.gather(*(api.upload_events(batch()) for _ in range(16)), return_exceptions=True)
                assert all(isinstance(each, mparticle.ApiTimeoutError) for each in done)
            server.follow(answer())
            for _ in range(5):
                assert await works_async(api)

    with ScriptedServer(stall()) as server:
        bounded(lambda: asyncio.run(run(server)), 20)


@pytest.mark.parametrize("kind", ENGINES)
def test_no_connection_in_time_says_so(kind: str) -> None:
    async def both(api: mparticle.AsyncEventsApi) -> list[BaseException]:
        async with api:
            first = asyncio.create_task(api.upload_events(batch()))
            await asyncio.to_thread(server.wait_for, 1)
            second = api.with_options(deadline=0.1).upload_events(batch())
            found = await asyncio.gather(second, return_exceptions=True)
            first.cancel()
            return [each for each in found if isinstance(each, BaseException)]

    with ScriptedServer(stall()) as server:
        config = impatient(server, timeout=1.0, deadline=1.0, connection_pool_size=1)
        if kind in ASYNC:
            config = config.evolve(**ASYNC[kind])
            (error,) = bounded(lambda: asyncio.run(both(mparticle.AsyncEventsApi(config))))
        else:
            with mparticle.EventsApi(config) as api:
                thread = threading.Thread(target=crowd, args=(api, 1))
                thread.start()
                server.wait_for(1)
                with pytest.raises(mparticle.ApiTimeoutError) as raised:
                    api.with_options(deadline=0.1).upload_events(batch())
                error = raised.value
                thread.join()
    assert isinstance(error, mparticle.ApiTimeoutError)
    assert "connection_pool_size is 1" in str(error)


# -- cancellations ----------------------------------------------------------------------------------------------------


def open_sockets() -> int:
    found = 0
    for each in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the one that lists them
            found += str(each.readlink()).startswith("socket")
    return found


@pytest.mark.parametrize("kind", ASYNC)
def test_a_thousand_cancellations(kind: str) -> None:
    """Wherever they strike: while waiting, connecting, sending, receiving, between attempts."""
    chance = random.Random(7)

    def mood(exchange: Exchange) -> bool | None:
        step: Step = chance.choice((answer(), answer(), answer(503), slow))
        return step(exchange)

    def slow(exchange: Exchange) -> bool | None:
        exchange.read()
        exchange.stay(chance.uniform(0, 0.02))
        return answer()(exchange)

    async def run(server: ScriptedServer) -> None:
        config = impatient(server, timeout=1.0, deadline=2.0, connection_pool_size=3, **ASYNC[kind])
        async with mparticle.AsyncEventsApi(config) as api:
            for _ in range(50):
                tasks = [asyncio.create_task(api.upload_events(batch())) for _ in range(20)]
                for task in tasks:
                    asyncio.get_running_loop().call_later(chance.uniform(0, 0.03), task.cancel)
                await asyncio.wait(tasks)
                for task in tasks:
                    if not task.cancelled():
                        task.exception()
            server.follow(answer())
            for _ in range(6):
                assert await works_async(api)
            assert asyncio.all_tasks() == {asyncio.current_task()}

    with ScriptedServer(mood) as server:
        bounded(lambda: asyncio.run(run(server)), 60)
        gc.collect()


@pytest.mark.parametrize("kind", ASYNC)
def test_a_cancelled_upload_frees_its_connection_at_once(kind: str) -> None:
    """And not when its timeouts are over: with one connection to have, the next request needs it."""

    async def run(server: ScriptedServer) -> None:
        config = impatient(server, timeout=600.0, deadline=600.0, connection_pool_size=1, **ASYNC[kind])
        async with mparticle.AsyncEventsApi(config) as api:
            task = asyncio.create_task(api.upload_events(batch()))
            await asyncio.to_thread(server.wait_for, 1)
            task.cancel()
            server.follow(answer())
            assert await works_async(api)

    with ScriptedServer(stall()) as server:
        bounded(lambda: asyncio.run(run(server)))


@pytest.mark.parametrize("kind", ASYNC)
def test_whoever_cancels_every_task_there_is(kind: str) -> None:
    """Test frameworks and servers that shut down do; the client is used again all the same."""

    async def run(server: ScriptedServer) -> None:
        config = impatient(server, max_retries=0, connection_pool_size=2, **ASYNC[kind])
        async with mparticle.AsyncEventsApi(config) as api:
            for _ in range(10):
                for delay in range(4):
                    for _ in range(3):
                        asyncio.create_task(api.upload_events(batch()))  # noqa: RUF006
                    for _ in range(delay):
                        await asyncio.sleep(0)
                    others = asyncio.all_tasks() - {asyncio.current_task()}
                    for task in others:
                        task.cancel()
                    await asyncio.gather(*others, return_exceptions=True)
            assert await works_async(api)
            assert await works_async(api)

    with ScriptedServer() as server:
        bounded(lambda: asyncio.run(run(server)))


@pytest.mark.parametrize("kind", ASYNC)
def test_a_timeout_of_the_callers_own(kind: str) -> None:
    async def run(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server, connection_pool_size=1, **ASYNC[kind])) as api:
            for _ in range(5):
                with pytest.raises(TimeoutError):
                    await asyncio.wait_for(api.upload_events(batch()), 0.02)
            server.follow(answer())
            assert await works_async(api)

    with ScriptedServer(stall()) as server:
        bounded(lambda: asyncio.run(run(server)))


class TornError(Exception):
    pass


def test_a_thread_that_is_torn_out_of_a_request() -> None:
    """By a signal's handler, as Celery's time limits and gevent do it: the next request has a connection."""

    def handler(*_: object) -> None:
        raise TornError

    before = signal.signal(signal.SIGALRM, handler)
    try:
        with ScriptedServer(stall()) as server:
            config = impatient(server, timeout=60.0, deadline=60.0, connection_pool_size=1)
            with mparticle.EventsApi(config) as api:
                for _ in range(3):
                    signal.setitimer(signal.ITIMER_REAL, 0.05)
                    with pytest.raises(TornError):
                        api.upload_events(batch())
                server.follow(answer())
                assert works(api)
                assert works(api)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_a_slot_that_was_lost_is_replaced() -> None:
    """What is torn out of httpcore takes its pool along; those in the same pool finish, then it is closed."""
    closed = []

    class Inner(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("torn"):
                raise TornError
            return httpx.Response(202)

        def close(self) -> None:
            closed.append(self)

    from mparticle_facade.http.attempts import Attempts
    from mparticle_facade.http.retries import RetryPolicy
    from mparticle_facade.http.transport import Transport

    transport = Transport(Pool(lambda: Through(Inner())), Attempts(RetryPolicy(0, 5)))
    with httpx.Client(transport=transport, base_url="http://127.0.0.1") as client:
        client.post("/well")
        with pytest.raises(TornError):
            client.post("/torn")
        assert len(closed) == 1
        assert client.post("/well").status_code == 202
    assert len(closed) == 2


# -- forks ------------------------------------------------------------------------------------------------------------


def in_child(work: Callable[[], object]) -> int:
    """The exit code of a child that does this: 0 when it returned something true."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # a process with threads forks: that is what is tested
        child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(20)
            code = 0 if work() else 2
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def connections(server: ScriptedServer) -> list[int]:
    return [request.connection for request in server.requests]


@pytest.mark.parametrize("raw", [False, True])
def test_a_child_uses_and_closes_nothing_of_its_parent(raw: bool) -> None:
    from mparticle_events_client.api.events import upload_events

    with ScriptedServer() as server:
        api = mparticle.EventsApi(impatient(server, max_retries=0))

        def upload() -> bool:
            if raw:
                return upload_events.sync_detailed(client=api.raw, body=batch().to_json()).status_code == 202
            return api.upload_events(batch()).status == 202

        def child() -> bool:
            done = upload()
            api.close()
            gc.collect()
            return done

        assert upload()
        assert in_child(child) == 0
        assert upload()
        api.close()
        first, second, third = connections(server)
        assert first == third != second


def test_a_child_that_only_closes() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server, max_retries=0)) as api:
        api.upload_events(batch())
        assert in_child(lambda: api.close() is None) == 0
        api.upload_events(batch())
        assert connections(server) == [1, 1]


def test_a_fork_while_every_connection_is_in_use() -> None:
    """The places in the pool, and its locks, are those of threads that the child does not have."""
    release = threading.Event()
    with ScriptedServer(after(release, answer())) as server:
        api = mparticle.EventsApi(impatient(server, connection_pool_size=1, max_batches_per_second=1000))
        thread = threading.Thread(target=api.upload_events, args=(batch(),))
        thread.start()
        server.wait_for(1)
        server.follow(answer())
        assert in_child(lambda: api.upload_events(batch()).status == 202) == 0
        release.set()
        thread.join()
        api.close()


def test_callbacks_in_a_child() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server, connection_pool_size=1)) as api:
        told: list[object] = []
        api.upload_events(batch(), lambda error, data, response: told.append(response)).result(10)

        def child() -> bool:
            upload = api.upload_events(batch(), lambda error, data, response: told.append(response))
            done = upload.result(10).status == 202
            api.close()
            return done and len(told) == 2

        assert in_child(child) == 0
        assert api.upload_events(batch(), print).result(10).status == 202


@pytest.mark.parametrize("kind", ASYNC)
def test_a_fork_between_two_event_loops(kind: str) -> None:
    with ScriptedServer() as server:
        api = mparticle.AsyncEventsApi(impatient(server, max_retries=0, **ASYNC[kind]))
        loop = asyncio.new_event_loop()
        assert loop.run_until_complete(works_async(api))
        assert in_child(lambda: asyncio.run(works_async(api))) == 0
        assert loop.run_until_complete(works_async(api))
        loop.run_until_complete(api.aclose())
        loop.close()
        first, second, third = connections(server)
        assert first == third != second


def test_a_pacer_whose_lock_was_taken_when_the_process_forked() -> None:
    with ScriptedServer() as server, mparticle.EventsApi(impatient(server, max_batches_per_second=1000)) as api:
        api.upload_events(batch())
        pacer = api.api_client._attempts.pacer
        assert pacer is not None
        with pacer._lock:
            assert in_child(lambda: api.upload_events(batch()).status == 202) == 0


# -- event loops ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ASYNC)
def test_one_event_loop_after_another(kind: str) -> None:
    """As AWS Lambda, Celery and pytest have them."""
    with ScriptedServer() as server, warnings.catch_warnings():
        warnings.simplefilter("error")
        api = mparticle.AsyncEventsApi(impatient(server, max_retries=0, **ASYNC[kind]))
        before = open_sockets()
        for _ in range(5):
            assert asyncio.run(works_async(api))
            gc.collect()
            assert open_sockets() <= before + 1, "the server's end of a connection may still be open"
        assert len(set(connections(server))) == 5
        asyncio.run(api.aclose())


@pytest.mark.parametrize("kind", ASYNC)
def test_two_event_loops_at_the_same_time(kind: str) -> None:
    with ScriptedServer() as server:
        api = mparticle.AsyncEventsApi(impatient(server, connection_pool_size=1, **ASYNC[kind]))

        async def many() -> None:
            await asyncio.gather(*(works_async(api) for _ in range(10)))

        threads = [threading.Thread(target=lambda: asyncio.run(many())) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.requests) == 30
        asyncio.run(api.aclose())


@pytest.mark.parametrize("kind", ASYNC)
def test_closing_waits_for_what_is_being_sent(kind: str) -> None:
    release = threading.Event()

    async def run(server: ScriptedServer) -> None:
        api = mparticle.AsyncEventsApi(impatient(server, **ASYNC[kind]))
        task = asyncio.create_task(api.upload_events(batch()))
        await asyncio.to_thread(server.wait_for, 1)
        closing = asyncio.create_task(api.aclose())
        await asyncio.sleep(0)
        release.set()
        assert (await task).status == 202
        await closing

    with ScriptedServer(after(release, answer())) as server:
        bounded(lambda: asyncio.run(run(server)))


@pytest.mark.parametrize("kind", ASYNC)
def test_certificates_are_not_read_in_the_event_loop(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    in_loop: list[bool] = []
    real = ssl.create_default_context

    def watched(*args: object, **more: object) -> ssl.SSLContext:
        try:
            asyncio.get_running_loop()
            in_loop.append(True)
        except RuntimeError:
            in_loop.append(False)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ssl, "create_default_context", watched)

    async def run(server: ScriptedServer) -> None:
        async with mparticle.AsyncEventsApi(impatient(server, ssl_ca_cert=AUTHORITY, **ASYNC[kind])) as api:
            assert all(await asyncio.gather(*(works_async(api) for _ in range(5))))

    with ScriptedServer(tls=True) as server:
        asyncio.run(run(server))
    assert in_loop == [False]


@pytest.mark.parametrize("kind", ENGINES)
def test_plain_http_reads_no_certificates(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl

    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at-all.pem")
    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", lambda *_, **__: pytest.fail("it does"))
    from parts.clients import send

    with ScriptedServer() as server:
        assert send(kind, impatient(server)).status == 202


# -- closed -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("kind", ENGINES)
def test_a_closed_client_says_so(kind: str, used: bool) -> None:
    with ScriptedServer() as server:
        if kind == "sync":
            api = mparticle.EventsApi(impatient(server))
            if used:
                works(api)
            api.close()
            api.close()
            for call in (api.upload_events, lambda body: api.upload_events(body, print)):
                with pytest.raises(mparticle.ClientClosedError, match="closed"):
                    call(batch())
        else:

            async def run() -> None:
                api = mparticle.AsyncEventsApi(impatient(server, **ASYNC[kind]))
                if used:
                    await works_async(api)
                await api.aclose()
                await api.aclose()
                with pytest.raises(mparticle.ClientClosedError, match="closed"):
                    await api.upload_events(batch())

            asyncio.run(run())
        assert len(server.requests) == used


def test_a_shared_connection_that_was_closed() -> None:
    with ScriptedServer() as server:
        with mparticle.ApiClient(impatient(server)) as connection:
            api = mparticle.EventsApi(api_client=connection)
            assert works(api)
        with pytest.raises(mparticle.ClientClosedError):
            api.upload_events(batch())


def test_pools_that_nobody_uses_are_not_kept() -> None:
    """A program may make a client for each request."""
    import weakref

    pools = [weakref.ref(Pool(lambda: None)), weakref.ref(AsyncPool(lambda: None))]  # type: ignore[arg-type, return-value]
    gc.collect()
    assert [pool() for pool in pools] == [None, None]


def test_a_refused_connection_costs_no_place() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        config = impatient(f"http://127.0.0.1:{deaf.getsockname()[1]}", max_retries=0, connection_pool_size=1)
        with mparticle.EventsApi(config) as api:
            for _ in range(3):
                with pytest.raises(mparticle.ApiConnectionError) as raised:
                    api.upload_events(batch())
                assert type(raised.value) is mparticle.ApiConnectionError
