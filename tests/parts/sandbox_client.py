"""What the tests of the sandbox share: batches, and ways to talk to it."""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

from mparticle_facade.sandbox import Sandbox, running_sandbox

AUTH = ("sandbox-key", "sandbox-secret")
SINGLE, BULK, HISTORICAL = ENDPOINTS = ("/v2/events", "/v2/bulkevents", "/v2/bulkevents/historical")
EVENT = {"event_type": "custom_event", "data": {"event_name": "Hi", "custom_event_type": "other"}}
GOOD: dict[str, Any] = {"environment": "development", "events": [EVENT]}
BAD = {"environment": "development", "events": [{"event_type": "custom_event", "data": {"event_name": "Hi"}}]}
HEADERS = {
    "authorization": f"Basic {base64.b64encode(':'.join(AUTH).encode()).decode()}",
    "content-type": "application/json",
}


def post(client: httpx.Client, endpoint: str, body: Any, **options: Any) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": "application/json", **options.pop("headers", {})}
    return client.post(endpoint, content=content, headers=headers, **options)


def messages(response: httpx.Response) -> list[str]:
    assert response.headers["content-type"] == "application/json"
    errors = response.json()["errors"]
    assert all(set(error) == {"code", "message"} for error in errors)
    return [error["message"] for error in errors]


@contextmanager
def running(**options: Any) -> Iterator[tuple[Sandbox, httpx.Client]]:
    """A sandbox of its own, and a client of it."""
    with (
        running_sandbox(AUTH, **options) as sandbox,
        httpx.Client(base_url=sandbox.url, auth=AUTH, timeout=30) as client,
    ):
        yield sandbox, client


def connected(sandbox: Sandbox) -> socket.socket:
    """A bare connection."""
    address = urlsplit(sandbox.url)
    assert address.hostname
    assert address.port
    return socket.create_connection((address.hostname, address.port), timeout=30)


def request_head(method: str, path: str, **headers: str) -> bytes:
    """The beginning of a request, for a bare connection."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in {"host": "localhost", **headers}.items()]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode()
