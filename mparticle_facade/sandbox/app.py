"""The HTTP surface of the sandbox: the documented endpoints, and what arrived under ``/sandbox``."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import aclosing

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from mparticle_facade.codec import decoders
from mparticle_facade.limits import MAX_REQUEST_BYTES
from mparticle_facade.sandbox import listing
from mparticle_facade.sandbox.answers import errors, json
from mparticle_facade.sandbox.assets import page_file
from mparticle_facade.sandbox.authentication import Credentials, authenticate
from mparticle_facade.sandbox.coverage import Coverage
from mparticle_facade.sandbox.exchange import Exchange
from mparticle_facade.sandbox.faults import Fault, Faults, Plan
from mparticle_facade.sandbox.filters import FilterError, batch_filters, request_filters
from mparticle_facade.sandbox.guard import Guard
from mparticle_facade.sandbox.inspection import INSPECTIONS
from mparticle_facade.sandbox.recorder import Recorder, Recording, unavailable
from mparticle_facade.sandbox.search import Found, batch_row, checked, find_batches, find_requests
from mparticle_facade.sandbox.store import Store
from mparticle_facade.sandbox.stream import Streams
from mparticle_facade.sandbox.throttle import Throttle

_LONGEST_PAGE = 1000
_LONGEST_LIST = 500
_LARGEST_ID = 2**63 - 1
_REPLAYED = 5000
"""What a new reader of the stream gets of older batches, unless it asks for more."""
_DIRECTORY = """\
A sandbox of mParticle's Events API.

POST   /v2/events                          one batch
POST   /v2/bulkevents                      1 to 100 batches
POST   /v2/bulkevents/historical           1 to 100 batches of events older than 72 hours
GET    /sandbox                            this list
GET    /sandbox/stats                      how much arrived
GET    /sandbox/batches?after=0&limit=100  what arrived, with warnings and errors
GET    /sandbox/batches/{id}               one of these, and the program that sends it
GET    /sandbox/requests?after=0&limit=100 every request, with headers, body and answer
GET    /sandbox/requests/{id}              one of these, with its batches
GET    /sandbox/rows/batches?limit=100     a list of batches, newest first; before=ID goes on. text=, user=, type=,
                                           environment=, status=, endpoint=, problems=1 filter it
