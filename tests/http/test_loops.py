"""The event loops that an `AsyncEventsApi` is used in: uvloop's, which uvicorn takes, and none of asyncio's kind."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

import mparticle_facade as mparticle
from parts.clients import ASYNC, batch, bounded, impatient
from parts.server import CERTIFICATES, ScriptedServer
from parts.steps import answer, cut, stall

uvloop = pytest.importorskip("uvloop")
pytestmark = pytest.mark.usefixtures("quick_retries")

Program = Callable[[mparticle.AsyncEventsApi, ScriptedServer], Coroutine[Any, Any, None]]


async def accepted(api: mparticle.AsyncEventsApi, server: ScriptedServer) -> None:
    for _ in range(3):
        assert (await api.upload_events(batch())).status == 202
    assert len({request.connection for request in server.requests}) == 1


async def closed_in_between(api: mparticle.AsyncEventsApi, server: ScriptedServer) -> None:
    server.follow(answer(connection="close"), answer(), cut(), answer())
    for _ in range(3):
        assert (await api.upload_events(batch())).status == 202


async def no_answer(api: mparticle.AsyncEventsApi, server: ScriptedServer) -> None:
    server.follow(stall())
    with pytest.raises(mparticle.ApiTimeoutError):
        await api.with_options(timeout=0.1, max_retries=0).upload_events(batch())


async def large(api: mparticle.AsyncEventsApi, server: ScriptedServer) -> None:
    big = batch()
    big.user_attributes = {"n": ["x" * 400] * 600}
    assert (await api.upload_events(big)).status == 202
    assert len(server.requests[0].body) > 240_000


async def cancelled(api: mparticle.AsyncEventsApi, server: ScriptedServer) -> None:
    server.follow(stall())
    for delay in range(30):
        task = asyncio.ensure_future(api.upload_events(batch()))
        await asyncio.sleep(delay / 3000)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    server.follow(answer())
    assert (await api.upload_events(batch())).status == 202
    assert asyncio.all_tasks() == {asyncio.current_task()}


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("program", [accepted, closed_in_between, no_answer, large, cancelled])
@pytest.mark.parametrize("kind", ASYNC)
@pytest.mark.parametrize("loop", [asyncio, uvloop], ids=["asyncio", "uvloop"])
def test_each_loop(loop: Any, kind: str, program: Program, scheme: str) -> None:
    async def run(server: ScriptedServer) -> None:
        settings = {"ssl_ca_cert": str(CERTIFICATES / "authority.pem")} if scheme == "https" else {}
        async with mparticle.AsyncEventsApi(impatient(server, **settings, **ASYNC[kind])) as api:
            await program(api, server)

    with ScriptedServer(answer(), tls=scheme == "https") as server:
        bounded(lambda: loop.run(run(server)))
        gc.collect()  # a connection that was left open says so


def test_uvloop_and_a_host_that_is_not_there() -> None:
    async def run() -> None:
        async with mparticle.AsyncEventsApi(impatient("http://127.0.0.1:1", max_retries=0)) as api:
            with pytest.raises(mparticle.ApiConnectionError):
                await api.upload_events(batch())

    bounded(lambda: uvloop.run(run()))


def test_a_program_of_another_loop_is_told_so() -> None:
    """As under trio, which drives coroutines just like this."""
    api = mparticle.AsyncEventsApi(impatient("http://127.0.0.1:1"))
    calls = [api.upload_events(batch()), api.bulk_upload_events([batch()]), api.bulk_upload_historical_events([])]
    with mparticle.Uploader(impatient("http://127.0.0.1:1")) as uploader:
        calls += [uploader.aflush(), uploader.aupload(batch())]
        for call in calls[:2] + calls[3:]:
            with pytest.raises(RuntimeError, match=r"no event loop of asyncio .* Under trio, call"):
                call.send(None)
    calls[2].close()
