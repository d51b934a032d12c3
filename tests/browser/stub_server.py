"""A stand-in of the sandbox with what the Live Stream page asks of it, and nothing else. It keeps no files."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

import mparticle_facade.sandbox
from mparticle_facade.validation import examine

PAGE = Path(mparticle_facade.sandbox.__path__[0], "page")
MEDIA_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
REPLAYED = 5000
BREATH = 0.25


class Stub:
    def __init__(self) -> None:
        self.batches: dict[int, dict[str, Any]] = {}
        self.summaries: dict[int, dict[str, Any]] = {}
        self.identifiers: set[str] = set()
        self.stats = dict.fromkeys(("requests", "batches", "events", "duplicates", "rejected"), 0)
        self.newest = 0
        self.cleared = 0
        self.changed = asyncio.Event()
        self.stopping = False
        self.app = Starlette(
            routes=[
                Route("/", self.page),
                Route("/page/{name}", self.page),
                *(Route(f"/v2/{name}", self.upload, methods=["POST"]) for name in ("events", "bulkevents")),
                Route("/sandbox/stream", self.stream),
                Route("/sandbox/stats", self.counters),
                Route("/sandbox/batches", self.clear, methods=["DELETE"]),
                Route("/sandbox/batches/{id:int}", self.batch),
            ]
        )

    async def page(self, request: Request) -> Response:
        path = PAGE / request.path_params.get("name", "index.html")
        if not path.is_file():
            return Response(status_code=404)
        headers = {"content-security-policy": POLICY, "x-content-type-options": "nosniff", "cache-control": "no-cache"}
        return FileResponse(path, headers=headers, media_type=MEDIA_TYPES[path.suffix])

    async def upload(self, request: Request) -> Response:
        if "authorization" not in request.headers:
            return Response(status_code=401)
        body = await request.json()
        bulk = request.url.path == "/v2/bulkevents"
        self.stats["requests"] += 1
        entries = [self.take(batch, request.url.path) for batch in (body if bulk else [body])]
        self.announce()
        errors = entries[0]["errors"]
        if not bulk and errors:
            return JSONResponse({"errors": [{"code": "BAD_REQUEST", "message": e["message"]} for e in errors]}, 400)
        return Response(status_code=202)

    def take(self, batch: Any, endpoint: str) -> dict[str, Any]:
        errors, warnings = (
            [{"path": problem.path, "kind": problem.kind, "message": problem.message} for problem in found]
            for found in examine(batch).split(limits="warn", unknown_fields="warn")
        )
        self.newest += 1
        identifier = batch.get("source_request_id")
        status = "rejected" if errors else "duplicate" if identifier in self.identifiers else "accepted"
        if identifier and not errors:
            self.identifiers.add(identifier)
        events = batch.get("events") or []
        entry = {
            "id": self.newest, "received_ms": time.time_ns() // 1_000_000, "endpoint": endpoint, "status": status,
            "batch": batch, "warnings": warnings, "errors": errors,
            "python": f"import mparticle_facade as mparticle\n\nbatch = mparticle.Batch.from_dict({batch!r})\n",
        }  # fmt: skip
        self.batches[self.newest] = entry
        self.summaries[self.newest] = {
            **{key: entry[key] for key in ("id", "received_ms", "endpoint", "status")},
            "environment": batch.get("environment"), "user": batch.get("user_identities") or {},
            "events": [named(event) for event in events[:20]], "event_count": len(events),
            "bytes": len(json.dumps(batch)), "warnings": len(warnings), "errors": len(errors),
        }  # fmt: skip
        if status == "accepted":
            self.stats["batches"] += 1
            self.stats["events"] += len(events)
        else:
            self.stats["duplicates" if status == "duplicate" else "rejected"] += 1
        return entry

    def announce(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    async def batch(self, request: Request) -> Response:
        entry = self.batches.get(request.path_params["id"])
        return JSONResponse(entry) if entry else Response(status_code=404)

    async def counters(self, _: Request) -> Response:
        return JSONResponse(self.stats)

    async def clear(self, _: Request) -> Response:
        self.batches.clear()
        self.summaries.clear()
        self.identifiers.clear()
        self.stats = dict.fromkeys(self.stats, 0)
        self.cleared += 1
        self.announce()
        return Response(status_code=204)

    async def stream(self, request: Request) -> Response:
        after = int(request.headers.get("last-event-id") or request.query_params.get("after") or 0)
        return StreamingResponse(self.follow(after), media_type="text/event-stream")

    async def follow(self, after: int) -> AsyncIterator[str]:
        cleared, told = self.cleared, 0.0
        while not self.stopping:
            changed = self.changed
            if cleared != self.cleared:
                cleared = self.cleared
                yield event("cleared", {})
            if fresh := [self.summaries[id] for id in range(after + 1, self.newest + 1) if id in self.summaries]:
                after = self.newest
                yield event("batch", fresh[0], after) if len(fresh) == 1 else event("batches", fresh[-REPLAYED:], after)
            if time.monotonic() - told >= 1:
                told = time.monotonic()
                yield event("stats", self.stats)
            if fresh:
                await asyncio.sleep(BREATH)
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), max(0.0, told + 1 - time.monotonic()))


def named(event: Any) -> dict[str, Any]:
    data = event.get("data") or {}
    action = (data.get("product_action") or {}).get("action")
    return {"type": event.get("event_type"), "name": data.get("event_name") or data.get("screen_name") or action}


def event(name: str, data: Any, id: int | None = None) -> str:
    return f"event: {name}\n{'' if id is None else f'id: {id}{chr(10)}'}data: {json.dumps(data)}\n\n"


class _Server(uvicorn.Server):
    def __init__(self, stub: Stub, port: int) -> None:
        super().__init__(uvicorn.Config(stub.app, port=port, log_level="warning", ws="none", lifespan="off"))
        self.ready = threading.Event()

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@contextmanager
def running_stub(port: int = 0) -> Iterator[str]:
    """A stub on 127.0.0.1 while the block runs; its URL."""
    stub = Stub()
    server = _Server(stub, port)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        assert server.ready.wait(10)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        stub.stopping = server.should_exit = True
        thread.join(10)
