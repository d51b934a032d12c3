"""The HTTP surface of the sandbox: the documented endpoints, and what arrived under ``/sandbox``."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from http import HTTPStatus

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mparticle_facade.limits import MAX_REQUEST_BYTES
from mparticle_facade.sandbox.authentication import Credentials, authenticate
from mparticle_facade.sandbox.inspection import INSPECTIONS
from mparticle_facade.sandbox.listing import page
from mparticle_facade.sandbox.store import Store

_LONGEST_PAGE = 1000
_DIRECTORY = """\
A sandbox of mParticle's Events API.

POST   /v2/events                          one batch
POST   /v2/bulkevents                      1 to 100 batches
POST   /v2/bulkevents/historical           1 to 100 batches of events older than 72 hours
GET    /sandbox/stats                      how much arrived
GET    /sandbox/batches?after=0&limit=100  what arrived, with warnings and errors
DELETE /sandbox/batches                    forget it all
GET    /sandbox/health
"""


def create_app(store: Store, credentials: Credentials | None = None) -> Starlette:
    """The sandbox as an ASGI application.

    Without ``credentials``, any key and secret that are not empty are accepted. The caller closes the store.
    """
    surface = _Surface(store, credentials)
    app = Starlette(
        routes=[
            *(Route(path, surface.upload, methods=["POST"]) for path in INSPECTIONS),
            Route("/sandbox/stats", surface.stats),
            Route("/sandbox/batches", surface.batches),
            Route("/sandbox/batches", surface.clear, methods=["DELETE"]),
            Route("/sandbox/health", surface.health),
            Route("/", surface.directory),
        ],
        exception_handlers={HTTPException: _failed},
    )
    app.router.redirect_slashes = False
    return app


class _Surface:
    def __init__(self, store: Store, credentials: Credentials | None) -> None:
        self.store = store
        self.credentials = credentials

    async def upload(self, request: Request) -> Response:
        endpoint = request.scope["path"]
        try:
            api_key = authenticate(request.headers.get("authorization"), self.credentials)
            body = await _body(request)
        except HTTPException:
            await run_in_threadpool(self.store.record, endpoint, "", ())
            raise
        return await run_in_threadpool(self.take, endpoint, api_key, body)

    def take(self, endpoint: str, api_key: str, body: bytes) -> Response:
        verdict = INSPECTIONS[endpoint](body)
        self.store.record(endpoint, api_key, verdict.batches)
        if verdict.errors:
            return _errors(400, [str(problem) for problem in verdict.errors])
        return Response(status_code=202, headers={"x-mp-rate-limit-percentage-used": "0"})

    def stats(self, _: Request) -> Response:
        return _json(msgspec.json.encode(self.store.stats()))

    def batches(self, request: Request) -> Response:
        after, limit = _number(request, "after", 0, 2**63 - 1), _number(request, "limit", 100, _LONGEST_PAGE)
        return _json(page(self.store, after, limit))

    def clear(self, _: Request) -> Response:
        self.store.clear()
        return Response(status_code=204)

    def health(self, _: Request) -> Response:
        return _json(b'{"status":"ok"}')

    def directory(self, _: Request) -> Response:
        return PlainTextResponse(_DIRECTORY)


async def _body(request: Request) -> bytes:
    """The JSON of a request; refused as soon as it is too long, whatever may follow."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(400, "the Content-Type must be application/json")
    body = bytearray()
    try:
        async with aclosing(request.stream()) as stream:
            async for chunk in stream:
                body += chunk
                if len(body) >= MAX_REQUEST_BYTES:
                    # No status is documented for this (ledger 1.4).
                    raise HTTPException(400, f"the request is too large; it must stay under {MAX_REQUEST_BYTES} bytes")
    except ClientDisconnect:
        raise HTTPException(400, "the connection was closed in the middle of the request") from None
    return bytes(body)


def _number(request: Request, name: str, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        raise HTTPException(400, f"{name} must be a whole number from 0 to {most}")
    return number


def _failed(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _errors(error.status_code, [error.detail], error.headers)


def _errors(status: int, messages: list[str], headers: Mapping[str, str] | None = None) -> Response:
    # The documented form; the vendor publishes no other code than BAD_REQUEST (ledger 1.4).
    body = {"errors": [{"code": HTTPStatus(status).name, "message": message} for message in messages]}
    return _json(msgspec.json.encode(body), status, headers)


def _json(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body, status, headers, media_type="application/json")
