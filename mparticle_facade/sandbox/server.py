"""Running the sandbox: in the foreground, or in a thread of a test or a script."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette

from mparticle_facade.clock import monotonic
from mparticle_facade.plans.plan import DataPlan
from mparticle_facade.plans.violations import Violation
from mparticle_facade.sandbox.app import create_app
from mparticle_facade.sandbox.authentication import Credentials
from mparticle_facade.sandbox.connection import Connection
from mparticle_facade.sandbox.faults import Faults, Plan
from mparticle_facade.sandbox.listing import page, requests
from mparticle_facade.sandbox.store import KEPT, Store
from mparticle_facade.sandbox.throttle import Throttle

_SECONDS_TO_FINISH = 1
"""How long a client may take to finish its request when the sandbox is told to stop."""
_MOST_CONNECTIONS = 1000


class Sandbox:
    """A running sandbox, and what it received."""

    def __init__(self, url: str, store: Store, faults: Faults, throttle: Throttle | None) -> None:
        self.url = url
        """Where it listens, such as ``http://127.0.0.1:8080``."""
        self.faults = faults
        """What goes wrong on purpose."""
        self._store = store
        self._throttle = throttle

    @property
    def host(self) -> str:
        """The base URL of its API, the ``host`` of a `Configuration`."""
        return f"{self.url}/v2"

    def stats(self) -> dict[str, int]:
        """How many ``requests``, accepted ``batches`` and their ``events``, ``duplicates``, ``rejected`` batches."""
        return self._store.stats()

    def batches(self) -> list[dict[str, Any]]:
        """The accepted batches in wire form, oldest first."""
        stored = self._store.batches(limit=-1)
        return [msgspec.json.decode(batch.payload) for batch in stored if batch.status == "accepted"]

    def events(self, type: str | None = None) -> list[dict[str, Any]]:
        """The events of all accepted batches in their envelopes, oldest first; only those of one ``type`` if given."""
        events = [event for batch in self.batches() for event in batch.get("events") or ()]
        return [event for event in events if type in (None, event["event_type"])]

    def received(self, after: int = 0) -> list[dict[str, Any]]:
        """Every batch with a greater id than ``after``, rejected ones too, the way ``GET /sandbox/batches`` shows it.

        The keys are ``id``, ``received_ms``, ``endpoint``, ``status``, ``batch``, ``warnings`` and ``errors``.
        """
        shown: list[dict[str, Any]] = msgspec.json.decode(page(self._store, after, limit=-1))["batches"]
        return shown

    def requests(self, after: int = 0) -> list[dict[str, Any]]:
        """Every request with a greater id than ``after``, the way ``GET /sandbox/requests`` shows it.

        Among the keys are ``method``, ``path``, ``status``, ``headers`` (credentials masked), ``body`` and ``answer``.
        """
        shown: list[dict[str, Any]] = msgspec.json.decode(requests(self._store, after, limit=-1))["requests"]
        return shown

    @property
    def plan(self) -> DataPlan | None:
        """The data plan that batches are held against; may be set at any time."""
        return self._store.plan

    @plan.setter
    def plan(self, plan: DataPlan | None) -> None:
        self._store.plan = plan

    def plan_violations(self) -> list[Violation]:
        """What the plan does not allow in the accepted batches; ``$[0]`` in a path is the first of `batches`.

        Raises:
            ValueError: there is no plan.
        """
        plan = self.plan
        if plan is None:
            raise ValueError("there is no data plan to hold batches against: set plan to a DataPlan")
        return [
            msgspec.structs.replace(found, path=f"$[{index}]{found.path[1:]}")
            for index, batch in enumerate(self.batches())
            for found in plan.check_tree(batch)
        ]

    def clear(self) -> None:
        """Forget what arrived."""
        self._store.clear()

    def reset(self) -> None:
        """As it was in the beginning: nothing arrived, nothing used of the rate limit, faults as at the start."""
        self.faults.reset()
        if self._throttle:
            self._throttle.reset()
        self.clear()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one.

    Raises:
        OSError: the port is in use, or the host is none of this machine.
    """
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def url_of(listener: socket.socket) -> str:
    """The URL of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(app: Starlette, listener: socket.socket, started: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM, finish what is under way, and close the socket.

    ``started`` is called once requests are answered.
    """
    _Server(app, started).run(sockets=[listener])


@contextmanager
def running_sandbox(
    credentials: tuple[str, str] | None = None,
    *,
    port: int = 0,
    db: Path | str | None = None,
    keep: int = KEPT,
    strict: bool = False,
    rate_limit: float | None = None,
    faults: Plan | None = None,
    hosts: Iterable[str] = (),
    plan: DataPlan | None = None,
) -> Iterator[Sandbox]:
    """A sandbox on 127.0.0.1 while the block runs.

    Args:
        credentials: the API key and secret to insist on; any will do without.
        port: where to listen; 0 takes a free port.
        db: a file to keep what arrives in; a temporary one without.
        keep: how many batches are kept; the oldest go.
        strict: answer 400 to unknown fields, values over a limit, and any bad batch of a bulk request.
        rate_limit: batches a second that each API key may send; any number without.
        faults: what goes wrong on purpose.
        hosts: names beside ``localhost`` under which it may be asked for.
        plan: the data plan that batches are held against.

    Raises:
        OSError: the port is in use.
        sqlite3.Error: the file can't be opened, or is no file of a sandbox.
    """
    with bind("127.0.0.1", port) as listener, Store(db, keep=keep) as store:
        store.plan = plan
        url = url_of(listener)
        throttle = Throttle(rate_limit) if rate_limit else None
        failures = Faults(faults)
        app = create_app(
            store,
            Credentials(*credentials) if credentials else None,
            strict=strict,
            throttle=throttle,
            faults=failures,
            hosts=hosts,
        )
        started = threading.Event()
        server = _Server(app, started.set)

        def run() -> None:
            try:
                server.run(sockets=[listener])
            finally:
                started.set()

        thread = threading.Thread(target=run, name="sandbox", daemon=True)
        thread.start()
        try:
            started.wait()
            if not server.started:
                raise RuntimeError("the sandbox did not start")
            yield Sandbox(url, store, failures, throttle)
        finally:
            server.should_exit = True
            thread.join()


def _new_loop() -> asyncio.AbstractEventLoop:
    """One whose timers run on while a test stops the time."""
    loop = asyncio.new_event_loop()
    loop.time = monotonic  # type: ignore[method-assign]
    return loop


class _Server(uvicorn.Server):
    """Says when it has started, and takes a signal for the normal way to end."""

    def __init__(self, app: Starlette, started: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Connection,
                limit_concurrency=_MOST_CONNECTIONS,
                proxy_headers=False,
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="error",  # its warnings are of what the store has as a row
                access_log=False,
                server_header=False,
            )
        )
        self._announce = started
        self._stop = app.state.stop

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        with asyncio.Runner(loop_factory=_new_loop) as runner:
            runner.run(self.serve(sockets=sockets))

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._announce()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stop()
        asyncio.get_running_loop().call_later(_SECONDS_TO_FINISH, self._hang_up)
        await super().shutdown(sockets=sockets)

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            connection.transport.abort()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  # the original's names
        # The original also raises the signal again in the end, which kills the process.
        self.force_exit = self.should_exit
        self.should_exit = True