GET    /sandbox/rows/requests?limit=100    the same of requests; text=, status=, endpoint=, problems=1
GET    /sandbox/stream?after=0&last=5000   what arrives, as server-sent events; with requests=0 requests, too
DELETE /sandbox/batches                    forget it all
GET    /sandbox/state                      rate limit, faults, and what else it was started with
GET    /sandbox/faults                     what goes wrong on purpose
POST   /sandbox/faults                     let something go wrong
DELETE /sandbox/faults                     back to what the sandbox was started with
GET    /sandbox/plan                       which points of the data plan were seen, and which never
GET    /sandbox/health
"""


def create_app(
    store: Store,
    credentials: Credentials | None = None,
    *,
    strict: bool = False,
    throttle: Throttle | None = None,
    faults: Faults | None = None,
    hosts: Iterable[str] = (),
) -> Starlette:
    """The sandbox as an ASGI application.

    Args:
        store: where to keep what arrives, and the data plan to hold it against; the caller closes it.
        credentials: what to insist on; without, any key and secret that are not empty are accepted.
        strict: answer 400 to what the service may take or not: values over a limit, unknown fields, and any bad batch
            of a bulk request.
        throttle: how much each key may send; anything without.
        faults: what goes wrong on purpose.
        hosts: names beside ``localhost`` under which it may be asked for.
    """
    decoders.valid(b"{}")  # msgspec crashes when several threads build the same types at once: here it is one thread
    surface = _Surface(store, credentials, strict, throttle, faults or Faults())
    app = Starlette(
        routes=[
            *(Route(path, surface.upload, methods=["POST"]) for path in INSPECTIONS),
            Route("/sandbox/stats", surface.stats),
            Route("/sandbox/batches", surface.batches),
            Route("/sandbox/batches", surface.clear, methods=["DELETE"]),
            Route("/sandbox/batches/{id:int}", surface.batch),
            Route("/sandbox/requests", surface.requests),
            Route("/sandbox/requests/{id:int}", surface.request),
            Route("/sandbox/rows/batches", surface.batch_rows),
            Route("/sandbox/rows/requests", surface.request_rows),
            Route("/sandbox/stream", surface.stream),
            Route("/sandbox/state", surface.state),
            Route("/sandbox/faults", surface.show_faults),
            Route("/sandbox/faults", surface.set_faults, methods=["POST"]),
            Route("/sandbox/faults", surface.reset_faults, methods=["DELETE"]),
            Route("/sandbox/plan", surface.plan),
            Route("/sandbox/health", surface.health),
            Route("/sandbox", surface.directory),
            Route("/page/{name}", surface.file),
            Route("/", surface.index),
        ],
        middleware=[Middleware(Recorder, store=store), Middleware(Guard, hosts=tuple(hosts))],
        exception_handlers={HTTPException: _failed, sqlite3.Error: _unavailable, FilterError: _refused},
    )
    app.router.redirect_slashes = False
    app.state.stop = surface.stop
    app.state.unreadable = surface.unreadable
    return app


class _Surface:
    def __init__(
        self,
        store: Store,
        credentials: Credentials | None,
        strict: bool,
        throttle: Throttle | None,
        faults: Faults,
    ) -> None:
        self.store = store
        self.credentials = credentials
        self.strict = strict
        self.throttle = throttle
        self.faults = faults
        self.streams = Streams(store, self.as_it_is)
        self.stopping = asyncio.Event()
        self.coverage: Coverage | None = None
        self.run = secrets.token_hex(8)
        """Tells a page that comes back whether this is the sandbox it knows."""

    def stop(self) -> None:
        """End what would go on for ever. To be called in the event loop."""
        self.stopping.set()
        self.streams.close()

    def unreadable(self, client: tuple[str, int] | None, content: bytes, answer: str) -> None:
        """Note what came and was not HTTP. To be called in the event loop."""
        tls = content[:2] == b"\x16\x03"
        exchange = Exchange(
            method="-",
            path="(not HTTP)",
            client=":".join(map(str, client or ())),
            status=400,
            note="TLS on a port without it: the address begins with http://, not https://" if tls else "not HTTP",
            size=len(content),  # and nothing of it: there may be credentials anywhere in it
            answer=answer.encode(),
        )

        def record() -> None:
            with contextlib.suppress(sqlite3.Error):
                self.store.record(exchange)

        asyncio.get_running_loop().run_in_executor(None, record)

    # -- the documented endpoints -------------------------------------------------------------------------------------

    async def upload(self, request: Request) -> Response:
        recording: Recording = request.scope["recording"]
        fault = self.faults.draw()
        answer: Response | None
        if fault.kind == "none" or fault.after_storing:
            answer = await self.receive(request, recording)
        else:
            answer = None
            with contextlib.suppress(HTTPException):  # what would be wrong with it does not matter now
                await _body(request, MAX_REQUEST_BYTES)
        if fault.kind != "none":
            answer = _failure(fault)
        recording.exchange.note = fault.note
        await recording.commit(answer, held_ms=fault.latency_ms)
        if fault.latency_ms:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), fault.latency_ms / 1000)
        return answer or await _silence(request, fault)

    async def receive(self, request: Request, recording: Recording) -> Response:
        try:
            recording.exchange.api_key = authenticate(request.headers.get("authorization"), self.credentials)
            body = await _body(request, MAX_REQUEST_BYTES)
        except HTTPException as error:
            return _failed(request, error)
        return await run_in_threadpool(self.take, request.scope["path"], recording, body)

    def take(self, endpoint: str, recording: Recording, body: bytes) -> Response:
        verdict = INSPECTIONS[endpoint](body, strict=self.strict)
        used = 0
        if self.throttle and not verdict.errors:
            allowance = self.throttle.take(recording.exchange.api_key, len(verdict.batches))
            if not allowance.taken:
                headers = {"retry-after": str(allowance.wait_s), "x-mp-rate-limit-exceeded": '"account"'}
                return errors(429, ["over the rate limit of this sandbox"], headers)
            used = allowance.percentage
        recording.batches = verdict.batches
        if verdict.errors:
            return errors(400, [str(problem) for problem in verdict.errors])
        return Response(status_code=202, headers={"x-mp-rate-limit-percentage-used": str(used)})

    # -- what arrived -------------------------------------------------------------------------------------------------

    def stats(self, _: Request) -> Response:
        return json(msgspec.json.encode(self.store.stats()))

    def batches(self, request: Request) -> Response:
        after, limit = _number(request, "after", 0, _LARGEST_ID), _number(request, "limit", 100, _LONGEST_PAGE)
        return json(listing.page(self.store, after, limit))

    def batch(self, request: Request) -> Response:
        id = request.path_params["id"]
        found = listing.detail(self.store, id, str(request.base_url).rstrip("/")) if 0 < id <= _LARGEST_ID else None
        if found is None:
            raise HTTPException(404, "there is no such batch, or no longer")
        return json(found)

    def requests(self, request: Request) -> Response:
        after, limit = _number(request, "after", 0, _LARGEST_ID), _number(request, "limit", 100, _LONGEST_PAGE)
        return json(listing.requests(self.store, after, limit))

    def request(self, request: Request) -> Response:
        id = request.path_params["id"]
        found = listing.request(self.store, id) if 0 < id <= _LARGEST_ID else None
        if found is None:
            raise HTTPException(404, "there is no such request, or no longer")
        return json(found)

    def batch_rows(self, request: Request) -> Response:
        asked = request.query_params
        if "ids" in asked:
            ids = [int(text) for text in asked["ids"].split(",")[:_LONGEST_LIST] if text.isascii() and text.isdigit()]
            marks = ", ".join("?" * len(ids))
            heads = self.store.heads(f"id IN ({marks}) ORDER BY id DESC", [min(id, _LARGEST_ID) for id in ids])
            return _rows(Found([batch_row(head) for head in checked(self.store, heads)], None, 0))
        return _rows(find_batches(self.store, batch_filters(asked), *_part(request)))

    def request_rows(self, request: Request) -> Response:
        asked = request.query_params
        advice = asked.get("advice", "") not in ("", "0")
        return _rows(find_requests(self.store, request_filters(asked), *_part(request), advice=advice))

    async def stream(self, request: Request) -> Response:
        if request.method == "HEAD":
            return Response(headers={"cache-control": "no-store"}, media_type="text/event-stream")
        after, last = _number(request, "after", 0, _LARGEST_ID), _number(request, "last", _REPLAYED, _LARGEST_ID)
        requests = _number(request, "requests", 0, _LARGEST_ID) if "requests" in request.query_params else None
        resumed = request.headers.get("last-event-id", "")
        if resumed.isascii() and resumed.isdigit():  # a browser repeats the address when it comes back
            after = max(after, min(int(resumed[:19]), _LARGEST_ID))

        def position() -> tuple[int, int | None]:
            oldest = max(after, self.store.newest("batches") - last)
            if requests is None:
                return oldest, None
            return oldest, max(requests, self.store.newest("requests") - last)

        return self.streams.follow(position)

    def clear(self, _: Request) -> Response:
        self.store.clear()
        return Response(status_code=204)

    def plan(self, _: Request) -> Response:
        plan = self.store.plan
        if plan is None:
            raise HTTPException(404, "there is no data plan: start the sandbox with --plan FILE")
        if self.coverage is None or self.coverage.plan is not plan:
            self.coverage = Coverage(plan, self.store)
        return json(self.coverage.shown())

    # -- what goes wrong ----------------------------------------------------------------------------------------------

    def as_it_is(self) -> bytes:
        return msgspec.json.encode(
            {
                "run": self.run,
                "faults": msgspec.Raw(self.faults.plan()),
                "rate_limit": self.throttle.state() if self.throttle else None,
                "strict": self.strict,
                "credentials": self.credentials is not None,
                "plan": str(self.store.plan) if self.store.plan else None,
            }
        )

    def state(self, _: Request) -> Response:
        return json(self.as_it_is())

    def show_faults(self, _: Request) -> Response:
        return json(self.faults.plan())

    async def set_faults(self, request: Request) -> Response:
        body = await _body(request, MAX_REQUEST_BYTES)
        try:
            plan = msgspec.json.decode(body, type=Plan)
        except msgspec.ValidationError as error:
            raise HTTPException(400, str(error)) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise HTTPException(400, f"the body is not JSON: {error}") from None
        self.faults.set(plan)
        self.streams.wake()
        return json(self.faults.plan())

    async def reset_faults(self, _: Request) -> Response:
        self.faults.reset()
        self.streams.wake()
        return Response(status_code=204)

    # -- the rest -----------------------------------------------------------------------------------------------------

    def health(self, _: Request) -> Response:
        return json(b'{"status":"ok"}')

    def directory(self, _: Request) -> Response:
        return PlainTextResponse(_DIRECTORY)

    def index(self, request: Request) -> Response:
        return page_file("index.html") or self.directory(request)

    def file(self, request: Request) -> Response:
        found = page_file(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return found


def _failure(fault: Fault) -> Response | None:
    """The answer of a request that goes wrong on purpose; None where it gets none."""
    if fault.kind != "answer":
        return None
    headers = {} if fault.retry_after is None else {"retry-after": str(fault.retry_after)}
    if fault.status == 429:
        headers["x-mp-rate-limit-exceeded"] = '"account"'
    return errors(fault.status, ["this failure was asked for"], headers)


async def _silence(request: Request, fault: Fault) -> Response:
    if fault.kind == "reset":
        request.state.reset()
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return Response()  # no one is there to get it


async def _body(request: Request, most: int) -> bytes:
    """The JSON of a request; refused as soon as it is too long, whatever may follow."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise HTTPException(400, "the Content-Type must be application/json")
    if request.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise HTTPException(400, "a Content-Encoding is not documented; send plain JSON")
    body = bytearray()
    try:
        async with aclosing(request.stream()) as stream:
            async for chunk in stream:
                body += chunk
                if len(body) >= most:
                    # No status is documented for this (F-29).
                    raise HTTPException(400, f"the request is too large; it must stay under {most} bytes")
    except ClientDisconnect:
        raise HTTPException(400, "the connection was closed in the middle of the request") from None
    return bytes(body)


def _part(request: Request) -> tuple[int, int, int]:
    """Which part of a list is asked for: after and before which id, and how much of it."""
    after, before = _number(request, "after", 0, _LARGEST_ID), _number(request, "before", _LARGEST_ID, _LARGEST_ID)
    return after, before, max(1, _number(request, "limit", 100, _LONGEST_LIST))


def _rows(found: Found) -> Response:
    return json(msgspec.json.encode(found._asdict()))


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
    return errors(error.status_code, [error.detail], error.headers)


def _refused(_: Request, error: Exception) -> Response:
    return errors(400, [str(error)])


def _unavailable(_: Request, error: Exception) -> Response:
    assert isinstance(error, sqlite3.Error)
    return unavailable(error)
