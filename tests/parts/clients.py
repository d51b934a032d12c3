"""Clients of the scripted server, and calls that must not hang."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest

import mparticle_facade as mparticle
from parts.server import PATIENCE, ScriptedServer

KEY, SECRET = "key-of-the-tests", "s3cret-of-the-tests"
TOKEN = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
"""The two as HTTP Basic authentication has them."""
KINDS = ("sync", "async")
ENGINES = (*KINDS, "aiohttp")
"""The kinds, and the async one on the connections of aiohttp."""
ASYNC: dict[str, dict[str, Any]] = {"async": {}, "aiohttp": {"async_engine": "aiohttp"}}
"""The settings of the async ones."""

T = TypeVar("T")


def impatient(server: ScriptedServer | str, **changes: Any) -> mparticle.Configuration:
    """The settings of a client of this server, impatient ones."""
    host = server if isinstance(server, str) else server.host
    arguments = {"host": host, "timeout": 2.0, "deadline": 5.0, "max_retries": 2, **changes}
    return mparticle.Configuration(arguments.pop("api_key", KEY), arguments.pop("api_secret", SECRET), **arguments)


def batch(customer: str = "1") -> mparticle.Batch:
    new = mparticle.Batch(mparticle.Batch.Environment.development)
    new.user_identities = mparticle.UserIdentities(customer_id=customer)
    return new


def send(kind: str, config: mparticle.Configuration, body: Any = None, method: str = "") -> mparticle.UploadResponse:
    """Upload with a client of this kind that lives for this one call; a list goes to the bulk endpoint."""
    if kind == "aiohttp":
        config = config.evolve(**ASYNC[kind])
    body = batch() if body is None else body
    method = method or ("bulk_upload_events" if isinstance(body, list) else "upload_events")
    if kind == "sync":
        with mparticle.EventsApi(config) as api:
            return getattr(api, method)(body)

    async def upload() -> mparticle.UploadResponse:
        async with mparticle.AsyncEventsApi(config) as api:
            return await getattr(api, method)(body)

    return asyncio.run(upload())


def bounded(call: Callable[[], T], seconds: float = PATIENCE) -> T:
    """The result of a call that may hang: then the test fails, instead of waiting with it."""
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(call())
        except BaseException as error:  # noqa: BLE001  # raised again below
            errors.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    assert results, f"not done after {seconds} seconds"
    return results[0]


def failure(call: Callable[[], object], seconds: float = PATIENCE) -> Exception:
    """The exception of a call that must fail."""
    with pytest.raises(Exception) as caught:  # which one it is, the caller looks at
        bounded(call, seconds)
    assert not isinstance(caught.value, AssertionError), caught.value
    return caught.value


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and all that led to it."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
