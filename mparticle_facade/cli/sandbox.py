"""``mparticle sandbox``"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from mparticle_facade.cli.inputs import PlanOption, planned
from mparticle_facade.cli.mistake import Mistake


def sandbox(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")] = 8080,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another name it may be asked for by; repeatable.")
    ] = None,
    db: Annotated[Path | None, typer.Option(help="File to keep what arrives in; a temporary one without.")] = None,
    # As store.KEPT, which takes the extra to import.
    keep: Annotated[int, typer.Option(min=1, help="Batches to keep; the oldest go.")] = 1_000_000,
    api_key: Annotated[str, typer.Option(help="Key to insist on; any will do without.")] = "",
    api_secret: Annotated[str, typer.Option(help="Secret to insist on.")] = "",
    strict: Annotated[
        bool, typer.Option("--strict", help="400 for unknown fields, values over a limit and any bad batch.")
    ] = False,
    rate_limit: Annotated[
        float | None, typer.Option(min=0.001, help="Batches a second for each key; more are 429.")
    ] = None,
    fail_rate: Annotated[float, typer.Option(min=0, max=1, help="Share of the uploads that fail.")] = 0.0,
    fail_status: Annotated[int, typer.Option(min=400, max=599, help="What those are answered.")] = 503,
    reset_rate: Annotated[float, typer.Option(min=0, max=1, help="Share whose connection is reset.")] = 0.0,
    stall_rate: Annotated[float, typer.Option(min=0, max=1, help="Share that never gets an answer.")] = 0.0,
    burst_429: Annotated[
        int, typer.Option("--burst-429", min=0, max=1_000_000_000, help="How many of the first uploads are 429.")
    ] = 0,
    latency_ms: Annotated[float, typer.Option(min=0, max=600_000, help="How long answers are held back.")] = 0.0,
    seed: Annotated[int | None, typer.Option(help="Lets the same uploads fail again.")] = None,
    plan: PlanOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no line for each request.")] = False,
) -> None:
    """Run the Events API on this machine, until Ctrl+C, and print each request with its answer."""
    if bool(api_key) != bool(api_secret):
        raise Mistake("--api-key and --api-secret go together")
    data_plan = planned(plan)
    # Here, as the other commands do without a server.
    import sqlite3

    from mparticle_facade.cli.printer import Printer
    from mparticle_facade.sandbox.app import create_app
    from mparticle_facade.sandbox.authentication import Credentials
    from mparticle_facade.sandbox.faults import Burst, Faults, Plan
    from mparticle_facade.sandbox.server import bind, serve, url_of
    from mparticle_facade.sandbox.store import Store
    from mparticle_facade.sandbox.throttle import Throttle

    try:
        listener = bind(host, port)
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (while")
        raise Mistake(f"can't listen on {host} port {port}: {reason}") from None
    with listener:
        try:
            store = Store(db, keep=keep)
            store.plan = data_plan
        except sqlite3.Error as error:
            raise Mistake(f"can't use --db {db}: {error}") from None
        url = url_of(listener)
        mishaps = Plan(
            fail_rate=fail_rate,
            fail_status=fail_status,
            reset_rate=reset_rate,
            stall_rate=stall_rate,
            burst_429=Burst(burst_429) if burst_429 else None,
            latency_ms=latency_ms,
            seed=seed,
        )
        with store:
            app = create_app(
                store,
                Credentials(api_key, api_secret) if api_key else None,
                strict=strict,
                throttle=Throttle(rate_limit) if rate_limit else None,
                faults=Faults(mishaps),
                hosts=(host, *(allow_host or ())),
            )
            printer = None if quiet or sys.stdout is None else Printer(store)

            def started() -> None:
                typer.echo(f"Sandbox on {url}  (POST /v2/events; open it to watch)")
                if printer:
                    stopped.append(printer.start())

            stopped: list[Callable[[], None]] = []
            _warn(host, allow_host)
            serve(app, listener, started)
            for stop in stopped:
                stop()


def _warn(host: str, names: list[str] | None) -> None:
    """Say who else can reach it."""
    if host in ("localhost", "127.0.0.1", "::1"):
        return
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104  # what is warned of
    reached = "every machine that can reach this one" if everywhere else f"every machine that can reach {host}"
    hint = "; it answers to localhost only, unless --allow-host NAME says what else" if everywhere and not names else ""
    typer.echo(f"mparticle: warning: {reached} can send to this sandbox and read what it stored{hint}", err=True)
